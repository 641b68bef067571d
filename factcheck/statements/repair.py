"""Parses mended where the order of the words leaves no doubt that they are wrong."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.statements.inflection import is_participle_form
from factcheck.statements.lexicon import FIRMS, RECORDS, SAID_OF_RECORDS, SAY
from factcheck.statements.persons import calls_a_person
from factcheck.statements.tree import Tree

_YEAR = re.compile(r"(?:1[5-9]\d{2}|20\d{2})$")


def mended(tree: Tree) -> Tree:
    """The tree with what the rules below mend."""
    return _told_apart(_nouns_together(_root_after_commas(_said_again(tree))))


def _nouns_together(tree: Tree) -> Tree:
    """ "won titles as well as the cup": a noun joined to a verb belongs to the noun right before the conjunction."""
    tokens = list(tree.tokens)
    for index, token in enumerate(tree.tokens):
        up = token.head
        if token.deprel == "conj" and (apposed := _joined_to_apposition(tree, index)) is not None:
            tokens[index] = replace(token, head=apposed)
        if token.deprel in ("nmod", "obl") and (born := _born_before(tree, index)) is not None:
            tokens[index] = replace(token, head=born, deprel="obl")
        if token.deprel != "conj" or token.upos not in ("NOUN", "PROPN") or up < 0 or tree.tokens[up].upos != "VERB":
            continue
        joint = next((kid for kid in tree.below(index, "cc") if up < kid < index), None)
        if joint is None or tree.subject(index) is not None or tree.first(index, "cop", "aux") is not None:
            continue
        last = joint - 1 if tree.tokens[joint - 1].text != "," else joint - 2
        beside = next((i for i in (last, *tree.ancestors(last)) if tree.tokens[i].head == up), None)
        if beside is None or beside <= up or tree.rel(beside) not in ("obj", "obl") or beside >= joint:
            continue
        if max(i for i in tree.subtree(beside) if i < joint and tree.tokens[i].text != ",") == last:
            tokens[index] = replace(token, head=beside)
    return Tree(tree.text, tokens) if tokens != list(tree.tokens) else tree


def _joined_to_apposition(tree: Tree, index: int) -> int | None:
    """The apposition that "Roy, the first president and a poet, left" joins a noun to; the parse joins it to "Roy"."""
    up = tree.tokens[index].head
    joint = next((kid for kid in tree.below(index, "cc") if kid < index), 0)
    if tree.tokens[index].upos != "NOUN" or up < 0 or joint < 2 or tree.tokens[joint - 1].upos == "PUNCT":
        return None
    after = max(tree.subtree(index)) + 1
    if after >= len(tree) or tree.tokens[after].text not in (",", "."):
        return None
    return next((i for i in tree.below(up, "appos") if i < joint and max(tree.subtree(i)) == joint - 1), None)


def _born_before(tree: Tree, index: int) -> int | None:
    """The "born" that a place belongs to: "an actress, born on May 1, in Leeds"."""
    noun = tree.tokens[index].head
    if noun < 0 or tree.first(index, "case") is None:
        return None
    found = [i for i in tree.below(noun, "acl") if tree.low(i) == "born" and i < index]
    return found[0] if found and noun < found[0] else None


def _said_again(tree: Tree) -> Tree:
    """ "Ray said Acme lost and said Roy won", "saying he lost and asking why": the second verb is Ray's, not Acme's."""
    tokens = list(tree.tokens)
    for index, token in enumerate(tree.tokens):
        up = token.head
        if token.deprel == "advcl" and (above := _sayer_above(tree, index)) is not None:
            tokens[index] = replace(token, head=above)
        if token.deprel != "conj" or token.upos != "VERB" or up < 0 or tree.subject(index) is not None:
            continue
        if tree.auxiliaries(index):
            continue
        top = tree.tokens[up].head
        again = tree.lemma(top) == tree.lemma(index) and tree.lemma(index) in SAY
        if (
            tree.rel(up) == "ccomp"
            and top >= 0
            and (again or _of_itself(tree, up, index) or _of_who_says(tree, up, index))
        ):
            tokens[index] = replace(token, head=top)
        elif tree.tense(index) == "participle" and (above := _gerund_above(tree, up)) is not None:
            tokens[index] = replace(token, head=above)
    return Tree(tree.text, tokens) if tokens != list(tree.tokens) else tree


def _sayer_above(tree: Tree, index: int) -> int | None:
    """The verb of saying that "Ray insisted that Acme lost, saying that ..." goes on with; None when it does so now."""
    up = tree.tokens[index].head
    if not tree.low(index).endswith("ing") or tree.lemma(index) not in SAY or not tree.set_off(index):
        return None
    if up < 0 or up > index or tree.rel(up) != "ccomp" or tree.subject(index) is not None:
        return None
    top = tree.tokens[up].head
    return top if top >= 0 and tree.lemma(top) in SAY and top < up else None


def _of_who_says(tree: Tree, first: int, second: int) -> bool:
    """ "said the papers are wrong and joked about them": no thing jokes, so who said it did."""
    subject = tree.subject(first)
    if subject is None or subject > first or tree.tokens[subject].upos != "NOUN" or tree.lemma(second) not in _VOICED:
        return False
    thing = not calls_a_person(tree, subject) and tree.lemma(subject) not in FIRMS | RECORDS
    return thing and tree.tense(second) == "past" and tree.tense(tree.tokens[first].head) in ("past", "present")


_VOICED = (SAY - SAID_OF_RECORDS) | frozenset("joke quip mock predict boast lament praise criticize thank urge".split())


def _of_itself(tree: Tree, first: int, second: int) -> bool:
    """Whether the object of a verb is the name that would be its subject: "said Ray lied and accused Ray"."""
    subject, thing = tree.subject(first), tree.first(second, "obj")
    if subject is None or thing is None or tree.tokens[subject].upos != "PROPN":
        return False
    return {tree.tokens[i].text for i in tree.subtree(subject)} == {tree.tokens[i].text for i in tree.subtree(thing)}


def _gerund_above(tree: Tree, verb: int) -> int | None:
    """The participle whose clause a verb completes: "saying" in "saying he has to step down"."""
    for _ in range(4):
        up = tree.tokens[verb].head
        if (
            tree.rel(verb) not in ("ccomp", "xcomp")
            or up < 0
            or tree.tense(verb) == "participle"
            or tree.auxiliaries(verb)
        ):
            return None
        if tree.tense(up) == "participle":
            return up
        verb = up
    return None


def _root_after_commas(tree: Tree) -> Tree:
    """ "The deal, announced in June, marks a shift": the root is the verb after the commas, not the participle."""
    root = tree.root
    subject = tree.subject(root) if len(tree) else None
    if subject is None or tree.auxiliaries(root) or not is_participle_form(tree.low(root)):
        return tree
    if root < 2 or tree.tokens[root - 1].text != "," or subject > root - 1:
        return tree
    verb = next(
        (
            kid
            for kid in tree.below(root, "ccomp", "conj", "parataxis", "advcl")
            if kid > root
            and tree.tokens[kid].upos == "VERB"
            and tree.subject(kid) is None
            and tree.finite(kid)
            and tree.tokens[tree.subtree(kid)[0] - 1].text == ","
            and tree.tokens[tree.subtree(kid)[0]].upos not in ("CCONJ", "SCONJ")
        ),
        None,
    )
    if verb is None:
        return tree
    tokens = list(tree.tokens)
    tokens[verb] = replace(tokens[verb], head=-1, deprel="root")
    tokens[root] = replace(tokens[root], head=subject, deprel="acl")
    tokens[subject] = replace(tokens[subject], head=verb, deprel="nsubj")
    for kid in tree.kids[root]:
        if kid < subject or kid > verb:
            tokens[kid] = replace(tokens[kid], head=verb)
    return Tree(tree.text, tokens)


def _told_apart(tree: Tree) -> Tree:
    """Three small repairs of what belongs to what.

    "managed to flee and went home": a finite verb is not joined to an infinitive. "has left and has been involved": an
    adjective with an auxiliary is a participle. "Roy, born Ray, is": the name after "born" is what he was called.
    """
    tokens = list(tree.tokens)
    for index, token in enumerate(tree.tokens):
        up = token.head
        if _YEAR.match(token.text) and 1 < index < len(tree) - 1 and token.head != index - 2:
            noun = _name_before_bracket(tree, index)
            tokens[index] = token if noun is None else replace(token, head=noun, deprel="nmod:unmarked")
        if token.deprel == "conj" and token.upos == "VERB" and up >= 0 and _finite_by_itself(tree, index):
            above = tree.tokens[up].head
            if tree.rel(up) == "xcomp" and tree.tense(up) == "infinitive" and above >= 0:
                tokens[index] = replace(token, head=above)
        if token.deprel == "conj" and token.upos == "ADJ" and is_participle_form(token.text.lower()):
            passive = any(tree.tokens[kid].deprel == "aux:pass" for kid in tree.kids[index])
            if passive and up >= 0 and tree.tokens[up].upos == "VERB":
                tokens[index] = replace(token, upos="VERB")
        if token.deprel == "appos" and index > 0 and tree.low(index - 1) == "born" and token.entity == "B-PER":
            born = index - 1
            if tree.rel(born) == "acl" and tree.tokens[born].head == up:
                tokens[index] = replace(token, head=born, deprel="xcomp")
    return Tree(tree.text, tokens) if tokens != list(tree.tokens) else tree


def _name_before_bracket(tree: Tree, index: int) -> int | None:
    """The name or title that a year in brackets follows: ""Rome" (1950)"."""
    if tree.tokens[index - 1].text != "(" or tree.tokens[index + 1].text != ")" or tree.kids[index - 1]:
        return None
    last = index - 2 if tree.tokens[index - 2].upos != "PUNCT" else index - 3
    span = next(((a, b) for a, b, _ in tree.entity_spans() if a <= last < b), None)
    if span is None or index in tree.ancestors(last):
        return None
    return next((i for i in range(*span) if not span[0] <= tree.tokens[i].head < span[1]), None)


def _finite_by_itself(tree: Tree, index: int) -> bool:
    """Whether a verb is a simple past or a third person, and no participle: "went", "makes"."""
    low = tree.low(index)
    if any(tree.low(i) in ("is", "was", "are", "were", "has", "had") for i in tree.auxiliaries(index)[:1]):
        return tree.subject(index) is None
    if tree.auxiliaries(index) or tree.subject(index) is not None or any(True for _ in tree.below(index, "mark")):
        return False
    third = low.endswith("s") and low != tree.lemma(index)
    return third or (
        low not in (tree.lemma(index),) and not low.endswith(("ing", "ed")) and not is_participle_form(low)
    )
