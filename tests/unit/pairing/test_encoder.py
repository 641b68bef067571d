"""Sentence embeddings: unit length, the same for a text whatever stands beside it, near for near meanings."""

from __future__ import annotations

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.pairing.encoder import Encoder, load_encoder

TEXTS = [
    "The ferry sank off the coast on Monday.",
    "A ferry went down near the coast.",
    "The central bank raised interest rates.",
    "",
    "No. \ud83d",
    "Seventeen passengers were rescued by a fishing boat, and the captain was taken to hospital with minor injuries.",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(threads=1)


def test_vectors_have_length_one_and_the_named_width(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.width) == (6, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, 384)


def test_results_do_not_depend_on_batch_order_or_threads(encoder: Encoder) -> None:
    whole = encoder.encode(TEXTS)
    assert np.array_equal(np.concatenate([encoder.encode([text]) for text in TEXTS]), whole)
    assert np.array_equal(load_encoder(threads=3).encode(TEXTS[::-1])[::-1], whole)


def test_near_meanings_are_near(encoder: Encoder) -> None:
    ferry, same, bank = encoder.encode(TEXTS[:3])
    assert ferry @ same > 0.6 > 0.3 > ferry @ bank


def test_long_texts_are_cut_and_counted() -> None:
    encoder = load_encoder(threads=1)
    encoder.encode(["short", "word " * 400])
    assert encoder.truncated == 1


def test_progress_reaches_the_end() -> None:
    seen: list[tuple[int, int]] = []
    load_encoder(threads=1, progress=lambda done, of: seen.append((done, of))).encode(TEXTS)
    assert seen == [(6, 6)]


def test_a_missing_folder_is_named(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(ModelError, match=r"no config\.json"):
        Encoder(Path(str(tmp_path)))
