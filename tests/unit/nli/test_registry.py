"""The registry is complete and consistent, and says what is wrong when it is not."""

from __future__ import annotations

import pytest

from factcheck.errors import ModelError
from factcheck.nli import registry
from factcheck.resources import resource

ROW = """
[[model]]
id = "a/b"
alias = "b"
task = "nli"
parameters = 1
licence = "MIT"
classes = ["entailment", "neutral", "contradiction"]
max_tokens = 512
"""


def test_every_entry_says_what_it_is() -> None:
    entries = registry.entries()
    assert len(entries) >= 15
    for entry in entries:
        assert entry.notes, entry.id
        assert entry.licence != "", entry.id
        assert entry.embedded == ("/" not in entry.id), entry.id
        assert set(entry.classes) <= {"entailment", "neutral", "contradiction", "not_entailment"}, entry.id
        assert len(set(entry.classes)) == len(entry.classes), entry.id


def test_embedded_models_have_a_card() -> None:
    for entry in registry.entries():
        if entry.embedded:
            assert resource("models", "cards", f"{entry.id}.md").stat().st_size > 500


def test_found_by_id_and_alias_in_any_case() -> None:
    entry = registry.find("FACEBOOK/bart-large-MNLI")
    assert entry is not None
    assert entry is registry.find("bart-large-mnli")
    assert registry.find("nothing") is None


def test_a_good_row_is_read() -> None:
    (entry,) = registry.parse(ROW, "r.toml")
    assert (entry.id, entry.classes, entry.input) == ("a/b", ("entailment", "neutral", "contradiction"), "pair")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ROW.replace('licence = "MIT"\n', ""), "missing: licence"),
        (ROW + "colour = 1\n", "colour"),
        (ROW.replace('"nli"', '"two-class"'), "with 3 classes"),
        (ROW.replace('"nli"', '"guess"'), "task 'guess'"),
        (ROW + ROW, "named twice: a/b, b"),
        (ROW + 'input = "joined"\n', "template"),
        (ROW.replace("parameters = 1", "parameters = 0"), "parameters"),
        ("[[model", "not valid TOML"),
    ],
)
def test_bad_rows_are_named(text: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        registry.parse(text, "r.toml")
