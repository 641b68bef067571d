"""How an article treats a claim that somebody named."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles import with_boilerplate
from factcheck.claims import treatment
from factcheck.claims.evidence import Spoken, Tone, features, read, tone_of
from factcheck.claims.treatment import treat
from factcheck.judge.combine import judge
from factcheck.statements import single_statement, split_statements
from factcheck.types import Article, Probabilities, Stance, Statement

CLAIM = "A meteorite struck the town of Belden."
OPEN = Probabilities(0.4, 0.5, 0.1)
UNMOVED = Probabilities(0.06, 0.9, 0.04)


def spoken(text: str, near: float = 0.8, answer: Probabilities = OPEN, named: str = CLAIM) -> list[Spoken]:
    said = split_statements(Article("a", "Courier", text, ""))
    return [Spoken(s, near, judge(s, claim(named), answer, answer, near), i / len(said)) for i, s in enumerate(said)]


def tone(text: str) -> Tone:
    return tone_of(Article("a", "Courier", text, ""))


def claim(text: str = CLAIM) -> Statement:
    return single_statement(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("A meteorite hit Belden on Monday. The meteorite struck the town hall of Belden.", Stance.SUPPORTS),
        (
            "The story of a meteorite in Belden is a hoax. Nothing struck the town of Belden, police said. "
            "They denied the report of a meteorite, which was fabricated.",
            Stance.CONTRADICTS,
        ),
        (
            "A meteorite has reportedly struck Belden, according to unconfirmed reports. "
            "It may have been a meteorite that struck the town, a local source claimed.",
            Stance.QUALIFIES,
        ),
    ],
)
def test_vouching_denying_and_passing_on_are_told_apart(text: str, stance: Stance) -> None:
    found = treat(claim(), spoken(text), tone(text))
    assert found is not None
    statement, judgement = found
    assert judgement.stance is stance, judgement.explanation
    assert statement.text in [s.statement.text for s in spoken(text)]


def test_the_words_that_told_are_quoted() -> None:
    text = "The story that a meteorite struck the town of Belden is a hoax. Police denied it."
    found = treat(claim(), spoken(text), tone(text))
    assert found is not None and "hoax" in found[1].explanation


def test_an_article_about_something_else_is_left_to_the_judge() -> None:
    text = "The council of Orlow raised the bus fare."
    assert treat(claim(), spoken(text, near=0.1), tone(text)) is None
    assert treat(claim(), [], tone(text)) is None


def test_a_figure_that_the_article_does_not_give_is_not_vouched_for() -> None:
    exact = claim("A meteorite struck the town of Belden and injured 14 people.")
    text = "A meteorite hit Belden on Monday. The meteorite struck the town hall of Belden."
    found = treat(exact, spoken(text), tone(text))
    assert found is None or found[1].stance is not Stance.SUPPORTS


@pytest.mark.parametrize(
    "named", ["Acme is building a rocket.", "Acme sold its mine.", "Acme paid 40 million for Borel."]
)
def test_nothing_is_vouched_for_that_no_statement_tells(named: str) -> None:
    text = "Acme bought the mine of Borel in May. Acme employs many miners. The firm is based in Oslo."
    said = spoken(text, answer=UNMOVED, named=named)
    found = treat(claim(named), said, tone(text))
    assert found is None or found[1].stance is not Stance.SUPPORTS, found


def test_what_says_less_than_the_claim_only_qualifies_it() -> None:
    text = "Acme has taken a sizeable stake in Borel."
    found = treat(claim("Acme bought all of Borel."), spoken(text), tone(text))
    assert found is None or found[1].stance is Stance.QUALIFIES, found


@given(st.permutations(range(3)))
def test_the_order_of_the_statements_changes_nothing(order: list[int]) -> None:
    text = "A meteorite struck Belden. Police confirmed it. The town hall of Belden was hit."
    found = [read(claim(), one) for one in spoken(text)]
    assert features(claim(), [found[i] for i in order], tone(text)) == pytest.approx(
        features(claim(), found, tone(text))
    )


def test_what_an_article_denies_elsewhere_counts() -> None:
    text = "A meteorite struck the town of Belden, many wrote on Monday. "
    denied = text + "The picture was a fake. It was a hoax, police said, and nothing of it is true."
    plain = features(claim(), [read(claim(), one) for one in spoken(text)], tone(text))
    doubted = features(claim(), [read(claim(), one) for one in spoken(text)], tone(denied))
    changed = {name for name, value in plain.items() if doubted[name] != value}
    assert {"falsehood", "article_denial", "lead_denial"} <= changed
    assert all(
        name.startswith(("article_", "lead_", "falsehood", "doubt_density", "denial_density")) for name in changed
    )


def test_the_words_of_the_lead_are_counted_apart() -> None:
    text = "Nothing struck Belden. " + "The day was calm and the sky was clear. " * 10 + "It was reportedly a hoax."
    found = tone(text)
    assert (found.lead_doubt, found.lead_denial, found.doubt, found.denial) == (0, 0, 1, 1)
    assert found.falsehood and found.words == len(text.split())
    assert found.shown == {"doubt": ("reportedly",), "denial": ("hoax",)}
    assert tone("") == Tone(0, 0, 0, 0, 0, False, {"doubt": (), "denial": ()})


def test_links_to_other_articles_deny_nothing() -> None:
    own = "A meteorite struck the town of Belden on Monday.\n\nIt hit the town hall.\n\nNobody was hurt."
    links = "\n\nRelated: Hoax about the mayor debunked, sources say\n\nRead more: Reports of fake police denied"
    whole = with_boilerplate(Article("a", "Courier", own + links, ""))
    assert whole.boilerplate
    plain = tone(own)
    assert tone_of(whole) == replace(plain, words=plain.words)


def test_a_denial_of_something_else_does_not_deny_the_claim() -> None:
    text = "A meteorite struck the town of Belden on Monday. The mayor said that the fire alarm had been a fake."
    near = spoken(text)
    far = [s if "meteorite" in s.statement.text else replace(s, similarity=0.2) for s in near]
    found = treat(claim(), far, tone(text))
    assert found is None or found[1].stance is not Stance.CONTRADICTS, found


def test_the_month_is_no_doubt() -> None:
    assert tone("It opened in May. On May 4 it shut.").doubt == 0
    assert tone("It may open soon.").doubt == 1


def test_a_sentence_told_twice_reads_the_same_in_any_order() -> None:
    text = "A meteorite struck Belden. Rain fell. A meteorite struck Belden."
    found = [read(claim(), one) for one in spoken(text)]
    assert features(claim(), found[::-1], tone(text)) == features(claim(), found, tone(text))


def test_every_weight_has_its_feature() -> None:
    text = "A meteorite struck Belden."
    names = set(features(claim(), [read(claim(), one) for one in spoken(text)], tone(text)))
    table = tomllib.loads(Path(treatment.__file__).with_name("treatment.toml").read_text(encoding="utf-8"))
    assert set(table) == {"speaks", *treatment.TREATMENTS}
    assert all(set(row["weights"]) == names for row in table.values())


def test_what_is_not_sure_enough_is_left_to_the_judge() -> None:
    text = "A meteorite hit Belden on Monday. The meteorite struck the town hall of Belden."
    names = features(claim(), [read(claim(), one) for one in spoken(text)], tone(text))
    level: dict[str, dict[str, Any]] = {
        name: {"intercept": 0.0, "weights": dict.fromkeys(names, 0.0)} for name in ("speaks", *treatment.TREATMENTS)
    }
    level["speaks"]["intercept"] = 5.0
    level["vouches"]["intercept"] = 1.0
    sure = treat(claim(), spoken(text), tone(text), level)
    assert sure is not None and sure[1].stance is Stance.SUPPORTS
    level["vouches"]["intercept"] = 0.1
    assert treat(claim(), spoken(text), tone(text), level) is None
    level["vouches"]["intercept"], level["speaks"]["intercept"] = 5.0, -5.0
    assert treat(claim(), spoken(text), tone(text), level) is None


def test_a_plan_does_not_vouch_for_a_deed() -> None:
    for text, stance in (
        ("Acme will close its plant in Belden.", Stance.QUALIFIES),
        ("Acme has closed its plant in Belden.", Stance.SUPPORTS),
    ):
        deed = claim("Acme closed its plant in Belden.")
        said = spoken(text, named=deed.text)
        names = features(deed, [read(deed, one) for one in said], tone(text))
        level: dict[str, dict[str, Any]] = {
            name: {"intercept": 5.0 * (name in ("speaks", "vouches")), "weights": dict.fromkeys(names, 0.0)}
            for name in ("speaks", *treatment.TREATMENTS)
        }
        found = treat(deed, said, tone(text), level)
        assert found is not None and found[1].stance is stance, found
