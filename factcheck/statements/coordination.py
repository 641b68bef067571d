"""Coordinated predicates cut apart, with the subject, the auxiliaries and the adjuncts they share."""

from __future__ import annotations

from factcheck.statements.clauses import sets_the_scene
from factcheck.statements.drafts import Detached, Expand, Frame, with_marks
from factcheck.statements.inflection import is_participle_form
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import MODALS, Tree

_BE = frozenset("is are was were be been being am 's 're".split())
_HAVE = frozenset("has have had 've".split())
_COLLECTIVES = frozenset(
    "number handful majority group couple series range host lot rest half percent team crew staff family"
    " police data media"
    " dozen hundred thousand million billion some most all".split()
)
_INTRANSITIVE = frozenset(
    "study work live die serve attend graduate return retire resign appear emerge remain stay continue arrive travel"
    " refuse try attempt agree manage fail struggle walk vote testify apologize compete participate collaborate debut"
    " decide begin become belong happen occur exist fall go come grow sit stand run".split()
)
_WITH_BORN = frozenset("raise bring educate christen baptize name bear breed bury train adopt school".split())
_NOT_OBJECTS = ("punct", "cc", "conj", "aux", "advmod", "mark", "nsubj", "discourse")


def coordinated(
    tree: Tree,
    head: int,
    part: int,
    subject: tuple[Word, ...],
    lead: tuple[Word, ...],
    holder: tuple[int, ...] | None,
    frame: Frame,
    expand: Expand,
) -> Detached:
    """ "A did X and did Y" -> "A did Y"; the subject and shared auxiliaries are copied in."""
    joint = {tree.low(kid) for kid in tree.below(part, "cc")}
    if joint & {"or", "nor", "&", "/", "than"} or not tree.is_predicate(part):
        return Detached()
    span = tree.subtree(part)
    joints = [kid for kid in tree.below(part, "cc") if kid < part]
    if joints and any(i < min(joints) and tree.tokens[i].upos != "PUNCT" for i in span):
        return Detached()  # what stands before the conjunction belongs to the clause before
    if tree.subject(part) is None and joints and _in_relative(tree, head, min(joints)):
        return Detached()  # "a bill that praised the motto and encouraged its display"
    if any(kid > 0 and tree.tokens[kid - 1].upos == "ADP" for kid in tree.below(part, "cc")):
        return Detached()  # "met with and praised her": the two share their object
    if any(kid < part for kid in tree.below(part, "mark") if tree.low(kid) not in ("that",)):
        return Detached()
    if any(kid > span[-1] for kid in tree.below(head, "obl", "advcl", "xcomp", "ccomp", "obj")):
        return Detached()  # what follows may belong to either verb
    skip = frozenset(kid for kid in tree.below(part, "cc", "mark") if kid < part) | _only_also(tree, part, joint)
    skip |= _opening_marks(tree, span) | frame.skip
    own = tree.subject(part)
    if own is None:  # "and in 1957, was asked": with the subject in front, the comma goes
        ahead = (max(tree.subtree(kid)) + 1 for kid in tree.below(part, "obl") if kid < part and kid > head)
        skip |= {i for i in ahead if i < part and tree.tokens[i].text == ","}
        skip |= {
            max(tree.subtree(kid)) for kid in tree.below(part, "obl") if tree.tokens[max(tree.subtree(kid))].text == ","
        }
    if own is not None and own > part and tree.rel(own) != "expl":
        own = None
    carried = (
        lead if not any(sets_the_scene(tree, kid) and kid < part for kid in tree.below(part, "obl", "advcl")) else ()
    )
    if own is not None:
        if not tree.finite(part):
            return Detached()
        inner = Frame("coordinated", lead=carried, holder=holder, skip=skip, swap=frame.swap)
    else:
        shared = _shared_auxiliaries(tree, head, part, frame)
        if shared is None or not subject or _shares_object(tree, head, part):
            return Detached()
        if not shared and not _number_fits(tree, subject, part):
            return Detached()  # the verb belongs to another subject than the parse says
        inner = Frame("coordinated", subject, shared, carried, holder, skip)
    drafts = expand(part, inner)
    return Detached(tuple(drafts), with_marks(tree, span) | _not_only(tree, head, joint))


def _shared_auxiliaries(tree: Tree, head: int, part: int, frame: Frame) -> tuple[Word, ...] | None:
    """The auxiliaries a coordinated predicate takes from the first; None when it can't stand on its own."""
    if tree.auxiliaries(part):
        return () if tree.finite(part) else None
    if tree.negated(part) or _bare_beside_third(tree, head, part):
        return None
    if tree.tokens[part].upos not in ("VERB", "AUX"):
        return None
    first = [aux for aux in tree.below(head, "aux") if aux < head]
    lead: tuple[Word, ...] = tuple(sorted(first)) if first else frame.before
    words = {tree.low(aux) for aux in first} | {word.lower() for word in frame.before if isinstance(word, str)}
    words |= {tree.low(word) for word in frame.before if isinstance(word, int)} if not first else set()
    word, lemma = tree.low(part), tree.lemma(part)
    if tree.first(head, "cop") is not None and is_participle_form(word) and tree.first(part, "obj", "xcomp") is None:
        agent = any(tree.low(case) == "by" for kid in tree.below(part, "obl") for case in tree.below(kid, "case"))
        if tree.tokens[head].upos != "NOUN" or agent or tree.first(part, "obl") is None:
            return None  # "was late and badly planned"
        return ()
    if word.endswith("ing") and word != lemma:
        return lead if words & _BE and not words & MODALS and not tree.negated(head) else None
    if word == lemma and not is_participle_form(word):
        if words & (MODALS | {"do", "does", "did"}):
            return None if tree.negated(head) else _up_to_modal(tree, lead)
        return () if tree.tense(head) == "present" and tree.low(head) == tree.lemma(head) else None
    if word.endswith("s") and word != lemma:
        return ()
    passive = any(tree.tokens[kid].deprel == "aux:pass" for kid in tree.kids[head])
    if words & MODALS and words & _HAVE and any(tree.low(kid) == "but" for kid in tree.below(part, "cc")):
        return None  # "may have lost but made clear": perhaps a past of its own
    if words & (_HAVE | _BE) and is_participle_form(word):
        if passive and (tree.first(part, "obj") is not None or _active(tree, head, part)):
            return ()
        return None if tree.negated(head) else lead
    by = any(tree.low(case) == "by" for kid in tree.below(part, "obl") for case in tree.below(kid, "case"))
    if by and is_participle_form(word) and tree.first(part, "obj") is None:
        return None  # "signed by Ray and adopted by nineteen states"
    return () if tree.tense(head) != "infinitive" else None


def _bare_beside_third(tree: Tree, head: int, part: int) -> bool:
    """Whether a verb without an ending is joined to "runs": "runs in cable and broadcast markets"."""
    third = tree.low(head).endswith("s") and tree.low(head) != tree.lemma(head) and not tree.auxiliaries(head)
    return third and tree.low(part) == tree.lemma(part) and tree.tokens[head].upos == "VERB"


def _in_relative(tree: Tree, head: int, joint: int) -> bool:
    """Whether a relative clause below a predicate runs up to a conjunction without a comma."""
    before = joint - 1
    if before < 0 or tree.tokens[before].upos == "PUNCT":
        return False
    ups = [before, *tree.ancestors(before)]
    inside = ups[: ups.index(head)] if head in ups else []
    return any(tree.tokens[up].deprel == "acl:relcl" and not tree.set_off(up) for up in inside)


def _active(tree: Tree, head: int, part: int) -> bool:
    """Whether a verb in -ed after a passive one is active: "was born in Leeds and studied in York"."""
    if tree.lemma(part) in _INTRANSITIVE:
        return True
    return tree.lemma(head) in ("bear", "born") and tree.lemma(part) not in _WITH_BORN


def _opening_marks(tree: Tree, span: list[int]) -> frozenset[int]:
    """Commas and connectives at the head of a coordinated clause."""
    found: set[int] = set()
    for index in span:
        if tree.tokens[index].text not in (",", ";", "\u2014", "\u2013", "--") and tree.low(index) not in (
            "and",
            "but",
            "yet",
            "so",
        ):
            break
        found.add(index)
    return frozenset(found)


def _up_to_modal(tree: Tree, auxiliaries: tuple[Word, ...]) -> tuple[Word, ...]:
    kept: list[Word] = []
    for word in auxiliaries:
        kept.append(word)
        low = tree.low(word) if isinstance(word, int) else word.lower()
        if low in MODALS or low in ("do", "does", "did"):
            break
    return tuple(kept)


def _shares_object(tree: Tree, head: int, part: int) -> bool:
    """ "bought and sold shares": the first verb has nothing after it, the second has."""
    between = [kid for kid in tree.kids[head] if head < kid < part and tree.rel(kid) not in _NOT_OBJECTS]
    if tree.first(head, "cop") is not None and tree.tokens[head].upos in ("NOUN", "ADJ"):
        return False  # "was a lithographer and made prints"
    return part - head <= 4 and not between


def _only_also(tree: Tree, part: int, joint: set[str]) -> frozenset[int]:
    """The 'also' of "not only ... but also"."""
    return frozenset(
        kid for kid in tree.below(part, "advmod") if "but" in joint and tree.low(kid) == "also" and kid < part
    )


def _not_only(tree: Tree, head: int, joint: set[str]) -> frozenset[int]:
    """The 'not only' before the first of two coordinated predicates, and 'both'."""
    found: set[int] = set()
    for index in tree.subtree(head):
        if index < head and "but" in joint and tree.low(index) == "not" and tree.only(index):
            found |= {index, index + 1}
    return frozenset(found | {kid for kid in tree.below(head, "cc") if tree.low(kid) == "both"})


def _number_fits(tree: Tree, subject: tuple[Word, ...], verb: int) -> bool:
    """Whether the first finite word of a verb fits the number of a subject; names and collectives fit both."""
    members = {word for word in subject if isinstance(word, int)}
    noun = next((i for i in sorted(members) if tree.tokens[i].head not in members), None)
    if noun is None or (
        tree.tokens[noun].upos != "NOUN" and not tree.tokens[noun].entity.endswith(("PER", "LOC", "ORG"))
    ):
        return True
    if tree.low(noun) in _COLLECTIVES or any(tree.rel(i) == "conj" for i in members):
        return True
    word = tree.low(next(iter(tree.auxiliaries(verb)), verb))
    if word in ("are", "were"):
        return tree.plural(noun) or tree.tokens[noun].text.endswith("s")
    return not (word in ("is", "was", "has") and tree.plural(noun))
