"""Who holds which post."""

import pytest

from factcheck.facts.posts import compare_posts, extract_posts, unsupported_post


@pytest.mark.parametrize(
    ("text", "title", "person", "organisation", "when"),
    [
        ("Interim chief executive Rosa Okafor spoke.", "CEO", "Rosa Okafor", "", "now"),
        ("Tarn Water's interim CEO Rosa Okafor spoke.", "CEO", "Rosa Okafor", "Tarn Water", "now"),
        ("Rosa Okafor is interim CEO of Tarn Water.", "CEO", "Rosa Okafor", "Tarn Water", "now"),
        ("The new CEO, Mendes, will not attend.", "CEO", "Mendes", "", "now"),
        ("Its chief executive, Peter Lisle, left.", "CEO", "Peter Lisle", "", ""),
        ("Former CEO Peter Lisle left.", "CEO", "Peter Lisle", "", "past"),
        ("Joao Mendes was named finance minister.", "finance minister", "Joao Mendes", "", "now"),
    ],
)
def test_reads_holder_organisation_and_time(text: str, title: str, person: str, organisation: str, when: str) -> None:
    assert [(p.title, p.person, p.organisation, p.when) for p in extract_posts(text)] == [
        (title, person, organisation, when)
    ]


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("Tarn Water's interim CEO Rosa Okafor spoke.", "The new CEO, Mendes, will not attend.", "conflicts"),
        ("Interim CEO Rosa Okafor spoke.", "Former CEO Peter Lisle spoke.", None),
        ("Interim CEO Rosa Okafor spoke.", "Its CEO, Peter Lisle, left in May.", None),
        ("Tarn Water's interim CEO Rosa Okafor spoke.", "Brightwell's new CEO Joao Mendes spoke.", None),
        ("Interim CEO Rosa Okafor spoke.", "Okafor is chief executive of Tarn Water.", "agrees"),
        ("Interim CEO Rosa Okafor spoke.", "The new CFO, Mendes, spoke.", None),
    ],
)
def test_a_post_has_one_holder_at_a_time(left: str, right: str, relation: str | None) -> None:
    for one, other in ((left, right), (right, left)):
        assert [f.relation for f in compare_posts(one, other)] == ([relation] if relation else [])


def test_one_post_does_not_bear_another_out() -> None:
    assert unsupported_post("Ann Lee is Acme's chief executive.", "Ann Lee is Acme's founder.") == "founder"
    assert unsupported_post("Ann Lee is Acme's CEO.", "Ann Lee is chief executive of Acme.") is None
    assert unsupported_post("Ann Lee spoke.", "Ann Lee is Acme's founder.") is None
