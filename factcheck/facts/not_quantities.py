"""Numbers that are no quantities: dates, times of day, names ("Boeing 747"), codes, list marks, telephone numbers."""

from __future__ import annotations

import re

from factcheck.facts.numerals import ONES, TENS, Numeral, Token, glued, lower_at

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|"
    r"nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_ORDINAL = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_MASKED = re.compile(
    rf"(?<![\w$€£]){_MONTH} {{0,2}}{_ORDINAL}(?:(?: {{0,2}}[-–] {{0,2}}| to | and |, ){_ORDINAL}"
    r"(?![\w%]| (?:million|billion|percent)))?"
    rf"(?: ?,? {{1,2}}[12][0-9]{{3}})?(?![\w%])"
    rf"|(?<![\w$€£.,])(?:{_ORDINAL}(?: {{0,2}}[-–] {{0,2}}| to | and ))?{_ORDINAL} (?:of )?{_MONTH}"
    rf"(?: ?,? {{1,2}}[12][0-9]{{3}})?(?!\w)"
    rf"|(?<!\w){_MONTH},? [12][0-9]{{3}}(?!\w)"
    r"|(?<![\w$€£])[12][0-9]{3}-[01]?[0-9]-[0-3]?[0-9](?!\w)"
    r"|(?<![\w$€£])[0-3]?[0-9]/[0-3]?[0-9]/(?:[12][0-9]{3}|[0-9]{2})(?!\w)"
    r"|(?<![\w$€£])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?: ?[ap]\.?m\b\.?)?"
    r"|(?<![\w$€£.])[0-2]?[0-9](?:\.[0-5][0-9])? ?(?:a\.m\b\.?|p\.m\b\.?|am\b|pm\b(?! is)|o['’ ]?clock)"
    r"|(?<![\w$€£])[0-2]?[0-9]: [0-5][0-9] ?[ap]\.?m\b\.?"
    r"|(?<![\w$€£])[0-2][0-9][0-5][0-9] (?:GMT|BST|EST|EDT|UTC|CET|CEST|PST|PDT|hours|hrs)\b"
    r"|(?:https?://|www\.)\S{1,500}"
    r"|\S{0,64}@\S{1,200}"
    r"|(?<![\w.])(?:9/11|24/7|50[-/]50|7/7|20/20)(?!\w)"
    r"|(?<![\w$€£])\+?[0-9]{1,3}[-. ]\(?[0-9]{3}\)?[-. ][0-9]{3}[-. ][0-9]{3,4}(?!\w)"
    r"|(?<![\w$€£])(?:\([0-9]{3}\) ?)?[0-9]{3}-[0-9]{4}(?!\w)"
    r"|(?<!\w)[0-9]{3,5}-[0-9]{5,12}(?:-[0-9]{2,6})?(?!\w)"
    r"|(?<![\w$€£.,])(?:19|20)[0-9]{2} ?[-–/] ?(?:[0-9]{2}|(?:19|20)[0-9]{2})(?![\w%,.]*[0-9%])"
    r"|(?<![\w])(?:v|version )[0-9]+(?:\.[0-9]+)*",
    re.IGNORECASE,
)
_DASHES = frozenset("-–—")
_KEYCAP = "\u20e3"
_NAMED = frozenset(
    "boeing airbus route highway interstate formula chapter section sections article title flight windows iphone "
    "ipad galaxy apollo falcon fortune ftse nikkei dax dow stoxx channel area room page pages figure fig table "
    "phase level type gate group exit appendix clause paragraph rule amendment proposition prop pixel playstation "
    "xbox gpt claude llama gemini opus catch studio terminal pier platform line bus train unit block ward zone "
    "tier category lesson episode series season volume vol part step class stage grade world radio bbc cnn sport "
    "russell cac ibex topix kospi csi nasdaq s&p g covid resolution mark model serie ligue bundesliga division "
    "pga act bill hr case sars omicron h psalm verse street st junction precinct district house "
    "flat suite apartment apt box postcode zip agenda euro".split()
) - {"line", "train", "unit", "world", "sport", "act", "bill", "case", "house", "flat", "euro", "type", "group", "part"}
_NAMED_ANY_CASE = frozenset(
    "chapter section page pages figure fig table exit flight route highway interstate room paragraph appendix clause "
    "lesson episode "
    "volume vol gate platform terminal version".split()
)
_WEEKDAYS_AND_OPENERS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday in on at by of the a an from to and or but with for "
    "after before since about around some over under nearly almost only just all more less up between another its "
    "his her their our these those i we he she it they this that there when while as if so then than not no at "
    "police officials authorities total roughly approximately yesterday today january february march april may "
    "june july august september october november december".split()
)
_YEAR_BEFORE = frozenset(
    "in since by from until till during early late mid before after of circa between to through and the year fiscal "
    "fy around 's "
    "summer spring autumn fall winter christmas easter for".split()
)
_COUNTED_DESPITE_YEAR = frozenset(
    "people homes jobs workers employees troops soldiers deaths members voters years miles men women children "
    "students cases houses seats votes dollars euros pounds km kilometres kilometers metres meters feet tonnes "
    "tons kg percent residents passengers patients shares barrels calories words pages stores shops flights "
    "vehicles cars units acres hectares megawatts mw visitors fans points protesters families refugees migrants "
    "buildings schools adults spectators firefighters officers police copies".split()
)
_FIRM_BOUNDS = frozenset("than some nearly almost least approximately roughly exceeding many".split())


def masked_spans(text: str) -> list[tuple[int, int]]:
    """Stretches of the text that hold dates, clock times, addresses or telephone numbers."""
    return [match.span() for match in _MASKED.finditer(text)]


def is_year(tokens: list[Token], numeral: Numeral) -> bool:
    """A bare four-digit number that reads as a year: 1500 to 2099 with nothing countable after it."""
    token = tokens[numeral.first]
    if (
        numeral.last != numeral.first + 1
        or len(token.text) != 4
        or not token.text.isdigit()
        or not 1500 <= numeral.value <= 2099
    ):
        return False
    nxt, before = lower_at(tokens, numeral.last), lower_at(tokens, numeral.first - 1)
    if nxt in _COUNTED_DESPITE_YEAR:
        return before in ("in", "since") and nxt in ("people", "members", "police")
    return before not in _FIRM_BOUNDS


def is_label(tokens: list[Token], numeral: Numeral, countable: bool) -> bool:
    """A number that is part of a name, a code or a list mark. `countable`: a unit or a counted noun follows it."""
    i, j = numeral.first, numeral.last
    if lower_at(tokens, j) == _KEYCAP or (lower_at(tokens, j) == "\ufe0f" and lower_at(tokens, j + 1) == _KEYCAP):
        return True
    if _starts_list(tokens, i, j) or (
        lower_at(tokens, j) == "/" and glued(tokens, j) and glued(tokens, j + 1) and tokens[j + 1].kind == "n"
    ):
        return True
    if numeral.form == "words" and i > 0 and lower_at(tokens, i - 1) in ("formula", "channel", "phase"):
        return True
    if tokens[i].kind != "n":
        return False
    if len(tokens[i].text) > 1 and tokens[i].text[0] == "0" and tokens[i].text.isdigit():
        return True  # "05", "007"
    return _inside_code(tokens, i, j, countable) or _after_name(tokens, i, countable)


def joins_figure(tokens: list[Token], numeral: Numeral) -> bool:
    """Whether another figure is joined on that makes neither a range nor a score: "6-7" in "6-7 7-5"."""
    j = numeral.last
    return lower_at(tokens, j) in _DASHES and glued(tokens, j) and glued(tokens, j + 1) and tokens[j + 1].kind == "n"


def _starts_list(tokens: list[Token], i: int, j: int) -> bool:
    """ "1. Open" or "2)" at the start of the text or of a line."""
    if tokens[i].kind != "n" or j != i + 1 or len(tokens[i].text) > 2 or lower_at(tokens, j) not in (".", ")"):
        return False
    if lower_at(tokens, j) == ")":
        return lower_at(tokens, i - 1) not in ("(",) and not _open_bracket(tokens, i)
    follower = tokens[j + 1] if j + 1 < len(tokens) else None
    opens = i == 0 or tokens[i].start - tokens[i - 1].end > 1
    return opens and follower is not None and follower.start > tokens[j].end


def _open_bracket(tokens: list[Token], i: int) -> bool:
    return any(token.text == "(" for token in tokens[max(0, i - 12) : i])


def _inside_code(tokens: list[Token], i: int, j: int, countable: bool) -> bool:
    if lower_at(tokens, j) == "s" and glued(tokens, j):
        return True  # "the under-30s"
    if glued(tokens, i):
        before = tokens[i - 1]
        if before.kind == "w" and len(before.text) < 20:
            return True
        if before.text in "#_\\@=" or (
            before.text == "/" and i > 1 and glued(tokens, i - 1) and tokens[i - 2].kind != "s"
        ):
            return True
        if before.text in "-–." and i > 1 and glued(tokens, i - 1) and tokens[i - 2].kind == "w":
            return before.text == "." or not _counts_down(tokens, i - 2)
        if before.text in _DASHES and i > 1 and glued(tokens, i - 1) and tokens[i - 2].kind == "n":
            return True
    if not countable and j < len(tokens) and tokens[j].kind == "w":
        # "24703L" and "24703 m212"
        code = len(tokens[j].text) < 3 and j + 1 < len(tokens) and tokens[j + 1].kind == "n" and glued(tokens, j + 1)
        if glued(tokens, j) or code:
            return True
    return (
        not countable
        and j + 1 < len(tokens)
        and tokens[j].text == "-"
        and glued(tokens, j)
        and glued(tokens, j + 1)
        and tokens[j + 1].kind == "w"
        and len(tokens[j + 1].text) == 1
    )


def _counts_down(tokens: list[Token], i: int) -> bool:
    """A word that may stand hyphenated before a count: "sub-10%", "post-2-hour", or a number word of a range."""
    return (
        tokens[i].lower in ("sub", "post", "pre", "plus", "under", "over")
        or tokens[i].lower in ONES
        or tokens[i].lower in TENS
    )


def _after_name(tokens: list[Token], i: int, countable: bool) -> bool:
    if i == 0:
        return False
    before = tokens[i - 1]
    if before.kind != "w":
        return before.text == "#" or (
            before.text == "." and lower_at(tokens, i - 2) in ("vol", "fig", "sec", "p", "pp", "ch")
        )
    if before.lower in _NAMED_ANY_CASE:
        return True
    if before.text.islower() or before.lower in _WEEKDAYS_AND_OPENERS:
        return False
    if before.lower in _NAMED:
        return True
    opener = i == 1 or tokens[i - 2].text in '.!?:"“'
    return not countable and not opener
