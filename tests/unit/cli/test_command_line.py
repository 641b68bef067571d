"""The verbs as a user meets them: exit statuses, one clear line for an error, results on standard output alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from factcheck import pipeline
from factcheck.cli.app import app
from factcheck.errors import ModelError, RunError
from factcheck.run import Run
from factcheck.store import checking, read_run, write_run
from factcheck.types import Article, Judgement, Kind, Label, Probabilities

VERBS = ("check", "show", "report", "diff", "compare", "split", "models", "corpora")
SUBVERBS = (
    ("models", "list"),
    ("models", "describe"),
    ("models", "verify"),
    ("corpora", "list"),
    ("corpora", "describe"),
)


def factcheck(*words: object, **more: Any) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="factcheck", **more)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "one.txt").write_text("The bridge cost $4 million.\n")
    return folder


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run) -> dict[str, Any]:
    """What the pipeline was called with; it gives the hand-made run."""
    calls: dict[str, Any] = {}

    def check_into(articles: Sequence[Article], folder: Path | None, **options: Any) -> checking.Outcome:
        calls.update(options, articles=list(articles))
        place = write_run(run, folder or Path("factcheck-runs") / run.run_id)
        return checking.Outcome(place, run.run_id, 2, 2, 0, timings=run.timings)

    monkeypatch.setattr(checking, "check_into", check_into)
    monkeypatch.chdir(tmp_path)
    return calls


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Path:
    return write_run(run, tmp_path / "kept")


def assert_clear(result: Result, *parts: str) -> None:
    """Status 2, nothing on standard output, one line on standard error with these parts."""
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("factcheck: error: ")
    for part in parts:
        assert part in line


@pytest.mark.parametrize("words", [(verb,) for verb in VERBS] + list(SUBVERBS), ids=" ".join)
def test_every_verb_explains_itself_with_an_example(words: tuple[str, ...]) -> None:
    result = factcheck(*words, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"factcheck {words[0]}" in result.stdout.split("Example", 1)[1]


def test_help_lists_the_verbs() -> None:
    result = factcheck("--help")
    assert result.exit_code == 0
    assert all(f"\n  {verb} " in result.stdout for verb in VERBS)
    assert factcheck("--version").stdout.startswith("factcheck ")


def test_no_verb_at_all_is_wrong_usage() -> None:
    result = factcheck()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Commands:" in result.stderr


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("chek",), "check"),
        (("check",), "PATH"),
        (("check", "x", "--format", "pdf"), "'json'"),
        (("check", "x", "--engine", "spark"), "'local'"),
        (("check", "x", "--fail-on", "agreed"), "'disputed'"),
        (("show", "x", "--verdict", "true"), "'single-source'"),
        (("show", "x", "--nope"), "--nope"),
        (("report", "x"), "--out"),
    ],
)
def test_wrong_usage_is_one_line(words: tuple[str, ...], part: str) -> None:
    assert_clear(factcheck(*words), part, "--help")


def test_check_prints_one_document_and_keeps_the_run(seen: dict[str, Any], story: Path, run: Run) -> None:
    result = factcheck("check", story, "--format", "json", "--out", "out")
    assert result.exit_code == 0
    assert [s["title"] for s in json.loads(result.stdout)["stories"]] == ["Council fines Blue Line", "Market stalls"]
    assert "Kept in out" in result.stderr
    assert read_run("out") == run
    assert (seen["model"], [a.text.strip() for a in seen["articles"]]) == ("embedded", ["The bridge cost $4 million."])


def test_check_without_out_keeps_the_run_by_its_id(seen: dict[str, Any], story: Path, run: Run) -> None:
    assert factcheck("check", story).exit_code == 0
    assert read_run(Path("factcheck-runs") / run.run_id) == run


def test_check_hands_on_what_the_user_says(seen: dict[str, Any], story: Path) -> None:
    (story.parent / "claims.txt").write_text('The ferry sank.\n\n{"claim": "It rained.", "story": "ferry"}\n')
    result = factcheck(
        "check", story, "--source", "Me", "--title", "T", "--date", "2025-01-02", "--url", "https://a.example",
        "--story", "s", "--claim", "One.", "--claims", story.parent / "claims.txt", "--model", "other",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    article = seen["articles"][0]
    assert (article.source, article.title, article.date) == ("Me", "T", "2025-01-02")
    assert (article.url, article.story) == ("https://a.example", "s")
    claims = [(claim.text, claim.story) for claim in seen["claims"]]
    assert claims == [("One.", None), ("The ferry sank.", None), ("It rained.", "ferry")]
    assert seen["model"] == "other"


def test_fail_on_disputed(seen: dict[str, Any], story: Path, run: Run) -> None:
    result = factcheck("check", story, "--fail-on", "disputed", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)
    run.claims_list = run.claims_list[2:]
    assert factcheck("check", story, "--fail-on", "disputed").exit_code == 0


@pytest.mark.parametrize("form", ["table", "json", "csv", "md", "html"])
def test_every_format_prints(seen: dict[str, Any], story: Path, form: str) -> None:
    result = factcheck("check", story, "--format", form)
    assert result.exit_code == 0
    assert "ferry company" in " ".join(result.stdout.split())
    assert result.stdout.endswith("\n")


def test_verbose_tells_the_times(seen: dict[str, Any], story: Path) -> None:
    result = factcheck("check", story, "-v", "--format", "json")
    assert "reading 0.25" in result.stderr
    assert json.loads(result.stdout)


def test_a_missing_file_is_named(seen: dict[str, Any], tmp_path: Path) -> None:
    assert_clear(factcheck("check", tmp_path / "absent.txt"), "absent.txt")
    assert not (tmp_path / "factcheck-runs").exists()


def test_a_broken_row_is_named_with_its_line(seen: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"text": "A bridge."}\n{"text"\n')
    assert_clear(factcheck("check", tmp_path / "bad.jsonl"), "bad.jsonl:2")


def test_a_folder_in_use_is_refused_before_the_work(seen: dict[str, Any], story: Path) -> None:
    assert_clear(factcheck("check", story, "--out", story), "not a run", "one.txt", "--out")
    assert seen == {}


def test_an_unknown_corpus_is_told(seen: dict[str, Any]) -> None:
    assert_clear(factcheck("check", "corpus:scale-a"), "did you mean scale-ai?")
    assert_clear(factcheck("corpora", "describe", "nothing"), "known: ", "scale-ai")


def test_a_corpus_by_name(seen: dict[str, Any]) -> None:
    assert factcheck("check", "corpus:scale-ai").exit_code == 0
    assert len(seen["articles"]) > 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "holds no claim"),
        (b'Fine.\n{"claim"}\n', "claims.txt:2"),
        (b'{"story": "s"}\n', "claims.txt:1: has no claim"),
        (b"good\n\xff\xfe\n", "claims.txt:2: is not UTF-8"),
    ],
)
def test_a_wrong_claims_file_is_told(seen: dict[str, Any], story: Path, content: bytes, message: str) -> None:
    path = story.parent / "claims.txt"
    path.write_bytes(content)
    assert_clear(factcheck("check", story, "--claims", path), message)
    assert_clear(factcheck("check", story, "--claims", story / "absent"), "absent")
    assert_clear(factcheck("check", story, "--claim", " "), "--claim is empty")


def raising(error: BaseException) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise error

    return fail


def test_errors_of_the_work_are_one_line(seen: dict[str, Any], story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "check_into", raising(ModelError("embedded: no\nsuch \x1b[31mmodel")))
    assert_clear(factcheck("check", story), "embedded: no such model")
    monkeypatch.setattr(checking, "check_into", raising(ZeroDivisionError("oops")))
    assert_clear(factcheck("check", story), "a fault in the program: ZeroDivisionError: oops", "FACTCHECK_DEBUG=1")
    monkeypatch.setattr(checking, "check_into", raising(OSError(28, "No space left on device", "x.bin")))
    assert_clear(factcheck("check", story), "x.bin: No space left on device")


def test_an_interrupted_check_is_130(seen: dict[str, Any], story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "check_into", raising(KeyboardInterrupt()))
    result = factcheck("check", story)
    assert (result.exit_code, result.stdout) == (130, "")
    assert "interrupted" in result.stderr


def test_a_run_that_can_not_be_kept_is_still_shown(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checking, "replace_run", raising(RunError("out: disk full")))
    result = factcheck("check", story, "--format", "json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)
    assert "factcheck: error: out: disk full" in result.stderr


def test_a_reader_that_has_enough_is_no_error(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.cli import show

    monkeypatch.setattr(show, "_print", raising(BrokenPipeError()))
    monkeypatch.setattr("factcheck.cli.program._leave_quietly", lambda: None)
    result = factcheck("show", kept)
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_closed_pipe_leaves_status_0(kept: Path) -> None:
    code = "from factcheck.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "show", str(kept)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_show_filters_and_opens(kept: Path, run: Run) -> None:
    shown = json.loads(factcheck("show", kept, "--verdict", "disputed", "--kind", "role", "--format", "json").stdout)
    assert [c["claim_id"] for s in shown["stories"] for c in s["claims"]] == [run.claims_list[1].claim_id]
    opened = factcheck("show", kept, "--claim", "2")
    assert "«Mara Quist remains chief executive of Blue Line.»" in " ".join(opened.stdout.replace("*", "").split())
    document = json.loads(factcheck("show", kept, "--claim", run.claims_list[1].claim_id, "--format", "json").stdout)
    assert document["stories"][0]["claims"][0]["judgements"]
    assert "Market stalls" not in factcheck("show", kept, "--source", "Coast Radio").stdout


def test_show_tells_what_is_wrong(kept: Path, tmp_path: Path) -> None:
    assert_clear(factcheck("show", tmp_path / "absent"), "absent", "no such run folder")
    assert_clear(factcheck("show", kept, "--source", "Harbor Wire"), "did you mean 'Harbour Wire'?")
    assert_clear(factcheck("show", kept, "--claim", "99"), "row number from 1 to 5")
    (kept / "claims.parquet").unlink()
    assert_clear(factcheck("show", kept), "claims.parquet", "missing")


def test_report_writes_the_page(kept: Path, tmp_path: Path) -> None:
    result = factcheck("report", kept, "-o", tmp_path / "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")
    assert_clear(factcheck("report", kept, "-o", tmp_path / "absent" / "page.html"), "page.html")


def test_diff(kept: Path, run: Run, tmp_path: Path) -> None:
    run.claims_list = run.claims_list[1:]
    other = write_run(run, tmp_path / "other")
    document = json.loads(factcheck("diff", kept, other, "--format", "json").stdout)
    assert [len(document[key]) for key in ("appeared", "vanished", "changed")] == [0, 1, 0]
    assert document["unchanged"] == 4
    table = factcheck("diff", kept, other).stdout
    assert "1 vanished" in table
    assert "- disputed" in table


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Judgement:
    sides = Probabilities(0.1, 0.2, 0.7), Probabilities(0.2, 0.3, 0.5)
    one = Judgement(Label.CONTRADICTION, Kind.NUMBER, 0.9, *sides, "They differ.")
    monkeypatch.setattr(pipeline, "compare", lambda premise, hypothesis, *, model: one)
    monkeypatch.setattr(pipeline, "compare_many", lambda pairs, *, model, **_: [one] * len(pairs))
    return one


def test_compare_prints_the_promised_object(judged: Judgement) -> None:
    document = json.loads(factcheck("compare", "A.", "B.", "--format", "json").stdout)
    assert document == {
        "label": "contradiction",
        "kind": "number",
        "score": 0.9,
        "forward": {"entailment": 0.1, "neutral": 0.2, "contradiction": 0.7},
        "backward": {"entailment": 0.2, "neutral": 0.3, "contradiction": 0.5},
        "explanation": "They differ.",
    }
    assert "contradiction, number, 90% sure" in factcheck("compare", "A.", "B.").stdout


def test_compare_pairs_prints_a_line_for_each(judged: Judgement, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"premise": "A.", "hypothesis": "B."}\n\n' * 3)
    lines = factcheck("compare", "--pairs", path, "--format", "json").stdout.splitlines()
    assert [json.loads(line)["label"] for line in lines] == ["contradiction"] * 3


def test_interrupted_compare_has_printed_what_was_done(
    judged: Judgement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck.cli import compare

    calls = iter([[judged, judged]])
    monkeypatch.setattr(compare, "_CHUNK", 2)
    monkeypatch.setattr(pipeline, "compare_many", lambda *_, **__: next(calls, None) or raising(KeyboardInterrupt())())
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"premise": "A.", "hypothesis": "B."}\n' * 4)
    result = factcheck("compare", "--pairs", path, "--format", "json")
    assert result.exit_code == 130
    assert len(result.stdout.splitlines()) == 2
    assert "2 of 4 pairs" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"premise": "A."}\n', "pairs.jsonl:1: has no hypothesis"),
        ('{"premise": "A.", "hypothesis": "B."}\n[1]\n', "pairs.jsonl:2: is not a JSON object"),
        ('{"premise": "A.", "hypothesis": 3}\n', "pairs.jsonl:1: has no hypothesis"),
        ("\n", "holds no pair"),
    ],
)
def test_wrong_pairs_are_told(judged: Judgement, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "pairs.jsonl").write_text(content)
    assert_clear(factcheck("compare", "--pairs", tmp_path / "pairs.jsonl"), message)


@pytest.mark.parametrize("words", [(), ("A.",), ("A.", " ")])
def test_compare_wants_two_texts(judged: Judgement, words: tuple[str, ...]) -> None:
    assert_clear(factcheck("compare", *words))


def test_split_wants_a_text_or_a_file(tmp_path: Path) -> None:
    assert factcheck("split", "They could not.").stderr.startswith("Left out or cut: elliptic sentence")
    assert_clear(factcheck("split", " "), "no text to split")
    assert_clear(factcheck("split", tmp_path / "absent.txt"), "absent.txt")
    assert_clear(factcheck("split", "-", input=""), "no text to split")


def test_corpora_are_listed_and_described() -> None:
    listed = json.loads(factcheck("corpora", "list", "--format", "json").stdout)
    assert "scale-ai" in [corpus["name"] for corpus in listed]
    assert "corpus:scale-ai" in factcheck("corpora").stdout
    assert factcheck("corpora", "describe", "scale-ai").stdout.startswith("# ")


def test_models_are_listed_and_described() -> None:
    listed = json.loads(factcheck("models", "list", "--format", "json").stdout)
    assert "embedded" in [model["alias"] for model in listed]
    assert "embedded" in factcheck("models").stdout
    assert "licence" in factcheck("models", "describe", "embedded").stdout
    assert_clear(factcheck("models", "describe", "nothing"), "nothing", "factcheck models")
