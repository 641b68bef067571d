"""The training mixture: public sets, written pairs and the contrast engine, de-duplicated against every dev file."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import borrowed
import contrast
import forms
import negations

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "stories"))
import training_stories  # noqa: E402

LABELS = ("entailment", "neutral", "contradiction")
LABELLED = HERE / "labelled" / "allsides.jsonl"
UNLIKE = 40
"""Pairs of a training story that tell two facts, beside those that were labelled."""
ELSEWHERE = 3
"""Statements of a training story put beside each statement of another event's report."""
NOT_CONTRADICTION = 3
"""The label of an exchanged pair that was entailment or neutral: contradiction is symmetric, they are not."""


@dataclass(frozen=True, slots=True)
class Pair:
    premise: str
    hypothesis: str
    label: int
    group: str
    kind: str = ""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.gz file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def key(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower().strip()


def share(text: str) -> float:
    """A number in [0, 1) that depends on the text alone: which side of a split it falls on."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48


def dev_keys(data: Path) -> tuple[set[tuple[str, str]], set[str]]:
    """Every dev pair, and every dev premise of the sets known to share premises or claims with a training file."""
    pairs: set[tuple[str, str]] = set()
    texts: set[str] = set()
    for path in sorted((data / "nli" / "dev").glob("*.jsonl.gz")):
        for row in rows(path):
            pairs.add((key(row["premise"]), key(row["hypothesis"])))
            if path.name.startswith("cad_snli"):
                texts.add(key(row["premise"]))
            if path.name.startswith(("fever_symmetric", "vitaminc")):
                texts.add(key(row["hypothesis"]))
    return pairs, texts


def written(folder: Path, group: str, held_out: float) -> tuple[list[Pair], list[Pair]]:
    """Our own newsroom pairs, split by premise: (train, held out)."""
    train: list[Pair] = []
    dev: list[Pair] = []
    for path in sorted(folder.glob("*.jsonl")):
        for row in rows(path):
            pair = Pair(row["premise"], row["hypothesis"], LABELS.index(row["label"]), group, row["kind"])
            (dev if share(row["premise"]) < held_out else train).append(pair)
    return train, dev


def told(held_out: float) -> tuple[list[Pair], list[Pair]]:
    """Statements of the training stories, split by story: (train, held out)."""
    train: list[Pair] = []
    dev: list[Pair] = []
    for story in training_stories.names():
        side = dev if training_stories.held_out(story, held_out) else train
        pairs = training_stories.story_pairs(story)[0]
        for pair in pairs + (training_stories.unlike_pairs(pairs, UNLIKE) if side is train else []):
            side += [Pair(*t[:2], LABELS.index(t[2]), "stories", pair.kind) for t in training_stories.three_way(pair)]
    return train, dev


def elsewhere(held_out: float) -> tuple[list[Pair], list[Pair]]:
    """Statements of the training stories beside those of other events of the same sort: (train, held out)."""
    found: tuple[list[Pair], list[Pair]] = [], []
    for story in training_stories.names():
        side = found[training_stories.held_out(story, held_out)]
        for pair in training_stories.other_event_pairs(story, ELSEWHERE):
            side += [
                Pair(*t[:2], LABELS.index(t[2]), "other events", pair.kind) for t in training_stories.three_way(pair)
            ]
    return found


def hypotheses(data: Path, lost: Counter[str]) -> list[Pair]:
    """The hypotheses written for premises of public training files."""
    found: list[Pair] = []
    for path in sorted((HERE / "hypotheses").glob("*.jsonl")):
        premises = (row["premise"] for row in rows(data / "nli" / "train" / f"{path.name}.gz"))
        made = borrowed.hypotheses(path, premises, lost)
        found += [Pair(left, right, LABELS.index(label), "hypotheses") for left, right, label in made]
    return found


def reports(data: Path, held_out: float, lost: Counter[str]) -> tuple[list[Pair], list[Pair]]:
    """The labelled statements of two public reports of one event, both ways round, split by event."""
    found: tuple[list[Pair], list[Pair]] = [], []
    for read in borrowed.labelled(data / "news" / "allsides" / "triples.jsonl.gz", LABELLED, lost):
        (there, back), one, other = read.ways(), read.first.text, read.second.text
        for left, right, label in ((one, other, there), (other, one, back)):
            found[share(read.event) < held_out].append(Pair(left, right, LABELS.index(label), "reports"))
    return found


def load(data: Path, config: dict[str, Any]) -> tuple[dict[str, list[Pair]], dict[str, list[Pair]], dict[str, int]]:
    """(training groups, held-out groups, counts of what was left out and why)."""
    pairs, texts = dev_keys(data)
    dropped: dict[str, int] = {"in a dev file": 0, "not three-way": 0}
    groups: dict[str, list[Pair]] = {}
    for group, names in config["groups"].items():
        found = groups.setdefault(group, [])
        for name in names:
            for row in rows(data / "nli" / "train" / f"{name}.jsonl.gz"):
                if row["label"] not in LABELS:
                    dropped["not three-way"] += 1
                    continue
                left, right = key(row["premise"]), key(row["hypothesis"])
                if (left, right) in pairs or (right, left) in pairs or left in texts or right in texts:
                    dropped["in a dev file"] += 1
                    continue
                found.append(Pair(row["premise"], row["hypothesis"], LABELS.index(row["label"]), group))
    held_out: dict[str, list[Pair]] = {}
    ours = HERE / "written"
    for group, folder in (("written", data / "written"), ("statements", ours), ("twins", ours / "twins")):
        groups[group], held_out[group] = written(folder, group, config["written_held_out"])
    for group, made in (("stories", told), ("other events", elsewhere)):
        groups[group], held_out[group] = made(config["stories_held_out"])
    lost: Counter[str] = Counter()
    groups["hypotheses"] = [
        pair
        for pair in hypotheses(data, lost)
        if (key(pair.premise), key(pair.hypothesis)) not in pairs and key(pair.hypothesis) not in texts
    ]
    if any("reports" in phase["mixture"] for phase in config["phase"]):  # their articles take minutes to split
        groups["reports"], held_out["reports"] = reports(data, config["reports_held_out"], lost)
    dropped |= lost
    # SNLI's dev file is left out: NegNLI's pairs, which measure denials, are made from it.
    turned = [p for name in ("cad_snli", "mnli", "statements", "written") for p in groups[name]]
    denials = sorted(set(negations.pairs((p.premise, p.hypothesis, LABELS[p.label]) for p in turned)))
    groups["negations"] = [
        Pair(left, right, LABELS.index(label), "negations", "negation")
        for left, right, label in denials
        if (key(left), key(right)) not in pairs and (key(right), key(left)) not in pairs
    ]
    groups["forms"] = [
        Pair(left, right, LABELS.index(label), "forms")
        for left, right, label in forms.pairs(
            [(p.premise, p.hypothesis, LABELS[p.label]) for p in turned], config["seed"]
        )
        if (key(left), key(right)) not in pairs and (key(right), key(left)) not in pairs
    ]
    for group, changed in contrast.build(data, config["seed"]).items():
        kept = [Pair(m.premise, m.hypothesis, LABELS.index(m.label), group, m.kind) for m in changed]
        groups[group] = [p for p in kept if share(p.premise) >= config["contrast_held_out"]]
        held_out[group] = [p for p in kept if share(p.premise) < config["contrast_held_out"]]
    return {name: part(found, config["fraction"]) for name, found in groups.items()}, held_out, dropped


def part(pairs: list[Pair], fraction: float) -> list[Pair]:
    """The pairs of a fraction of the premises: what a smaller fraction keeps, a larger one keeps, too."""
    return [pair for pair in pairs if share(f"part of {pair.premise}") < fraction]


def merged(configs: list[dict[str, Any]]) -> dict[str, Any]:
    """Configs one over the other: later settings replace earlier ones, later groups join the earlier."""
    out: dict[str, Any] = {}
    for config in configs:
        groups = out.get("groups", {}) | config.get("groups", {})
        out |= config | {"groups": groups}
    return out


def schedule(groups: dict[str, list[Pair]], config: dict[str, Any]) -> list[Pair]:
    """The pairs in the order they are seen: phases in turn, each a seeded shuffle of its mixture."""
    chooser = random.Random(config["seed"])
    cursors = {name: list(range(len(found))) for name, found in groups.items()}
    for order in cursors.values():
        chooser.shuffle(order)
    place = dict.fromkeys(groups, 0)
    out: list[Pair] = []
    for phase in config["phase"]:
        total = sum(phase["mixture"].values())
        seen: list[Pair] = []
        for name, proportion in phase["mixture"].items():
            for _ in range(round(phase["pairs"] * proportion / total)):
                if place[name] == len(cursors[name]):
                    chooser.shuffle(cursors[name])
                    place[name] = 0
                seen.append(groups[name][cursors[name][place[name]]])
                place[name] += 1
        chooser.shuffle(seen)
        out.extend(exchanged(pair) if chooser.random() < config["exchanged"] else pair for pair in seen)
    return out


def exchanged(pair: Pair) -> Pair:
    """The hypothesis as premise: what contradicts still does; of the rest only that is known that it does not."""
    label = pair.label if pair.label == LABELS.index("contradiction") else NOT_CONTRADICTION
    return Pair(pair.hypothesis, pair.premise, label, pair.group, pair.kind)
