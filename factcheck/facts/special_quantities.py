"""Quantities with a shape of their own: ordinals, ages, shares in words, scores, sums in two units."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factcheck.facts.bounds import BEFORE
from factcheck.facts.counted_nouns import counted_noun, singular
from factcheck.facts.currencies import CENTS
from factcheck.facts.numerals import ONES, TENS, Numeral, Token, glued, lower_at, read_numeral
from factcheck.facts.units import Unit, read_unit


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity before its bounding words are read. `low` and `high` are given where the words themselves are an
    interval; `relation`, `fixed_low` and `fixed_high` override the law. `core`: the token after the number
    and its unit."""

    value: float
    unit: str
    kind: str
    first: int
    last: int
    core: int
    of: str = ""
    role: str = ""
    margin: float = 0.0
    significant: float = 1.0
    low: float | None = None
    high: float | None = None
    relation: str = ""
    fixed_low: float = 0.0
    fixed_high: float = 0.0


_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
STARTERS = frozenset([*_ORDINALS, "majority", "no"])
_ADJECTIVE_ENDS = ("est", "ential", "onal", "ical", "ive", "ous", "ary", "ful", "ible", "able", "nual")
_DETERMINERS = frozenset("the its his her their our my your s".split())
_PLACING = frozenset("finish finished finishing came come comes ranked ranks rank placed places ranking".split())
_NO_RANK = frozenset(
    "such quarter half century of to and in on at by for with from that who is was were are be been "
    "the a an had has have but or as person hand class lady amendment minister party".split()
)
_AGE_UNITS = {"year": "year", "years": "year", "month": "month", "months": "month", "week": "week", "weeks": "week",
              "day": "day",
              "days": "day", "yr": "year", "yrs": "year"}  # fmt: skip
_OLDEST = 120
_WORD_SHARE = 0.07
_SHARE_AFTER = frozenset(
    "of more fewer less lower higher larger bigger smaller the its all his their those cheaper faster above "
    "below".split()
)
_SCORE_CUES = frozenset(
    "beat beats beating won win wins winning lost lose loses losing lead leads led leading drew draw draws victory "
    "defeat defeated score "
    "scored scoreline game final match finished vote voted ruled thrashed edged ahead loss tie tied approved passed "
    "rejected tally trail trails trailed trailing split decision margin count".split()
)
_PRONOUN_ONE = frozenset("no any every each some this that the which another other someone whatever only".split())
_NOT_AFTER_ONE = frozenset(
    "another hand by can could may might must should would will of side thing point way time - ' ’ who that "
    "which".split()
)
_STANDS = frozenset(
    "killed dead died injured wounded hurt arrested missing detained of were was are in on at , . ; ) to and or "
    "from others other more people by for".split()
)
_HEAVY = frozenset(
    "weigh weighs weighed weighing weight lose lost gained gain drop dropped heavy baby ton kilograms kg lift "
    "lifted fish meat cocaine drugs beef explosives".split()
)
_HARMED = frozenset("killed dead died injured wounded hurt arrested missing detained".split())
_PRICE_WORDS = frozenset(
    "cost costs costing pay paid pays paying price priced fine fined worth sold sell buy bought charge charged spend "
    "spent fee ticket rent "
    "wage wages earn earned per salary bill bills donated raised stole stolen save saved".split()
)


def read(tokens: list[Token], i: int) -> Draft | None:
    """An ordinal, an "a majority" or a "No. 5" that starts at token `i`."""
    token = tokens[i]
    if token.lower == "majority":
        return _majority(tokens, i)
    if token.lower == "no":
        j = i + 2 if lower_at(tokens, i + 1) == "." else i + 1
        if (
            j < len(tokens)
            and tokens[j].kind == "n"
            and tokens[j].text.isdigit()
            and len(tokens[j].text) < 5
            and token.text[0] == "N"
        ):
            return Draft(float(tokens[j].text), "", "ordinal", i, j + 1, j + 1)
        return None
    if token.kind == "n":
        if (
            lower_at(tokens, i + 1) in ("st", "nd", "rd", "th")
            and glued(tokens, i + 1)
            and token.text.isdigit()
            and len(token.text) < 5
        ):
            return _ordinal(tokens, i, i + 2, float(token.text))
        return None
    return _ordinal(tokens, i, i + 1, float(_ORDINALS[token.lower])) if token.lower in _ORDINALS else None


def _ordinal(tokens: list[Token], i: int, j: int, value: float) -> Draft | None:
    before, after = lower_at(tokens, i - 1), lower_at(tokens, j)
    if after == "-" and lower_at(tokens, j + 1).endswith("est"):
        head = lower_at(tokens, j + 2)
        return Draft(value, "", "ordinal", i, j + 2, j + 2, of=singular(head) if head.isalpha() else "")
    if before in _PLACING:
        return Draft(value, "", "ordinal", i, j, j)
    if before not in _DETERMINERS or after in _NO_RANK or after in ONES or after in TENS or not after.isalpha():
        return None
    if (
        after.endswith(_ADJECTIVE_ENDS)
        and lower_at(tokens, j + 1).isalpha()
        and lower_at(tokens, j + 1) not in _NO_RANK
    ):
        return Draft(value, "", "ordinal", i, j + 1, j + 1, of=singular(lower_at(tokens, j + 1)))
    return Draft(value, "", "ordinal", i, j + 1, j + 1, of=singular(after))


def _majority(tokens: list[Token], i: int) -> Draft | None:
    after = lower_at(tokens, i + 1)
    first = i - 1 if lower_at(tokens, i - 1) in ("a", "the") else i
    if after in ("stake", "share", "shareholding", "interest", "ownership", "control", "owner", "shareholder"):
        return Draft(
            50.0, "%", "percent", first, i + 2, i + 2, "stake", "stake", relation=">", fixed_low=50.0, fixed_high=100.0
        )
    if after == "of" and i + 2 < len(tokens) and tokens[i + 2].kind == "w" and lower_at(tokens, i + 2) not in ONES:
        noun = counted_noun(tokens, i + 1)
        if noun is not None:
            return Draft(
                50.0, "%", "percent", first, i + 1, i + 1, noun[0], relation=">", fixed_low=50.0, fixed_high=100.0
            )
    return None


def read_with_number(tokens: list[Token], numeral: Numeral) -> Draft | None:
    """An age or an "x in y" whose number is already read."""
    return _age(tokens, numeral) or _one_in(tokens, numeral)


def _age(tokens: list[Token], numeral: Numeral) -> Draft | None:
    i, j, value = numeral.first, numeral.last, numeral.value
    k = j + 1 if lower_at(tokens, j) == "-" else j
    unit = _AGE_UNITS.get(lower_at(tokens, k))
    if unit is not None:
        m = k + 2 if lower_at(tokens, k + 1) == "-" else k + 1
        if lower_at(tokens, m) in ("old", "olds"):
            return Draft(value, unit, "age", i, m + 1, m + 1, significant=numeral.significant)
        if lower_at(tokens, k + 1) == "of" and lower_at(tokens, k + 2) == "age":
            return Draft(value, unit, "age", i, k + 3, k + 3, significant=numeral.significant)
    if lower_at(tokens, k) in ("yo", "y.o"):
        return Draft(value, "year", "age", i, k + 1, k + 1)
    if value != int(value) or not 0 < value <= _OLDEST or unit is not None:
        return None
    before = lower_at(tokens, i - 1)
    if (
        before in ("aged", "ages")
        and lower_at(tokens, j) in ("to", "-", "–")
        and j + 1 < len(tokens)
        and tokens[j + 1].kind == "n"
    ):
        top = read_numeral(tokens, j + 1)
        if top is not None and value < top.value <= _OLDEST:
            middle = (value + top.value) / 2
            return Draft(middle, "year", "age", i - 1, top.last, top.last, low=value, high=top.value)
    if before == "aged" or (before == "age" and lower_at(tokens, i - 2) in ("of", "at", ",", "man", "woman", "the")):
        return Draft(value, "year", "age", i - 1, j, j)
    if before == "of" and lower_at(tokens, i - 2) in ("age", "ages"):
        return Draft(value, "year", "age", i, j, j)
    return _apposed_age(tokens, i, j, value)


def _apposed_age(tokens: list[Token], i: int, j: int, value: float) -> Draft | None:
    """ "Ann Lee, 34, ...": between commas after a capitalised name."""
    if tokens[i].kind != "n" or lower_at(tokens, i - 1) != "," or i < 2 or j != i + 1 or value < 1:
        return None
    name = tokens[i - 2]
    if (
        name.kind != "w"
        or not name.text[0].isupper()
        or name.text.isupper()
        or lower_at(tokens, j) not in (",", ".", ")", "", ";")
    ):
        return None
    if lower_at(tokens, j + 1).isdigit() or name.lower in (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
    ):
        return None
    return Draft(value, "year", "age", i, j, j)


def range_of_age(tokens: list[Token], draft: Draft) -> Draft:
    """ "40 to 50 years old" is an age, not a duration."""
    if draft.kind != "duration":
        return draft
    j = draft.core + 1 if lower_at(tokens, draft.core) == "-" else draft.core
    if lower_at(tokens, j) == "old":
        return replace(draft, kind="age", last=j + 1, core=j + 1)
    return draft


def _one_in(tokens: list[Token], numeral: Numeral) -> Draft | None:
    """ "one in five", "nine out of 10": a share in percent."""
    j = numeral.last
    noun = ""
    if numeral.value < 10 and lower_at(tokens, j + 1) == "in" and tokens[j].kind == "w" and numeral.form == "words":
        noun, j = singular(tokens[j].lower), j + 1
    if lower_at(tokens, j) == "in":
        j += 1
    elif lower_at(tokens, j) == "out" and lower_at(tokens, j + 1) == "of":
        j += 2
    else:
        return None
    if j < len(tokens) and lower_at(tokens, j) == "every":
        j += 1
    if j >= len(tokens) or numeral.value != int(numeral.value) or not _whole_number(tokens, j):
        return None
    whole = read_numeral(tokens, j)
    if whole is None or not 0 < numeral.value < whole.value <= 1000 or read_unit(tokens, whole.last) is not None:
        return None
    if whole.form not in ("digits", "words") or (noun and counted_noun(tokens, whole.last) is not None):
        return None
    draft = _share_draft(tokens, numeral.value / whole.value, numeral.first, whole.last)
    return replace(draft, of=noun or draft.of)


def _whole_number(tokens: list[Token], j: int) -> bool:
    return (
        tokens[j].kind == "n"
        or lower_at(tokens, j) in ONES
        or lower_at(tokens, j) in TENS
        or lower_at(tokens, j) in ("hundred", "a")
    )


def share(tokens: list[Token], numeral: Numeral) -> Draft | None:
    """A fraction in words as a share in percent: "a third of voters", "nearly half", "two-thirds"."""
    i, j = numeral.first, numeral.last
    before, after = lower_at(tokens, i - 1), lower_at(tokens, j)
    single = lower_at(tokens, j - 1) in (
        "half",
        "third",
        "quarter",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    )
    if (
        before in ("first", "second", "third", "fourth", "other", "latter", "last", "next", "this", "per", "in")
        and before != ""
    ):
        return None
    if single and lower_at(tokens, i) in ("half", "quarter", "third", "a", "an"):
        bounded = (before,) in BEFORE or any(phrase[-1] == before for phrase in BEFORE)
        evident = (
            after == "of"
            or bounded
            or before in ("by", "than", "up", "down")
            or (after in _SHARE_AFTER and lower_at(tokens, i) != "third")
        )
        plain = lower_at(tokens, i) in ("quarter", "third") or (after == "the" and lower_at(tokens, j - 1) != "half")
        if not evident or (plain and not (bounded and after == "of")):
            return None
    return _share_draft(tokens, numeral.value, i, j)


def _share_draft(tokens: list[Token], part: float, first: int, last: int) -> Draft:
    noun = counted_noun(tokens, last)
    value = 100 * part
    margin = _WORD_SHARE * value
    return Draft(
        value,
        "%",
        "percent",
        first,
        last,
        last,
        of=noun[0] if noun is not None else "",
        margin=margin,
        significant=2 * margin,
    )


def score(tokens: list[Token], left: Numeral, right: Numeral) -> Draft | None:
    """ "beat them 3-1": a count of `score` whose value is the first figure; the text keeps both."""
    words = {lower_at(tokens, k) for k in range(left.first - 10, left.first)} | {
        lower_at(tokens, k) for k in range(right.last, right.last + 3)
    }
    if not words & _SCORE_CUES or (counted_noun(tokens, right.last) is not None and left.value < right.value):
        return None
    return Draft(left.value, "", "count", left.first, right.last, right.last, of="score", role="score")


_FINER = {"year": ("month", 1 / 12), "h": ("min", 1 / 60), "min": ("s", 1 / 60), "ft": ("in", 1 / 12),
          "lb": ("oz", 1 / 16),
          "day": ("h", 1 / 24), "st": ("lb", 1 / 14)}  # fmt: skip


def compound(tokens: list[Token], value: float, unit: Unit, last: int) -> tuple[float, int] | None:
    """A sum written in two units: "two hours and 35 minutes", "5 feet 4 inches", "3 dollars 50 cents"."""
    joined = lower_at(tokens, last) == "and"
    j = last + 1 if joined or lower_at(tokens, last) == "," else last
    if j >= len(tokens) or unit.kind not in ("duration", "measure", "money"):
        return None
    if tokens[j].kind != "n" and tokens[j].lower not in ONES and not tokens[j].lower.endswith("ty"):
        return None
    part = read_numeral(tokens, j)
    if part is None or part.scaled or not 0 < part.value < 100:
        return None
    if unit.kind == "money":
        if lower_at(tokens, last) == ",":
            return None
        return _with_cents(tokens, value, unit, part, joined)
    finer = _FINER.get(unit.name)
    named = read_unit(tokens, part.last)
    if finer is None or named is None or named[0].name != finer[0]:
        return None
    return value + part.value * finer[1], named[1]


def _with_cents(tokens: list[Token], value: float, unit: Unit, part: Numeral, joined: bool) -> tuple[float, int] | None:
    if lower_at(tokens, part.last) in CENTS:
        return value + part.value / 100, part.last + 1
    ends = lower_at(tokens, part.last) in ("", ".", ",", "more", "!", "?", ";")
    if ends and part.value == int(part.value) and part.value >= 10 and unit.factor == 1 and value < 1e4:
        return value + part.value / 100, part.last
    return None


def is_weight(tokens: list[Token], numeral: Numeral, last: int) -> bool:
    """Whether "pounds" are a weight: no scale word, no thousands and no word about money nearby."""
    words = {lower_at(tokens, k) for k in range(numeral.first - 6, last + 4)}
    if words & _PRICE_WORDS or (numeral.scaled and numeral.value >= 1e6):
        return False
    return bool(words & _HEAVY) or (lower_at(tokens, last) == "of") or numeral.value < 1000


def counts_one(tokens: list[Token], numeral: Numeral, noun: bool) -> bool:
    """Whether "one" is a number here, not a pronoun."""
    before, after = lower_at(tokens, numeral.first - 1), lower_at(tokens, numeral.last)
    if after in ("killed", "dead", "injured", "wounded", "arrested", "missing"):
        return True
    return noun and before not in _PRONOUN_ONE and after not in _NOT_AFTER_ONE


def stands_alone(tokens: list[Token], numeral: Numeral) -> bool:
    """Whether a small number word without a noun is still a count: "killing three", "two of them were hurt"."""
    after = lower_at(tokens, numeral.last)
    if lower_at(tokens, numeral.first - 1) in ("the", "these", "those", "last", "first") and after not in _HARMED:
        return False
    return after in _STANDS or after == "" or not after.isalpha()
