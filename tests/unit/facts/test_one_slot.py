"""One slot and two fillers: what excludes what, and what may stand for one thing."""

import pytest

from factcheck.facts.one_slot import compare_slots, fillers, one_slot
from factcheck.statements import single_statement
from factcheck.types import Kind


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("The sculptor was born in Graz to a weaver.", "The sculptor was born in Linz to a weaver.", Kind.ENTITY),
        ("Ann Lee founded the bakery in Lyon.", "Bo Marsh founded the bakery in Lyon.", Kind.ENTITY),
        ("Her second husband kept a small hotel.", "Her third husband kept a small hotel.", Kind.NUMBER),
        ("The fair opens in May with a parade.", "The fair opens in June with a parade.", Kind.DATE),
        ("The works were closed in 1986 after a fire.", "The works were closed in 1988 after a fire.", Kind.DATE),
        ("The Swedish yard built the ferry.", "The Danish yard built the ferry.", Kind.ENTITY),
        ("The couple's first child was a daughter.", "The couple's first child was a son.", Kind.ENTITY),
    ],
)
def test_fillers_that_exclude_each_other_conflict_both_ways(left: str, right: str, kind: Kind) -> None:
    one, other = single_statement(left), single_statement(right)
    for pair in ((one, other), (other, one)):
        assert [(f.kind, f.relation) for f in compare_slots(*pair)] == [(kind, "conflicts")]
        assert fillers(*pair) == "exclusive"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The mayor met Ann Lee in the old port.", "The mayor met Bo Marsh in the old port."),  # she can meet both
        ("The sculptor was born in London to a weaver.", "The sculptor was born in England to a weaver."),
        ("The bill was signed by Svetlana Petrovna.", "The bill was signed by Svetlana Petrowna."),  # a spelling
        ("The bill was signed by Lee at noon.", "The bill was signed by Ann Lee at noon."),
        ("The sculptor was not born in Graz to a weaver.", "The sculptor was not born in Linz to a weaver."),
        ("The sculptor may have been born in Graz.", "The sculptor may have been born in Linz."),
        ("A Swedish yard built the ferry for the king.", "A Danish yard built the ferry for the king."),
        ("The union of Norway called a strike at noon.", "The union of Norwegian called a strike at noon."),
    ],
)
def test_fillers_that_can_both_be_true_do_not(left: str, right: str) -> None:
    assert compare_slots(single_statement(left), single_statement(right)) == []


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("The bank lifted its key rate on Thursday.", "The bank raised its key rate on Thursday.", "same"),
        ("The crew painted the old bridge green at dawn.", "The crew painted the old bridge grey at dawn.", "things"),
        ("The crew will paint the old bridge at dawn.", "The crew may paint the old bridge at dawn.", "open"),
        ("The fund paid 30 million for the mill.", "The fund paid 40 million for the mill.", ""),
        ("The crew painted the bridge.", "A storm closed the school in Lund on Monday.", ""),
    ],
)
def test_fillers_by_what_they_are_to_each_other(left: str, right: str, found: str) -> None:
    assert fillers(single_statement(left), single_statement(right)) == found


def test_a_slot_is_one_stretch_with_words_around_it() -> None:
    slot = one_slot("The sculptor was born in Graz to a weaver.", "A sculptor was born in Linz to the weaver.")
    assert slot is not None and (slot.left, slot.right) == (("Graz",), ("Linz",))
    assert one_slot("Graz won.", "Linz won.") is None  # too little around it
    assert one_slot("The sculptor sold one house in Graz.", "The painter sold one house in Linz.") is None
