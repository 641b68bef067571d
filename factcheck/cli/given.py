"""Files that a user writes for the program: claims to check and pairs to judge."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.errors import InputError
from factcheck.types import GivenClaim

_CLAIM_MEND = 'write one claim a line, or {"claim": "...", "story": "..."}'
_PAIR_MEND = 'write {"premise": "...", "hypothesis": "..."} on every line'


def read_claims(path: Path) -> list[GivenClaim]:
    """The claims of a file: one a line, or JSON objects with `claim` and optionally `story`.

    :raises InputError: the file can't be read, holds no claim, or a line is malformed.
    """
    claims = []
    for number, line in _lines(path):
        if not line.startswith("{"):
            claims.append(GivenClaim(line))
            continue
        row = _object(line, path, number, _CLAIM_MEND)
        text, story = row.get("claim"), row.get("story")
        if not isinstance(text, str) or not text.strip() or not (story is None or isinstance(story, str)):
            raise InputError("has no claim", path=str(path), line=number, mend=_CLAIM_MEND)
        claims.append(GivenClaim(text.strip(), story))
    if not claims:
        raise InputError("holds no claim", path=str(path), mend=_CLAIM_MEND)
    return claims


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The (premise, hypothesis) pairs of a JSONL file, or of standard input for "-".

    :raises InputError: the file can't be read, holds no pair, or a line is malformed.
    """
    pairs = []
    for number, line in _lines(path):
        row = _object(line, path, number, _PAIR_MEND)
        for key in ("premise", "hypothesis"):
            if not isinstance(row.get(key), str) or not row[key].strip():
                raise InputError(f"has no {key}", path=str(path), line=number, mend=_PAIR_MEND)
        pairs.append((row["premise"], row["hypothesis"]))
    if not pairs:
        raise InputError("holds no pair", path=str(path), mend=_PAIR_MEND)
    return pairs


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """(number, text) of the lines that are not blank."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(error.strerror or "can't be read", path=str(path), mend="name a text file") from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError("is not UTF-8", path=str(path), line=line, mend="save it as UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.strip()


def _object(line: str, path: Path, number: int, mend: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"is not JSON: {error}", path=str(path), line=number, mend=mend) from error
    if not isinstance(row, dict):
        raise InputError("is not a JSON object", path=str(path), line=number, mend=mend)
    return row
