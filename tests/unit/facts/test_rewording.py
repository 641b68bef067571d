"""Rewordings, shortened tellings, ages and weekdays reckoned with."""

import pytest

from factcheck.facts.comparison import compare_facts
from factcheck.facts.quantities import extract_quantities
from factcheck.facts.turning import turns_on
from factcheck.statements import single_statement
from factcheck.types import Finding, Kind


def found(premise: str, hypothesis: str) -> list[Finding]:
    return compare_facts(single_statement(premise), single_statement(hypothesis))


def _reworded(premise: str, hypothesis: str) -> str | None:
    some = [f for f in found(premise, hypothesis) if f.kind is Kind.OTHER and f.relation in ("agrees", "weaker")]
    return some[0].relation if some else None


@pytest.mark.parametrize(
    ("premise", "hypothesis", "relation"),
    [
        ("The council in Varn approved the tram budget.", "The council in Varn passed the tram budget.", "agrees"),
        ("The council in Varn passed the tram budget at night.", "The council in Varn passed the budget.", "agrees"),
        ("The council in Varn passed the budget.", "The council in Varn passed the tram budget.", "weaker"),
        ("The tram stopped after the alarm rang.", "The tram stopped because the alarm rang.", None),
        ("The council did not pass the tram budget.", "The council passed the tram budget.", None),
        ("Many of the trams in Varn were late.", "Most of the trams in Varn were late.", None),
    ],
)
def test_a_rewording_says_all_and_a_shorter_telling_less(premise: str, hypothesis: str, relation: str | None) -> None:
    assert _reworded(premise, hypothesis) == relation


@pytest.mark.parametrize(
    ("premise", "hypothesis", "relation"),
    [
        ("The poet was born in 1950 and died in May 2020.", "The poet died in his late sixties.", "weaker"),
        ("The poet was born in 1950 and died in May 2020.", "The poet died in his early fifties.", "conflicts"),
        ("The truce began on Monday and ended 48 hours later.", "The truce ended on Wednesday.", "agrees"),
        ("The truce began on Monday and ended 48 hours later.", "The truce ended on Thursday.", "conflicts"),
    ],
)
def test_ages_and_weekdays_are_reckoned(premise: str, hypothesis: str, relation: str) -> None:
    dated = [f for f in found(premise, hypothesis) if f.kind is Kind.DATE and f.derived]
    assert [f.relation for f in dated] == [relation]


def test_days_of_different_acts_conflict_only_weakly() -> None:
    same = found("The singer Ada Holm died on Tuesday in Varn.", "The singer Ada Holm died on Thursday in Varn.")
    other = found("The singer Ada Holm died on Tuesday in Varn.", "The singer Ada Holm was buried on Thursday in Varn.")
    sure = [max((f.strength for f in some if f.kind is Kind.DATE), default=0.0) for some in (same, other)]
    assert sure[0] > 2 * sure[1] - 0.2 and sure[1] < 0.45 < sure[0]


def test_a_plan_elsewhere_softens_nothing() -> None:
    long = "The mayor, who will visit Varn next week, said that the council closed the old pool in May."
    assert not any(f.kind is Kind.MODALITY for f in found(long, "The council closed the old pool in May."))
    plan = found("The council will close the old pool.", "The council closed the old pool.")
    assert any(f.kind is Kind.MODALITY and f.relation == "weaker" for f in plan)


def test_a_season_is_no_figure() -> None:
    assert [q.text for q in extract_quantities("They won 3 games in the 2010-11 season.")] == ["3 games"]


@pytest.mark.parametrize(
    ("premise", "hypothesis", "kind"),
    [
        ("Sixty per cent of the voters backed it.", "A majority of the voters backed it.", Kind.NUMBER),
        ("Tarn owns a minority stake in the mill.", "Tarn owns shares in the mill.", Kind.OWNERSHIP),
    ],
)
def test_what_a_pair_turns_on_is_what_is_put_differently(premise: str, hypothesis: str, kind: Kind) -> None:
    left, right = single_statement(premise), single_statement(hypothesis)
    assert turns_on(left, right, compare_facts(left, right)) is kind
