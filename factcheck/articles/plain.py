"""Plain text and markdown: front matter, title and date from the opening lines, the rest as it stands."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.articles.opening import guess_date, guess_title
from factcheck.articles.records import FIELDS, Place, Record, record_from_fields

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)(?:\r?\n)?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(rf"^(?:{'|'.join(FIELDS)})[ \t]*:", re.MULTILINE | re.IGNORECASE)
_FRONT_LIMIT = 64 * 1024
_LINE = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]+([^\s\[\]{}>|*&!%@`#].*?)[ \t]*\r?")
"""A key with a plain value, whatever colons and quotes that holds: headlines have them."""


def read_plain(text: str, path: str, markdown: bool = False) -> Record:
    """One article from the text of a .txt or .md file; `Record.text` is everything after the front matter.

    :raises InputError: the front matter is broken or no text follows it.
    """
    fields: dict[str, object] = {}
    head = _front_matter(text)
    if head is not None:
        fields = _parsed(head.group(1), path)
        text = text[head.end() :]
    place = Place(path)
    if not text.strip():
        raise place.error("there is no text after the front matter", "put the article below the second ---")
    record = record_from_fields({**fields, "text": text}, place)
    title = record.title or guess_title(text, markdown)
    return replace(record, title=title, date=record.date or guess_date(text))


def _front_matter(text: str) -> re.Match[str] | None:
    """The block between two --- lines at the top, when it holds at least one of our keys."""
    if not text.startswith(("---", "\ufeff---")):
        return None
    found = _FRONT.match(text[:_FRONT_LIMIT])
    return found if found and _KEY.search(found.group(1)) else None


def _parsed(block: str, path: str) -> dict[str, object]:
    import yaml

    try:
        # The base loader makes strings, lists and maps only: "2024-05-01" and "007" stay as written.
        values = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        lines = [_LINE.fullmatch(line) for line in block.split("\n") if line.strip()]
        if all(lines):
            return {found[1]: _unquoted(found[2]) for found in lines if found and found[1].lower() != "text"}
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        raise Place(path, line).error(
            "the front matter is not valid YAML", "put quotes around values that hold a colon"
        ) from None
    if not isinstance(values, dict):
        raise Place(path, 1).error("the front matter must hold 'key: value' lines", "remove the --- lines or mend it")
    return {str(key): value for key, value in values.items() if str(key).strip().lower() != "text"}


def _unquoted(value: str) -> str:
    """Without the quotes around all of it; those of a part of it stay."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] in "\"'" and value.count(value[0]) == 2 else value
