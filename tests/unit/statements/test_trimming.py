"""The small cuts of the finest level, lists of examples and titles, and the repairs that feed them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.statements import split_statements
from factcheck.statements.flags import ADDED
from factcheck.statements.phrasing import phrase, sentence
from factcheck.statements.repair import mended
from factcheck.statements.splitting import propositions
from factcheck.statements.tree import Tree

Make = Callable[[str], Tree]


def told(text: str, level: str = "fine") -> set[str]:
    return {one.original for one in split_statements(text, level=level)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Roy has worked with musicians such as Jo Ray and Ann Lee.",
            {"Jo Ray is a musician.", "Ann Lee is a musician."},
        ),
        (
            'She has produced several films such as "Harbor," "Winter," and "Rain" among others.',
            {'She has produced "Harbor".', 'She has produced "Winter".', 'She has produced "Rain".'},
        ),
        (
            "Ada Roy has won several prizes, including a Harbor Prize and a Winter Prize.",
            {"Ada Roy has won a Harbor Prize.", "Ada Roy has won a Winter Prize."},
        ),
        (
            "He was arrested and imprisoned by the guards in 1955.",
            {"He was arrested by the guards in 1955.", "He was imprisoned by the guards in 1955."},
        ),
        ("Ada Roy went on to manage Acme.", {"Ada Roy managed Acme."}),
        ("Ada Roy taught in Leeds until her death in 1995.", {"Ada Roy died in 1995."}),
        (
            'Ada Roy has directed two films, "Harbor" (2014) and "Winter" (2019).',
            {'Ada Roy has directed "Harbor".', '"Harbor" is from 2014.', '"Winter" is from 2019.'},
        ),
        ("The court heard the American pilot Jo Ray.", {"Jo Ray is an American pilot."}),
        (
            "Ada Roy was born in Leeds, England, and studied law.",
            {"Ada Roy was born in Leeds.", "Leeds is in England."},
        ),
    ],
)
def test_the_finest_level_tells(text: str, expected: set[str]) -> None:
    assert expected <= told(text)


def test_years_stay_with_their_own_title() -> None:
    found = told('Ada Roy has directed two films, "Harbor" (2014) and "Winter" (2019).')
    assert not any("Harbor" in text and "2019" in text for text in found)


def test_a_death_that_is_told_of_is_flagged_and_a_feared_one_is_not() -> None:
    found = split_statements("Ada Roy taught in Leeds until her death in 1995.", level="fine")
    assert any(flag.startswith(ADDED) for one in found if "died" in one.original for flag in one.flags)
    assert not any("died" in text for text in told("Ada Roy did not teach until her death in 1995."))


@pytest.mark.parametrize("word", ["married", "left"])
def test_a_verb_that_may_stand_alone_is_given_no_object(word: str) -> None:
    assert not any(f"{word} a son" in text for text in told(f"She {word} and had a son in 1972."))


def test_two_verbs_without_an_object_between_them_stay_one_statement_at_the_default_level() -> None:
    assert told("He wrote and directed the films.", "atomic") == {"He wrote and directed the films."}


IN_PARALLEL = """
Roy Roy PROPN 2 nsubj B-PER
won win VERB 0 root
the the DET 4 det
cup cup NOUN 2 obj
in in ADP 6 case
2000 2000 NUM 2 obl
and and CCONJ 9 cc
the the DET 9 det
league league NOUN 6 conj
in in ADP 11 case
2003 2003 NUM 2 obl
. . PUNCT 2 punct
"""


def written(parsed: Tree, level: str = "atomic") -> list[str]:
    return [sentence(phrase(parsed, draft.words, draft.changes)) for draft in propositions(parsed, level)]


def test_each_of_two_things_keeps_its_own_year(tree: Make) -> None:
    assert written(tree(IN_PARALLEL)) == ["Roy won the cup in 2000.", "Roy won the league in 2003."]


def test_a_denied_pair_stays_together(tree: Make) -> None:
    denied = IN_PARALLEL.replace("Roy Roy PROPN 2 nsubj B-PER", "Nobody nobody PRON 2 nsubj")
    assert len(written(tree(denied))) == 1


JOINED = """
Roy Roy PROPN 2 nsubj B-PER
managed manage VERB 0 root
to to PART 4 mark
flee flee VERB 2 xcomp
and and CCONJ 6 cc
went go VERB 4 conj
home home ADV 6 advmod
. . PUNCT 2 punct
"""


def test_a_finite_verb_is_not_joined_to_an_infinitive(tree: Make) -> None:
    parsed = mended(tree(JOINED))
    assert parsed.tokens[5].head == 1
    assert mended(tree(JOINED.replace("went go", "hide hide"))).tokens[5].head == 3


BRACKET = """
Roy Roy PROPN 2 nsubj B-PER
made make VERB 0 root
Rome Rome PROPN 2 obj B-MISC
( ( PUNCT 5 punct
1950 1950 NUM 2 obl
) ) PUNCT 5 punct
. . PUNCT 2 punct
"""


def test_a_year_in_brackets_belongs_to_the_name_before_it(tree: Make) -> None:
    assert mended(tree(BRACKET)).tokens[4].head == 2
    assert mended(tree(BRACKET.replace("1950 1950", "50 50"))).tokens[4].head == 1
