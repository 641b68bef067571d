"""The hand-made run of the report tests, here too."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.run import Run

_spec = importlib.util.spec_from_file_location("sample_run", Path(__file__).parents[1] / "report" / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
_sample = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_sample)


@pytest.fixture
def run() -> Run:
    made: Run = _sample.build_run()
    return made


@pytest.fixture
def make_run() -> Callable[[], Run]:
    made: Callable[[], Run] = _sample.build_run
    return made
