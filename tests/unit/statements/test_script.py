"""Sentences in other scripts are kept, not guessed at."""

import pytest

from factcheck.statements import split_statements
from factcheck.statements.script import NOT_READ, foreign


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor spoke.", False),
        ("Győr és Pécs 12 km.", False),
        ("قال الوزير", True),
        ("市長は", True),
        ("12 %", False),
    ],
)
def test_tells_the_script(text: str, expected: bool) -> None:
    assert foreign(text) is expected


def test_a_sentence_in_another_script_is_kept_whole_and_flagged() -> None:
    text = "قال الوزير إن 12 شخصا قتلوا في الحادث. 🚢 لم يصب أحد آخر في السفينة."
    found = split_statements(text)
    assert [text[s.start : s.end] for s in found] == [s.quote for s in found]
    assert len(found) == 2
    assert all(NOT_READ in s.flags for s in found)
