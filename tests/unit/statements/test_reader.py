"""The reader: words keep every character, trees are the best trees, tags are well formed, batches change nothing."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import ModelError
from factcheck.statements.parsing import best_tags, best_tree, is_tree
from factcheck.statements.reader import Reader, lemma_of, load_reader, shapes, words

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]


def forms(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@given(st.text())
def test_words_cover_every_visible_character_once_and_in_order(text: str) -> None:
    spans = words(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert "".join(text[start:end] for start, end in spans).split() == "".join(text.split()).split()
    assert not any(any(map(str.isspace, text[start:end])) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It paid $14.8 billion for 49%.", "It paid $ 14.8 billion for 49 % ."),
        ("They don't, can't and won't.", "They do n't , ca n't and wo n't ."),
        ("She'll say it’s Anna's; cannot be.", "She 'll say it ’s Anna 's ; can not be ."),
        ("the U.S.-based data-labeling firm", "the U.S. - based data - labeling firm"),
        ("The co-founder of a non-profit", "The co-founder of a non-profit"),
        ("Mr. Ode of Brae Inc. left at 10:30 a.m. Friday.", "Mr. Ode of Brae Inc. left at 10:30 a.m. Friday ."),
        ("on 11/28/2020 (the 20th) in the 1990s…", "on 11/28/2020 ( the 20th ) in the 1990s …"),
        ("“1,200 people” -- see https://example.org/a?b=1.", "“ 1,200 people ” -- see https://example.org/a?b=1 ."),
        ("€5bn–€6bn", "€ 5 bn – € 6 bn"),
    ],
)
def test_words_are_divided_as_the_treebanks_do(text: str, expected: str) -> None:
    assert forms(text) == expected.split()


def test_shapes_tell_apart_what_an_uncased_vocabulary_loses() -> None:
    assert len(set(shapes(["The", "Polish", "polish", "US", "us", "7", "A320", "."]))) >= 7
    assert shapes(["Apple"]) != shapes(["an", "Apple"])[1:]


def square(n: int) -> st.SearchStrategy[np.ndarray]:
    number = st.floats(-20, 20, allow_nan=False, width=32)
    row = st.lists(number, min_size=n + 1, max_size=n + 1)
    return st.lists(row, min_size=n, max_size=n).map(np.array)


@given(st.integers(1, 9).flatmap(square))
def test_any_scores_give_one_tree_with_one_root(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


@settings(max_examples=60)
@given(st.integers(1, 4).flatmap(square))
def test_the_tree_is_the_best_of_all_trees(scores: np.ndarray) -> None:
    n = len(scores)

    def total(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))

    every = (heads for heads in itertools.product(range(-1, n), repeat=n) if is_tree(heads))
    assert total(best_tree(scores)) == pytest.approx(max(map(total, every)), abs=1e-6)


def test_two_tempting_roots_leave_one() -> None:
    scores = np.full((3, 4), -5.0)
    scores[:, 0] = 9.0
    assert best_tree(scores).count(-1) == 1
    assert best_tree(np.zeros((0, 1))) == []


@given(st.lists(st.lists(st.floats(-9, 0), min_size=5, max_size=5), min_size=1, max_size=6))
def test_tags_are_well_formed(rows: list[list[float]]) -> None:
    tags = best_tags(np.array(rows), LABELS)
    for before, after in itertools.pairwise(["O", *tags]):
        assert not after.startswith("I-") or before[2:] == after[2:]


def test_tags_weigh_the_whole_sequence() -> None:
    scores = np.log(np.array([[0.1, 0.35, 0.05, 0.4, 0.1], [0.05, 0.0001, 0.9, 0.0001, 0.04]]))
    assert best_tags(scores, LABELS) == ["B-PER", "I-PER"]


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [("n't", "PART", "not"), ("'s", "AUX", "be"), ("'s", "PART", "'s"), ("bought", "VERB", "buy"),
     ("Reuters", "PROPN", "Reuters"), ("companies", "NOUN", "company"), ("left", "VERB", "leave"),
     ("wo", "AUX", "will")],
)  # fmt: skip
def test_lemmas(form: str, upos: str, lemma: str) -> None:
    assert lemma_of(form, upos) == lemma


SENTENCES = [
    "Brightwater said on Monday that it would close its plant in Ohio.",
    "",
    "Mayor Anna Keller won't resign, according to her spokesman.",
    "Yes.",
    "The U.S.-based firm, which employs 1,200 people, bought Lumen Labs for $14.8 billion; critics groaned.",
]


def test_reading_gives_trees_whose_offsets_fit() -> None:
    read = load_reader().read(SENTENCES)
    assert [bool(tokens) for tokens in read] == [bool(sentence) for sentence in SENTENCES]
    for sentence, tokens in zip(SENTENCES, read, strict=True):
        assert all(sentence[token.start : token.end] == token.text for token in tokens)
        assert not tokens or is_tree([token.head for token in tokens])
        assert all((token.head < 0) == (token.deprel == "root") for token in tokens)


def test_a_plain_report_is_understood() -> None:
    tokens = {token.text: token for token in load_reader().read(SENTENCES)[0]}
    assert (tokens["said"].deprel, tokens["said"].upos, tokens["said"].attribution) == ("root", "VERB", "B-CUE")
    assert (tokens["Brightwater"].deprel, tokens["Brightwater"].attribution) == ("nsubj", "B-SOURCE")
    assert tokens["close"].deprel == "ccomp"
    assert tokens["Ohio"].entity == "B-LOC"


def test_company_order_and_threads_change_nothing() -> None:
    reader = load_reader()
    alone = [reader.read([sentence])[0] for sentence in SENTENCES]
    assert reader.read(SENTENCES) == alone
    assert reader.read(SENTENCES[::-1]) == alone[::-1]
    assert reader.read(SENTENCES * 3) == alone * 3


@pytest.mark.parametrize(
    "text",
    ["The board met, " * 150 + "and it voted.", "We met " * 400, "a, " * 130 + "zqxjkvbwpzqxjkvbwp " * 60, "x" * 5000],
)
def test_a_sentence_longer_than_the_window_is_one_tree(text: str) -> None:
    tokens = load_reader().read([text])[0]
    assert len(tokens) == len(words(text))
    assert is_tree([token.head for token in tokens])


def test_odd_characters_are_read() -> None:
    tokens = load_reader().read(["\u200b 🙂 \ufffd ﷺ a\u0301b"])[0]
    assert is_tree([token.head for token in tokens])


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no config\.json"):
        Reader(tmp_path)
