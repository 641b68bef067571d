"""The weighing of a conflict that no rule speaks against: alike in either order, and lower for what is far-fetched."""

from __future__ import annotations

import pytest

from factcheck.config import JudgeSettings
from factcheck.judge.combine import DEFAULT, _Case, judge
from factcheck.judge.credence import _table
from factcheck.statements import single_statement
from factcheck.types import Label, Probabilities

OPPOSED = Probabilities(0.01, 0.04, 0.95)
UNMOVED = Probabilities(0.02, 0.96, 0.02)
PLAIN = ("The fire destroyed 40 homes in Tarn.", "The fire destroyed 90 homes in Tarn.")
FETCHED = (
    "Hate crimes have increased from 6,121 incidents in 2016 to 7,314 in 2019, a 19.49 percent increase.",
    "The number of reported incidents at schools rose 14 percent, police departments said, with 953 events.",
)


def case(pair: tuple[str, str], forward: Probabilities, backward: Probabilities, near: float) -> _Case:
    one, other = map(single_statement, pair)
    return _Case(one, other, forward, backward, near, (None, None), DEFAULT)


@pytest.mark.parametrize("pair", [PLAIN, FETCHED])
def test_either_order_is_weighed_alike(pair: tuple[str, str]) -> None:
    there, back = case(pair, OPPOSED, UNMOVED, 0.7), case(pair[::-1], UNMOVED, OPPOSED, 0.7)
    assert there.doubts() == back.doubts()
    assert there.credence() == back.credence()


def test_every_feature_has_its_weight() -> None:
    assert set(case(PLAIN, OPPOSED, OPPOSED, 0.9).doubts()) == set(_table()[1])


def test_a_plain_conflict_is_likelier_real_than_a_far_fetched_one() -> None:
    plain = case(PLAIN, OPPOSED, OPPOSED, 0.95).credence()
    assert plain > DEFAULT.credence > case(FETCHED, UNMOVED, UNMOVED, 0.6).credence()
    assert plain > case(PLAIN, UNMOVED, UNMOVED, 0.95).credence()


def test_what_is_unlikely_is_told_only_without_a_bar() -> None:
    one, other = map(single_statement, PLAIN)
    bars = [judge(one, other, OPPOSED, OPPOSED, 0.95, settings=JudgeSettings(credence=bar)) for bar in (0.0, 0.4, 1.0)]
    assert [found.label for found in bars] == [Label.CONTRADICTION, Label.CONTRADICTION, Label.NEUTRAL]
