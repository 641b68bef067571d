"""The training stories: quotes that stand where they should, and statements that carry them."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "models" / "recipes" / "stories"))
import training_stories as reading

from factcheck.articles import load_articles

STORIES = reading.names()


@pytest.mark.parametrize("story", STORIES)
def test_each_quote_stands_once_in_its_article(story: str) -> None:
    articles = {article.source: article.text for article in reading.articles_of(story)}
    assert len(articles) == 4
    pairs = set()
    for row in reading.rows_of(story):
        assert row["label"] in reading.LABELS
        assert row["a"] != row["b"]
        assert [articles[row[side]].count(row[f"quote_{side}"]) for side in "ab"] == [1, 1], row
        pairs.add(frozenset(((row["a"], row["quote_a"]), (row["b"], row["quote_b"]))))
    assert len(pairs) == len(reading.rows_of(story))


def test_every_label_is_in_every_story_and_some_stories_are_kept_apart() -> None:
    assert len(STORIES) >= 40
    for story in STORIES:
        counts = Counter(row["label"] for row in reading.rows_of(story))
        assert all(counts[label] for label in reading.LABELS if label != "update"), story
    apart = [story for story in STORIES if reading.held_out(story, 0.3)]
    assert 0.2 < len(apart) / len(STORIES) < 0.4
    assert not any(reading.held_out(story, 0.0) for story in STORIES)


def test_statements_carry_the_quotes_of_a_story() -> None:
    pairs, lost = reading.story_pairs(STORIES[0])
    assert len(pairs) > lost
    assert {pair.label for pair in pairs} == set(reading.LABELS)
    said = {label for pair in pairs for *_, label in reading.three_way(pair)}
    assert said == {"entailment", "neutral", "contradiction"}
    for pair in pairs:
        texts = [t[:2] for t in reading.three_way(pair)]
        assert all(set(t) == {pair.premise.text, pair.hypothesis.text} for t in texts)
        assert len(texts) == 2 or pair.label not in ("neutral", "contradiction") or not texts


def test_statements_of_two_facts_are_paired_hardest_first() -> None:
    pairs, _ = reading.story_pairs(STORIES[0])
    joined = {frozenset((p.premise.statement_id, p.hypothesis.statement_id)) for p in pairs}
    found = reading.unlike_pairs(pairs, 20)
    assert len(found) == 20
    assert found == reading.unlike_pairs(pairs[::-1], 20)
    assert {p.label for p in found} == {"neutral"}
    for pair in found:
        assert pair.premise.source != pair.hypothesis.source
        assert frozenset((pair.premise.statement_id, pair.hypothesis.statement_id)) not in joined
    assert reading.unlike_pairs(pairs, 5) == found[:5]


def test_every_story_has_the_report_of_another_event_of_its_sort() -> None:
    for story in STORIES:
        (path,) = (reading.HERE / story / "other-event").glob("*.txt")
        (other,) = load_articles([path])
        assert other.source and 100 < len(other.text.split()) < 280, path


def test_statements_of_another_event_name_nothing_that_the_story_names() -> None:
    pairs = reading.other_event_pairs(STORIES[0], 3)
    assert len(pairs) > 20
    assert pairs == reading.other_event_pairs(STORIES[0], 3)
    outlets = {article.source for article in reading.articles_of(STORIES[0])}
    for pair in pairs:
        assert pair.label == "neutral"
        assert pair.premise.source in outlets and pair.hypothesis.source not in outlets
        names = [{w for e in s.entities for w in e.text.casefold().split()} for s in (pair.premise, pair.hypothesis)]
        assert all(names) and not names[0] & names[1]
    nearest = reading.other_event_pairs(STORIES[0], 1)
    assert nearest and all(pair in pairs for pair in nearest)
