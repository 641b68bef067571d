"""Texts written in two ways are read as one; what they say stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.nli import load_model
from factcheck.nli.surface import plain

ALIKE = [
    ("Hillary Clinton lied many times to the F.B.I.", "Hillary Clinton lied many times to the FBI"),
    ("Gen. Flynn met Sen. Lee in the U.S. capital.", "General Flynn met Senator Lee in the US capital."),
    ("Adam L. Braverman said “no one is above the law.”", 'Adam Braverman said "no one is above the law."'),
    ("Mr. Reid's vote fell by 4 per cent.", "Reid’s vote fell by 4 percent."),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_ways_of_writing_are_one(one: str, other: str) -> None:
    assert plain(one) == plain(other)
    assert load_model("embedded").predict([(one, other)])[0].argmax() == 0


@pytest.mark.parametrize(
    "text",
    [
        "He is no. 4. Scale rose.",
        "Plan B. It failed.",
        "It happened in Sept. 2021.",
        "Rep theatre closed.",
        "J. Lee won.",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert plain(text) == text


@given(st.text(alphabet=st.sampled_from("Aa Bc.\"'“”’ US.9%-\n"), max_size=40))
def test_reading_twice_changes_nothing_more_and_no_letter_is_new(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert set(re.findall(r"\w", once)) <= set(re.findall(r"\w", text))


def test_nothing_is_made_of_nothing() -> None:
    assert plain("") == plain(" \n") == ""
