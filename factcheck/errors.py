"""Errors that a user can mend. Each says what failed, where, and what to do; the command line prints that one line."""

from __future__ import annotations


class FactcheckError(Exception):
    """The base of every error this package raises on purpose."""


class InputError(FactcheckError):
    """Unusable input: a missing, empty, binary or malformed file, or a wrong row of one."""

    def __init__(self, what: str, *, path: str | None = None, line: int | None = None, mend: str = "") -> None:
        place = "" if path is None else path if line is None else f"{path}:{line}"
        super().__init__(": ".join(part for part in (place, what) if part) + (f" ({mend})" if mend else ""))
        self.path, self.line, self.mend = path, line, mend


class ModelError(FactcheckError):
    """A model that can't be found, loaded, or told which of its classes is which."""


class MissingExtraError(FactcheckError):
    """An optional dependency is not installed; the message holds the pip command that installs it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part that is not installed (pip install 'factcheck-nli[{extra}]')")


class RunError(FactcheckError):
    """A run folder that can't be read or written."""
