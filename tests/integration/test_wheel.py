"""The wheel alone does the main job: its weights and corpora are found outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration

WHERE = """
import json, sys
import factcheck
from factcheck.resources import resource
print(json.dumps([factcheck.__file__, str(resource("models", "embedded")), str(resource("corpora", "scale-ai"))]))
"""


def finish(words: list[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """The standard output of a command that must succeed."""
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the unpacked wheel."""
    built = tmp_path_factory.mktemp("wheel")
    finish([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(checkout)])
    (wheel,) = built.glob("factcheck_nli-*.whl")
    site = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    finish([*pip, "--target", str(site), str(wheel)])
    return site


def run_python(code: str, *words: str, site: Path, cwd: Path) -> str:
    return finish([sys.executable, "-c", code, *words], cwd=cwd, env={**os.environ, "PYTHONPATH": str(site)})


def test_weights_and_corpora_come_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    for place in json.loads(run_python(WHERE, site=installed, cwd=tmp_path)):
        assert Path(place).is_relative_to(installed)


def test_what_the_wheel_carries(installed: Path, checkout: Path) -> None:
    assert (installed / "factcheck" / "py.typed").is_file()
    (metadata,) = installed.glob("factcheck_nli-*.dist-info")
    assert "factcheck = factcheck.cli:main" in (metadata / "entry_points.txt").read_text(encoding="utf-8")
    assert list((metadata / "licenses").glob("LICENSE"))
    data = installed / "factcheck" / "_data"
    for shipped in ("models/registry.toml", "models/embedded", "models/cards", "corpora"):
        for path in [checkout / shipped, *(checkout / shipped).rglob("*")]:
            if path.is_file() and "__pycache__" not in path.parts:
                assert (data / path.relative_to(checkout)).read_bytes() == path.read_bytes()
    assert {path.name for path in installed.iterdir()} - {metadata.name} <= {"factcheck", "bin"}


def test_the_wheel_does_the_main_job(installed: Path, tmp_path: Path) -> None:
    corpus = json.loads(run_python(WHERE, site=installed, cwd=tmp_path))[2]
    code = "from factcheck.cli import main; main()"
    words = ("check", corpus, "--format", "json", "--out", str(tmp_path / "run"))
    document = json.loads(run_python(code, *words, site=installed, cwd=tmp_path))
    assert any(claim["verdict"] == "disputed" for story in document["stories"] for claim in story["claims"])
