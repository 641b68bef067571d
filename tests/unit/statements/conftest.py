"""Trees written down by hand, so that tests of splitting need no model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.statements.tree import Tree
from factcheck.types import Token

_NO_SPACE_BEFORE = frozenset(", . ? ! 's \u2019s ) % : ; n't \u201d".split())
_NO_SPACE_AFTER = frozenset("( $ \u201c".split())


def _parse(rows: str) -> Tree:
    text, tokens = "", []
    for line in rows.strip().splitlines():
        form, lemma, upos, head, relation, *entity = line.split()
        if text and form not in _NO_SPACE_BEFORE and text[-1] not in _NO_SPACE_AFTER:
            text += " "
        start = len(text)
        text += form
        tokens.append(Token(form, start, len(text), lemma, upos, int(head) - 1, relation, entity[0] if entity else "O"))
    return Tree(text, tokens)


@pytest.fixture(scope="session")
def tree() -> Callable[[str], Tree]:
    """A function from rows of FORM LEMMA UPOS HEAD DEPREL [NER] (heads 1-based, 0 the root) to a tree."""
    return _parse
