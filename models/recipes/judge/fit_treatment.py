"""Fit how an article treats a named claim, and say how well it does on claims and stories left out.

    python models/recipes/judge/fit_treatment.py --data ../shared/data          # prints figures, writes nothing
    python models/recipes/judge/fit_treatment.py --data ../shared/data --write  # and factcheck/claims/treatment.toml

Two sorts of examples. The claims of Emergent beside their articles: for (the article vouches), against (it denies),
observing (it only reports); cells on which the labellers agreed are used. Statements of the training stories that the
NLI recipe keeps apart, beside the article of another outlet: for where that bears them out, against where it
contradicts them, observing where it tells them more weakly. An article does not speak of the claim where it is about
the most similar other claim of Emergent, where a story's pair is neutral and no other of its article speaks of the
statement, and where the statement tells another event of the same sort.

Figures are of five folds, by claim (those that share articles together) and by story: the weights alone, and the
whole of `check --claims`, which keeps the judge's word where it found a contradiction, where the article does not speak
of the claim, and where it is not sure enough. Splitting the articles takes ten minutes on one core; with `--keep FILE`
they are kept for the next time (JSON lines).
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from factcheck.articles import with_boilerplate
from factcheck.claims.evidence import Spoken, Tone, features, read, tone_of
from factcheck.claims.treatment import NEAREST, TREATMENTS, Weights, treat, treatment_chances
from factcheck.codec import from_plain, plain
from factcheck.judge.combine import judge
from factcheck.nli import load_model
from factcheck.pairing.candidates import comparable
from factcheck.pairing.encoder import Encoder, load_encoder
from factcheck.pipeline import predict
from factcheck.statements import single_statement, split_articles, split_statements
from factcheck.types import Article, Dropped, Probabilities, Stance, Statement

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "models" / "recipes" / "stories"))
import training_stories  # noqa: E402

TARGET = ROOT / "factcheck" / "claims" / "treatment.toml"
RECIPE = ROOT / "models" / "recipes" / "nli" / "config.toml"
LABELS = ("for", "against", "observing")
"""In the order of TREATMENTS."""
TOLD = {"agree": "for", "contradiction": "against", "qualifies": "observing"}
STANCES = (Stance.CONTRADICTS, Stance.SUPPORTS, Stance.QUALIFIES, Stance.SILENT)
"""Of the statements of an article, the first of these is the article's."""
STRANGERS = 8
"""Articles about the most similar other claim that a claim is put to; few of them tell it."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article has nearest to a claim: (statement, cosine, place), and its words of doubt and denial."""

    claim: str
    label: str
    """One of LABELS, or silent where the article does not speak of the claim."""
    group: str
    """The claim and those that share articles with it, or the story: left out as a whole."""
    near: list[tuple[Statement, float, float]]
    tone: Tone


@dataclass(frozen=True, slots=True)
class Example:
    """A cell as the models see it."""

    cell: Cell
    claim: Statement
    spoken: list[Spoken]
    values: dict[str, float]


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as handle:
        yield from (json.loads(line) for line in handle)


def nearest(said: Sequence[Statement], vectors: np.ndarray, vector: np.ndarray) -> list[tuple[Statement, float, float]]:
    """The statements nearest to a claim, with their cosine and their place in the article."""
    usable = [i for i, statement in enumerate(said) if comparable(statement)]
    scores = vectors[usable] @ vector if usable else np.zeros(0)
    order = np.argsort(-scores, kind="stable")[:NEAREST].tolist()
    return [(said[usable[i]], float(scores[i]), usable[i] / len(said)) for i in order]


def encoded(encoder: Encoder, said: Sequence[Statement]) -> np.ndarray:
    vectors: np.ndarray = encoder.encode([s.text for s in said]) if said else np.zeros((0, 384))
    return vectors


def emergent_cells(folder: Path) -> list[Cell]:
    """Every clean cell of Emergent, and each claim beside articles about the most similar other claim."""
    texts = {row["id"]: row for row in rows(folder, "articles")}
    encoder = load_encoder()
    tables = list(rows(folder, "claim_tables"))
    claims = [table["claim"] for table in tables]
    about = [[c for c in table["cells"] if c["clean"] and c["body_id"] in texts] for table in tables]
    vectors = encoder.encode(claims)
    like = most_similar(vectors)
    group = connected(like)
    split: dict[str, tuple[Tone, list[Statement], np.ndarray]] = {}

    def cell(number: int, body: str, label: str) -> Iterator[Cell]:
        if body not in split:
            row = texts[body]
            article = with_boilerplate(Article(body, body, row["text"], row["title"] or "", story="s"))
            said = split_statements(article)
            split[body] = tone_of(article), said, encoded(encoder, said)
        tone, said, known = split[body]
        if near := nearest(said, known, vectors[number]):
            yield Cell(claims[number], label, claims[group[number]], near, tone)

    found: list[Cell] = []
    for number, claim in enumerate(claims):
        for one in about[number]:
            found += cell(number, one["body_id"], one["label"])
        for one in about[like[number]][:STRANGERS]:
            found += cell(number, one["body_id"], "silent")
        print(f"{number + 1} of {len(claims)}: {claim}", file=sys.stderr)
    return found


def most_similar(vectors: np.ndarray) -> list[int]:
    """For each row the row nearest to it but itself."""
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, -1.0)
    nearest_row: list[int] = alike.argmax(axis=1).tolist()
    return nearest_row


def connected(like: Sequence[int]) -> list[int]:
    """For each claim the first of those that it is joined to, directly or over others: they share articles."""
    joined = coo_array((np.ones(len(like)), (np.arange(len(like)), np.array(like))), shape=(len(like), len(like)))
    _, part = connected_components(joined, directed=False)
    first: dict[int, int] = {}
    return [first.setdefault(number, row) for row, number in enumerate(part.tolist())]


def kept(path: Path | None, folder: Path) -> list[Cell]:
    """The cells of Emergent, from `path` where it exists, else found and written there."""
    if path is not None and path.exists():
        return [cell_of(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    found = emergent_cells(folder)
    if path is not None:
        path.write_text("".join(json.dumps(plain(cell)) + "\n" for cell in found), encoding="utf-8")
    return found


def cell_of(row: Mapping[str, Any]) -> Cell:
    """A cell from the plain values that it is kept as."""
    near = [(from_plain(Statement, said), cosine, place) for said, cosine, place in row["near"]]
    shown = {group: tuple(words) for group, words in row["tone"]["shown"].items()}
    return Cell(row["claim"], row["label"], row["group"], near, Tone(**{**row["tone"], "shown": shown}))


def story_cells(story: str) -> list[Cell]:
    """Statements of a training story beside the article of another outlet, and those of another event beside each."""
    encoder = load_encoder()
    articles = {a.source: a for a in training_stories.articles_of(story)}
    ids = {a.article_id: a.source for a in articles.values()}
    said: dict[str, list[Statement]] = {source: [] for source in articles}
    for statement in split_articles(list(articles.values()), Dropped()):
        said[ids[statement.article_id]].append(statement)
    vectors = {source: encoded(encoder, statements) for source, statements in said.items()}
    tones = {source: tone_of(article) for source, article in articles.items()}

    def cell(claim: Statement, source: str, label: str) -> Iterator[Cell]:
        near = nearest(said[source], vectors[source], encoder.encode([claim.text])[0])
        if near and not any(flag.startswith("unresolved") for flag in claim.flags):
            yield Cell(claim.text, label, story, near, tones[source])

    pairs, _ = training_stories.story_pairs(story)
    sides = [
        (p.label, one, other) for p in pairs for one, other in ((p.premise, p.hypothesis), (p.hypothesis, p.premise))
    ]
    spoken_of = {(one.source, other.statement_id) for label, one, other in sides if label != "neutral"}
    found: list[Cell] = []
    for pair in pairs:
        one, other = pair.premise, pair.hypothesis
        if pair.label in TOLD:
            found += cell(other, one.source, TOLD[pair.label])
        if pair.label == "contradiction":
            found += cell(one, other.source, "against")
        if pair.label == "neutral" and (one.source, other.statement_id) not in spoken_of:
            found += cell(other, one.source, "silent")
    strange = [
        s for s in split_articles(training_stories.other_event(story), Dropped()) if s.entities and comparable(s)
    ]
    for number, statement in enumerate(strange):
        found += cell(statement, sorted(articles)[number % len(articles)], "silent")
    return found


def examples(cells: Sequence[Cell], model: str) -> list[Example]:
    """The cells with what their statements were judged to do to the claim."""
    turned = [p for c in cells for s, _, _ in c.near for p in ((s.text, c.claim), (c.claim, s.text))]
    different = sorted(set(turned))
    table: dict[tuple[str, str], Probabilities] = dict(
        zip(different, predict(load_model(model), different, lambda *_: None), strict=True)
    )
    claims = {c.claim: single_statement(c.claim) for c in cells}
    made = []
    for c in cells:
        claim = claims[c.claim]
        spoken = [
            Spoken(s, near, judge(s, claim, table[s.text, c.claim], table[c.claim, s.text], near), place)
            for s, near, place in c.near
        ]
        made.append(Example(c, claim, spoken, features(claim, [read(claim, one) for one in spoken], c.tone)))
    return made


def balanced(sets: Sequence[Sequence[int]], shares: Sequence[float]) -> np.ndarray:
    """A weight an example: within a set every class counts the same, and a set counts what its share says."""
    weights = []
    for labels, share in zip(sets, shares, strict=True):
        found, counts = np.unique(labels, return_counts=True)
        each = dict(zip(found.tolist(), counts.tolist(), strict=True))
        weights += [share * len(labels) / (len(each) * each[label]) for label in labels]
    return np.array(weights)


def logistic(x: np.ndarray, y: Sequence[int], weights: np.ndarray, strength: float) -> Pipeline:
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=strength, max_iter=3000).fit(scaler.transform(x), y, sample_weight=weights)
    return Pipeline([("scaled", scaler), ("logistic", model)])


def rows_of(model: Pipeline, titles: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """The weights by title, for the features as they are (the scaling is folded in)."""
    scaler, regression = model[0], model[1]
    found = {}
    for number, title in enumerate(titles):
        row = regression.coef_[number] / scaler.scale_
        start = float(regression.intercept_[number] - row @ scaler.mean_)
        found[title] = {"intercept": start, "weights": dict(zip(names, row.tolist(), strict=True))}
    return found


def fitted(sets: Sequence[Sequence[Example]], shares: Sequence[float], strength: float) -> dict[str, Any]:
    """The table of weights from examples of Emergent and of the stories."""
    names = list(next(e for found in sets for e in found).values)

    def matrix(found: Sequence[Sequence[Example]]) -> np.ndarray:
        return np.array([[e.values[name] for name in names] for group in found for e in group])

    speaking = [[e for e in found if e.cell.label != "silent"] for found in sets]
    gold = [[LABELS.index(e.cell.label) for e in found] for found in speaking]
    spoken = [[int(e.cell.label != "silent") for e in found] for found in sets]
    about = logistic(matrix(sets), list(chain(*spoken)), balanced(spoken, [1.0] * len(sets)), strength)
    treatment = logistic(matrix(speaking), list(chain(*gold)), balanced(gold, shares), strength)
    return {**rows_of(about, ("speaks",), names), **rows_of(treatment, TREATMENTS, names)}


def stance(example: Example, weights: Weights) -> Stance:
    """What `check --claims` makes of a cell with these weights."""
    treated = treat(example.claim, example.spoken, example.cell.tone, weights)
    found = {treated[1].stance} if treated else {s.judgement.stance for s in example.spoken}
    return next(one for one in STANCES if one in found)


def label_of(found: Stance) -> int:
    """A stance as an index of LABELS."""
    return {Stance.SUPPORTS: 0, Stance.CONTRADICTS: 1}.get(found, 2)


def alone(example: Example, weights: Weights) -> int:
    """The likeliest treatment, whether the article speaks of the claim or not."""
    chances = treatment_chances(example.values, weights)
    return max(range(len(TREATMENTS)), key=lambda number: chances[TREATMENTS[number]])


def report(name: str, found: Sequence[Example], guessed: Sequence[int], folds: Sequence[Sequence[int]]) -> None:
    gold, guess = np.array([LABELS.index(e.cell.label) for e in found]), np.array(guessed)
    spread = " ".join(f"{f1_score(gold[f], guess[f], average='macro'):.2f}" for f in folds)
    each = " ".join(f"{label} {s:.2f}" for label, s in zip(LABELS, f1_score(gold, guess, average=None), strict=True))
    by_claim: dict[str, list[int]] = {}
    for i, e in enumerate(found):
        by_claim.setdefault(e.cell.claim, []).append(i)
    disputed = [({0, 1} <= set(gold[i].tolist()), {0, 1} <= set(guess[i].tolist())) for i in by_claim.values()]
    hits = sum(a and b for a, b in disputed)
    f1 = 2 * hits / max(1, sum(a for a, _ in disputed) + sum(b for _, b in disputed))
    print(
        f"{name}: macro-F1 {f1_score(gold, guess, average='macro'):.3f} (folds {spread}); {each}; "
        f"disputed {f1:.2f} of {sum(a for a, _ in disputed)} claims"
    )


def report_stances(title: str, found: Sequence[Example], stances: Sequence[Stance]) -> None:
    for label in (*LABELS, "silent"):
        told = [s for e, s in zip(found, stances, strict=True) if e.cell.label == label]
        if told:
            shares = ", ".join(f"{s} {100 * told.count(s) / len(told):.1f}%" for s in STANCES)
            print(f"{title}, {label} ({len(told)}): {shares}")


def left_out(found: Sequence[Example]) -> list[tuple[list[int], list[int]]]:
    """(training, left out) of every fold, by group."""
    groups = [e.cell.group for e in found]
    return [(a.tolist(), b.tolist()) for a, b in GroupKFold(FOLDS).split(groups, groups=groups)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with news/emergent")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--keep", type=Path, help="file that keeps the split articles of Emergent")
    parser.add_argument("--strength", type=float, default=0.01, help="inverse of the regularisation")
    parser.add_argument(
        "--stories", type=float, default=0.3, help="what a story's cell counts in the treatment beside one of Emergent"
    )
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    portion = tomllib.loads(RECIPE.read_text())["stories_held_out"]
    apart = [story for story in training_stories.names() if training_stories.held_out(story, portion)]
    emergent = examples(kept(arguments.keep, arguments.data / "news" / "emergent"), arguments.model)
    stories = examples([cell for story in apart for cell in story_cells(story)], arguments.model)
    shares = (1.0, arguments.stories)
    labelled = [e for e in emergent if e.cell.label != "silent"]
    place = {id(e): number for number, e in enumerate(labelled)}
    by_itself, stances, folds = [0] * len(labelled), {}, []
    for (train, test), (taught, asked) in zip(left_out(emergent), left_out(stories), strict=True):
        weights = fitted([[emergent[i] for i in train], [stories[i] for i in taught]], shares, arguments.strength)
        out = [emergent[i] for i in test] + [stories[i] for i in asked]
        stances |= {id(e): stance(e, weights) for e in out}
        folds.append([place[id(e)] for e in out if id(e) in place])
        for e in out:
            if id(e) in place:
                by_itself[place[id(e)]] = alone(e, weights)
    claims = {e.cell.claim for e in labelled}
    print(f"{len(labelled)} cells of {len(claims)} claims; {len(stories)} cells of {len(apart)} stories")
    judged = [next(s for s in STANCES if s in {one.judgement.stance for one in e.spoken}) for e in labelled]
    report("the judge alone", labelled, [label_of(s) for s in judged], folds)
    report("the weights alone", labelled, by_itself, folds)
    report("check --claims", labelled, [label_of(stances[id(e)]) for e in labelled], folds)
    strange = [e for e in emergent if e.cell.label == "silent"]
    report_stances("articles on another claim", strange, [stances[id(e)] for e in strange])
    report_stances("stories", stories, [stances[id(e)] for e in stories])
    if arguments.write:
        TARGET.write_text(written(fitted([emergent, stories], shares, arguments.strength)), encoding="utf-8")


def written(weights: Mapping[str, Any]) -> str:
    lines = [
        "# How an article treats a named claim. Written by models/recipes/judge/fit_treatment.py from the Emergent",
        "# claims and training stories; do not edit by hand (the words are in treatment_words.toml).",
    ]
    for name, row in weights.items():
        lines += ["", f"[{name}]", f"intercept = {row['intercept']:.4f}", "", f"[{name}.weights]"]
        lines += [f"{key} = {value:.4f}" for key, value in row["weights"].items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
