"""Figures none of which agree, of a slot that no rule knows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from factcheck.config import JudgeSettings
from factcheck.facts.comparison import compare_facts
from factcheck.facts.rival_figures import rival_figures
from factcheck.judge.combination import features
from factcheck.judge.combine import judge as weigh
from factcheck.judge.reach import Weighing
from factcheck.nli.figures import figure_relations
from factcheck.statements import single_statement
from factcheck.types import Label, Probabilities, Statement

RULES = JudgeSettings(credence=0.0)
judge = partial(weigh, settings=RULES)  # the rules alone
LEANING = Probabilities(0.2, 0.45, 0.35)
SURE_NOT = Probabilities(0.2, 0.75, 0.05)
HOMES = "Some 1,900 homes were flooded.", "The water got into 1,300 homes in all."


def of(text: str, article: str) -> Statement:
    return replace(single_statement(text), article_id=article)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        HOMES,
        ("The river peaked at 6.2 metres.", "The river reached 5.8 metres at its highest."),
        ("Insurers put the damage at 340 million crowns.", "The damage comes to 430 million crowns."),
    ],
)
def test_figures_of_a_unit_that_are_all_apart_are_rivals_both_ways(one: str, other: str) -> None:
    left, right = single_statement(one), single_statement(other)
    assert rival_figures(left, right) is not None
    assert rival_figures(right, left) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Some 1,900 homes were flooded.", "The flood rose by 3 metres."),  # other units
        ("Some 1,900 homes and 12 shops were flooded.", "The water got into 12 shops and 40 cars."),  # one agrees
        ("Some 1,900 homes were flooded.", "The water got into 20 homes."),  # too far apart to be of one thing
        ("The plant is 60 percent owned by Merle.", "The city owns 40 percent of the plant."),  # parts of a whole
        ("The rate was 35.7 percent.", "The rate was 35.72, or 45.8 percent with the city's."),  # one agrees, bare
        ("Some 1,900 homes and more than 10 shops were flooded.", "The water got into 12 shops and 1,300 homes."),
        ("It took more than 10 million crowns, or 15 million crowns by one count.", "It took 12 million crowns."),
        ("Acme made a profit of $2.3 billion.", "Acme had revenue of $3.1 billion."),  # two roles
        ("Some 1,900 homes were flooded.", "Some 1,300 cars were flooded."),  # two things
        ("Homes were flooded.", "The water got into 1,300 homes."),
    ],
)
def test_figures_that_may_both_be_right_are_none(one: str, other: str) -> None:
    left, right = single_statement(one), single_statement(other)
    assert rival_figures(left, right) is rival_figures(right, left) is None


def test_the_judge_asks_how_near_the_two_are_and_what_the_model_says() -> None:
    left, right = of(HOMES[0], "a"), of(HOMES[1], "b")
    assert judge(left, right, LEANING, LEANING, 0.76).label is Label.CONTRADICTION
    assert judge(right, left, LEANING, LEANING, 0.76).label is Label.CONTRADICTION
    assert judge(left, right, LEANING, LEANING, 0.5).label is not Label.CONTRADICTION
    assert judge(left, right, SURE_NOT, SURE_NOT, 0.76).label is not Label.CONTRADICTION
    assert judge(left, of(HOMES[1], "a"), LEANING, LEANING, 0.76).label is not Label.CONTRADICTION  # one article
    rivers = of("The river peaked at 6.2 metres.", "a"), of("The river reached 5.8 metres at its highest.", "b")
    assert "of what seems to be one thing" in judge(*rivers, LEANING, LEANING, 0.8).explanation  # no slot is known
    elsewhere = of("In Orden the water got into 1,300 homes in all.", "b")
    assert judge(left, elsewhere, LEANING, LEANING, 0.76).label is not Label.CONTRADICTION


def test_such_a_pair_is_asked() -> None:
    rivers = of("The river peaked at 6.2 metres.", "a"), of("The river reached 5.8 metres at its highest.", "b")
    assert Weighing(*rivers, 0.76).open()
    assert Weighing(*rivers, 0.76).worth_asking()
    far = (
        of("Doctors gave the old painter 14 months.", "a"),
        of(
            "Physicians, asked by relatives and friends, thought last winter that 20 months of life and work remained.",
            "b",
        ),
    )
    assert Weighing(*far, 0.7).worth_asking()
    assert not Weighing(*far, 0.6).worth_asking()


def test_a_strict_bound_is_told_apart_from_its_figure() -> None:
    staff, fewer, more = map(
        single_statement, (f"Acme has {n} staff." for n in ("5,000", "fewer than 5,000", "more than 5,000"))
    )
    assert "weaker" in {f.relation for f in compare_facts(staff, fewer) if f.kind == "number"}
    assert "agrees" in {f.relation for f in compare_facts(staff, more) if f.kind == "number"}
    for pair in ((staff, fewer), (staff, more)):  # to the model both are a conflict, read strictly
        assert [span[2] for side in figure_relations(*(s.text for s in pair)) for span in side] == ["conflicts"] * 2
    same = Probabilities(0.4, 0.3, 0.3)
    over, under = (features(staff, other, same, same, 0.9, compare_facts(staff, other)) for other in (more, fewer))
    assert (over["at_bound_over"], over["at_bound_under"], over["at_bound_date"]) == (1.0, 0.0, 0.0)
    assert (under["at_bound_over"], under["at_bound_under"]) == (0.0, 1.0)
    opened, after = map(single_statement, ("It opened in 1975.", "It opened after 1975."))
    assert features(opened, after, same, same, 0.9, ())["at_bound_date"] == 1.0
