"""The model is left out only where nothing it could say would matter."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from factcheck.judge.combine import judge
from factcheck.judge.reach import UNASKED, Weighing
from factcheck.statements import single_statement
from factcheck.types import Label, Probabilities, Stance, Statement

TEXTS = (
    "Meta paid $14.8 billion for 49% of Scale.",
    "Meta acquired Scale.",
    "The company paid about $15 billion for the stake in Scale.",
    "The harbour bridge reopened on 4 May 2021.",
    "The harbour bridge did not reopen in May.",
    "The council plans to close the harbour bridge.",
    "Critics say that the sale is illegal.",
    "The sale is legal.",
    "Three men were arrested in Lyon.",
    "Twelve people were arrested in Paris on Friday.",
    "Jo Ray is the interim chief executive of Scale.",
    "Ann Lee, the new chief executive, spoke to reporters.",
)


@pytest.fixture(scope="module")
def statements() -> list[Statement]:
    return [single_statement(text) for text in TEXTS]


def probabilities(chance: random.Random) -> Probabilities:
    parts = [chance.random() ** 3 for _ in range(3)]
    return Probabilities(*(part / sum(parts) for part in parts))


def test_whatever_the_model_says_a_settled_pair_stays_neutral(statements: list[Statement]) -> None:
    chance = random.Random(5)
    settled = 0
    for premise in statements:
        for hypothesis in statements:
            similarity = chance.random()
            case = Weighing(premise, hypothesis, similarity)
            forward = probabilities(chance)
            if case.open() and case.open_after(forward):
                continue
            settled += 1
            for _ in range(20):
                answer = forward if case.open() else probabilities(chance)
                for judgement in case.judgements(answer, probabilities(chance)):
                    assert judgement.label is Label.NEUTRAL
                    assert judgement.stance is Stance.SILENT
    assert settled > 20


def test_a_pair_that_could_agree_or_conflict_is_open(statements: list[Statement]) -> None:
    assert Weighing(statements[3], statements[4], 0.8).open()
    assert Weighing(statements[0], statements[1], 0.6).open()
    assert not Weighing(statements[8], statements[9], 0.5).open()


def test_the_judgements_are_the_judges(statements: list[Statement]) -> None:
    chance = random.Random(7)
    for premise, hypothesis in pairwise(statements):
        forward, backward, similarity = probabilities(chance), probabilities(chance), chance.random()
        there, back = Weighing(premise, hypothesis, similarity, ("2021-05-01", None)).judgements(forward, backward)
        assert there == judge(premise, hypothesis, forward, backward, similarity, dates=("2021-05-01", None))
        assert back == judge(hypothesis, premise, backward, forward, similarity, dates=(None, "2021-05-01"))
    assert UNASKED.neutral == 1.0


def test_a_pair_that_says_the_same_is_promising_whichever_side_leads(statements: list[Statement]) -> None:
    short, long = (
        single_statement("The bridge reopened."),
        single_statement("The harbour bridge reopened on 4 May 2021."),
    )
    case = Weighing(short, long, 0.7)
    assert case.promising() and case.turned().promising()
    assert not case.leads()  # the long one bears the short one out, not the other way round
    assert case.turned().leads()


def test_what_a_typed_fact_denies_is_promising_and_what_shares_no_words_is_not(statements: list[Statement]) -> None:
    less, more = "Meta paid $14.8 billion for 49% of Scale.", "Meta paid $29 billion for 49% of Scale."
    assert Weighing(single_statement(less), single_statement(more), 0.9).promising()
    far = "Officials may not open the new harbour bridge to lorries and buses in spring."
    assert not Weighing(single_statement(less), single_statement(far), 0.1).promising()


def test_turning_a_pair_turns_its_judgements(statements: list[Statement]) -> None:
    chance = random.Random(9)
    for premise, hypothesis in pairwise(statements):
        case, forward, backward = Weighing(premise, hypothesis, 0.6), probabilities(chance), probabilities(chance)
        assert case.judgements(forward, backward) == case.turned().judgements(backward, forward)[::-1]


def test_no_second_answer_is_awaited_that_would_have_to_be_surer_than_models_are(statements: list[Statement]) -> None:
    sure = Probabilities(0.02, 0.96, 0.02)
    for premise in statements:
        for hypothesis in statements:
            case = Weighing(premise, hypothesis, 0.6)
            assert case.open_after(sure) or not case.promising_after(sure)


def test_what_is_known_before_the_typed_facts_changes_nothing_that_is_asked(statements: list[Statement]) -> None:
    corners = (Probabilities(1.0, 0.0, 0.0), Probabilities(0.0, 0.0, 1.0), UNASKED)
    answers: set[bool] = set()
    for premise in statements:
        for hypothesis in statements:
            for similarity in (0.2, 0.5, 0.9):
                case = Weighing(premise, hypothesis, similarity)
                told = [j for one in corners for other in corners for j in case.judgements(one, other)]
                could = any(j.label is not Label.NEUTRAL or j.stance is not Stance.SILENT for j in told)
                assert case.open() == could
                assert Weighing(premise, hypothesis, similarity).worth_asking() == (could and case.promising())
                answers.add(could)
    assert answers == {True, False}
