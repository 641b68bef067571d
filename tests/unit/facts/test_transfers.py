"""What passes from whom to whom."""

from __future__ import annotations

import pytest

from factcheck.facts.comparison import compare_facts
from factcheck.facts.transfers import compare_transfers, extract_transfers
from factcheck.statements import single_statement

EXCHANGED = [
    (
        "Carrow Rovers have sold midfielder Tobi Ade to Vale United.",
        "Carrow Rovers have signed Tobi Ade from Vale United.",
    ),
    (
        "Cardessa bought the rights to the drug from Bryn Biotech.",
        "Cardessa sold the rights to the drug to Bryn Biotech.",
    ),
    ("The rights were bought by Cardessa from Bryn Biotech.", "The rights were sold by Cardessa to Bryn Biotech."),
]
SAME = [
    ("Bryn Biotech sold the rights to Cardessa in May.", "The rights were bought by Cardessa from Bryn Biotech."),
    ("Kesh exported tea to Orden.", "Orden imported tea from Kesh."),
]
OPEN = [
    ("Acme sold 3,000 vans to Borel.", "Borel sold its pump unit to Acme."),  # another thing
    ("Acme sold 3,000 vans to Borel.", "Borel bought 3,000 vans from Cavo."),  # another giver
    ("Acme did not sell the vans to Borel.", "Acme bought the vans from Borel."),
    ("Acme spoke to Borel.", "Acme heard from Borel."),
]


@pytest.mark.parametrize(("one", "other"), EXCHANGED)
def test_what_passes_the_other_way_round_conflicts_both_ways(one: str, other: str) -> None:
    for pair in ((one, other), (other, one)):
        assert [f.relation for f in compare_transfers(*pair)] == ["conflicts"]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_giving_and_taking_are_one_act(one: str, other: str) -> None:
    assert [f.relation for f in compare_transfers(one, other)] == ["agrees"]


@pytest.mark.parametrize(("one", "other"), OPEN)
def test_other_things_and_other_parties_say_nothing(one: str, other: str) -> None:
    assert compare_transfers(one, other) == compare_transfers(other, one) == []


def test_the_passive_names_both_parties() -> None:
    (found,) = extract_transfers("The Lowry was sold by the Tate to the Hepworth.")
    assert (found.giver, found.taker, found.thing) == ("Tate", "Hepworth", "The Lowry")


def test_the_comparison_of_all_facts_has_it() -> None:
    one, other = map(single_statement, EXCHANGED[0])
    assert any(f.kind == "role" and f.relation == "conflicts" for f in compare_facts(one, other))
