"""The finest level, the examples of a noun, the years of a life: what is cut, and what may not be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.statements import split_statements
from factcheck.statements.flags import explain_flag
from factcheck.statements.phrasing import phrase, sentence
from factcheck.statements.splitting import propositions
from factcheck.statements.tree import Tree

Make = Callable[[str], Tree]


def written(parsed: Tree, level: str = "fine") -> list[str]:
    return [sentence(phrase(parsed, draft.words, draft.changes)) for draft in propositions(parsed, level)]


SIGNED = """
In in ADP 2 case
2013 2013 NUM 5 obl
, , PUNCT 2 punct
Roy Roy PROPN 5 nsubj B-PER
signed sign VERB 0 root
papers paper NOUN 5 obj
with with ADP 8 case
Acme Acme PROPN 5 obl B-ORG
for for ADP 11 case
nine nine NUM 11 nummod
years year NOUN 5 obl
as as ADP 14 case
a a DET 14 det
coach coach NOUN 5 obl
. . PUNCT 5 punct
"""


def test_each_adjunct_keeps_the_date() -> None:
    found = [one.original for one in split_statements("In 2013, Ada Roy joined Acme as a coach.", level="fine")]
    assert found and all("2013" in text for text in found)


def test_adjuncts_are_told_apart_with_the_verb_and_the_date(tree: Make) -> None:
    found = written(tree(SIGNED))
    assert "In 2013, Roy signed papers with Acme for nine years." in found
    assert "In 2013, Roy signed papers for nine years as a coach." in found
    assert written(tree(SIGNED), "atomic") == ["In 2013, Roy signed papers with Acme for nine years as a coach."]


@pytest.mark.parametrize("word", ["never", "only"])
def test_nothing_is_left_out_under_a_word_that_less_would_undo(tree: Make, word: str) -> None:
    rows = SIGNED.replace("In in ADP 2 case", f"{word} {word} ADV 5 advmod").replace("2013 2013 NUM", "then then ADV")
    parsed = tree(rows)
    assert len(written(parsed)) == 1


NATIONALITY = """
Roy Roy PROPN 5 nsubj B-PER
was be AUX 5 cop
a a DET 5 det
Brazilian brazilian ADJ 5 amod
artist artist NOUN 0 root
. . PUNCT 5 punct
"""


def test_a_nationality_and_a_trade_are_two_traits(tree: Make) -> None:
    assert sorted(written(tree(NATIONALITY))) == ["Roy was Brazilian.", "Roy was an artist."]
    assert written(tree(NATIONALITY), "atomic") == ["Roy was a Brazilian artist."]


LIFE = """
Ada Ada PROPN 10 nsubj B-PER
Roy Roy PROPN 1 flat I-PER
( ( PUNCT 4 punct
1936 1936 NUM 1 nmod
- - PUNCT 6 punct
2010 2010 NUM 4 nmod
) ) PUNCT 4 punct
was be AUX 10 cop
a a DET 10 det
writer writer NOUN 0 root
. . PUNCT 10 punct
"""


def test_years_in_brackets_are_those_of_a_life(tree: Make) -> None:
    assert sorted(written(tree(LIFE), "atomic")) == [
        "Ada Roy died in 2010.",
        "Ada Roy was a writer.",
        "Ada Roy was born in 1936.",
    ]


def test_years_that_are_no_life_are_left(tree: Make) -> None:
    assert written(tree(LIFE.replace("1936", "2005")), "atomic") == ["Ada Roy (2005 - 2010) was a writer."]
    assert written(tree(LIFE.replace("-PER", "-ORG")), "atomic") == ["Ada Roy (1936 - 2010) was a writer."]


def test_what_is_added_for_a_life_is_flagged() -> None:
    flags = [flag for one in split_statements("Ada Roy (1936-2010) was a British writer.") for flag in one.flags]
    assert any(flag.startswith("added: ") for flag in flags)
    assert all("was added" in explain_flag(flag) for flag in flags if flag.startswith("added: "))


EXAMPLES = """
Roy Roy PROPN 2 nsubj B-PER
visited visit VERB 0 root
several several ADJ 4 amod
towns town NOUN 2 obj
, , PUNCT 7 punct
including include VERB 7 case
Leeds Leeds PROPN 4 nmod B-LOC
and and CCONJ 9 cc
York York PROPN 7 conj B-LOC
. . PUNCT 2 punct
"""


def test_examples_take_the_place_of_their_noun(tree: Make) -> None:
    assert written(tree(EXAMPLES), "atomic") == [
        "Roy visited several towns.",
        "Roy visited Leeds.",
        "Roy visited York.",
    ]


def test_examples_stay_with_an_amount_that_is_not_each_ones(tree: Make) -> None:
    rows = EXAMPLES.replace("Roy Roy PROPN 2 nsubj B-PER", "9 9 NUM 2 nsubj")
    assert len(written(tree(rows), "atomic")) == 1


def test_a_noun_is_no_conjunct_of_a_verb(tree: Make) -> None:
    from factcheck.statements.repair import mended

    parsed = mended(
        tree("""
    Roy Roy PROPN 2 nsubj B-PER
    won win VERB 0 root
    titles title NOUN 2 obj
    and and CCONJ 6 cc
    a a DET 6 det
    cup cup NOUN 2 conj
    . . PUNCT 2 punct
    """)
    )
    assert parsed.tokens[5].head == 2
    assert mended(parsed).tokens == parsed.tokens
