"""Who is what: appositions, ages in commas, and titles before names."""

from __future__ import annotations

from collections.abc import Collection

from factcheck.statements.attribution import can_say
from factcheck.statements.drafts import Detached, Draft, Frame, noun_phrase, with_marks
from factcheck.statements.entities import CALENDAR
from factcheck.statements.lexicon import FIRMS, SUMS_UP, TITLE_PREFIXES, TITLES
from factcheck.statements.tree import Tree

_OPENERS = frozenset("a an the his her its their our my one".split())
_WITH_THE = frozenset(
    "house department senate committee commission court agency ministry pentagon union association party council"
    " institute times post journal treasury congress navy army force authority bureau fund kremlin fbi"
    " cia nsa epa fda sec fcc ftc doj dhs nra aclu rnc dnc un eu imf"
    " wto nato nhs irs cdc who".split()
)
_RELATIONS = frozenset(
    "wife husband son daughter brother sister mother father sibling friend partner colleague ally aide rival opponent"
    " client successor predecessor candidate nominee member deputy student protege victim suspect".split()
)
_PLACES = frozenset(
    "city town village state capital country nation home region province district county neighborhood"
    " suburb island port"
    " community stronghold destination territory municipality borough area republic kingdom".split()
)
_NO_OWNERS = frozenset("majority minority democratic republican conservative liberal american national".split())
_CAPITALS_OK = frozenset("ceo cfo coo cto".split())


def apposition(tree: Tree, part: int, frame: Frame) -> Detached:
    """Appositions as statements: "Acme, a startup," gives "Acme is a startup"."""
    span = tree.subtree(part)
    noun = _anchor(tree, tree.tokens[part].head, part)
    if any(True for _ in tree.below(part, "case")) or _clash(tree, noun, part):
        return Detached()
    if (
        not tree.set_off(part)
        or _list_like(tree, part)
        or _among_examples(tree, noun, part)
        or tree.tokens[noun].upos not in ("NOUN", "PROPN")
    ):
        return Detached()
    anchor, beside = noun_phrase(tree, noun), noun_phrase(tree, part, joined=True)
    if not anchor or not beside or anchor[-1] >= beside[0] or tree.low(anchor[0]) == "only":
        return Detached()
    if any(tree.tokens[i].upos == "AUX" and tree.tokens[i].head not in beside for i in beside):
        return Detached()
    clauses = {i for kid in tree.below(part, "acl", "advcl") for i in tree.subtree(kid)}
    if any(tree.tokens[i].upos in ("VERB", "AUX") and i not in clauses and tree.rel(i) != "amod" for i in beside):
        return Detached()
    if any(tree.tokens[i].text == ";" for i in range(anchor[0], beside[0])) or _two_people(tree, anchor, beside):
        return Detached()
    gone = with_marks(tree, span)
    if _age(tree, beside, anchor):
        return Detached((Draft((*anchor, "is", *beside), part, "apposition", frame.holder),), gone)
    if _is_name(tree, part) and tree.tokens[noun].upos == "NOUN":
        if not _opens_definite(tree, anchor) or not _calls(tree, noun, part):
            return Detached()
        return Detached((Draft((*beside, "is", *anchor), noun, "apposition", frame.holder),))
    if _is_name(tree, part) or not _can_follow_is(tree, part, beside):
        return Detached()
    if tree.plural_form(noun) and tree.tokens[noun].entity == "O" and tree.low(beside[0]) in ("a", "an"):
        return Detached()  # "25 seats, a very steep climb": said of more than the noun
    copula = "are" if tree.plural_form(noun) or tree.plural_form(part) else "is"
    if tree.low(beside[0]) == "then":
        beside, copula = beside[1:], "was"
    return Detached((Draft((*anchor, copula, *beside), part, "apposition", frame.holder),), gone)


def _anchor(tree: Tree, noun: int, part: int) -> int:
    """The noun an apposition belongs to: for "a partnership with Acme, a company ..." the name beside it."""
    first = tree.subtree(part)[0]
    last = next((i for i in range(first - 1, -1, -1) if tree.tokens[i].upos != "PUNCT"), None)
    if last is None or tree.tokens[noun].entity != "O" or tree.lemma(part) not in FIRMS | TITLES:
        return noun
    for start, stop, kind in tree.entity_spans():
        if stop == last + 1 and kind in ("ORG", "PER") and (kind == "ORG") == (tree.lemma(part) in FIRMS):
            return next((i for i in range(start, stop) if not start <= tree.tokens[i].head < stop), start)
    return noun


def _clash(tree: Tree, noun: int, part: int) -> bool:
    """Whether a firm is called a person, a person a firm, or a noun sums up the sentence instead of calling a thing."""
    kind, lemma = tree.tokens[noun].entity[2:], tree.lemma(part)
    if tree.low(noun) in CALENDAR or lemma in SUMS_UP or (kind == "LOC" and lemma not in _PLACES):
        return True
    return (kind == "PER" and lemma in FIRMS) or (kind in ("ORG", "LOC") and lemma in TITLES)


def titles(tree: Tree, own: Collection[int], holder: tuple[int, ...] | None) -> list[Draft]:
    """ "Acme's interim CEO Jo Ray" -> "Jo Ray is interim CEO of Acme"."""
    drafts = []
    for first, stop, kind in tree.entity_spans():
        initial = stop - first == 1 and tree.tokens[first].text.endswith(".")
        if (
            kind == "PER"
            and not initial
            and first in own
            and (found := _title_before(tree, first, stop, holder)) is not None
        ):
            drafts.append(found)
    return drafts


def _title_before(tree: Tree, first: int, stop: int, holder: tuple[int, ...] | None) -> Draft | None:
    start = first
    while start > 0 and _in_title(tree, start - 1):
        start -= 1
    if start == first or tree.low(first - 1) not in TITLES:
        return None
    name, title = tuple(range(first, stop)), tuple(range(start, first))
    before = start - 1
    changes = {i: tree.low(i) for i in title if tree.low(i) not in _CAPITALS_OK}
    if before >= 0 and tree.low(before) in ("its", "their", "his", "her"):
        return Draft((*name, "is", before, *title), first - 1, "title", holder, changes)
    possessive = before >= 0 and tree.low(before) in ("'s", "'")
    owner = _owner(tree, before - 1 if possessive else before)
    if owner and tree.low(owner[-1]) in _NO_OWNERS:
        return None
    if owner and owner[0] > 0 and tree.low(owner[0] - 1) in TITLE_PREFIXES:
        title = (owner[0] - 1, *title)  # "former FBI director Jo Ray"
        changes |= {title[0]: tree.low(title[0])}
    if owner:
        article = ("the",) if tree.low(owner[-1]) in _WITH_THE else ()
        return Draft((*name, "is", *title, "of", *article, *owner), first - 1, "title", holder, changes)
    if (
        not possessive
        and tree.low(first - 1) in _CAPITALS_OK
        and any(tree.low(i) in TITLE_PREFIXES for i in title)
        and _stands_alone(tree, before)
    ):
        return Draft((*name, "is", *title), first - 1, "title", holder, changes)
    return None


def _in_title(tree: Tree, index: int) -> bool:
    low = tree.low(index)
    if tree.tokens[index].entity.endswith(("PER", "ORG")):
        return False
    return (
        low in TITLES or low in TITLE_PREFIXES or (low == "-" and index > 0 and tree.low(index - 1) in ("co", "vice"))
    )


def _owner(tree: Tree, index: int) -> tuple[int, ...]:
    """The organisation whose name ends at a token."""
    for first, stop, kind in tree.entity_spans():
        if stop == index + 1 and kind == "ORG":
            return tuple(range(first, stop))
    return ()


def _stands_alone(tree: Tree, before: int) -> bool:
    return before < 0 or tree.tokens[before].upos in ("PUNCT", "CCONJ", "SCONJ", "ADP", "VERB", "DET")


def _calls(tree: Tree, noun: int, part: int) -> bool:
    """Whether a noun can call what a name names: a post or a relation a person, "company" a firm."""
    kind = tree.tokens[part].entity[2:]
    if kind == "PER":
        return tree.lemma(noun) in TITLES | _RELATIONS or can_say(tree, noun, bodies=False)
    return kind == "ORG" and tree.lemma(noun) in FIRMS


def _among_examples(tree: Tree, noun: int, part: int) -> bool:
    """Whether what reads as an apposition stands among examples that go on: "including as a guide, the host"."""
    first = next(
        (i for i in range(noun) if tree.low(i) == "including" or (tree.low(i) == "such" and tree.low(i + 1) == "as")),
        -1,
    )
    if first < 0 or any(tree.tokens[i].upos in ("VERB", "AUX") for i in range(first + 1, part)):
        return False
    last = max(tree.subtree(part))
    return any(tree.low(i) == "and" for i in range(part, min(len(tree), last + 4)))


def _list_like(tree: Tree, part: int) -> bool:
    """Whether what reads as an apposition may be a member of a list."""
    return any(tree.rel(kid) == "conj" for kid in tree.kids[tree.tokens[part].head]) or any(
        tree.rel(kid) == "conj" and any(tree.tokens[i].text == "," for i in range(part, kid)) for kid in tree.kids[part]
    )


_NAME = 5
"""Words of a name at the most, an "'s" after it included."""


def _two_people(tree: Tree, anchor: tuple[int, ...], beside: tuple[int, ...]) -> bool:
    """Whether each of two phrases names a person with or without a title, so that they are members of a list: "former
    President A, former Secretary B". "Wife of B" and "B's wife" name nobody anew."""
    if not tree.tokens[anchor[-1]].entity.endswith("PER"):
        return False
    for place, i in enumerate(beside):
        if tree.tokens[i].entity != "B-PER":
            continue
        before = tree.tokens[beside[place - 1]].upos if place else "PROPN"
        owner = any(tree.low(k) in ("'s", "’s", "'", "’") for k in beside[place : place + _NAME])
        if before in ("NOUN", "PROPN") and not owner and not _under_preposition(tree, i, beside):
            return True
    return False


def _under_preposition(tree: Tree, index: int, phrase: tuple[int, ...]) -> bool:
    """Whether a word of a phrase hangs on a preposition in it ("a lawyer for President B") that is no part of a title
    ("Secretary of State B")."""
    while index in phrase:
        up = tree.tokens[index].head
        titled = up >= 0 and tree.low(up) in TITLES
        if any(tree.low(kid) != "of" or not titled for kid in tree.below(index, "case")):
            return True
        index = up
    return False


def _is_name(tree: Tree, index: int) -> bool:
    return tree.tokens[index].upos == "PROPN" and tree.low(index) not in TITLES


def _age(tree: Tree, beside: tuple[int, ...], anchor: tuple[int, ...]) -> bool:
    word = tree.tokens[beside[0]].text
    person = tree.tokens[anchor[-1]].entity.endswith("PER")
    return len(beside) == 1 and word.isdigit() and 0 < int(word[:4]) < 115 and person


def _opens_definite(tree: Tree, phrase: tuple[int, ...]) -> bool:
    return tree.low(phrase[0]) in _OPENERS - {"a", "an"} or any(tree.low(i) in ("'s", "'") for i in phrase)


def _can_follow_is(tree: Tree, part: int, phrase: tuple[int, ...]) -> bool:
    """Whether "X is <phrase>" reads: an article or possessor in front, or a title."""
    if tree.tokens[part].upos not in ("NOUN", "PROPN"):
        return False
    low = tree.low(phrase[0])
    has_owner = any(tree.low(i) in ("'s", "'") for i in phrase[: max(1, phrase.index(part) if part in phrase else 1)])
    return low in _OPENERS or has_owner or (low == "then" and len(phrase) > 1) or tree.low(part) in TITLES
