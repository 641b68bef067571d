"""Bytes to text."""

from __future__ import annotations

import gzip
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.articles.decoding import decode
from factcheck.errors import InputError
from factcheck.types import Dropped

FRENCH = "L’été dernier, la mairie a fermé l’école : élèves et parents étaient très déçus. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_common_encodings_are_read(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), "a.txt") == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The mayor said the decision was “final”. It won’t reopen — it cost £4 million.", "cp1252"),
        ("El alcalde declaró que la decisión era definitiva. Los niños están decepcionados.", "cp1252"),
        ("Burmistrz Łodzi oświadczył, że szkoła zostanie zamknięta. Dzieci będą jeździć dalej.", "cp1250"),
        ("Starosta řekl, že škola bude zavřena. Děti budou muset jezdit dál, uvedl v úterý.", "cp1250"),
        ("Мэр заявил, что школа будет закрыта. Родители и дети разочарованы.", "cp1251"),
        ("市長は学校を閉鎖すると発表した。保護者と子どもたちは失望していると述べた。", "shift_jis"),
    ],
)
def test_older_encodings_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_right_to_left_text_and_emoji_are_kept() -> None:
    text = "قال الوزير إن المصنع أغلق. 🏭👩🏽‍🔧 המפעל נסגר."
    assert decode(text.encode(), "a.txt") == text


def test_a_broken_byte_in_utf8_is_replaced_and_counted() -> None:
    dropped = Dropped()
    assert decode(FRENCH.encode() + b"\xff" + b" fin", "a.txt", dropped) == FRENCH + "\ufffd fin"
    assert dropped.reasons == {"bytes that are not utf-8 replaced: a.txt": 1}


def test_the_encoding_a_page_names_is_used_before_guessing() -> None:
    data = "<p>Łódź i Gdańsk".encode("iso8859_2")
    assert decode(data, "a.html", declared="iso-8859-2") == "<p>Łódź i Gdańsk"
    assert decode(data, "a.html", declared="no-such-encoding")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\n \t", "empty"),
        ("\ufeff\u200b".encode(), "empty"),
        (gzip.compress(b"text"), "gzip"),
        (b"\x89PNG\r\n", "picture"),
        (b"PAR1....", "name it .parquet"),
        (random.Random(3).randbytes(5000), "binary|encoding"),
        (b"some text\x00and a zero", "binary"),
        (b"\x01\x02\x03\x04\x05", "binary"),
    ],
)
def test_what_is_no_text_is_said_so(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        decode(data, "a.txt")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_text_or_in_one_clear_line(data: bytes) -> None:
    message = ""
    try:
        assert decode(data, "a.txt").strip()
    except InputError as error:
        message = str(error)
    assert not message or (message.startswith("a.txt: ") and "\n" not in message)
