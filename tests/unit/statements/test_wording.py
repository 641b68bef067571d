"""Words put together again: forms of verbs, marks and spacing, headlines, quotations over sentences, mended parses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.statements.headlines import names_within, sentence_case
from factcheck.statements.inflection import base_of_gerund, past, past_participle, third_person
from factcheck.statements.phrasing import phrase, sentence
from factcheck.statements.quotations import quoted_regions, speakers
from factcheck.statements.repair import mended
from factcheck.statements.reporting import reported_tail
from factcheck.statements.tree import Tree
from factcheck.types import Sentence

Make = Callable[[str], Tree]


@pytest.mark.parametrize(
    ("gerund", "lemma", "forms"),
    [
        ("taking", "take", ("took", "taken", "takes")),
        ("planning", "plan", ("planned", "planned", "plans")),
        ("carrying", "carry", ("carried", "carried", "carries")),
        ("hoping", "hope", ("hoped", "hoped", "hopes")),
        ("paying", "pay", ("paid", "paid", "pays")),
        ("batting", "batting", ("batted", "batted", "bats")),
        ("teaching", "teach", ("taught", "taught", "teaches")),
    ],
)
def test_verbs_take_their_forms(gerund: str, lemma: str, forms: tuple[str, str, str]) -> None:
    base = base_of_gerund(gerund, lemma)
    assert (past(base, gerund), past_participle(base, gerund), third_person(base)) == forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and it rained", "It rained."),
        ("However, it rained .", "It rained."),
        ("it rained,, and", "It rained, and."),
        ("\u201cit rained\u201d", "It rained."),
        ("Roy said \u201cit rained", "Roy said it rained."),
        ("iPhone sales fell", "iPhone sales fell."),
        ("is it raining?", "Is it raining?"),
        ("the firm (Acme fell", "The firm Acme fell."),
        ("\u2014 it rained \u2014", "It rained."),
        ("", ""),
    ],
)
def test_phrases_become_sentences(text: str, expected: str) -> None:
    assert sentence(text) == expected


@given(st.text(max_size=80))
def test_making_a_sentence_twice_changes_nothing_more(text: str) -> None:
    once = sentence(sentence(text))
    assert sentence(once) == once


def test_spacing_follows_the_source(tree: Make) -> None:
    parsed = tree("It it PRON 2 nsubj\ncost cost VERB 0 root\n$ $ SYM 4 nmod\n14.8 14.8 NUM 2 obj\n% % SYM 4 dep")
    assert phrase(parsed, range(5)) == "It cost $14.8%"
    assert phrase(parsed, (1, "and", 3)) == "cost and 14.8"


def test_the_first_word_of_the_sentence_is_lowered_elsewhere(tree: Make) -> None:
    parsed = tree("Backed back VERB 4 advcl\n, , PUNCT 1 punct\nAcme Acme PROPN 4 nsubj\ngrew grow VERB 0 root")
    assert phrase(parsed, (2, "was", 0)) == "Acme was backed"


HEADLINE = """
Acme Acme PROPN 2 nsubj B-ORG
Ends end VERB 0 root
Deal deal NOUN 2 obj
With with ADP 5 case
Zorblax Zorblax PROPN 2 obl
"""
BODY = """
The the DET 2 det
firm firm NOUN 3 nsubj
left leave VERB 0 root
Deal Deal PROPN 3 obj
. . PUNCT 3 punct
"""


def test_headlines_are_put_into_sentence_case(tree: Make) -> None:
    assert sentence_case(tree(HEADLINE), set()) == "Acme ends deal with Zorblax"


def test_words_that_are_names_in_the_text_keep_their_capital(tree: Make) -> None:
    names = names_within([tree(BODY), tree(HEADLINE)])
    assert names == {"Deal"}
    assert sentence_case(tree(HEADLINE), names) == "Acme ends Deal with Zorblax"


def test_a_speaker_named_once_speaks_the_whole_quotation() -> None:
    text = "\u201cOne fell. Two rose,\u201d said Roy. Three stayed."
    sentences = [
        Sentence("a", 0, 10, text[0:10]),
        Sentence("a", 11, 31, text[11:31]),
        Sentence("a", 32, 45, text[32:45]),
    ]
    assert speakers(text, sentences, [None, "Roy", None]) == ["Roy", None, None]
    assert quoted_regions(text) == [(0, 21)]


def test_a_participle_between_commas_is_not_the_root(tree: Make) -> None:
    wrong = tree("""
    The the DET 2 det
    deal deal NOUN 4 nsubj:pass
    , , PUNCT 4 punct
    announced announce VERB 0 root
    in in ADP 6 case
    June June PROPN 4 obl
    , , PUNCT 4 punct
    marks mark VERB 4 ccomp
    a a DET 10 det
    shift shift NOUN 8 obj
    . . PUNCT 4 punct
    """)
    right = mended(wrong)
    assert right.root == 7
    assert [right.tokens[index].head for index in (1, 3)] == [7, 1]
    assert mended(right).tokens == right.tokens


_ROY, _SAID = "Roy Roy PROPN 5 nsubj", "said say VERB 2 parataxis"


@pytest.mark.parametrize(
    ("tail", "named"),
    [
        ([_ROY, _SAID], "Roy"),
        (
            [_SAID, _ROY, "of of ADP 8 case", "Acme Acme PROPN 6 nmod"],
            "Roy of Acme",
        ),
        (
            [_ROY, _SAID, "on on ADP 8 case", "Monday Monday PROPN 6 obl"],
            "Roy",
        ),
        (
            [_ROY, _SAID, "Rome Rome PROPN 8 nsubj", "fell fall VERB 6 ccomp"],
            None,
        ),
        (["as as SCONJ 6 mark", "said say VERB 2 advcl"], None),
    ],
)
def test_tails_that_name_a_speaker(tree: Make, tail: list[str], named: str | None) -> None:
    rows = ["Prices price NOUN 2 nsubj", "fell fall VERB 0 root", "sharply sharply ADV 2 advmod", ", , PUNCT 2 punct"]
    report = reported_tail(tree("\n".join([*rows, *tail, ". . PUNCT 2 punct"])))
    if named is None:
        assert report is None
    else:
        assert report is not None
        assert " ".join(tree("\n".join([*rows, *tail])).tokens[index].text for index in report.named) == named
