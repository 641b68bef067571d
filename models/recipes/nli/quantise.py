"""int8 for BERT encoders: outlier channels tamed, one scale an output channel, one scale a row of the word table."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


def keep_positions(bert: Any, count: int) -> None:
    """Drop the position rows that no input reaches."""
    table = bert.embeddings.position_embeddings
    table.weight = nn.Parameter(table.weight.detach()[:count].clone())
    table.num_embeddings = count
    for name in ("position_ids", "token_type_ids"):
        if name in dict(bert.embeddings.named_buffers()):
            bert.embeddings.register_buffer(name, getattr(bert.embeddings, name)[:, :count], persistent=False)


def _places(bert: Any) -> list[tuple[nn.Module, list[nn.Linear]]]:
    """(module whose input is quantised, the linear layers that read it)."""
    found: list[tuple[nn.Module, list[nn.Linear]]] = []
    for layer in bert.encoder.layer:
        attention = layer.attention.self
        found.append((attention, [attention.query, attention.key, attention.value]))
        found.append((layer.intermediate.dense, [layer.intermediate.dense]))
        found.append((layer.output.dense, [layer.output.dense]))
    return found


def tame_outliers(
    bert: Any,
    run: Callable[[dict[str, Tensor]], object],
    feeds: Sequence[Mapping[str, NDArray[np.int64]]],
    typical: float,
) -> None:
    """Move the scale of outlier channels from activations into weights (SmoothQuant, Xiao et al. 2023, for those).

    One channel of BERT's layers is several times louder than the rest and takes most of int8's range with it.
    The product stays the same: the activation is divided by what the weights' rows are multiplied by.

    :param typical: channels louder than this many times the median channel are scaled down to it.
    """
    places = _places(bert)
    loudest: dict[int, Tensor] = {}

    def listen(index: int) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def hook(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            seen = inputs[0].abs().amax((0, 1))
            loudest[index] = torch.maximum(loudest[index], seen) if index in loudest else seen

        return hook

    hooks = [module.register_forward_pre_hook(listen(i)) for i, (module, _) in enumerate(places)]
    with torch.inference_mode():
        for feed in feeds:
            run({name: torch.from_numpy(rows.copy()) for name, rows in feed.items()})
    for hook in hooks:
        hook.remove()
    for index, (module, readers) in enumerate(places):
        scale = (loudest[index] / (typical * loudest[index].median())).clamp(min=1.0).clone()
        with torch.no_grad():
            for reader in readers:
                reader.weight.mul_(scale)
        module.register_forward_pre_hook(_divide(1.0 / scale))


def _divide(inverse: Tensor) -> Callable[[nn.Module, tuple[Tensor, ...]], tuple[Tensor, ...]]:
    def hook(module: nn.Module, inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        return (inputs[0] * inverse, *inputs[1:])

    return hook


def quantise_rows(model: onnx.ModelProto) -> None:
    """The largest table read by Gather as int8 rows with a scale each; nothing is widened at load."""
    graph = model.graph
    tables = {i.name: i for i in graph.initializer}
    gathers = [n for n in graph.node if n.op_type == "Gather" and n.input[0] in tables]
    node = max(gathers, key=lambda n: int(np.prod(tables[n.input[0]].dims)))
    table = tables[node.input[0]]
    weights = numpy_helper.to_array(table)
    scale = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-8).astype(np.float32) / np.float32(127)
    rows, name = np.round(weights / scale).astype(np.int8), table.name
    graph.initializer.remove(table)
    made = [numpy_helper.from_array(rows, f"{name}.int8"), numpy_helper.from_array(scale, f"{name}.scale")]
    graph.initializer.extend(made)
    place, ids, out = list(graph.node).index(node), node.input[1], node.output[0]
    graph.node.remove(node)
    new = [
        helper.make_node("Gather", [f"{name}.int8", ids], [f"{out}.int8"]),
        helper.make_node("Cast", [f"{out}.int8"], [f"{out}.float"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}.scale", ids], [f"{out}.scale"]),
        helper.make_node("Mul", [f"{out}.float", f"{out}.scale"], [out]),
    ]
    for offset, step in enumerate(new):
        graph.node.insert(place + offset, step)


def to_int8(source: Path, target: Path) -> None:
    """An fp32 graph as int8: dynamic activations, weights with a scale an output channel."""
    model = onnx.load(source)
    quantise_rows(model)
    middle = target.with_suffix(".rows.onnx")
    onnx.save(model, middle)
    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(
        middle, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
    middle.unlink()
