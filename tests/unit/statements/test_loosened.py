"""Clauses, examples and lists that leave a statement of the finest level, and those that may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.statements import split_statements
from factcheck.statements.drafts import Draft
from factcheck.statements.fine import _opens_with_its_verb, _parted
from factcheck.statements.loosened import loosened
from factcheck.statements.tree import Tree


def told(text: str, level: str = "fine") -> set[str]:
    return {one.original for one in split_statements(text, level=level)}


TOLD = [
    ("Tin is softer than iron, so it can be bent by hand.", {"Tin is softer than iron.", "It can be bent by hand."}),
    ("Acme grows faster than Borel because it sells more pumps.", {"Acme grows faster than Borel."}),
    (
        "The smaller towns, such as Leeds and York, grew faster than the larger ones.",
        {"The smaller towns grew faster than the larger ones.", "Leeds is a smaller town.", "York is a smaller town."},
    ),
    ("Borel lies on the Leeds road which leads to York.", {"Borel lies on the Leeds road."}),
    ("Acme bought a firm that makes pumps.", {"Acme bought a firm.", "The firm makes pumps."}),
    (
        "These rocks are layers of sand that were pressed by the sea.",
        {"These rocks are layers of sand.", "These rocks were pressed by the sea."},
    ),
    (
        "Ada Roy is a strong voice for nurses and has been involved in several campaigns.",
        {"Ada Roy is a strong voice for nurses.", "Ada Roy has been involved in several campaigns."},
    ),
    (
        "Acme is very small, making it a good choice for schools.",
        {"Acme is very small.", "Acme is a good choice for schools."},
    ),
    (
        "Acme uses a simple form, making it easy for clerks to enter data.",
        {"Acme uses a simple form.", "Acme makes it easy for clerks to enter data."},
    ),
    ("Ada Roy worked in Leeds for ten years, leading two teams.", {"Ada Roy led two teams."}),
    (
        "The Harbor Court held that the levy was constitutional, finding that the levy was consistent with the law and"
        " did not burden the towns.",
        {
            "The Harbor Court held that the levy was constitutional.",
            "The Harbor Court found that the levy was consistent with the law.",
            "The Harbor Court found that the levy did not burden the towns.",
        },
    ),
    ("Roy lived in Leeds until his family moved to York.", {"His family moved to York."}),
    (
        "As Roy walks through the old town, he starts to sing.",
        {"Roy walks through the old town.", "He starts to sing."},
    ),
    ('Her plays include "Harbor", "Winter" and "Rain".', {'Her plays include "Harbor".', 'Her plays include "Rain".'}),
    ("Borel is a small chain in Leeds, similar to Acme.", {"Borel is similar to Acme."}),
    (
        "The law imposed limits on boats, including requiring a permit for sales.",
        {"The law imposed limits on boats.", "The law required a permit for sales."},
    ),
    (
        "Then, stir the milk into the flour and add the salt.",
        {"Then, stir the milk into the flour.", "Add the salt."},
    ),
    (
        "Prize of 2017: Ada Roy received the Harbor Prize in Leeds for her work.",
        {"Ada Roy received the Harbor Prize in Leeds for her work."},
    ),
    (
        "The step is needed to sell the mill and to buy a farm.",
        {"The step is needed to sell the mill.", "The step is needed to buy a farm."},
    ),
    (
        "Ada Roy is the niece of Jo Roy, a noted lawyer who led the union.",
        {"Jo Roy led the union."},
    ),
    ("Jo Roy managed to escape from prison in 1961.", {"Jo Roy escaped from prison in 1961."}),
    ("Jo Roy taught in Leeds before being killed in 1928.", {"Jo Roy was killed in 1928."}),
    ("Jo Roy was named captain in 2009 while playing for Leeds United.", {"Jo Roy played for Leeds United."}),
    ("She is currently the manager of Acme.", {"She is the manager of Acme."}),
    ("She released her debut record, Harbor Lights, in 2019.", {"She released Harbor Lights in 2019."}),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_what_a_statement_is_made_of_is_told(text: str, expected: set[str]) -> None:
    assert expected <= told(text)


NAMED = [
    (
        "Other coastal towns in Kent include Dover, Deal and Ramsgate.",
        {"Dover is a coastal town in Kent.", "Other coastal towns in Kent include Deal."},
    ),
    ("One painter who has worked in Leeds is Ada Roy.", {"Ada Roy is a painter.", "Ada Roy has worked in Leeds."}),
    (
        "Jo Roy's records are: Harbor Lights, Winter Songs, and A Cold Rain.",
        {"Harbor Lights is a record of Jo Roy.", "A Cold Rain is a record of Jo Roy."},
    ),
    ("Some of the oldest mills, such as Rome Mill, still work.", {"Rome Mill is one of the oldest mills."}),
    ("Ada Roy was born in the small town of Marle in 1950.", {"Marle is a small town."}),
    ("Ada Roy was born in Marle (now part of York).", {"Marle is now part of York."}),
    ("During his time as mayor of Leeds, Jo Roy built two bridges.", {"Jo Roy was mayor of Leeds."}),
    ("The prize was announced by the British newspaper, The Leeds Post.", {"The Leeds Post is a British newspaper."}),
    ("Ada Roy was born in Leeds, England and left home at nineteen.", {"Leeds is in England."}),
    (
        "She is known for her roles in Harbor Lights (2009), The Long Winter (2011), and Born in May (2014).",
        {"She is known for her role in Harbor Lights.", "She is known for her role in Born in May."},
    ),
    (
        "She has appeared in dramas such as Harbor Lights (2009), The Long Winter (2011), and Born in May (2014).",
        {"She has appeared in The Long Winter.", "The Long Winter is a drama.", "Born in May is from 2014."},
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text[:40] for text, _ in NAMED])
def test_what_names_are_is_told(text: str, expected: set[str]) -> None:
    assert expected <= told(text)


UNTRUE = [
    ("Acme did not grow because it sold pumps.", "Acme did not grow."),
    ("Acme grew only because it sold pumps.", "Acme grew only."),
    ("No visitor likes towns such as Leeds.", "No visitor likes towns."),
    ("Acme wants a firm that makes pumps.", "The firm makes pumps."),
    ("The Democrats who voted yes left the room.", "The Democrats left the room."),
    ("The council listed the reasons for which boats could be moved.", "Boats could be moved."),
    ("He looked for towns where it never rained.", "It never rained."),
    ("Each firm that sells pumps pays a tax.", "Each firm pays a tax."),
    ("Roy called Ray, so he could leave.", "He could leave."),
    ("The first firm that made pumps failed.", "The first firm failed."),
    ("Firms such as Acme pay a tax.", "Firms pay a tax."),
    ("He left when firms such as Acme and Borel grew.", "He left when firms grew."),
    ("Roy left Acme, a move that surprised the town.", "Roy left Acme, a move."),
    ("Roy likes the Leeds road that Ray built.", "Roy likes the Leeds road."),
]


@pytest.mark.parametrize(("text", "untrue"), UNTRUE, ids=[text[:40] for text, _ in UNTRUE])
def test_nothing_that_less_would_undo_is_left_out(text: str, untrue: str) -> None:
    assert untrue not in told(text)


SECOND_HALF = """
Acme Acme PROPN 2 nsubj B-ORG
bought buy VERB 0 root
a a DET 4 det
firm firm NOUN 2 obj
that that PRON 6 nsubj
makes make VERB 4 acl:relcl
pumps pump NOUN 6 obj
and and CCONJ 9 cc
sells sell VERB 2 conj
them they PRON 9 obj
. . PUNCT 2 punct
"""
PART_OF_A_LIST = """
Roy Roy PROPN 2 nsubj B-PER
visited visit VERB 0 root
old old ADJ 4 amod
towns town NOUN 2 obj
, , PUNCT 7 punct
such such ADJ 8 case
as as ADP 6 fixed
Leeds Leeds PROPN 4 nmod B-LOC
, , PUNCT 10 punct
York York PROPN 2 obl B-LOC
and and CCONJ 12 cc
Rome Rome PROPN 10 conj B-LOC
. . PUNCT 2 punct
"""
HALF_A_BRACKET = """
Roy Roy PROPN 2 nsubj B-PER
bought buy VERB 0 root
a a DET 4 det
mill mill NOUN 2 obj
( ( PUNCT 6 punct
old old ADJ 4 amod
that that PRON 8 nsubj
stood stand VERB 4 acl:relcl
in in ADP 10 case
Leeds Leeds PROPN 8 obl B-LOC
) ) PUNCT 8 punct
. . PUNCT 2 punct
"""


@pytest.mark.parametrize("rows", [SECOND_HALF, PART_OF_A_LIST, HALF_A_BRACKET])
def test_a_clause_that_the_parse_holds_in_part_stays(tree: Callable[[str], Tree], rows: str) -> None:
    parsed = tree(rows)
    draft = Draft(tuple(range(len(parsed))), parsed.root, "main")
    assert loosened(parsed, draft) == [draft]


SAID = """
Tin tin NOUN 3 nsubj
is be AUX 3 cop
soft soft ADJ 0 root
, , PUNCT 7 punct
so so SCONJ 7 mark
it it PRON 7 nsubj
bends bend VERB 3 advcl
in in ADP 9 case
water water NOUN 7 obl
. . PUNCT 3 punct
"""


@pytest.mark.parametrize(("verb", "parts"), [("bends bend", 2), ("says say", 1)])
def test_a_sentence_kept_whole_is_parted_only_where_nobody_says_it(
    tree: Callable[[str], Tree], verb: str, parts: int
) -> None:
    parsed = tree(SAID.replace("bends bend", verb))
    assert len(loosened(parsed, Draft(tuple(range(len(parsed))), parsed.root, "whole"))) == parts


@pytest.mark.parametrize("text", [text for text, _ in (*TOLD[:6], *NAMED[:2])])
def test_the_default_level_keeps_what_only_the_finest_cuts(text: str) -> None:
    assert len(told(text, "atomic")) <= len(told(text))


@pytest.mark.parametrize("text", [text for text, _ in (*TOLD, *NAMED)])
def test_quotes_are_the_texts_own_characters(text: str) -> None:
    assert all(one.quote == text[one.start : one.end] for one in split_statements(text, level="fine"))


@pytest.mark.parametrize(
    ("text", "ill_formed"),
    [
        ("Acme uses a simple form, making it easy for clerks to enter data.", "Acme makes it easy."),
        ("Roy was arrested and accused of theft.", "Roy was arrested of theft."),
        ("The rule covers arson, theft and fraud charges.", "The rule covers theft."),
    ],
)
def test_no_cut_leaves_a_word_without_what_it_asks_for(text: str, ill_formed: str) -> None:
    assert ill_formed not in told(text)


def test_a_cut_day_leaves_no_comma() -> None:
    assert "The couple married at an old fort in Leeds." in told(
        "The couple married on May 4, 2008, at an old fort in Leeds."
    )


def test_a_preposition_before_what_it_cannot_govern_is_seen(tree: Callable[[str], Tree]) -> None:
    parsed = tree(SECOND_HALF.replace("that that PRON 6 nsubj", "in in ADP 7 case"))
    assert _parted(parsed, Draft((0, 1, 2, 3, 4, 8), 1, "main"))
    assert not _parted(parsed, Draft((0, 1, 2, 3, 4, 6), 1, "main"))


def test_a_verb_without_its_subject_is_seen(tree: Callable[[str], Tree]) -> None:
    parsed = tree(SECOND_HALF)
    assert _opens_with_its_verb(parsed, Draft((5, 6), 5, "main"))
    assert not _opens_with_its_verb(parsed, Draft((0, 1, 2, 3), 1, "main"))


def test_no_statement_ends_in_a_word_that_asks_for_more() -> None:
    text = "Acme has come, in what some call a hurry, to Leeds, including towns such as York."
    assert not any(one.rstrip(".").split()[-1] in ("what", "including", "as", "such", "in") for one in told(text))
