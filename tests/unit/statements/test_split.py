"""Articles to statements: what holds for any text and any parse, and the fields of a statement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import FactcheckError
from factcheck.statements import single_statement, split_article, split_articles, split_statements
from factcheck.statements import split as module
from factcheck.types import Article, Dropped, Modality, Polarity, Token

_TAGS = ("NOUN", "VERB", "PROPN", "PUNCT", "ADJ", "AUX", "NUM", "PRON", "ADP", "CCONJ", "SCONJ", "DET", "ADV", "PART")
_RELATIONS = (
    "nsubj obj obl conj cc advcl acl acl:relcl appos ccomp xcomp parataxis punct aux cop mark case nmod"
    " nmod:poss advmod"
    " compound amod nummod flat det nsubj:pass aux:pass obl:agent expl csubj"
).split()
_NAMES = ("O", "O", "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC")
_WORDS = (
    "Acme said that it will not pay $14.8 billion for 49 % of Borel , which its chief , Ada Roy , never"
    " called a deal and"
    " after the company left because he may sell more than 100 plants"
    " \u201c no \u201d 2016 \u4e2d\u6587 \u05e9\u05dc\u05d5\u05dd cannot \u2014 ( 7 ) ?"
).split()


class _AnyParse:
    """A reader that divides at white space and draws the tree by a seed: no parse may break the laws."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def read(self, sentences: Sequence[str]) -> list[list[Token]]:
        return [self._tokens(sentence) for sentence in sentences]

    def _tokens(self, sentence: str) -> list[Token]:
        found = list(re.finditer(r"\w+|[^\w\s]", sentence))
        state = self.seed + len(sentence)
        tokens = []
        for index, match in enumerate(found):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**63
            draw = state >> 20
            word = match.group()
            tag = "PUNCT" if not word[0].isalnum() else _TAGS[draw % len(_TAGS)]
            head, relation = (draw >> 8) % max(index, 1), _RELATIONS[(draw >> 16) % len(_RELATIONS)]
            if index < 2 and len(found) > 1:  # a subject and a verb to begin with, so that there is something to split
                head, relation, tag = ((1, "nsubj", "PROPN"), (-1, "root", "VERB"))[index]
            elif index == 0:
                head, relation = -1, "root"
            tokens.append(
                Token(word, match.start(), match.end(), word.lower(), tag, head, relation, _NAMES[(draw >> 24) % 8])
            )
        return tokens


@pytest.fixture
def any_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "named_reader", lambda name: _AnyParse(7))


def check_laws(text: str, seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "named_reader", lambda name: _AnyParse(seed))
        article = Article("a", "s", text, date="2025-06-14")
        dropped = Dropped()
        statements = split_article(article, dropped)
        assert statements == split_article(article, Dropped())
    assert statements or dropped.reasons or not any(char.isalnum() for char in text)
    for one in statements:
        assert one.quote == text[one.start : one.end]
        assert one.sentence_start <= one.start < one.end <= one.sentence_end
        assert one.text
        assert one.text == one.text.strip()
        for part in (*one.quantities, *one.dates, *one.entities):
            assert one.text[part.start : part.end] == part.text
    assert len({one.statement_id for one in statements}) == len(statements)


@settings(max_examples=60)
@given(st.text(max_size=200), st.integers(0, 10**6))
def test_laws_hold_for_any_text(text: str, seed: int) -> None:
    check_laws(text, seed)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_WORDS), min_size=3, max_size=40), st.integers(0, 10**6))
def test_laws_hold_for_any_parse(words: list[str], seed: int) -> None:
    check_laws(" ".join(words) + ".", seed)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_WORDS), min_size=3, max_size=30), st.integers(0, 10**6))
def test_no_number_no_negation_and_no_hedge_is_lost(words: list[str], seed: int) -> None:
    text = "Acme " + " ".join(words) + " today."
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "named_reader", lambda name: _AnyParse(seed))
        dropped = Dropped()
        statements = split_article(Article("a", "s", text), dropped)
    for sentence in {(one.sentence_start, one.sentence_end) for one in statements}:
        here = [one for one in statements if (one.sentence_start, one.sentence_end) == sentence]
        told = " ".join(f"{one.original} {one.holder or ''}" for one in here)
        source = text[sentence[0] : sentence[1]]
        for word in re.findall(r"\d+|\bnot\b(?! only)|\bnever\b|\bcannot\b|\bmay\b", source):
            assert re.search(rf"\b{word}\b", told), (word, source, told)


@pytest.mark.parametrize("level", ["sentence", "clause", "atomic"])
def test_every_level_yields_statements(any_parse: None, level: str) -> None:
    assert split_statements("Acme bought Borel and sold two plants.", level=level)


def test_unknown_levels_are_refused_with_the_valid_ones(any_parse: None) -> None:
    with pytest.raises(FactcheckError, match="sentence, clause, atomic"):
        split_statements("Acme left.", level="word")


def test_articles_are_read_in_batches_and_progress_is_told(any_parse: None) -> None:
    told: list[tuple[int, int]] = []
    articles = [Article(name, name, "Acme bought Borel today. It then sold two plants.") for name in ("a", "b")]
    statements = split_articles(articles, Dropped(), lambda done, total: told.append((done, total)))
    assert told[-1] == (4, 4)
    assert {one.article_id for one in statements} == {"a", "b"}


def test_empty_articles_yield_nothing(any_parse: None) -> None:
    assert split_article(Article("a", "s", ""), Dropped()) == []
    assert single_statement("").text == ""


# With the shipped reader: plain sentences, where a parse is hardly in doubt.


def one_of(text: str, start: str) -> tuple[str | None, Modality, Polarity]:
    found = [one for one in split_statements(text) if one.text.startswith(start)]
    assert found, [one.text for one in split_statements(text)]
    return found[0].holder, found[0].modality, found[0].polarity


def test_holder_modality_and_polarity_of_reported_speech() -> None:
    text = "The Borel Company said on Monday that it will not close the plant in Rome."
    assert one_of(text, "The Borel Company will") == ("Borel Company", Modality.PLANNED, Polarity.NEGATIVE)


def test_according_to_a_news_agency() -> None:
    found = one_of("The bank is considering the sale of its office in Rome, according to Reuters.", "The bank")
    assert found == ("Reuters", Modality.POSSIBLE, Polarity.POSITIVE)


def test_quantities_and_time_are_filled_in() -> None:
    article = Article("a", "s", "The bank paid $14.8 billion for a 49% stake on June 12.", date="2025-06-14")
    (statement,) = split_article(article, Dropped())
    assert [one.value for one in statement.quantities] == [14.8e9, 49.0]
    assert statement.time == "2025-06-12"


def test_headings_without_a_proposition_are_dropped_and_counted() -> None:
    dropped = Dropped()
    text = "What is Borel?\nMarket Concerns Over Data\nThe firm makes engines in Rome."
    statements = split_article(Article("a", "s", text), dropped)
    assert [one.original for one in statements] == ["The firm makes engines in Rome."]
    assert dropped.reasons == {"heading without a proposition": 2}


def test_a_sentence_whose_verb_stands_in_another_is_no_statement() -> None:
    dropped = Dropped()
    text = "The men hoped to return. They could not. So did his wife. So did Smith, the mayor of Leeds. "
    text += "The crew, who had slept, did too. It did well."
    statements = split_article(Article("a", "s", text), dropped)
    quotes = {text[one.sentence_start : one.sentence_end] for one in statements}
    assert quotes == {
        "The men hoped to return.",
        "So did Smith, the mayor of Leeds.",
        "The crew, who had slept, did too.",
        "It did well.",
    }
    assert dropped.reasons == {"elliptic sentence: its verb stands in another": 2}


def test_a_sum_sent_to_several_is_not_told_of_each() -> None:
    def told(text: str) -> list[str]:
        return [one.text for one in split_article(Article("a", "s", text), Dropped())]

    sent = "The country will send 4 million doses to Mexico and Canada."
    assert told(sent) == [sent]
    assert told("The firm sold the iPhone 12 to China and India.") == [
        "The firm sold the iPhone 12 to China.",
        "The firm sold the iPhone 12 to India.",
    ]


def test_a_single_statement_keeps_the_text_and_fills_the_fields() -> None:
    text = "The minister said the state will pay 3 million euros."
    statement = single_statement(text)
    assert statement.text == statement.quote == statement.original == text
    assert (statement.start, statement.end) == (0, len(text))
    assert statement.holder == "minister"
    assert statement.modality is Modality.PLANNED
    assert statement.quantities[0].unit == "EUR"


def test_a_quotation_over_two_sentences_has_one_speaker() -> None:
    text = "\u201cThe plant in Rome is safe. The workers will stay there,\u201d the minister said."
    assert [one.holder for one in split_statements(text)] == ["minister", "minister"]


def test_the_text_is_nfc_neutral() -> None:
    text = unicodedata.normalize("NFD", "The caf\u00e9 in Rome closed on Monday.")
    (statement,) = split_statements(text)
    assert statement.quote == text[statement.start : statement.end]


@pytest.mark.parametrize(
    "text",
    [
        "Packages were sent to former President Tom Haller, former Secretary of State Ida Clayton and two papers.",
        "Parcels addressed to former President Ada Haller, former Secretary of State Ida Cole, and others were found.",
    ],
)
def test_two_people_with_titles_are_a_list_and_not_one_person(text: str) -> None:
    assert not [s.text for s in split_statements(text) if " is former Secretary" in s.text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Haller, the sister of the painter Bo Cole, spoke.", "Ada Haller is the sister of the painter Bo Cole."),
        ("Ada Haller, a lawyer for President Cole, spoke.", "Ada Haller is a lawyer for President Cole."),
        ("Ada Haller, Mr. Cole’s deputy, spoke.", "Ada Haller is Mr. Cole’s deputy."),
        ("Mr. Cole’s lawyer, Ada Haller, spoke.", "Ada Haller is Mr. Cole’s lawyer."),
    ],
)
def test_another_person_in_what_one_is_called_is_kept(text: str, expected: str) -> None:
    assert expected in [s.text for s in split_statements(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister rejected reports that he had resigned.",
        "The mayor dismissed claims that the bridge was unsafe.",
        "The company disputes reports that it sold arms.",
        "The mayor disputed police claims that the bridge was unsafe.",
        "Police debunked claims that the bridge was unsafe.",
        "The mayor contested claims that the bridge was unsafe.",
        "The ministry denounced claims that it had sold arms.",
        "If Acme wins, Borel will lose, so Cole may stay.",
        "Unless Acme wins, Borel will lose, so Cole may stay.",
        "Provided that the court agrees, the sale will close in May, so staff will be paid.",
        "If the bill passes, rents will fall, so tenants are hopeful.",
    ],
)
def test_what_is_rejected_or_holds_on_a_condition_is_not_told_for_itself(text: str) -> None:
    assert [(s.text, s.holder) for s in split_statements(text)] == [(text, None)]


def test_what_is_confirmed_is_told_for_itself() -> None:
    (found,) = split_statements("The bank confirmed reports that the shares had been sold.")
    assert (found.text, found.holder) == ("The shares had been sold.", "bank")


def test_whoever_has_to_do_with_a_contest_or_dispute_may_say_things() -> None:
    (found,) = split_statements("The contest organisers said that the hall was full.")
    assert (found.text, found.holder) == ("The hall was full.", "contest organisers")
