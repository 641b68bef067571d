"""Names joined within an article, and pronouns replaced only when what they stand for is clear."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.statements import split_statements
from factcheck.statements.drafts import Draft
from factcheck.statements.entities import locate, name_article
from factcheck.statements.phrasing import phrase, sentence
from factcheck.statements.quotations import quoted_regions
from factcheck.statements.resolution import Discourse, replacements
from factcheck.statements.tree import Tree

Make = Callable[[str], Tree]

FULL = """
Acme Acme PROPN 3 nsubj B-ORG
Labs Labs PROPN 1 flat I-ORG
hired hire VERB 0 root
Ada Ada PROPN 3 obj B-PER
Roy Roy PROPN 4 flat I-PER
. . PUNCT 3 punct
"""
SHORT = """
Acme Acme PROPN 2 nsubj B-ORG
paid pay VERB 0 root
Roy Roy PROPN 2 obj B-PER
. . PUNCT 2 punct
"""
IT = """
It it PRON 2 nsubj
left leave VERB 0 root
Rome Rome PROPN 2 obj B-LOC
. . PUNCT 2 punct
"""
SHE = IT.replace("It it", "She she")
COMPANY = """
The the DET 2 det
company company NOUN 3 nsubj
left leave VERB 0 root
Rome Rome PROPN 3 obj B-LOC
. . PUNCT 3 punct
"""


def last(*trees: Tree) -> tuple[str, list[str]]:
    """The last sentence with its pronouns replaced, and the flags."""
    named, names = name_article(trees)
    discourse = Discourse(names)
    discourse.learn(named)
    found = [discourse.read(one) for one in named]
    draft = Draft(tuple(range(len(named[-1]))), named[-1].root, "main")
    changes, flags = replacements(named[-1], draft, found[-1])
    return sentence(phrase(named[-1], draft.words, changes)), flags


def test_short_names_stand_for_the_longer_one(tree: Make) -> None:
    _, names = name_article([tree(FULL), tree(SHORT)])
    assert names.name("Roy") == "Ada Roy"
    assert names.name("Mr. Roy") == "Ada Roy"
    assert names.name("Acme") == "Acme Labs"
    assert names.type("Acme") == "organisation"


def test_a_short_name_of_two_people_stays_short(tree: Make) -> None:
    other = FULL.replace("Ada Ada", "Ben Ben")
    _, names = name_article([tree(FULL), tree(other), tree(SHORT)])
    assert names.name("Roy") == "Roy"


def test_names_are_found_in_a_text_longest_first(tree: Make) -> None:
    _, names = name_article([tree(FULL), tree(SHORT)])
    found = locate("Acme Labs and Acme paid Roy.", names, list(names.types))
    assert [(one.text, one.name, one.type) for one in found] == [
        ("Acme Labs", "Acme Labs", "organisation"),
        ("Acme", "Acme Labs", "organisation"),
        ("Roy", "Ada Roy", "person"),
    ]


def test_it_is_the_subject_of_the_sentence_before(tree: Make) -> None:
    assert last(tree(FULL), tree(IT)) == ("Acme Labs left Rome.", ["resolved: it -> Acme Labs"])


def test_she_is_the_one_person_before(tree: Make) -> None:
    assert last(tree(FULL), tree(SHE)) == ("Ada Roy left Rome.", ["resolved: she -> Ada Roy"])


def test_he_is_no_ada(tree: Make) -> None:
    he = tree(IT.replace("It it", "He he"))
    assert last(tree(FULL), he) == ("He left Rome.", ["unresolved: he"])


def test_a_pronoun_with_nothing_before_it_is_flagged(tree: Make) -> None:
    assert last(tree(IT)) == ("It left Rome.", ["unresolved: it"])


def test_two_people_leave_a_pronoun_open(tree: Make) -> None:
    both = tree("""
    Ada Ada PROPN 2 nsubj B-PER
    met meet VERB 0 root
    Eve Eve PROPN 2 obj B-PER
    there there ADV 2 advmod
    and and CCONJ 7 cc
    Mia Mia PROPN 7 nsubj B-PER
    left leave VERB 2 conj
    . . PUNCT 2 punct
    """)
    text, flags = last(both, tree(SHE.replace("left leave", "paid pay").replace("nsubj", "obl")))
    assert text.startswith("She")
    assert flags == ["unresolved: she"]


def test_the_company_is_the_one_named_before(tree: Make) -> None:
    assert last(tree(SHORT), tree(COMPANY)) == ("Acme left Rome.", ["resolved: the company -> Acme"])


def test_the_company_is_not_the_other_party_of_its_own_clause(tree: Make) -> None:
    bought = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    bought buy VERB 0 root
    the the DET 4 det
    company company NOUN 2 obj
    . . PUNCT 2 punct
    """)
    assert last(bought) == ("Acme bought the company.", ["unresolved: the company"])


def test_the_startup_is_the_firm_called_one_anywhere(tree: Make) -> None:
    called = tree("""
    Borel Borel PROPN 4 nsubj B-ORG
    is be AUX 4 cop
    a a DET 4 det
    startup startup NOUN 0 root
    . . PUNCT 4 punct
    """)
    startup = tree(COMPANY.replace("company company", "startup startup"))
    assert last(called, tree(SHORT), startup) == ("Borel left Rome.", ["resolved: the startup -> Borel"])


@pytest.mark.parametrize("subject", ["Rain rain", "Clouds cloud"])
def test_an_expletive_is_neither_replaced_nor_flagged(tree: Make, subject: str) -> None:
    it = tree("""
    It it PRON 3 expl
    is be AUX 3 cop
    clear clear ADJ 0 root
    . . PUNCT 3 punct
    """)
    assert last(tree(FULL), it) == ("It is clear.", [])


def test_a_pronoun_whose_name_stands_before_it_is_left_alone(tree: Make) -> None:
    own = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    closed close VERB 0 root
    its its PRON 4 nmod:poss
    plants plant NOUN 2 obj
    . . PUNCT 2 punct
    """)
    assert last(own) == ("Acme closed its plants.", [])


def test_its_between_two_firms_is_left_open_without_the_subject(tree: Make) -> None:
    named, names = name_article(
        [
            tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    bought buy VERB 0 root
    Borel Borel PROPN 2 obj B-ORG
    and and CCONJ 5 cc
    hired hire VERB 2 conj
    its its PRON 7 nmod:poss
    chief chief NOUN 5 obj
    , , PUNCT 9 punct
    Ada Ada PROPN 7 appos B-PER
    . . PUNCT 2 punct
    """)
        ]
    )
    found = Discourse(names).read(named[0])
    changes, flags = replacements(named[0], Draft((8, "is", 5, 6), 6, "apposition"), found)
    assert (changes, flags) == ({}, ["unresolved: its"])


def test_quoted_pronouns_are_not_looked_up_outside_the_quotation(tree: Make) -> None:
    named, names = name_article([tree(FULL), tree(IT)])
    discourse = Discourse(names)
    discourse.read(named[0])
    (found,) = discourse.read(named[1], quoted={0: 0, 1: 0, 2: 0, 3: 0})
    assert found.text == ""


def test_a_pronoun_in_front_of_its_name_is_neither_replaced_nor_flagged(tree: Make) -> None:
    cataphora = tree("""
    In in ADP 3 case
    her her PRON 3 nmod:poss
    youth youth NOUN 5 obl
    Eve Eve PROPN 5 nsubj B-PER
    left leave VERB 0 root
    Rome Rome PROPN 5 obj B-LOC
    . . PUNCT 5 punct
    """)
    assert last(tree(FULL), cataphora) == ("In her youth Eve left Rome.", [])


def test_what_says_things_is_no_procedure(tree: Make) -> None:
    votes = tree("""
    The the DET 2 det
    votes vote NOUN 3 nsubj
    took take VERB 0 root
    hours hour NOUN 3 obj
    . . PUNCT 3 punct
    """)
    add = tree("""
    They they PRON 2 nsubj
    say say VERB 0 root
    little little ADJ 2 obj
    . . PUNCT 2 punct
    """)
    assert last(votes, add) == ("They say little.", ["unresolved: they"])


AFTER = """
Data data NOUN 2 compound
firm firm NOUN 4 nsubj
Acme Acme PROPN 2 flat B-ORG
left leave VERB 0 root
Borel Borel PROPN 4 obj B-ORG
after after SCONJ 10 mark
the the DET 8 det
company company NOUN 10 nsubj:pass
was be AUX 10 aux:pass
sold sell VERB 4 advcl
. . PUNCT 4 punct
"""


def test_the_company_in_a_clause_of_time_is_not_the_subject(tree: Make) -> None:
    named, names = name_article([tree(AFTER)])
    found = Discourse(names).read(named[0])
    assert [one.text for one in found] == ["Borel"]


def test_general_abbreviations_are_no_names(tree: Make) -> None:
    named, names = name_article(
        [tree("AI AI PROPN 2 nsubj B-ORG\nhelps help VERB 0 root\nAcme Acme PROPN 2 obj B-ORG")]
    )
    assert set(names.types) == {"Acme"}
    assert [token.entity for token in named[0].tokens] == ["O", "O", "B-ORG"]


def test_a_name_that_may_be_a_persons_leaves_she_open(tree: Make) -> None:
    ada = SHE.replace("She she PRON 2 nsubj", "Ada Ada PROPN 2 nsubj B-PER")
    place = SHE.replace("She she PRON 2 nsubj", "Larsu Larsu PROPN 2 nsubj B-LOC")
    assert last(tree(ada), tree(SHE))[0] == "Ada left Rome."
    assert last(tree(place), tree(ada), tree(SHE)) == ("She left Rome.", ["unresolved: she"])


def test_typesetters_quotation_marks_enclose_one_quotation() -> None:
    text = "``I left,'' Roy said. He paid. ``So be it.''"
    assert [text[a:b] for a, b in quoted_regions(text)] == ["``I left,''", "``So be it.''"]


def test_the_subject_of_a_lesser_clause_is_not_taken_for_who_is_spoken_of() -> None:
    found = split_statements("The play fills the part which Ada Roy wrote in Leeds. She lives in York.")
    assert not any(one.text == "Ada Roy lives in York." for one in found)
    plain = split_statements("Ada Roy wrote the part in Leeds. She lives in York.")
    assert any(one.text == "Ada Roy lives in York." for one in plain)
