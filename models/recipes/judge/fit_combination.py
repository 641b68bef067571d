"""Fit how the judge weighs a given pair, and say how well it does on pairs left out.

    python models/recipes/judge/fit_combination.py --data ../shared/data          # prints figures, writes nothing
    python models/recipes/judge/fit_combination.py --data ../shared/data --write  # and factcheck/judge/combination.toml

Examples that the NLI model was not trained on: the development pairs of eval/pairs, the open part of eval/checklist
both ways, the written pairs that the NLI recipe kept apart, rows of the VitaminC and MultiNLI development files
that share no text with the rows on which `benchmarks/gain.py --cap 1000` and the model card report, rows of other
development files that differ in one slot, pairs of real news that were read (`benchmarks/readings.py`, the events at
even places, and half the events of `models/recipes/nli/labelled/allsides_apart.jsonl`), statements of the training
stories that the NLI recipe kept apart, and every tenth pair of conflicts/dynamicqa with its twin of one value
(`benchmarks/conflicts.py --half odd` reports on pairs that are not among them). Figures are of five folds by premise
(by story for eval/pairs and the stories), macro-F1 in per cent; the model alone stands beside them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from factcheck.facts.comparison import compare_facts
from factcheck.facts.one_slot import one_slot
from factcheck.judge.combination import LABELS, features
from factcheck.nli import load_model
from factcheck.pairing.encoder import load_encoder
from factcheck.pipeline import predict
from factcheck.statements import single_statement, split_article
from factcheck.types import Dropped

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / part) for part in ("benchmarks", "models/recipes/nli", "models/recipes/stories")]
from borrowed import APART, fitted_on, labelled  # noqa: E402
from readings import articles, readings  # noqa: E402
from training_stories import held_out, names, story_pairs, three_way  # noqa: E402

RECIPE = ROOT / "models" / "recipes" / "nli"
TARGET = ROOT / "factcheck" / "judge" / "combination.toml"
REPORTED = 1000
"""Rows of a development file, evenly spread, on which figures are reported."""


ONE_SLOT = ("sick.trial", "conjnli.dev", "cad_snli.dev", "negnli_rte.test", "negnli_snli.test")
"""Development files with pairs that differ in one slot."""
COUNTS = {"written": 0.6, "checklist": 1.5, "real reports": 0.2}
"""How much a pair of a source counts. The NLI model was trained on pairs of the same writers as the written ones that
were kept apart, so it is surer of them than of other people's; a pair of the checklist stands beside its twins; of two
real reports most pairs are neutral, as pairs that somebody chose are not."""
READ = {"yes": "entailment", "partly": "neutral", "no": "neutral", "against": "contradiction"}
"""What a reading of one source beside another's statement is for a pair that stands alone."""
LONG = 400
CONFLICTS = 10
"""One in so many of the pairs of conflicts/dynamicqa is fitted on; all of them are even in the file's order."""


@dataclass(frozen=True, slots=True)
class Example:
    source: str
    group: str
    premise: str
    hypothesis: str
    label: str


def rows(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        return [json.loads(line) for line in handle if line.strip()]


def thinned(items: Sequence[Any], cap: int) -> list[Any]:
    """At most `cap` items, evenly spread."""
    return list(items) if len(items) <= cap else [items[int(i)] for i in np.linspace(0, len(items) - 1, cap)]


def examples(data: Path, cap: int) -> list[Example]:
    """Every pair the weights are fitted on."""
    found = [_example("pairs", r["story"], r) for r in rows(ROOT / "eval/pairs/dev.jsonl")]
    for path in sorted((ROOT / "eval/checklist").glob("*.jsonl")):
        for r in rows(path):
            if r.get("part") == "open":
                turned = {"premise": r["hypothesis"], "hypothesis": r["premise"], "label": r["backward"]}
                found += [_example("checklist", r["premise"], r), _example("checklist", r["premise"], turned)]
    config = tomllib.loads((RECIPE / "config.toml").read_text())
    for story in names():
        if held_out(story, config["stories_held_out"]):
            for pair in story_pairs(story)[0]:
                # Contradictions one way round: there are three times as many as of the others.
                for premise, hypothesis, label in list(three_way(pair))[: 1 if pair.label == "contradiction" else 2]:
                    row = {"premise": premise, "hypothesis": hypothesis, "label": label}
                    found.append(_example("training stories", story, row))
    apart = config["written_held_out"]
    for folder in (data / "written", RECIPE / "written"):
        written = [r for path in sorted(folder.glob("*.jsonl")) for r in rows(path) if share(r["premise"]) < apart]
        found += [_example("written", r["premise"], r) for r in thinned(written, cap)]
    for name in ("vitaminc_real.dev", "mnli.dev_mismatched"):
        found += [_example(name, r["premise"], r) for r in thinned(unreported(data / f"nli/dev/{name}.jsonl.gz"), cap)]
    for name in ONE_SLOT:
        some = [r for r in rows(data / f"nli/dev/{name}.jsonl.gz") if r["label"] in LABELS and len(r["premise"]) < LONG]
        found += [_example("one slot", r["premise"], r) for r in some if one_slot(r["premise"], r["hypothesis"])]
    for r in rows(data / "conflicts/dynamicqa/pairs.jsonl.gz")[::CONFLICTS]:
        pair = {"premise": r["text_a"], "hypothesis": r["text_b"], "label": "contradiction"}
        found.append(_example("conflicts", r["id"], pair))
        same = re.sub(re.escape(r["value_b"]), lambda _, value=r["value_a"]: str(value), r["text_b"], flags=re.I)
        if same != r["text_b"]:
            twin = {"premise": r["text_a"], "hypothesis": f"In all, {same}", "label": "entailment"}
            found.append(_example("conflicts", r["id"], twin))
    found += real_news(data / "news" / "basil" / "articles.jsonl.gz")
    return found + list(real_reports(data / "news" / "allsides" / "triples.jsonl.gz"))


def real_reports(path: Path) -> Iterator[Example]:
    """Pairs of statements of short reports that were read for the judge alone, both ways round."""
    for read in labelled(path, APART, Counter()):
        if fitted_on(read.event):
            texts = (read.first.text, read.second.text)
            for (premise, hypothesis), label in zip((texts, texts[::-1]), read.ways(), strict=True):
                row = {"premise": premise, "hypothesis": hypothesis, "label": label}
                yield _example("real reports", read.event, row)


def real_news(path: Path) -> Iterator[Example]:
    """Pairs of statements of real news that were read, of BASIL's events at even places."""
    given = articles(path, "even")
    events = {a.article_id: str(a.story) for a in given}
    for reading in readings(s for a in given for s in split_article(a, Dropped()))[0]:
        if len(set(reading.labels)) == 1:
            pair = {
                "premise": reading.premise.text,
                "hypothesis": reading.hypothesis.text,
                "label": READ[reading.labels[0]],
            }
            yield _example("real news", events[reading.premise.article_id], pair)


def _example(source: str, group: str, row: dict[str, Any]) -> Example:
    return Example(source, f"{source} {group}", row["premise"], row["hypothesis"], row["label"])


def unreported(path: Path) -> list[dict[str, Any]]:
    """Rows that share no text with those on which figures are reported."""
    everything = rows(path)
    reported = {text for r in thinned(everything, REPORTED) for text in (r["premise"], r["hypothesis"])}
    return [r for r in everything if r["premise"] not in reported and r["hypothesis"] not in reported]


def share(text: str) -> float:
    """The same split by premise as the NLI recipe's."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48


def values(found: Sequence[Example], model: str) -> tuple[list[str], np.ndarray, np.ndarray]:
    """(names of the features, their (n, k) values, (n,) the model's own answers)."""
    texts = sorted({text for e in found for text in (e.premise, e.hypothesis)})
    read = {text: single_statement(text) for text in texts}
    vectors = dict(zip(texts, load_encoder().encode(texts), strict=True))
    turned = [p for e in found for p in ((e.premise, e.hypothesis), (e.hypothesis, e.premise))]
    table = predict(load_model(model), turned, lambda *_: None)
    out, alone = [], []
    for number, example in enumerate(found):
        left, right = read[example.premise], read[example.hypothesis]
        there, back = table[2 * number], table[2 * number + 1]
        near = float(vectors[example.premise] @ vectors[example.hypothesis])
        out.append(features(left, right, there, back, near, compare_facts(left, right)))
        alone.append(int(np.argmax([there.entailment, there.neutral, there.contradiction])))
    names = list(out[0])
    return names, np.array([[row[name] for name in names] for row in out]), np.array(alone)


def fitted(x: np.ndarray, y: np.ndarray, strength: float, found: Sequence[Example]) -> Pipeline:
    model = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=3000))
    return model.fit(x, y, logisticregression__sample_weight=[COUNTS.get(e.source, 1.0) for e in found])


def report(found: Sequence[Example], x: np.ndarray, y: np.ndarray, alone: np.ndarray, strength: float) -> None:
    """Five folds: what the weights make of pairs they were not fitted on."""
    guessed = np.zeros(len(y), dtype=int)
    for train, test in GroupKFold(5).split(x, y, [e.group for e in found]):
        guessed[test] = fitted(x[train], y[train], strength, [found[i] for i in train]).predict(x[test])
    sources = np.array([e.source for e in found])
    for source in dict.fromkeys(sources):
        chosen = sources == source
        scores = [100 * f1_score(y[chosen], g[chosen], average="macro") for g in (alone, guessed)]
        false = [int(((g == 2) & (y != 2) & chosen).sum()) for g in (alone, guessed)]
        print(
            f"{source:<22}{chosen.sum():>6} pairs  model {scores[0]:.1f}  weighed {scores[1]:.1f}  "
            f"false contradictions {false[0]} -> {false[1]}"
        )


def table(model: Pipeline, names: Sequence[str], found: Iterable[Example]) -> str:
    """The weights as TOML, for the features as they are (the scaling is folded in)."""
    scaler, logistic = model[0], model[1]
    lines = [
        "# How the labels of a given pair are weighed. Written by models/recipes/judge/fit_combination.py from",
        f"# {', '.join(dict.fromkeys(e.source for e in found))} (rows left out of the reports); do not edit by hand.",
    ]
    for number, label in enumerate(LABELS):
        by_name = logistic.coef_[number] / scaler.scale_
        start = logistic.intercept_[number] - float(by_name @ scaler.mean_)
        lines += ["", f"[{label}]", f"intercept = {start:.4f}", "", f"[{label}.weights]"]
        lines += [f"{name} = {weight:.4f}" for name, weight in zip(names, by_name, strict=True)]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with nli/ and written/")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--cap", type=int, default=900, help="pairs of each large source")
    parser.add_argument("--strength", type=float, default=0.1, help="inverse of the regularisation")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = examples(arguments.data, arguments.cap)
    names, x, alone = values(found, arguments.model)
    y = np.array([LABELS.index(e.label) for e in found])
    report(found, x, y, alone, arguments.strength)
    text = table(fitted(x, y, arguments.strength, found), names, found)
    if arguments.write:
        TARGET.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
