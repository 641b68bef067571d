"""A default installation suffices: the main job imports nothing that pyproject.toml does not ask for."""

from __future__ import annotations

import importlib.metadata as metadata
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.integration

Done = subprocess.CompletedProcess[str]

# Arrow takes these where they happen to be installed and does without them where they are not.
TAKEN_IF_THERE = {"cloudpickle", "pandas", "pytz"}
OURS_OR_THE_VENVS = {"factcheck-nli", "setuptools"}


def closure(requirements: list[str]) -> set[str]:
    """The distributions that an installation of these brings, by what the installed ones say of themselves."""
    reached: set[tuple[str, str]] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in reached:
                continue
            reached.add((name, extra))
            for text in metadata.requires(name) or []:
                below = Requirement(text)
                if below.marker is None or below.marker.evaluate({"extra": extra}):
                    waiting.append(below)
    return {name for name, _ in reached}


def undeclared(done: Done, checkout: Path, *extras: str) -> set[str]:
    """Distributions that a command imported from, and that an installation with these extras would not have."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (libraries,) = (line.split()[1:] for line in done.stderr.splitlines() if line.startswith("LIBRARIES"))
    owners = metadata.packages_distributions()
    imported = {canonicalize_name(owner) for library in libraries for owner in owners.get(library, [])}
    asked = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    taken = [
        name for name in sorted(TAKEN_IF_THERE) if name in {canonicalize_name(n) for ns in owners.values() for n in ns}
    ]
    return imported - closure([*asked, *taken]) - OURS_OR_THE_VENVS


def test_the_check_of_a_corpus(checked: Done, checkout: Path) -> None:
    assert checked.returncode == 0, checked.stderr
    assert undeclared(checked, checkout) == set()


def test_other_inputs_and_outputs(factcheck: Callable[..., Done], checkout: Path, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    page = "<html><head><title>Bridge</title></head><body><article><p>The Ardell bridge cost $4 million.</p></article>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    # read with the extractor where it is installed, plainly where it is not
    (tmp_path / "rows.csv").write_text("text,source\nThe Ardell bridge cost $5 million.,North\n", encoding="utf-8")
    (tmp_path / "odd.txt").write_bytes("The café by the Ardell bridge reopened.".encode("cp1252"))
    parquet.write_table(pa.table({"text": ["The Ardell bridge opened in May."]}), tmp_path / "rows.parquet")
    done = factcheck("check", tmp_path, "--out", tmp_path / "run", "--format", "html")
    assert done.returncode == 0, done.stderr
    assert undeclared(done, checkout, "html") == set()
