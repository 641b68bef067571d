"""Clusters, stances and verdicts."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from factcheck.claims.clusters import build_clusters
from factcheck.claims.relations import Relations
from factcheck.claims.verdicts import in_reading_order, independents, make_claim
from factcheck.types import Article, Claim, Judgement, Kind, Label, Probabilities, Stance, Statement, Verdict

EVEN = Probabilities(0.3, 0.4, 0.3)


def _article(name: str, source: str | None = None, copy_of: str | None = None) -> Article:
    return Article(name, source or name.upper(), "", copy_of=copy_of)


def _statement(name: str, text: str = "The mayor opened the old bridge.") -> Statement:
    """`name` is the article's letter and a number: "a1"."""
    return Statement(name, name[0], name[0].upper(), text, text, 0, len(text))


def _judgement(stance: Stance, kind: Kind = Kind.OTHER, score: float = 0.9) -> Judgement:
    label = {Stance.SUPPORTS: Label.ENTAILMENT, Stance.CONTRADICTS: Label.CONTRADICTION}.get(stance, Label.NEUTRAL)
    return Judgement(label, kind, score, EVEN, EVEN, f"because {kind}", stance)


def _relations(statements: list[Statement], links: dict[tuple[str, str], Judgement], near: float = 0.0) -> Relations:
    size = len(statements)
    vectors = np.eye(size, dtype=np.float32) * np.float32(np.sqrt(1 - near)) + np.float32(np.sqrt(near / size))
    relations = Relations({s.statement_id: i for i, s in enumerate(statements)}, vectors)
    for (premise, hypothesis), judgement in links.items():
        relations.add(premise, hypothesis, judgement)
    return relations


def _claims(
    statements: list[Statement], links: dict[tuple[str, str], Judgement], articles: list[Article] | None = None
) -> list[Claim]:
    articles = articles or [_article(a) for a in sorted({s.article_id for s in statements})]
    relations = _relations(statements, links)
    independent = independents(articles)
    clusters = build_clusters(statements, relations, independent)
    rows = [make_claim(c, "t", articles, relations, independent) for c in clusters]
    return in_reading_order(rows, [a.article_id for a in articles])


def _both(a: str, b: str, judgement: Judgement) -> dict[tuple[str, str], Judgement]:
    return {(a, b): judgement, (b, a): judgement}


def test_two_independent_sources_that_say_the_same_agree() -> None:
    (row,) = _claims([_statement("a1"), _statement("b1")], _both("a1", "b1", _judgement(Stance.SUPPORTS)))
    assert row.verdict is Verdict.AGREED
    assert {c.source: c.stance for c in row.stances} == {"A": Stance.SUPPORTS, "B": Stance.SUPPORTS}


def test_a_silent_source_never_counts_as_agreeing() -> None:
    articles = [_article("a"), _article("b"), _article("c")]
    rows = _claims([_statement("a1")], {}, articles)
    assert rows[0].verdict is Verdict.SINGLE_SOURCE
    assert [c.stance for c in rows[0].stances] == [Stance.SUPPORTS, Stance.SILENT, Stance.SILENT]


@pytest.mark.parametrize(
    "articles",
    [
        [_article("a"), _article("b", copy_of="a")],
        [_article("a", "One Outlet"), _article("b", "One Outlet")],
    ],
)
def test_copies_and_one_outlets_articles_are_one_independent_source(articles: list[Article]) -> None:
    (row,) = _claims([_statement("a1"), _statement("b1")], _both("a1", "b1", _judgement(Stance.SUPPORTS)), articles)
    assert row.verdict is Verdict.SINGLE_SOURCE


def test_any_contradiction_disputes_and_names_its_kind() -> None:
    links = _both("a1", "b1", _judgement(Stance.SUPPORTS)) | {("c1", "a1"): _judgement(Stance.CONTRADICTS, Kind.NUMBER)}
    links |= {("c1", "b1"): _judgement(Stance.CONTRADICTS, Kind.NUMBER)}
    rows = _claims([_statement("a1"), _statement("b1"), _statement("c1")], links)
    assert [r.verdict for r in rows] == [Verdict.DISPUTED]
    assert rows[0].kind is Kind.NUMBER
    assert rows[0].explanation == "because number"


def test_a_difference_that_time_explains_is_an_update() -> None:
    (row,) = _claims(
        [_statement("a1"), _statement("b1")], _both("a1", "b1", _judgement(Stance.CONTRADICTS, Kind.UPDATE))
    )
    assert row.verdict is Verdict.UPDATED


def test_a_source_that_says_and_unsays_shows_both() -> None:
    statements = [_statement("a1"), _statement("a2", "The old bridge stayed shut."), _statement("b1")]
    links = _both("a1", "b1", _judgement(Stance.SUPPORTS)) | _both("a1", "a2", _judgement(Stance.CONTRADICTS))
    links |= _both("a2", "b1", _judgement(Stance.CONTRADICTS))
    row = _claims(statements, links)[0]
    assert row.verdict is Verdict.DISPUTED
    assert sum(c.source == "A" for c in row.stances) in {1, 2}
    assert {c.stance for c in row.stances} == {Stance.SUPPORTS, Stance.CONTRADICTS}


def test_two_unrelated_statements_never_share_a_row_because_a_third_is_near_both() -> None:
    statements = [_statement("a1"), _statement("b1"), _statement("c1")]
    links = _both("a1", "b1", _judgement(Stance.SUPPORTS)) | _both("b1", "c1", _judgement(Stance.SUPPORTS))
    for row in _claims(statements, links):
        ids = {c.statement_id for c in row.stances}
        assert not {"a1", "c1"} <= ids


def test_the_order_of_the_statements_does_not_matter() -> None:
    statements = [_statement("a1"), _statement("b1"), _statement("c1"), _statement("c2")]
    links = _both("a1", "b1", _judgement(Stance.SUPPORTS)) | _both("b1", "c1", _judgement(Stance.CONTRADICTS))
    links |= _both("a1", "c1", _judgement(Stance.CONTRADICTS)) | _both("c2", "a1", _judgement(Stance.QUALIFIES))
    articles = [_article("a"), _article("b"), _article("c")]
    expected = _claims(statements, links, articles)
    for order in itertools.permutations(statements):
        assert _claims(list(order), links, articles) == expected


def test_disputed_rows_come_first() -> None:
    statements = [
        _statement("a1"),
        _statement("a2", "x"),
        _statement("b1"),
        _statement("b2", "y"),
        _statement("b3", "z"),
    ]
    links = _both("a1", "b1", _judgement(Stance.SUPPORTS)) | _both("a2", "b2", _judgement(Stance.CONTRADICTS))
    assert [r.verdict for r in _claims(statements, links)] == [Verdict.DISPUTED, Verdict.AGREED, Verdict.SINGLE_SOURCE]


def test_words_that_show_the_figure_are_quoted_before_words_it_was_copied_into() -> None:
    copied = replace(_statement("b1"), flags=("resolved: the deal -> the $2 billion deal",))
    links = {("b1", "a1"): _judgement(Stance.CONTRADICTS, Kind.NUMBER, 0.9)}
    links |= {("b2", "a1"): _judgement(Stance.CONTRADICTS, Kind.NUMBER, 0.8)}
    row = _claims([_statement("a1"), copied, _statement("b2")], links)[0]
    assert [c.statement_id for c in row.stances if c.stance is Stance.CONTRADICTS] == ["b2"]
