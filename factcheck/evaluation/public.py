"""Public sets by name (from the hub, only when asked for) and sets saved to disk, through `datasets`.

A wrong order of the classes gives a plausible table of nonsense, so numbers are never believed: they must fit the class
names that the set states, or, where it states none, the answers of the embedded model on a sample.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import permutations
from pathlib import Path
from typing import Any, Final

import numpy as np

from factcheck.errors import InputError, MissingExtraError
from factcheck.evaluation.items import LABELS, NOT_ENTAILMENT, Suite, SuiteKind
from factcheck.evaluation.parsing import Form
from factcheck.evaluation.rows import Place, Row
from factcheck.nli.labels import normalise

Predict = Callable[[Sequence[tuple[str, str]]], Any]
"""Pairs -> (n, 3) probabilities."""

_SAMPLE: Final = 90
_MARGIN: Final = 0.10
"""By how much another order must fit a model's answers better before the stated one is refused."""


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Where a set lies and how its rows are read."""

    name: str
    path: str
    split: str
    config: str | None = None
    revision: str | None = None
    data_dir: str | None = None
    """The folder of a set that holds several, where no configuration names it."""
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    """The set's own words for its labels, where they are no common ones."""
    strip: tuple[str, ...] = ()
    """Marks to be taken out of its texts."""
    licence: str = ""
    notes: str = ""


@cache
def public_sets() -> dict[str, PublicSet]:
    """Every set known by name."""
    table = tomllib.loads(Path(__file__).with_name("public_sets.toml").read_text(encoding="utf-8"))
    return {name: _public_set(name, entry) for name, entry in table.items()}


def _public_set(name: str, entry: dict[str, Any]) -> PublicSet:
    return PublicSet(**{**entry, "name": name, **{k: tuple(entry.get(k, ())) for k in ("labels", "strip")}})


def public_names() -> list[str]:
    return sorted(public_sets())


def public_suite(name: str) -> Suite:
    """A set from the hub.

    :raises MissingExtraError: `datasets` is not installed.
    :raises InputError: the hub can't be reached, the set has changed, or its classes are in another order.
    """
    known = public_sets()[name]
    datasets = _datasets(name)
    try:
        data = datasets.load_dataset(
            known.path, known.config, data_dir=known.data_dir, split=known.split, revision=known.revision
        )
    except Exception as error:  # the library passes on whatever its readers and the network raise
        first = next(iter(str(error).splitlines()), type(error).__name__)
        raise InputError(
            f"{name}: not to be had from the hub as {known.path}: {first[:200]}",
            mend="download it elsewhere and name its file or folder",
        ) from None
    return suite_of(data, known)


def saved_suite(folder: Path) -> Suite:
    """A set that `datasets` saved to disk; its columns must be premise, hypothesis and label.

    :raises MissingExtraError: `datasets` is not installed.
    :raises InputError: it can't be read, or holds several splits.
    """
    datasets = _datasets(folder.name)
    try:
        data = datasets.load_from_disk(str(folder))
    except Exception as error:
        raise InputError(f"not readable as a saved data set: {error}", path=str(folder)) from None
    if hasattr(data, "keys"):
        splits = ", ".join(map(str, data))
        raise InputError(f"holds several splits: {splits}", path=str(folder), mend="name the folder of one of them")
    return suite_of(data, PublicSet(folder.name, str(folder), ""))


def _datasets(name: str) -> Any:
    if find_spec("datasets") is None:
        raise MissingExtraError(f"{name}: a public set", "datasets")
    import datasets

    return datasets


def suite_of(data: Any, known: PublicSet, predict: Predict | None = None) -> Suite:
    """A loaded data set as a suite, its label order checked.

    :param predict: what checks an order that the set does not state; the embedded model when None.
    :raises InputError: columns are missing, or the order is another one.
    """
    from factcheck.evaluation.suites import assemble

    stated = stated_labels(data, known.columns.get("label", "label"))
    labels = known.labels
    if stated is not None:
        if labels and tuple(stated) != labels:
            raise InputError(
                f"{known.name}: the set says its classes are {', '.join(stated)}, not {', '.join(labels)}",
                mend="it has changed; name its file with a suite.toml that states the labels",
            )
        labels = tuple(stated)
    form = Form(known.columns, labels, skip_empty=True)
    suite = assemble(known.name, known.path, rows_of(data, known), form, SuiteKind.PAIRS)
    if known.labels and stated is None:
        check_order(suite, predict)
    return Suite(suite.name, suite.kind, suite.items, suite.origin, known.notes, known.licence, suite.dropped)


def rows_of(data: Any, known: PublicSet) -> Iterator[tuple[Place, Row]]:
    """(place, row) of every row, the set's own words for labels and its marks replaced."""
    label = known.columns.get("label", "label")
    for number, row in enumerate(data, 1):
        row = dict(row)
        if known.words:
            row[label] = known.words.get(str(row.get(label)), row.get(label))
        for name in ("premise", "hypothesis"):
            column = known.columns.get(name, name)
            if isinstance(row.get(column), str):
                for mark in known.strip:
                    row[column] = " ".join(row[column].replace(mark, "").split())
        yield Place(known.path, number), row


def stated_labels(data: Any, column: str) -> list[str] | None:
    """The classes a set states for its label numbers, in our words; None where it states none."""
    feature = getattr(data, "features", {}).get(column)
    names = getattr(feature, "names", None)
    found = [normalise(str(n)) for n in names] if names else []
    return [f for f in found if f is not None] if found and None not in found else None


def check_order(suite: Suite, predict: Predict | None = None) -> None:
    """Refuse an order of label numbers that a model's answers speak against.

    :raises InputError: under another order the answers fit the labels clearly better.
    """
    if predict is None:
        from factcheck.nli import load_model

        predict = load_model("embedded").predict
    sample = suite.spread(_SAMPLE).pairs
    found = np.asarray(predict([(i.premise, i.hypothesis) for i in sample])).argmax(1)
    classes = ("entailment", NOT_ENTAILMENT) if NOT_ENTAILMENT in suite.classes else LABELS
    answers = [classes[min(int(f), len(classes) - 1)] for f in found]
    gold = [i.label for i in sample]

    def fits(order: Sequence[str]) -> float:
        turned = dict(zip(classes, order, strict=True))
        return float(np.mean([turned[g] == a for g, a in zip(gold, answers, strict=True)]))

    stated = fits(classes)
    best = max(permutations(classes), key=fits)
    if fits(best) >= stated + _MARGIN:
        turned = ", ".join(f"{a} for {b}" for a, b in zip(best, classes, strict=True) if a != b)
        raise InputError(
            f"{suite.name}: its label numbers seem to be in another order ({turned}: a model's answers fit "
            f"{fits(best):.0%} of {len(gold)} labels instead of {stated:.0%})",
            mend="look at a few rows, and state labels in a suite.toml",
        )
