"""`factcheck label` as people meet it: keys from a script and from a terminal, blindness, kills, other tools' files."""

from __future__ import annotations

import importlib.util
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from factcheck.cli.app import app
from factcheck.evaluation.labelling.label_studio import CONFIG
from factcheck.evaluation.suites import load_suites
from factcheck.run import Run
from factcheck.store import write_run

_spec = importlib.util.spec_from_file_location("hand_made_run", Path(__file__).parents[2] / "hand_made.py")
assert _spec is not None and _spec.loader is not None
_hand_made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_hand_made)


def factcheck(*words: object, keys: str | None = None) -> Result:
    return CliRunner().invoke(app, ["label", *map(str, words)], prog_name="factcheck", input=keys)


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    made: Run = _hand_made.build_run()
    return write_run(made, tmp_path / "today")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    rows = [
        {
            "id": f"p{i}", "premise": f"The mill has {i} wheels.", "hypothesis": f"The mill has {i + 1} wheels.",
            "label": "contradiction", "kind": "number", "group": f"mill {i // 2}",
        }
        for i in range(12)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    return path


def written(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def assert_clear(result: Result, *parts: str) -> None:
    assert (result.exit_code, result.stdout) == (2, "")
    line = result.stderr.splitlines()[-1]
    assert line.startswith("factcheck: error: ")
    for part in parts:
        assert part in line


def test_the_verb_explains_itself_with_examples() -> None:
    result = factcheck("--help")
    assert result.exit_code == 0
    assert "factcheck label runs/today --labeller anna" in result.stdout.split("Example", 1)[1]


def test_two_label_a_run_blind_and_see_how_far_they_agree(run_folder: Path) -> None:
    path = run_folder.with_name("today.labels.jsonl")
    first = factcheck(run_folder, "--labeller", "anna", keys="cn\nn\n")
    assert (first.exit_code, first.stdout) == (0, "")
    assert "today.labels.jsonl: 2 of 4 labelled by anna" in first.stderr
    assert [(r["labeller"], r["label"], r.get("kind")) for r in written(path)] == [
        ("anna", "contradiction", "number"), ("anna", "neutral", None),
    ]  # fmt: skip
    rest = factcheck(run_folder, "--labeller", "anna", keys="en")
    assert "3 of 4, anna" in rest.stderr and "1 of 4" not in rest.stderr
    assert "Krippendorff" not in rest.stdout, "nobody else has labelled yet"
    second = factcheck(
        run_folder,
        "--labeller",
        "bo",
        keys="nnen",
    )
    before = second.stderr.split("All 4 are labelled")[0]
    assert "anna:" not in before and "program" not in before and "contradiction (" not in before
    assert "Cohen kappa" in second.stdout and "Krippendorff alpha" in second.stdout
    assert [r["pair"] for r in written(path)][:4] == [r["pair"] for r in written(path)][4:], "the same pairs, in order"
    table = factcheck(run_folder, "--agreement")
    assert table.exit_code == 0 and "Differing labels" in table.stdout
    assert "anna: contradiction (number)" in table.stdout and "bo: neutral" in table.stdout
    found = json.loads(factcheck(run_folder, "--agreement", "--format", "json").stdout)
    assert found["two"][0]["agree"] == 0.75 and len(found["differing"]) == 1


def test_an_unfinished_blind_session_does_not_tell_of_the_others(file: Path) -> None:
    factcheck(file, "--labeller", "anna", keys="n" * 12)
    result = factcheck(file, "--labeller", "bo", keys="nnnq")
    assert result.stdout == "" and "alpha" not in result.stderr and "anna" not in result.stderr


def test_open_shows_the_labels_of_the_others(file: Path) -> None:
    factcheck(file, "--labeller", "anna", keys="n" * 12)
    shown = factcheck(file, "--labeller", "bo", "--open", keys="q").stderr
    assert "anna: neutral" in shown and "file: contradiction (number)" in shown


def test_the_words_around_are_shown(run_folder: Path) -> None:
    shown = factcheck(run_folder, "--labeller", "anna", keys="w").stderr
    assert "Subscribe to our newsletter!" in " ".join(shown.split()) or "Council fines Blue Line" in shown


def test_json_is_one_document(file: Path) -> None:
    result = factcheck(file, "--labeller", "anna", "--format", "json", keys="nq")
    found = json.loads(result.stdout)
    assert (found["labelled"], found["left"], found["agreement"]) == (1, 11, None)


def test_the_labels_given_count_when_asked(file: Path) -> None:
    factcheck(file, "--labeller", "anna", "--kinds", "all", keys="cn" * 6 + "n-" * 6)
    assert_clear(factcheck(file, "--agreement"), "no pair has labels of two labellers, anna labelled so far")
    found = json.loads(factcheck(file, "--agreement", "--given", "--format", "json").stdout)
    assert found["labellers"] == ["anna", "file"] and found["two"][0]["agree"] == 0.5
    assert found["interval"]["draws"] == "pair" and found["alpha"]["low"] < found["alpha"]["value"]


def test_settling_and_the_labelled_set(file: Path, tmp_path: Path) -> None:
    factcheck(file, "--labeller", "anna", keys="cn" * 12)
    factcheck(file, "--labeller", "bo", keys="cn" * 10 + "nn")
    gold = tmp_path / "labelled.jsonl"
    assert factcheck(file, "--export", "jsonl", "--to", gold).exit_code == 0
    (suite,) = load_suites([str(gold)])
    assert len(suite.pairs) == 10 and suite.dropped == {"no label that its labellers agreed on": 2}
    assert {(p.label, p.kind) for p in suite.pairs} == {("contradiction", "number")}
    settled = factcheck(file, "--settle", "--labeller", "carla", keys="n\nThe mill may have been rebuilt.\ncn")
    assert settled.stderr.count("because:") == 3
    assert "anna: contradiction (number)" in settled.stderr and "because:" in settled.stderr
    rows = [json.loads(line) for line in factcheck(file, "--export", "jsonl").stdout.splitlines()]
    (one,) = [r for r in rows if "settled_by" in r]
    assert (one["label"], one["why"], one["settled_by"]) == ("neutral", "The mill may have been rebuilt.", "carla")
    assert sum(r["label"] == "-" for r in rows) == 1
    found = json.loads(factcheck(file, "--agreement", "--format", "json").stdout)
    assert found["labellers"] == ["anna", "bo"] and sum(r["settled"] is not None for r in found["differing"]) == 1


def test_labels_kept_in_the_folder_of_a_suite_are_no_part_of_it(file: Path) -> None:
    (before,) = load_suites([str(file.parent)])
    factcheck(file, "--labeller", "anna", keys="n" * 12)
    (after,) = load_suites([str(file.parent)])
    file.with_name("suite.toml").write_text('name = "pairs"')
    (carded,) = load_suites([str(file.parent)])
    assert file.with_name("pairs.labels.jsonl").exists()
    assert before.digest == after.digest == carded.digest
    assert_clear(factcheck(file.with_name("pairs.labels.jsonl")), "is no file of pairs")


USERS = ("--user", "anna=anna@example.org", "--user", "bo=7")


def test_label_studio_there_and_back(file: Path, tmp_path: Path) -> None:
    factcheck(file, "--labeller", "anna", keys="cn" * 5)
    factcheck(file, "--labeller", "bo", keys="ennn")
    tasks = tmp_path / "tasks.json"
    assert factcheck(file, "--export", "label-studio", "--to", tasks, "--suggest", *USERS).exit_code == 0
    made = json.loads(tasks.read_text())
    assert len(made) == 12 and [len(t["annotations"]) for t in made] == [2] * 4 + [1] + [0] * 7
    assert made[0]["annotations"][0]["completed_by"] == {"email": "anna@example.org"}
    assert made[0]["annotations"][1]["completed_by"] == 7
    assert made[0]["predictions"][0]["result"][0]["value"] == {"choices": ["contradiction"]}
    config = ElementTree.fromstring((tmp_path / "tasks.xml").read_text())
    assert (tmp_path / "tasks.xml").read_text() == CONFIG
    for task in made:
        for result in (r for a in task["annotations"] + task["predictions"] for r in a["result"]):
            control = next(c for c in config.iter("Choices") if c.get("name") == result["from_name"])
            assert control.get("toName") == result["to_name"]
            assert result["value"]["choices"][0] in {c.get("value") for c in control.iter("Choice")}
        assert {t.get("value") for t in config.iter("Text")} <= {f"${name}" for name in task["data"]}
    there = file.with_name("pairs.labels.jsonl").read_text()
    file.with_name("pairs.labels.jsonl").unlink()
    back = factcheck(file, "--import", tasks, *USERS)
    assert back.exit_code == 0 and "9 labels of anna, bo added" in back.stderr
    same = sorted(there.splitlines())
    assert sorted(file.with_name("pairs.labels.jsonl").read_text().splitlines()) == same
    again = factcheck(file, "--import", tasks, *USERS)
    assert "0 labels of anna, bo added, 9 were there already" in again.stderr


def test_what_label_studio_writes_itself(file: Path, tmp_path: Path) -> None:
    pair = {"premise": "The mill has 1 wheels.", "hypothesis": "The mill has 2 wheels."}

    def choice(name: str, word: str) -> dict[str, Any]:
        return {"from_name": name, "to_name": "hypothesis", "type": "choices", "value": {"choices": [word]}}

    task = {
        "id": 31,
        "data": pair,
        "created_at": "2025-01-01T00:00:00Z",
        "annotations": [
            {"result": [choice("label", "neutral"), choice("kind", "number")], "completed_by": 7, "lead_time": 3.2},
            {"result": [choice("label", "entailment")], "completed_by": {"id": 9, "email": "eve@example.org"}},
            {"result": [choice("label", "entailment")], "completed_by": 4, "was_cancelled": True},
            {"result": [], "completed_by": 5},
        ],
    }
    whole, plain = tmp_path / "whole.json", tmp_path / "min.json"
    whole.write_text(json.dumps([task]))
    result = factcheck(file, "--import", whole, "--user", "bo=7")
    assert "1 labels left out: skipped in Label Studio" in result.stderr
    assert "1 labels left out: annotations without a label" in result.stderr
    rows = written(file.with_name("pairs.labels.jsonl"))
    assert [(r["pair"], r["labeller"], r["label"]) for r in rows] == [
        ("p1", "bo", "neutral"), ("p1", "eve@example.org", "entailment"),
    ]  # fmt: skip
    plain.write_text(json.dumps([{**pair, "label": "contradiction", "kind": "number", "annotator": 7, "id": 31}]))
    assert "1 labels of bo added" in factcheck(file, "--import", plain, "--user", "bo=7").stderr
    assert written(file.with_name("pairs.labels.jsonl"))[-1]["label"] == "contradiction"


def test_argilla_there_and_back(file: Path, tmp_path: Path) -> None:
    factcheck(file, "--labeller", "anna", keys="cn" * 5)
    factcheck(file, "--labeller", "bo", keys="ennn")
    records, user = tmp_path / "records.json", str(uuid.UUID(int=5))
    assert factcheck(file, "--export", "argilla", "--to", records, "--suggest", "--user", f"bo={user}").exit_code == 0
    made = json.loads(records.read_text())
    assert len(made) == 12 and set(made[0]["fields"]) == {"premise", "hypothesis"}
    label = made[0]["responses"]["label"]
    assert label[1] == {"value": "entailment", "user_id": user}
    assert uuid.UUID(label[0]["user_id"])
    assert made[0]["suggestions"]["label"] == {"value": "contradiction", "score": None, "agent": "file"}
    there = file.with_name("pairs.labels.jsonl").read_text()
    file.with_name("pairs.labels.jsonl").unlink()
    known = ("--user", f"bo={user}", "--user", f"anna={label[0]['user_id']}")
    assert factcheck(file, "--import", records, *known).exit_code == 0
    assert sorted(file.with_name("pairs.labels.jsonl").read_text().splitlines()) == sorted(there.splitlines())
    made[0]["responses"]["label"][0]["status"] = "draft"
    records.write_text(json.dumps(made))
    assert "1 labels left out: draft in Argilla" in factcheck(file, "--import", records, *known).stderr
    assert_clear(factcheck(file, "--export", "argilla", "--user", "bo=7"), "'7' is no id of an Argilla user")


def test_no_label_of_the_program_leaves_unless_asked(file: Path) -> None:
    for form in ("label-studio", "argilla"):
        text = factcheck(file, "--export", form).stdout
        assert "contradiction" not in text and len(json.loads(text)) == 12


def test_labels_of_others_come_as_json_lines(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "bo.labels.jsonl"
    factcheck(file, "--labeller", "bo", "--out", other, keys="eun ue n\n e")
    assert "3 labels of bo added" in factcheck(file, "--import", other).stderr
    assert "12 labels of eve added" in factcheck(file, "--import", file, "--labeller", "eve").stderr
    assert_clear(factcheck(file, "--import", file), f"{file}:1: does not say whose label it is")
    stray = tmp_path / "stray.jsonl"
    stray.write_text('{"premise": "A.", "hypothesis": "B.", "label": "neutral"}\n')
    result = factcheck(file, "--import", stray, "--labeller", "eve")
    assert "1 labels left out: about pairs that are not in the input" in result.stderr


@pytest.mark.parametrize(
    ("text", "part"),
    [("{}", "is not a list"), ("[", "is not JSON"), ('[{"a": 1}]', "is neither"), ('[{"data": {}}]', "task 1 has no")],
)
def test_a_wrong_import_is_told_and_adds_nothing(file: Path, tmp_path: Path, text: str, part: str) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(text)
    assert_clear(factcheck(file, "--import", wrong), str(wrong), part)
    assert not file.with_name("pairs.labels.jsonl").exists()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("missing.jsonl",), "no such run folder or file"),
        (("FILE", "--agreement", "--settle"), "exclude each other"),
        (("FILE", "--to", "x"), "--to says where --export writes"),
        (("FILE", "--user", "anna"), "is no name and id"),
        (("FILE", "--strata", "all"), "--strata"),
        (("FILE", "--labeller", "file"), "stands for the labels given"),
    ],
)
def test_wrong_usage_is_one_line(file: Path, words: tuple[str, ...], part: str) -> None:
    assert_clear(factcheck(*(file if w == "FILE" else w for w in words)), part)


def start(*words: object, **more: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "factcheck", "label", *map(str, words)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[3], **more)


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def comes(what: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not (there := what()) and time.monotonic() < end:
        time.sleep(0.02)
    return there


def type_until(terminal: int, keys: bytes, what: Callable[[], bool]) -> None:
    """A terminal drops what is typed before the program asks for a key, so it is typed again when nothing comes."""
    for _ in range(20):
        os.write(terminal, keys)
        if comes(what, 3):
            return
    raise AssertionError(f"nothing came of {keys!r}")


def test_a_kill_loses_at_most_the_label_being_typed(file: Path) -> None:
    path = file.with_name("pairs.labels.jsonl")
    quiet = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = start(file, "--labeller", "anna", **quiet)
    assert process.stdin is not None
    process.stdin.write(b"eencnc")  # the last contradiction waits for its kind
    process.stdin.flush()
    assert comes(lambda: lines(path) >= 4, 60)
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    process.stdin.close()
    assert [r["label"] for r in written(path)] == ["entailment", "entailment", "neutral", "contradiction"]
    factcheck(file, "--labeller", "anna", keys="ennnnnnn")
    factcheck(file, "--labeller", "anna", "--out", file.with_name("calm.jsonl"), keys="eencn" + "ennnnnnn")
    assert path.read_bytes() == file.with_name("calm.jsonl").read_bytes()


def test_a_terminal_gives_single_keys_and_ctrl_c_keeps_what_is_done(file: Path) -> None:
    path = file.with_name("pairs.labels.jsonl")
    master, slave = pty.openpty()
    process = start(file, "--labeller", "anna", stdin=slave, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    os.close(slave)
    type_until(master, b"e", lambda: lines(path) == 1)  # no line end is typed after a label
    type_until(master, b"n", lambda: lines(path) == 2)
    type_until(master, b"c\r", lambda: lines(path) == 3)
    os.write(master, b"\x1b[A")  # an arrow is no label
    type_until(master, b"\x7f", lambda: lines(path) == 4)
    type_until(master, b"\x03", lambda: process.poll() is not None)
    _, shown = process.communicate(timeout=60)
    os.close(master)
    assert process.returncode == 130
    assert written(path)[-1]["undo"] is True
    assert "2 of 12 labelled by anna" in re.sub(r"\s+", " ", shown.decode())
