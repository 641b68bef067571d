"""Public sets: named, never fetched unasked, and never believed about the order of their classes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from factcheck.errors import InputError, MissingExtraError
from factcheck.evaluation import public
from factcheck.evaluation.parsing import Form
from factcheck.evaluation.public import PublicSet, public_names, public_sets, suite_of
from factcheck.evaluation.rows import Place
from factcheck.evaluation.suites import assemble

ORDER = ("entailment", "neutral", "contradiction")
ASKED = {
    "snli",
    "mnli",
    "anli-r1",
    "anli-r2",
    "anli-r3",
    "hans",
    "vitaminc",
    "wice",
    "propsegment",
    "fever-nli",
    "summedits",
}


class Rows(list[dict[str, Any]]):
    """What `datasets` gives, as far as it is used."""

    def __init__(self, rows: Sequence[dict[str, Any]], names: Sequence[str] | None = None) -> None:
        super().__init__(rows)
        self.features = {"label": SimpleNamespace(names=names)}


def rows(labels: Sequence[object]) -> list[dict[str, Any]]:
    return [{"premise": f"Fact {i}.", "hypothesis": f"Claim {i}.", "label": label} for i, label in enumerate(labels)]


def answering(truth: Sequence[str]) -> Any:
    """A model that knows the labels of `rows` by their number."""

    def predict(pairs: Sequence[tuple[str, str]]) -> Any:
        places = [ORDER.index(truth[int(p.split()[1][:-1])]) for p, _ in pairs]
        return np.eye(3)[places]

    return predict


def test_the_public_sets_are_there_with_licence_and_notes() -> None:
    assert set(public_names()) == ASKED
    for known in public_sets().values():
        assert known.path.count("/") == 1
        assert known.licence
        assert known.notes
        assert len(known.labels) in (0, 2, 3)


def test_an_order_that_the_set_states_must_be_ours() -> None:
    known = PublicSet("s", "a/b", "dev", labels=ORDER)
    suite = suite_of(Rows(rows([0, 1, 2, -1]), ["entailment", "neutral", "contradiction"]), known)
    assert [i.label for i in suite.pairs] == list(ORDER)
    assert suite.dropped == {"no label that its labellers agreed on": 1}
    with pytest.raises(InputError, match="says its classes are contradiction, neutral, entailment"):
        suite_of(Rows(rows([0, 1, 2]), ["contradiction", "neutral", "entailment"]), known)


def test_an_order_that_the_set_does_not_state_is_put_to_a_model() -> None:
    truth = [ORDER[i % 3] for i in range(60)]
    right = Rows(rows([ORDER.index(t) for t in truth]))
    known = PublicSet("s", "a/b", "dev", labels=ORDER)
    assert len(suite_of(right, known, answering(truth)).items) == 60
    turned = Rows(rows([("contradiction", "entailment", "neutral").index(t) for t in truth]))
    with pytest.raises(InputError, match="another order") as caught:
        suite_of(turned, known, answering(truth))
    assert "100% of 60 labels instead of 0%" in str(caught.value)


def test_two_classes_the_wrong_way_round_are_refused() -> None:
    truth = ["entailment" if i % 2 else "neutral" for i in range(40)]
    known = PublicSet("s", "a/b", "dev", labels=("not_entailment", "entailment"))
    right = Rows(rows([int(t == "entailment") for t in truth]))
    assert suite_of(right, known, answering(truth)).classes == ("entailment", "not_entailment")
    with pytest.raises(InputError, match="another order"):
        suite_of(Rows(rows([int(t != "entailment") for t in truth])), known, answering(truth))


def test_own_words_and_marks_are_replaced() -> None:
    known = PublicSet("s", "a/b", "dev", words={"e": "entailment", "n": "neutral"}, strip=("[M]", "[/M]"))
    data = Rows([{"premise": ["One.", "Two."], "hypothesis": "The [M]dog[/M] ran.", "label": "e"}, *rows(["n"])])
    suite = suite_of(data, known)
    assert suite.pairs[0].premise == "One. Two."
    assert suite.pairs[0].hypothesis == "The dog ran."
    assert [i.label for i in suite.pairs] == ["entailment", "neutral"]


def test_fever_is_put_the_right_way_round() -> None:
    known = public_sets()["fever-nli"]
    suite = suite_of(
        Rows([{"premise": "A claim.", "hypothesis": "Evidence.", "label": 0}]),
        known,
        lambda pairs: np.eye(3)[[0] * len(pairs)],
    )
    assert (suite.pairs[0].premise, suite.pairs[0].hypothesis) == ("Evidence.", "A claim.")


def test_without_the_library_or_the_network_it_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def load_dataset(self, *args: object, **more: object) -> Iterator[object]:
            raise ConnectionError("no route\nto anywhere")

    monkeypatch.setattr(public, "_datasets", lambda name: Broken())
    with pytest.raises(InputError, match="not to be had from the hub as stanfordnlp/snli: no route") as caught:
        public.public_suite("snli")
    assert "\n" not in str(caught.value)
    monkeypatch.undo()
    monkeypatch.setattr(public, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"factcheck-nli\[datasets\]"):
        public.public_suite("snli")


def test_a_set_saved_to_disk(tmp_path: Any) -> None:
    datasets = pytest.importorskip("datasets")
    classes = datasets.ClassLabel(names=["neutral", "entailment", "contradiction"])
    text = datasets.Value("string")
    features = datasets.Features({"premise": text, "hypothesis": text, "label": classes})
    datasets.Dataset.from_list(rows([0, 1, 2]), features=features).save_to_disk(str(tmp_path / "saved"))
    suite = public.saved_suite(tmp_path / "saved")
    assert [i.label for i in suite.pairs] == ["neutral", "entailment", "contradiction"]


# What each set looks like on the hub, as its card or its own code states it: the files of the revision that is loaded,
# its columns, and the classes it declares (None where labels are words or bare numbers). The rows are made up.
THREE_NAMES = ["entailment", "neutral", "contradiction"]
NLI = [{"premise": f"It rains in town {i}.", "hypothesis": f"Town {i} is wet.", "label": i % 3} for i in range(6)]
UNSURE = {"premise": "It rains.", "hypothesis": "It is late.", "label": -1}
CLAIMS = [{"claim": f"Town {i} is wet.", "evidence": f"It rains in town {i}."} for i in range(6)]
LAYOUT: dict[str, tuple[str, list[dict[str, Any]], list[str] | None]] = {
    "snli": ("plain_text/validation-00000-of-00001.parquet", [*NLI, UNSURE], THREE_NAMES),
    "mnli": ("data/validation_mismatched-00000-of-00001.parquet", NLI, THREE_NAMES),
    "anli-r1": ("data/dev_r1-00000-of-00001.parquet", NLI, THREE_NAMES),
    "anli-r2": ("data/dev_r2-00000-of-00001.parquet", NLI, THREE_NAMES),
    "anli-r3": ("data/dev_r3-00000-of-00001.parquet", NLI, THREE_NAMES),
    "hans": (
        "plain_text/validation/0000.parquet",
        [{**row, "label": int(row["label"] > 0), "heuristic": "lexical_overlap"} for row in NLI],
        ["entailment", "non-entailment"],
    ),
    "vitaminc": (
        "dev.jsonl",
        [
            {
                **row,
                "unique_id": f"u{i}",
                "page": f"Town {i}",
                "label": ["SUPPORTS", "NOT ENOUGH INFO", "REFUTES"][i % 3],
            }
            for i, row in enumerate(CLAIMS)
        ],
        None,
    ),
    "wice": (
        "dev.jsonl",
        [
            {
                "claim": row["claim"],
                "evidence": [row["evidence"], "Nobody minds."],
                "label": ["supported", "partially_supported", "not_supported"][i % 3],
                "meta": {"id": f"dev{i}"},
            }
            for i, row in enumerate(CLAIMS)
        ],
        None,
    ),
    "propsegment": (
        "nli/validation/0000.parquet",
        [{**row, "hypothesis": f"[M]Town {i}[/M] is [M]wet[/M].", "label": "enc"[i % 3]} for i, row in enumerate(NLI)],
        None,
    ),
    "fever-nli": (
        "data/dev-00000-of-00001.parquet",
        [
            *(
                {"id": i, "premise": row["claim"], "hypothesis": row["evidence"], "label": i % 3}
                for i, row in enumerate(CLAIMS)
            ),
            {"id": 6, "premise": "Town 6 is wet.", "hypothesis": "", "label": 1},
        ],
        THREE_NAMES,
    ),
    "summedits": (
        "summedits.json",
        [
            {"id": f"news_{i}", "doc": row["evidence"], "summary": row["claim"], "label": int(i % 3 == 0)}
            for i, row in enumerate(CLAIMS)
        ],
        None,
    ),
}


def write_as_on_the_hub(folder: Path, name: str) -> None:
    """The file of a set at its place, beside another one of the same repository that must not be read instead."""
    datasets = pytest.importorskip("datasets")
    file, rows_, names = LAYOUT[name]
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        data = datasets.Dataset.from_list(rows_)
        if names:
            data = data.cast_column("label", datasets.ClassLabel(names=names))
        data.to_parquet(str(path))
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows_), encoding="utf-8")
    else:
        path.write_text(json.dumps(rows_), encoding="utf-8")
    if name == "propsegment":
        other = folder / "segmentation" / "validation" / "0000.parquet"
        other.parent.mkdir(parents=True)
        datasets.Dataset.from_list([{"sentence": "It rains.", "propositions": ["[M]It[/M] rains."]}]).to_parquet(
            str(other)
        )


@pytest.mark.parametrize("name", sorted(ASKED))
def test_every_public_set_is_read_from_files_as_they_lie_on_the_hub(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_as_on_the_hub(tmp_path / "repository", name)
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    known = replace(public_sets()[name], path=str(tmp_path / "repository"), revision=None)
    monkeypatch.setattr(public, "public_sets", lambda: {name: known})
    asked: list[Sequence[tuple[str, str]]] = []

    def agreeing(pairs: Sequence[tuple[str, str]]) -> Any:
        asked.append(pairs)
        two = name in {"hans", "wice", "summedits"}
        return np.eye(3)[[0 if int(h.split()[1]) % 3 == 0 else 1 if two else int(h.split()[1]) % 3 for _, h in pairs]]

    monkeypatch.setattr("factcheck.nli.load_model", lambda _: SimpleNamespace(predict=agreeing))
    suite = public.public_suite(name)
    assert len(suite.pairs) == 6
    two_classes = name in {"hans", "wice", "summedits"}
    for number, item in enumerate(suite.pairs):
        assert item.premise.startswith(f"It rains in town {number}.")
        assert item.hypothesis == f"Town {number} is wet."
        wanted = ORDER[number % 3]
        assert item.label == (wanted if not two_classes or wanted == "entailment" else "not_entailment")
    assert bool(asked) == (name == "summedits"), "only a set that states no classes is put to a model"
    if name == "fever-nli":
        assert suite.dropped == {"one of its two texts is empty": 1}


def test_an_empty_text_is_counted_in_a_public_set_and_refused_in_a_file() -> None:
    known = PublicSet("s", "a/b", "dev")
    row = {"premise": "  ", "hypothesis": "A claim.", "label": "neutral"}
    assert suite_of(Rows([*rows(["neutral"]), row]), known).dropped == {"one of its two texts is empty": 1}
    with pytest.raises(InputError, match="premise"):
        assemble("s", "s.jsonl", [(Place("s.jsonl", 1), row)], Form(), None)
