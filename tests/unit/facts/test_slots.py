"""A figure of one role does not bear out the same figure in another."""

from __future__ import annotations

from factcheck.facts.comparison import compare_quantities, unsupported_quantities
from factcheck.statements import single_statement


def test_revenue_does_not_bear_out_a_profit_of_as_much() -> None:
    premise = single_statement("Ostrava Mills made a profit of £40 million on revenue of £3 billion in 2021.")
    claim = single_statement("Ostrava Mills made a profit of £3 billion in 2021.")
    assert [q.text for q in unsupported_quantities(premise, claim)] == ["£3 billion"]
    assert [f.relation for f in compare_quantities(premise, claim)] == ["conflicts"]


def test_the_same_role_or_none_bears_it_out() -> None:
    premise = single_statement("Ostrava Mills made a profit of £40 million on revenue of £3 billion in 2021.")
    for claim in ("Ostrava Mills had revenue of £3 billion in 2021.", "The mill reported £3 billion."):
        assert unsupported_quantities(premise, single_statement(claim)) == []
