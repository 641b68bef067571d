"""Times of day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.facts.clock import compare_clocks, same_time, times_of_day
from factcheck.statements import single_statement


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("The ferry left at 18:40.", [1120]),
        ("The ferry left at 7.40 pm.", [1180]),
        ("It sank at 6:05 a.m. on Friday.", [365]),
        ("Shots were heard at noon and at midnight.", [720, 0]),
        ("He rose at six o'clock in the morning.", [360]),
        ("She arrived shortly after seven o'clock this evening.", [1140]),
        ("It ended at 12 a.m.", [0]),
        ("Shares rose 7.40 percent to 18 dollars.", []),
        ("The score was 3 to 2; six people came.", []),
        ("I am 7 and she is 8.", []),
        ("A ratio of 3:2 held until 2019.", []),
    ],
)
def test_times_are_read(text: str, minutes: list[int]) -> None:
    assert [c.minutes for c in times_of_day(text)] == minutes
    assert all(text[c.start : c.end].strip() == c.text for c in times_of_day(text))


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("The ferry left Aldin at 18:40.", "The ferry left Aldin at 7.40 pm.", "conflicts"),
        ("The ferry left Aldin at 18:40.", "The ferry left Aldin at 6.40 pm.", "agrees"),
        ("The ferry left Aldin at 6:40.", "The ferry left Aldin at 18:40.", "agrees"),
        ("The ferry left Aldin at about 6.30 pm.", "The ferry left Aldin at 18:40.", "agrees"),
        ("The ferry left Aldin at 18:40.", "The mayor woke at seven o'clock.", None),
        ("The match began at noon.", "The match began at 3 pm.", "conflicts"),
    ],
)
def test_times_of_one_act_are_compared(left: str, right: str, relation: str | None) -> None:
    for one, other in ((left, right), (right, left)):
        found = compare_clocks(single_statement(one), single_statement(other))
        assert [f.relation for f in found] == ([relation] if relation else [])


@given(st.integers(0, 23), st.integers(0, 59))
def test_both_clocks_name_one_time(hour: int, minute: int) -> None:
    long = times_of_day(f"It left at {hour:02}:{minute:02}.")[0]
    half = "a.m." if hour < 12 else "p.m."
    short = times_of_day(f"It left at {hour % 12 or 12}:{minute:02} {half}")[0]
    assert same_time(long, short) and same_time(short, long)
