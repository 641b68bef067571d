"""A folder in the embedded format is a judge of its own, whatever precision its graph has."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.evaluation.judges import make_judge
from factcheck.onnx import sha256
from factcheck.resources import resource

SCRIPT = Path(__file__).resolve().parents[3] / "benchmarks" / "embedded_fp32.py"
PAIRS = [
    ("The council fined Blue Line $2.4 million.", "Blue Line was fined $2.1 million."),
    ("A mill burned.", "Rain."),
]


def test_a_finished_folder_is_benched_by_its_path_and_damage_is_refused(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("embedded_fp32", SCRIPT)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    shipped, out = resource("models", "embedded", "minilm-l6-nli"), tmp_path / "minilm-l6-nli-fp32"
    out.mkdir()
    shutil.copyfile(shipped / "model.onnx", out / "model.onnx")
    script.finish(shipped, out, "model.safetensors")
    manifest = json.loads((out / "config.json").read_text())
    assert manifest["id"] == "minilm-l6-nli-fp32"
    assert manifest["files"]["model.onnx"] == sha256(out / "model.onnx")
    judge, embedded = make_judge(str(out)), make_judge("embedded")
    assert (judge.kind, judge.two_class, judge.name) == ("model", False, str(out))
    assert np.array_equal(judge.answer(PAIRS).probabilities, embedded.answer(PAIRS).probabilities)
    judge.warm()
    load = judge.measured_load()
    assert load is not None and load[2] == pytest.approx(sum(p.stat().st_size for p in out.iterdir()) / 1e6)
    with (out / "model.onnx").open("ab") as graph:
        graph.write(b"x")
    with pytest.raises(ModelError, match=r"model\.onnx"):
        make_judge(str(out))
