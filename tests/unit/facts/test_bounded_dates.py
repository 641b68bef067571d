"""Dates before and after another, terms of office, and days of one act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.facts.comparison import compare_times, date_at_bound
from factcheck.judge.combine import judge
from factcheck.statements import single_statement
from factcheck.types import Label, Probabilities


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("The bridge opened before May 2019.", "The bridge opened in June 2019.", "conflicts"),
        ("The bridge opened after May 2019.", "The bridge opened in April 2019.", "conflicts"),
        ("The bridge opened in April 2019.", "The bridge opened before May 2019.", "agrees"),
        ("The bridge opened before May 2019.", "The bridge opened in April 2019.", "weaker"),
        ("The bridge opened before May 2019.", "The bridge opened in May 2019.", None),  # a slip, or rounded
        ("Fort was president from 2000 to 2006.", "Fort was president on 5 May 2019.", None),  # a term, and a day
    ],
)
def test_what_a_bounded_date_says_of_another(one: str, other: str, relation: str | None) -> None:
    found = [f.relation for f in compare_times(single_statement(one), single_statement(other))]
    assert found == ([relation] if relation else [])


def test_the_bound_is_told_with_the_date() -> None:
    pair = single_statement("It opened before May 2019."), single_statement("It opened in June 2019.")
    assert compare_times(*pair)[0].detail == "One says “before May 2019”, the other “June 2019”."


def test_a_date_at_its_bound_is_seen_both_ways() -> None:
    (inside,), (bound,) = (single_statement(t).dates for t in ("It opened in 1975.", "It opened after 1975."))
    assert date_at_bound(inside, bound) and date_at_bound(bound, inside)
    assert not date_at_bound(inside, inside)
    assert not date_at_bound(bound, single_statement("It opened in 1976.").dates[0])


def test_short_statements_of_one_act_on_two_days_conflict() -> None:
    one, other = (
        replace(single_statement(f"The runway reopened on {day}."), article_id=day) for day in ("Feb. 6", "February 7")
    )
    sure = Probabilities(0.02, 0.05, 0.93)
    assert judge(one, other, sure, sure, 0.9).label is Label.CONTRADICTION
    assert judge(other, one, sure, sure, 0.9).label is Label.CONTRADICTION
