"""Fit how likely a conflict found in a search is a real one, and say how well it does on events left out.

    python models/recipes/judge/fit_credence.py --data ../shared/data          # prints figures, writes nothing
    python models/recipes/judge/fit_credence.py --data ../shared/data --write  # and factcheck/judge/credence.toml

Examples are pairs on which a typed fact conflicts or the model leans to a contradiction: statements of short reports
that were read (`models/recipes/nli/labelled`: those with typed conflicts, and one half of the events kept apart),
labelled pairs of the training stories that the NLI recipe keeps apart, and the candidates of a check of BASIL's events
at even places, in which nobody found a conflict but those of `eval/disputes`. Figures are of five folds by event or
story; `benchmarks/reports.py` and `benchmarks/disputes.py --half odd` report on others.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from factcheck.config import JudgeSettings, Settings
from factcheck.judge.combine import _Case
from factcheck.nli import load_model
from factcheck.pairing.encoder import load_encoder
from factcheck.pipeline import check, predict
from factcheck.types import Label, Probabilities, Statement

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / part) for part in ("benchmarks", "models/recipes/nli", "models/recipes/stories")]
import disputes  # noqa: E402
from borrowed import APART, fitted_on, labelled  # noqa: E402
from readings import articles  # noqa: E402
from training_stories import held_out, names, story_pairs  # noqa: E402

RECIPE = ROOT / "models" / "recipes" / "nli" / "config.toml"
TARGET = ROOT / "factcheck" / "judge" / "credence.toml"
UNWEIGHED = JudgeSettings(credence=0.0)
"""The judge without what is fitted here."""
LEANS = 0.35
"""Mean contradiction from which the model leans to one."""
COUNTS = {"reports": 2.0, "stories": 0.7, "news": 1.0}
"""How much a pair of a source counts."""
BARS = (0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Example:
    source: str
    group: str
    real: bool
    judged: bool
    """Whether the judge's rules let the conflict stand."""
    values: dict[str, float]


def examples(data: Path, model: str) -> list[Example]:
    """Every pair with a conflict, or on which the model leans to one."""
    found = list(read_reports(data, model))
    found += told_stories(model)
    return found + list(real_news(data / "news" / "basil" / "articles.jsonl.gz", model))


def read_reports(data: Path, model: str) -> Iterator[Example]:
    """Statements of short reports that were read."""
    reports, lost = data / "news" / "allsides" / "triples.jsonl.gz", Counter[str]()
    known = list(labelled(reports, APART.with_name("allsides_facts.jsonl"), lost))
    known += [read for read in labelled(reports, APART, lost) if fitted_on(read.event)]
    print(f"reports: {len(known)} pairs read, {lost.total()} whose statements are no longer made")
    pairs = [(read.first, read.second) for read in known]
    for read, case in zip(known, cases(pairs, model), strict=True):
        yield from example("reports", read.event, read.found == "contradiction", case)


def told_stories(model: str) -> Iterator[Example]:
    """Labelled pairs of the training stories that the NLI model was not trained on."""
    apart = tomllib.loads(RECIPE.read_text())["stories_held_out"]
    told = [p for story in names() if held_out(story, apart) for p in story_pairs(story)[0] if p.label != "update"]
    for pair, case in zip(told, cases([(p.premise, p.hypothesis) for p in told], model), strict=True):
        yield from example("stories", pair.story, pair.label == "contradiction", case)


def real_news(path: Path, model: str) -> Iterator[Example]:
    """The candidates of a check of real news, hardly any of which are conflicts."""
    given = articles(path, "even")
    run = check(given, model=model, settings=Settings(judge=UNWEIGHED))
    by_id = {s.statement_id: s for s in run.statements}
    stories = {a.article_id: str(a.story) for a in given}
    dates = {a.article_id: a.date for a in given}
    known = disputes.readings(disputes.READINGS)
    for item in run.judged:
        one, other = by_id[item.pair.premise_id], by_id[item.pair.hypothesis_id]
        ways = item.judgement.forward, item.judgement.backward
        when = dates[one.article_id], dates[other.article_id]
        case = _Case(one, other, *ways, item.pair.similarity, when, UNWEIGHED)
        places = [(s.article_id, s.start, s.end) for s in (one, other)]
        real = disputes.label_of(places[0], places[1], known)
        if real != "arguable":
            yield from example("news", stories[one.article_id], real == "conflict", case)


def cases(pairs: list[tuple[Statement, Statement]], model: str) -> Iterator[_Case]:
    """The pairs with the model's answers and how near they are."""
    texts = sorted({s.text for pair in pairs for s in pair})
    vectors = dict(zip(texts, load_encoder().encode(texts), strict=True))
    turned = [ways for one, other in pairs for ways in ((one.text, other.text), (other.text, one.text))]
    table: list[Probabilities] = predict(load_model(model), turned, lambda *_: None)
    for number, (one, other) in enumerate(pairs):
        near = float(vectors[one.text] @ vectors[other.text])
        yield _Case(one, other, table[2 * number], table[2 * number + 1], near, (None, None), UNWEIGHED)


def example(source: str, group: str, real: bool, case: _Case) -> Iterator[Example]:
    """The pair as an example, if a fact conflicts or the model leans to a contradiction."""
    conflicts = [f for way in (case, case.turned()) for f in way.findings if f.relation == "conflicts"]
    if conflicts or case.opposed >= LEANS:
        judged = case.judgement().label is Label.CONTRADICTION
        yield Example(source, group, real, judged, case.doubts())


def fitted(found: list[Example], strength: float) -> LogisticRegression:
    """A logistic model of examples, told for features as they are."""
    values = np.array([list(e.values.values()) for e in found])
    counts = [COUNTS[e.source] for e in found]
    centre, spread = values.mean(0), values.std(0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit((values - centre) / spread, [e.real for e in found], sample_weight=counts)
    model.coef_ = model.coef_ / spread
    model.intercept_ = model.intercept_ - model.coef_ @ centre
    return model


def fold(group: str) -> int:
    """One of five, the same for all pairs of an event or story."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % 5


def report(found: list[Example], strength: float) -> None:
    """What stands at several bars, of events and stories left out."""
    scores = np.zeros(len(found))
    for number in range(5):
        rest = [e for e in found if fold(e.group) != number]
        places = [i for i, e in enumerate(found) if fold(e.group) == number]
        model = fitted(rest, strength)
        scores[places] = model.predict_proba(np.array([list(found[i].values.values()) for i in places]))[:, 1]
    for source in COUNTS:
        own = [(e, score) for e, score in zip(found, scores, strict=True) if e.source == source]
        real = sum(e.real for e, _ in own)
        print(f"{source}: {len(own)} pairs, {real} real conflicts (real and not, of those that stand)")
        for title, standing in (("by the rules", [e for e, _ in own if e.judged]), *_at_bars(own)):
            print(f"  {title:<24}{sum(e.real for e in standing):>5}{sum(not e.real for e in standing):>5}")


def _at_bars(own: list[tuple[Example, float]]) -> Iterator[tuple[str, list[Example]]]:
    for bar in BARS:
        yield f"and from {bar} on", [e for e, score in own if e.judged and score >= bar]
    for bar in BARS:
        yield f"from {bar} on alone", [e for e, score in own if score >= bar]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with news/")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--strength", type=float, default=0.01, help="inverse of the regularisation")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = examples(arguments.data, arguments.model)
    report(found, arguments.strength)
    model = fitted(found, arguments.strength)
    lines = [
        "# Log-odds that a conflict found in a search is real. Written by models/recipes/judge/fit_credence.py from",
        "# pairs of reports that were read, training stories kept apart and real news; do not edit by hand.",
        f"intercept = {model.intercept_[0]:.4f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(found[0].values, model.coef_[0], strict=True)),
    ]
    if arguments.write:
        TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
