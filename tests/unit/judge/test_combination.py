"""Weighing the model's answers and the typed facts of a given pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.config import GIVEN_PAIRS
from factcheck.facts.comparison import compare_facts
from factcheck.judge.combination import LABELS, chances, features, weights
from factcheck.judge.combine import judge
from factcheck.statements import single_statement
from factcheck.types import Label, Probabilities

OPEN = Probabilities(0.3, 0.4, 0.3)


def values(premise: str, hypothesis: str, forward: Probabilities = OPEN, near: float = 0.8) -> dict[str, float]:
    left, right = single_statement(premise), single_statement(hypothesis)
    return features(left, right, forward, OPEN, near, compare_facts(left, right))


def test_every_feature_has_a_weight_for_every_label() -> None:
    names = set(values("Acme bought Borel.", "Borel was bought."))
    assert set(weights()) == set(LABELS)
    for _, by_name in weights().values():
        assert set(by_name) == names


@given(st.lists(st.floats(0.01, 0.98), min_size=3, max_size=3))
def test_chances_are_probabilities_whatever_the_model_says(parts: list[float]) -> None:
    found = chances(values("The mill closed.", "The mill is shut.", Probabilities(*(p / sum(parts) for p in parts))))
    assert found.entailment + found.neutral + found.contradiction == pytest.approx(1)
    assert min(found.entailment, found.neutral, found.contradiction) >= 0


@pytest.mark.parametrize("label", LABELS)
def test_a_surer_model_makes_its_label_likelier(label: str) -> None:
    def chance(high: float) -> float:
        answer = Probabilities(**{name: high if name == label else (1 - high) / 2 for name in LABELS})
        return float(getattr(chances(values("The mill closed in May.", "The mill is shut.", answer)), label))

    assert chance(0.9) > chance(0.5) > chance(0.1)


def test_a_typed_conflict_makes_a_contradiction_likelier_than_the_figures_left_alone() -> None:
    clash = chances(values("Twelve people died in the fire.", "Nine people died in the fire."))
    same = chances(values("Twelve people died in the fire.", "Twelve people died in a fire."))
    assert clash.contradiction > 2 * same.contradiction


def test_what_was_outweighed_is_told() -> None:
    left = single_statement("Twelve people died in the fire.")
    right = single_statement("Nine people died in the fire.")
    sure = Probabilities(0.99, 0.005, 0.005)
    found = judge(left, right, sure, sure, 0.95, settings=GIVEN_PAIRS)
    assert "Twelve" in found.explanation and "Nine" in found.explanation
    if found.label is not Label.CONTRADICTION:
        assert "outweighs" in found.explanation
