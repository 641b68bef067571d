"""Every corpus and every labelled story is complete, licensed, unaltered and labelled by its own rules."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from factcheck.types import Kind, Stance, Verdict

ROOT = Path(__file__).resolve().parents[3]
STORIES = ROOT / "eval" / "stories"
INDEX: dict[str, dict[str, str]] = tomllib.loads((STORIES / "index.toml").read_text(encoding="utf-8"))
ORDER = [Verdict.DISPUTED, Verdict.UPDATED, Verdict.AGREED, Verdict.SINGLE_SOURCE]
RESERVED_HOSTS = {"example.com", "example.org", "example.net"}
SHORTEST, LONGEST = 120, 450

every_story = pytest.mark.parametrize("name", sorted(INDEX))


def read_article(path: Path) -> tuple[dict[str, str], str]:
    """The front matter and the text of an article."""
    match = re.match(r"---\n(.*?)\n---\n(.*)\Z", path.read_text(encoding="utf-8"), re.DOTALL)
    assert match, f"{path}: no front matter"
    meta = {}
    for line in match[1].splitlines():
        key, _, value = line.partition(":")
        meta[key.strip()] = value.strip().strip('"')
    return meta, match[2]


@cache
def articles(name: str) -> dict[str, tuple[dict[str, str], str]]:
    """The articles of a story by source."""
    found = [read_article(path) for path in sorted((ROOT / INDEX[name]["articles"]).glob("*.txt"))]
    by_source = {meta["source"]: (meta, text) for meta, text in found}
    assert len(by_source) == len(found), f"{name}: two articles of one source"
    return by_source


def lines(name: str, file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (STORIES / name / file).read_text(encoding="utf-8").splitlines()]


def expected_verdict(claim: dict[str, Any], dates: dict[str, date]) -> Verdict:
    """The verdict that eval/README.md derives from the stances."""
    by_stance: dict[str, list[str]] = {stance: [] for stance in Stance}
    for cell in claim["stances"]:
        if not cell.get("copy"):
            by_stance[cell["stance"]].append(cell["source"])
    supports, qualifies, contradicts = (by_stance[s] for s in (Stance.SUPPORTS, Stance.QUALIFIES, Stance.CONTRADICTS))
    if claim["kind"] == Kind.UPDATE:
        newest = max(dates[source] for source in supports)
        assert any(dates[source] < newest for source in qualifies + contradicts), f"{claim['id']}: no earlier state"
        assert all(dates[source] <= newest for source in contradicts), f"{claim['id']}: not the newest state"
        return Verdict.UPDATED
    if contradicts:
        return Verdict.DISPUTED
    return Verdict.AGREED if len(supports) > 1 else Verdict.SINGLE_SOURCE


def test_every_folder_is_indexed() -> None:
    assert {path.parent.name for path in STORIES.glob("*/gold.jsonl")} == set(INDEX)
    assert {path.name for path in (ROOT / "corpora").iterdir() if path.is_dir()} <= set(INDEX)


def test_readme_names_each_story_under_its_split() -> None:
    readme = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
    for split in ("dev", "test"):
        row = re.search(rf"^\| {split} \|([^|]*)\|", readme, re.MULTILINE)
        assert row
        assert {word.strip() for word in row[1].split(",")} - {""} == {
            n for n, s in INDEX.items() if s["split"] == split
        }


@every_story
def test_card_has_licence_and_matching_hashes(name: str) -> None:
    card = (ROOT / INDEX[name]["card"]).read_text(encoding="utf-8")
    assert "**Licence**: Apache-2.0" in card
    listed = dict(re.findall(r"^\| `articles/([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", card, re.MULTILINE))
    folder = ROOT / INDEX[name]["articles"]
    actual = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    assert listed == actual, f"{INDEX[name]['card']}: the articles were altered; check the gold, then renew the hashes"


@every_story
def test_card_shows_every_claim(name: str) -> None:
    card = (ROOT / INDEX[name]["card"]).read_text(encoding="utf-8")
    for claim in lines(name, "gold.jsonl"):
        rows = [line for line in card.splitlines() if claim["claim"] + "<br>" in line]
        assert len(rows) == 1, claim["id"]
        assert f"| {claim['verdict']} | {claim['kind']} |" in rows[0], claim["id"]
        for cell in claim["stances"]:
            assert cell["stance"] == "silent" or f"{cell['source']} {cell['stance']}: “{cell['quote']}”" in rows[0]


@every_story
def test_front_matter_is_complete(name: str) -> None:
    for source, (meta, text) in articles(name).items():
        assert {"title", "source", "date", "story"} <= set(meta), source
        assert meta["story"] == name
        date.fromisoformat(meta["date"])
        assert not meta.get("url") or urlsplit(meta["url"]).hostname in RESERVED_HOSTS, source
        assert SHORTEST <= len(text.split()) <= LONGEST, source


@every_story
def test_quotes_are_exact_and_stances_cover_the_sources(name: str) -> None:
    texts = {source: text for source, (_, text) in articles(name).items()}
    for claim in lines(name, "gold.jsonl"):
        assert [cell["source"] for cell in claim["stances"]] == list(texts), claim["id"]
        for cell in claim["stances"]:
            for part in (cell, *([cell["also"]] if "also" in cell else [])):
                if Stance(part["stance"]) is Stance.SILENT:
                    assert part["quote"] == "", claim["id"]
                else:
                    assert texts[cell["source"]].count(part["quote"]) == 1, f"{claim['id']}: {part['quote']}"


@every_story
def test_verdicts_follow_from_stances(name: str) -> None:
    claims = lines(name, "gold.jsonl")
    dates = {source: date.fromisoformat(meta["date"]) for source, (meta, _) in articles(name).items()}
    for claim in claims:
        assert Kind(claim["kind"])
        assert any(cell["stance"] == Stance.SUPPORTS for cell in claim["stances"]), claim["id"]
        assert Verdict(claim["verdict"]) is expected_verdict(claim, dates), claim["id"]
    ranks = [ORDER.index(Verdict(claim["verdict"])) for claim in claims]
    assert ranks == sorted(ranks)
    # Rows move when a verdict is settled; ids never change, as second.jsonl and settled.jsonl go by them.
    assert sorted(claim["id"] for claim in claims) == [f"{name}-{n:02d}" for n in range(1, len(claims) + 1)]
    assert len({claim["claim"] for claim in claims}) == len(claims)


@every_story
def test_no_claim_quotes_boilerplate(name: str) -> None:
    texts = {source: text for source, (_, text) in articles(name).items()}
    spans: dict[str, list[tuple[int, int]]] = {source: [] for source in texts}
    for row in lines(name, "boilerplate.jsonl"):
        assert row["reason"]
        assert texts[row["source"]].count(row["quote"]) == 1, row["quote"]
        start = texts[row["source"]].index(row["quote"])
        spans[row["source"]].append((start, start + len(row["quote"])))
    for claim in lines(name, "gold.jsonl"):
        for cell in claim["stances"]:
            if cell["quote"]:
                start = texts[cell["source"]].index(cell["quote"])
                end = start + len(cell["quote"])
                assert all(end <= first or last <= start for first, last in spans[cell["source"]]), claim["id"]
