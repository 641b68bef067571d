"""Plain text and markdown: front matter, a first line that reads like a title, the rest as it stands."""

from __future__ import annotations

import re

from factcheck.articles.cleaning import headline_line
from factcheck.articles.records import FIELDS, Place, Record, record_from_fields, usable

_LONGEST_TITLE = 160
_MOST_WORDS = 25
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)(?:\r?\n)?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(rf"^(?:{'|'.join(FIELDS)})[ \t]*:", re.MULTILINE | re.IGNORECASE)
_FRONT_LIMIT = 64 * 1024
_HEADING = re.compile(r"#{1,2}\s+(.+?)\s*#*")
_NUMBERING = re.compile(r"^(?:\d{1,2}\ufe0f?\u20e3|[\u2460-\u2473]|\U0001f51f)+\s*")


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
    if record.title:
        return record
    return record_from_fields({**fields, "text": text, "title": guess_title(text, markdown)}, place)


def guess_title(text: str, markdown: bool = False) -> str:
    """The opening line when it reads like a headline: short, no full stop at its end, with text after it."""
    line = headline_line(text[: 64 * 1024])
    if line is None:
        return ""
    heading = _HEADING.fullmatch(line)
    title = heading.group(1) if heading else line
    if markdown:
        title = title.strip("*_ ")
    title = _NUMBERING.sub("", title).strip()
    after = text[text.index(line) + len(line) :]
    fits = len(title) <= _LONGEST_TITLE and len(title.split()) <= _MOST_WORDS and any(map(str.isalpha, title))
    reads = heading is not None or (title[-1:] not in ".,;:\u3002\u06d4\u0964" and title[:2] not in ("- ", "* ", "• "))
    return usable(title) if fits and reads and after.strip() else ""


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
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        raise Place(path, line).error(
            "the front matter is not valid YAML", "put quotes around values that hold a colon"
        ) from None
    if not isinstance(values, dict):
        raise Place(path, 1).error("the front matter must hold 'key: value' lines", "remove the --- lines or mend it")
    return {str(key): value for key, value in values.items() if str(key).strip().lower() != "text"}
