"""Bytes to text: strict UTF-8 first, then a guess, and a clear word about what is no text at all."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from factcheck.errors import InputError
from factcheck.types import Dropped

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_COHERENCE_SLACK = 0.02
_SAMPLE = 64 * 1024
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the document as plain text"),
    (b"PK\x05\x06", "an empty zip archive", "unpack it"),
    (b"%PDF", "a PDF", "save its text as .txt"),
    (b"\x1f\x8b", "gzip-compressed", "unpack it with gunzip"),
    (b"BZh", "bzip2-compressed", "unpack it with bunzip2"),
    (b"\xfd7zXZ", "xz-compressed", "unpack it with unxz"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed", "unpack it with unzstd"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"Rar!", "a rar archive", "unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"{\\rtf", "a rich-text document", "save it as plain text"),
    (b"\x89PNG", "a picture", "give its text instead"),
    (b"\xff\xd8\xff", "a picture", "give its text instead"),
    (b"GIF8", "a picture", "give its text instead"),
    (b"\x7fELF", "a program", "give a text file"),
    (b"SQLite format 3", "a database", "export it as JSONL or CSV"),
    (b"PAR1", "a Parquet file", "name it .parquet"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, path: str, dropped: Dropped | None = None, declared: str | None = None) -> str:
    """The text of a file. `declared` is an encoding the file itself names (HTML), tried after UTF-8.

    A file that is UTF-8 but for a few broken bytes is read as UTF-8 and the bytes are counted in `dropped`.

    :raises InputError: the file is empty, an archive, a picture or otherwise no text.
    """
    if not data.strip():
        raise InputError("the file is empty", path=path, mend="delete it or put the article in")
    for magic, what, mend in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"this is {what}, not text", path=path, mend=mend)
    text = _decoded(data, path, dropped, declared)
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > len(sample) // 20:
        raise _binary(path)
    if not text.strip("\ufeff\u200b \t\r\n\v\f\xa0"):
        raise InputError("the file is empty", path=path, mend="delete it or put the article in")
    return text


def _decoded(data: bytes, path: str, dropped: Dropped | None, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding, path, dropped)
    wide = _wide_encoding(data)
    if wide:
        return _replacing(data, wide, path, dropped)
    if b"\x00" in data[:_SAMPLE]:
        raise _binary(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _replacing(data, "utf-8", path, dropped)
    if declared and (text := _as(data, declared)) is not None:
        return text
    return _guessed(data, path, dropped)


def _replacing(data: bytes, encoding: str, path: str, dropped: Dropped | None) -> str:
    text = data.decode(encoding, errors="replace")
    count = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    if dropped is not None and count > 0:
        dropped.add(f"bytes that are not {encoding} replaced: {path}", count)
    return text


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken bytes: the multi-byte characters that are right outnumber the wrong ones."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(1 for character in text if character > "\x7f") - wrong
    return wrong * 10 <= right


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of mostly Latin text is zero."""
    sample = data[:_SAMPLE]
    half = max(len(sample) // 2, 1)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _guessed(data: bytes, path: str, dropped: Dropped | None) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:_SAMPLE])
    best = matches.best()
    if best is None:
        raise InputError("the encoding cannot be told", path=path, mend="save the file as UTF-8")
    # Where both fit, the guesser takes Central European for Western: "£4" would become "Ł4".
    western = next((match for match in matches if "cp1252" in match.could_be_from_charset), None)
    if best.encoding == "cp1250" and western is not None and _as_likely(western, best):
        best = western
    encoding = "cp1252" if best is western else best.encoding
    text = _as(data, encoding)
    return _replacing(data, encoding, path, dropped) if text is None else text


def _as_likely(one: CharsetMatch, other: CharsetMatch) -> bool:
    return one.chaos <= other.chaos and one.coherence >= other.coherence - _COHERENCE_SLACK


def _binary(path: str) -> InputError:
    return InputError("this is a binary file, not text", path=path, mend="give a text file")
