"""Windows cover a long premise, fit the room, and never lose a word."""

from __future__ import annotations

import itertools
import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from factcheck.nli.windows import combine, fit, spans


def words(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\S+", text)]


WORDS = st.lists(
    st.sampled_from(["tax", "rose.", "Mayor", "said", "no!", "9", "votes", "end."]), min_size=1, max_size=120
)


@given(WORDS, st.integers(min_value=1, max_value=40))
def test_windows_cover_every_word_and_fit_the_room(tokens: list[str], room: int) -> None:
    text = " ".join(tokens)
    offsets = words(text)
    found = spans(text, offsets, room)
    covered = set()
    for start, end in found:
        inside = [i for i, (a, b) in enumerate(offsets) if a >= start and b <= end]
        assert len(inside) <= room
        covered.update(inside)
    assert covered == set(range(len(offsets)))
    assert found == sorted(found)


def test_a_window_ends_with_a_sentence_where_one_ends_in_its_second_half() -> None:
    text = "One two three four. Five six seven. Eight nine ten eleven twelve."
    first, second = spans(text, words(text), 8)[:2]
    assert text[slice(*first)].strip() == "One two three four. Five six seven."
    assert text[slice(*second)].startswith("Eight")


def test_inside_one_long_sentence_windows_overlap() -> None:
    text = " ".join(f"w{i}" for i in range(40))
    found = spans(text, words(text), 16)
    assert all(later[0] < earlier[1] for earlier, later in itertools.pairwise(found))


def test_a_pair_that_fits_is_left_alone() -> None:
    found = fit("Ann met Bo.", "They met.", words, room=10)
    assert (found.premises, found.hypothesis) == (("Ann met Bo.",), "They met.")
    assert not found.windowed
    assert not found.truncated


def test_a_long_premise_is_windowed_and_the_hypothesis_kept() -> None:
    found = fit("word " * 200, "They met here.", words, room=30)
    assert found.windowed
    assert not found.truncated
    assert found.hypothesis == "They met here."
    assert len(found.premises) > 1
    assert all(len(words(p)) + 3 <= 30 for p in found.premises)


def test_a_long_hypothesis_is_cut_and_counted() -> None:
    found = fit("Ann met Bo.", "word " * 50, words, room=30)
    assert found.truncated
    assert not found.windowed
    assert len(words(found.hypothesis)) == 27


def test_the_window_with_the_lowest_neutral_speaks_for_the_pair() -> None:
    scores = np.array([[0.1, 0.8, 0.1], [0.7, 0.2, 0.1], [0.2, 0.5, 0.3], [0.3, 0.4, 0.3]], dtype=np.float32)
    assert combine(scores, [3, 1]).tolist() == [scores[1].tolist(), scores[3].tolist()]
    assert combine(np.zeros((0, 3), dtype=np.float32), []).shape == (0, 3)
