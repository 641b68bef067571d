"""Which way of running the embedded cross-encoder is fastest, and which give results that depend on the input alone.

    python benchmarks/nli_runtime.py [--pairs 256] [--repeats 3]

Prints ratios to fp32 in padded batches on one thread; on a busy machine trust those of processor time.
The fp32 graph has random weights (speed does not depend on them); torch and transformers are needed to make it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.nli.alignment import TYPE_COUNT
from factcheck.nli.load import EMBEDDED
from factcheck.onnx import Feed, Session, feed
from factcheck.resources import resource

ROOT = Path(__file__).resolve().parents[1]


def pairs(count: int, seed: int = 7) -> list[Feed]:
    """Random ids of 30 to 80 tokens, the length of most pairs of statements."""
    random = np.random.default_rng(seed)
    feeds = []
    for length in random.integers(30, 81, size=count):
        ids = [101, *random.integers(1000, 20_000, size=length - 2).tolist(), 102]
        types = np.sort(random.integers(0, TYPE_COUNT, size=length)).tolist()
        feeds.append(feed(input_ids=ids, attention_mask=[1] * length, token_type_ids=types))
    return feeds


def padded(feeds: Sequence[Feed]) -> Feed:
    """One batch, filled up with zeros to its longest item."""
    longest = max(f["input_ids"].shape[1] for f in feeds)
    return {
        name: np.concatenate([np.pad(f[name], ((0, 0), (0, longest - f[name].shape[1]))) for f in feeds])
        for name in feeds[0]
    }


def in_batches(session: Session, feeds: Sequence[Feed], size: int = 32) -> NDArray[np.float32]:
    """Logits by batches of like length, in the order of the feeds."""
    order = sorted(range(len(feeds)), key=lambda i: feeds[i]["input_ids"].shape[1])
    found: list[NDArray[np.float32] | None] = [None] * len(feeds)
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        for index, row in zip(chosen, session.run(padded([feeds[i] for i in chosen])), strict=True):
            found[index] = row
    return np.stack([row for row in found if row is not None])


def one_by_one(session: Session, feeds: Sequence[Feed]) -> NDArray[np.float32]:
    return np.concatenate(session.run_each(feeds))


def fp32_graph(folder: Path) -> Path:
    """The network's graph with random weights."""
    sys.path.insert(0, str(ROOT / "models" / "recipes" / "nli"))
    import torch
    from export import to_onnx
    from network import CrossEncoder
    from transformers import BertConfig

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=30_522, hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536
    )
    path = folder / "fp32.onnx"
    to_onnx(CrossEncoder(config), path)
    return path


@dataclass
class Spent:
    """The least seconds of several rounds, by the clock and of all cores together."""

    wall: float = float("inf")
    cpu: float = float("inf")

    def round(self, way: Callable[[], object]) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        way()
        self.wall = min(self.wall, time.perf_counter() - wall)
        self.cpu = min(self.cpu, time.process_time() - cpu)


def moved(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """The largest change of a probability."""

    def softmax(rows: NDArray[np.float32]) -> NDArray[np.float32]:
        powers = np.exp(rows - rows.max(1, keepdims=True))
        chances: NDArray[np.float32] = powers / powers.sum(1, keepdims=True)
        return chances

    return float(np.abs(softmax(one) - softmax(other)).max())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=256)
    parser.add_argument("--repeats", type=int, default=3, help="the best of so many rounds counts")
    arguments = parser.parse_args()
    feeds = pairs(arguments.pairs)
    with tempfile.TemporaryDirectory() as scratch:
        full = Session(fp32_graph(Path(scratch)), threads=1)
        graph = resource("models", "embedded", EMBEDDED, "model.onnx")
        single, double = Session(graph, threads=1), Session(graph, threads=2)
        ways: dict[str, Callable[[], NDArray[np.float32]]] = {
            "fp32, padded batches of 32, 1 thread": lambda: in_batches(full, feeds),
            "fp32, one by one, 1 thread": lambda: one_by_one(full, feeds),
            "int8, padded batches of 32, 1 thread": lambda: in_batches(single, feeds),
            "int8, one by one, 1 thread": lambda: one_by_one(single, feeds),
            "int8, one by one, 2 threads": lambda: one_by_one(double, feeds),
        }
        best = {name: Spent() for name in ways}
        for _ in range(arguments.repeats):
            for name, way in ways.items():
                best[name].round(way)
        base = next(iter(best.values()))
        for name, spent in best.items():
            ratios = f"x{base.wall / spent.wall:.2f} by the clock, x{base.cpu / spent.cpu:.2f} by processor time"
            print(f"{name:40s} {ratios}   {len(feeds) / spent.wall:7.1f} pairs/s")
        alone = one_by_one(single, feeds)
        together = moved(in_batches(single, feeds), alone)
        print(f"int8, batch of 32 against alone: probabilities move by up to {together:.4f}")
        print(f"int8, one by one, 2 threads against 1: {moved(one_by_one(double, feeds), alone):.4f}")


if __name__ == "__main__":
    main()
