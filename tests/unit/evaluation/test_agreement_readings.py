"""Pairs of real news that were read, found again by their places."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from factcheck.statements import split_article
from factcheck.types import Article, Dropped, Statement

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture(scope="module")
def kept() -> ModuleType:
    sys.path.insert(0, str(BENCHMARKS))
    return importlib.import_module("readings")


@pytest.fixture(scope="module")
def statements() -> list[Statement]:
    text = "The council closed the harbour bridge on Monday. Repairs will cost 4 million crowns."
    return [s for name in "ab" for s in split_article(Article(name, name, text, ""), Dropped())]


def test_every_kept_reading_is_whole(kept: ModuleType) -> None:
    rows = [json.loads(line) for line in kept.KEPT.read_text().splitlines()]
    assert len(rows) > 1000
    for row in rows:
        assert set(row) == {"premise", "hypothesis", "readings", "stands_for"}
        assert set(row["readings"]) <= {"yes", "partly", "no", "against"} and 1 <= len(row["readings"]) <= 2
        assert row["stands_for"] >= 1
        for article, start, end, digest in (row["premise"], row["hypothesis"]):
            assert article and 0 <= start < end and len(digest) == 8
    places = [(tuple(row["premise"]), tuple(row["hypothesis"])) for row in rows]
    assert len(set(places)) == len(places)


def test_a_reading_is_found_by_its_places_and_one_of_other_words_is_lost(
    kept: ModuleType, statements: list[Statement], tmp_path: Path
) -> None:
    one, other = statements[0], next(s for s in statements if s.article_id == "b")
    path = tmp_path / "readings.jsonl"
    row = {"premise": kept.place(one), "hypothesis": kept.place(other), "readings": ["yes", "yes"], "stands_for": 2.5}
    split = row | {"hypothesis": kept.place(one), "premise": kept.place(other), "readings": ["yes", "no"]}
    stale = row | {"premise": kept.place(replace(one, text="Something else."))}
    elsewhere = row | {"premise": ("z", 0, 9, "00000000")}
    path.write_text("".join(json.dumps(r) + "\n" for r in (row, split, stale, elsewhere)))
    found, lost = kept.readings(statements, path)
    assert [(r.premise, r.hypothesis, r.agreed, r.stands_for) for r in found] == [
        (one, other, True, 2.5),
        (other, one, None, 2.5),
    ]
    assert lost == 1
