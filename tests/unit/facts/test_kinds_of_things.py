"""Narrower and wider words, and kinds that exclude each other."""

from __future__ import annotations

import pytest

from factcheck.facts.comparison import compare_facts
from factcheck.facts.coverage import uncovered
from factcheck.facts.kinds_of_things import exclude, things, wider
from factcheck.statements import single_statement
from factcheck.types import Kind


def _missing(premise: str, hypothesis: str) -> tuple[str, ...]:
    return uncovered(single_statement(premise), single_statement(hypothesis))


def test_no_word_falls_under_itself_and_none_excludes_its_wider_word() -> None:
    names = {"ferry", "ship", "vessel", "murder", "brother", "minister", "rifle"}
    assert all(name not in wider(name) for name in names)
    assert not exclude("ferry", "ship")
    assert exclude("violin", "trumpet")
    assert not exclude("violin", "ferry")


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [("ferry", "vessel"), ("rifle", "weapon"), ("brother", "relative"), ("foreign minister", "official")],
)
def test_wider_goes_up_and_not_down(narrow: str, wide: str) -> None:
    assert wide in wider(narrow)
    assert narrow not in wider(wide)


def test_a_narrower_word_is_the_counterpart_of_a_wider_one_only() -> None:
    narrow, wide = "Police in Arlen found a rifle in the barn.", "Police in Arlen found a weapon in the barn."
    assert _missing(narrow, wide) == ()
    assert _missing(wide, narrow) == ("rifl",)


def test_a_negation_turns_them_round() -> None:
    wide, narrow = "No vehicle passed the toll gate.", "No lorry passed the toll gate."
    assert _missing(wide, narrow) == ()
    assert _missing(narrow, wide) != ()


def test_words_of_several_and_irregular_forms_are_found() -> None:
    assert [t.name for t in things("Thieves let the German shepherd out of two churches.")] == [
        "thief",
        "german shepherd",
        "church",
    ]


def _conflicts(premise: str, hypothesis: str) -> list[Kind]:
    found = compare_facts(single_statement(premise), single_statement(hypothesis))
    return [f.kind for f in found if f.relation == "conflicts"]


def test_one_thing_is_not_of_two_kinds() -> None:
    cello = "Burglars took a cello from the dressing room in Arlen."
    assert _conflicts(cello, "Burglars took a trumpet from the dressing room in Arlen.") == [Kind.ENTITY]
    assert _conflicts(cello, "Burglars took a cello and a trumpet from the dressing room in Arlen.") == []
    assert _conflicts(cello, "Burglars sold a trumpet at a flea market near Brevik on Monday.") == []


def test_denying_one_kind_says_nothing_of_another() -> None:
    assert _conflicts("No lorry passed the toll gate in Arlen.", "No bus passed the toll gate in Arlen.") == []
