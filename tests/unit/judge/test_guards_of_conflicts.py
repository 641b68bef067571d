"""What keeps a typed conflict from being called a contradiction in a search among thousands of pairs."""

from __future__ import annotations

import pytest

from factcheck.judge.combine import judge
from factcheck.statements import single_statement
from factcheck.types import Judgement, Label, Probabilities

OPPOSED = Probabilities(0.02, 0.18, 0.80)
UNMOVED = Probabilities(0.02, 0.96, 0.02)


def judged(one: str, other: str, answer: Probabilities) -> Judgement:
    return judge(single_statement(one), single_statement(other), answer, answer, 0.8)


def test_the_very_figure_that_bounds_the_other_is_no_contradiction() -> None:
    bounded = "More than 280 staffers of the paper signed the letter."
    assert judged("The letter was signed by 280 staffers of the paper.", bounded, OPPOSED).label is Label.NEUTRAL
    assert judged("The letter was signed by 150 staffers of the paper.", bounded, OPPOSED).label is Label.CONTRADICTION


def test_a_promise_is_not_contradicted_by_its_not_being_kept() -> None:
    undone = "The minister has not closed the plant in Leeds."
    assert judged("The minister promised to close the plant in Leeds.", undone, OPPOSED).label is Label.NEUTRAL
    assert judged("The minister has closed the plant in Leeds.", undone, OPPOSED).label is Label.CONTRADICTION


@pytest.mark.parametrize(("answer", "label"), [(UNMOVED, Label.NEUTRAL), (OPPOSED, Label.CONTRADICTION)])
def test_the_order_of_events_needs_the_model_too(answer: Probabilities, label: Label) -> None:
    one = "The council approved the plan before the mayor resigned over it."
    other = "The council approved the plan after the mayor resigned over it."
    assert judged(one, other, answer).label is label
