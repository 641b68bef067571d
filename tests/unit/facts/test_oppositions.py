"""Opposites after negation, shares of a group, who acts, causes, sureness, parts of periods, date arithmetic."""

import pytest

from factcheck.facts.causes import compare_causes
from factcheck.facts.comparison import compare_facts
from factcheck.facts.coverage import uncovered
from factcheck.facts.dates import compare_dates, extract_dates
from factcheck.facts.oppositions import read
from factcheck.facts.shares import compare_shares
from factcheck.facts.spans_of_time import compare_spans
from factcheck.facts.sureness import level
from factcheck.facts.turned import compare_turns
from factcheck.facts.wording import compare_order, compare_polarity, one_stretch
from factcheck.statements import single_statement
from factcheck.types import Modality


def _relations(found: list) -> list[str]:  # type: ignore[type-arg]
    return [f.relation for f in found]


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("The senate approved the harbour bill.", "The senate threw out the harbour bill.", "conflicts"),
        ("The senate did not reject the harbour bill.", "The senate approved the harbour bill.", "agrees"),
        ("The senate has yet to pass the harbour bill.", "The senate passed the harbour bill.", "conflicts"),
        ("Tarn never failed to pay the harbour fee.", "Tarn always paid the harbour fee.", None),
        ("The firm raised its harbour fee.", "The firm lifted its harbour fee.", "agrees"),
        (
            "The firm denied that it had paid the harbour fee.",
            "The firm said it had not paid the harbour fee.",
            "agrees",
        ),
    ],
)
def test_sides_of_an_opposition_after_their_negations(left: str, right: str, relation: str | None) -> None:
    for one, other in ((left, right), (right, left)):
        found = _relations(compare_polarity(one, other))
        assert found == [relation] if relation else "conflicts" not in found


def test_two_negations_over_one_word_cancel() -> None:
    assert read("It is not true that the clinic turned no patients away.").words["patient"] == 1
    assert read("The clinic turned no patients away.").words["patient"] == -1


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("All of the shops in Tarn closed.", "Most of the shops in Tarn closed.", "agrees"),
        ("Most of the shops in Tarn closed.", "All of the shops in Tarn closed.", "weaker"),
        ("None of the shops in Tarn closed.", "Several of the shops in Tarn closed.", "conflicts"),
        ("All of the shops in Tarn closed.", "Most of the shops in Tarn stayed open.", "conflicts"),
        ("Eight in ten of the shops in Tarn closed.", "Most of the shops in Tarn closed.", "agrees"),
    ],
)
def test_shares_of_a_group(left: str, right: str, relation: str) -> None:
    assert _relations(compare_shares(single_statement(left), single_statement(right))) == [relation]


@pytest.mark.parametrize(
    ("left", "right", "conflict"),
    [
        ("Ann Lee beat Bo Marsh in the final.", "Bo Marsh beat Ann Lee in the final.", True),
        ("Ann Lee beat Bo Marsh in the final.", "Bo Marsh was beaten by Ann Lee in the final.", False),
        ("Ann Lee beat Bo Marsh in the final.", "Bo Marsh lost to Ann Lee in the final.", False),
        ("Ann Lee criticised Bo Marsh.", "Bo Marsh criticised Ann Lee.", False),
    ],
)
def test_who_acts(left: str, right: str, conflict: bool) -> None:
    assert bool(compare_turns(single_statement(left), single_statement(right))) is conflict


def test_after_is_not_because_of() -> None:
    after, because = "The ferry stopped after a strike began.", "The ferry stopped because a strike began."
    assert _relations(compare_causes(after, because)) == ["weaker"]
    assert _relations(compare_causes(because, after)) == ["agrees"]
    assert compare_causes(after, after) == []


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Tarn is considering cuts.", Modality.POSSIBLE),
        ("Tarn will cut 40 jobs.", Modality.PLANNED),
        ("Tarn reportedly cut 40 jobs.", Modality.REPORTED),
        ("Tarn has abandoned plans to cut 40 jobs.", Modality.ASSERTED),
        ("Tarn cut 40 jobs.", Modality.ASSERTED),
    ],
)
def test_sureness_by_words(text: str, sure: Modality) -> None:
    assert level(text) is sure


@pytest.mark.parametrize(
    ("whole", "part", "relation"),
    [
        ("in 2011", "in the early 2010s", "first_narrower"),
        ("on 24 June", "in the first week of June", "disjoint"),
        ("on 8 August 2022", "in the second half of August 2022", "disjoint"),
        ("in the spring of 1997", "in the late 1990s", "first_narrower"),
    ],
)
def test_parts_of_periods(whole: str, part: str, relation: str) -> None:
    one, other = extract_dates(f"It opened {whole}."), extract_dates(f"It opened {part}.")
    assert compare_dates(one[0], other[0]) == relation


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("The pier opened in 1984 and collapsed in 2019.", "The pier was 35 years old when it collapsed.", "agrees"),
        ("The pier opened in 1984 and collapsed in 2019.", "The pier was 60 years old when it collapsed.", "conflicts"),
        (
            "The brig left Tarn on 3 May and docked 10 days later.",
            "The brig docked on 13 May after it left Tarn.",
            "agrees",
        ),
    ],
)
def test_date_arithmetic(left: str, right: str, relation: str) -> None:
    assert _relations(compare_spans(single_statement(left), single_statement(right))) == [relation]


def test_clauses_in_the_opposite_order() -> None:
    left = "The ferry stopped sailing before a crack was found in the hull."
    right = "A crack was found in the hull before the ferry stopped sailing."
    assert _relations(compare_order(left, right)) == ["conflicts"]


def test_one_figure_in_two_currencies_conflicts() -> None:
    left, right = (single_statement(f"Tarn paid {sum_} for the pier.") for sum_ in ("40 million yen", "$40 million"))
    assert "conflicts" in _relations([f for f in compare_facts(left, right) if f.kind == "number"])


def test_words_without_a_counterpart() -> None:
    premise = single_statement("Norvale closed two shops in Tarn.")
    assert uncovered(premise, single_statement("Norvale shut two shops.")) == ()
    assert uncovered(premise, single_statement("Norvale closed two shops after floods.")) == ("flood",)


def test_one_stretch_of_words() -> None:
    assert one_stretch("The brig sank off Tarn in May.", "The brig docked off Tarn in May.")
    assert not one_stretch("The brig sank off Tarn in May.", "The crew left the brig in May.")


def test_words_of_a_name_oppose_nothing() -> None:
    denied = read("This is not something the United States had wanted to engage in.")
    assert [side.text for side in denied.sides if "unite" in side.text] == []
    assert {side.text for side in read("The two firms have united.").sides} == {"united"}


def test_the_first_since_a_year_is_not_opposed_to_the_last_in_that_year() -> None:
    assert not compare_polarity(
        "It is the first strike at Halmsey since 2003.", "The last strike at Halmsey was in 2003."
    )
    assert compare_polarity("It was the first strike at Halmsey.", "It was the last strike at Halmsey.")
