"""The odds of agreement are the weighted sum of the features, whichever way they are reckoned."""

from __future__ import annotations

import math

import pytest

from factcheck.judge.agreement import FEATURES, UNDECIDED, agreement, features, per_missing_word, undecided, weights
from factcheck.statements import single_statement
from factcheck.types import Probabilities

PAIRS = [
    ("The harbour bridge reopened on 4 May 2021.", "The harbour bridge reopened."),
    ("The harbour bridge did not reopen.", "The council plans to close the old harbour bridge for repairs."),
    ("Ann Lee spoke.", "Ann Lee spoke."),
]


@pytest.mark.parametrize(("premise", "hypothesis"), PAIRS)
def test_the_sum(premise: str, hypothesis: str) -> None:
    one, other = single_statement(premise), single_statement(hypothesis)
    intercept, by_name = weights()
    for forward in (Probabilities(0.7, 0.2, 0.1), UNDECIDED):
        values = features(one, other, forward, UNDECIDED, 0.4)
        total = intercept + sum(by_name[name] * value for name, value in zip(FEATURES, values, strict=True))
        assert agreement(one, other, forward, UNDECIDED, 0.4) == 1 / (1 + math.exp(-total))
    missing = int(features(one, other, UNDECIDED, UNDECIDED, 0.4)[-1])
    expected = agreement(one, other, UNDECIDED, UNDECIDED, 0.4)
    odds = undecided(one, other, 0.4) + per_missing_word()[missing]
    assert 1 / (1 + math.exp(-odds)) == pytest.approx(expected, abs=1e-12)
