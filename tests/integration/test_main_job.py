"""`factcheck check` on a bundled corpus, as a user runs it: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.integration

CORPUS = "scale-ai"
# Runs the command, then tells on standard error which libraries it took.
WATCHED = """
import atexit, sys
atexit.register(lambda: print("LIBRARIES", *{name.split(".")[0] for name in sys.modules}, file=sys.stderr))
from factcheck.cli import main
main()
"""
VERDICTS = {"agreed", "disputed", "updated", "single-source"}
STANCES = {"supports", "qualifies", "contradicts", "silent"}
KINDS = {
    "number", "date", "entity", "role", "ownership", "negation", "modality", "attribution", "cause", "update", "other",
}  # fmt: skip


@dataclass(frozen=True)
class Checked:
    run: Path
    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def claims(self) -> list[dict[str, Any]]:
        return [claim for story in self.document["stories"] for claim in story["claims"]]


Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def factcheck(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    environment = {**os.environ, "PYTHONPATH": str(checkout)}

    def command(*words: str | Path, code: str = WATCHED) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, words)],
            cwd=elsewhere,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    return command


@pytest.fixture(scope="module")
def checked(factcheck: Command, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    run = tmp_path_factory.mktemp("runs") / "scale"
    done = factcheck("check", checkout / "corpora" / CORPUS, "--format", "json", "--out", run)
    return Checked(run, done.returncode, done.stdout, done.stderr)


def test_it_finishes_and_prints_one_document(checked: Checked) -> None:
    assert checked.status == 0, checked.err
    assert {"run", "stories", "counts"} <= checked.document.keys()
    assert len(checked.claims) > 3
    assert any(claim["verdict"] == "disputed" for claim in checked.claims)


def test_words_are_those_of_the_contract(checked: Checked) -> None:
    for story in checked.document["stories"]:
        assert {"story_id", "title", "claims"} <= story.keys()
    for claim in checked.claims:
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


def test_every_quote_is_the_articles_own_words(checked: Checked) -> None:
    import pyarrow.parquet as parquet

    rows = parquet.read_table(checked.run / "articles.parquet", columns=["article_id", "text"]).to_pylist()
    texts = {row["article_id"]: row["text"] for row in rows}
    quoted = 0
    for claim in checked.claims:
        for cell in claim["stances"]:
            if cell["stance"] == "silent":
                continue
            quoted += 1
            assert cell["quote"] == texts[cell["article_id"]][cell["start"] : cell["end"]]
            assert cell["quote"].strip()
    assert quoted >= len(checked.claims)


def test_every_article_is_in_the_files_that_were_read(checked: Checked, checkout: Path) -> None:
    import pyarrow.parquet as parquet

    files = [p.read_text(encoding="utf-8") for p in sorted((checkout / "corpora" / CORPUS).rglob("*")) if p.is_file()]
    for text in parquet.read_table(checked.run / "articles.parquet").column("text").to_pylist():
        assert any(text.strip() in file or json.dumps(text, ensure_ascii=False) in file for file in files), text[:60]


def test_verdicts_follow_from_the_stances(checked: Checked) -> None:
    for claim in checked.claims:
        stances = {cell["stance"] for cell in claim["stances"]}
        backers = {cell["source"] for cell in claim["stances"] if cell["stance"] == "supports"}
        if claim["verdict"] == "agreed":
            assert len(backers) >= 2
            assert "contradicts" not in stances
        if claim["verdict"] == "disputed":
            assert "contradicts" in stances
        assert stances != {"silent"}


def test_disputed_claims_come_first_in_each_story(checked: Checked) -> None:
    for story in checked.document["stories"]:
        disputed = [claim["verdict"] == "disputed" for claim in story["claims"]]
        assert disputed == sorted(disputed, reverse=True)


def test_ids_are_unique_and_the_run_folder_joins(checked: Checked) -> None:
    import pyarrow.parquet as parquet

    tables = {
        name: parquet.read_table(checked.run / f"{name}.parquet")
        for name in ("articles", "statements", "judgements", "claims", "stances")
    }
    ids = {name: set(tables[f"{name}s"].column(f"{name}_id").to_pylist()) for name in ("article", "statement", "claim")}
    assert len(ids["claim"]) == tables["claims"].num_rows
    assert {claim["claim_id"] for claim in checked.claims} == ids["claim"]
    assert set(tables["statements"].column("article_id").to_pylist()) <= ids["article"]
    assert set(tables["stances"].column("claim_id").to_pylist()) == ids["claim"]
    assert set(tables["judgements"].column("premise_id").to_pylist()) <= ids["statement"]
    assert set(tables["judgements"].column("hypothesis_id").to_pylist()) <= ids["statement"]
    assert json.loads((checked.run / "run.json").read_text(encoding="utf-8"))


def test_the_main_job_needs_no_torch(checked: Checked) -> None:
    (libraries,) = (line.split()[1:] for line in checked.err.splitlines() if line.startswith("LIBRARIES"))
    assert "onnxruntime" in libraries
    assert {"torch", "transformers", "datasets"} & set(libraries) == set()


def test_a_finished_run_is_shown_reported_and_compared(checked: Checked, factcheck: Command, tmp_path: Path) -> None:
    shown = factcheck("show", checked.run, "--format", "json")
    assert shown.returncode == 0, shown.stderr
    assert [c["claim_id"] for s in json.loads(shown.stdout)["stories"] for c in s["claims"]] == [
        claim["claim_id"] for claim in checked.claims
    ]
    page = tmp_path / "page.html"
    reported = factcheck("report", checked.run, "-o", page)
    assert reported.returncode == 0, reported.stderr
    html = page.read_text(encoding="utf-8")
    assert 'src="http' not in html
    assert "<table" in html
    same = factcheck("diff", checked.run, checked.run, "--format", "json")
    assert same.returncode == 0, same.stderr
    assert not any(json.loads(same.stdout).get(key) for key in ("appeared", "vanished", "changed"))


def test_fail_on_disputed_is_status_1(factcheck: Command, tmp_path: Path) -> None:
    (tmp_path / "north.txt").write_text("The Ardell bridge will cost $40 million.\n", encoding="utf-8")
    (tmp_path / "south.txt").write_text("The Ardell bridge will cost $95 million.\n", encoding="utf-8")
    words = ("check", tmp_path / "north.txt", tmp_path / "south.txt", "--out", tmp_path / "out", "--format", "json")
    assert factcheck(*words).returncode == 0
    failed = factcheck(*words, "--fail-on", "disputed")
    assert failed.returncode == 1, failed.stderr
    assert json.loads(failed.stdout)["stories"][0]["claims"][0]["kind"] == "number"


def test_unusable_input_is_status_2_and_one_clear_line(factcheck: Command, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"text": "A bridge opened."}\n{"text": \n', encoding="utf-8")
    for path, place in ((tmp_path / "absent.txt", "absent.txt"), (broken, "broken.jsonl:2")):
        done = factcheck("check", path, code="from factcheck.cli import main; main()")
        assert done.returncode == 2
        assert done.stdout == ""
        assert place in done.stderr
        assert "Traceback" not in done.stderr
