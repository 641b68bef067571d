"""The README says what is so: its commands, calls and queries are run as they stand there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.integration

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def readme(checkout: Path) -> str:
    return (checkout / "README.md").read_text(encoding="utf-8")


def blocks(readme: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", readme, flags=re.DOTALL | re.MULTILINE)


def commands(readme: str) -> list[list[str]]:
    """Every `factcheck ...` line of the shell blocks, as words."""
    lines = [line for block in blocks(readme, "sh") for line in block.splitlines() if line.startswith("factcheck ")]
    return [shlex.split(line, comments=True) for line in lines]


def verbs_of(help_text: str) -> set[str]:
    _, _, listed = help_text.partition("Commands:")
    return set(re.findall(r"^  ([a-z]+)  ", listed, flags=re.MULTILINE))


def test_every_verb_is_there_with_an_example(readme: str, factcheck: Callable[..., Done]) -> None:
    verbs = verbs_of(factcheck("--help").stdout)
    assert {"check", "show", "report", "diff", "compare", "split", "models", "corpora"} <= verbs
    assert {words[1] for words in commands(readme)} == verbs


def test_every_flag_of_the_examples_exists(readme: str, factcheck: Callable[..., Done]) -> None:
    for words in commands(readme):
        described = factcheck(words[1], "--help")
        assert described.returncode == 0, described.stderr
        for flag in (word for word in words if word.startswith("-") and len(word) > 1):
            assert re.search(rf"(^|[\s,]){re.escape(flag)}\b", described.stdout), f"{flag} in {' '.join(words)}"


def test_the_examples_on_single_texts_run(readme: str, factcheck: Callable[..., Done]) -> None:
    ran = 0
    for words in commands(readme):
        if words[1] in ("compare", "split", "models", "corpora"):
            done = factcheck(*words[1:])
            assert done.returncode == 0, done.stderr
            assert done.stdout.strip()
            ran += 1
    assert ran >= 4


def test_the_python_calls_run(readme: str, python: Callable[..., Done]) -> None:
    (block,) = blocks(readme, "python")
    checks = """
assert compare("Meta paid $14.8 billion.", "Meta paid about $15 billion.").label == "entailment"
assert load_model("embedded").predict([("A bridge opened.", "A bridge closed.")]).shape == (1, 3)
assert run.claims.num_rows == len(run.claims_list) > 0
"""
    done = python(block + checks)
    assert done.returncode == 0, done.stderr
    assert "disputed" in done.stdout.lower()


@pytest.mark.usefixtures("document")
def test_the_query_finds_both_sides_of_every_dispute(
    readme: str, run_folder: Path, claims: list[dict[str, Any]]
) -> None:
    duckdb = pytest.importorskip("duckdb")
    (query,) = blocks(readme, "sql")
    rows = duckdb.sql(query.replace("runs/today", str(run_folder))).fetchall()
    disputed = [claim["text"] for claim in claims if claim["verdict"] == "disputed"]
    assert {row[0] for row in rows} == set(disputed)
    assert {row[2] for row in rows} >= {"supports", "contradicts"}


def test_the_files_it_links_to_exist(readme: str, checkout: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (checkout / link).exists()] == []


def test_the_table_is_what_the_program_finds(readme: str, claims: list[dict[str, Any]]) -> None:
    """Words and verdicts; percentages may differ by a hair from processor to processor."""
    table, _, _ = readme.partition("<!-- table -->\n")[2].partition("\n<!-- end -->")
    rows = [[cell.strip() for cell in line.split(" | ")] for line in table.splitlines() if re.match(r"\| \d+ \|", line)]
    found = {(claim["text"], claim["verdict"]) for claim in claims}
    stale = [row[1] for row in rows if (row[1].replace("\\|", "|"), row[2].split(" (")[0]) not in found]
    assert rows
    assert stale == [], "run: python docs/refresh.py"
