"""Data sets of the `datasets` library."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from factcheck.articles import hub, load_articles
from factcheck.errors import InputError, MissingExtraError

ROWS = [{"text": "The bridge opened.", "source": "A", "n": 1}, {"text": "The bridge closed.", "source": "B", "n": 2}]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("owner/name", ("owner/name", None)),
        ("owner/name:train", ("owner/name", "train")),
        ("owner/name-v1.1", ("owner/name-v1.1", None)),
        ("hf:owner/name", ("owner/name", None)),
        ("hf:squad:test", ("squad", "test")),
        ("folder/file.txt", None),
        ("folder/file.docx", None),
        ("./owner/name", None),
        ("/owner/name", None),
        ("a/b/c", None),
        ("name", None),
        ("", None),
    ],
)
def test_what_looks_like_a_name_on_the_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, name: tuple[str, str | None] | None
) -> None:
    monkeypatch.chdir(tmp_path)
    assert hub.hub_name(given) == name


def test_a_mistyped_path_in_a_known_folder_is_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpora").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="corpora/bridge: no such file or folder"):
        load_articles(["corpora/bridge"])


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(MissingExtraError, match=r"no such file or folder.*\[datasets\]"):
        load_articles(["owner/name"])


def library(**calls: object) -> SimpleNamespace:
    return SimpleNamespace(
        config=SimpleNamespace(HF_ENDPOINT="https://hub.invalid"), disable_progress_bars=lambda: None, **calls
    )


def test_without_network_there_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no network")

    for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "datasets", library(load_dataset=lambda *_, **__: pytest.fail("would retry")))
    monkeypatch.setattr("socket.create_connection", refused)
    with pytest.raises(
        InputError, match=r"^owner/name:train: no such file or folder, and hub\.invalid cannot be reached"
    ) as caught:
        load_articles(["owner/name:train"])
    assert "\n" not in str(caught.value)


class Rows(list[dict[str, object]]):
    @property
    def column_names(self) -> list[str]:
        return list(self[0])


def test_rows_of_a_hub_name_become_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str | None]] = []

    def load_dataset(name: str, split: str | None) -> object:
        asked.append((name, split))
        return Rows(ROWS) if split else {"train": Rows(ROWS), "test": Rows([{"text": "A third.", "source": "C"}])}

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(hub, "_reachable", lambda _: True)
    monkeypatch.setitem(sys.modules, "datasets", library(load_dataset=load_dataset))
    assert [article.source for article in load_articles(["owner/name:train"])] == ["A", "B"]
    assert [article.source for article in load_articles(["hf:owner/name"])] == ["A", "B", "C"]
    assert asked == [("owner/name", "train"), ("owner/name", None)]


def test_a_refusal_of_the_hub_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load_dataset(*_: object, **__: object) -> None:
        raise RuntimeError("no such data set\nTraceback and so on")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(hub, "_reachable", lambda _: True)
    monkeypatch.setitem(sys.modules, "datasets", library(load_dataset=load_dataset))
    with pytest.raises(InputError, match=r"cannot be loaded from the hub, no such data set \(check"):
        load_articles(["owner/name"])


def test_rows_without_text_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(hub, "_reachable", lambda _: True)
    monkeypatch.setitem(sys.modules, "datasets", library(load_dataset=lambda *_, **__: Rows([{"body": "x"}])))
    with pytest.raises(InputError, match="no column 'text'; the columns are 'body'"):
        load_articles(["owner/name"])


def test_a_data_set_saved_to_disk_is_read(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    table = datasets.Dataset.from_list(ROWS)
    table.save_to_disk(str(tmp_path / "corpus" / "one"))
    datasets.DatasetDict(train=table).save_to_disk(str(tmp_path / "many"))
    assert [article.text for article in load_articles([tmp_path / "corpus" / "one"])] == [row["text"] for row in ROWS]
    assert [article.source for article in load_articles([tmp_path / "many"])] == ["A", "B"]
    (tmp_path / "corpus" / "extra.txt").write_text("The bridge was repaired.")
    assert {article.source for article in load_articles([tmp_path / "corpus"])} == {"A", "B", "extra"}
