"""What days a text's dates stand for, with and without an anchor, and how two dates relate."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.facts.dates import compare_dates, extract_dates
from factcheck.types import DateSpan

ANCHOR = dt.date(2025, 6, 18)  # a Wednesday

ANCHORED = [
    ("on June 12, 2024", "2024-06-12", "2024-06-12"),
    ("on 12 June 2024", "2024-06-12", "2024-06-12"),
    ("on 2024-06-12", "2024-06-12", "2024-06-12"),
    ("on Jun. 12", "2025-06-12", "2025-06-12"),
    ("on June 12", "2025-06-12", "2025-06-12"),
    ("on the 12th of June", "2025-06-12", "2025-06-12"),
    ("on November 3", "2024-11-03", "2024-11-03"),
    ("It will close on November 3", "2025-11-03", "2025-11-03"),
    ("on Tuesday, June 17, 2025", "2025-06-17", "2025-06-17"),
    ("on 25/12/2024", "2024-12-25", "2024-12-25"),
    ("on 05/06/2024", "2024-01-01", "2024-12-31"),
    ("from June 3 to July 9, 2024", "2024-06-03", "2024-07-09"),
    ("from 12 to 14 June", "2025-06-12", "2025-06-14"),
    ("on June 12-14, 2024", "2024-06-12", "2024-06-14"),
    ("in June", "2025-06-01", "2025-06-30"),
    ("in August 2019", "2019-08-01", "2019-08-31"),
    ("in mid-June", "2025-06-10", "2025-06-20"),
    ("last March", "2025-03-01", "2025-03-31"),
    ("from May to June 2024", "2024-05-01", "2024-06-30"),
    ("in 2016", "2016-01-01", "2016-12-31"),
    ("in early 2016", "2016-01-01", "2016-04-30"),
    ("the 2016 election", "2016-01-01", "2016-12-31"),
    ("between 2010 and 2014", "2010-01-01", "2014-12-31"),
    ("in 2010-14", "2010-01-01", "2014-12-31"),
    ("in the 1990s", "1990-01-01", "1999-12-31"),
    ("in the early 1990s", "1990-01-01", "1993-12-31"),
    ("in Q3 2024", "2024-07-01", "2024-09-30"),
    ("in the third quarter of 2024", "2024-07-01", "2024-09-30"),
    ("in the first half", "2025-01-01", "2025-06-30"),
    ("last quarter", "2025-01-01", "2025-03-31"),
    ("in the summer of 2019", "2019-06-01", "2019-08-31"),
    ("on Monday", "2025-06-16", "2025-06-16"),
    ("on Wednesday", "2025-06-18", "2025-06-18"),
    ("last Wednesday", "2025-06-11", "2025-06-11"),
    ("next Friday", "2025-06-20", "2025-06-20"),
    ("It will reopen on Friday", "2025-06-20", "2025-06-20"),
    ("yesterday", "2025-06-17", "2025-06-17"),
    ("today", "2025-06-18", "2025-06-18"),
    ("tomorrow", "2025-06-19", "2025-06-19"),
    ("two days ago", "2025-06-16", "2025-06-16"),
    ("three years ago", "2022-01-01", "2022-12-31"),
    ("last week", "2025-06-09", "2025-06-15"),
    ("this week", "2025-06-16", "2025-06-22"),
    ("last month", "2025-05-01", "2025-05-31"),
    ("next year", "2026-01-01", "2026-12-31"),
    ("earlier this month", "2025-06-01", "2025-06-18"),
    ("later this year", "2025-06-18", "2025-12-31"),
    ("over the past two years", "2023-01-01", "2025-06-18"),
    ("In May she left", "2025-05-01", "2025-05-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), ANCHORED)
def test_dates_are_resolved_against_the_anchor(text: str, first: str, last: str) -> None:
    assert [(d.first, d.last) for d in extract_dates(text, ANCHOR)] == [(first, last)]


OPEN = [
    ("on June 12", "--06-12", "--06-12"),
    ("in June", "--06-01", "--06-30"),
    ("in the third quarter", "--07-01", "--09-30"),
    ("on Tuesday", "W-2", "W-2"),
    ("yesterday", "-P1D", "-P1D"),
    ("last month", "-P1M", "-P1M"),
    ("two years ago", "-P2Y", "-P2Y"),
    ("next week", "P1W", "P1W"),
    ("in 2016", "2016-01-01", "2016-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), OPEN)
def test_without_an_anchor_the_unknown_stays_open(text: str, first: str, last: str) -> None:
    assert [(d.first, d.last) for d in extract_dates(text)] == [(first, last)]


RELATIONS = [
    ("It closed before June 12.", "before"),
    ("It closed after June 12.", "after"),
    ("Closed since 2016.", "since"),
    ("Closed until Friday.", "until"),
    ("It will close by 2032.", "by"),
    ("It closed on Friday.", "on"),
    ("He died in 2016.", "on"),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_the_word_before_a_date_is_its_relation(text: str, relation: str) -> None:
    assert [d.relation for d in extract_dates(text)] == [relation]


NO_DATES = [
    "They may march on the capital.",
    "Theresa May said so.",
    "May I ask?",
    "More than 2000 people came.",
    "It sold 1980 units.",
    "It cost $2016.",
    "He is in his 30s.",
    "The sun is strong and the second ship sank.",
    "The fall of the wall.",
    "Version 2.2016 of 20161.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_words_and_figures_that_are_no_dates(text: str) -> None:
    assert extract_dates(text, ANCHOR) == []


PAIRS = [
    ("on June 12, 2025", "on 12 June 2025", "equal"),
    ("on June 12, 2025", "on June 13, 2025", "disjoint"),
    ("on June 12, 2025", "in June 2025", "first_narrower"),
    ("in 2025", "in June 2025", "second_narrower"),
    ("in June 2025", "in July 2025", "disjoint"),
    ("in early 2016", "from March to July 2016", "compatible"),
    ("on June 12", "on June 12, 2025", "second_narrower"),
    ("on June 12", "on June 13, 2025", "disjoint"),
    ("on June 12", "on June 12", "equal"),
    ("in June", "on June 13, 2025", "second_narrower"),
    ("on June 12", "in 2025", "first_narrower"),
    ("on Tuesday", "on Wednesday", "disjoint"),
    ("on Tuesday", "on June 17, 2025", "second_narrower"),
    ("on Tuesday", "on June 18, 2025", "disjoint"),
    ("on Tuesday", "in June 2025", "compatible"),
    ("on Tuesday", "on June 12", "incomparable"),
    ("yesterday", "yesterday", "equal"),
    ("yesterday", "on June 12, 2025", "incomparable"),
    ("before June 12, 2025", "on June 12, 2025", "disjoint"),
    ("before June 12, 2025", "on June 11, 2025", "second_narrower"),
    ("after June 12, 2025", "before June 10, 2025", "disjoint"),
    ("since 2016", "in 2020", "incomparable"),
    ("since 2016", "in 2016", "compatible"),
    ("since 2016", "since 2017", "disjoint"),
    ("since 2016", "since May 2016", "second_narrower"),
    ("by 2030", "in 2032", "disjoint"),
    ("by 2030", "in 2030", "second_narrower"),
]


@pytest.mark.parametrize(("first", "second", "relation"), PAIRS)
def test_pairs_of_dates_and_their_mirror_images(first: str, second: str, relation: str) -> None:
    a, b = extract_dates(first)[0], extract_dates(second)[0]
    mirror = {"first_narrower": "second_narrower", "second_narrower": "first_narrower"}
    assert compare_dates(a, b) == relation
    assert compare_dates(b, a) == mirror.get(relation, relation)


PIECES = st.sampled_from(
    "on in by since from to between and June May March Jan. 12 31 2016 2025 -12-31 , - / last next this early "
    "mid- Tuesday week month year quarter half the of Q3 summer two days ago 1990s yesterday later past 1/2/2020 "
    "9999 1500 February 29 30".split()
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=40)
ANCHORS = st.none() | st.dates()


@given(TEXTS, ANCHORS)
@example("last week last decade next year", dt.date.min)
@example("next week next decade 9 years ago February 29", dt.date.max)
def test_any_text_is_read_into_sound_dates(text: str, anchor: dt.date | None) -> None:
    end = 0
    for span in extract_dates(text, anchor):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        if span.first[:1].isdigit() and span.last[:1].isdigit():
            assert dt.date.fromisoformat(span.first) <= dt.date.fromisoformat(span.last)
        assert span.relation in {"on", "before", "after", "since", "until", "by"}
        end = span.end


@given(TEXTS, TEXTS, ANCHORS)
def test_comparing_dates_is_symmetric_and_reflexive(first: str, second: str, anchor: dt.date | None) -> None:
    mirror = {"first_narrower": "second_narrower", "second_narrower": "first_narrower"}
    for a in extract_dates(first, anchor):
        assert compare_dates(a, a) == "equal"
        for b in extract_dates(second):
            relation = compare_dates(a, b)
            assert compare_dates(b, a) == mirror.get(relation, relation)


@pytest.mark.parametrize(
    "piece", ["9", "9-", "June ", "May 1 ", "2016-", "last ", "the ", "1/1/", "from ", "mid-", " ", "on Monday, "]
)
def test_fifty_kilobytes_of_one_piece_are_read(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    assert all(span.end <= len(text) for span in extract_dates(text, ANCHOR))


def test_a_span_with_an_impossible_day_is_compared_without_an_error() -> None:
    odd = DateSpan("June 31", 0, 7, "--06-31", "--06-31")
    assert compare_dates(odd, DateSpan("June", 0, 4, "--06-01", "--06-30")) == "compatible"
