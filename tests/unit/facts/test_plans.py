"""Plans given up, denials that come to the same, bounds and money of several countries."""

import pytest

from factcheck.facts.causes import gives_cause
from factcheck.facts.comparison import compare_facts, unsupported_quantities
from factcheck.facts.names import same_name
from factcheck.facts.plans import compare_plans, given_up
from factcheck.statements import single_statement
from factcheck.types import Finding, Kind


def found(premise: str, hypothesis: str) -> list[Finding]:
    return compare_facts(single_statement(premise), single_statement(hypothesis))


@pytest.mark.parametrize(
    ("left", "right", "conflict"),
    [
        ("The town gave up its plan to close the pool.", "The town closed the pool.", True),
        ("Nordvind ruled out cutting its Bergen service.", "Nordvind may cut its Bergen service.", True),
        ("The town gave up its plan to close the pool.", "The town did not close the pool.", False),
        ("The town gave up its plan to close the pool.", "The town dropped plans to close the pool.", False),
        ("The town gave up its plan to close the pool.", "The county sold the pool to a club.", False),
        ("The town did not give up its plan to close the pool.", "The town closed the pool.", False),
    ],
)
def test_a_plan_given_up_is_against_the_deed(left: str, right: str, conflict: bool) -> None:
    one, other = single_statement(left), single_statement(right)
    assert bool(compare_plans(one, other)) is bool(compare_plans(other, one)) is conflict


def test_what_is_given_up() -> None:
    assert given_up("The town dropped its plans to sell the pool.") == "sell"
    assert given_up("The town plans to sell the pool.") == ""


@pytest.mark.parametrize(
    ("premise", "hypothesis", "relation"),
    [
        ("The bridge did not close during the storm.", "The bridge stayed open during the storm.", "agrees"),
        ("It is not true that the zoo sold no tickets in May.", "The zoo sold tickets in May.", "agrees"),
        ("Port officials approved the new quay.", "Port officials did not reject the new quay.", "agrees"),
        ("Port officials did not reject the new quay.", "Port officials approved the new quay.", "weaker"),
        (
            "The divers have yet to find the sunken barge.",
            "The sunken barge has not yet been found by the divers.",
            "agrees",
        ),
        ("The bridge did not close during the storm.", "The bridge closed during the storm.", "conflicts"),
    ],
)
def test_denials_and_what_they_come_to(premise: str, hypothesis: str, relation: str) -> None:
    assert found(premise, hypothesis)[0].relation == relation


@pytest.mark.parametrize(
    ("premise", "hypothesis", "relation"),
    [
        ("The tax cut prices by up to 20 per cent.", "The tax cut prices by as much as 35 per cent.", "conflicts"),
        ("At most 20 divers fell ill on the trip.", "At least 15 divers fell ill on the trip.", "weaker"),
        ("The fund paid 30 million kroner for it.", "The fund paid 30 million euros for it.", "conflicts"),
        ("Not all 40 tenants in the house were warned.", "Every tenant in the house was warned.", "conflicts"),
        ("Some tenants in the house were warned.", "Every tenant in the house was warned.", "weaker"),
        ("Some 80 per cent of the tenants signed it in Ghent.", "A minority of the tenants signed it.", "conflicts"),
    ],
)
def test_figures_and_shares(premise: str, hypothesis: str, relation: str) -> None:
    assert [f.relation for f in found(premise, hypothesis) if f.kind is Kind.NUMBER] == [relation]


def test_a_bound_from_above_bears_out_none_from_below() -> None:
    most, least = (single_statement(f"At {bound} divers fell ill on the trip.") for bound in ("most 20", "least 15"))
    assert [q.text for q in unsupported_quantities(most, least)] == ["At least 15 divers"]


def test_known_names_of_one_thing() -> None:
    assert same_name("Bombay", "Mumbai") and same_name("White House", "US administration")
    assert not same_name("Bombay", "Chennai")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("The delay was due to a faulty switch.", True),
        ("The train is due to leave at noon.", False),
        ("The inquiry put the fire down to a fuse.", True),
    ],
)
def test_due_to_is_a_cause_or_a_plan(text: str, cause: bool) -> None:

    assert gives_cause(text) is cause
