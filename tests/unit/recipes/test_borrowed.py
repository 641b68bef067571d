"""Labels and hypotheses of ours find the public texts they were written for by hash; what is not found is counted."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

RECIPE = Path(__file__).parents[3] / "models" / "recipes" / "nli"
sys.path.insert(0, str(RECIPE))
from borrowed import LOST, digest, hypotheses, labelled  # noqa: E402

FIRE = "Two people were hurt in a fire at the mill."
EVENT = {
    "event": "mill",
    "neutral_summary": FIRE,
    "articles": [{"title": "Fire", "text": "A fire at the mill hurt two people on Monday. The cause is not known."}],
}


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_hypotheses_join_their_premises(tmp_path: Path) -> None:
    rows = [
        {"premise": digest(FIRE), "hypothesis": "Nobody was hurt.", "label": "contradiction"},
        {"premise": digest("It is gone."), "hypothesis": "It is here.", "label": "contradiction"},
    ]
    lost: Counter[str] = Counter()
    found = list(hypotheses(lines(tmp_path / "h.jsonl", *rows), ["Rain fell.", FIRE], lost))
    assert found == [(FIRE, "Nobody was hurt.", "contradiction")]
    assert lost == {LOST: 1}


@pytest.mark.parametrize(
    ("found", "there", "back"),
    [
        ("both", "entailment", "entailment"),
        ("first", "entailment", "neutral"),
        ("second", "neutral", "entailment"),
        ("neither", "neutral", "neutral"),
        ("contradiction", "contradiction", "contradiction"),
    ],
)
def test_labels_hold_both_ways_round(tmp_path: Path, found: str, there: str, back: str) -> None:
    said = "A fire at the mill hurt two people on Monday."
    labels = [
        {"event": "mill", "first": digest(said), "second": digest(FIRE), "found": found},
        {"event": "mill", "first": digest(said), "second": digest("An unknown statement."), "found": found},
    ]
    lost: Counter[str] = Counter()
    reports = lines(tmp_path / "reports.jsonl", EVENT, EVENT | {"event": "another"})
    (read,) = labelled(reports, lines(tmp_path / "labels.jsonl", *labels), lost)
    assert (read.event, read.first.text, read.second.text) == ("mill", said, FIRE)
    assert read.ways() == (there, back)
    assert lost == {LOST: 1}


def test_the_shipped_files_hold_no_text_but_ours() -> None:
    for path in sorted((RECIPE / "hypotheses").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        assert rows
        assert all(set(row) == {"premise", "hypothesis", "label"} and len(row["premise"]) == 16 for row in rows), path
    for path in sorted((RECIPE / "labelled").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        assert rows
        assert all({"event", "first", "second", "found"} <= set(row) for row in rows), path
        assert all(len(row[side]) == 16 for row in rows for side in ("first", "second"))
