"""How the weights of given claims are fitted: claims that share articles together, sets and classes in balance."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from factcheck.codec import plain

FOLDER = Path(__file__).parents[3] / "models" / "recipes" / "judge"


@pytest.fixture(scope="module")
def fit() -> ModuleType:
    pytest.importorskip("sklearn")
    sys.path.insert(0, str(FOLDER))
    import fit_treatment

    return fit_treatment


def test_claims_joined_over_others_are_one_group(fit: ModuleType) -> None:
    assert fit.connected([1, 0, 1, 4, 3]) == [0, 0, 0, 3, 3]


def test_nothing_is_most_like_itself(fit: ModuleType) -> None:
    vectors = np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]])
    assert fit.most_similar(vectors) == [1, 0, 1]


def test_classes_and_sets_count_what_they_should(fit: ModuleType) -> None:
    weights = fit.balanced([[0, 0, 0, 1], [0, 1]], [1.0, 0.5])
    assert weights[:3].sum() == pytest.approx(weights[3])
    assert weights[:4].sum() == pytest.approx(4.0)
    assert weights[4:].sum() == pytest.approx(0.5 * 2)


def test_the_scaling_is_folded_into_the_weights(fit: ModuleType) -> None:
    random = np.random.default_rng(2)
    x = random.normal(3.0, 5.0, (60, 3))
    y = (x[:, 0] + random.normal(0, 2, 60) > 3).astype(int).tolist()
    model = fit.logistic(x, y, np.ones(60), 0.5)
    (row,) = fit.rows_of(model, ("speaks",), ("a", "b", "c")).values()
    totals = row["intercept"] + x @ np.array([row["weights"][name] for name in "abc"])
    assert totals == pytest.approx(model.decision_function(x))


def test_every_sort_of_example_comes_of_a_story(fit: ModuleType) -> None:
    cells = fit.story_cells(fit.training_stories.names()[0])
    assert {cell.label for cell in cells} == {*fit.LABELS, "silent"}
    assert fit.cell_of(json.loads(json.dumps(plain(cells[0])))) == cells[0]
    assert all(cell.near and len(cell.near) <= fit.NEAREST for cell in cells)
    assert all(near == sorted(near, key=lambda n: -n[1]) for near in (cell.near for cell in cells))
