"""Who says it: verbs of saying with their clause, "according to", "as Reuters reported", "he said" in the middle."""

from __future__ import annotations

from factcheck.statements.drafts import noun_phrase
from factcheck.statements.lexicon import DENYING, RECORDS, SAID_OF_RECORDS, SAY, TITLES, WHAT_IS_DENIED
from factcheck.statements.tree import Tree

_STOPS = frozenset(", ; : . ! ? \u2014 \u2013 -- ( ) \u201c \u201d".split())
_LONGEST_SOURCE = 14
_NOBODY = frozenset("this that it which these those there what i we you".split())
_BODIES = frozenset(
    "panel court committee commission agency department ministry inquiry slide transcript jury union campaign company"
    " firm group government administration office police board council team bank party white-house ruling order note"
    " chart map video tape recording testimony indictment complaint lawsuit suit".split()
)
_OF_BODIES = frozenset("say tell add announce declare warn state".split())
"""Verbs whose "it" is a company or an office, not a matter."""
_AFTER_A_NAME = frozenset("on in at to as by after how what whether about".split())
_FIRST_PERSON = frozenset("i we you".split())


def said_clause(tree: Tree, head: int, subject: tuple[int, ...] = ()) -> int | None:
    """The predicate of what is said, when `head` is a verb of saying that vouches for it; else None.

    `subject` is the subject taken over from a clause above, for participles ("..., adding that ...").
    """
    if tree.lemma(head) not in SAY or tree.tokens[head].upos != "VERB" or tree.negated(head):
        return None
    if tree.tense(head) in ("modal", "infinitive") and not _will(tree, head):
        return None
    speaker = speaker_head(tree, head, subject)
    up = tree.tokens[head].head
    around = [*(tree.subtree(speaker) if speaker is not None else ()), *([up] if tree.rel(head) == "ccomp" else [])]
    if tree.low(head) in WHAT_IS_DENIED and any(tree.low(i) in DENYING for i in around):
        return None
    passive = any(tree.tokens[kid].deprel == "aux:pass" for kid in tree.kids[head])
    nobody = speaker is not None and tree.low(speaker) in _NOBODY and not passive
    if nobody and not (tree.low(speaker or 0) == "it" and tree.lemma(head) in _OF_BODIES):
        return None
    if tree.lemma(head) in SAID_OF_RECORDS and not (speaker is not None and can_say(tree, speaker)):
        return None
    if speaker is not None and speaker in subject and not can_say(tree, speaker):
        return None
    for kid in tree.below(head, "ccomp", "parataxis"):
        marks = {tree.low(mark) for mark in tree.below(kid, "mark")}
        quoted = tree.rel(kid) == "ccomp" or _opens_quote(tree, kid)
        if wished(tree, kid):
            continue
        if quoted and not marks & {"if", "whether", "to"} and tree.subject(kid) is not None and tree.finite(kid):
            return kid
    return None


def wished(tree: Tree, verb: int) -> bool:
    """The bare verb of "they insist that Acme agree": what is asked for, not what is said to be."""
    subject = tree.subject(verb)
    plain = tree.tokens[verb].upos == "VERB" and tree.low(verb) == tree.lemma(verb) and not tree.auxiliaries(verb)
    if (
        not plain
        or subject is None
        or tree.low(verb).endswith("s")
        or tree.plural(subject)
        or tree.tense(verb) != "present"
    ):
        return False
    person = tree.tokens[subject].entity.endswith("PER")
    return tree.tokens[subject].upos in ("NOUN", "PROPN") and (person or not tree.tokens[subject].text.endswith("s"))


def speaker_head(tree: Tree, head: int, inherited: tuple[int, ...] = ()) -> int | None:
    """The head noun of who says it."""
    subject = tree.subject(head)
    if subject is not None:
        return subject
    agent = next((kid for kid in tree.below(head, "obl") if tree.tokens[kid].deprel == "obl:agent"), None)
    if agent is not None:
        return agent
    members = set(inherited)
    return next((i for i in inherited if tree.tokens[i].head not in members), None)


def can_say(tree: Tree, index: int, *, bodies: bool = True) -> bool:
    """Whether a noun can be somebody who, or a record that, says things: a name, a person, a study, a court."""
    token = tree.tokens[index]
    if token.entity != "O" or token.upos == "PROPN" or tree.low(index) in ("he", "she", "they"):
        return True
    return (
        tree.low(index) in RECORDS
        or tree.lemma(index) in RECORDS
        or tree.lemma(index) in TITLES
        or (bodies and tree.lemma(index) in _BODIES)
        or tree.low(index).endswith(("person", "man", "woman", "er", "ers", "or", "ors", "ist", "ists"))
    )


def source_beside(tree: Tree, head: int) -> tuple[tuple[int, ...], frozenset[int]] | None:
    """Tokens naming the source that a clause gives in an interjection, and the tokens that do so; None without one."""
    for kid in sorted(tree.kids[head]):
        found = _interjected(tree, head, kid)
        if found is not None:
            return found
    return None


def source_of_sentence(tree: Tree) -> tuple[tuple[int, ...], frozenset[int]] | None:
    """Who a sentence is "according to", by its words alone: a parse often hangs such a phrase in the wrong place."""
    for index in range(len(tree) - 2):
        if tree.low(index) != "according" or tree.low(index + 1) != "to":
            continue
        stop = index + 2
        while stop < len(tree) and not (tree.tokens[stop].upos == "PUNCT" and tree.tokens[stop].text in _STOPS):
            if tree.low(stop) in ("who", "which", "that", "and") and stop > index + 3 and tree.low(stop) != "and":
                break
            stop += 1
        named = tuple(range(index + 2, stop))
        short = _name_only(named, tree)
        if named and len(named) <= _LONGEST_SOURCE and not any(tree.tokens[i].upos == "AUX" for i in short):
            if stop < len(tree) and tree.tokens[stop].text == "(":  # "(R-Ky.)"
                stop = next((i + 1 for i in range(stop, len(tree)) if tree.tokens[i].text == ")"), stop)
            return _name_only(named, tree), frozenset(range(index, stop))
    return None


def _name_only(named: tuple[int, ...], tree: Tree) -> tuple[int, ...]:
    """Without the date or place that follows: "the police on Friday"."""
    stop = next((k for k, i in enumerate(named) if k and tree.low(i) in _AFTER_A_NAME), None)
    kept = named if stop is None else named[:stop]
    while len(kept) > 1 and tree.tokens[kept[-1]].upos == "ADP":
        kept = kept[:-1]
    return kept


def _interjected(tree: Tree, head: int, index: int) -> tuple[tuple[int, ...], frozenset[int]] | None:
    """ "Demand, Smith said, fell" and "as Reuters reported": a verb of saying without a clause of its own."""
    relation = tree.rel(index)
    if relation not in ("parataxis", "advcl", "ccomp") or tree.lemma(index) not in SAY or tree.negated(index):
        return None
    if relation == "advcl" and {tree.low(mark) for mark in tree.below(index, "mark", "advmod")} != {"as"}:
        return None
    if relation == "ccomp" and tree.lemma(head) in SAY:
        return None
    speaker = tree.subject(index)
    if speaker is None or tree.low(speaker) in _FIRST_PERSON or any(True for _ in tree.below(index, "ccomp", "xcomp")):
        return None
    if any(True for _ in tree.below(index, "obj")) and tree.lemma(index) != "tell":
        return None
    named = noun_phrase(tree, speaker)
    if not named:
        return None
    first = min(index, *named)
    return named, frozenset(i for i in tree.subtree(index) if i >= first)  # what stands before is not the source's


def _will(tree: Tree, head: int) -> bool:
    return any(tree.low(aux) in ("did", "do", "does") for aux in tree.auxiliaries(head))


def _opens_quote(tree: Tree, index: int) -> bool:
    first = tree.subtree(index)[0]
    near = {tree.tokens[i].text for i in range(max(0, first - 2), min(first + 1, len(tree)))}
    return bool(near & {'"', "\u201c", "``", ":"})
