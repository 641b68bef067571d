"""Where shipped data lies: the checkout first, then the installed wheel's `factcheck/_data`."""

from __future__ import annotations

from pathlib import Path

from factcheck.errors import FactcheckError

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, for example `resource("models", "embedded")`.

    :raises FactcheckError: the file is in neither place.
    """
    for root in (_PACKAGE.parent, _PACKAGE / "_data"):
        path = root.joinpath(*parts)
        if path.exists() and (root != _PACKAGE.parent or (root / "pyproject.toml").exists()):
            return path
    raise FactcheckError(f"{'/'.join(parts)} is missing from this installation (install the package again)")
