"""The kept readings of disputed rows, and how they are found again."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[3] / "benchmarks" / "disputes.py"


@pytest.fixture(scope="module")
def disputes() -> ModuleType:
    sys.path.insert(0, str(SCRIPT.parent))
    spec = importlib.util.spec_from_file_location("disputes", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["disputes"] = module
    spec.loader.exec_module(module)
    return module


def test_every_kept_reading_is_whole(disputes: ModuleType) -> None:
    kept = disputes.readings(disputes.READINGS)
    assert kept
    for reading in kept:
        assert reading.label in disputes.ORDER[:-1]
        assert all(article and 0 <= start < end for article, start, end in (reading.left, reading.right))
    pairs = [frozenset((r.left, r.right)) for r in kept]
    assert len(set(pairs)) == len(pairs)


def test_a_reading_is_found_in_either_order_and_by_shifted_places(disputes: ModuleType) -> None:
    known = [disputes.Reading(("a", 10, 30), ("b", 100, 140), "conflict")]
    assert disputes.label_of(("a", 10, 30), ("b", 100, 140), known) == "conflict"
    assert disputes.label_of(("b", 105, 150), ("a", 12, 30), known) == "conflict"
    assert disputes.label_of(("a", 10, 30), ("b", 135, 175), known) == "unread"
    assert disputes.label_of(("a", 10, 30), ("c", 100, 140), known) == "unread"
