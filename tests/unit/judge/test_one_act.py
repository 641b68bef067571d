"""Figures are only opposed when they are of one act."""

from dataclasses import replace
from functools import partial

import pytest

from factcheck.config import JudgeSettings
from factcheck.facts.comparison import compare_facts
from factcheck.judge.combine import judge as weigh
from factcheck.statements import single_statement
from factcheck.types import Kind, Label, Probabilities, Statement

judge = partial(weigh, settings=JudgeSettings(credence=0.0))  # the rules alone
UNDECIDED = Probabilities(0.33, 0.34, 0.33)


@pytest.mark.parametrize(
    ("left", "right", "similarity", "label"),
    [
        ("Vale United paid £45 million for the player.", "United paid £38m for the player.", 0.8, "contradiction"),
        ("Rovers paid £12 million for the player.", "United paid £38m for the player.", 0.8, "neutral"),
        ("The council fined Harrow €2 million.", "A fine of €9 million was upheld elsewhere.", 0.2, "neutral"),
        ("Forty people were rescued off Aldin.", "Twelve people attended a service in Aldin.", 0.6, "neutral"),
        ("Forty people were rescued off Aldin.", "Rescued off Aldin were 38 people.", 0.6, "contradiction"),
        ("The Colts beat the Jaguars 31-24.", "The Colts beat the Chiefs 20-13.", 0.8, "neutral"),
        ("The Colts beat the Jaguars 31-24.", "The Colts beat the Jaguars 20-13.", 0.8, "contradiction"),
    ],
)  # fmt: skip
def test_one_act(left: str, right: str, similarity: float, label: str) -> None:
    for one, other in ((left, right), (right, left)):
        found = judge(single_statement(one), single_statement(other), UNDECIDED, UNDECIDED, similarity)
        assert found.label == label, found.explanation


def test_a_plan_that_a_later_report_has_done_is_an_update() -> None:
    plan = single_statement("Brask will open the new plant in Gyor.")
    deed = single_statement("Brask opened the new plant in Gyor.")
    later = judge(plan, deed, UNDECIDED, UNDECIDED, 0.9, dates=("2025-06-12", "2025-06-20"))
    same_day = judge(plan, deed, UNDECIDED, UNDECIDED, 0.9, dates=("2025-06-12", "2025-06-12"))
    assert (later.label, later.kind) == (Label.NEUTRAL, Kind.UPDATE)
    assert same_day.kind is Kind.MODALITY


def test_a_bare_figure_beside_a_name_fills_no_slot_that_can_be_told() -> None:
    age = single_statement("Stone is 66.")
    handle = single_statement("Stone wrote to a man who used the handle “Guccifer 2.0”.")
    assert not [f for f in compare_facts(handle, age) if f.relation == "conflicts"]


def test_what_that_is_not_may_be_something_else() -> None:
    named, open_ = single_statement("Man is the objective."), single_statement("That is not the objective.")
    denied = single_statement("Man is not the objective.")
    opposed = Probabilities(0.05, 0.1, 0.85)
    for one, other in ((named, open_), (open_, named)):
        assert judge(one, other, opposed, opposed, 0.57).label is not Label.CONTRADICTION
    assert judge(named, denied, opposed, opposed, 0.9).label is Label.CONTRADICTION


def test_sums_paid_for_different_things_are_no_conflict() -> None:
    tax = single_statement("Ada Brandt paid $44 million in federal taxes.")
    fee = single_statement("Ada Brandt gave three speeches and was paid a total of $675,000 for them.")
    more = single_statement("Ada Brandt paid $30 million in federal taxes.")
    opposed = Probabilities(0.05, 0.1, 0.85)
    assert judge(tax, fee, opposed, opposed, 0.6).label is not Label.CONTRADICTION
    assert judge(tax, more, opposed, opposed, 0.9).label is Label.CONTRADICTION


OPPOSED = Probabilities(0.05, 0.1, 0.85)
DOUBTED = Probabilities(0.1, 0.45, 0.45)
"""A model that leans to a contradiction, as it does over any two statements of like words."""


def of(text: str, article: str = "a", holder: str | None = None) -> Statement:
    return replace(single_statement(text), article_id=article, holder=holder)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The majority leader raised $5.4 million for his campaign.", "He raised just over $200,000 for his campaign."),
        ("By 2085 the fund can pay 74 percent.", "After 2036 the fund can pay 77 percent."),
        ("The Greens picked up just six seats in this vote.", "The Greens have lost nearly 60 seats over six years."),
        ("Brandt paid a tax rate of 36 percent for years.", "Brandt set against it the Hallers' rate: 30 percent."),
        (
            "Last year, the Hallers paid an effective tax rate of 35.7 percent.",
            "Haller's federal tax rate was 35.72 and, with city and state taxes, a combined rate of 45.8 percent.",
        ),
    ],
)  # fmt: skip
def test_figures_of_another_time_or_thing_are_no_conflict(left: str, right: str) -> None:
    for one, other in ((left, right), (right, left)):
        found = judge(of(one), of(other, "b"), DOUBTED, DOUBTED, 0.8)
        assert found.label is not Label.CONTRADICTION, found.explanation


def test_figures_of_one_thing_and_time_still_conflict() -> None:
    left, right = (
        "In 2085 the fund can pay 74 percent of the benefits.",
        "In 2085 the fund can pay 77 percent of the benefits.",
    )
    assert judge(of(left), of(right, "b"), DOUBTED, DOUBTED, 0.9).label is Label.CONTRADICTION


def test_two_who_lash_out_at_each_other_tell_two_acts() -> None:
    left = of("An angry Haller lashed out at Cole on television, calling the senator a liar.")
    right = of("Senator Cole on Friday lashed out at Haller, accusing him of sending his friends.", "b")
    unrelated = Probabilities(0.03, 0.95, 0.02)
    assert judge(left, right, unrelated, unrelated, 0.74).label is not Label.CONTRADICTION
    beat, beaten = of("Vale United beat Carrow Rovers."), of("Carrow Rovers beat Vale United.", "b")
    assert judge(beat, beaten, OPPOSED, OPPOSED, 0.95).label is Label.CONTRADICTION


def test_an_author_and_a_speaker_unsay_themselves_only_word_for_word() -> None:
    tent, none = "We need a big tent.", "Greens do not need a big tent."
    assert judge(of(tent), of(none), DOUBTED, DOUBTED, 0.6).label is not Label.CONTRADICTION
    served, not_served = "I served during the war years.", "I did not serve in the war."
    held = of(served, "a", "Ada Brandt"), of(not_served, "b", "Ada Brandt")
    assert judge(*held, OPPOSED, OPPOSED, 0.72).label is not Label.CONTRADICTION
    sold, unsold = "Brask sold the plant in Gyor.", "Brask did not sell the plant in Gyor."
    assert judge(of(sold), of(unsold), OPPOSED, OPPOSED, 0.95).label is Label.CONTRADICTION
    assert judge(of(sold), of(unsold, "b"), DOUBTED, DOUBTED, 0.95).label is Label.CONTRADICTION


def test_a_claim_that_names_nobody_is_not_borne_out_by_its_words_alone() -> None:
    said, claim = of("The minister has traded words with Ada Haller all week."), of("It has come from Ada Haller.", "b")
    assert judge(said, claim, DOUBTED, DOUBTED, 0.3).label is not Label.ENTAILMENT


def test_a_year_and_the_years_around_it_have_figures_of_their_own() -> None:
    year, years = (
        "The Hollers' effective tax rate for 2014 was 35.7 percent.",
        "From 2007 through 2014 the Hollers' effective tax rate was 31.5 percent.",
    )
    assert judge(of(year), of(years, "b"), DOUBTED, DOUBTED, 0.9).label is not Label.CONTRADICTION
    other = "The Hollers' effective tax rate for 2014 was 31.5 percent."
    assert judge(of(year), of(other, "b"), DOUBTED, DOUBTED, 0.9).label is Label.CONTRADICTION


def test_within_one_article_the_model_alone_makes_no_contradiction() -> None:
    left, right = "Some visitors love the new pier.", "Some visitors loathe the new pier."
    sure = Probabilities(0.01, 0.01, 0.98)
    assert judge(of(left), of(right), sure, sure, 0.9).label is not Label.CONTRADICTION
    assert judge(of(left), of(right, "b"), sure, sure, 0.9).label is Label.CONTRADICTION


def test_one_state_begins_once() -> None:
    left, right = of("Haller has led the Greens since 2002."), of("Haller has led the Greens since 2003.", "b")
    assert judge(left, right, DOUBTED, DOUBTED, 0.9).label is Label.CONTRADICTION


UNRELATED = Probabilities(0.03, 0.86, 0.11)
LEANING = Probabilities(0.06, 0.28, 0.66)


@pytest.mark.parametrize(
    ("left", "right", "answer", "similarity"),
    [
        # a son is not his father; an aside does not end a denial
        ("Haller Jr. did respond to the messages.", "Mr. Haller did not respond to the messages.", OPPOSED, 0.8),
        ("No one, including the president, is above the law.", "He is not above the law.", OPPOSED, 0.8),
        # nobody of a company that is not named; "these" are not all
        ("Not a one defended Haller.", "Mr. Cole defended Mr. Haller.", OPPOSED, 0.75),
        ("None of these deaths was caused by the drug.", "The drug cut deaths from all causes.", OPPOSED, 0.6),
        # a post and a plan given up later; one counted thing in two facts
        ("Ada Haller was named as moderator.", "Haller has dropped plans to moderate a debate.", UNRELATED, 0.7),
        ("The cargo was headed for at least 40 states.", "To date, 23 states have legalized the weed.", LEANING, 0.6),
    ],
)  # fmt: skip
def test_what_may_be_of_somebody_or_something_else_is_no_dispute(
    left: str, right: str, answer: Probabilities, similarity: float
) -> None:
    for one, other in ((left, right), (right, left)):
        found = judge(of(one), of(other, "b"), answer, answer, similarity)
        assert found.label is not Label.CONTRADICTION, found.explanation


def test_an_author_weighs_two_prospects() -> None:
    left, right = of("Paul Haller has no plans to resign."), of("Paul Haller may resign before his term ends.")
    assert judge(left, right, DOUBTED, DOUBTED, 0.8).label is not Label.CONTRADICTION


def test_none_of_what_is_named_is_denied_of_all_of_it() -> None:
    none, every = of("None of the ships in port sailed."), of("All of the ships in port sailed.", "b")
    assert judge(none, every, OPPOSED, OPPOSED, 0.9).label is Label.CONTRADICTION


def test_how_a_post_was_held_is_no_conflict_by_itself() -> None:
    sure = Probabilities(0.03, 0.02, 0.95)
    former = of("Michael Ford is Dana Trask's former national security adviser.", "a")
    first = of("Michael T. Ford is Ms. Trask's first national security adviser.", "b")
    unpaid = of("Michael T. Ford is Ms. Trask's unpaid national security adviser.", "b")
    assert judge(former, first, sure, sure, 0.9).label is not Label.CONTRADICTION
    assert judge(first, former, sure, sure, 0.9).label is not Label.CONTRADICTION
    assert judge(former, unpaid, sure, sure, 0.9).label is Label.CONTRADICTION
