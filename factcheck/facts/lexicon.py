"""The tables of `lexicon.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def lexicon() -> dict[str, Any]:
    """The whole table, by section."""
    return tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))


@cache
def exclusions(section: str) -> dict[frozenset[str], str]:
    """Unordered pairs of words or statuses that exclude each other, with the reason ("" where none is written)."""
    rows = lexicon()[section].get("excludes") or lexicon()[section].get("pairs")
    return {frozenset(row[:2]): (row[2] if len(row) > 2 else "") for row in rows}
