"""Coordinated nouns and adjectives dealt out: "taught at Leeds and York" says two things, "merged Leeds and York" one.

What follows a verb or a copula is dealt out when it is true of each member by itself; where a member may lean on its
neighbours (shared numbers, shared modifiers, collective verbs, negations, "or"), nothing is. Subjects stay together:
"Roy and Ray founded Acme" is not what either did.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcheck.statements.drafts import Draft
from factcheck.statements.entities import CALENDAR
from factcheck.statements.lexicon import CONDITIONS, NEGATIONS, NUMBER_WORDS
from factcheck.statements.persons import calls_a_person
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import Tree

TOGETHER = frozenset(
    "merge combine join unite mix blend compare marry wed link connect distinguish differ divide separate split total"
    " contrast balance swap exchange pit match pair bridge juggle alternate reconcile confuse equate consist comprise"
    " constitute choose rotate oscillate vary range bring put lose".split()
)
"""Verbs whose objects act together."""
SAYS_TOGETHER = (
    NEGATIONS
    | CONDITIONS
    | frozenset(
        "respectively together each other another combined jointly collectively only versus same different both-sides"
        " than between among amongst alike equally mutual mutually common".split()
    )
)
MEASURES = frozenset("second minute hour day night week weekend month year decade century half quarter time".split())
"""Nouns that are counted, not listed: "an hour and a half"."""
PRIVATIVE = frozenset(
    "former acting interim then alleged fake would-be aspiring self-proclaimed self-described failed future late"
    " onetime one-time ex potential possible supposed".split()
)
"""Adjectives that, left away, make a falsehood of what they stand before."""
_DETERMINERS = ("det", "nmod:poss")
_NOT_THE_MEMBERS = ("case", "mark", "cop", "nsubj", "aux", "punct", "advcl", "expl", "obl", "parataxis", "discourse")
_LOOSE = frozenset("several various numerous many some few all most".split())
"""Quantities that hold of each member as of the whole."""
QUOTES = frozenset(['"', "\u201c", "''", "``"])
_NOUNS_TOO = frozenset("academic executive conservative liberal progressive intellectual professional native".split())
_PLAYED = frozenset("role performance appearance".split())
_MOST, _MOST_DRAFTS = 8, 10


@dataclass(frozen=True, slots=True)
class _Series:
    """Coordinated words, the first of which governs the others."""

    members: tuple[int, ...]
    spans: tuple[frozenset[int], ...]
    """The words of each member, its preposition and shared modifiers left out."""
    glue: frozenset[int]
    """Conjunctions, "both", and commas between the members."""


def distributed(tree: Tree, draft: Draft, *, deep: bool = False) -> list[Draft]:
    """The draft, or one for each member of what is coordinated in it; `deep`: also in what modifies its nouns."""
    if draft.origin in ("whole", "title") or tree.text.rstrip().endswith("?"):
        return [draft]
    found = [draft]
    for series in _series(tree, draft, deep):
        dealt = [part for one in found for part in _deal(tree, one, series)]
        if len(dealt) > _MOST_DRAFTS:
            break
        found = dealt
    return found


def _series(tree: Tree, draft: Draft, deep: bool) -> list[_Series]:
    here = set(draft.tokens())
    if says_together(tree, [i for i in here if not _more_than(tree, i)]) or tree.lemma(draft.head) in TOGETHER:
        return []
    places = _places(tree, draft, here)
    if deep:
        places |= {kid for noun in [*places] for kid in tree.below(noun, "nmod") if kid in here and kid > noun}
        places |= {kid for noun in [draft.head] for kid in tree.below(noun, "nmod") if kid in here and kid > noun}
    places -= {place for place in places if tree.rel(place) == "obl" and _sum_before(tree, draft.head, place, here)}
    return [series for head in sorted(places) if (series := _coordination(tree, head, here, deep)) is not None]


def _sum_before(tree: Tree, head: int, place: int, here: set[int]) -> bool:
    """Whether what goes to several, or is for them, has a figure, which may be theirs together: "4 million doses"."""
    to = any(tree.low(kid) in ("to", "for", "among", "between") for kid in tree.below(place, "case"))
    things = [kid for kid in tree.below(head, "obj", "nsubj:pass") if kid in here and kid < place]
    words = {i for thing in things for i in tree.subtree(thing)}
    return to and any(tree.tokens[i].upos == "SYM" or _is_counted(tree, i) for i in words)


def _is_counted(tree: Tree, index: int) -> bool:
    """Whether a word counts something: no year, and no part of a name ("the iPhone 12")."""
    token = tree.tokens[index]
    return tree.rel(index) == "nummod" and token.entity == "O" and not re.fullmatch(r"(?:19|20)\d\d", token.text)


def says_together(tree: Tree, words: Collection[int], marks: Collection[str] = SAYS_TOGETHER) -> bool:
    """Whether one of some words, outside of names, keeps members together: "not", "than", "each"."""
    return any(tree.low(i) in marks and tree.tokens[i].entity == "O" for i in words)


def _more_than(tree: Tree, index: int) -> bool:
    """The "than" of "more than 20", which compares no members."""
    after = index + 1 < len(tree) and (
        tree.tokens[index + 1].upos == "NUM" or tree.tokens[index + 1].text in "$\u20ac\u00a3"
    )
    return tree.low(index) == "than" and after and tree.low(index - 1) in ("more", "less", "fewer")


def _places(tree: Tree, draft: Draft, here: set[int]) -> set[int]:
    """Heads whose coordination may be dealt out: objects, adjuncts, what stands after a copula."""
    found: set[int] = set()
    subject = tree.subject(draft.head)
    coordinated_subject = subject is not None and any(True for _ in tree.below(subject, "conj"))
    copula = tree.first(draft.head, "cop") is not None or draft.origin == "apposition"
    called = tree.tokens[draft.head].upos == "PROPN" and tree.first(draft.head, "det") is not None
    if copula and draft.head in here and not coordinated_subject:
        found |= {draft.head} if called or tree.tokens[draft.head].upos in ("NOUN", "ADJ") else set()
    nodes, reach = [draft.head], [draft.head]
    while nodes:
        node = nodes.pop()
        for kid in tree.below(node, "xcomp"):
            if tree.lemma(kid) not in TOGETHER:
                nodes.append(kid)
                reach.append(kid)
    for node in reach:
        for kid in tree.below(node, "obj", "obl", "xcomp"):
            if kid in here and kid > node and tree.tokens[kid].upos in ("NOUN", "PROPN"):
                found |= {kid, *_offices(tree, kid, here)}
    return found


def _offices(tree: Tree, noun: int, here: set[int]) -> set[int]:
    """Names that say where or whose a plural noun is: "offices in Paris and Rome"."""
    found = set()
    for kid in tree.below(noun, "nmod"):
        case = {tree.low(i) for i in tree.below(kid, "case")}
        if kid in here and case and case <= {"in", "at", "from", "for"} and tree.tokens[kid].entity != "O":
            found.add(kid)
    return found


def _coordination(tree: Tree, head: int, here: set[int], deep: bool = False) -> _Series | None:
    """The coordination that a word governs, when each member can stand in for the whole."""
    members = _chained(tree, head)
    if not 2 <= len(members) <= _MOST:
        return None
    joints = {kid for member in members for kid in tree.below(member, "cc") if kid in here}
    if not {tree.low(kid) for kid in joints} - {"both"} <= {"and", "as"} or not joints:
        return None
    joints |= {i for kid in joints if tree.low(kid) == "as" for i in tree.subtree(kid)}
    outside = {i for kid in tree.below(head, *_NOT_THE_MEMBERS) for i in tree.subtree(kid)}
    outside -= {i for i in outside if tree.tokens[i].text in QUOTES}
    spans = [_trimmed(tree, {i for i in tree.subtree(head) if i < members[1]} - outside - joints)]
    spans[0] = _trimmed(tree, spans[0] - set().union(*(tree.subtree(m) for m in members[1:])))
    for member, stop, later in _following(tree, members):
        own = {i for i in tree.subtree(member) if i < stop and (i in here or member not in here)}
        spans.append(_trimmed(tree, own - joints - set().union(*map(tree.subtree, later))))
    if not all(spans):
        return None
    inner = range(min(spans[0]), max(spans[-1]))
    held = set().union(*spans)
    commas = {i for i in inner if tree.tokens[i].text in (",", ";") and i not in held}
    series = _Series(members, tuple(spans), frozenset(joints | commas))
    return series if _each_by_itself(tree, series, here, deep) else None


def _chained(tree: Tree, head: int) -> tuple[int, ...]:
    """A word and those coordinated with it, also where a parse hangs the last one on the one before it."""
    members = [head, *sorted(kid for kid in tree.below(head, "conj") if kid > head)]
    last = members[-1]
    if len(members) == 2 and tree.first(last, "cc") is not None:
        beside = (kid for kid in tree.below(head, "appos") if head < kid < last and tree.set_off(kid))
        between = next(beside, None)  # "the first to sign, the first to play, and the first to win"
        if between is not None and tree.lemma(between) == tree.lemma(head) == tree.lemma(last):
            members.insert(1, between)
    if len(members) == 2 and tree.first(last, "cc") is None:
        members += sorted(kid for kid in tree.below(last, "conj") if kid > last)
    return tuple(members)


def _following(tree: Tree, members: tuple[int, ...]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Each member but the first, where it has to end, and the members after it."""
    for number, member in enumerate(members[1:], 1):
        later = members[number + 1 :]
        yield member, later[0] if later else len(tree), later


def _trimmed(tree: Tree, span: Collection[int]) -> frozenset[int]:
    """Without commas at the ends."""
    words = [i for i in span if tree.tokens[i].text not in (",", ";")]
    return frozenset(i for i in span if words and min(words) <= i <= max(words))


def _each_by_itself(tree: Tree, series: _Series, here: set[int], deep: bool) -> bool:
    """Whether no member leans on another."""
    kinds = {_kind(tree, member) for member in series.members}
    if kinds not in ({"NOUN"}, {"ADJ"}) or not all(span <= here for span in series.spans):
        return False
    if any(tree.low(m) in CALENDAR or tree.tokens[m].upos == "NUM" for m in series.members):
        return False
    if any(tree.lemma(m) in MEASURES for m in series.members) or not _side_by_side(tree, series):
        return False
    head, last = series.members[0], max(series.spans[-1])
    if any(kid > last and kid in here for kid in tree.below(head, "acl")):
        return False
    if any(_verbal(tree, i) for span in series.spans for i in span) and not _each_with_an_infinitive(tree, series):
        return False
    for first, stop, _ in tree.entity_spans():
        if sum(first <= member < stop for member in series.members) > 1:
            return False
    if kinds == {"ADJ"}:
        return all(len([i for i in s if tree.tokens[i].upos != "PUNCT"]) <= 2 for s in series.spans)
    return _names_stand(tree, series) and not _shares_modifiers(tree, series, deep)


def _side_by_side(tree: Tree, series: _Series) -> bool:
    """Whether nothing but conjunctions, commas and prepositions stands between the members."""
    held = set(series.glue).union(*series.spans)
    held |= {i for m in series.members for kid in tree.below(m, "case") for i in tree.subtree(kid)}
    inner = range(min(series.spans[0]), max(series.spans[-1]) + 1)
    return all(i in held or tree.tokens[i].upos == "PUNCT" for i in inner)


def _kind(tree: Tree, member: int) -> str:
    upos = tree.tokens[member].upos
    return "NOUN" if upos == "PROPN" or (upos == "ADJ" and tree.low(member) in _NOUNS_TOO) else upos


def _each_with_an_infinitive(tree: Tree, series: _Series) -> bool:
    """ "the first to sign, the first to play and the first to win": each has an article and an infinitive."""
    verbs = [
        [kid for kid in tree.below(m, "acl") if kid in span and tree.tense(kid) == "infinitive"]
        for m, span in zip(series.members, series.spans, strict=True)
    ]
    below = {i for found in verbs for verb in found for i in tree.subtree(verb)}
    outside = any(_verbal(tree, i) and i not in below for span in series.spans for i in span)
    return all(verbs) and not outside and all(tree.first(m, "det") is not None for m in series.members)


def _verbal(tree: Tree, index: int) -> bool:
    """Whether a word is a clause's own: what is said of one member in a clause may be meant of all."""
    return tree.tokens[index].upos in ("VERB", "AUX") and tree.rel(index) not in ("amod", "compound", "nmod")


def _names_stand(tree: Tree, series: _Series) -> bool:
    """Whether proper nouns are tagged as names of their own, not as parts of one: "Procter and Gamble"."""
    for member in series.members:
        token = tree.tokens[member]
        quoted = min(tree.subtree(member)) > 0 and tree.tokens[min(tree.subtree(member))].text in QUOTES
        if token.upos == "PROPN" and token.entity == "O" and tree.first(member, *_DETERMINERS) is None and not quoted:
            return False
    head, bare = series.members[0], [m for m in series.members[1:] if tree.tokens[m].upos == "NOUN"]
    bare = [m for m in bare if tree.first(m, *_DETERMINERS, "amod", "compound") is None and not tree.plural_form(m)]
    if tree.rel(head) == "obl" and tree.tokens[head].entity != "O" and bare:
        return False  # "law at Leeds and economics at York"
    before = min(series.spans[0]) - 1
    return not (before >= 0 and tree.plural_form(before) and tree.tokens[series.members[0]].upos == "PROPN")


def _shares_modifiers(tree: Tree, series: _Series, deep: bool) -> bool:
    """Whether words before the first member or after the last may be meant of all."""
    head, last = series.members[0], series.members[-1]
    named = all(tree.tokens[m].entity != "O" for m in series.members)
    determined = [tree.first(m, *_DETERMINERS) is not None for m in series.members]
    counted = [any(_counts(tree, kid) for kid in tree.kids[m]) for m in series.members]
    if named or all(determined) or all(counted):
        return False
    before = [
        kid for kid in tree.kids[head] if kid < head and tree.rel(kid) in ("amod", "compound", "nummod", "advmod")
    ]
    if any(tree.low(kid) in PRIVATIVE or tree.tokens[kid].upos == "NUM" for kid in before):
        return True
    if any(tree.low(i) in NUMBER_WORDS for span in series.spans for i in span):
        return True
    if tree.tokens[head].upos == "PROPN" and tree.tokens[last].upos == "NOUN" and not any(determined):
        return True  # "top GOP and Democratic leaders"
    if any(tree.low(kid) in _LOOSE for kid in tree.kids[head]):
        return _trails(tree, last)
    lean = [len(_words(tree, span)) for span in series.spans]
    people = all(calls_a_person(tree, m) and not tree.plural_form(m) for m in series.members)
    if (
        not any(determined)
        and not people
        and lean[0] == 1
        and lean[-1] > 1
        and tree.first(last, "amod", "compound") is not None
    ):
        return True  # "cable and broadcast TV markets"
    alone = [m for m, size in zip(series.members[:-1], lean, strict=False) if size == 1 and not tree.plural_form(m)]
    if deep and alone and tree.first(last, "compound") is not None and not any(determined) and tree.plural_form(last):
        return True  # "theft, drug and fraud charges"
    if deep:
        return False  # what less than all of them is said to be, each of them is
    copula = tree.first(head, "cop") is not None or tree.rel(head) in ("appos", "root")
    if before and not copula and not any(determined[1:]) and any(size == 1 for size in lean[1:]):
        return True  # "our military men and women"
    bare = all(len([i for i in s if tree.tokens[i].upos != "PUNCT"]) == 1 for s in series.spans)
    if bare and len(series.members) == 2 and not any(determined):
        return True  # "law and order"
    return _trails(tree, last) and not any(_trails(tree, m) for m in series.members[:-1])


def _counts(tree: Tree, kid: int) -> bool:
    """Whether a word before a noun says how many: "two", "several"."""
    return tree.rel(kid) == "nummod" or tree.low(kid) in _LOOSE


def _words(tree: Tree, span: Collection[int]) -> list[int]:
    return [i for i in span if tree.tokens[i].upos != "PUNCT"]


def _trails(tree: Tree, member: int) -> bool:
    return any(kid > member and tree.rel(kid) in ("nmod", "acl", "appos", "advmod") for kid in tree.kids[member])


def _deal(tree: Tree, draft: Draft, series: _Series) -> list[Draft]:
    """One draft for each member, its determiner lent by the first where it has none."""
    words = set(draft.tokens())
    if not all(span <= words for span in series.spans):
        return [draft]
    everything = frozenset().union(*series.spans) | series.glue
    lent = next((kid for kid in tree.below(series.members[0], *_DETERMINERS) if kid < series.members[0]), None)
    found = []
    for member, span in zip(series.members, series.spans, strict=True):
        kept, changes = set(span), dict(draft.changes)
        if member != series.members[0]:
            case = {i for kid in tree.below(member, "case") for i in tree.subtree(kid)}
            bare = tree.first(member, *_DETERMINERS) is None and tree.tokens[member].upos in ("NOUN", "ADJ")
            if (
                bare
                and lent is not None
                and not case
                and not (tree.low(lent) in ("a", "an") and tree.plural_form(member))
            ):
                kept |= set(tree.subtree(lent))
            gone = everything - kept
            if case:
                gone |= {i for kid in tree.below(series.members[0], "case") for i in tree.subtree(kid)}
        else:
            gone = everything - kept
        left: tuple[Word, ...] = tuple(w for w in draft.words if not (isinstance(w, int) and w in gone))
        played = tree.tokens[series.members[0]].head
        if played >= 0 and tree.lemma(played) in _PLAYED and tree.plural_form(played) and len(_words(tree, span)) < 9:
            changes[played] = tree.lemma(played)  # "her roles in Rome and Leeds": "her role in Rome"
        if lent is not None and lent in kept and tree.low(lent) in ("a", "an"):
            changes[lent] = article_before(tree, left, lent)
        found.append(
            replace(draft, words=left, changes=changes, head=member if draft.head == series.members[0] else draft.head)
        )
    return found


def article_before(tree: Tree, words: tuple[Word, ...], determiner: Word) -> str:
    """ "a" or "an", as the word after a determiner wants it."""
    following = words[words.index(determiner) + 1 :]
    if isinstance(determiner, int) and following[:1] == (determiner + 1,):
        return tree.low(determiner)
    word = next((tree.low(w) for w in following if isinstance(w, int) and tree.tokens[w].upos != "PUNCT"), "")
    if word and word[:1] in "fhlmnrsx" and not set(word) & set("aeiouy") and len(word) > 1:
        return "an"  # "an LDL"
    vowel = word[:1] in "aeio" or (word[:1] == "u" and not word.startswith(("uni", "use", "usu", "uk", "u.")))
    silent = word.startswith(("hour", "honest", "honor", "honour", "heir", "mba", "mvp", "fbi", "nfl", "nba", "mp"))
    return "an" if (vowel and not word.startswith(("one", "eu"))) or silent else "a"


def in_parallel(tree: Tree, draft: Draft) -> list[Draft]:
    """ "won the cup in 2000 and the league in 2003" -> "won the cup in 2000", "won the league in 2003".

    Read from the order of the words, for a parse hangs such a second half on the first date.
    """
    words = draft.tokens()
    joints = [k for k, i in enumerate(words) if tree.low(i) == "and" and 1 < k < len(words) - 3]
    ahead = {"cop", "xcomp", "ccomp", "conj"}
    if (
        draft.origin in ("whole", "title", "apposition")
        or tree.tokens[draft.head].upos != "VERB"
        or len(draft.words) != len(words)
    ):
        return [draft]
    if says_together(tree, words) or tree.lemma(draft.head) in TOGETHER or any(tree.below(draft.head, *ahead)):
        return [draft]
    for place in joints:
        left, right = words[:place], [i for i in words[place + 1 :] if tree.tokens[i].text not in (".", "!")]
        if not (_ends_dated(tree, left) and _ends_dated(tree, right)) or len(right) < 4:
            continue
        if any(
            tree.tokens[i].upos in ("VERB", "AUX", "PRON", "SCONJ", "PUNCT")
            for i in right
            if tree.tokens[i].entity == "O"
        ):
            continue
        if tree.tokens[right[0]].upos not in ("DET", "NOUN", "PROPN", "ADJ"):
            continue
        after = [i for i in left if i > draft.head]
        cases = [i for i in after if tree.tokens[i].upos in ("ADP", "ADV") and i == after[0]]
        start = [i for i in words if i <= draft.head]
        if not after or start != list(left[: len(start)]) or (cases and tree.tokens[cases[0]].upos == "ADV"):
            continue
        first = replace(draft, words=tuple(left))
        return [first, replace(draft, words=(*start, *cases, *right))]
    return [draft]


def _ends_dated(tree: Tree, words: Sequence[int]) -> bool:
    """Whether words end in "in" and a year, and there is something before that."""
    if len(words) < 3:
        return False
    year = tree.tokens[words[-1]].text
    return tree.low(words[-2]) in ("in", "on") and len(year) == 4 and year.isdigit() and 1000 < int(year) < 2100


# --- born, died ------------------------------------------------------------------------------------------------------


def of_a_life(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy was born on May 1, 1950, in Leeds" -> born on that day, born in Leeds: a life has one of each."""
    head = draft.head
    if (tree.low(head) != "born" and tree.lemma(head) != "die") or tree.negated(head) or draft.origin == "whole":
        return [draft]
    here = set(draft.tokens())
    adjuncts = [kid for kid in sorted(tree.below(head, "obl")) if kid > head and kid in here]
    spans = [_trimmed(tree, set(tree.subtree(kid)) & here) for kid in adjuncts]
    if not all(spans) or not 2 <= len(spans) <= 4 or says_together(tree, here):
        return [draft]
    if any(max(one) > min(other) for one, other in pairwise(spans)):
        return [draft]
    found = []
    for number, _ in enumerate(adjuncts):
        gone = {i for other, span in enumerate(spans) if other != number for i in span}
        gone |= {
            i for i in range(head, max(spans[-1])) if tree.tokens[i].text == "," and not any(i in s for s in spans)
        }
        found.append(replace(draft, words=without(draft, gone)))
    return found


def without(draft: Draft, gone: Collection[int]) -> tuple[Word, ...]:
    """The words of a draft but some."""
    return tuple(word for word in draft.words if not (isinstance(word, int) and word in gone))
