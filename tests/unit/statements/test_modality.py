"""Modality, polarity and opinion on hand-made trees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.statements.drafts import Draft
from factcheck.statements.modality import modality, opinion, polarity
from factcheck.statements.tree import Tree
from factcheck.types import Modality, Polarity

Whole = Callable[..., tuple[Tree, Draft]]


@pytest.fixture
def whole(tree: Callable[[str], Tree]) -> Whole:
    """A tree and the draft of all its words."""

    def make(rows: str, holder: tuple[int, ...] | None = None) -> tuple[Tree, Draft]:
        parsed = tree(rows)
        return parsed, Draft(tuple(range(len(parsed))), parsed.root, "main", holder)

    return make


@pytest.mark.parametrize(
    ("auxiliary", "expected"),
    [
        ("will", Modality.PLANNED),
        ("may", Modality.POSSIBLE),
        ("might", Modality.POSSIBLE),
        ("could", Modality.POSSIBLE),
        ("would", Modality.HYPOTHETICAL),
        ("did", Modality.ASSERTED),
        ("can", Modality.ASSERTED),
    ],
)
def test_auxiliaries(whole: Whole, auxiliary: str, expected: Modality) -> None:
    parsed, draft = whole(
        f"Acme Acme PROPN 3 nsubj\n{auxiliary} {auxiliary} AUX 3 aux\n"
        f"leave leave VERB 0 root\nRome Rome PROPN 3 obj\n. . PUNCT 3 punct"
    )
    assert modality(parsed, draft) is expected


def test_would_is_a_plan_in_reported_speech(whole: Whole) -> None:
    parsed, draft = whole(
        "Acme Acme PROPN 3 nsubj\nwould would AUX 3 aux\nleave leave VERB 0 root\nRome Rome PROPN 3 obj", (0,)
    )
    assert modality(parsed, draft) is Modality.PLANNED


@pytest.mark.parametrize(
    ("verb", "lemma", "expected"),
    [
        ("plans", "plan", Modality.PLANNED),
        ("intends", "intend", Modality.PLANNED),
        ("agreed", "agree", Modality.PLANNED),
        ("seems", "seem", Modality.POSSIBLE),
        ("managed", "manage", Modality.ASSERTED),
    ],
)
def test_verbs_with_an_infinitive(whole: Whole, verb: str, lemma: str, expected: Modality) -> None:
    parsed, draft = whole(
        f"Acme Acme PROPN 2 nsubj\n{verb} {lemma} VERB 0 root\nto to PART 4 mark\n"
        f"leave leave VERB 2 xcomp\nRome Rome PROPN 4 obj"
    )
    assert modality(parsed, draft) is expected


def test_considering_is_possible_not_done(whole: Whole) -> None:
    parsed, draft = whole(
        "Acme Acme PROPN 3 nsubj\nis be AUX 3 aux\nconsidering consider VERB 0 root\n"
        "leaving leave VERB 3 xcomp\nRome Rome PROPN 4 obj"
    )
    assert modality(parsed, draft) is Modality.POSSIBLE


def test_conditions_make_it_hypothetical(whole: Whole) -> None:
    parsed, draft = whole(
        "If if SCONJ 3 mark\nBorel Borel PROPN 3 nsubj\ncloses close VERB 7 advcl\n"
        ", , PUNCT 3 punct\nAcme Acme PROPN 7 nsubj\nwill will AUX 7 aux\nleave leave VERB 0 root"
    )
    assert modality(parsed, draft) is Modality.HYPOTHETICAL


def test_reportedly_and_news_agencies_report(whole: Whole) -> None:
    rows = "Acme Acme PROPN 3 nsubj\n{} {} ADV 3 advmod\nleft leave VERB 0 root\nReuters Reuters PROPN 3 obj B-ORG"
    parsed, draft = whole(rows.format("reportedly", "reportedly"))
    assert modality(parsed, draft) is Modality.REPORTED
    parsed, draft = whole(rows.format("quickly", "quickly"), (3,))
    assert modality(parsed, draft) is Modality.REPORTED
    parsed, draft = whole(rows.format("quickly", "quickly"), (0,))
    assert modality(parsed, draft) is Modality.ASSERTED


def test_questions(whole: Whole) -> None:
    parsed, draft = whole(
        "Did do AUX 3 aux\nAcme Acme PROPN 3 nsubj\nleave leave VERB 0 root\nRome Rome PROPN 3 obj\n? ? PUNCT 3 punct"
    )
    assert modality(parsed, draft) is Modality.QUESTION


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Acme Acme PROPN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\nleave leave VERB 0 root",
            Polarity.NEGATIVE,
        ),
        ("Acme Acme PROPN 3 nsubj\nnever never ADV 3 advmod\nleft leave VERB 0 root", Polarity.NEGATIVE),
        (
            "Acme Acme PROPN 2 nsubj\nrefused refuse VERB 0 root\nto to PART 4 mark\nleave leave VERB 2 xcomp",
            Polarity.NEGATIVE,
        ),
        (
            "Acme Acme PROPN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\ndeny deny VERB 0 root\nit it PRON 4 obj",
            Polarity.POSITIVE,
        ),
        ("No no DET 2 det\nfirm firm NOUN 3 nsubj\nleft leave VERB 0 root", Polarity.NEGATIVE),
        ("Acme Acme PROPN 2 nsubj\nleft leave VERB 0 root", Polarity.POSITIVE),
        (
            "Acme Acme PROPN 4 nsubj\nnot not PART 3 advmod\nonly only ADV 4 advmod\nleft leave VERB 0 root",
            Polarity.POSITIVE,
        ),
    ],
)
def test_polarity(whole: Whole, rows: str, expected: Polarity) -> None:
    parsed, draft = whole(rows)
    assert polarity(parsed, draft) is expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Care care NOUN 3 nsubj\nis be AUX 3 cop\ncrucial crucial ADJ 0 root", True),
        ("Acme Acme PROPN 3 nsubj\nshould should AUX 3 aux\nleave leave VERB 0 root", True),
        (
            "Acme Acme PROPN 2 nsubj\nmade make VERB 0 root\na a DET 5 det\n"
            "massive massive ADJ 5 amod\nbid bid NOUN 2 obj",
            False,
        ),
        ("Acme Acme PROPN 3 nsubj\nis be AUX 3 cop\nDutch dutch ADJ 0 root", False),
    ],
)
def test_opinion(whole: Whole, rows: str, expected: bool) -> None:
    parsed, draft = whole(rows)
    assert opinion(parsed, draft) is expected
