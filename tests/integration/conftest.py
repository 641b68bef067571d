"""One check of a bundled corpus, run as a user runs it, shared by the tests here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Done = subprocess.CompletedProcess[str]

# Runs the command, then tells on standard error which libraries it took.
WATCHED = """
import atexit, sys
def libraries():
    return sorted({name.split(".")[0] for name in sys.modules} - sys.stdlib_module_names)
atexit.register(lambda: print("LIBRARIES", *libraries(), file=sys.stderr))
from factcheck.cli import main
main()
"""


@pytest.fixture(scope="session")
def python(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Done]:
    """Runs Python code with this checkout's package, from a folder that is not the checkout."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "corpora").symlink_to(checkout / "corpora")
    environment = {**os.environ, "PYTHONPATH": str(checkout), "COLUMNS": "120"}

    def run(code: str, *words: str | Path) -> Done:
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, words)],
            cwd=elsewhere,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def factcheck(python: Callable[..., Done]) -> Callable[..., Done]:
    """Runs one verb; standard error ends with the libraries it imported."""

    def run(*words: str | Path) -> Done:
        return python(WATCHED, *words)

    return run


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs") / "scale"


@pytest.fixture(scope="session")
def checked(factcheck: Callable[..., Done], run_folder: Path) -> Done:
    """The finished check of the demonstration corpus, kept in `run_folder`."""
    return factcheck("check", "corpora/scale-ai", "--format", "json", "--out", run_folder)


@pytest.fixture(scope="session")
def document(checked: Done) -> dict[str, Any]:
    """What the check printed."""
    assert checked.returncode == 0, checked.stderr
    found = json.loads(checked.stdout)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="session")
def claims(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim for story in document["stories"] for claim in story["claims"]]
