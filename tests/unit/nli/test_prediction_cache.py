"""The cache gives what the model gave, asks it once for each pair, and keeps models apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli.cache import CachedModel, pair_key
from factcheck.nli.interface import Model, Pairs, Scores


class Counting:
    """Answers from the lengths of the texts and counts what it is asked."""

    name, classes, two_class, limits = "counting", ("entailment", "neutral", "contradiction"), False, ""
    windowed = truncated = 0

    def __init__(self, revision: str = "r1") -> None:
        self.revision, self.asked = revision, 0

    def predict(self, pairs: Pairs) -> Scores:
        self.asked += len(pairs)
        rows = np.array([[len(p) + 1, len(h) + 1, len(self.revision)] for p, h in pairs], dtype=np.float32).reshape(
            -1, 3
        )
        return rows / rows.sum(1, keepdims=True)


PAIRS = [("a", "bb"), ("ccc", "d"), ("a", "bb")]


def test_each_pair_is_asked_once() -> None:
    model = Counting()
    cached = CachedModel(model)
    assert isinstance(cached, Model)
    assert np.array_equal(cached.predict(PAIRS), model.predict(PAIRS))
    model.asked = 0
    cached.predict(PAIRS)
    assert (model.asked, cached.hits) == (0, 4)
    assert cached.predict([]).shape == (0, 3)


def test_a_file_outlives_the_object_and_keeps_revisions_apart(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    first = CachedModel(Counting(), path)
    expected = first.predict(PAIRS)
    first.close()
    again, other = Counting(), Counting("another")
    reopened = CachedModel(again, path)
    assert np.array_equal(reopened.predict(PAIRS), expected)
    assert again.asked == 0
    reopened.close()
    changed = CachedModel(other, path)
    assert not np.array_equal(changed.predict(PAIRS), expected)
    changed.close()


def test_a_file_that_is_no_cache_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("not a database, but long enough to be looked at as one\n" * 40)
    with pytest.raises(ModelError, match=r"note\.txt"):
        CachedModel(Counting(), path)


def test_keys_tell_apart_where_a_pair_is_split() -> None:
    assert pair_key("ab", "c") != pair_key("a", "bc")
    assert pair_key("a\ud800", "b") != pair_key("a", "b")
