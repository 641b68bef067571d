"""What a reader found, checked: one `Record` an article, before ids. Every reader hands its fields through here."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from factcheck.errors import InputError

FIELDS = ("text", "title", "source", "date", "url", "id", "story", "language")
"""The columns an article may have; only `text` is required."""

_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_COMMON_NAMES = (
    "body",
    "content",
    "article",
    "article_text",
    "full_text",
    "fulltext",
    "maintext",
    "document",
    "story_text",
)


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it was read. Empty strings and None both mean: not known."""

    text: str
    path: str
    line: int | None = None
    title: str = ""
    source: str | None = None
    date: str | None = None
    url: str | None = None
    id: str | None = None
    story: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands, for messages: `row` names it where there is no line number ("row 3")."""

    path: str
    line: int | None = None
    row: str = ""

    def error(self, what: str, mend: str = "") -> InputError:
        return InputError(f"{self.row}: {what}" if self.row else what, path=self.path, line=self.line, mend=mend)

    def name(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


def usable(text: str) -> str:
    """`text` with NUL characters and lone surrogates replaced one for one by U+FFFD, so that offsets hold."""
    return _UNUSABLE.sub("\ufffd", text)


def iso_date(value: object, place: Place) -> str | None:
    """A date as ISO 8601 text, as precise as it was given (a year, a month, a day, a moment).

    :raises InputError: it is written another way, or is no date of the calendar.
    """
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    text = scalar(value, "date", place)
    if text is None or _MONTH_OR_YEAR.fullmatch(text):
        return text
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise place.error(
            f"the date {_short(text)} is not ISO 8601", "write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM"
        ) from None
    return text


def scalar(value: object, name: str, place: Place) -> str | None:
    """A field as stripped text; None where it is empty or missing (also NaN, as data frames write it).

    :raises InputError: the field holds a list or an object.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return usable(str(value)).strip() or None
    if type(value).__name__ in {"NaTType", "NAType"}:
        return None
    raise place.error(f"the field {name!r} must be text and is {_kind(value)}", f"write {name!r} as a string")


def record_from_fields(fields: Mapping[str, object], place: Place) -> Record:
    """Check the fields of one row or front matter; unknown fields are ignored, letter case of names too.

    :raises InputError: there is no text, or a field is of a wrong kind.
    """
    known = {name: value for key, value in fields.items() if (name := str(key).strip().lower()) in FIELDS}
    if "text" not in known:
        raise missing_text(list(fields), place)
    text = known["text"]
    if text is None or (isinstance(text, float) and math.isnan(text)):
        raise place.error("the text is missing", "give the row a text or delete it")
    if not isinstance(text, str):
        raise place.error(f"the text must be a string and is {_kind(text)}", "write 'text' as a string")
    if not text.strip():
        raise place.error("the text is empty", "give the row a text or delete it")
    return Record(
        text=usable(text),
        path=place.path,
        line=place.line,
        title=scalar(known.get("title"), "title", place) or "",
        source=scalar(known.get("source"), "source", place),
        date=iso_date(known.get("date"), place),
        url=scalar(known.get("url"), "url", place),
        id=scalar(known.get("id"), "id", place),
        story=scalar(known.get("story"), "story", place),
        language=scalar(known.get("language"), "language", place),
    )


def missing_text(columns: list[str], place: Place) -> InputError:
    """The error for a table without a `text` column, naming the columns there are."""
    found = ", ".join(_short(str(column), 40) for column in columns[:20]) or "none"
    likely = next((column for column in columns if str(column).strip().lower() in _COMMON_NAMES), None)
    mend = f"rename the column {likely!r} to 'text'" if likely else "one column must be named 'text'"
    return place.error(f"no column 'text'; the columns are {found}", mend)


def host(url: str | None) -> str | None:
    """The site of an address, without "www."; None when there is none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        bool: "true or false",
        int: "a number",
        float: "a number",
        bytes: "bytes",
    }
    return names.get(type(value), f"a {type(value).__name__}")


def _short(text: str, limit: int = 60) -> str:
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")
