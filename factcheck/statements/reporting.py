"""Sentences that end in who says them: `"...," Smith said on Friday.`, `..., the ministry said in a report.`

Read from the order of the words, because a parser often hangs such a tail, and what stands before it, wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.statements.drafts import noun_phrase
from factcheck.statements.tree import Tree

_TAGS = frozenset(
    "say tell add write tweet explain note announce state claim argue testify insist recall continue ask"
    " reply respond joke warn learn".split()
)
_CLOSERS = frozenset([",", '"', "\u201d", "?", "!", "''", "\u2014", "--"])
_QUOTE_ENDS = frozenset(['"', "\u201d", "''"])
_NOT_IN_A_SPEAKER = frozenset("who which that what when while if because as although after before".split())
_LONGEST_SPEAKER = 16
_LONGEST_INTRODUCTION = 30
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday last this earlier later".split()
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a sentence reports, and who says it."""

    content: frozenset[int]
    head: int
    """The predicate of the content."""
    named: tuple[int, ...]
    whole: bool
    """Whether the parse holds the content together, so that it can be split further."""


def reported_tail(tree: Tree) -> Report | None:
    """The report, when the sentence ends in a plain "X said"."""
    stop = len(tree)
    while stop > 0 and tree.tokens[stop - 1].upos == "PUNCT":
        stop -= 1
    for verb in range(stop - 1, 2, -1):
        if tree.lemma(verb) in _TAGS and tree.tokens[verb].upos == "VERB" and tree.tense(verb) in ("past", "present"):
            found = _report(tree, verb, stop)
            if found is not None:
                return found
    return None


def introduced(tree: Tree) -> tuple[int, ...]:
    """Who speaks next: the subject of a sentence that ends in a colon, "Ray went on to say:"; () without one."""
    if not tree.text.rstrip().endswith(":") or len(tree) > _LONGEST_INTRODUCTION:
        return ()
    verbs = [tree.root, *tree.below(tree.root, "xcomp", "advcl", "conj")]
    subject = tree.subject(tree.root)
    if subject is None or not any(tree.lemma(verb) in _TAGS for verb in verbs):
        return ()
    return noun_phrase(tree, subject)


def _report(tree: Tree, verb: int, stop: int) -> Report | None:
    edge = next((i for i in range(verb - 1, 0, -1) if tree.tokens[i].text in _CLOSERS), None)
    if edge is None:
        return None
    if tree.tokens[verb - 1].text == "," and edge == verb - 1:  # "...," a voter, Ada Roy, said
        edge = next((i for i in range(verb - 2, 0, -1) if tree.tokens[i].text in _QUOTE_ENDS), edge)
    between = [i for i in range(edge + 1, verb) if tree.tokens[i].upos not in ("ADV", "PUNCT")]
    who = next((i for i in between if tree.low(i) == "who"), None)
    if who is not None and tree.tokens[verb - 1].text == "," and tree.tokens[who - 1].text == ",":
        between = [i for i in between if i < who]  # "...," Ada Roy, who left, said
    after = list(range(verb + 1, stop))
    if between:
        named = _speaker_before(tree, between, after, verb)
    elif tree.lemma(verb) not in ("tell", "ask"):
        named = _speaker_after(tree, after)
    else:
        return None
    content = [i for i in range(edge + 1) if i < edge or tree.tokens[i].text in ("?", "!", '"', "\u201d")]
    head = independent(tree, set(content))
    if head is None and _tagged(tree, verb, content):
        head = next((i for i in content if tree.tokens[i].upos in ("VERB", "AUX")), None)
        if named and head is not None and not _runs_on(tree, after):
            return Report(frozenset(content), head, tuple(named), False)
    if not named or head is None or _runs_on(tree, after):
        return None
    words = [i for i in content if tree.tokens[i].upos != "PUNCT"]
    held = set(tree.subtree(head))
    return Report(frozenset(content), head, tuple(named), all(i in held for i in words))


def _tagged(tree: Tree, verb: int, content: list[int]) -> bool:
    """Whether the reader's attribution tags bear out that a verb reports what stands before it."""
    words = [i for i in content if tree.tokens[i].upos != "PUNCT"]
    said = sum(tree.tokens[i].attribution.endswith("CONTENT") for i in words)
    return tree.tokens[verb].attribution.endswith("CUE") and said >= 0.7 * len(words) and len(words) >= 3


def _speaker_before(tree: Tree, between: list[int], after: list[int], verb: int) -> list[int]:
    """ "..., Smith said": nobody else and no clause between, nothing said after."""
    if len(between) > _LONGEST_SPEAKER or any(tree.low(i) in _NOT_IN_A_SPEAKER for i in between):
        return []
    if any(tree.tokens[i].upos in ("VERB", "AUX") and tree.low(i) not in ("has", "have", "had") for i in between):
        return []
    if not any(tree.tokens[i].upos in ("NOUN", "PROPN", "PRON") for i in between):
        return []
    if tree.tokens[between[0]].upos in ("ADP", "CCONJ", "SCONJ"):
        return []
    if after and tree.lemma(verb) != "tell":
        following = tree.tokens[after[0]]
        if following.upos not in ("ADP", "ADV", "PUNCT") and tree.low(after[0]) not in _TIME:
            return []
    return between


def _speaker_after(tree: Tree, after: list[int]) -> list[int]:
    """ "...," said Smith, head of the union."""
    named: list[int] = []
    for index in after:
        token = tree.tokens[index]
        if token.text == "," or (token.upos == "ADP" and tree.low(index) not in ("of", "for") and named):
            break
        if tree.low(index) in _TIME or token.upos in ("VERB", "AUX", "SCONJ", "CCONJ"):
            break
        named.append(index)
    while named and tree.tokens[named[-1]].upos == "ADJ" and len(named) > 1:
        named.pop()
    if not named or tree.tokens[named[0]].upos in ("ADP", "ADV", "PUNCT") or tree.low(named[0]) in _NOT_IN_A_SPEAKER:
        return []
    return named if any(tree.tokens[i].upos in ("NOUN", "PROPN", "PRON") for i in named) else []


def _runs_on(tree: Tree, after: list[int]) -> bool:
    """Whether a clause follows the tail: then it is no tail."""
    relative = False
    for index in after:
        if tree.low(index) in ("who", "whose", "which"):
            relative = True
        if tree.tokens[index].text in ('"', "\u201c", ":"):
            return True
        if tree.low(index) in ("that", "adding", "noting", "saying", "citing", "but") and not relative:
            return True
        if tree.tokens[index].upos == "AUX" and not relative:
            return True
        if tree.tokens[index].upos == "VERB" and tree.subject(index) is not None and not relative:
            return True
    return False


def independent(tree: Tree, content: set[int]) -> int | None:
    """The predicate of a main clause within the content: finite, with a subject, under no conjunction of its own."""
    for index in sorted(content, key=lambda i: (tree.tokens[i].head in content, i)):
        if tree.tokens[index].head in content or not tree.is_predicate(index):
            continue
        subject = tree.subject(index)
        if subject is None or subject not in content or not tree.finite(index):
            continue
        marked = any(tree.low(mark) != "that" for mark in tree.below(index, "mark"))
        if not marked and tree.rel(index) not in ("advcl", "acl"):
            return index
    return None
