"""How surely a proposition is said, whether it is denied, and whether it is opinion rather than fact."""

from __future__ import annotations

from factcheck.statements.drafts import Draft
from factcheck.statements.lexicon import (
    ADVICE,
    CONDITIONS,
    NEGATIVE_VERBS,
    OPINION,
    PLAN,
    POSSIBLE_VERBS,
    POSSIBLE_WORDS,
    RECORDS,
    REPORTED_WORDS,
    SEEM,
)
from factcheck.statements.tree import Tree
from factcheck.types import Modality, Polarity

_DUE = frozenset("set due ready poised slated scheduled bound prepared about going".split())
_UNSURE = frozenset("likely unlikely possible probable unclear uncertain".split())
_MEDIA = frozenset(
    "reuters bloomberg ap afp bbc cnn cnbc nbc abc cbs npr pbs fox axios politico guardian times post journal tribune"
    " herald gazette chronicle observer news press magazine telegraph verge wired techcrunch insider independent"
    " economist forbes fortune newsweek media newspaper".split()
)
_EVALUATIVE_ADVERBS = frozenset(
    "unfortunately fortunately sadly luckily hopefully shamefully outrageously ridiculously clearly obviously".split()
)


def modality(tree: Tree, draft: Draft) -> Modality:
    """The modality of a draft: the least sure of what its words say."""
    here, chain = set(draft.tokens()), predicate_chain(tree, draft.head)
    if any(tree.tokens[i].text.endswith("?") for i in here):
        return Modality.QUESTION
    if tree.text.rstrip(") ").endswith("?") and draft.origin in ("main", "whole", "coordinated"):
        return Modality.QUESTION
    modals = _modals(tree, draft, here)
    if _conditional(tree, draft.head, here) or ("would" in modals and draft.holder is None):
        return Modality.HYPOTHETICAL
    if modals & POSSIBLE_WORDS - {"can"} or _possible(tree, chain, here):
        return Modality.POSSIBLE
    if modals & {"will", "shall", "would", "'ll", "wo"} or _planned(tree, chain, here):
        return Modality.PLANNED
    if _reported(tree, draft, here):
        return Modality.REPORTED
    return Modality.ASSERTED


def polarity(tree: Tree, draft: Draft) -> Polarity:
    """Negative when the main predicate is negated; "did not deny" takes two steps back."""
    here, negative = set(draft.tokens()), False
    for node in predicate_chain(tree, draft.head):
        if node not in here:
            continue
        if tree.low(node) == "plead":
            continue
        if tree.negated(node) and _has_negation(tree, node, here):
            negative = not negative
        completed = ("xcomp", "ccomp", "obj") if tree.lemma(node) == "deny" else ("xcomp", "ccomp")
        if (
            tree.lemma(node) in NEGATIVE_VERBS
            and tree.tokens[node].upos == "VERB"
            and tree.first(node, *completed) is not None
        ):
            negative = not negative
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE


def opinion(tree: Tree, draft: Draft) -> bool:
    """Whether the predicate judges or advises instead of telling what happened."""
    here, head = set(draft.tokens()), draft.head
    low, lemma = tree.low(head), tree.lemma(head)
    if _modals(tree, draft, here) & {"should", "ought", "must"}:
        return True
    if tree.tokens[head].upos == "ADJ" and low in OPINION:
        return True
    if any(tree.low(i) in _EVALUATIVE_ADVERBS for i in here if tree.rel(i) in ("advmod", "discourse")):
        return True
    passive = any(tree.tokens[kid].deprel == "aux:pass" for kid in tree.kids[head])
    if lemma in ADVICE and passive and tree.first(head, "xcomp", "ccomp") is not None and lemma != "need":
        return True
    if tree.tokens[head].upos in ("NOUN", "ADJ") and tree.first(head, "cop") is not None:
        return any(tree.low(kid) in OPINION and tree.low(kid) not in _ALSO_PLAIN for kid in tree.below(head, "amod"))
    return _imperative(tree, draft)


_ALSO_PLAIN = frozenset("key good great best right wrong".split())


def predicate_chain(tree: Tree, head: int) -> list[int]:
    """The predicate and the infinitives and gerunds that complete it."""
    chain = [head]
    while len(chain) < 5:
        following = tree.first(chain[-1], "xcomp")
        if following is None or following in chain:
            break
        chain.append(following)
    return chain


def _modals(tree: Tree, draft: Draft, here: set[int]) -> set[str]:
    """The modal words over the predicate, copied auxiliaries among them."""
    words = {tree.low(aux) for aux in tree.auxiliaries(draft.head) if aux in here}
    added = {word.lower() for word in draft.words if isinstance(word, str)}
    if draft.origin in ("coordinated", "participle") and not words:
        words |= {
            tree.low(i) for i in here if tree.rel(i) == "aux" and i < draft.head and tree.tokens[i].head not in here
        }
    return {{"ca": "can", "wo": "will", "'d": "would"}.get(word, word) for word in words | added}


def _conditional(tree: Tree, head: int, here: set[int]) -> bool:
    for kid in tree.kids[head]:
        if tree.rel(kid) == "advcl" and kid in here:
            first = {tree.low(mark) for mark in tree.below(kid, "mark", "advmod") if mark in here and mark < kid}
            if first & (CONDITIONS - {"whether"}):
                return True
    return any(tree.low(i) == "if" and tree.rel(i) == "mark" and _leads_to(tree, i, head) for i in here)


def _leads_to(tree: Tree, mark: int, head: int) -> bool:
    """Whether a conjunction belongs to the predicate, or to an adverbial clause somewhere below it."""
    clause = tree.tokens[mark].head
    return clause == head or (clause >= 0 and tree.rel(clause) == "advcl" and head in tree.ancestors(clause))


def _possible(tree: Tree, chain: list[int], here: set[int]) -> bool:
    for node in chain:
        if any(kid in here and tree.low(kid) in POSSIBLE_WORDS for kid in tree.below(node, "advmod")):
            return True
        if tree.low(node) in _UNSURE and tree.tokens[node].upos == "ADJ":
            return True
        gerund = any(tree.low(kid).endswith("ing") for kid in tree.below(node, "xcomp", "ccomp"))
        progressive = tree.low(node).endswith("ing") and tree.first(node, "obj", "ccomp") is not None
        if (
            tree.lemma(node) in POSSIBLE_VERBS
            and node in here
            and (
                gerund
                or (progressive and tree.lemma(node) in ("consider", "weigh", "explore", "contemplate", "mull", "eye"))
            )
        ):
            return True
        if tree.lemma(node) in SEEM and tree.first(node, "xcomp", "ccomp") is not None:
            return True
    return False


def _planned(tree: Tree, chain: list[int], here: set[int]) -> bool:
    for node in chain:
        following = next((kid for kid in tree.below(node, "xcomp", "ccomp") if tree.tense(kid) == "infinitive"), None)
        if following is None or following < node or tree.tense(following) != "infinitive":
            continue
        if tree.lemma(node) in PLAN or tree.low(node) in _DUE:
            return True
    return False


def _reported(tree: Tree, draft: Draft, here: set[int]) -> bool:
    if any(tree.low(i) in REPORTED_WORDS for i in here):
        return True
    return draft.holder is not None and (not draft.holder or hearsay(tree, draft.holder))


def hearsay(tree: Tree, holder: tuple[int, ...]) -> bool:
    """Whether the holder passes on what others did: a news outlet, reports, unnamed sources."""
    if any(tree.tokens[i].entity.endswith("PER") for i in holder):
        return False
    words = {tree.low(i) for i in holder}
    return bool(words & _MEDIA) or bool(
        words & (RECORDS - {"official", "officials", "experts", "critics", "statement"})
    )


def _has_negation(tree: Tree, node: int, here: set[int]) -> bool:
    return any(
        tree.low(i) in ("not", "n't", "never", "no", "neither", "nor", "none", "nobody", "nothing", "cannot", "nowhere")
        for i in here
    )


def _imperative(tree: Tree, draft: Draft) -> bool:
    token = tree.tokens[draft.head]
    return (
        draft.origin in ("main", "whole")
        and token.upos == "VERB"
        and tree.subject(draft.head) is None
        and not tree.auxiliaries(draft.head)
        and token.text.lower() == tree.lemma(draft.head)
        and draft.head == next((i for i in draft.tokens() if tree.tokens[i].upos not in ("PUNCT", "INTJ", "ADV")), -1)
    )
