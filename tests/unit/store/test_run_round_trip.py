"""Whatever a run holds, reading gives back what was written."""

from __future__ import annotations

import tempfile
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.run import Run
from factcheck.store import read_run, write_run
from factcheck.types import (
    Article,
    Cell,
    Claim,
    DateSpan,
    Entity,
    Judged,
    Judgement,
    Pair,
    Probabilities,
    Quantity,
    Span,
    Statement,
    Story,
)

NUMBERS = st.floats(allow_nan=False)
OFFSETS = st.integers(0, 2**40)


def some(of: type, **more: Any) -> st.SearchStrategy[Any]:
    """Any value of a dataclass, with numbers that compare equal to themselves and offsets that fit."""
    own = {
        name: NUMBERS if kind == "float" else OFFSETS
        for name, kind in of.__annotations__.items()
        if kind in ("float", "int")
    }
    return st.builds(of, **own | more)


def many(of: type, **more: Any) -> st.SearchStrategy[Any]:
    return st.lists(some(of, **more), max_size=3)


def tuples(of: type) -> st.SearchStrategy[Any]:
    return many(of).map(tuple)


SIDES = some(Probabilities)
RUNS = st.builds(
    Run,
    run_id=st.text(),
    articles=many(Article, boilerplate=tuples(Span)),
    stories=many(Story),
    statements=many(Statement, quantities=tuples(Quantity), dates=tuples(DateSpan), entities=tuples(Entity)),
    judged=many(Judged, pair=some(Pair), judgement=some(Judgement, forward=SIDES, backward=SIDES)),
    claims_list=st.lists(some(Claim, stances=tuples(Cell)), max_size=3, unique_by=lambda claim: claim.claim_id),
    settings=st.dictionaries(st.text(), st.none() | st.booleans() | st.text() | st.lists(st.integers())),
    versions=st.dictionaries(st.text(), st.text()),
    counts=st.dictionaries(st.text(), st.integers()),
    timings=st.dictionaries(st.text(), st.floats(0, 1e6)),
    dropped=st.dictionaries(st.text(), st.integers()),
)


@given(RUNS)
@settings(max_examples=60)
def test_round_trip(run: Run) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert read_run(write_run(run, folder)) == run
