"""Sentences that say nothing that could be true or false: headings without a verb, labels, bylines."""

from __future__ import annotations

import re

from factcheck.statements.script import foreign
from factcheck.statements.tree import Tree

HEADING = "heading without a proposition"
FRAGMENT = "fragment without a verb"
ELLIPTIC = "elliptic sentence: its verb stands in another"
_BARE = frozenset(
    "not n't never neither nor so too also either again still then now yet and but or yes no however indeed".split()
)
"""Words that may stand beside an auxiliary whose verb is left out ("So did his wife", "They could not")."""
_QUESTION = re.compile(r"^(?:what|who|whom|whose|which|when|where|why|how)\b.*\?$", re.IGNORECASE | re.DOTALL)
_CLAUSE_HEADING = re.compile(r"^(?:why|how|what|when|where)\b(?!.*\?$)", re.IGNORECASE)
_ENDS = (".", "!", "?", "\u2026", "\u3002", '."', ".\u201d", '!"', '?"', "!\u201d", "?\u201d", ".)", ".'", ".\u2019")


def empty_reason(tree: Tree, whole_line: bool) -> str | None:
    """Why a sentence holds no proposition; None when it holds one. `whole_line`: it stands alone on its line."""
    text = tree.text.strip()
    if not any(char.isalnum() for char in text):
        return FRAGMENT
    if foreign(text):
        return None if len(text.split()) >= 4 or text.endswith(_ENDS) else HEADING
    heading = whole_line and not text.endswith(_ENDS)
    if whole_line and len(tree) <= 14 and (_QUESTION.match(text) or (heading and _CLAUSE_HEADING.match(text))):
        return HEADING
    if _elliptic(tree):
        return ELLIPTIC
    if _has_proposition(tree, heading):
        return None
    if not heading and len(tree) >= 7 and any(token.upos in ("VERB", "AUX") for token in tree.tokens):
        return None
    return HEADING if heading else FRAGMENT


def _elliptic(tree: Tree) -> bool:
    """Whether a sentence is a subject and an auxiliary alone, which say nothing without the sentence before."""
    subject = tree.subject(tree.root)
    if subject is None and tree.low(0) in ("neither", "nor", "so"):
        subject = tree.first(tree.root, "obj")
    if subject is None or not (tree.tokens[tree.root].upos == "AUX" or tree.lemma(tree.root) in ("have", "do")):
        return False
    named = set(tree.subtree(subject))
    if any(tree.tokens[index].upos == "VERB" or tree.rel(index) == "appos" for index in named):
        return False
    return all(
        token.upos == "AUX" or tree.low(index) in _BARE or tree.rel(index) == "punct"
        for index, token in enumerate(tree.tokens)
        if index not in named and index != tree.root
    )


def _has_proposition(tree: Tree, heading: bool) -> bool:
    """Whether some predicate has a tense; in a heading, also a subject."""
    for index, token in enumerate(tree.tokens):
        if not tree.is_predicate(index) or token.upos == "PUNCT":
            continue
        if tree.tokens[index].upos == "AUX" and tree.rel(index) in ("aux", "cop"):
            continue
        tense = tree.tense(index)
        within_noun = heading and tree.rel(index) == "acl"
        stands = tree.subject(index) is not None or (not heading and index == tree.root)
        if tense in ("present", "past", "modal") and stands and not within_noun:
            return True
        if heading and index == tree.root and tense == "infinitive" and tree.subject(index) is not None:
            return True
    return False
