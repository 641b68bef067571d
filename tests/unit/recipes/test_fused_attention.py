"""One node for an attention: the graph says what it said, padded or not, and is smaller."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factcheck.onnx import SLOWER, Session

FOLDER = Path(__file__).parents[3] / "models" / "recipes" / "nli"
HEADS = 4


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, int]:
    """(an int8 graph of two layers with random weights, the same one fused, how many attentions were fused)."""
    pytest.importorskip("onnx")
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    sys.path.insert(0, str(FOLDER))
    import attention
    import export
    import network
    import quantise

    torch.manual_seed(3)
    config = transformers.BertConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=HEADS, intermediate_size=48, vocab_size=2100
    )
    config._attn_implementation = "eager"
    encoder = network.CrossEncoder(config)
    for weights in encoder.parameters():
        torch.nn.init.normal_(weights, std=0.3)
    folder = tmp_path_factory.mktemp("graphs")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's: the exporter is the older of its two
        export.to_onnx(encoder, folder / "fp32.onnx")
    plain, fused = folder / "plain.onnx", folder / "fused.onnx"
    quantise.to_int8(folder / "fp32.onnx", plain)
    fused.write_bytes(plain.read_bytes())
    return plain, fused, attention.fuse_attention(fused, HEADS)


def _feed(lengths: list[int]) -> dict[str, Any]:
    random = np.random.default_rng(len(lengths))
    ids = random.integers(5, 2000, (len(lengths), max(lengths)))
    mask = (np.arange(max(lengths)) < np.array(lengths)[:, None]).astype(np.int64)
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": random.integers(0, 18, ids.shape)}


@pytest.mark.parametrize("lengths", [[1], [7], [40], [6, 30, 11]])
def test_the_fused_graph_gives_the_same_logits(graphs: tuple[Path, Path, int], lengths: list[int]) -> None:
    feed = _feed(lengths)
    before, after = (Session(path, threads=1).run(feed) for path in graphs[:2])
    assert before.std() > 0.01
    np.testing.assert_allclose(after, before, atol=1e-5)


def test_every_layer_is_fused_and_nothing_is_left_over(graphs: tuple[Path, Path, int]) -> None:
    onnx = pytest.importorskip("onnx")
    before, after = (onnx.load(path).graph for path in graphs[:2])
    assert graphs[2] == 2 == sum(node.op_type == "QAttention" for node in after.node)
    assert not any(node.op_type in ("Softmax", "Transpose") for node in after.node)
    assert len(after.node) < len(before.node) / 2
    read = {name for node in after.node for name in node.input}
    assert all(constant.name in read for constant in after.initializer)


def test_a_graph_without_attention_is_left_as_it_is(graphs: tuple[Path, Path, int], tmp_path: Path) -> None:
    import attention

    path = tmp_path / "again.onnx"
    path.write_bytes(graphs[1].read_bytes())
    assert attention.fuse_attention(path, HEADS) == 0
    assert path.read_bytes() == graphs[1].read_bytes()


def test_an_attention_of_another_kind_is_refused_by_name(graphs: tuple[Path, Path, int], tmp_path: Path) -> None:
    import attention

    path = tmp_path / "other.onnx"
    path.write_bytes(graphs[0].read_bytes())
    with pytest.raises(ValueError, match="scaled by"):
        attention.fuse_attention(path, HEADS * 2)


def test_a_session_runs_without_the_slow_norm(graphs: tuple[Path, Path, int], tmp_path: Path) -> None:
    onnx, ort = pytest.importorskip("onnx"), pytest.importorskip("onnxruntime")

    def kinds(disabled: list[str]) -> set[str]:
        options = ort.SessionOptions()
        options.optimized_model_filepath = str(tmp_path / "optimised.onnx")
        options.log_severity_level = 3
        ort.InferenceSession(str(graphs[1]), options, ["CPUExecutionProvider"], disabled_optimizers=disabled)
        return {node.op_type for node in onnx.load(tmp_path / "optimised.onnx").graph.node}

    assert "SkipLayerNormalization" in kinds([])
    assert "SkipLayerNormalization" not in kinds(SLOWER)
