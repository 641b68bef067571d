"""Near-duplicates."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.articles import mark_copies, with_boilerplate
from factcheck.types import Article

WORDS = [
    first + second
    for first in ("bar", "cal", "dor", "fen", "gil", "hus", "jor")
    for second in ("an", "eth", "ik", "os", "um", "ya")
]


def prose(seed: int, words: int = 200) -> str:
    picker = random.Random(seed)
    return " ".join(picker.choice(WORDS) for _ in range(words)) + "."


def article(name: str, text: str, date: str | None = None, story: str | None = None) -> Article:
    return Article(article_id=name, source=name, text=text, date=date, story=story)


def copies(*articles: Article) -> list[str | None]:
    return [one.copy_of for one in mark_copies(articles)]


def changed(text: str, every: int) -> str:
    return " ".join("changed" if number % every == 0 else word for number, word in enumerate(text.split(), start=1))


def test_an_edited_copy_points_to_the_earliest() -> None:
    text = prose(1)
    articles = [
        article("late", text, "2024-03-03"),
        article("first", changed(text, 60), "2024-03-01T08:00"),
        article("other", prose(2), "2024-02-01"),
        article("undated", text),
    ]
    assert copies(*articles) == ["first", None, None, "first"]


def test_without_dates_the_first_given_is_the_original() -> None:
    assert copies(article("a", prose(1)), article("b", prose(1)), article("c", prose(1))) == [None, "a", "a"]


def test_moments_are_compared_across_time_zones() -> None:
    early, late = (
        article("early", prose(1), "2024-03-01T23:30:00+02:00"),
        article("late", prose(1), "2024-03-01T22:00:00+00:00"),
    )
    assert copies(late, early) == ["early", None]


def test_text_that_shares_half_is_no_copy() -> None:
    assert copies(article("a", prose(1)), article("b", changed(prose(1), 5))) == [None, None]
    assert copies(article("a", prose(1) + prose(2)), article("b", prose(1) + prose(3))) == [None, None]


def test_a_cut_wire_text_is_the_copy_even_when_it_came_first() -> None:
    whole = prose(1, 900)
    cut = " ".join(whole.split()[:150])
    assert copies(article("cut", cut, "2024-03-01"), article("whole", whole, "2024-03-02")) == ["whole", None]


def test_stories_of_the_user_keep_articles_apart() -> None:
    assert copies(article("a", prose(1), story="s"), article("b", prose(1), story="t")) == [None, None]
    assert copies(article("a", prose(1), story="s"), article("b", prose(1))) == [None, "a"]


def test_boilerplate_makes_no_copies_and_hides_none() -> None:
    small_print = "\n".join(f"Read more: {prose(seed, 12)}" for seed in range(10, 25))
    one, two = (
        with_boilerplate(article(name, f"{prose(seed, 60)}\n{small_print}")) for name, seed in (("a", 1), ("b", 2))
    )
    assert one.boilerplate
    assert copies(one, two) == [None, None]
    assert copies(one, article("c", prose(1, 60))) == [None, "a"]


def test_short_texts_say_nothing() -> None:
    assert copies(article("a", "The mill closed on Monday."), article("b", "The mill closed on Monday.")) == [
        None,
        None,
    ]


def test_scripts_without_spaces_are_compared_by_character() -> None:
    picker = random.Random(4)
    text = "".join(chr(picker.randrange(0x4E00, 0x5000)) for _ in range(120))
    assert copies(article("a", text), article("b", text + "。")) == [None, "a"]


def test_many_articles_find_their_copies() -> None:
    originals = [article(f"o{seed}", prose(seed)) for seed in range(60)]
    edited = [article(f"c{seed}", changed(prose(seed), 70)) for seed in range(60)]
    assert copies(*originals, *edited) == [None] * 60 + [f"o{seed}" for seed in range(60)]


def test_earlier_marks_are_not_trusted() -> None:
    stale = replace(article("b", prose(2)), copy_of="a")
    assert copies(article("a", prose(1)), stale) == [None, None]
    assert copies() == []


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from([30, 60, 200]), st.sampled_from([None, "2024", "2024-03-01"])),
        max_size=8,
    )
)
def test_copies_point_to_originals_and_marking_twice_changes_nothing(plan: list[tuple[int, int, str | None]]) -> None:
    articles = [article(str(number), prose(seed, words), date) for number, (seed, words, date) in enumerate(plan)]
    result = mark_copies(articles)
    by_id = {one.article_id: one for one in result}
    assert [one.article_id for one in result] == [one.article_id for one in articles]
    assert all(by_id[one.copy_of].copy_of is None for one in result if one.copy_of is not None)
    assert all(one.copy_of != one.article_id for one in result)
    assert mark_copies(result) == result
