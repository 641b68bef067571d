"""Conflicts of words that may be of two acts are weak; those of one act are not."""

import pytest

from factcheck.facts.comparison import compare_facts
from factcheck.facts.oppositions import read
from factcheck.statements import single_statement


def strongest(premise: str, hypothesis: str) -> float:
    findings = compare_facts(single_statement(premise), single_statement(hypothesis))
    return max((f.strength for f in findings if f.relation == "conflicts"), default=0.0)


@pytest.mark.parametrize(
    ("premise", "hypothesis", "surely"),
    [
        ("The farm did not lose cattle in the June flood.", "The farm lost cattle in the June flood.", True),
        ("The farm did not lose cattle in the June flood.", "The farm lost cattle in the August flood.", False),
        (
            "Parliament passed the levy at its first reading.",
            "Parliament rejected the levy at its first reading.",
            True,
        ),
        (
            "Parliament passed the levy at its first reading.",
            "Parliament rejected the levy at its third reading.",
            False,
        ),
        ("Ann Lee did not play in the gala in Bern.", "Ann Lee played in the gala in Bern.", True),
        ("Ann Lee's sister did not play in the gala in Bern.", "Ann Lee played in the gala in Bern.", False),
        (
            "Norway overtook Sweden in the ranking of schools.",
            "Sweden overtook Norway in the ranking of schools.",
            True,
        ),
        ("Norway overtook Sweden in the ranking of schools.", "Sweden overtook Norway in the table of taxes.", False),
    ],
)
def test_another_month_person_or_object_makes_a_conflict_weak(premise: str, hypothesis: str, surely: bool) -> None:
    assert (strongest(premise, hypothesis) >= 0.6) is surely
    assert (strongest(hypothesis, premise) >= 0.6) is surely


def test_what_used_to_be_is_no_more() -> None:
    assert read("The ferry used to call at Lund.").words["call"] == -1
    assert read("The ferry is used to call at Lund.").words["call"] == 1
    assert strongest("The ferry used to call at Lund.", "The ferry still calls at Lund.") >= 0.6
    assert strongest("The ferry used to call at Lund but no longer does.", "The ferry does not call at Lund.") == 0


def test_a_percentage_tells_the_size_of_a_stake() -> None:
    premise = "Varga took a 30 per cent stake in the harbour firm Doka."
    assert strongest(premise, "Varga took a minority stake in the harbour firm Doka.") == 0
    findings = compare_facts(
        single_statement(premise), single_statement("Varga took a minority stake in the harbour firm Doka.")
    )
    assert any("counterpart" in f.detail for f in findings)
