"""How two quantities relate, and the laws every comparison keeps."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.facts.intervals import Interval, compare_intervals, contains, mirrored, overlaps
from factcheck.facts.quantities import extract_quantities
from factcheck.types import Quantity


def quantity(text: str) -> Quantity:
    return extract_quantities(text)[0]


PAIRS = [
    ("paid $14.8B", "paid $14,800 million", "equal"),
    ("paid $14.8 billion", "paid about $15 billion", "first_narrower"),
    ("paid $15.3 billion", "paid about $15 billion", "first_narrower"),
    ("paid $17 billion", "paid about $15 billion", "disjoint"),
    ("paid $14.8 billion", "paid $14.8 million", "disjoint"),
    ("paid $14.8 billion", "paid $14.9 billion", "disjoint"),
    ("paid $15 billion", "paid $14.8 billion", "second_narrower"),
    ("paid $14.8 billion", "a multi-billion dollar deal", "first_narrower"),
    ("paid US$3 million", "paid $3 million", "equal"),
    ("paid $3 million", "paid €3 million", "incomparable"),
    ("paid 50 cents", "paid $0.50", "equal"),
    ("more than 100 investors", "120 investors", "second_narrower"),
    ("more than 100 investors", "40 investors", "disjoint"),
    ("more than 100 investors", "100 investors", "compatible"),
    ("at least 100 investors", "100 investors", "second_narrower"),
    ("100 or more investors", "100 investors", "second_narrower"),
    ("over 100 investors", "over 100 investors", "equal"),
    ("over 100 investors", "at least 100 investors", "first_narrower"),
    ("over 100 investors", "fewer than 100 investors", "disjoint"),
    ("at least 100 investors", "up to 100 investors", "compatible"),
    ("no more than 100 investors", "100 investors", "second_narrower"),
    ("fewer than 100 investors", "100 investors", "compatible"),
    ("fewer than 104 investors", "104 investors", "disjoint"),
    ("more than 5,000 people", "5,000 people", "compatible"),
    ("more than 5,120 people", "5,120 people", "disjoint"),
    ("more than 65 people", "65 people", "disjoint"),
    ("nearly 5,000 people", "5,000 people", "second_narrower"),
    ("over 100 investors", "over 200 investors", "second_narrower"),
    ("between 30 and 45 people", "40 people", "second_narrower"),
    ("between 30 and 45 people", "between 40 and 60 people", "compatible"),
    ("between 30 and 45 people", "nine people", "disjoint"),
    ("a dozen people", "12 people", "equal"),
    ("hundreds of people", "450 people", "second_narrower"),
    ("49% of it", "49 percent of it", "equal"),
    ("49% of it", "nearly half of it", "first_narrower"),
    ("half of it", "50% of it", "equal"),
    ("two-thirds of it", "66% of it", "second_narrower"),
    ("one in five people", "20% of people", "equal"),
    ("a third of people", "half of people", "disjoint"),
    ("a majority of voters", "52% of voters", "second_narrower"),
    ("3 percentage points", "3 percent", "incomparable"),
    ("25 basis points", "0.25 percentage points", "equal"),
    ("10 km", "10 miles", "disjoint"),
    ("10 miles", "16.1 km", "second_narrower"),
    ("2,000 kg", "2 tonnes", "equal"),
    ("2 tons", "2 tonnes", "incomparable"),
    ("100°C", "212°F", "equal"),
    ("90 minutes", "3 hours", "disjoint"),
    ("90 minutes", "1.5 hours", "equal"),
    ("two days", "48 hours", "equal"),
    ("12 months", "one year", "equal"),
    ("two months", "60 days", "incomparable"),
    ("366 metres", "more than a third of a kilometre", "first_narrower"),
    ("12 people", "12 km", "incomparable"),
    ("its second-largest deal", "its third-largest deal", "disjoint"),
    ("its second-largest deal", "two deals", "incomparable"),
    ("they won 3-1", "they won 3-2", "disjoint"),
    ("they won 3-1", "they won 3-1", "equal"),
    ("they won 3-1", "three goals", "incomparable"),
]


@pytest.mark.parametrize(("first", "second", "relation"), PAIRS)
def test_pairs_and_their_mirror_images(first: str, second: str, relation: str) -> None:
    a, b = quantity(first), quantity(second)
    assert compare_intervals(a, b) == relation
    assert compare_intervals(b, a) == mirrored(relation)


AMOUNTS = st.builds(
    lambda bound, figure, unit: f"{bound} {figure}{unit}".strip(),
    st.sampled_from(["", "about", "nearly", "more than", "at least", "up to", "fewer than", "just over", "exactly"]),
    st.sampled_from(["1", "2", "3.5", "12", "100", "1,200", "14.8", "0", "15 million", "1.2 billion", "10 to 20"]),
    st.sampled_from(
        ["%", " people", " km", " miles", " euros", " dollars", " hours", " days", " months", " °C", " °F", " points"]
    ),
)


@given(AMOUNTS, AMOUNTS)
def test_comparing_is_symmetric_and_reflexive(first: str, second: str) -> None:
    for a in extract_quantities(first):
        assert compare_intervals(a, a) == "equal"
        for b in extract_quantities(second):
            assert compare_intervals(b, a) == mirrored(compare_intervals(a, b))


ENDS = st.floats(-1e9, 1e9) | st.just(-math.inf) | st.just(math.inf)
INTERVALS = st.builds(
    lambda a, b, c, d: Interval(min(a, b), max(a, b), c and a != b, d and a != b),
    ENDS,
    ENDS,
    st.booleans(),
    st.booleans(),
).filter(lambda i: not (math.isinf(i.low) and i.low == i.high))


@given(INTERVALS, INTERVALS)
def test_intervals_keep_their_laws(a: Interval, b: Interval) -> None:
    assert contains(a, a)
    assert overlaps(a, a)
    assert overlaps(a, b) == overlaps(b, a)
    assert not contains(a, b) or overlaps(a, b) or b.high - b.low < 1


def test_touching_intervals_overlap_only_when_both_ends_are_taken_in() -> None:
    assert not overlaps(Interval(1, 2, high_open=True), Interval(2, 3))
    assert overlaps(Interval(1, 2), Interval(2, 3))
    assert overlaps(Interval(1, 2), Interval(2, 2))
    assert not overlaps(Interval(1, 2, high_open=True), Interval(2, 2))
    assert Interval(2, 2, low_open=True).empty
