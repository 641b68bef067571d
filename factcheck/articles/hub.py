"""Data sets of the `datasets` library: saved to disk, or by their name on the hub. The library is optional."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from factcheck.articles.records import Place, Record, missing_text, record_from_fields
from factcheck.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from types import ModuleType

_MARKERS = (("dataset_dict.json",), ("dataset_info.json", "state.json"))
_NAME = re.compile(r"(?:hf:)?([A-Za-z0-9][\w.\-]*/[A-Za-z0-9][\w.\-]*)(?::([\w.\-]+))?")
_PREFIXED = re.compile(r"hf:([A-Za-z0-9][\w.\-/]*)(?::([\w.\-]+))?")
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,7}$")
_PATIENCE_S = 3.0


def is_saved_dataset(folder: Path) -> bool:
    """Whether a folder was written by `Dataset.save_to_disk`."""
    return any(all((folder / name).is_file() for name in names) for names in _MARKERS)


def hub_name(given: str) -> tuple[str, str | None] | None:
    """(name, split) of "hf:NAME[:SPLIT]" and of what looks like "owner/name[:split]"; None for what looks like a path.

    A name with a file's extension, or whose first part is a folder that exists, is a path.
    """
    prefixed = _PREFIXED.fullmatch(given)
    if prefixed:
        return prefixed.group(1), prefixed.group(2)
    found = _NAME.fullmatch(given)
    if found is None or _EXTENSION.search(found.group(1)) or Path(given.split("/")[0]).exists():
        return None
    return found.group(1), found.group(2)


def read_saved(folder: Path) -> Iterator[Record]:
    """The rows of a data set saved to disk, all splits.

    :raises MissingExtraError: the `datasets` library is not installed.
    :raises InputError: the folder is damaged, or a row is wrong.
    """
    library = _library(f"{folder}: reading a saved data set")
    try:
        loaded = library.load_from_disk(str(folder))
    except Exception as error:  # the library raises whatever its readers raise
        raise InputError(
            f"not a readable data set, {_first_line(error)}", path=str(folder), mend="save it again"
        ) from None
    yield from _rows(loaded, str(folder))


def read_hub(name: str, split: str | None) -> Iterator[Record]:
    """The rows of a data set on the hub, one split or all.

    :raises MissingExtraError: the `datasets` library is not installed.
    :raises InputError: there is no network, no such data set or split, or a row is wrong.
    """
    library = _library(f"{name}: no such file or folder; reading it as a data set on the hub")
    shown = f"{name}:{split}" if split else name
    endpoint = str(getattr(library.config, "HF_ENDPOINT", "https://huggingface.co"))
    if not _offline() and not _reachable(endpoint):
        site = urlsplit(endpoint).hostname
        what = f"no such file or folder, and {site} cannot be reached to look for a data set of that name"
        raise InputError(what, path=shown, mend="check the path or the network; HF_HUB_OFFLINE=1 reads what is cached")
    try:
        loaded = library.load_dataset(name, split=split)
    except Exception as error:  # the library raises whatever its readers, the hub and the network raise
        what = f"the data set cannot be loaded from the hub, {_first_line(error)}"
        raise InputError(what, path=shown, mend="check the name and the split") from None
    yield from _rows(loaded, shown)


def _library(purpose: str) -> ModuleType:
    try:
        import datasets
    except ImportError:
        raise MissingExtraError(purpose, "datasets") from None
    module: ModuleType = datasets
    if not sys.stderr.isatty():
        module.disable_progress_bars()
    return module


def _rows(loaded: Any, path: str) -> Iterator[Record]:
    """Rows of a Dataset, or of every split of a DatasetDict in order."""
    splits: Iterable[tuple[str, Any]] = loaded.items() if isinstance(loaded, Mapping) else [("", loaded)]
    for split, rows in splits:
        place = Place(f"{path}:{split}" if split else path)
        columns = [str(name) for name in rows.column_names]
        if not any(name.strip().lower() == "text" for name in columns):
            raise missing_text(columns, place)
        for number, row in enumerate(rows, start=1):
            yield record_from_fields(row, Place(place.path, row=f"row {number}"))


def _offline() -> bool:
    settings = (os.environ.get(name, "") for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE"))
    return any(value.upper() in {"1", "TRUE", "YES", "ON"} for value in settings)


def _reachable(endpoint: str) -> bool:
    """A look at the hub's door, because the library itself retries for half a minute. A proxy is trusted to answer."""
    if any(os.environ.get(name) for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")):
        return True
    address = urlsplit(endpoint)
    try:
        with socket.create_connection((address.hostname or "", address.port or 443), timeout=_PATIENCE_S):
            return True
    except OSError:
        return False


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
