"""Who owns how much of whom."""

import pytest

from factcheck.facts.ownership import compare_ownership, extract_ownership
from factcheck.types import Kind


@pytest.mark.parametrize(
    ("text", "owner", "owned", "status"),
    [
        ("Norvale bought a 38% stake in Brask.", "Norvale", "Brask", "minority"),
        ("Norvale Dairy acquired the frozen-food maker Brask in May.", "Norvale Dairy", "Brask", "acquired"),
        ("Norvale bought all of Brask.", "Norvale", "Brask", "acquired"),
        ("Brask was acquired by dairy group Norvale.", "Norvale", "Brask", "acquired"),
        ("Brask, valued at 29 billion crowns, was bought by Norvale.", "Norvale", "Brask", "acquired"),
        ("The company was bought by Norvale.", "Norvale", "", "acquired"),
        ("Norvale's surprise takeover of Brask was cleared.", "Norvale", "Brask", "acquired"),
        ("Norvale holds 61 percent of Brask.", "Norvale", "Brask", "majority"),
        ("Norvale took a minority stake in Brask.", "Norvale", "Brask", "minority"),
        ("Brask remains, for now, an independent company.", "", "Brask", "independent"),
        ("Norvale's large investment in Brask unsettled rivals.", "Norvale", "Brask", "investment"),
        (
            "It came after Norvale had declared an investment of many billions of dollars in Brask.",
            "Norvale",
            "Brask",
            "investment",
        ),
    ],
)
def test_reads_owner_owned_and_status(text: str, owner: str, owned: str, status: str) -> None:
    facts = extract_ownership(text)
    assert [(f.owner, f.owned, f.status) for f in facts] == [(owner, owned, status)]


@pytest.mark.parametrize(
    "text",
    [
        "An independent review is under way.",
        "Norvale bought advertising on Tuesday.",
        "The report is independent of the ministry.",
        "He acquired a taste for opera.",
    ],
)
def test_reads_no_ownership_where_there_is_none(text: str) -> None:
    assert extract_ownership(text) == []


@pytest.mark.parametrize(
    ("left", "right", "conflicts"),
    [
        ("Norvale acquired Brask.", "Norvale took a 38% stake in Brask.", True),
        ("Norvale acquired Brask.", "Brask Foods remains independent.", True),
        ("Norvale took a 38% stake in Brask.", "Brask remains independent.", False),
        ("Norvale acquired Brask.", "Norvale took a 38% stake in Delcourt.", False),
        ("Norvale acquired Brask.", "Brask was bought by Norvale.", False),
        ("Norvale holds 61% of Brask.", "Norvale holds 38% of Brask.", True),
    ],
)
def test_excludes_what_cannot_both_be_true(left: str, right: str, conflicts: bool) -> None:
    for one, other in ((left, right), (right, left)):
        found = [f for f in compare_ownership(one, other) if f.relation == "conflicts"]
        assert bool(found) is conflicts
        assert all(f.kind is Kind.OWNERSHIP for f in found)


def test_a_looser_hold_bears_a_closer_one_out_only_in_part() -> None:
    bought, invested = "Norvale acquired Brask.", "Norvale made a large investment in Brask."
    assert [f.relation for f in compare_ownership(invested, bought)] == ["weaker"]
    assert compare_ownership(bought, invested) == []


@pytest.mark.parametrize("opening", ["Following", "After", "Despite", "Since"])
def test_a_word_that_opens_the_sentence_is_no_part_of_the_owner(opening: str) -> None:
    (found,) = extract_ownership(
        f"{opening} Merle's major investment in Scala, its interim chief stressed its autonomy."
    )
    assert found.owner == "Merle"
