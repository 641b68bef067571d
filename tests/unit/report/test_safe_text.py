"""Text of strangers is made harmless, and ordinary text is left as it is."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.safe import json_text, one_line, printable, spreadsheet_cell, web_link

BAD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_dangerous_is_left(text: str) -> None:
    assert not BAD.search(printable(text))
    assert not re.search(r"[\n\t]", one_line(text))
    assert printable(printable(text)) == printable(text)


@given(st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Cf"))))
def test_ordinary_text_stays(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0~\x1b\\after", "after"),
        ("\x1b[2", ""),
        ("\x9b31mred", "red"),
        ("\x1b(Bplain", "plain"),
        ("a\x1b]never closed", "a"),
        ("\x1b]one line\nnext line", "\nnext line"),
        ("in\u200bvis\u2060ible", "invisible"),
        ("“curly” – naïve 5 €", "“curly” – naïve 5 €"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_sequences_go_whole(text: str, clean: str) -> None:
    assert printable(text) == clean


def test_a_long_unclosed_sequence_is_no_trap() -> None:
    assert one_line("\x1b]" + "\x1b]" * 20_000 + "end") in ("", "end")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "\u200b=1", "\n=1", "|x", "%0A", "\x1b[0m=1"]
)
def test_formulas_are_defused(text: str) -> None:
    assert spreadsheet_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["", "plain", "a=b", "5 - 3"])
def test_other_cells_stay(text: str) -> None:
    assert spreadsheet_cell(text) == text


@pytest.mark.parametrize("url", ["http://a.example/b?c=d&e=f#g", "https://a.example"])
def test_web_addresses_are_links(url: str) -> None:
    assert web_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https://a.example", "//a.example",
        "https://a.example/\u202egpj.exe", "https://a.example/\" onclick=x", "JaVaScRiPt:x", "vbscript:x", "https://",
        "https://a\x00.example",
    ],
)  # fmt: skip
def test_other_addresses_are_not(url: str | None) -> None:
    assert web_link(url) is None


@given(st.text(st.characters(exclude_categories=())))
def test_json_text_is_the_same_document(text: str) -> None:
    safe = json_text(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(safe) == json.loads(json.dumps({"text": text}))
    assert not BAD.search(safe)
