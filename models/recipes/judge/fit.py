"""Fit the agreement model of the judge, and say how well it does on development stories left out.

    python models/recipes/judge/fit.py --data ../shared/data                 # prints figures, writes nothing
    python models/recipes/judge/fit.py --data ../shared/data --write         # and writes factcheck/judge/agreement.toml

Two kinds of example. Written pairs: the newsroom pairs that the NLI recipe kept apart, which the model has not seen.
Stories: two statements of different sources agree where both support one claim of the hand-labelled table (their
spans lie on the words the table gives); pairs that qualify a claim are left out, every other candidate pair does not
agree. The figures are of stories left out of the fit one at a time; the test stories are not touched.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve

from factcheck.articles import load_articles
from factcheck.facts.comparison import compare_facts, unsupported_names, unsupported_quantities
from factcheck.judge.agreement import FEATURES, features
from factcheck.judge.gate import other_event
from factcheck.nli import load_model
from factcheck.pairing.encoder import load_encoder
from factcheck.pipeline import check, predict
from factcheck.statements import single_statement
from factcheck.types import Probabilities, Statement

ROOT = Path(__file__).parents[3]
RECIPE = ROOT / "models" / "recipes" / "nli"
TARGET = ROOT / "factcheck" / "judge" / "agreement.toml"


@dataclass(slots=True)
class Examples:
    values: list[list[float]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    model_only: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(
        self,
        premise: Statement,
        hypothesis: Statement,
        forward: Probabilities,
        backward: Probabilities,
        similarity: float,
        label: bool,
    ) -> None:
        self.values.append(features(premise, hypothesis, forward, backward, similarity))
        self.labels.append(int(label))
        self.model_only.append(forward.entailment)
        self.texts.append(f"{premise.text} || {hypothesis.text}")


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


def written_examples(data: Path, model: str) -> Examples:
    """Examples from the written pairs that training kept apart."""
    config = tomllib.loads((RECIPE / "config.toml").read_text())
    rows = [
        json.loads(line)
        for folder in (data / "written", RECIPE / "written")
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    rows = [r for r in rows if share(r["premise"]) < config["written_held_out"]]
    texts = sorted({t for r in rows for t in (r["premise"], r["hypothesis"])})
    read = {t: single_statement(t) for t in texts}
    vectors = dict(zip(texts, load_encoder().encode(texts), strict=True))
    turned = [p for r in rows for p in ((r["premise"], r["hypothesis"]), (r["hypothesis"], r["premise"]))]
    table = predict(load_model(model), turned, lambda *_: None)
    examples = Examples()
    for number, row in enumerate(rows):
        premise, hypothesis = read[row["premise"]], read[row["hypothesis"]]
        similarity = float(vectors[row["premise"]] @ vectors[row["hypothesis"]])
        there, back = table[2 * number], table[2 * number + 1]
        if not guarded(premise, hypothesis, similarity):
            examples.add(premise, hypothesis, there, back, similarity, row["label"] == "entailment")
    return examples


def share(text: str) -> float:
    """The same split by premise as the NLI recipe's."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48


def fitted(stories: list[Examples], written: Examples, weight: float, strength: float) -> LogisticRegression:
    """A logistic model of the stories' pairs and, each counting `weight`, the written ones."""
    parts = [*stories, written]
    values = np.array([v for p in parts for v in p.values])
    labels = np.array([y for p in parts for y in p.labels])
    share = np.array([weight if p is written else 1.0 for p in parts for _ in p.labels])
    return LogisticRegression(C=strength, max_iter=2000).fit(values, labels, sample_weight=share)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with written/")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--weight", type=float, default=0.2, help="what a written pair counts beside a story's")
    parser.add_argument("--strength", type=float, default=1.0, help="inverse of the regularisation")
    parser.add_argument("--show", type=int, default=0, help="print so many of the highest scored pairs left out")
    arguments = parser.parse_args()
    index = tomllib.loads((ROOT / "eval/stories/index.toml").read_text())
    stories = {n: story_examples(n, e, arguments.model) for n, e in index.items() if e["split"] == "dev"}
    written = written_examples(arguments.data, arguments.model)
    print(f"written pairs kept apart: {sum(written.labels)} of {len(written.labels)} left to the model agree")
    scores, gold, alone, texts = [], [], [], []
    for name, held in stories.items():
        rest = [e for n, e in stories.items() if n != name]
        found = fitted(rest, written, arguments.weight, arguments.strength).predict_proba(np.array(held.values))[:, 1]
        print(
            f"{name}: {sum(held.labels)} of {len(held.labels)} directed pairs agree; average precision "
            f"{average_precision_score(held.labels, found):.3f}, the model alone "
            f"{average_precision_score(held.labels, held.model_only):.3f}"
        )
        scores += found.tolist()
        gold += held.labels
        alone += held.model_only
        texts += held.texts
    for label, values in (("agreement model", scores), ("entailment alone", alone)):
        precision, recall, thresholds = precision_recall_curve(gold, values)
        for wanted in (0.9, 0.8, 0.7):
            places = [i for i in range(len(thresholds)) if precision[i] >= wanted]
            if places:
                i = max(places, key=lambda place: recall[place])
                print(f"{label}: precision {precision[i]:.2f}, recall {recall[i]:.2f} at {thresholds[i]:.2f}")
    for i in np.argsort(scores)[::-1][: arguments.show]:
        print(f"{scores[i]:.2f} {'agrees' if gold[i] else 'NOT'} {texts[i]}")
    model = fitted(list(stories.values()), written, arguments.weight, arguments.strength)
    lines = [
        "# Log-odds that a premise bears a hypothesis out. Written by models/recipes/judge/fit.py from written",
        f"# pairs kept apart and the development stories ({', '.join(stories)}); do not edit by hand.",
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
