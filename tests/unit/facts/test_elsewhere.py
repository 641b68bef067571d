"""Conflicts of words that may be of two acts are weak; those of one act are not."""

from dataclasses import replace

import pytest

from factcheck.facts.comparison import compare_facts, unsupported_quantities
from factcheck.facts.names import known_as
from factcheck.facts.oppositions import read
from factcheck.facts.shares import compare_shares
from factcheck.facts.sureness import speaks_for_itself
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


def test_a_short_name_is_of_the_longer_one_beside_it() -> None:
    assert not known_as("Helix Foods", ["Helix Dynamics", "Helix"])
    assert not known_as("Michael Wen", ["Alexandra Wen", "Wen"])
    assert known_as("Helix", ["Helix Dynamics"]) and known_as("Helix Foods", ["Helix"])
    assert known_as("Alexandra Wen", ["Alexandra Wen", "Wen"])


@pytest.mark.parametrize(
    ("hypothesis", "relation"),
    [
        ("Three-quarters of the 40 farms hit by frost had insurance.", "agrees"),
        ("Only a quarter of the 40 farms hit by frost had insurance.", "conflicts"),
    ],
)
def test_a_part_of_a_total_that_opens_the_sentence(hypothesis: str, relation: str) -> None:
    premise = single_statement("Of the 40 farms hit by frost, 30 had insurance.")
    assert compare_shares(premise, single_statement(hypothesis))[0].relation == relation


def test_campaigners_in_a_city_are_not_the_city() -> None:
    said = replace(single_statement("Campaigners in Bergen say the permit is illegal."), holder="Campaigners in Bergen")
    assert not speaks_for_itself(said)


def test_a_participle_before_a_noun_is_not_denied() -> None:
    assert read("The theatre did not cancel the banned play.").words["bann"] == 1
    assert read("The theatre did not cancel the banned play.").words["cancel"] == -1


def test_bounds_of_almost_one_figure_bear_each_other_out() -> None:
    one, other = (
        single_statement(f"The clip had {words} views by May.") for words in ("over 420,000", "under 436,000")
    )
    assert unsupported_quantities(one, other) == []


def test_he_is_not_she() -> None:
    premise = "Wen told the staff of Lumen in Taipei that she would step back."
    findings = compare_facts(
        single_statement(premise), single_statement(premise.replace("she", "he").replace("staff", "workers"))
    )
    assert not any("counterpart" in f.detail for f in findings)


@pytest.mark.parametrize(
    ("premise", "hypothesis", "holds"),
    [
        ("Every district of Skane was on alert on Friday.", "The Lund district of Skane was on alert on Friday.", True),
        ("Fares on all tram lines will rise on 1 June.", "Fares on tram line 6 will rise on 1 June.", True),
        ("Several districts of Skane were on alert.", "The Lund district of Skane was on alert.", False),
        ("The Lund district of Skane was on alert.", "Every district of Skane was on alert.", False),
        ("Every district of Skane was on alert.", "The Lund museum of Skane was on alert.", False),
        ("Every district of Skane was on alert.", "The Lund district of Skane was evacuated.", False),
        ("Not every district of Skane was on alert.", "The Lund district of Skane was on alert.", False),
    ],
)
def test_what_holds_of_all_holds_of_one(premise: str, hypothesis: str, holds: bool) -> None:
    findings = compare_facts(single_statement(premise), single_statement(hypothesis))
    assert any("holds of all" in f.detail for f in findings) is holds
