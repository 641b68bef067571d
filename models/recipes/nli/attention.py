"""One node for each attention of an int8 BERT graph, in place of the forty it is exported as. The same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

_DOMAIN = "com.microsoft"


@dataclass(frozen=True, slots=True)
class _Projection:
    """A quantised linear layer: its input (values, scale, zero point) by name, its weights as arrays."""

    read: tuple[str, str, str]
    weights: NDArray[Any]
    scale: NDArray[Any]
    zero: NDArray[Any]
    bias: NDArray[Any]


class _Graph:
    """Who makes a value, who reads it, and which are constants."""

    def __init__(self, graph: Any) -> None:
        self.constants = {i.name: i for i in graph.initializer}
        self.made = {name: node for node in graph.node for name in node.output}
        self.readers: dict[str, list[Any]] = {}
        for node in graph.node:
            for name in node.input:
                self.readers.setdefault(name, []).append(node)

    def array(self, name: str) -> NDArray[Any]:
        found: NDArray[Any] = numpy_helper.to_array(self.constants[name])
        return found

    def scalar(self, node: Any) -> float:
        """The constant that a node multiplies by."""
        made = [self.made[name] for name in node.input if name in self.made and self.made[name].op_type == "Constant"]
        found = [numpy_helper.to_array(node.attribute[0].t) for node in made]
        found += [self.array(name) for name in node.input if name in self.constants]
        return float(found[0]) if found else float("nan")

    def above(self, node: Any, kind: str) -> Any:
        """The node of this kind that makes one of the node's inputs."""
        return self._one(node, kind, [self.made[i] for i in node.input if i in self.made])

    def below(self, node: Any, kind: str) -> Any:
        """The node of this kind that reads the node's output."""
        return self._one(node, kind, self.readers.get(node.output[0], []))

    def _one(self, node: Any, kind: str, beside: list[Any]) -> Any:
        for other in beside:
            if other.op_type == kind:
                return other
        raise ValueError(f"no {kind} beside {node.op_type} {node.name}: not an attention of BERT in int8")

    def projection(self, node: Any) -> _Projection:
        """What quantised linear layer a head's Transpose comes from."""
        add = self.above(self.above(node, "Reshape"), "Add")
        whole = self.above(add, "Mul")
        product, scales = self.above(self.above(whole, "Cast"), "MatMulInteger"), self.above(whole, "Mul")
        values, weights, zero_point, weights_zero = product.input
        scale, weights_scale = sorted(scales.input, key=lambda name: name in self.constants)
        bias = next(name for name in add.input if name in self.constants)
        return _Projection(
            (values, scale, zero_point), self.array(weights), self.array(weights_scale).reshape(-1),
            self.array(weights_zero).reshape(-1), self.array(bias),
        )  # fmt: skip


def fuse_attention(path: Path, heads: int) -> int:
    """Put a `QAttention` of ONNX Runtime in the place of every attention of the file; gives how many there were.

    Query, key and value become one product, and nothing is moved in memory between the steps.

    :raises ValueError: an attention is not as torch exports BERT's and `to_int8` quantises it.
    """
    model = onnx.load(path)
    graph = model.graph
    found = _Graph(graph)
    mask = "attention_mask.int32"
    made = [helper.make_node("Cast", ["attention_mask"], [mask], to=onnx.TensorProto.INT32)]
    replaced = set()
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        scaled = found.above(found.above(softmax, "Add"), "Mul")
        scores = found.above(scaled, "MatMul")
        context = found.below(softmax, "MatMul")
        out = found.below(found.below(context, "Transpose"), "Reshape").output[0]
        heads_of = [found.made[scores.input[0]], found.made[scores.input[1]], found.made[context.input[1]]]
        parts = [found.projection(node) for node in heads_of]
        usual = (parts[0].bias.size / heads) ** -0.5
        if len({p.read for p in parts}) > 1 or not np.isclose(found.scalar(scaled), usual):
            raise ValueError(f"{softmax.name}: query, key and value of one input, scaled by {usual:.4f}, were expected")
        name = f"attention.{len(replaced)}"
        arrays = {
            "weights": np.concatenate([p.weights for p in parts], 1),
            "bias": np.concatenate([p.bias for p in parts]),
            "scale": np.concatenate([p.scale for p in parts]),
            "zero": np.concatenate([p.zero for p in parts]),
        }
        graph.initializer.extend(numpy_helper.from_array(a, f"{name}.{key}") for key, a in arrays.items())
        values, scale, zero_point = parts[0].read
        inputs = [values, f"{name}.weights", f"{name}.bias", scale, f"{name}.scale", mask, zero_point, f"{name}.zero"]
        made.append(helper.make_node("QAttention", inputs, [out], name=name, num_heads=heads, domain=_DOMAIN))
        replaced.add(out)
    if replaced:
        _rewire(graph, made + [node for node in graph.node if node.output[0] not in replaced])
        model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
        onnx.save(model, path)
    return len(replaced)


def _rewire(graph: Any, nodes: list[Any]) -> None:
    """The graph with these nodes: those that an output needs, each after what it reads, and the constants they use."""
    made = {name: node for node in nodes for name in node.output}
    order: dict[int, Any] = {}

    def put(node: Any) -> None:
        if id(node) not in order:
            for name in node.input:
                if name in made:
                    put(made[name])
            order[id(node)] = node

    for output in graph.output:
        put(made[output.name])
    used = {name for node in order.values() for name in node.input}
    constants = [constant for constant in graph.initializer if constant.name in used]
    chosen = list(order.values())
    del graph.node[:], graph.initializer[:]
    graph.node.extend(chosen)
    graph.initializer.extend(constants)
