"""Whether words may be left out of a statement, and what is left still follows from the whole."""

from __future__ import annotations

from collections.abc import Collection

from factcheck.statements.drafts import Draft
from factcheck.statements.lexicon import CONDITIONS, NEGATIONS, NEGATIVE_VERBS
from factcheck.statements.modality import predicate_chain
from factcheck.statements.tree import Tree

CLOSED = (
    NEGATIONS
    | CONDITIONS
    | frozenset("only least than few every each respectively together except rather as-well instead other-than".split())
)
"""Words under which less may say more."""
_FIRM_VERBS = NEGATIVE_VERBS | frozenset("prevent stop forget lack avoid doubt prohibit ban forbid stem".split())


def less_is_true(tree: Tree, draft: Draft, words: Collection[int]) -> bool:
    """Whether less says less: in these words of a draft nothing is denied, supposed or singled out."""
    if any(tree.low(i) in CLOSED and tree.tokens[i].entity == "O" for i in words):
        return False
    return not any(tree.lemma(i) in _FIRM_VERBS for i in predicate_chain(tree, draft.head))
