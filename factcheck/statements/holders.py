"""Who says a draft, by the fullest name known, and who speaks in each sentence of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.statements.drafts import Draft
from factcheck.statements.entities import Names, bare_name, mentions
from factcheck.statements.firstnames import gender_of
from factcheck.statements.lexicon import TITLES
from factcheck.statements.phrasing import phrase
from factcheck.statements.reporting import introduced
from factcheck.statements.resolution import Resolved
from factcheck.statements.tree import Tree

_TURN = 4
"""Sentences within which "he said" still goes on with the last speaker."""
_RELATIVES = ("who", "which", "whom", "whose", "that")
PRONOUNS = {"he": "m", "she": "f", "they": "", "it": ""}


def holder_name(tree: Tree, draft: Draft, resolved: Sequence[Resolved], names: Names) -> str | None:
    """Who says a draft, by the fullest name known."""
    holding = draft.holder or ()
    stop = next((k for k, i in enumerate(holding) if tree.low(i) in _RELATIVES), None)
    if stop is not None:
        holding = tuple(i for i in holding[:stop] if tree.tokens[i].text != ",")
    while holding and tree.tokens[holding[-1]].upos in ("AUX", "PUNCT", "CCONJ"):
        holding = holding[:-1]  # "Roy has, he said"
    if not any(tree.tokens[i].upos in ("NOUN", "PROPN", "PRON", "NUM") or tree.kids[i] for i in holding):
        return None  # "all but confirmed"
    inside = set(holding)
    head = next((i for i in holding if tree.tokens[i].head not in inside), holding[-1])
    passed_on = tree.lemma(head) in ("report", "story", "article", "statement", "post")
    for mention in mentions(tree):
        span = set(range(mention.first, mention.stop))
        covered = span <= inside and (head in span or passed_on or _beside(tree, span, head))
        person = names.type(mention.text, mention.type) == "person"
        if covered and (person or len(inside) - (mention.stop - mention.first) <= 1 or passed_on):
            return names.name(mention.text)
    changes: dict[int, str] = {}
    for one in resolved:
        if one.text and set(one.tokens) <= inside:
            changes[one.tokens[0]] = one.text + ("'s" if one.possessive and len(one.tokens) == 1 else "")
            changes.update(dict.fromkeys(one.tokens[1:], ""))
    text = re.sub(r"^(?:the|an?)\s+", "", phrase(tree, holding, changes), flags=re.IGNORECASE)
    opens = holding[0] == tree.opening() and holding[0] not in changes
    if opens and _plain_word(tree, holding[0]) and tree.low(holding[0]) not in ("the", "a", "an"):
        text = text[:1].lower() + text[1:]
    return names.full.get(bare_name(text), text) or None


def _plain_word(tree: Tree, index: int) -> bool:
    """Whether a word has its capital only because it opens the sentence."""
    token = tree.tokens[index]
    return token.upos != "PROPN" and token.entity == "O" and token.text[1:].islower()


def _beside(tree: Tree, name: set[int], head: int) -> bool:
    """Whether a name follows the noun that calls it, as in "chief executive Jo Ray"."""
    return min(name) == head + 1 and tree.tokens[head].upos in ("NOUN", "PROPN")


def _goes_on(name: str, gender: str, just_before: Sequence[str | None]) -> bool:
    """Whether "she said" goes on with who spoke before: a woman, or one of unknown gender just before."""
    known = gender_of(name)
    return known == gender or (not known and name in just_before)


def _speaks_of_somebody(tree: Tree, drafts: Sequence[Draft]) -> bool:
    """Whether somebody stands as a subject before the pronoun that names who says it: "the president, he said"."""
    pronoun = next(one.holder[0] for one in drafts if one.holder and len(one.holder) == 1)
    return any(
        tree.rel(i) == "nsubj" and (tree.lemma(i) in TITLES or tree.tokens[i].entity.endswith("PER"))
        for i in range(pronoun)
    )


def speakers_in_turn(
    trees: Sequence[Tree], drafts: Sequence[Sequence[Draft]], resolved: Sequence[Sequence[Resolved]], names: Names
) -> list[str | None]:
    """For each sentence the first holder it names; "he said" goes on with the person who spoke last."""
    spoke: list[str | None] = []
    for tree, some, found in zip(trees, drafts, resolved, strict=True):
        holder = next((name for one in some if (name := holder_name(tree, one, found, names))), None)
        if holder is None and (introducing := introduced(tree)):
            some = [Draft(introducing, tree.root, "said", introducing)]
            holder = holder_name(tree, some[0], found, names)
        pronoun = next((tree.low(one.holder[0]) for one in some if one.holder and len(one.holder) == 1), "")
        gender = PRONOUNS.get(pronoun, "")
        if pronoun and _speaks_of_somebody(tree, some):
            spoke.append(holder)
            continue
        before = [name for name in spoke[-_TURN:] if name and names.type(name) == "person"]
        if holder is not None and gender and before and _goes_on(before[-1], gender, spoke[-1:]):
            holder = before[-1]
        spoke.append(holder)
    return spoke
