"""One head of one thing at a time, and the only one against one of several."""

import pytest

from factcheck.facts.sole_holders import compare_heads, heads


@pytest.mark.parametrize(
    ("left", "right", "conflict"),
    [
        (
            "The head of Latvia's central bank is Ilze Berzina.",
            "Karlis Ozols is governor of Latvia's central bank.",
            True,
        ),
        ("The director of the opera is Ann Lee.", "Bo Marsh is the current director of the opera.", True),
        ("The director of the opera is Ann Lee.", "Lee is the current director of the opera.", False),
        ("The director of the opera is Ann Lee.", "Bo Marsh is director of the city museum.", False),
        ("The director of the opera is Ann Lee.", "Bo Marsh is the editor of the opera.", False),
        ("The director of the opera was Ann Lee.", "Bo Marsh is director of the opera.", False),
        ("Ann Lee is one of three lead singers in Varn.", "Ann Lee is the only lead singer in Varn.", True),
        ("Ann Lee is one of three lead singers in Varn.", "Bo Marsh is the only lead singer in Orlow.", False),
        ("Ann Lee is one of three lead singers in Varn.", "Ann Lee is the only dentist in Varn.", False),
    ],
)
def test_heads_and_only_ones(left: str, right: str, conflict: bool) -> None:
    assert bool(compare_heads(left, right)) is bool(compare_heads(right, left)) is conflict


def test_what_is_headed_is_told_by_its_words() -> None:
    assert [(h.who, h.post) for h in heads("The head of Latvia's central bank is Ilze Berzina.")] == [
        ("Ilze Berzina", "head")
    ]
