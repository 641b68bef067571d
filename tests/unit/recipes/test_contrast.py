"""The rules that make labelled pairs from sentences."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parents[3] / "models" / "recipes" / "nli" / "contrast.py"


@pytest.fixture(scope="module")
def contrast() -> ModuleType:
    spec = importlib.util.spec_from_file_location("contrast_engine", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["contrast_engine"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def made(contrast: ModuleType) -> Callable[[str, str], dict[str, str]]:
    """rule, sentence -> {hypothesis: label} of the pairs whose premise is the sentence itself."""

    def run(rule: str, sentence: str) -> dict[str, str]:
        pairs = contrast.RULES[rule](sentence, random.Random(1))
        return {m.hypothesis: m.label for m in pairs if m.premise == sentence}

    return run


def test_amounts_change_scale_round_and_bound(made: Callable[[str, str], dict[str, str]]) -> None:
    found = made("amounts", "Brask paid $14.8 billion for Tarn.")
    assert found["Brask paid $14.8 million for Tarn."] == "contradiction"
    assert found["Brask paid $14,800 million for Tarn."] == "entailment"
    assert found["Brask paid about $15 billion for Tarn."] == "entailment"
    assert found["Brask paid more than $11 billion for Tarn."] == "entailment"


def test_bounded_figures_are_left_alone(made: Callable[[str, str], dict[str, str]]) -> None:
    assert made("amounts", "Brask paid more than $14.8 billion for Tarn.") == {}
    assert made("counts", "More than 120 people were hurt in the fire.") == {}


def test_dates_change_or_grow_vague(made: Callable[[str, str], dict[str, str]]) -> None:
    found = made("dates", "The bridge opened on Monday in 1998.")
    assert found["The bridge opened in 1998."] == "entailment"
    assert sum(label == "contradiction" for label in found.values()) == 2


def test_roles_swap_and_turn_passive(made: Callable[[str, str], dict[str, str]]) -> None:
    found = made("roles", "On Monday Harrow sued Delcourt over rebates.")
    assert found["On Monday Delcourt sued Harrow over rebates."] == "contradiction"
    assert found["Delcourt was sued by Harrow."] == "entailment"
    assert found["Harrow was sued by Delcourt."] == "contradiction"


def test_a_plan_leaves_the_deed_open(contrast: ModuleType) -> None:
    pairs = contrast.RULES["plans"]("Brask will shut the plant.", random.Random(1))
    assert {m.label for m in pairs} == {"neutral"}
    assert all(m.hypothesis == "Brask will shut the plant." != m.premise for m in pairs)


@pytest.mark.parametrize("rule", ["amounts", "counts", "dates", "roles", "opposites", "plans", "reported"])
def test_rules_are_deterministic_and_silent_where_they_do_not_fit(contrast: ModuleType, rule: str) -> None:
    sentence = "Brask, which sued Tarn in 2016, will pay $3 million to 120 workers on Monday and did not lose."
    assert contrast.RULES[rule](sentence, random.Random(3)) == contrast.RULES[rule](sentence, random.Random(3))
    assert contrast.RULES[rule]("Yes", random.Random(3)) in ([], contrast.RULES[rule]("Yes", random.Random(4)))
