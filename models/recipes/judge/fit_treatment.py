"""Fit how an article treats a named claim, on the Emergent claims, and say how well it does on claims left out.

    python models/recipes/judge/fit_treatment.py --data ../shared/data          # prints figures, writes nothing
    python models/recipes/judge/fit_treatment.py --data ../shared/data --write  # and factcheck/claims/treatment.toml

Labels: for (the article vouches), against (it denies), observing (it only reports). Cells on which the labellers agreed
are used. Figures are of five folds by claim: the weights alone, and the whole of `check --claims`, which keeps the
judge's word where it found a contradiction and where no statement tells the claim. The last line is what becomes of
claims put to articles about the most similar other claim, where silence is right. Splitting the articles takes ten
minutes on one core; with `--keep FILE` they are kept for the next time (JSON lines).
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from factcheck.claims.treatment import NEAREST, TREATMENTS, Spoken, Weights, features, treat
from factcheck.codec import from_plain, plain
from factcheck.judge.combine import judge
from factcheck.nli import load_model
from factcheck.pairing.candidates import comparable
from factcheck.pairing.encoder import load_encoder
from factcheck.pipeline import predict
from factcheck.statements import single_statement, split_statements
from factcheck.types import Article, Probabilities, Stance, Statement

ROOT = Path(__file__).parents[3]
TARGET = ROOT / "factcheck" / "claims" / "treatment.toml"
LABELS = ("for", "against", "observing")
"""In the order of TREATMENTS."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article has nearest to a claim: (statement, cosine, place) and, later, what the model says of them."""

    claim: str
    label: str
    near: list[tuple[Statement, float, float]]


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as handle:
        yield from (json.loads(line) for line in handle)


def cells(folder: Path) -> list[Cell]:
    """Every clean cell, its article split and its nearest statements found."""
    texts = {row["id"]: row for row in rows(folder, "articles")}
    encoder = load_encoder()
    split: dict[str, tuple[list[Statement], np.ndarray]] = {}
    found = []
    for number, table in enumerate(rows(folder, "claim_tables"), 1):
        vector = encoder.encode([table["claim"]])[0]
        for cell in table["cells"]:
            body = cell["body_id"]
            if not cell["clean"] or body not in texts:
                continue
            if body not in split:
                article = Article(body, body, texts[body]["text"], texts[body]["title"] or "", story="s")
                said = [s for s in split_statements(article) if comparable(s)]
                split[body] = said, encoder.encode([s.text for s in said]) if said else np.zeros((0, len(vector)))
            said, vectors = split[body]
            scores = vectors @ vector
            order = np.argsort(-scores, kind="stable")[:NEAREST]
            found.append(
                Cell(
                    table["claim"], cell["label"], [(said[i], float(scores[i]), i / len(said)) for i in order.tolist()]
                )
            )
        print(f"claim {number}", file=sys.stderr)
    return found


def kept(path: Path | None, folder: Path) -> list[Cell]:
    """The cells, from `path` where it exists, else found and written there."""
    if path is not None and path.exists():
        found = []
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            near = [(from_plain(Statement, s), similarity, place) for s, similarity, place in row["near"]]
            found.append(Cell(row["claim"], row["label"], near))
        return found
    found = cells(folder)
    if path is not None:
        lines = [
            json.dumps({"claim": c.claim, "label": c.label, "near": [(plain(s), x, y) for s, x, y in c.near]})
            for c in found
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return found


def strangers(found: Sequence[Cell], most: int = 4) -> list[Cell]:
    """Each claim beside articles about the most similar other claim, `most` of them; none of them tells it."""
    encoder = load_encoder()
    claims = list(dict.fromkeys(c.claim for c in found))
    vectors = encoder.encode(claims)
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, -1.0)
    texts = sorted({s.text for c in found for s, _, _ in c.near})
    place = {text: row for row, text in enumerate(texts)}
    said = encoder.encode(texts)
    made = []
    for row, claim in enumerate(claims):
        other = claims[int(alike[row].argmax())]
        for cell in [c for c in found if c.claim == other][:most]:
            near = [(s, float(said[place[s.text]] @ vectors[row]), where) for s, _, where in cell.near]
            made.append(Cell(claim, "", sorted(near, key=lambda item: -item[1])))
    return made


def spoken(found: Sequence[Cell], model: str) -> list[list[Spoken]]:
    """What each cell's statements were judged to do to its claim."""
    turned = [p for c in found for s, _, _ in c.near for p in ((s.text, c.claim), (c.claim, s.text))]
    different = sorted(set(turned))
    table: dict[tuple[str, str], Probabilities] = dict(
        zip(different, predict(load_model(model), different, lambda *_: None), strict=True)
    )
    claims = {c.claim: single_statement(c.claim) for c in found}
    return [
        [
            Spoken(s, near, judge(s, claims[c.claim], table[s.text, c.claim], table[c.claim, s.text], near), place)
            for s, near, place in c.near
        ]
        for c in found
    ]


def fitted(x: np.ndarray, y: np.ndarray, strength: float) -> Pipeline:
    logistic = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced")
    return make_pipeline(StandardScaler(), logistic).fit(x, y)


def table(model: Pipeline, names: Sequence[str]) -> dict[str, Any]:
    """The weights by treatment, for the features as they are (the scaling is folded in)."""
    scaler, logistic = model[0], model[1]
    weights = {}
    for number, name in enumerate(TREATMENTS):
        row = logistic.coef_[number] / scaler.scale_
        start = float(logistic.intercept_[number] - row @ scaler.mean_)
        weights[name] = {"intercept": start, "weights": dict(zip(names, row.tolist(), strict=True))}
    return weights


def whole(claim: str, said: Sequence[Spoken], weights: Weights) -> int:
    """What `check --claims` makes of a cell with these weights, as an index of LABELS."""
    stances = _stances(single_statement(claim), said, weights)
    return _label(stances)


def _label(stances: set[Stance]) -> int:
    return 1 if Stance.CONTRADICTS in stances else 0 if Stance.SUPPORTS in stances else 2


def _stances(claim: Statement, said: Sequence[Spoken], weights: Weights) -> set[Stance]:
    treated = treat(claim, said, weights)
    return {treated[1].stance} if treated else {s.judgement.stance for s in said}


def report(
    name: str, claims: Sequence[str], gold: np.ndarray, guessed: np.ndarray, folds: Sequence[np.ndarray]
) -> None:
    spread = " ".join(f"{f1_score(gold[f], guessed[f], average='macro'):.2f}" for f in folds)
    each = " ".join(f"{label} {s:.2f}" for label, s in zip(LABELS, f1_score(gold, guessed, average=None), strict=True))
    disputed = [
        ({0, 1} <= set(gold[rows]), {0, 1} <= set(guessed[rows]))
        for rows in ([i for i, c in enumerate(claims) if c == claim] for claim in dict.fromkeys(claims))
    ]
    hits = sum(a and b for a, b in disputed)
    f1 = 2 * hits / max(1, sum(a for a, _ in disputed) + sum(b for _, b in disputed))
    print(
        f"{name}: macro-F1 {f1_score(gold, guessed, average='macro'):.3f} (folds {spread}); {each}; "
        f"disputed {f1:.2f} of {sum(a for a, _ in disputed)} claims"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with news/emergent")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--keep", type=Path, help="file that keeps the split articles")
    parser.add_argument("--strength", type=float, default=0.05, help="inverse of the regularisation")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = [c for c in kept(arguments.keep, arguments.data / "news" / "emergent") if c.near]
    said = spoken(found, arguments.model)
    values = [features(single_statement(c.claim), s) for c, s in zip(found, said, strict=True)]
    names = list(values[0])
    x = np.array([[row[name] for name in names] for row in values])
    y = np.array([LABELS.index(c.label) for c in found])
    claims = [c.claim for c in found]
    guessed, through = np.zeros(len(y), dtype=int), np.zeros(len(y), dtype=int)
    folds = []
    for train, test in GroupKFold(5).split(x, y, claims):
        model = fitted(x[train], y[train], arguments.strength)
        guessed[test] = model.predict(x[test])
        weights = table(model, names)
        through[test] = [whole(claims[i], said[i], weights) for i in test.tolist()]
        folds.append(test)
    print(f"{len(y)} cells of {len(set(claims))} claims")
    judged = np.array([_label({one.judgement.stance for one in s}) for s in said])
    report("the judge alone", claims, y, judged, folds)
    report("the weights alone", claims, y, guessed, folds)
    report("check --claims", claims, y, through, folds)
    other = strangers(found)
    beside, weights = spoken(other, arguments.model), table(fitted(x, y, arguments.strength), names)
    told = [_stances(single_statement(c.claim), s, weights) for c, s in zip(other, beside, strict=True)]
    shares = {
        name: sum(name in stances for stances in told) / len(told) for name in Stance if name is not Stance.SILENT
    }
    print(f"{len(told)} articles on another claim: " + ", ".join(f"{n} {100 * v:.1f}%" for n, v in shares.items()))
    if arguments.write:
        TARGET.write_text(written(table(fitted(x, y, arguments.strength), names)), encoding="utf-8")


def written(weights: dict[str, Any]) -> str:
    lines = [
        "# How an article treats a named claim. Written by models/recipes/judge/fit_treatment.py from the Emergent",
        "# claims; do not edit by hand (the words are in treatment_words.toml).",
    ]
    for name, row in weights.items():
        lines += ["", f"[{name}]", f"intercept = {row['intercept']:.4f}", "", f"[{name}.weights]"]
        lines += [f"{key} = {value:.4f}" for key, value in row["weights"].items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
