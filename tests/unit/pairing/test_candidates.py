"""Candidate pairs."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.pairing.candidates import LIMIT, candidate_pairs, fact_keys
from factcheck.types import Entity, Modality, Quantity, Statement


def _statement(
    number: int, text: str = "", article: str = "a", sentence: int | None = None, **rest: object
) -> Statement:
    where = number if sentence is None else sentence
    return Statement(f"s{number:03}", article, article, text or f"text {number}", "", 0, 0, where, where + 1, **rest)  # type: ignore[arg-type]


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _names(pairs: object) -> set[tuple[str, str]]:
    return {(p.premise_id, p.hypothesis_id) for p in pairs}  # type: ignore[attr-defined]


def test_near_statements_are_paired_across_and_within_articles_but_not_within_a_sentence() -> None:
    statements = [_statement(1, sentence=0), _statement(2, sentence=0), _statement(3, article="b"), _statement(4)]
    vectors = _unit(np.array([[1.0, 0.0], [1.0, 0.1], [1.0, 0.05], [1.0, 0.2]]))
    assert _names(candidate_pairs(statements, vectors)) == {
        ("s001", "s003"),
        ("s001", "s004"),
        ("s002", "s003"),
        ("s002", "s004"),
        ("s003", "s004"),
    }


def test_words_in_common_pair_what_the_cosine_would_not() -> None:
    texts = (
        "The strike ended on Friday.",
        "On Friday, after a week of talks, the strike at Halmsey ended.",
        "It rained.",
    )
    statements = [_statement(n, text, article=f"a{n}") for n, text in enumerate(texts)]
    assert _names(candidate_pairs(statements, _unit(np.eye(3)))) == {("s000", "s001")}


def test_the_nearest_come_first_by_meaning_and_words_together() -> None:
    texts = ("The strike ended.", "The strike ended.", "Dockers went back.", "Trains ran late.")
    statements = [_statement(n, text, article=f"a{n}") for n, text in enumerate(texts)]
    vectors = _unit(np.array([[1.0, 0.0], [0.7, 0.7], [1.0, 0.1], [0.9, 0.4]]))
    assert ("s000", "s001") in _names(candidate_pairs(statements, vectors, count=1))


def test_far_statements_are_paired_only_by_a_typed_fact() -> None:
    price = Quantity("$14.8 billion", 0, 13, 14.8e9, 14.75e9, 14.85e9, "USD", "money", "=", "price")
    value = Quantity("$29 billion", 0, 11, 29e9, 28.5e9, 29.5e9, "USD", "money", "=", "valuation")
    name = (Entity("Brask", 0, 5, "Brask", "organisation"),)
    statements = [
        _statement(1, quantities=(price,), entities=name),
        _statement(2, quantities=(value,), entities=name),
        _statement(3, entities=name),
    ]
    vectors = _unit(np.eye(3))
    assert _names(candidate_pairs(statements, vectors)) == {("s001", "s002")}


def test_questions_are_not_compared() -> None:
    statements = [_statement(1, modality=Modality.QUESTION), _statement(2), _statement(3)]
    assert _names(candidate_pairs(statements, _unit(np.ones((3, 2))))) == {("s002", "s003")}


def test_typed_keys_name_the_slot() -> None:
    keys = fact_keys(_statement(1, "Brask's interim CEO Rosa Okafor said Norvale bought a 38% stake in Brask."))
    assert {"post:CEO", "ownership"} <= keys


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31), st.integers(2, 60))
def test_no_statement_has_more_than_the_limit_and_pairs_are_ordered_once(seed: int, size: int) -> None:
    vectors = _unit(np.random.default_rng(seed).normal(size=(size, 3)))
    pairs = candidate_pairs([_statement(i) for i in range(size)], vectors, count=19, floor=-1.0)
    used = Counter(i for p in pairs for i in (p.premise_id, p.hypothesis_id))
    assert max(used.values(), default=0) <= LIMIT
    assert all(p.premise_id < p.hypothesis_id for p in pairs)
    assert len(_names(pairs)) == len(pairs)
