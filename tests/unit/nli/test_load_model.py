"""Names lead to models; wrong names to one clear line; loading nothing heavy before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.errors import ModelError
from factcheck.nli.load import load_model, parse_name


def test_names_are_taken_apart() -> None:
    wanted = parse_name("own/er#labels=entailment,neutral,contradiction&revision=v2")
    assert (wanted.name, wanted.labels, wanted.revision) == ("own/er", "entailment,neutral,contradiction", "v2")
    assert parse_name("embedded").labels is None
    for wrong in ("a#b", "a#label=x", "a#labels="):
        with pytest.raises(ModelError, match="not an option"):
            parse_name(wrong)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("embeded", r"did you mean embedded\?"),
        ("deberta-v3-bse", "deberta-v3-base"),
        ("no such model at all", "no model of that name"),
        ("", "empty"),
        ("minilm-l6-encoder", "sentence encoder"),
        ("./nowhere/minilm", "no such folder"),
        ("embedded#labels=entailment,neutral,contradiction", "config.json gives its class order"),
    ],
)
def test_wrong_names_are_refused(name: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        load_model(name)


def test_a_near_folder_is_proposed_and_a_file_refused(tmp_path: Path) -> None:
    (tmp_path / "my-checkpoint").mkdir()
    with pytest.raises(ModelError, match=r"did you mean .*my-checkpoint"):
        load_model(str(tmp_path / "my-checkpont"))
    (tmp_path / "file.bin").write_bytes(b"x")
    with pytest.raises(ModelError, match="is a file"):
        load_model(str(tmp_path / "file.bin"))


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, factcheck.nli, factcheck.pairing.encoder\n"
        "print([m for m in ('torch', 'transformers', 'onnxruntime', 'tokenizers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
