"""Fit the agreement model of the judge, and say how well it does on development stories left out.

    python models/recipes/judge/fit.py --data ../shared/data                 # prints figures, writes nothing
    python models/recipes/judge/fit.py --data ../shared/data --write         # and writes factcheck/judge/agreement.toml

Three kinds of example. Real news: pairs of BASIL's events at even places that were read (`benchmarks/readings.py`) and
pairs of short reports that were read (`models/recipes/nli/labelled/allsides_apart.jsonl`, one half of its events); a
pair drawn for many counts more, by the root of how many. Stories: two statements of
different sources agree where both support one claim of the hand-labelled table (their spans lie on the words the table
gives); pairs that qualify a claim are left out, every other candidate pair does not agree. Training stories that the
NLI recipe keeps apart: their labelled pairs. The figures are of stories, and of fifths of the real events, left out of
the fit one at a time; the test stories and the events at odd places are not touched. The written pairs that the NLI
recipe keeps apart would make it worse on both: they are written so that shared words tell nothing, which in news they
do.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve

from factcheck.articles import load_articles
from factcheck.facts.comparison import compare_facts, unsupported_names, unsupported_quantities
from factcheck.judge.agreement import FEATURES, features
from factcheck.judge.gate import other_event
from factcheck.nli import load_model
from factcheck.pairing.encoder import load_encoder
from factcheck.pipeline import check, predict
from factcheck.types import Probabilities, Statement

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / part) for part in ("benchmarks", "models/recipes/nli", "models/recipes/stories")]
from borrowed import APART, fitted_on, labelled  # noqa: E402
from readings import articles, readings  # noqa: E402
from training_stories import held_out, names, story_pairs  # noqa: E402

RECIPE = ROOT / "models" / "recipes" / "nli" / "config.toml"

TARGET = ROOT / "factcheck" / "judge" / "agreement.toml"


@dataclass(slots=True)
class Examples:
    values: list[list[float]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    model_only: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(
        self,
        premise: Statement,
        hypothesis: Statement,
        forward: Probabilities,
        backward: Probabilities,
        similarity: float,
        label: bool,
        weight: float = 1.0,
    ) -> None:
        self.values.append(features(premise, hypothesis, forward, backward, similarity))
        self.labels.append(int(label))
        self.model_only.append(forward.entailment)
        self.texts.append(f"{premise.text} || {hypothesis.text}")
        self.weights.append(weight)


def claims_of(statement: Statement, rows: list[dict[str, object]], text: str, *, whole: bool) -> dict[str, str]:
    """Claim id -> stance for the rows whose words the statement carries; with `whole` the statement is little more."""
    found = {}
    for row in rows:
        for cell in row["stances"]:  # type: ignore[attr-defined]
            if cell["source"] != statement.source or not cell.get("quote"):
                continue
            start = text.find(cell["quote"])
            shared = min(statement.end, start + len(cell["quote"])) - max(statement.start, start)
            size = statement.end - statement.start
            if shared >= 0.6 * min(len(cell["quote"]), size) and (not whole or shared >= 0.4 * size):
                found[str(row["id"])] = cell["stance"]
    return found


def story_examples(name: str, entry: dict[str, str], model: str) -> Examples:
    rows = [json.loads(line) for line in (ROOT / "eval/stories" / name / "gold.jsonl").read_text().splitlines()]
    articles = load_articles([ROOT / entry["articles"]])
    run = check(articles, model=model)
    text = {a.article_id: a.text for a in run.articles}
    by_id = {s.statement_id: s for s in run.statements}
    examples = Examples()
    for item in run.judged:
        one, other = by_id[item.pair.premise_id], by_id[item.pair.hypothesis_id]
        there, back = item.judgement.forward, item.judgement.backward
        if one.source == other.source:
            continue
        for premise, hypothesis, forward, backward in ((one, other, there, back), (other, one, back, there)):
            label = agrees(premise, hypothesis, rows, text)
            if label is not None and not guarded(premise, hypothesis, item.pair.similarity):
                examples.add(premise, hypothesis, forward, backward, item.pair.similarity, label)
    return examples


def guarded(premise: Statement, hypothesis: Statement, similarity: float) -> bool:
    """Whether the judge decides the pair before it asks the agreement model."""
    return bool(
        other_event(premise, hypothesis, similarity) is not None
        or unsupported_quantities(premise, hypothesis)
        or unsupported_names(premise, hypothesis)
        or any(f.relation == "conflicts" for f in compare_facts(premise, hypothesis))
    )


def agrees(
    premise: Statement, hypothesis: Statement, rows: list[dict[str, object]], text: dict[str, str]
) -> bool | None:
    """Whether both support one claim; None where one of them only qualifies or contradicts it."""
    left = claims_of(premise, rows, text[premise.article_id], whole=False)
    right = claims_of(hypothesis, rows, text[hypothesis.article_id], whole=True)
    shared = {(left[c], right[c]) for c in left if c in right}
    return True if ("supports", "supports") in shared else None if shared else False


def real_examples(data: Path, model: str) -> list[Examples]:
    """Pairs of real news that were read, in fifths by event."""
    statements = check(articles(data / "news" / "basil" / "articles.jsonl.gz", "even"), model=model).statements
    known, lost = readings(statements)
    print(f"real news: {len(known)} pairs read, {lost} whose statements are no longer made")
    events = {a.article_id: a.story for a in articles(data / "news" / "basil" / "articles.jsonl.gz", "even")}
    texts = sorted({s.text for r in known for s in (r.premise, r.hypothesis)})
    vectors = dict(zip(texts, load_encoder().encode(texts), strict=True))
    pairs = [p for r in known for p in ((r.premise.text, r.hypothesis.text), (r.hypothesis.text, r.premise.text))]
    table = predict(load_model(model), pairs, lambda *_: None)
    fifths = [Examples() for _ in range(5)]
    for number, reading in enumerate(known):
        one, other = reading.premise, reading.hypothesis
        similarity = float(vectors[one.text] @ vectors[other.text])
        if reading.agreed is None or guarded(one, other, similarity):
            continue
        place = fifths[int(share(str(events[one.article_id])) * 5)]
        weight = reading.stands_for**0.5
        place.add(one, other, table[2 * number], table[2 * number + 1], similarity, reading.agreed, weight)
    add_reports(data, model, fifths)
    mean = float(np.mean([w for p in fifths for w in p.weights]))
    for place in fifths:
        place.weights = [w / mean for w in place.weights]
    return fifths


def add_reports(data: Path, model: str, fifths: list[Examples]) -> None:
    """To fifths of real news, the pairs of other real reports that were read for the judge alone."""
    lost: Counter[str] = Counter()
    reports = labelled(data / "news" / "allsides" / "triples.jsonl.gz", APART, lost)
    known = [read for read in reports if fitted_on(read.event)]
    print(f"real reports: {len(known)} pairs read, {lost.total()} whose statements are no longer made")
    texts = sorted({s.text for r in known for s in (r.first, r.second)})
    vectors = dict(zip(texts, load_encoder().encode(texts), strict=True))
    table = predict(
        load_model(model),
        [p for r in known for p in ((r.first.text, r.second.text), (r.second.text, r.first.text))],
        lambda *_: None,
    )
    for number, read in enumerate(known):
        similarity = float(vectors[read.first.text] @ vectors[read.second.text])
        there, back = table[2 * number], table[2 * number + 1]
        for one, other, label, forward, backward in (
            (read.first, read.second, read.ways()[0], there, back),
            (read.second, read.first, read.ways()[1], back, there),
        ):
            if not guarded(one, other, similarity):
                place = fifths[int(share(read.event) * 5)]
                bears = label == "entailment"
                place.add(one, other, forward, backward, similarity, bears, read.stands_for**0.5)


def told_examples(model: str) -> Examples:
    """Labelled pairs of the training stories that the NLI model was not trained on, the ways round that are known."""
    apart = tomllib.loads(RECIPE.read_text())["stories_held_out"]
    pairs = [p for story in names() if held_out(story, apart) for p in story_pairs(story)[0] if p.label != "update"]
    texts = sorted({s.text for p in pairs for s in (p.premise, p.hypothesis)})
    vectors = dict(zip(texts, load_encoder().encode(texts), strict=True))
    asked = [t for p in pairs for t in ((p.premise.text, p.hypothesis.text), (p.hypothesis.text, p.premise.text))]
    table = predict(load_model(model), asked, lambda *_: None)
    found = Examples()
    for number, pair in enumerate(pairs):
        one, other, ways = pair.premise, pair.hypothesis, (table[2 * number], table[2 * number + 1])
        similarity = float(vectors[one.text] @ vectors[other.text])
        if guarded(one, other, similarity):
            continue
        found.add(one, other, *ways, similarity, pair.label == "agree")
        if pair.label in ("contradiction", "neutral"):
            found.add(other, one, *ways[::-1], similarity, False)
    return found


def share(text: str) -> float:
    """The same split by premise as the NLI recipe's."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48


def fitted(parts: list[tuple[Examples, float]], strength: float) -> LogisticRegression:
    """A logistic model of examples, each part with what one of its pairs counts."""
    values = np.array([v for part, _ in parts for v in part.values])
    labels = np.array([y for part, _ in parts for y in part.labels])
    counts = np.array([weight * w for part, weight in parts for w in part.weights])
    centre, spread = values.mean(0), values.std(0) + 1e-9
    scaled = (values - centre) / spread
    found = LogisticRegression(C=strength, max_iter=5000).fit(scaled, labels, sample_weight=counts)
    against = [FEATURES.index(f"{way}_contradiction") for way in ("forward", "backward")]
    while any(found.coef_[0][place] > 0 for place in against):
        # Beside the entailment a contradiction is mostly "not neutral"; it never speaks for an agreement.
        scaled[:, [place for place in against if found.coef_[0][place] >= 0]] = 0.0
        found = LogisticRegression(C=strength, max_iter=5000).fit(scaled, labels, sample_weight=counts)
    # Fitted on features of one scale, told for features as they are.
    found.coef_ = found.coef_ / spread
    found.intercept_ = found.intercept_ - found.coef_ @ centre
    return found


def tell(name: str, held: Examples, found: NDArray[np.float64]) -> None:
    """Average precision of one part left out."""
    if not any(held.labels):
        print(f"{name}: none of {len(held.labels)} directed pairs agrees")
        return
    fitted_score = average_precision_score(held.labels, found, sample_weight=held.weights)
    alone = average_precision_score(held.labels, held.model_only, sample_weight=held.weights)
    print(
        f"{name}: {sum(held.labels)} of {len(held.labels)} directed pairs agree; average precision "
        f"{fitted_score:.3f}, the model alone {alone:.3f}"
    )


def curves(parts: list[Examples], scores: list[NDArray[np.float64]]) -> None:
    """The recall at which some precisions are reached, over all parts together."""
    gold = [y for part in parts for y in part.labels]
    weights = [w for part in parts for w in part.weights]
    alone = np.array([m for part in parts for m in part.model_only])
    for label, values in (("agreement model", np.concatenate(scores)), ("entailment alone", alone)):
        precision, recall, thresholds = precision_recall_curve(gold, values, sample_weight=weights)
        for wanted in (0.95, 0.9, 0.8, 0.7):
            places = [i for i in range(len(thresholds)) if precision[i] >= wanted]
            if places:
                i = max(places, key=lambda place: recall[place])
                print(f"  {label}: precision {precision[i]:.2f}, recall {recall[i]:.2f} at {thresholds[i]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with news/")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--stories", type=float, default=0.3, help="what a story's pair counts beside one that was read"
    )
    parser.add_argument("--told", type=float, default=0.15, help="what a pair of a training story counts beside it")
    parser.add_argument("--strength", type=float, default=0.3, help="inverse of the regularisation")
    arguments = parser.parse_args()
    index = tomllib.loads((ROOT / "eval/stories/index.toml").read_text())
    dev = [n for n, e in index.items() if e["split"] == "dev"]
    real = real_examples(arguments.data, arguments.model)
    stories = [story_examples(n, index[n], arguments.model) for n in dev]
    told = told_examples(arguments.model)
    counts = [1.0] * len(real) + [arguments.stories] * len(stories) + [arguments.told]
    parts = list(zip([*real, *stories, told], counts, strict=True))
    scores = []
    for held, _ in parts:
        rest = [part for part in parts if part[0] is not held]
        scores.append(fitted(rest, arguments.strength).predict_proba(np.array(held.values))[:, 1])
    titles = [*(f"fifth {n + 1}" for n in range(5)), *dev, "training stories"]
    for name, held, found in zip(titles, [*real, *stories, told], scores, strict=True):
        tell(name, held, found)
    print("real news:")
    curves(real, scores[: len(real)])
    print("stories:")
    curves(stories, scores[len(real) : -1])
    print("training stories:")
    curves([told], scores[-1:])
    model = fitted(parts, arguments.strength)
    lines = [
        "# Log-odds that a premise bears a hypothesis out. Written by models/recipes/judge/fit.py from pairs of real",
        "# news that were read, the development stories and training stories kept apart; do not edit by hand.",
        f"intercept = {model.intercept_[0]:.4f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, model.coef_[0], strict=True)),
    ]
    print("\n".join(lines))
    if arguments.write:
        TARGET.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
