"""Web pages: the main text and what the page says of itself, by trafilatura; a plain reader where that finds nothing.

trafilatura comes with the extra `html`; without it every page is read plainly, and the run counts it.

Barbaresi, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction", ACL 2021.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from factcheck.articles.markup import visible_text, without_scripts
from factcheck.articles.records import Place, Record, host, iso_date, usable
from factcheck.errors import InputError
from factcheck.types import Dropped

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w\-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w/+.\-]+;base64,[A-Za-z0-9+/=\s]+")
_LARGE = 1_000_000
_LARGEST = 2_500_000
"""Characters of markup; a longer page takes trafilatura more than ten seconds and is read plainly."""


def declared_charset(data: bytes) -> str | None:
    """The encoding a page names in its head."""
    found = _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def extractor_installed() -> bool:
    """Whether trafilatura is there."""
    return find_spec("trafilatura") is not None


def read_html(markup: str, path: str, dropped: Dropped | None = None) -> Record:
    """One article from a page: title, site (or author), date, address and language where the page names them.

    Paragraphs, headings and list items each become a line of `Record.text`.

    :raises InputError: the page holds no text.
    """
    markup = usable(markup)
    if len(markup) > _LARGE:
        markup = _DATA_ADDRESS.sub("", without_scripts(markup))
    language = _LANGUAGE.search(markup[:20_000])
    found = _extracted(markup, path) if len(markup) <= _LARGEST and extractor_installed() else None
    if dropped is not None and not extractor_installed():
        dropped.add("web page read plainly, menus may stay in (pip install 'factcheck-nli[html]' reads it better)")
    if found is None:
        text, title = visible_text(markup)
        found = Record(text=text, path=path, title=title)
    if not found.text.strip():
        raise InputError("the page holds no text", path=path, mend="save the article itself, not its frame or script")
    return Record(
        text=found.text,
        path=path,
        title=found.title,
        source=found.source,
        date=found.date,
        url=found.url,
        language=language.group(1) if language else None,
    )


def _extracted(markup: str, path: str) -> Record | None:
    """What trafilatura finds; None when it finds no text or the page is nested too deeply for it."""
    from trafilatura import bare_extraction

    settings = {"original_date": True, "extensive_search": False}
    with _quiet("trafilatura", "htmldate", "courlan"):
        try:
            page = bare_extraction(
                markup, fast=True, with_metadata=True, include_comments=False, date_extraction_params=settings
            )
        except (RecursionError, ValueError, AttributeError, TypeError):
            return None
    text = getattr(page, "text", None)
    if page is None or not text:
        return None
    url = getattr(page, "url", None)
    source = getattr(page, "sitename", None) or host(url) or getattr(page, "author", None)
    return Record(
        text=usable(text).strip("\n"),
        path=path,
        title=usable(getattr(page, "title", None) or "").strip(),
        source=usable(source).strip() or None if source else None,
        date=_date(getattr(page, "date", None), path),
        url=url or None,
    )


def _date(value: str | None, path: str) -> str | None:
    """A page's date; one that is not ISO 8601 is the page's fault and not known."""
    try:
        return iso_date(value, Place(path))
    except InputError:
        return None


@contextmanager
def _quiet(*names: str) -> Iterator[None]:
    """Keep a library's own log lines off the terminal: a page without text is reported by us."""
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
