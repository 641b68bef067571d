"""Attributions whose content is no clause: by the reader's tags and by words of attitude."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from factcheck.statements import find_attributions
from factcheck.statements.attitudes import attitudes
from factcheck.statements.attributions import beyond, tagged_attributions
from factcheck.statements.drafts import Draft
from factcheck.statements.flags import explain_flag
from factcheck.statements.tree import Tree

Make = Callable[[str], Tree]

BLAMED = """
Roy Roy PROPN 2 nsubj B-PER
blamed blame VERB 0 root
the the DET 4 det
weather weather NOUN 2 obj
. . PUNCT 2 punct
"""


def words(parsed: Tree, indices: tuple[int, ...]) -> str:
    return " ".join(parsed.tokens[i].text for i in indices)


def tagged(parsed: Tree, tags: str) -> Tree:
    return Tree(parsed.text, [replace(t, attribution=a) for t, a in zip(parsed.tokens, tags.split(), strict=True)])


def test_a_verb_of_attitude_has_a_source_and_a_content(tree: Make) -> None:
    parsed = tree(BLAMED)
    assert [tuple(words(parsed, part) for part in one) for one in attitudes(parsed)] == [
        ("Roy", "blamed", "the weather")
    ]


@pytest.mark.parametrize("row", ["storm storm NOUN 2 nsubj", "it it PRON 2 obj"])
def test_what_cannot_hold_a_view_holds_none(tree: Make, row: str) -> None:
    assert list(attitudes(tree(BLAMED.replace("Roy Roy PROPN 2 nsubj B-PER", row)))) == []


def test_the_tags_give_the_parts(tree: Make) -> None:
    parsed = tagged(tree(BLAMED), "B-SOURCE B-CUE B-CONTENT I-CONTENT O")
    (one,) = tagged_attributions(parsed)
    assert [words(parsed, part) for part in (one.source, one.cue, one.content)] == ["Roy", "blamed", "the weather"]


def test_what_a_statement_tells_is_not_told_twice(tree: Make) -> None:
    parsed = tree(BLAMED)
    assert beyond(parsed, [Draft((2, 3), 3, "said", (0,))]) == []
    assert len(beyond(parsed, [Draft((2, 3), 3, "main")])) == 1


def test_attributions_of_a_text_are_spans_of_it() -> None:
    text = "Ada Roy said that Acme lost money. She blamed the weather and called for a recount."
    found = find_attributions(text)
    assert any(one.clause and one.holder == "Ada Roy" for one in found)
    assert any(not one.clause and "weather" in text[one.start : one.end] for one in found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


def test_a_flag_says_whose_view_it_is() -> None:
    assert (
        explain_flag("held: Roy | blamed | the weather")
        == "“the weather” is what Roy holds (“blamed”), not the article."
    )
