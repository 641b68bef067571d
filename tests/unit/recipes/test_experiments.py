"""Fractions of the training data, and settings laid over one another."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[3] / "models" / "recipes" / "nli"


@pytest.fixture(scope="module")
def mixture() -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    return importlib.import_module("data")


@pytest.fixture(scope="module")
def curve() -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    return importlib.import_module("curve")


@given(premises=st.lists(st.text(max_size=5)), low=st.floats(0, 1), high=st.floats(0, 1))
def test_a_larger_fraction_keeps_what_a_smaller_one_keeps(
    mixture: ModuleType, premises: list[str], low: float, high: float
) -> None:
    pairs = [mixture.Pair(p, str(n), 0, "g") for n, p in enumerate(premises)]
    few, many = (mixture.part(pairs, fraction) for fraction in sorted((low, high)))
    assert set(few) <= set(many)
    assert mixture.part(pairs, 1.0) == pairs
    assert mixture.part(pairs, 0.0) == []


def test_a_fraction_is_about_that_share_and_keeps_premises_whole(mixture: ModuleType) -> None:
    pairs = [mixture.Pair(f"premise {n}", h, 0, "g") for n in range(2000) for h in "ab"]
    kept = mixture.part(pairs, 0.25)
    assert 0.22 < len(kept) / len(pairs) < 0.28
    assert len({p.premise for p in kept}) * 2 == len(kept)


def test_later_settings_replace_earlier_and_groups_join(mixture: ModuleType) -> None:
    found = mixture.merged([{"seed": 1, "groups": {"a": ["x"]}}, {"seed": 2, "groups": {"b": ["y"]}}, {"rate": 3}])
    assert found == {"seed": 2, "rate": 3, "groups": {"a": ["x"], "b": ["y"]}}


def run_of(folder: Path, pairs: int, score: float, curve: ModuleType) -> Path:
    folder.mkdir()
    events = [
        {"event": "start", "sizes": {group: pairs for _, group in curve.TARGETS.values()}},
        {"event": "dev", "macro_f1": dict.fromkeys(curve.TARGETS, score)},
    ]
    (folder / "log.jsonl").write_text("".join(json.dumps(e) + "\n" for e in events))
    return folder


def test_the_curve_tells_how_many_pairs_a_target_takes(
    curve: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [run_of(tmp_path / str(n), 1000 * 2**n, 66.0 + 2 * n, curve) for n in range(3)]
    monkeypatch.setattr("sys.argv", ["curve.py", *map(str, runs)])
    curve.main()
    assert "1,000 pairs 66.0, 2,000 pairs 68.0, 4,000 pairs 70.0; 76.0 at about 32,000" in capsys.readouterr().out
    assert curve.needed({1000: 60.0, 2000: 60.0}, 70.0) is None


def test_an_unfinished_run_is_named(curve: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no finished run"):
        curve.figures(tmp_path)
