"""The odds of agreement are the weighted sum of the features, whichever way they are reckoned."""

from __future__ import annotations

import math

import pytest

from factcheck.facts.coverage import size, uncovered
from factcheck.judge.agreement import FEATURES, agreement, features, known, weights, with_missing
from factcheck.statements import single_statement
from factcheck.types import Probabilities

SURE = Probabilities(0.9, 0.05, 0.05)
PAIRS = [
    ("The harbour bridge reopened on 4 May 2021.", "The harbour bridge reopened."),
    ("The harbour bridge did not reopen.", "The council plans to close the old harbour bridge for repairs."),
    ("Ann Lee spoke.", "Ann Lee spoke."),
]


@pytest.mark.parametrize(("premise", "hypothesis"), PAIRS)
def test_the_sum(premise: str, hypothesis: str) -> None:
    one, other = single_statement(premise), single_statement(hypothesis)
    intercept, by_name = weights()
    for forward in (Probabilities(0.7, 0.2, 0.1), Probabilities(0.01, 0.01, 0.98)):
        values = features(one, other, forward, SURE, 0.4)
        total = intercept + sum(by_name[name] * value for name, value in zip(FEATURES, values, strict=True))
        expected = 1 / (1 + math.exp(-total))
        assert agreement(one, other, forward, SURE, 0.4) == pytest.approx(expected, abs=1e-12)
        missing = len(uncovered(one, other))
        odds = known(one, other, forward, SURE, 0.4)
        assert with_missing(odds, missing, size(other)) == pytest.approx(expected, abs=1e-12)


def test_words_without_a_counterpart_speak_against_it_and_a_contradiction_never_for_it() -> None:
    said = single_statement("The council closed the harbour bridge for repairs on Monday.")
    same, more = (
        single_statement(text)
        for text in (
            "The council closed the harbour bridge.",
            "The council closed the harbour bridge to please drivers.",
        )
    )
    unsure = Probabilities(0.5, 0.4, 0.1)
    assert agreement(said, same, unsure, unsure, 0.8) > agreement(said, more, unsure, unsure, 0.8)
    opposed = Probabilities(0.5, 0.05, 0.45)
    assert agreement(said, same, unsure, unsure, 0.8) >= agreement(said, same, opposed, opposed, 0.8)
