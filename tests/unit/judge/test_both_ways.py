"""A given pair is a contradiction both ways or neither way, whatever the model answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.config import JudgeSettings
from factcheck.judge.combine import judge
from factcheck.statements import single_statement
from factcheck.types import Label, Probabilities, Statement

TEXTS = [
    single_statement(text)
    for text in (
        "Meta paid $14.8 billion for 49% of Scale.",
        "Meta paid $14.3 billion for a stake in Scale.",
        "The council approved the bridge on 4 May 2021.",
        "The council did not approve the bridge.",
        "The council may approve a new bridge, officials said.",
        "Ann Lee is the interim chief executive of Acme.",
        "Acme named Bo Ray as its new chief executive on Monday.",
        "A ferry sank off Oslo; 12 people died.",
        "At least 15 people died when a trawler sank off Bergen.",
    )
]


@st.composite
def answers(draw: st.DrawFn) -> Probabilities:
    parts = [draw(st.floats(0.001, 1)) for _ in range(3)]
    return Probabilities(*(part / sum(parts) for part in parts))


@given(
    one=st.sampled_from(TEXTS),
    other=st.sampled_from(TEXTS),
    there=answers(),
    back=answers(),
    similarity=st.floats(0, 1),
)
def test_what_contradicts_is_contradicted(
    one: Statement, other: Statement, there: Probabilities, back: Probabilities, similarity: float
) -> None:
    settings = JudgeSettings(given=True)
    first = judge(one, other, there, back, similarity, settings=settings)
    second = judge(other, one, back, there, similarity, settings=settings)
    assert (first.label is Label.CONTRADICTION) == (second.label is Label.CONTRADICTION)
    if first.label is Label.CONTRADICTION:
        assert first.score == second.score
