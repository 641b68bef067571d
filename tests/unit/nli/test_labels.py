"""Class orders: read from configs in any spelling, refused when the canary contradicts them, inferred when clear."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.nli.canary import CANARY
from factcheck.nli.labels import THREE, declared_classes, given_classes, normalise, read_order, to_columns

GOLD = [pair.label for pair in CANARY]


def answers(order: tuple[str, ...], wrong: int = 0) -> NDArray[np.float32]:
    """What a model with this order says on the canary, wrong on the first `wrong` pairs of each class."""
    out = np.full((len(GOLD), len(order)), 0.1, dtype=np.float32)
    seen: dict[str, int] = {}
    for row, label in enumerate(GOLD):
        label = label if label in order else "not_entailment"
        seen[label] = seen.get(label, 0) + 1
        place = order.index(label)
        out[row, (place + 1) % len(order) if seen[label] <= wrong else place] = 0.8
    return out / out.sum(1, keepdims=True)


def test_the_canary_has_eight_different_pairs_of_each_label() -> None:
    assert {label: GOLD.count(label) for label in THREE} == dict.fromkeys(THREE, 8)
    assert len(set(CANARY)) == len(CANARY)


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("ENTAILMENT", "entailment"), ("entails", "entailment"), ("SUPPORTS", "entailment"),
        ("REFUTES", "contradiction"), ("Contradict", "contradiction"), ("contradictory", "contradiction"),
        ("NOT ENOUGH INFO", "neutral"), ("not_enough_info", "neutral"), ("NEI", "neutral"), ("Neutral", "neutral"),
        ("not_entailment", "not_entailment"), ("non-entailment", "not_entailment"), ("unsupported", "not_entailment"),
        ("LABEL_0", None), ("2", None), ("", None),
    ],
)  # fmt: skip
def test_spellings(word: str, label: str | None) -> None:
    assert normalise(word) == label


@pytest.mark.parametrize(
    ("names", "classes"),
    [
        (["contradiction", "entailment", "neutral"], ("contradiction", "entailment", "neutral")),
        (["SUPPORTS", "REFUTES", "NOT ENOUGH INFO"], ("entailment", "contradiction", "neutral")),
        (["LABEL_0", "LABEL_1", "LABEL_2"], None),
        (["entailment", "entailment", "neutral"], None),
        (["entailment", "not_entailment"], ("entailment", "not_entailment")),
        (["hallucinated", "consistent"], ("not_entailment", "entailment")),
        (["contradiction", "entailment"], ("not_entailment", "entailment")),
        (["LABEL_0", "supported"], ("not_entailment", "entailment")),
        (["LABEL_0", "LABEL_1"], None),
        (["contradiction", "neutral"], None),
        (["LABEL_0"], ("entailment",)),
    ],
)
def test_orders_from_configs(names: list[str], classes: tuple[str, ...] | None) -> None:
    assert declared_classes(dict(enumerate(names))) == classes


@pytest.mark.parametrize("order", list(permutations(THREE)))
def test_columns_are_in_our_order_whatever_the_checkpoints(order: tuple[str, ...]) -> None:
    outputs = np.array([[{"entailment": 0.6, "neutral": 0.3, "contradiction": 0.1}[label] for label in order]])
    assert np.allclose(to_columns(outputs.astype(np.float32), order), [[0.6, 0.3, 0.1]])


def test_what_two_classes_do_not_entail_goes_to_neutral() -> None:
    two = np.array([[0.25, 0.75]], dtype=np.float32)
    assert to_columns(two, ("not_entailment", "entailment")).tolist() == [[0.75, 0.25, 0.0]]
    assert to_columns(np.array([[0.25]], dtype=np.float32), ("entailment",)).tolist() == [[0.25, 0.75, 0.0]]


@pytest.mark.parametrize("order", list(permutations(THREE)))
def test_a_right_declaration_is_believed(order: tuple[str, ...]) -> None:
    reading = read_order(answers(order), order, name="m")
    assert (reading.classes, reading.how, reading.recall, reading.doubt) == (order, "declared", 1.0, "")


@pytest.mark.parametrize("order", list(permutations(THREE))[1:])
def test_a_wrong_declaration_is_refused_and_the_right_one_named(order: tuple[str, ...]) -> None:
    with pytest.raises(ModelError, match=",".join(order)) as caught:
        read_order(answers(order, wrong=1), THREE, name="some/model", seen="A, B, C")
    assert "some/model#labels=" in str(caught.value)
    assert "A, B, C" in str(caught.value)


@pytest.mark.parametrize("order", list(permutations(THREE)))
def test_a_missing_declaration_is_inferred_when_clear(order: tuple[str, ...]) -> None:
    reading = read_order(answers(order, wrong=1), None, name="m")
    assert (reading.classes, reading.how) == (order, "inferred")


def test_a_missing_declaration_is_refused_when_unclear() -> None:
    with pytest.raises(ModelError, match="does not say which class is which"):
        read_order(np.full((len(GOLD), 3), 1 / 3, dtype=np.float32), None, name="m", seen="LABEL_0, LABEL_1, LABEL_2")


def test_a_weak_model_keeps_its_declaration_and_says_so() -> None:
    reading = read_order(np.full((len(GOLD), 3), 1 / 3, dtype=np.float32), THREE, name="m")
    assert reading.classes == THREE
    assert "33%" in reading.doubt


@pytest.mark.parametrize("order", [("entailment", "not_entailment"), ("not_entailment", "entailment")])
def test_two_classes(order: tuple[str, ...]) -> None:
    assert read_order(answers(order), None, name="m").classes == order
    assert read_order(answers(order), order, name="m").recall == 1.0
    with pytest.raises(ModelError, match=",".join(order)):
        read_order(answers(order), order[::-1], name="m")


def test_a_single_score_must_be_high_for_what_is_entailed() -> None:
    scores = np.array([[0.9 if label == "entailment" else 0.1] for label in GOLD], dtype=np.float32)
    assert read_order(scores, ("entailment",), name="m").recall == 1.0
    with pytest.raises(ModelError, match="no score of entailment"):
        read_order(1 - scores, ("entailment",), name="m")


def test_orders_given_by_the_user() -> None:
    assert given_classes("contradiction,neutral, entailment", 3) == ("contradiction", "neutral", "entailment")
    assert given_classes("supported,unsupported", 2) == ("entailment", "not_entailment")
    for wrong in ("entailment,neutral", "entailment,neutral,neutral", "a,b,c"):
        with pytest.raises(ModelError, match="not an order of this model's 3 classes"):
            given_classes(wrong, 3)
    with pytest.raises(ModelError, match="2 classes"):
        given_classes("entailment,something", 2)
