"""The search for reference cycles is paused while a story's statements are compared, and left as it was found."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from factcheck.story import _uncollected


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_is_paused_and_taken_up_again() -> None:
    with _uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_taken_up_again_after_a_failure() -> None:
    with pytest.raises(ValueError, match="broken"), _uncollected():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    with _uncollected():
        assert not gc.isenabled()
    assert not gc.isenabled()
