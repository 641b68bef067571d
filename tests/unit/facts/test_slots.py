"""A figure of one role does not bear out the same figure in another."""

from __future__ import annotations

import pytest

from factcheck.facts.comparison import compare_facts, compare_quantities, unsupported_quantities
from factcheck.statements import single_statement
from factcheck.types import Kind


def test_revenue_does_not_bear_out_a_profit_of_as_much() -> None:
    premise = single_statement("Ostrava Mills made a profit of £40 million on revenue of £3 billion in 2021.")
    claim = single_statement("Ostrava Mills made a profit of £3 billion in 2021.")
    assert [q.text for q in unsupported_quantities(premise, claim)] == ["£3 billion"]
    assert [f.relation for f in compare_quantities(premise, claim)] == ["conflicts"]


def test_the_same_role_or_none_bears_it_out() -> None:
    premise = single_statement("Ostrava Mills made a profit of £40 million on revenue of £3 billion in 2021.")
    for claim in ("Ostrava Mills had revenue of £3 billion in 2021.", "The mill reported £3 billion."):
        assert unsupported_quantities(premise, single_statement(claim)) == []


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("The pill is taken once a day.", "Patients swallow the pill twice a day.", "conflicts"),
        ("The strike costs 6 million crowns a day.", "The bill grows by 16 million crowns every day.", "conflicts"),
        ("The plant makes 300 cars per week.", "The plant makes 300 cars a week.", "agrees"),
        ("The plant makes 300 cars per week.", "The plant hires 20 people a week.", None),
        ("The pill was once sold a day early.", "Patients swallow the pill twice a day.", None),
    ],
)
def test_rates_by_one_period_fill_one_slot(left: str, right: str, relation: str | None) -> None:
    found = [f for f in compare_facts(single_statement(left), single_statement(right)) if f.kind is Kind.NUMBER]
    assert [f.relation for f in found][:1] == ([relation] if relation else [])
