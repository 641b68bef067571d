"""The short cuts of the typed comparisons give what the long way gives."""

from __future__ import annotations

import re
from itertools import product

import pytest

from factcheck.facts import ownership
from factcheck.facts.comparison import compare_facts, telling_facts
from factcheck.facts.coverage import count_uncovered, uncovered
from factcheck.facts.posts import extract_posts
from factcheck.statements import single_statement
from factcheck.types import Statement

TEXTS = (
    "Meta paid $14.8 billion for 49% of Scale.",
    "Meta took a stake in Scale, valued at $29 billion.",
    "Meta took a minority stake in Scale.",
    "The EU approved the sale.",
    "The European Union approved it.",
    "Meta acquired Scale.",
    "Scale remains independent.",
    "Acme's takeover of Birk, a rival, was blocked on 4 May 2021.",
    "The merger of Acme with Birk was approved.",
    "Ann Lee is the interim chief executive of Acme.",
    "Acme named Bo Ray as its new CEO.",
    "None of the schools closed.",
    "All 30 schools closed at 7.40 pm.",
    "The schools closed at noon.",
    "Most of the schools stayed open before the storm.",
    "A ferry sank off Oslo; 12 people died.",
    "The trawler sank off Oslo, killing at least 15.",
    "Estonia beat Latvia in the final.",
    "Latvia beat Estonia in the final.",
    "The council may close the harbour bridge because of cracks.",
    "The harbour bridge will close.",
    "Mara Holt, born on 2 March 1950, died on 5 June 2020.",
    "Mara Holt died at the age of 71.",
)


@pytest.fixture(scope="module")
def statements() -> list[Statement]:
    return [single_statement(text) for text in TEXTS]


def test_conflicts_and_links_are_among_the_telling_facts(statements: list[Statement]) -> None:
    found = 0
    for one, other in product(statements, repeat=2):
        whole = {f for f in compare_facts(one, other) if f.relation in ("conflicts", "linked")}
        assert whole == {f for f in telling_facts(one, other) if f.relation in ("conflicts", "linked")}
        found += len(whole)
    assert found > 10


def test_words_are_counted_as_far_as_asked(statements: list[Statement]) -> None:
    for one, other in product(statements, repeat=2):
        for most in range(1, 5):
            assert count_uncovered(one, other, most) == min(most, len(uncovered(one, other)))


def test_a_pattern_of_ownership_matches_only_with_a_word_it_needs() -> None:
    texts = (
        *TEXTS,
        "Acme bought 100 per cent of Birk.",
        "Birk was wholly owned by Acme.",
        "Birk is a unit of Acme.",
        "Acme has merged with Birk.",
        "He sold some shares in Birk.",
        "Acme holds a 30% stake in Birk.",
        "Acme invested 3 million in Birk.",
        "Acme's investment in Birk grew.",
        "Acme holds a controlling stake in Birk.",
        "Acme took over Birk.",
        "Birk has been snapped up by Acme.",
        "Acme's buyout of Birk is off.",
        "Acme owned all of the shares in Birk.",
        "Acme has 40 percent of Birk.",
    )
    seen = set()
    for number, (_, needed, pattern) in enumerate(ownership._patterns()):
        for text in texts:
            if pattern.search(text):
                seen.add(number)
                assert any(word in text for word in needed), (pattern.pattern, text)
    assert seen == set(range(len(ownership._patterns())))


@pytest.mark.parametrize("title", ["CEO", "co-founder", "Prime Minister", "editor-in-chief", "Spokeswoman", "captain"])
def test_every_title_is_seen(title: str) -> None:
    assert [post.person for post in extract_posts(f"They met {title} Ann Lee.")] == ["Ann Lee"]
    assert not extract_posts(re.sub(title, "singer", f"They met {title} Ann Lee."))


ONE_TYPE = {
    "quantities": ("The fire destroyed 40 homes.", "The fire destroyed 90 homes."),
    "ownership": ("Meta acquired Scale AI.", "Meta took a 49% stake in Scale AI."),
    "posts": ("Ann Lee is the new CEO of Acme.", "Bo Marsh is the new CEO of Acme."),
    "heads": ("The head of the port authority is Ann Lee.", "The head of the port authority is Bo Marsh."),
    "one of several": ("Ann Lee is the only survivor of the crash.", "Ann Lee is one of four survivors of the crash."),
    "acts": ("Estonia overtook Latvia in the ranking.", "Latvia overtook Estonia in the ranking."),
    "parties": ("Ann Lee handed Bo Marsh the cup.", "Bo Marsh handed Ann Lee the cup."),
    "clocks": ("The ferry left Oslo at 7.40 pm.", "The ferry left Oslo at 9.15 pm."),
    "dates": ("The bridge opened on 4 May 2021.", "The bridge opened on 9 June 2021."),
    "order": ("The mayor resigned before the vote was held.", "The vote was held before the mayor resigned."),
}


@pytest.mark.parametrize("name", ONE_TYPE)
def test_a_type_of_fact_that_both_give_is_compared(name: str) -> None:
    one, other = (single_statement(text) for text in ONE_TYPE[name])
    assert any(f.relation == "conflicts" for f in telling_facts(one, other)), name
