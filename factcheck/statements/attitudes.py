"""What somebody blames, wants, praises, fears: attributions by verbs, nouns and adjectives of attitude, by the tree.

Asked where the reader's tags are silent. The contents are phrases, infinitives and gerunds: no statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.statements.attribution import can_say
from factcheck.statements.lexicon import COMMIT, DENY, SAY
from factcheck.statements.tree import Tree

_VERBS = (
    SAY
    | DENY
    | COMMIT
    | frozenset(
        "blame criticize criticise praise condemn denounce slam blast attack defend support oppose back endorse welcome"
        " reject dismiss describe call accuse urge demand want seek favor favour propose plan intend hope expect fear"
        " worry warn predict discuss mention cite highlight outline detail recommend request ask order approve know"
        " understand consider regret mock ridicule hail laud applaud decry lament tout like love hate prefer"
        " disagree address recognize realize question challenge portray characterize label brand dub refuse decline"
        " object advocate encourage press forget imagine wonder speak talk complain apologize advise remind admire"
        " resent appreciate doubt trust envision foresee".split()
    )
) - frozenset("show find".split())
_NOUNS = frozenset(
    "plan proposal promise pledge vow call support criticism opposition concern fear hope view belief claim allegation"
    " accusation denial warning demand request comment remark statement assertion argument suggestion desire"
    " willingness intention opinion complaint charge praise promise contention position".split()
)
_ADJECTIVES = frozenset(
    "optimistic pessimistic worried concerned confident hopeful skeptical sceptical willing unwilling eager reluctant"
    " certain sure critical supportive dismissive wary afraid aware proud open angry happy convinced".split()
)
_MATTERS = frozenset("of for about over to on against that with at as".split())
_SAID_OF = frozenset("of about".split())
_SPEAKERS = frozenset("he she they who i we it people voters many others some everyone everybody".split())
_OBJECTS = ("obj", "xcomp", "ccomp")


def attitudes(tree: Tree) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    """Source, cue and content of each attitude that the tree shows."""
    for index in range(len(tree)):
        token, lemma = tree.tokens[index], tree.lemma(index)
        if token.upos == "VERB" and lemma in _VERBS:
            yield from _of_a_predicate(tree, index, _OBJECTS)
        elif token.upos == "ADJ" and tree.low(index) in _ADJECTIVES:
            yield from _of_a_predicate(tree, index, ("xcomp", "ccomp", "advcl"))
        elif token.upos == "NOUN" and lemma in _NOUNS:
            yield from _of_a_noun(tree, index)


def _of_a_predicate(
    tree: Tree, index: int, completing: tuple[str, ...]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    source = _speaker(tree, index)
    if source is None:
        return
    words: set[int] = set()
    for kid in tree.kids[index]:
        matters = _SAID_OF if tree.lemma(index) in SAY else _MATTERS
        about = tree.rel(kid) == "obl" and {tree.low(i) for i in tree.below(kid, "case")} & matters
        if kid > index and (tree.rel(kid) in completing or about):
            words |= set(tree.subtree(kid))
    if words:
        yield source, (index,), tuple(sorted(words))


def _speaker(tree: Tree, index: int) -> tuple[int, ...] | None:
    """Who holds the attitude: the subject, that of the verb it is joined to or completes, or the agent."""
    passive = any(tree.tokens[kid].deprel == "aux:pass" for kid in tree.kids[index])
    for up in (index, *_above(tree, index)):
        subject = next((kid for kid in tree.below(up, "nsubj") if not passive), None)
        if subject is None and passive:
            subject = tree.first(up, "obl:agent")
        if subject is not None:
            able = can_say(tree, subject) or tree.low(subject) in _SPEAKERS
            return tuple(tree.subtree(subject)) if able else None
        if passive:
            return None
    return None


def _above(tree: Tree, index: int) -> Iterator[int]:
    """The verbs whose subject a verb shares."""
    while tree.rel(index) in ("conj", "xcomp") and tree.tokens[index].head >= 0:
        index = tree.tokens[index].head
        yield index


def _of_a_noun(tree: Tree, index: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    owner = next(iter(tree.below(index, "nmod:poss")), None)
    if owner is None or not (can_say(tree, owner) or tree.low(owner) in ("his", "her", "their", "my", "our")):
        return
    words: set[int] = set()
    for kid in tree.below(index, "acl", "nmod", "ccomp"):
        if kid > index and (tree.rel(kid) != "nmod" or {tree.low(i) for i in tree.below(kid, "case")} & _MATTERS):
            words |= set(tree.subtree(kid))
    if words:
        yield tuple(i for i in tree.subtree(owner) if tree.low(i) not in ("'s", "'")), (index,), tuple(sorted(words))
