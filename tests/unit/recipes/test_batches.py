"""How training pairs are put into batches."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[3] / "models" / "recipes" / "nli"


@pytest.fixture(scope="module")
def train() -> ModuleType:
    pytest.importorskip("torch")
    sys.path.insert(0, str(FOLDER))
    spec = importlib.util.spec_from_file_location("nli_train", FOLDER / "train.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@given(lengths=st.lists(st.integers(3, 160), max_size=300), size=st.integers(1, 9))
def test_every_pair_is_seen_once_whatever_the_lengths(train: ModuleType, lengths: list[int], size: int) -> None:
    found = train.batches(lengths, size, 0)
    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
    assert all(len(batch) <= size for batch in found)
    assert train.batches(lengths, size, 2) == found[2:]


def test_a_batch_holds_pairs_of_like_length(train: ModuleType) -> None:
    lengths = [(7 * i) % 97 + 3 for i in range(640)]
    for batch in train.batches(lengths, 32, 0):
        assert max(lengths[i] for i in batch) - min(lengths[i] for i in batch) <= 6
