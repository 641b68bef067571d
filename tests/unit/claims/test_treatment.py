"""How an article treats a claim that somebody named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.treatment import Spoken, features, treat
from factcheck.judge.combine import judge
from factcheck.statements import single_statement, split_statements
from factcheck.types import Article, Probabilities, Stance, Statement

CLAIM = "A meteorite struck the town of Belden."
OPEN = Probabilities(0.4, 0.5, 0.1)


def spoken(text: str, near: float = 0.8, answer: Probabilities = OPEN, named: str = CLAIM) -> list[Spoken]:
    said = split_statements(Article("a", "Courier", text, ""))
    return [Spoken(s, near, judge(s, claim(named), answer, answer, near), i / len(said)) for i, s in enumerate(said)]


def claim(text: str = CLAIM) -> Statement:
    return single_statement(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("A meteorite hit Belden on Monday. The meteorite struck the town hall of Belden.", Stance.SUPPORTS),
        (
            "The story of a meteorite in Belden is a hoax. Nothing struck the town of Belden, police said. "
            "They denied the report of a meteorite, which was fabricated.",
            Stance.CONTRADICTS,
        ),
        (
            "A meteorite has reportedly struck Belden, according to unconfirmed reports. "
            "It may have been a meteorite that struck the town, a local source claimed.",
            Stance.QUALIFIES,
        ),
    ],
)
def test_vouching_denying_and_passing_on_are_told_apart(text: str, stance: Stance) -> None:
    found = treat(claim(), spoken(text))
    assert found is not None
    statement, judgement = found
    assert judgement.stance is stance, judgement.explanation
    assert statement.text in [s.statement.text for s in spoken(text)]


def test_the_words_that_told_are_quoted() -> None:
    found = treat(claim(), spoken("The story that a meteorite struck the town of Belden is a hoax. Police denied it."))
    assert found is not None and "hoax" in found[1].explanation


def test_an_article_about_something_else_is_left_to_the_judge() -> None:
    assert treat(claim(), spoken("The council of Orlow raised the bus fare.", near=0.1)) is None
    assert treat(claim(), []) is None


def test_a_figure_that_the_article_does_not_give_is_not_vouched_for() -> None:
    exact = claim("A meteorite struck the town of Belden and injured 14 people.")
    found = treat(exact, spoken("A meteorite hit Belden on Monday. The meteorite struck the town hall of Belden."))
    assert found is None or found[1].stance is not Stance.SUPPORTS


@pytest.mark.parametrize(
    "named", ["Acme is building a rocket.", "Acme sold its mine.", "Acme paid 40 million for Borel."]
)
def test_nothing_is_vouched_for_that_no_statement_tells(named: str) -> None:
    text = "Acme bought the mine of Borel in May. Acme employs many miners. The firm is based in Oslo."
    said = spoken(text, named=named)
    found = treat(claim(named), said)
    assert found is None or found[1].stance is not Stance.SUPPORTS, found


def test_what_says_less_than_the_claim_only_qualifies_it() -> None:
    found = treat(claim("Acme bought all of Borel."), spoken("Acme has taken a sizeable stake in Borel."))
    assert found is None or found[1].stance is Stance.QUALIFIES, found


@given(st.permutations(range(3)))
def test_the_order_of_the_statements_changes_nothing(order: list[int]) -> None:
    said = spoken("A meteorite struck Belden. Police confirmed it. The town hall of Belden was hit.")
    assert features(claim(), [said[i] for i in order]) == pytest.approx(features(claim(), said))
