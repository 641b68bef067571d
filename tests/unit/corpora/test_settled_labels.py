"""Every difference between the two labellers is settled with a reason, and the gold labels are the settled ones."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from factcheck.types import Kind, Stance, Verdict

ROOT = Path(__file__).resolve().parents[3]
STORIES = sorted(path.parent for path in (ROOT / "eval" / "stories").glob("*/gold.jsonl"))
WORDS = {"stance": Stance, "verdict": Verdict, "kind": Kind}

every_story = pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def texts(name: str) -> dict[str, str]:
    """Every article of a story with its heading, by source."""
    folder = ROOT / ("corpora" if name == "scale-ai" else "eval/stories") / name / "articles"
    found = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return {re.findall(r"^source: (.*)$", text, re.MULTILINE)[0].strip('"'): text for text in found}


def labels(row: dict[str, Any], second: bool = False) -> dict[tuple[str, str], str]:
    """Every label of a claim by its field and source."""
    stances = row["stances"] if second else {cell["source"]: cell["stance"] for cell in row["stances"]}
    fields = {("verdict", ""): row["verdict"], ("kind", ""): row["kind"]}
    return {**fields, **{("stance", source): stance for source, stance in stances.items()}}


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("label_agreement", ROOT / "benchmarks" / "label_agreement.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@every_story
def test_every_difference_of_a_story_is_settled_and_nothing_else_is(folder: Path) -> None:
    second = {row["id"]: labels(row, second=True) for row in lines(folder / "second.jsonl")}
    first = {row["id"]: labels(row) for row in script().first_reading(folder)}
    assert set(first) == set(second)
    differ = {
        (claim, *place)
        for claim, found in first.items()
        for place, label in found.items()
        if label != second[claim][place]
    }
    records = lines(folder / "settled.jsonl")
    named = [(record["id"], record["field"], record.get("source", "")) for record in records]
    assert len(set(named)) == len(named)
    assert set(named) == differ
    for record in records:
        place = (record["field"], record.get("source", ""))
        assert record["first"] == first[record["id"]][place]
        assert record["second"] == second[record["id"]][place]


@every_story
def test_gold_is_what_was_settled(folder: Path) -> None:
    gold = {row["id"]: labels(row) for row in lines(folder / "gold.jsonl")}
    for record in lines(folder / "settled.jsonl"):
        assert WORDS[record["field"]](record["settled"])
        assert gold[record["id"]][record["field"], record.get("source", "")] == record["settled"], record["id"]


@every_story
def test_reasons_are_sentences_and_those_of_stances_name_words_of_the_article(folder: Path) -> None:
    read = texts(folder.name)
    for record in lines(folder / "settled.jsonl"):
        assert record["reason"].endswith(".") and len(record["reason"].split()) > 3, record
        if record["field"] == "stance":
            quoted = [part.strip() for words in re.findall("“(.*?)”", record["reason"]) for part in words.split("…")]
            assert any(part and part in read[record["source"]] for part in quoted), record


@pytest.mark.parametrize("name", ["dev", "test", "disputed"])
def test_every_difference_of_a_pair_is_settled_with_a_reason(name: str) -> None:
    for row in lines(ROOT / "eval" / "pairs" / f"{name}.jsonl"):
        first = row.get("first", {"label": row["label"], "kind": row["kind"]})
        assert set(first) == set(row["second"]) == {"label", "kind"}
        assert ("first" in row) == (first != row["second"]) == ("reason" in row), row["id"]
        assert Kind(row["kind"]) and row["label"] in {"entailment", "neutral", "contradiction"}
        if "reason" in row:
            assert row["reason"].endswith(".") and len(row["reason"].split()) > 3
        assert (first["label"] != row["second"]["label"]) == (name == "disputed"), row["id"]


def test_agreement_is_of_the_readings_and_not_of_what_was_settled() -> None:
    """The figures that eval/README.md states; settling must not move them."""
    module = script()
    pairs = [pair for group in module.stories(module.cells).values() for pair in group]
    readme = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
    assert len(pairs) == 1281 and sum(a != b for a, b in pairs) == 61
    assert f"alpha {module.krippendorff_alpha(pairs):.3f}".replace(" 0.", " .") in readme
    verdicts = module.stories(lambda row, second: [(row["verdict"], second["verdict"])])
    alpha = module.krippendorff_alpha([pair for group in verdicts.values() for pair in group])
    assert f"verdicts {alpha:.3f}".replace(" 0.", " .") in readme
