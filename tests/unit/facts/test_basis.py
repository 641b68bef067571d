"""Figures of one noun that measure two things by the words beside them, and those that measure one."""

from __future__ import annotations

import pytest

from factcheck.facts.comparison import compare_facts
from factcheck.statements import single_statement

TWO_THINGS = [
    (
        "He called the ruling wrong and urged the court to do away with it and to keep a law that bans most abortions.",
        "She urged the court on Thursday to uphold a law of 2018 that prohibits most abortions.",
    ),
    ("Prices rose 5.4% year over year.", "Prices also rose 0.6 percent in May."),
    ("Retail sales fell 16.4 percent last month.", "Economists had expected retail sales to fall 12.3%."),
    ("The unemployment rate dropped to 4.8%.", "Economists were expecting the unemployment rate to slip to 5.1%."),
    (
        "There were nearly 190,000 crossings at the southern border in June 2021.",
        "There were 78,442 crossings at the southern border in January 2021.",
    ),
    ("Doctors treated 11,200 patients since March 30.", "Doctors treated 1,300 patients at the border."),
    ("Prices rose 4.9% year-over-year.", "From March to April, prices rose 0.8 percent."),
    ("Prices rose 4.2% from a year ago.", "It was the largest rise since 2008, when prices rose 4.9% year-over-year."),
    ("There were 7,783 reported incidents.", "There were 82 more incidents than in 2018."),
    ("There were 98,583 new infections in the US.", "There were more than nine million total infections in the US."),
    ("The tweets were sent when King was 16 years old.", "The tweets were sent by the 24-year-old King."),
]
ONE_THING = [
    ("Prices rose 5.4% in June from a year earlier.", "Prices rose 4.9% year-on-year in June."),
    ("Police expected trouble and sent 500 officers.", "Police sent 300 officers."),
    ("As expected, the company cut 500 jobs.", "The company cut 700 jobs."),
    ("The company hired 500 new workers.", "The company hired 300 workers."),
    ("The mayor, in office since 2009, hired 500 teachers.", "The mayor hired 300 teachers."),
    ("The fire, deadlier than any since 2009, killed 50 people.", "The fire killed 70 people."),
    ("Ukraine lost 3,000 soldiers and Russia lost 5,000 soldiers.", "Russia lost 8,000 soldiers."),
    ("Prices rose 5.4% year over year.", "Prices rose 4.5% from a year earlier."),
    ("Retail sales fell 16.4 percent last month.", "Retail sales fell 12.3% last month."),
    ("Doctors treated 1,300 patients, the most since 2001.", "Doctors treated 1,700 patients at the border."),
    ("Analysts expected the fund to lose 4%.", "Analysts expected the fund to lose 9%."),
]


def conflicts(one: str, other: str, *kinds: str) -> bool:
    found = compare_facts(single_statement(one), single_statement(other))
    return any(f.relation == "conflicts" and (f.kind.value in kinds or not kinds) for f in found)


@pytest.mark.parametrize(("one", "other"), TWO_THINGS)
def test_figures_on_two_bases_are_not_set_against_each_other(one: str, other: str) -> None:
    assert not conflicts(one, other, "number")
    assert not conflicts(other, one, "number")


@pytest.mark.parametrize(("one", "other"), ONE_THING)
def test_figures_on_one_basis_are(one: str, other: str) -> None:
    assert conflicts(one, other, "number")
    assert conflicts(other, one, "number")


def test_parts_that_add_up_to_the_other_figure_are_linked_to_it() -> None:
    parts = single_statement("The country is donating 200 million doses this year and 300 million doses next year.")
    whole = single_statement("The country is donating 500 million doses.")
    for pair in ((parts, whole), (whole, parts)):
        (linked,) = [f for f in compare_facts(*pair) if f.relation in ("linked", "conflicts")]
        assert linked.relation == "linked"
        assert linked.derived
        assert "“200 million doses” and “300 million doses” make “500 million doses”" in linked.detail
    other = single_statement("The country is donating 900 million doses.")
    assert any(f.relation == "conflicts" for f in compare_facts(parts, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The ministry declined to charge former director Ann Lee.",
            "The ministry dropped its case of former director Ann Lee.",
        ),
        ("Chris Wray is the director of the bureau.", "Christopher A. Wray is the director of the bureau."),
        ("There is no evidence of fraud.", "There is zero evidence of fraud."),
        (
            "The senator has not spoken with the president since May.",
            "The senator has not been invited to the White House or spoken with the president since May.",
        ),
        ("The rate fell to 4.8% from 5.2% in August.", "The rate fell to 4.8% in September."),
        ("Amazon workers in Alabama voted not to unionize.", "Amazon workers in Alabama voted against unionizing."),
        ("The council voted against the ban.", "The council opposed the ban."),
        ("The state postponed its primary until May 19.", "The primary of the state is held on May 19."),
        ("About 32.5% of U.S. adults are vaccinated.", "A total of 50.4% of U.S. residents are vaccinated."),
        (
            "A survey by Gallup found that 70% of Americans approve.",
            "A survey by Gallup found that 44% of Americans agree.",
        ),
    ],
)
def test_words_that_only_look_opposed(one: str, other: str) -> None:
    assert not conflicts(one, other, "negation", "ownership", "role", "attribution", "date", "other")


def test_a_whole_is_linked_to_parts_whatever_stands_before_them() -> None:
    whole, parts = (
        "The firm, which has 900 workers, will cut 500 workers.",
        "It will cut 300 workers in Leeds and 200 workers in York.",
    )
    assert not conflicts(whole, parts, "number")
    assert not conflicts(parts, whole, "number")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The senator from Texas died on May 3.", "The senator from Texas died on May 5."),
        ("More than 200 people were arrested on May 3.", "More than 200 people were arrested on May 5."),
        ("Smith resigned from the board in March 2019.", "Smith resigned from the board in May 2020."),
        ("Smith is no longer acting director.", "Smith is acting director."),
        ("Smith denies he is the acting head of the bank.", "Smith is the acting head of the bank."),
        ("The game was postponed until May.", "The game was not postponed."),
        ("Jack Smith is the new mayor of Leeds.", "John Smith is the new mayor of Leeds."),
        ("Ann Lee is a former director of the bureau.", "Ann Lee is the current director of the bureau."),
        ("Ann Lee is not the interim director.", "Ann Lee is the interim director."),
        ("Chris Wray is the new director of the bureau.", "Adam Wells is the new director of the bureau."),
        (
            "The senator has spoken with the president.",
            "The senator has not been invited or spoken with the president.",
        ),
        ("The state postponed its primary.", "The state held its primary."),
    ],
)
def test_words_that_are_opposed(one: str, other: str) -> None:
    assert conflicts(one, other)
