"""Choosing claims, shortening quotes, agreement of sources, and the difference of two runs."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from factcheck.errors import FactcheckError
from factcheck.report import terminal_text
from factcheck.report.changes import changes
from factcheck.report.html import page
from factcheck.report.notebook import run_as_html
from factcheck.report.opened import claim_lines
from factcheck.report.quotes import in_context, shorten
from factcheck.report.select import find_claim, select_claims
from factcheck.report.terminal import screen_of
from factcheck.report.view import Agreement, agreement, story_views, verdict_note
from factcheck.report.words import percent
from factcheck.run import Run
from factcheck.types import Cell, Kind, Stance, Verdict


def numbers(run: Run, **filters: object) -> list[int]:
    chosen = select_claims(run, **filters)  # type: ignore[arg-type]
    return [run.claims_list.index(claim) + 1 for claim in chosen]


def test_filters_narrow(run: Run) -> None:
    assert numbers(run) == [1, 2, 3, 4, 5]
    assert numbers(run, verdicts=["disputed", "agreed"]) == [1, 2, 3]
    assert numbers(run, verdicts=["disputed"], kinds=["role"]) == [2]
    assert numbers(run, sources=["the north post"]) == [2, 3]
    assert numbers(run, story=run.stories[1].story_id[:6]) == [5]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"sources": ["Harbor Wire"]}, "no source 'Harbor Wire' .did you mean 'Harbour Wire'"),
        ({"sources": ["zzz"]}, "it has Coast Radio, Daily Ledger"),
        ({"story": "zzz"}, "no story 'zzz' .it has y"),
        ({"story": "y"}, "is the start of 2 ids"),
    ],
)
def test_wrong_names_are_told(run: Run, filters: dict[str, object], message: str) -> None:
    with pytest.raises(FactcheckError, match=message):
        numbers(run, **filters)


def test_a_claim_is_found_by_id_prefix_or_number(run: Run) -> None:
    second = run.claims_list[1]
    assert find_claim(run, second.claim_id) is second
    assert find_claim(run, second.claim_id[:8]) is second
    assert find_claim(run, "2") is second
    for wrong in ("6", "0", "", "nope"):
        with pytest.raises(FactcheckError, match="row number from 1 to 5"):
            find_claim(run, wrong)


WORDS = st.lists(st.text("abcdefgh0123456789.,$", min_size=1, max_size=12), max_size=60).map(" ".join)


@given(WORDS, st.lists(WORDS, max_size=3), st.integers(20, 120))
def test_a_short_quote_is_part_of_the_whole(quote: str, others: list[str], limit: int) -> None:
    short = shorten(quote, others, limit)
    assert len(short) <= limit
    assert short.strip("…") in quote
    if len(quote) <= limit:
        assert short == quote


def test_a_short_quote_keeps_the_figure() -> None:
    quote = "After weeks of talks behind closed doors the harbour council at last came round and fined it $2.4 million"
    assert "$2.4 million" in shorten(quote, [quote.replace("2.4", "2.1")], 50)


def test_a_long_word_is_cut_all_the_same() -> None:
    assert len(shorten("x" * 300, [], 40)) <= 40


def test_context_is_the_articles_text(run: Run) -> None:
    articles = {a.article_id: a for a in run.articles}
    statements = {s.statement_id: s for s in run.statements}
    for claim in run.claims_list:
        for cell in claim.stances:
            article = articles[cell.article_id]
            for around in (0, 7, 30, 500):
                found = in_context(cell, article, statements.get(cell.statement_id or ""), around)
                assert found.quote == cell.quote
                assert (found.before + found.quote + found.after).strip("…") in article.text


def test_agreement_counts_sides(run: Run) -> None:
    found = agreement(story_views(run)[0])
    assert found["Harbour Wire", "Daily Ledger"] == Agreement(0, 1)
    assert found["Harbour Wire", "The North Post"] == Agreement(1, 0)
    assert found["Daily Ledger", "The North Post"] == Agreement(0, 1)
    assert all(found[a, b] == found[b, a] for a, b in found)


def test_copies_are_told(run: Run) -> None:
    assert story_views(run)[0].copies == {"Coast Radio": "Harbour Wire"}


@pytest.mark.parametrize(("score", "words"), [(0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.998, "99%"), (1.0, "100%")])
def test_near_certainty_is_not_certainty(score: float, words: str) -> None:
    assert percent(score) == words


def test_a_run_and_itself_differ_in_nothing(run: Run) -> None:
    found = changes(run, run)
    assert (found.appeared, found.vanished, found.changed, found.unchanged) == ((), (), (), 5)


def test_changes_are_found_by_words_and_by_quotes(run: Run) -> None:
    fine, post, appeal, boats, stalls = run.claims_list
    new = [
        dataclasses.replace(fine, claim_id="c1", text=fine.text.upper(), verdict=Verdict.AGREED),
        dataclasses.replace(post, claim_id="c2", text="Quist left.", verdict=Verdict.UPDATED),
        appeal,
        dataclasses.replace(boats, claim_id="c4", text="Something else.", stances=stalls.stances[:0]),
    ]
    found = changes(run, dataclasses.replace(run, claims_list=new))
    assert [(before.claim_id, after.claim_id) for before, after in found.changed] == [
        (fine.claim_id, "c1"),
        (post.claim_id, "c2"),
    ]
    assert [claim.claim_id for claim in found.appeared] == ["c4"]
    assert [claim.claim_id for claim in found.vanished] == [boats.claim_id, stalls.claim_id]
    assert found.unchanged == 1


def test_a_claim_that_no_source_speaks_of_says_so_and_has_no_score(run: Run) -> None:
    first = run.claims_list[0]
    silent = tuple(
        Cell(a.source, a.article_id, Stance.SILENT, None, "", "", 0, 0, 0.0)
        for a in run.articles
        if a.article_id in run.stories[0].article_ids
    )
    why = "No source speaks of it."
    alone = dataclasses.replace(
        first, stances=silent, explanation=why, verdict=Verdict.SINGLE_SOURCE, kind=Kind.OTHER, score=0.0
    )
    asked = dataclasses.replace(run, claims_list=[alone])
    assert verdict_note(alone) == "no source speaks of it" != verdict_note(first)
    opened = "\n".join(line.plain for line in claim_lines(asked, alone, screen_of(Console(width=100))))
    for text in (terminal_text(asked, 100), opened, page(asked)):
        assert "0% sure" not in text
        assert "o source speaks of it" in text
    assert "0% sure" not in run_as_html(asked)
