"""What keeps a typed conflict from being called a contradiction in a search among thousands of pairs."""

from __future__ import annotations

import pytest

from factcheck.config import JudgeSettings
from factcheck.judge.combine import judge
from factcheck.statements import single_statement
from factcheck.types import Judgement, Label, Probabilities

OPPOSED = Probabilities(0.02, 0.18, 0.80)
UNMOVED = Probabilities(0.02, 0.96, 0.02)


RULES = JudgeSettings(credence=0.0)


def judged(one: str, other: str, answer: Probabilities) -> Judgement:
    return judge(single_statement(one), single_statement(other), answer, answer, 0.8, settings=RULES)


def test_the_very_figure_that_bounds_the_other_is_no_contradiction() -> None:
    bounded = "More than 280 staffers of the paper signed the letter."
    assert judged("The letter was signed by 280 staffers of the paper.", bounded, OPPOSED).label is Label.NEUTRAL
    assert judged("The letter was signed by 150 staffers of the paper.", bounded, OPPOSED).label is Label.CONTRADICTION


def test_a_bound_beside_the_figures_in_conflict_does_not_keep_them_apart() -> None:
    one, other = (
        "A plane with 280 people aboard crashed, killing 20 children.",
        "A plane with more than 280 people aboard crashed, killing 45 children.",
    )
    assert judged(one, other, OPPOSED).label is Label.CONTRADICTION


def test_times_of_day_need_no_model() -> None:
    found = judged("The strike began at 9 a.m.", "The strike began at 11 a.m.", Probabilities(0.1, 0.75, 0.15))
    assert found.label is Label.CONTRADICTION


def test_a_promise_is_not_contradicted_by_its_not_being_kept() -> None:
    undone = "The minister has not closed the plant in Leeds."
    assert judged("The minister promised to close the plant in Leeds.", undone, OPPOSED).label is Label.NEUTRAL
    assert judged("The minister has closed the plant in Leeds.", undone, OPPOSED).label is Label.CONTRADICTION


@pytest.mark.parametrize(("answer", "label"), [(UNMOVED, Label.NEUTRAL), (OPPOSED, Label.CONTRADICTION)])
def test_the_order_of_events_needs_the_model_too(answer: Probabilities, label: Label) -> None:
    one = "The council approved the plan before the mayor resigned over it."
    other = "The council approved the plan after the mayor resigned over it."
    assert judged(one, other, answer).label is label
