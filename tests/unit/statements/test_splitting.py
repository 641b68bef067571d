"""Propositions cut from hand-made trees: each kind of cut, and the cases where nothing may be cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.statements.drafts import Draft
from factcheck.statements.phrasing import phrase, sentence
from factcheck.statements.splitting import propositions
from factcheck.statements.tree import Tree

Make = Callable[[str], Tree]


def written(parsed: Tree, level: str = "atomic") -> list[str]:
    return [sentence(phrase(parsed, draft.words, draft.changes)) for draft in propositions(parsed, level)]


def holders(parsed: Tree) -> list[str | None]:
    def name(draft: Draft) -> str | None:
        return None if draft.holder is None else phrase(parsed, draft.holder)

    return [name(draft) for draft in propositions(parsed)]


COORDINATED = """
Acme Acme PROPN 2 nsubj B-ORG
bought buy VERB 0 root
Borel Borel PROPN 2 obj B-ORG
and and CCONJ 5 cc
sold sell VERB 2 conj
two two NUM 7 nummod
plants plant NOUN 5 obj
. . PUNCT 2 punct
"""


def test_coordinated_verbs_share_their_subject(tree: Make) -> None:
    assert written(tree(COORDINATED)) == ["Acme bought Borel.", "Acme sold two plants."]


def test_the_sentence_level_keeps_a_sentence_whole(tree: Make) -> None:
    assert written(tree(COORDINATED), "sentence") == ["Acme bought Borel and sold two plants."]


def test_shared_auxiliaries_are_copied(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 3 nsubj B-ORG
    will will AUX 3 aux
    buy buy VERB 0 root
    Borel Borel PROPN 3 obj B-ORG
    and and CCONJ 6 cc
    close close VERB 3 conj
    plants plant NOUN 6 obj
    . . PUNCT 3 punct
    """)
    assert written(parsed) == ["Acme will buy Borel.", "Acme will close plants."]


def test_an_object_shared_by_two_verbs_keeps_them_together(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    bought buy VERB 0 root
    and and CCONJ 4 cc
    sold sell VERB 2 conj
    plants plant NOUN 4 obj
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Acme bought and sold plants."]


def test_alternatives_are_never_taken_apart(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 3 nsubj B-ORG
    will will AUX 3 aux
    sell sell VERB 0 root
    plants plant NOUN 3 obj
    or or CCONJ 6 cc
    close close VERB 3 conj
    them they PRON 6 obj
    . . PUNCT 3 punct
    """)
    assert written(parsed) == ["Acme will sell plants or close them."]


def test_a_shared_negation_keeps_the_verbs_together(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 4 nsubj B-ORG
    did do AUX 4 aux
    not not PART 4 advmod
    buy buy VERB 0 root
    Borel Borel PROPN 4 obj B-ORG
    and and CCONJ 7 cc
    sell sell VERB 4 conj
    plants plant NOUN 7 obj
    . . PUNCT 4 punct
    """)
    assert written(parsed) == ["Acme did not buy Borel and sell plants."]


def test_the_date_in_front_holds_for_both_verbs(tree: Make) -> None:
    parsed = tree("""
    On on ADP 2 case
    Monday Monday PROPN 5 obl
    , , PUNCT 5 punct
    Acme Acme PROPN 5 nsubj B-ORG
    bought buy VERB 0 root
    Borel Borel PROPN 5 obj B-ORG
    and and CCONJ 8 cc
    sold sell VERB 5 conj
    plants plant NOUN 8 obj
    . . PUNCT 5 punct
    """)
    assert written(parsed) == ["On Monday, Acme bought Borel.", "On Monday, Acme sold plants."]


def test_relative_clauses_after_a_comma_become_statements(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 9 nsubj B-ORG
    , , PUNCT 5 punct
    which which PRON 5 nsubj:pass
    was be AUX 5 aux:pass
    founded found VERB 1 acl:relcl
    in in ADP 7 case
    2016 2016 NUM 5 obl
    , , PUNCT 5 punct
    grew grow VERB 0 root
    quickly quickly ADV 9 advmod
    . . PUNCT 9 punct
    """)
    assert sorted(written(parsed)) == ["Acme grew quickly.", "Acme was founded in 2016."]


def test_a_relative_clause_after_two_names_is_about_the_nearer_one(tree: Make) -> None:
    parsed = tree("""
    Roy Roy PROPN 10 nsubj B-PER
    and and CCONJ 3 cc
    Ray Ray PROPN 1 conj B-PER
    , , PUNCT 7 punct
    who who PRON 7 nsubj:pass
    was be AUX 7 aux:pass
    charged charge VERB 1 acl:relcl
    , , PUNCT 7 punct
    both both DET 10 dep
    left leave VERB 0 root
    early early ADV 10 advmod
    . . PUNCT 10 punct
    """)
    assert "Ray was charged." in written(parsed)
    assert "Roy was charged." not in written(parsed)


def test_defining_relative_clauses_stay(tree: Make) -> None:
    parsed = tree("""
    The the DET 2 det
    firms firm NOUN 6 nsubj
    that that PRON 4 nsubj
    lost lose VERB 2 acl:relcl
    money money NOUN 4 obj
    closed close VERB 0 root
    . . PUNCT 6 punct
    """)
    assert written(parsed) == ["The firms that lost money closed."]


def test_appositions_become_statements(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 7 nsubj B-ORG
    , , PUNCT 5 punct
    a a DET 5 det
    Dutch dutch ADJ 5 amod
    startup startup NOUN 1 appos
    , , PUNCT 5 punct
    grew grow VERB 0 root
    quickly quickly ADV 7 advmod
    . . PUNCT 7 punct
    """)
    assert sorted(written(parsed)) == ["Acme grew quickly.", "Acme is a Dutch startup."]


def test_a_name_beside_a_post_says_who_holds_it(tree: Make) -> None:
    parsed = tree("""
    Its its PRON 2 nmod:poss
    chief chief NOUN 7 nsubj
    , , PUNCT 4 punct
    Ada Ada PROPN 2 appos B-PER
    Roy Roy PROPN 4 flat I-PER
    , , PUNCT 4 punct
    left leave VERB 0 root
    early early ADV 7 advmod
    . . PUNCT 7 punct
    """)
    assert "Ada Roy is its chief." in written(parsed)
    assert "Its chief, Ada Roy, left early." in written(parsed)


def test_titles_before_names_say_who_holds_them(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 4 nmod:poss B-ORG
    's 's PART 1 case
    interim interim ADJ 4 amod
    CEO ceo NOUN 5 nmod:desc
    Ada Ada PROPN 7 nsubj B-PER
    Roy Roy PROPN 5 flat I-PER
    left leave VERB 0 root
    early early ADV 7 advmod
    . . PUNCT 7 punct
    """)
    assert written(parsed) == ["Acme's interim CEO Ada Roy left early.", "Ada Roy is interim CEO of Acme."]


def test_ages_in_commas(tree: Make) -> None:
    parsed = tree("""
    Roy Roy PROPN 5 nsubj B-PER
    , , PUNCT 3 punct
    66 66 NUM 1 appos
    , , PUNCT 3 punct
    left leave VERB 0 root
    the the DET 7 det
    firm firm NOUN 5 obj
    . . PUNCT 5 punct
    """)
    assert sorted(written(parsed)) == ["Roy is 66.", "Roy left the firm."]


def test_participles_in_front_take_the_subject(tree: Make) -> None:
    parsed = tree("""
    Backed back VERB 8 advcl
    by by ADP 4 case
    forty forty NUM 4 nummod
    investors investor NOUN 1 obl
    , , PUNCT 1 punct
    the the DET 7 det
    company company NOUN 8 nsubj
    grew grow VERB 0 root
    quickly quickly ADV 8 advmod
    . . PUNCT 8 punct
    """)
    assert sorted(written(parsed)) == ["The company grew quickly.", "The company was backed by forty investors."]


def test_participles_at_the_end_take_the_tense_of_the_verb(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    paid pay VERB 0 root
    $9 $9 NUM 2 obj
    , , PUNCT 5 punct
    taking take VERB 2 advcl
    a a DET 7 det
    stake stake NOUN 5 obj
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Acme paid $9.", "Acme took a stake."]


def test_participles_that_tell_of_results_stay(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    left leave VERB 0 root
    Rome Rome PROPN 2 obj B-LOC
    , , PUNCT 5 punct
    signaling signal VERB 2 advcl
    a a DET 7 det
    shift shift NOUN 5 obj
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Acme left Rome, signaling a shift."]


def test_what_happened_before_is_told_as_well(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    left leave VERB 0 root
    Rome Rome PROPN 2 obj B-LOC
    after after SCONJ 6 mark
    Borel Borel PROPN 6 nsubj B-ORG
    bought buy VERB 2 advcl
    plants plant NOUN 6 obj
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Acme left Rome after Borel bought plants.", "Borel bought plants."]


@pytest.mark.parametrize("mark", ["if", "unless"])
def test_conditions_are_not_told_as_facts(tree: Make, mark: str) -> None:
    parsed = tree(f"""
    Acme Acme PROPN 3 nsubj B-ORG
    will will AUX 3 aux
    leave leave VERB 0 root
    Rome Rome PROPN 3 obj B-LOC
    {mark} {mark} SCONJ 7 mark
    Borel Borel PROPN 7 nsubj B-ORG
    bought buy VERB 3 advcl
    plants plant NOUN 7 obj
    . . PUNCT 3 punct
    """)
    assert written(parsed) == [f"Acme will leave Rome {mark} Borel bought plants."]


def test_contrasts_are_taken_apart(tree: Make) -> None:
    parsed = tree("""
    Although although SCONJ 3 mark
    Borel Borel PROPN 3 nsubj B-ORG
    lost lose VERB 7 advcl
    money money NOUN 3 obj
    , , PUNCT 3 punct
    Acme Acme PROPN 7 nsubj B-ORG
    bought buy VERB 0 root
    its its PRON 9 nmod:poss
    plants plant NOUN 7 obj
    . . PUNCT 7 punct
    """)
    assert written(parsed) == ["Borel lost money.", "Acme bought its plants."]


SAID = """
Acme Acme PROPN 2 nsubj B-ORG
said say VERB 0 root
that that SCONJ 6 mark
it it PRON 6 nsubj
will will AUX 6 aux
leave leave VERB 2 ccomp
Rome Rome PROPN 6 obj B-LOC
. . PUNCT 2 punct
"""


def test_what_is_said_has_a_holder(tree: Make) -> None:
    assert written(tree(SAID)) == ["It will leave Rome."]
    assert holders(tree(SAID)) == ["Acme"]


def test_both_clauses_of_what_is_said_have_the_holder(tree: Make) -> None:
    parsed = tree("""
    Roy Roy PROPN 2 nsubj B-PER
    said say VERB 0 root
    Acme Acme PROPN 4 nsubj B-ORG
    left leave VERB 2 ccomp
    Rome Rome PROPN 4 obj B-LOC
    and and CCONJ 8 cc
    Borel Borel PROPN 8 nsubj B-ORG
    stayed stay VERB 4 conj
    there there ADV 8 advmod
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Acme left Rome.", "Borel stayed there."]
    assert holders(parsed) == ["Roy", "Roy"]


def test_a_tail_names_the_holder_whatever_the_parse(tree: Make) -> None:
    parsed = tree("""
    Prices price NOUN 2 nsubj
    fell fall VERB 0 root
    sharply sharply ADV 2 advmod
    , , PUNCT 2 punct
    Roy Roy PROPN 6 nsubj B-PER
    said say VERB 2 dep
    on on ADP 8 case
    Monday Monday PROPN 6 obl
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Prices fell sharply."]
    assert holders(parsed) == ["Roy"]


def test_according_to_names_the_holder(tree: Make) -> None:
    parsed = tree("""
    Prices price NOUN 2 nsubj
    fell fall VERB 0 root
    sharply sharply ADV 2 advmod
    , , PUNCT 2 punct
    according accord VERB 7 case
    to to ADP 5 fixed
    Borel Borel PROPN 2 obl B-ORG
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Prices fell sharply."]
    assert holders(parsed) == ["Borel"]


@pytest.mark.parametrize(("verb", "mark"), [("asked", "whether"), ("asked", "if"), ("wonders", "that")])
def test_questions_and_thoughts_are_not_taken_as_said(tree: Make, verb: str, mark: str) -> None:
    parsed = tree(f"""
    Roy Roy PROPN 2 nsubj B-PER
    {verb} {verb[:-1]} VERB 0 root
    {mark} {mark} SCONJ 5 mark
    Acme Acme PROPN 5 nsubj B-ORG
    left leave VERB 2 ccomp
    Rome Rome PROPN 5 obj B-LOC
    . . PUNCT 2 punct
    """)
    assert holders(parsed) == [None]
    assert written(parsed) == [f"Roy {verb} {mark} Acme left Rome."]


def test_a_denial_is_kept_whole(tree: Make) -> None:
    parsed = tree("""
    Roy Roy PROPN 2 nsubj B-PER
    denied deny VERB 0 root
    that that SCONJ 5 mark
    Acme Acme PROPN 5 nsubj B-ORG
    left leave VERB 2 ccomp
    Rome Rome PROPN 5 obj B-LOC
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Roy denied that Acme left Rome."]


def test_a_number_in_the_reporting_clause_is_not_lost(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    said say VERB 0 root
    on on ADP 4 case
    June June PROPN 2 obl
    12 12 NUM 4 nummod
    that that SCONJ 9 mark
    it it PRON 9 nsubj
    will will AUX 9 aux
    leave leave VERB 2 ccomp
    Rome Rome PROPN 9 obj B-LOC
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Acme said on June 12 that it will leave Rome.", "It will leave Rome."]


def test_not_only_but_also(tree: Make) -> None:
    parsed = tree("""
    The the DET 2 det
    deal deal NOUN 5 nsubj
    not not PART 4 advmod
    only only ADV 5 advmod
    changed change VERB 0 root
    Acme Acme PROPN 5 obj B-ORG
    but but CCONJ 9 cc
    also also ADV 9 advmod
    helped help VERB 5 conj
    Borel Borel PROPN 9 obj B-ORG
    . . PUNCT 5 punct
    """)
    assert written(parsed) == ["The deal changed Acme.", "The deal helped Borel."]


def test_a_former_title_stays_former(tree: Make) -> None:
    parsed = tree("""
    Former former ADJ 5 amod
    Acme Acme PROPN 3 compound B-ORG
    director director NOUN 4 nmod:desc
    Ada Ada PROPN 6 nsubj B-PER
    Roy Roy PROPN 4 flat I-PER
    left leave VERB 0 root
    early early ADV 6 advmod
    . . PUNCT 6 punct
    """)
    assert "Ada Roy is former director of Acme." in written(parsed)


def test_verbs_that_do_not_fit_the_number_of_the_subject_stay(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    left leave VERB 0 root
    Rome Rome PROPN 2 obj B-LOC
    and and CCONJ 6 cc
    were be AUX 6 aux:pass
    sold sell VERB 2 conj
    there there ADV 6 advmod
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Acme left Rome and were sold there."]


def test_what_stands_after_both_verbs_keeps_them_together(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    praised praise VERB 0 root
    Roy Roy PROPN 2 obj B-PER
    and and CCONJ 5 cc
    hired hire VERB 2 conj
    Eve Eve PROPN 5 obj B-PER
    in in ADP 8 case
    May May PROPN 2 obl
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Acme praised Roy and hired Eve in May."]


def test_a_comma_between_what_stands_in_front_and_the_subject_stays(tree: Make) -> None:
    parsed = tree("""
    In in ADP 2 case
    Rome Rome PROPN 9 obl B-LOC
    , , PUNCT 6 punct
    which which PRON 6 nsubj
    is be AUX 6 cop
    old old ADJ 2 acl:relcl
    , , PUNCT 6 punct
    Acme Acme PROPN 9 nsubj B-ORG
    grew grow VERB 0 root
    quickly quickly ADV 9 advmod
    . . PUNCT 9 punct
    """)
    assert sorted(written(parsed)) == ["In Rome, Acme grew quickly.", "Rome is old."]


def test_apposition_to_a_place_calls_a_place(tree: Make) -> None:
    parsed = tree("""
    Acme Acme PROPN 2 nsubj B-ORG
    left leave VERB 0 root
    Rome Rome PROPN 2 obj B-LOC
    , , PUNCT 6 punct
    a a DET 6 det
    surprise surprise NOUN 3 appos
    . . PUNCT 2 punct
    """)
    assert written(parsed) == ["Acme left Rome, a surprise."]
