"""The embedded runner: same results in any batch, order and thread count; windows counted; damage refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from factcheck.errors import FactcheckError, ModelError
from factcheck.nli import load_model
from factcheck.nli.alignment import TYPE_COUNT
from factcheck.nli.canary import CANARY
from factcheck.nli.embedded import CLASSES, EmbeddedModel, probabilities
from factcheck.nli.interface import Model
from factcheck.onnx import revision
from factcheck.resources import resource

Make = Callable[..., Path]
PAIRS = [
    ("The mayor opened a bridge.", "The mayor opened it."),
    ("It was closed on Monday.", "It was closed again on Tuesday, not Monday."),
    ("A bridge.", "."),
    ("", ""),
    ("A broken \ud83d pair.", "\udc00"),
    ("The bridge was closed " * 30, "The mayor closed it."),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, make_embedded: Make) -> Path:
    return make_embedded(tmp_path_factory.mktemp("models") / "tiny")


def test_rows_are_probabilities_and_long_premises_are_counted(folder: Path) -> None:
    model = load_model(str(folder))
    assert isinstance(model, Model)
    scores = model.predict(PAIRS)
    assert scores.shape == (6, 3)
    assert scores.dtype == np.float32
    assert np.allclose(scores.sum(1), 1, atol=1e-6)
    assert (scores >= 0).all()
    assert (model.windowed, model.truncated) == (1, 0)
    assert model.predict([]).shape == (0, 3)


def test_results_do_not_depend_on_batch_order_or_threads(folder: Path) -> None:
    whole = EmbeddedModel(folder, threads=1).predict(PAIRS)
    for threads in (1, 2, 3):
        model = EmbeddedModel(folder, threads=threads)
        assert np.array_equal(model.predict(PAIRS[::-1])[::-1], whole)
        assert np.array_equal(np.concatenate([model.predict([pair]) for pair in PAIRS]), whole)
        assert np.array_equal(model.predict(PAIRS * 40)[-len(PAIRS) :], whole)


def test_the_models_own_class_order_is_undone(folder: Path, tmp_path: Path, make_embedded: Make) -> None:
    turned = make_embedded(tmp_path / "turned", classes=["contradiction", "entailment", "neutral"])
    plain, changed = EmbeddedModel(folder).predict(PAIRS[:2]), EmbeddedModel(turned).predict(PAIRS[:2])
    assert np.allclose(changed, plain[:, [1, 2, 0]])
    assert EmbeddedModel(folder).revision != EmbeddedModel(turned).revision


def test_a_hypothesis_too_long_is_cut_and_counted(folder: Path) -> None:
    model = EmbeddedModel(folder)
    model.predict([("The mayor.", "not monday " * 40)])
    assert (model.windowed, model.truncated) == (0, 1)


def test_progress_reaches_the_end(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    EmbeddedModel(folder, progress=lambda done, of: seen.append((done, of))).predict(PAIRS * 60)
    assert seen[-1] == (360, 360)
    assert len(seen) > 1


def test_an_offset_moves_the_threshold_of_its_class_alone() -> None:
    row = np.array([1.0, 0.2, 0.9], dtype=np.float32)
    plain, moved = probabilities(row, 1.0), probabilities(row, 1.0, (0.0, 0.0, 0.3))
    assert plain.argmax() == 0 and moved.argmax() == 2
    assert moved[0] / moved[1] == pytest.approx(plain[0] / plain[1], rel=1e-5)
    assert moved.sum() == pytest.approx(1.0)


def test_an_offset_changes_the_revision_under_which_answers_are_remembered() -> None:
    manifest = {"files": {}, "max_tokens": 8, "classes": list(CLASSES), "temperature": 1.0}
    assert revision(manifest) != revision(manifest | {"offsets": {"contradiction": 0.1}})


def test_temperature_flattens() -> None:
    logits = np.array([2.0, 0.0, -1.0], dtype=np.float32)
    assert probabilities(logits, 2.0).max() < probabilities(logits, 1.0).max()
    assert probabilities(logits, 2.0).sum() == pytest.approx(1)


def test_damage_is_refused_by_name(tmp_path: Path, make_embedded: Make) -> None:
    folder = make_embedded(tmp_path / "m")
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json: SHA-256 differs"):
        load_model(str(folder))
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json: file is missing"):
        load_model(str(folder))
    (folder / "config.json").write_text("not json")
    with pytest.raises(ModelError, match="not readable as JSON"):
        load_model(str(folder))
    (folder / "config.json").write_text("[]")
    with pytest.raises(ModelError, match="missing"):
        load_model(str(folder))
    (folder / "config.json").unlink()
    with pytest.raises(ModelError, match=r"no config\.json"):
        load_model(str(folder))


def test_a_graph_that_is_none_is_refused(tmp_path: Path, tiny_tokenizer: Tokenizer) -> None:
    folder = tmp_path / "m"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"nothing")
    tiny_tokenizer.save(str(folder / "tokenizer.json"))
    manifest = {"max_tokens": 8, "files": {}, "temperature": 1, "classes": list(CLASSES), "types": TYPE_COUNT}
    (folder / "config.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="ONNX Runtime can't load it"):
        load_model(str(folder)).predict(PAIRS)


def test_a_model_of_other_alignment_types_is_refused(make_embedded: Make, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="other alignment types"):
        load_model(str(make_embedded(tmp_path / "old", types=12)))


def _shipped() -> bool:
    try:
        resource("models", "embedded", "minilm-l6-nli", "config.json")
    except FactcheckError:
        return False
    return True


@pytest.mark.skipif(not _shipped(), reason="the embedded model is not in this checkout")
class TestShipped:
    def test_the_same_statement_is_entailed(self) -> None:
        texts = sorted({pair.premise for pair in CANARY})
        scores = load_model().predict([(text, text) for text in texts])
        assert (scores.argmax(1) == 0).all(), [t for t, s in zip(texts, scores, strict=True) if s.argmax() != 0]

    def test_results_do_not_depend_on_batch_order_or_threads(self) -> None:
        pairs = [(pair.premise, pair.hypothesis) for pair in CANARY] + [(CANARY[0].premise * 40, CANARY[0].hypothesis)]
        whole = load_model(threads=2).predict(pairs)
        one = load_model(threads=1)
        assert np.array_equal(np.concatenate([one.predict([pair]) for pair in pairs]), whole)
        assert np.array_equal(one.predict(pairs[::-1])[::-1], whole)

    def test_plain_pairs_are_told_apart(self) -> None:
        scores = load_model().predict([(pair.premise, pair.hypothesis) for pair in CANARY])
        found = [CLASSES[i] for i in scores.argmax(1)]
        assert sum(label == pair.label for label, pair in zip(found, CANARY, strict=True)) >= 18


def test_a_text_entails_itself(make_embedded: Make, tmp_path: Path) -> None:
    model = load_model(str(make_embedded(tmp_path / "m")))
    text = "It was not closed on Monday."
    scores = model.predict([(text, "The bridge was closed."), (text, text), ("The bridge.", text)])
    assert scores[1].argmax() == 0
    assert np.array_equal(scores[[0, 2]], model.predict([(text, "The bridge was closed."), ("The bridge.", text)]))
