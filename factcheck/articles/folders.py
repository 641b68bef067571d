"""What lies in a folder, and which story each file belongs to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from factcheck.articles.hub import is_saved_dataset
from factcheck.types import Dropped

TEXT_ENDINGS = frozenset({".txt", ".md", ".html", ".htm"})
TABLE_ENDINGS = frozenset({".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"})
ENDINGS = TEXT_ENDINGS | TABLE_ENDINGS

_NOT_ARTICLES = frozenset(
    {"card", "readme", "license", "licence", "copying", "notice", "changelog", "contributing", "sources"}
)
_PLAIN_FOLDERS = frozenset({"articles", "article", "texts", "text", "txt", "html", "data", "raw", "docs", "files", "."})


def article_files(folder: Path, dropped: Dropped) -> Iterator[Path]:
    """Files that may hold articles, and saved data sets, below `folder`, sorted; what is passed over is counted."""
    for place, folders, files in os.walk(folder):
        here = Path(place)
        if is_saved_dataset(here):
            folders.clear()
            yield here
            continue
        hidden = [name for name in folders if name.startswith(".")]
        linked = [name for name in folders if name not in hidden and (here / name).is_symlink()]
        dropped.add("hidden folder skipped", len(hidden))
        dropped.add("linked folder skipped", len(linked))
        folders[:] = sorted(set(folders) - set(hidden) - set(linked))
        for name in sorted(files):
            reason = _passed_over(here / name)
            if reason:
                dropped.add(reason)
            else:
                yield here / name


def _passed_over(path: Path) -> str | None:
    if path.name.startswith("."):
        return "hidden file skipped"
    ending = path.suffix.lower()
    if path.stem.lower() in _NOT_ARTICLES and ending in {"", ".md", ".txt", ".html"}:
        return "card or readme skipped"
    if ending not in ENDINGS:
        return f"not an article ({ending or 'no ending'}) skipped"
    return None if path.is_file() else "not a regular file skipped"


def folder_story(folder: Path, file: Path) -> str | None:
    """The story of a file found below a folder the user gave: the subfolder it lies in, else the folder's own name.

    Subfolders that only sort by form ("articles", "html") tell no stories apart.
    """
    parts = list(file.parent.relative_to(folder).parts)
    while parts and parts[-1].lower() in _PLAIN_FOLDERS:
        parts.pop()
    return "/".join(parts) or _own_name(folder)


def named_stories(files: list[Path]) -> dict[Path, str | None]:
    """The stories of files named one by one: their folder's name.

    Where every file lies in a folder of its own, the folders say who published, not what happened: no story.
    """
    if not files:
        return {}
    parents = {file: file.resolve().parent for file in files}
    counts = Counter(parents.values())
    if len(counts) > 1 and max(counts.values()) == 1:
        return dict.fromkeys(files, None)
    names = {parent: _own_name(parent) for parent in counts}
    shared = Counter(names.values())
    return {
        file: names[parent] if shared[names[parent]] == 1 else "/".join(parent.parts[-2:])
        for file, parent in parents.items()
    }


def _own_name(folder: Path) -> str | None:
    """The folder's name, or the one above it when it is only "articles" or the like."""
    path = folder.resolve()
    if path.name.lower() in _PLAIN_FOLDERS and path.parent.name:
        path = path.parent
    return path.name or None
