"""What a number counts: the noun after it, as a singular lemma."""

from __future__ import annotations

from factcheck.facts.numerals import ONES, TENS, Token, lower_at, read_numeral

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "police": "police", "lives": "life",
    "wives": "wife",
    "feet": "foot", "teeth": "tooth", "mice": "mouse", "geese": "goose", "knives": "knife", "wolves": "wolf",
    "leaves": "leaf",
    "halves": "half", "shelves": "shelf", "thieves": "thief", "loaves": "loaf", "data": "data", "media": "media",
    "crises": "crisis",
    "analyses": "analysis", "criteria": "criterion", "phenomena": "phenomenon", "sheep": "sheep", "cattle": "cattle",
    "fish": "fish",
    "aircraft": "aircraft", "spacecraft": "spacecraft", "deer": "deer", "personnel": "personnel", "staff": "staff",
    "shoes": "shoe",
    "series": "series", "species": "species", "buses": "bus", "gases": "gas", "viruses": "virus", "campuses": "campus",
    "bonuses": "bonus", "statuses": "status", "businesses": "business", "houses": "house", "horses": "horse",
    "cases": "case",
    "purchases": "purchase", "databases": "database", "exercises": "exercise", "movies": "movie", "cookies": "cookie",
    "calories": "calorie", "selfies": "selfie", "zombies": "zombie", "rookies": "rookie", "ties": "tie", "lies": "lie",
    "pies": "pie",
    "head": "head", "offspring": "offspring", "troops": "troop", "headquarters": "headquarters", "persons": "person",
    "dwarves": "dwarf", "oxen": "ox", "alumni": "alumnus", "fungi": "fungus", "nuclei": "nucleus",
    "bacteria": "bacterium",
}  # fmt: skip
_MEN = frozenset("lumen omen specimen abdomen regimen acumen semen yemen ramen amen women stamen".split()) - {"women"}
_NOT_PLURAL = frozenset(
    "is was has does this its his as us yes less across towards always perhaps besides news politics economics "
    "plus versus various gas bus virus campus bonus status business crisis analysis basis thus previous serious "
    "famous religious dangerous numerous ambitious obvious precious nervous says goes comes makes takes gets "
    "gives keeps remains appears seems makes wants needs sometimes afterwards indoors outdoors overseas whereas "
    "besides unless towards forwards backwards".split()
)
_STOP = frozenset(
    "of in on at by for with from to and or but nor than that which who whom whose as per into onto over under "
    "after before since until during between among against through about around because while when where if "
    "though although is are was were be been being am has have had having do does did will would can could may "
    "might must shall should not n't a an the this these those its his her their our my your it he she they we "
    "you i there here also so too then now yet still already ago later earlier apiece each both either said says "
    "say told according up down off out away back all more less fewer other others killed dead died injured "
    "wounded hurt arrested missing respectively yesterday today tomorrow monday tuesday wednesday thursday friday "
    "saturday sunday him them me us did won lost made came went rose fell saw took got gave left plus minus times "
    "compared including such like via without within required needed voted above below again".split()
) - {"times", "others", "other", "more", "fewer", "dead", "less", "her", "his", "their", "its"}
_SKIP = frozenset("more other others additional further new separate different less fewer".split())
_PERSON_STATES = frozenset(
    "killed dead died injured wounded hurt arrested missing detained hospitalised hospitalized homeless".split()
)
_POSSESSIVE = frozenset("the its his her their our my your these those".split())
_AUXILIARY = frozenset("were was have has had are is be been being people".split())
_ADJECTIVE_ENDS = (
    "al",
    "ive",
    "ous",
    "ful",
    "ic",
    "ese",
    "ish",
    "ian",
    "ical",
    "ary",
    "ible",
    "able",
    "old",
    "young",
    "new",
)
_MODIFYING_PLURALS = frozenset(
    "sales arms sports goods women men savings parts jobs systems communications operations arts rights".split()
)
_LONGEST_PHRASE = 5
_S = "s"


def singular(word: str) -> str:
    """The singular of an English noun by rule; a word that is no plural comes back as it is."""
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if _is_men(word):
        return word[:-2] + "an"
    if not _looks_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _is_men(word: str) -> bool:
    return word.endswith("men") and len(word) > 4 and word not in _MEN


def _looks_plural(word: str) -> bool:
    if word in _IRREGULAR or _is_men(word):
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _NOT_PLURAL


def counted_noun(tokens: list[Token], i: int, one: bool = False) -> tuple[str, int, int] | None:
    """The noun counted from token `i`: (lemma, first token of its phrase, token after it); `one` takes a singular noun.

    Without a tagger, the head is the last of the first run of plural-looking words before a stop word: "fighter jets",
    "armed police officers"; after "of the" it is looked for again ("12 of the homes").
    """
    j = i
    if lower_at(tokens, j) == "-":
        return _hyphenated(tokens, j + 1)
    if lower_at(tokens, j) == "of":
        j = _past_total(tokens, j + 2 if lower_at(tokens, j + 1) in _POSSESSIVE else j + 1)
    found = _head(tokens, j, one)
    if found is None and lower_at(tokens, i) in _PERSON_STATES:
        return "person", i, i
    if found is None and lower_at(tokens, i) in _AUXILIARY and lower_at(tokens, i + 1) in _PERSON_STATES:
        return "person", i, i
    return found


def _past_total(tokens: list[Token], j: int) -> int:
    """The token after the total in "60 of the 900 engineers", "two of its five libraries"."""
    k = j
    while (
        k < len(tokens)
        and k - j < _LONGEST_PHRASE
        and tokens[k].kind == "w"
        and lower_at(tokens, k + 1) not in ("'", "’")
    ):
        if _is_number(tokens, k):
            break
        k += 1
    if k > j and lower_at(tokens, k + 1) in ("'", "’") and lower_at(tokens, k + 2) == _S:
        k += 3  # "two of the town's five libraries"
    if k < len(tokens) and _is_number(tokens, k) and (k == j or lower_at(tokens, k - 1) == _S):
        total = read_numeral(tokens, k)
        return total.last if total is not None else j
    return j


def _is_number(tokens: list[Token], i: int) -> bool:
    return tokens[i].kind == "n" or tokens[i].lower in ONES or tokens[i].lower in TENS


def measured_noun(tokens: list[Token], i: int) -> str:
    """What an amount is of, from the "of" at token `i`: "tonnes of cocaine", "9% of its workforce"; "" for a name."""
    j = i + 2 if lower_at(tokens, i + 1) in _POSSESSIVE or lower_at(tokens, i + 1) in ("all", "total") else i + 1
    head = ""
    for k in range(j, min(len(tokens), j + _LONGEST_PHRASE)):
        token = tokens[k]
        if (
            token.text in "'’"
            or (token.lower == _S and k > j and tokens[k - 1].text in "'’")
            or token.lower in ("the", "all")
        ):
            continue
        if token.kind != "w" or token.lower in _STOP or token.lower.endswith("ed"):
            break
        head = "" if token.text[0].isupper() else singular(token.lower)
        if _looks_plural(token.lower) and lower_at(tokens, k + 1) not in ("'", "’"):
            break
    return head


def _hyphenated(tokens: list[Token], j: int) -> tuple[str, int, int] | None:
    """ "two-door version", "five-member panel": the noun joined to the number is what is counted."""
    if j < len(tokens) and tokens[j].kind == "w" and len(tokens[j].text) > 2 and tokens[j].lower not in _STOP:
        return singular(tokens[j].lower), j, j + 1
    return None


def _head(tokens: list[Token], j: int, one: bool) -> tuple[str, int, int] | None:
    fallback: tuple[str, int, int] | None = None
    comma = False
    k = j
    while k < len(tokens) and k - j < _LONGEST_PHRASE:
        token = tokens[k]
        if token.text in "-‑" and k > j:
            k += 1
            continue
        if token.text == "," and k > j and fallback is not None and not comma:
            comma = True
            k += 1
            continue
        if token.kind != "w" or (token.lower in _STOP and token.lower not in _SKIP) or _is_number(tokens, k):
            break
        if one and not token.lower.endswith(_ADJECTIVE_ENDS) and token.lower not in _SKIP and len(token.text) > 1:
            return (token.lower, j, k + 1) if not token.lower.endswith("ed") or k > j else None
        if _looks_plural(token.lower) and not (
            k + 1 < len(tokens) and tokens[k + 1].text in "'’-" and k + 1 < len(tokens) and _owns(tokens, k)
        ):
            last = k
            if token.lower in _MODIFYING_PLURALS and _looks_plural(lower_at(tokens, k + 1)):
                last = k + 1
            return singular(tokens[last].lower), j, last + 1
        if fallback is None and token.lower not in _SKIP and len(token.text) > 1:
            fallback = (token.lower, j, k + 1)
        k += 1
    return fallback if one else None


def _owns(tokens: list[Token], k: int) -> bool:
    """A plural that only modifies: "the workers' union", "sales-tax cases"."""
    return (
        tokens[k + 1].text == "-"
        or lower_at(tokens, k + 2) == _S
        or (tokens[k + 1].text in "'’" and k + 2 < len(tokens))
    )
