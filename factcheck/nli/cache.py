"""Predictions kept by model revision and pair: in memory, and in an SQLite file where one is named."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import numpy as np

from factcheck.errors import ModelError
from factcheck.nli.interface import Model, Pairs, Scores

_TABLE = (
    "CREATE TABLE IF NOT EXISTS predictions (revision TEXT, pair BLOB, entailment REAL, neutral REAL, "
    "contradiction REAL, PRIMARY KEY (revision, pair)) WITHOUT ROWID"
)


def pair_key(premise: str, hypothesis: str) -> bytes:
    """16 bytes that tell a pair from any other: a hash of the premise's length and both texts."""
    text = f"{len(premise)}\n{premise}{hypothesis}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16).digest()


class CachedModel:
    """A model that answers a pair it has seen from memory or file. Itself an `nli.Model`.

    A changed model has another revision, so nothing stale is ever read.
    """

    def __init__(self, model: Model, path: Path | None = None) -> None:
        """:raises ModelError: the file is no cache, or can't be written."""
        self._model = model
        self._known: dict[bytes, tuple[float, float, float]] = {}
        self.hits = 0
        self._file: sqlite3.Connection | None = None
        if path is not None:
            try:
                self._file = sqlite3.connect(path)
                self._file.execute(_TABLE)
                columns = "pair, entailment, neutral, contradiction"
                found = self._file.execute(f"SELECT {columns} FROM predictions WHERE revision = ?", (model.revision,))
                self._known = {pair: (e, n, c) for pair, e, n, c in found}
            except sqlite3.Error as error:
                raise ModelError(
                    f"{path}: not usable as a prediction cache: {error} (delete it or name another)"
                ) from None

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def revision(self) -> str:
        return self._model.revision

    @property
    def classes(self) -> tuple[str, ...]:
        return self._model.classes

    @property
    def two_class(self) -> bool:
        return self._model.two_class

    @property
    def limits(self) -> str:
        return self._model.limits

    @property
    def windowed(self) -> int:
        return self._model.windowed

    @property
    def truncated(self) -> int:
        return self._model.truncated

    def predict(self, pairs: Pairs) -> Scores:
        """As the model's; each different pair is put to the model once."""
        keys = [pair_key(premise, hypothesis) for premise, hypothesis in pairs]
        fresh = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in self._known}
        self.hits += len(keys) - len(fresh)
        if fresh:
            rows = [tuple(map(float, row)) for row in self._model.predict(list(fresh.values()))]
            self._known.update((key, (e, n, c)) for key, (e, n, c) in zip(fresh, rows, strict=True))
            if self._file is not None:
                with self._file:
                    self._file.executemany(
                        "INSERT OR REPLACE INTO predictions VALUES (?, ?, ?, ?, ?)",
                        [(self.revision, key, *row) for key, row in zip(fresh, rows, strict=True)],
                    )
        return np.array([self._known[key] for key in keys], dtype=np.float32).reshape(-1, 3)

    def close(self) -> None:
        """Close the file; what was predicted is already written."""
        if self._file is not None:
            self._file.close()
            self._file = None
