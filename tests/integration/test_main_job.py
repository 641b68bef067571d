"""`factcheck check` on a bundled corpus, as a user runs it: in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

pytestmark = pytest.mark.integration

Done = subprocess.CompletedProcess[str]
Claims = list[dict[str, Any]]

VERDICTS = {"agreed", "disputed", "updated", "single-source"}
STANCES = {"supports", "qualifies", "contradicts", "silent"}
KINDS = {
    "number", "date", "entity", "role", "ownership", "negation", "modality", "attribution", "cause", "update", "other",
}  # fmt: skip


def test_it_finishes_and_prints_one_document(document: dict[str, Any], claims: Claims) -> None:
    assert {"run", "stories", "counts"} <= document.keys()
    assert len(claims) > 3
    assert any(claim["verdict"] == "disputed" for claim in claims)


def test_words_are_those_of_the_contract(document: dict[str, Any], claims: Claims) -> None:
    for story in document["stories"]:
        assert {"story_id", "title", "claims"} <= story.keys()
    for claim in claims:
        assert {"claim_id", "text", "verdict", "kind", "score", "explanation", "stances"} <= claim.keys()
        assert claim["verdict"] in VERDICTS
        assert claim["kind"] in KINDS
        assert 0.0 <= claim["score"] <= 1.0
        assert claim["text"].strip()
        assert claim["explanation"].strip()
        for cell in claim["stances"]:
            keys = {"source", "article_id", "stance", "statement", "quote", "start", "end", "score"}
            assert keys <= cell.keys()
            assert cell["stance"] in STANCES
            assert 0.0 <= cell["score"] <= 1.0


def test_every_quote_is_the_articles_own_words(claims: Claims, run_folder: Path) -> None:
    rows = parquet.read_table(run_folder / "articles.parquet", columns=["article_id", "text"]).to_pylist()
    texts = {row["article_id"]: row["text"] for row in rows}
    quoted = 0
    for claim in claims:
        for cell in claim["stances"]:
            if cell["stance"] == "silent":
                continue
            quoted += 1
            assert cell["quote"] == texts[cell["article_id"]][cell["start"] : cell["end"]]
            assert cell["quote"].strip()
    assert quoted >= len(claims)


@pytest.mark.usefixtures("claims")
def test_articles_are_the_files_words_and_nothing_else(run_folder: Path, checkout: Path) -> None:
    files = {p.name: p.read_text(encoding="utf-8") for p in (checkout / "corpora/scale-ai/articles").iterdir()}
    texts = parquet.read_table(run_folder / "articles.parquet").column("text").to_pylist()
    assert len(texts) == len(files)
    for text in texts:
        assert any(text.strip() in file for file in files.values()), text[:60]


def test_verdicts_follow_from_the_stances(claims: Claims) -> None:
    for claim in claims:
        stances = {cell["stance"] for cell in claim["stances"]}
        backers = {cell["source"] for cell in claim["stances"] if cell["stance"] == "supports"}
        if claim["verdict"] == "agreed":
            assert len(backers) >= 2
            assert "contradicts" not in stances
        if claim["verdict"] == "disputed":
            assert "contradicts" in stances
        assert stances != {"silent"}


def test_disputed_claims_come_first_in_each_story(document: dict[str, Any]) -> None:
    for story in document["stories"]:
        disputed = [claim["verdict"] == "disputed" for claim in story["claims"]]
        assert disputed == sorted(disputed, reverse=True)


def test_ids_are_unique_and_the_run_folder_joins(claims: Claims, run_folder: Path) -> None:
    tables = {
        name: parquet.read_table(run_folder / f"{name}.parquet")
        for name in ("articles", "statements", "judgements", "claims", "stances")
    }
    ids = {name: set(tables[f"{name}s"].column(f"{name}_id").to_pylist()) for name in ("article", "statement", "claim")}
    assert len(ids["claim"]) == tables["claims"].num_rows
    assert {claim["claim_id"] for claim in claims} == ids["claim"]
    assert set(tables["statements"].column("article_id").to_pylist()) <= ids["article"]
    assert set(tables["stances"].column("claim_id").to_pylist()) == ids["claim"]
    assert set(tables["judgements"].column("premise_id").to_pylist()) <= ids["statement"]
    assert set(tables["judgements"].column("hypothesis_id").to_pylist()) <= ids["statement"]
    assert json.loads((run_folder / "run.json").read_text(encoding="utf-8"))


def test_the_main_job_needs_no_torch(checked: Done) -> None:
    (libraries,) = (line.split()[1:] for line in checked.stderr.splitlines() if line.startswith("LIBRARIES"))
    assert "onnxruntime" in libraries
    assert {"torch", "transformers", "datasets"} & set(libraries) == set()


def test_a_finished_run_is_shown_reported_and_compared(
    claims: Claims, run_folder: Path, factcheck: Callable[..., Done], tmp_path: Path
) -> None:
    shown = factcheck("show", run_folder, "--format", "json")
    assert shown.returncode == 0, shown.stderr
    assert [c["claim_id"] for s in json.loads(shown.stdout)["stories"] for c in s["claims"]] == [
        claim["claim_id"] for claim in claims
    ]
    page = tmp_path / "page.html"
    reported = factcheck("report", run_folder, "-o", page)
    assert reported.returncode == 0, reported.stderr
    html = page.read_text(encoding="utf-8")
    assert 'src="http' not in html
    assert "<table" in html
    same = factcheck("diff", run_folder, run_folder, "--format", "json")
    assert same.returncode == 0, same.stderr
    assert not any(json.loads(same.stdout).get(key) for key in ("appeared", "vanished", "changed"))


def test_fail_on_disputed_is_status_1(factcheck: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "north.txt").write_text("The Ardell bridge will cost $40 million.\n", encoding="utf-8")
    (tmp_path / "south.txt").write_text("The Ardell bridge will cost $95 million.\n", encoding="utf-8")
    words = ("check", tmp_path / "north.txt", tmp_path / "south.txt", "--out", tmp_path / "out", "--format", "json")
    assert factcheck(*words).returncode == 0
    failed = factcheck(*words, "--fail-on", "disputed")
    assert failed.returncode == 1, failed.stderr
    assert json.loads(failed.stdout)["stories"][0]["claims"][0]["kind"] == "number"


def test_unusable_input_is_status_2_and_one_clear_line(factcheck: Callable[..., Done], tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"text": "A bridge opened."}\n{"text": \n', encoding="utf-8")
    for path, place in ((tmp_path / "absent.txt", "absent.txt"), (broken, "broken.jsonl:2")):
        done = factcheck("check", path)
        assert done.returncode == 2
        assert done.stdout == ""
        assert place in done.stderr
        assert "Traceback" not in done.stderr
