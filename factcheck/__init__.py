"""factcheck: what several articles of one event agree on, where they differ, and the words that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.articles import load_articles
    from factcheck.facts.quantities import extract_quantities
    from factcheck.nli import load_model
    from factcheck.pipeline import check, compare, compare_many
    from factcheck.statements import split_statements

_HOMES = {
    "check": "factcheck.pipeline",
    "compare": "factcheck.pipeline",
    "compare_many": "factcheck.pipeline",
    "extract_quantities": "factcheck.facts.quantities",
    "load_articles": "factcheck.articles",
    "load_model": "factcheck.nli",
    "split_statements": "factcheck.statements",
}

__all__ = ["check", "compare", "compare_many", "extract_quantities", "load_articles", "load_model", "split_statements"]


def __getattr__(name: str) -> Any:
    """Load a public call when it is first used, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
