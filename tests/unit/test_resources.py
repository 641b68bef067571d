"""Shipped data is found in a checkout, then in an installed wheel."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import resources
from factcheck.errors import FactcheckError


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "factcheck" / "resources.py", Path(resources.__file__).read_text(encoding="utf-8"))
    return tmp_path


@pytest.fixture
def resource(root: Path) -> Callable[..., Path]:
    """`resource` as it would run from a package that lies in `root`."""
    spec = importlib.util.spec_from_file_location("elsewhere", root / "factcheck" / "resources.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., Path] = module.resource
    return found


def test_checkout_comes_before_the_copy(root: Path, resource: Callable[..., Path]) -> None:
    write(root / "pyproject.toml")
    here = write(root / "models" / "registry.toml", "here")
    write(root / "factcheck" / "_data" / "models" / "registry.toml", "copy")
    assert resource("models", "registry.toml") == here


def test_wheel_data_is_found(root: Path, resource: Callable[..., Path]) -> None:
    copy = write(root / "factcheck" / "_data" / "corpora" / "x" / "card.md")
    assert resource("corpora", "x", "card.md") == copy
    assert resource("corpora", "x") == copy.parent


def test_a_stranger_beside_the_installed_package_is_not_taken_for_ours(
    root: Path, resource: Callable[..., Path]
) -> None:
    write(root / "models" / "registry.toml", "another package's")
    copy = write(root / "factcheck" / "_data" / "models" / "registry.toml", "ours")
    assert resource("models", "registry.toml") == copy


def test_missing_data_says_what_and_what_to_do(resource: Callable[..., Path]) -> None:
    with pytest.raises(FactcheckError, match=r"models/none\.toml is missing .*install"):
        resource("models", "none.toml")
