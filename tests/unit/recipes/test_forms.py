"""Other forms of a text, which say the same."""

from __future__ import annotations

import importlib
import random
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[3] / "models" / "recipes" / "nli"
GIVEN = [
    ("The physicist Amara Diallo did not leave the oldest firm of Lyon in 2021.", "Amara Diallo stayed.", "entailment"),
    ("The company paid three teachers $4 million.", "Over 200 teachers were paid by the US company.", "neutral"),
    ("Supreme Court judges ruled on 3 cases, and Bo Marsh lost.", "It is said that Bo Marsh won.", "contradiction"),
] * 20


@pytest.fixture(scope="module")
def forms() -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    return importlib.import_module("forms")


def test_a_pair_keeps_its_label_and_a_text_bears_out_its_other_form(forms: ModuleType) -> None:
    given = {(premise, hypothesis): label for premise, hypothesis, label in GIVEN}
    texts = {text for pair in given for text in pair}
    made = forms.pairs(GIVEN, 7)
    assert len(made) > 20
    assert made == forms.pairs(GIVEN, 7)
    for premise, hypothesis, label in made:
        sides = [p for p in given if premise == p[0] or hypothesis == p[1]]
        assert label == "entailment" or any(given[p] == label for p in sides)
        assert premise in texts or hypothesis in texts


def test_figures_stay_what_they_are(forms: ModuleType) -> None:
    chooser = random.Random(3)
    for premise, hypothesis, _ in GIVEN:
        for text in (premise, hypothesis):
            new = forms.other_form(text, chooser, 3)
            for figure in re.findall(r"\d{2,}", text):
                assert figure in new
            assert ("not" in text or "n't" in text) == (" not" in new.lower() or "n't" in new.lower())


def test_only_what_is_no_ordinary_word_is_a_name(forms: ModuleType) -> None:
    forms.pairs(GIVEN, 1)
    chooser = random.Random(1)
    found = {forms.surname("Physicist Amara Diallo spoke at the Supreme Court.", chooser) for _ in range(40)}
    assert found <= {"Physicist Diallo spoke at the Supreme Court.", "Physicist Amara spoke at the Supreme Court."} | {
        "Physicist Amara Diallo spoke at the Supreme Court."
    }
