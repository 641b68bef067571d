"""What is joined in a statement of the finest level and may stand apart: a second predicate, the names in a list."""

from __future__ import annotations

from dataclasses import replace

from factcheck.statements.clauses import finite_form
from factcheck.statements.drafts import Draft, Frame
from factcheck.statements.examples import listed, without_tail
from factcheck.statements.inflection import base_of_gerund
from factcheck.statements.lexicon import CONDITIONS
from factcheck.statements.openness import less_is_true
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import Tree

_DEEDS = frozenset(
    "work effort activity restriction limit change step measure reform action contribution initiative achievement"
    " task duty project deed campaign".split()
)
"""Nouns that call what somebody did, of which "including" names a part."""
_FINITE = frozenset("is are was were has have had does do did will".split())


def joined_predicate(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Roy is a singer for Acme and has been busy" -> "Roy is a singer for Acme", "Roy has been busy"."""
    here, subject = set(draft.tokens()), subject_words(tree, draft)
    for kid in sorted(tree.below(draft.head, "conj")) if subject else ():
        span = [i for i in tree.subtree(kid) if i in here]
        ahead = [i for i in span if tree.tokens[i].upos not in ("PUNCT", "CCONJ") and tree.rel(i) != "advmod"]
        if kid not in here or kid < draft.head or tree.subject(kid) is not None or len(ahead) < 3:
            continue
        if tree.low(ahead[0]) not in _FINITE or ahead[0] not in tree.auxiliaries(kid):
            continue
        joint = [i for i in tree.below(kid, "cc") if i in here]
        if [tree.low(i) for i in joint] not in (["and"], ["but"]) or span[-1] != max(here - _marks(tree, here)):
            continue
        rest = here - set(span)
        if any(tree.low(i) in CONDITIONS for i in rest) or not any(tree.tokens[i].upos == "AUX" for i in rest):
            continue
        own = [i for i in span if i not in joint and i >= min(ahead)]
        first = [w for w in draft.words if w not in span and w not in joint]
        while first and isinstance(first[-1], int) and tree.tokens[first[-1]].upos == "PUNCT":
            first.pop()
        second = replace(draft, words=(*subject, *own), head=kid, origin="coordinated")
        return [replace(draft, words=tuple(first)), second]
    return None


def said_each(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "The study found that A is cold and was warm" -> "found that A is cold", "found that A was warm"."""
    content, here = tree.first(draft.head, "ccomp"), set(draft.tokens())
    if content is None or content not in here or content < draft.head or tree.negated(draft.head):
        return None
    that = next((i for i in tree.below(content, "mark") if tree.low(i) == "that"), None)
    subject = tree.subject(content)
    if that is None or subject is None or not that < subject < content:
        return None
    front = tuple(w for w in draft.words if not (isinstance(w, int) and w > that))
    shared = [i for i in tree.subtree(subject) if i in here]
    for kid in sorted(tree.below(content, "conj")):
        span = [i for i in tree.subtree(kid) if i in here]
        joint = [i for i in tree.below(kid, "cc") if i in here]
        if kid not in here or [tree.low(i) for i in joint] != ["and"] or not tree.auxiliaries(kid):
            continue
        own = [i for i in span if i > joint[0] and tree.tokens[i].text != "." and tree.low(i) != "that"]
        if not own or (tree.low(own[0]) not in _FINITE and tree.subject(kid) is None):
            continue
        second = own if tree.subject(kid) is not None else [*shared, *own]
        rest = [i for i in draft.tokens() if that < i < min(span)]
        while rest and tree.tokens[rest[-1]].upos == "PUNCT":
            rest.pop()
        return [replace(draft, words=(*front, *rest)), replace(draft, words=(*front, *second))]
    return None


def each_order(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Stir the mixture and add milk" -> "Stir the mixture", "Add milk"."""
    here, head = set(draft.tokens()), draft.head
    if tree.low(head) != tree.lemma(head) or tree.tokens[head].upos != "VERB" or tree.subject(head) is not None:
        return None
    opening = [i for i in here if i < head and tree.tokens[i].upos not in ("ADV", "PUNCT", "CCONJ")]
    others = [i for i in tree.below(head, "conj") if i in here]
    if opening or len(others) != 1 or tree.auxiliaries(head) or not less_is_true(tree, draft, here):
        return None
    other = others[0]
    joint = [i for i in tree.below(other, "cc") if i in here]
    plain = tree.low(other) == tree.lemma(other) and tree.tokens[other].upos == "VERB" and not tree.auxiliaries(other)
    has = tree.first(head, "obj", "obl", "ccomp") is not None
    if not plain or not has or [tree.low(i) for i in joint] != ["and"] or tree.subject(other) is not None:
        return None
    span = set(tree.subtree(other)) & here
    if joint[0] != min(i for i in span if tree.tokens[i].upos != "PUNCT"):
        return None
    first = tuple(w for w in draft.words if w not in span)
    second = tuple(i for i in sorted(span) if i > joint[0])
    return [replace(draft, words=first), replace(draft, words=second, head=other, origin="coordinated")]


def unheaded(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Prize of 2017: Roy won the prize in May" -> also "Roy won the prize in May"."""
    words = draft.tokens()
    colon = next((i for i in words if tree.tokens[i].text == ":"), None)
    if colon is None or colon > 12:
        return None
    head = draft.head if draft.head > colon else tree.first(draft.head, "parataxis")
    subject = tree.subject(head) if head is not None else None
    if head is None or subject is None or not colon < min(tree.subtree(subject)) < head or not tree.finite(head):
        return None
    ahead, behind = [i for i in words if i < colon], [i for i in words if i > colon]
    named = bool(ahead) and tree.tokens[ahead[0]].text[:1].isupper()
    if not named or any(tree.tokens[i].upos in ("VERB", "AUX", "PRON") for i in ahead) or len(behind) < 4:
        return None
    if draft.words != tuple(words) or tree.tokens[behind[0]].text in ('"', "\u201c"):
        return None
    return [replace(draft, words=tuple(behind), head=head), draft]


def included_deeds(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "The law set limits, including requiring a permit" -> "The law set limits", "The law required a permit"."""
    here, subject = set(draft.tokens()), subject_words(tree, draft)
    for kid in sorted(here):
        marks = [i for i in tree.below(kid, "mark", "case") if tree.low(i) == "including" and i in here]
        if not marks or not tree.low(kid).endswith("ing") or kid < draft.head or not subject or marks[0] != kid - 1:
            continue
        span = [i for i in tree.subtree(kid) if i in here]
        noun = marks[0] - 2 if tree.tokens[marks[0] - 1].text == "," else marks[0] - 1
        deed = next((i for i in (noun, *tree.ancestors(noun)) if tree.lemma(i) in _DEEDS), None)
        if deed is None or deed < draft.head or not less_is_true(tree, draft, here) or span[-1] < max(here) - 1:
            continue
        gerunds = [kid, *(i for i in tree.below(kid, "conj") if i in here and tree.low(i).endswith("ing"))]
        told = []
        for number, gerund in enumerate(gerunds):
            stop = gerunds[number + 1] if number + 1 < len(gerunds) else len(tree)
            own = [i for i in tree.subtree(gerund) if gerund <= i < stop and i in here]
            while own and tree.tokens[own[-1]].upos in ("PUNCT", "CCONJ"):
                own.pop()
            base = base_of_gerund(tree.low(gerund), tree.lemma(gerund))
            form = finite_form(tree, draft.head, base, tree.low(gerund), Frame())
            if form is None or len(own) < 2 or tree.tokens[gerund].upos != "VERB":
                return None
            changes = {**draft.changes, gerund: form[1]}
            told.append(replace(draft, words=(*subject, *form[0], *own), head=gerund, changes=changes))
        gone = {*span, *marks, marks[0] - 1} if tree.tokens[marks[0] - 1].text == "," else {*span, *marks}
        return [replace(draft, words=tuple(w for w in draft.words if w not in gone)), *told]
    return None


def to_each(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "is needed to sell pumps and to buy parts" -> "is needed to sell pumps", "is needed to buy parts"."""
    here = set(draft.tokens())
    for kid in sorted(tree.below(draft.head, "csubj", "xcomp", "advcl", "ccomp")):
        others = [i for i in tree.below(kid, "conj") if i in here]
        if kid not in here or kid < draft.head or len(others) != 1 or tree.tense(kid) != "infinitive":
            continue
        joint = [i for i in tree.below(others[0], "cc") if i in here]
        own = tree.tense(others[0]) == "infinitive" and not tree.auxiliaries(others[0])
        first, second = set(tree.subtree(kid)) & here, set(tree.subtree(others[0])) & here
        to = min((i for i in first if tree.low(i) == "to"), default=-1)
        if not own or [tree.low(i) for i in joint] != ["and"] or to < 0 or not less_is_true(tree, draft, here):
            continue
        first -= second | {i for i in first if i < to}
        if max(first) < joint[0] and first <= here and max(here - second, default=0) < max(second) + 2:
            rest = {*joint, *(i for i in here if max(first) < i < joint[0])}
            one = [w for w in draft.words if w not in second]
            other = [w for w in draft.words if w not in first and w not in rest]
            return [replace(draft, words=tuple(one)), replace(draft, words=tuple(other))]
    return None


def included_each(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Her films include Rome and Leeds" -> "Her films include Rome", "Her films include Leeds"."""
    head, here = draft.head, sorted(draft.tokens())
    behind = [i for i in here if i > head]
    if tree.lemma(head) != "include" or tree.auxiliaries(head) or tree.negated(head) or len(behind) < 3:
        return None
    if behind != list(range(head + 1, behind[-1] + 1)) or tree.tokens[head].upos != "VERB":
        return None
    stop = without_tail(tree, head + 1, behind[-1] + 1)
    while stop > head and tree.tokens[stop - 1].upos == "PUNCT" and tree.tokens[stop - 1].text in (".", ",", "!"):
        stop -= 1
    subject = [tree.low(w) for w in subject_words(tree, draft) if isinstance(w, int)]
    if subject[:2] == ["some", "of"]:
        return None  # "Some of his films include Rome": told as "Rome is one of his films"
    members = listed(tree, head + 1, stop)[0]
    if len(members) < 2 or any(tree.tokens[i].upos == "VERB" for member in members for i in member if _plain(tree, i)):
        return None
    front = tuple(w for w in draft.words if not (isinstance(w, int) and w > head))
    parts = [replace(draft, words=(*front, *member)) for member in members]
    years = any(tree.tokens[i].text == "(" for i in behind)
    return [*parts, draft] if years else parts


def trait_behind(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Acme is a chain, similar to Borel" -> "Acme is a chain", "Acme is similar to Borel"."""
    here, subject = set(draft.tokens()), subject_words(tree, draft)
    copula = tree.first(draft.head, "cop")
    if copula is None or not subject or tree.tokens[draft.head].upos != "NOUN" or tree.negated(draft.head):
        return None
    for kid in tree.below(draft.head, "amod"):
        span = [i for i in tree.subtree(kid) if i in here]
        if kid < draft.head or kid not in here or tree.tokens[kid].upos != "ADJ" or not tree.set_off(kid):
            continue
        words = [i for i in span if tree.tokens[i].upos != "PUNCT" or i > kid]
        if words[0] != kid or len(words) < 3 or tree.tokens[kid + 1].upos != "ADP":
            continue
        comma = {min(span) - 1} if tree.tokens[min(span) - 1].text == "," else set()
        rest = tuple(w for w in draft.words if w not in span and w not in comma)
        return [replace(draft, words=rest), replace(draft, words=(*subject, copula, *words), head=kid)]
    return None


def subject_words(tree: Tree, draft: Draft) -> tuple[Word, ...]:
    """The words of a draft before its predicate that name its subject."""
    own, here = tree.subject(draft.head), set(draft.tokens())
    if own is None or own not in here or own > draft.head:
        return ()
    words = [i for i in tree.subtree(own) if i in here]
    while words and tree.tokens[words[-1]].upos == "PUNCT" and tree.tokens[words[-1]].text not in '")\u201d':
        words.pop()
    return tuple(words)


def _plain(tree: Tree, index: int) -> bool:
    return tree.tokens[index].entity == "O"


def _marks(tree: Tree, words: set[int]) -> set[int]:
    return {i for i in words if tree.tokens[i].upos == "PUNCT"}
