"""Sentence spans: the hard cases of newsroom text, and laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.statements.sentences import LONGEST, sentence_spans, split_sentences
from factcheck.types import Article, Dropped, Span


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S.-based firm won. It left.", ["The U.S.-based firm won.", "It left."]),
        ("It paid $14.8 billion. Nobody minded.", ["It paid $14.8 billion.", "Nobody minded."]),
        ("Borel Inc. Chief Ada Roy left. He stayed.", ["Borel Inc. Chief Ada Roy left.", "He stayed."]),
        ("They met at 6 p.m. Everyone came.", ["They met at 6 p.m.", "Everyone came."]),
        ("They met at 6 p.m. Tuesday in Rome.", ["They met at 6 p.m. Tuesday in Rome."]),
        ("They met at 6 p.m. ET in Rome.", ["They met at 6 p.m. ET in Rome."]),
        ("Dr. Smith saw Mr. J. R. Poe. She left.", ["Dr. Smith saw Mr. J. R. Poe.", "She left."]),
        ("No. 5 was late. No. 6 was early.", ["No. 5 was late.", "No. 6 was early."]),
        ("The rate rose 2.5 percent. Prices fell.", ["The rate rose 2.5 percent.", "Prices fell."]),
        ("See https://a.example/x.y?z=1.2 for more. Thanks.", ["See https://a.example/x.y?z=1.2 for more.", "Thanks."]),
        ("Then... nothing. It ended.", ["Then... nothing.", "It ended."]),
        ('"Nothing has changed." Roy said.', ['"Nothing has changed." Roy said.']),
        ('"Is it over?" she asked. Nobody answered.', ['"Is it over?" she asked.', "Nobody answered."]),
        ("\u201cIt is fine,\u201d said Mr. Li. He left.", ["\u201cIt is fine,\u201d said Mr. Li.", "He left."]),
        ("It won the talent. Reports of it spread.", ["It won the talent.", "Reports of it spread."]),
        ("He met Sestak. On Monday he left.", ["He met Sestak.", "On Monday he left."]),
        ("One line\nanother line", ["One line", "another line"]),
        ("\u4e2d\u6587\u3002\u7b2c\u4e8c\u53e5\u3002", ["\u4e2d\u6587\u3002", "\u7b2c\u4e8c\u53e5\u3002"]),
        (
            "\u0647\u0630\u0627 \u062c\u064a\u062f\u061f \u0646\u0639\u0645.",
            ["\u0647\u0630\u0627 \u062c\u064a\u062f\u061f", "\u0646\u0639\u0645."],
        ),
    ],
)
def test_newsroom_text_is_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1\ufe0f\u20e3 Borel Ends Deal", "Borel Ends Deal"),
        ("10\ufe0f\u20e3 What Comes Next?", "What Comes Next?"),
        ("\U0001f310 Borel left the market.", "Borel left the market."),
        ("## The plan", "The plan"),
        ("> It rained.", "It rained."),
        ("- First point", "First point"),
        ("\u2022 First point", "First point"),
        ("* First point", "First point"),
        ("3. Third point", "Third point"),
        ("**It rained.**", "It rained."),
        ("   It rained.   ", "It rained."),
    ],
)
def test_marks_of_lists_and_headings_are_left_out(line: str, expected: str) -> None:
    assert cut(line) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "ROME \u2014 The talks failed.",
        "NEW YORK (AP) \u2014 The talks failed.",
        "AUGUSTA, Me. \u2014 The talks failed.",
        "(Reuters) - The talks failed.",
        "ROME \u2015 The talks failed.",
    ],
)
def test_datelines_are_left_out(line: str) -> None:
    assert cut(line) == ["The talks failed."]


@pytest.mark.parametrize(
    "line", ["2024 was good.", "$5 was paid.", "-5 degrees were measured.", "A dash \u2014 like this \u2014 stays."]
)
def test_what_only_looks_like_a_mark_stays(line: str) -> None:
    assert cut(line) == [line]


def test_a_line_of_marks_holds_no_sentence() -> None:
    assert cut("***\n---\n\u2022\n\n  \n") == []


def test_boilerplate_yields_no_sentences() -> None:
    text = "It rained. Read more. It snowed.\nSubscribe now!"
    article = Article(
        "a", "s", text, boilerplate=(Span(11, 21, "read more"), Span(text.index("Sub"), len(text), "plea"))
    )
    assert [one.text for one in split_sentences(article)] == ["It rained.", "It snowed."]


def test_over_long_sentences_are_cut_and_counted() -> None:
    dropped = Dropped()
    text = "The list names " + ", ".join(f"item {number}" for number in range(500)) + "."
    sentences = split_sentences(Article("a", "s", text), dropped)
    assert len(sentences) > 1
    assert max(len(one.text) for one in sentences) <= LONGEST
    assert dropped.reasons["over-long sentence cut"] == len(sentences) - 1
    assert "".join("".join(one.text.split()) for one in sentences) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_spans_are_ordered_disjoint_trimmed_and_within_a_line(text: str) -> None:
    end_before = 0
    for start, end in sentence_spans(text):
        assert end_before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert len(text[start:end].splitlines()) == 1
        assert any(char.isalnum() for char in text[start:end])
        end_before = end


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "It rained.",
                "Borel paid $3.5 billion",
                "\u4e2d\u6587\u3002",
                "\u05e9\u05dc\u05d5\u05dd.",
                "caf\u00e9",
                "\n",
                "No. 5",
                '"Yes."',
                "1\ufe0f\u20e3",
            ]
        ),
        max_size=12,
    )
)
def test_no_letter_and_no_figure_is_lost(pieces: list[str]) -> None:
    text = " ".join(piece for piece in pieces if piece != "1\ufe0f\u20e3")
    kept = "".join(text[start:end] for start, end in sentence_spans(text))
    assert [char for char in kept if char.isalnum()] == [char for char in text if char.isalnum()]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_the_text_of_a_sentence_is_its_span(text: str, one: int, other: int) -> None:
    low, high = sorted((min(one, len(text)), min(other, len(text))))
    article = Article("a", "s", text, boilerplate=(Span(low, high, "noise"),))
    for sentence in split_sentences(article):
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.end <= low or sentence.start >= high
