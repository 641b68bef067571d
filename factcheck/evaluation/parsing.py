"""One row of a labelled file -> one item, checked; what can't be used is refused with its line, or counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from factcheck.evaluation.items import (
    LABELS,
    NOT_ENTAILMENT,
    GoldQuantity,
    Item,
    PairItem,
    QuantityItem,
    StatementItem,
    SuiteKind,
    group_of,
    text_id,
)
from factcheck.evaluation.rows import Place, Row
from factcheck.nli.labels import normalise

NO_LABEL: Final = "no label that its labellers agreed on"
NO_TEXT: Final = "one of its two texts is empty"
_WANTED: Final = {
    SuiteKind.PAIRS: '{"premise": "...", "hypothesis": "...", "label": "entailment"}',
    SuiteKind.STATEMENTS: '{"sentence": "...", "statements": ["...", "..."]}',
    SuiteKind.QUANTITIES: '{"text": "...", "quantities": [{"value": 14.8e9, "unit": "USD"}]}',
    SuiteKind.STORIES: "a folder with gold.jsonl and articles/",
}


@dataclass(frozen=True, slots=True)
class Form:
    """How the rows of one suite are to be read."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Our name -> the file's, where it differs."""
    labels: Sequence[str] = ()
    """The meaning of the labels 0, 1, 2, ..., where they are numbers."""
    skip_empty: bool = False
    """Whether a pair with an empty text is counted and left out, as nobody can mend a public set; a file is refused."""

    def get(self, row: Row, name: str) -> Any:
        return row.get(self.columns.get(name, name))


def kind_of(row: Row, place: Place, form: Form) -> SuiteKind:
    """Which kind of suite a row belongs to, by its columns.

    :raises InputError: none of them.
    """

    def has(*names: str) -> bool:
        return all(form.get(row, n) is not None for n in names)

    if has("premise", "hypothesis", "label"):
        return SuiteKind.PAIRS
    if has("sentence", "statements") or has("sentence", "human_facts") or has("complex", "simple"):
        return SuiteKind.STATEMENTS
    if has("text", "quantities"):
        return SuiteKind.QUANTITIES
    columns = ", ".join(map(str, list(row)[:12])) or "none"
    wanted = "; or ".join(_WANTED[k] for k in (SuiteKind.PAIRS, SuiteKind.STATEMENTS, SuiteKind.QUANTITIES))
    raise place.error(f"is of no kind of suite; its columns are {columns}", wanted)


def parse(row: Row, kind: SuiteKind, place: Place, form: Form) -> Item | str:
    """The item of a row, or the reason it is left out.

    :raises InputError: a field is missing, empty or of a wrong type, or the label is none.
    """
    if kind is SuiteKind.PAIRS:
        return _pair(row, place, form)
    if kind is SuiteKind.STATEMENTS:
        return _statements(row, place, form)
    return _quantities(row, place, form)


def _words(row: Row, name: str, place: Place, form: Form, kind: SuiteKind) -> str:
    value = form.get(row, name)
    if not isinstance(value, str) or not value.strip():
        what = f"has no {name}" if value is None or value == "" else f"its {name} is not a text"
        raise place.error(what, f"write {_WANTED[kind]}")
    return value


def _group(row: Row, form: Form, *texts: str) -> str:
    for name in ("group", "story", "document"):
        value = form.get(row, name)
        if isinstance(value, (str, int)) and str(value).strip():
            return str(value)
    return group_of(texts)


def _id(row: Row, form: Form, *texts: str) -> str:
    value = form.get(row, "id")
    return str(value) if isinstance(value, (str, int)) and str(value).strip() else text_id(*texts)


def read_label(value: object, place: Place, labels: Sequence[str]) -> str | None:
    """A label in our words; None for a row without one (-1, "-" or "hidden" in the public sets).

    :raises InputError: the label is none of ours, or a number whose meaning nobody states.
    """
    if isinstance(value, str) and value.strip().lstrip("-").isdigit():
        value = int(value)
    if value in (-1, "-", "hidden", ""):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        if not labels:
            raise place.error(
                f"the label {value} is a number, and nothing says which class it is",
                'write the class, or labels = ["entailment", ...] in a suite.toml beside the file',
            )
        if not 0 <= value < len(labels):
            raise place.error(f"the label {value} is none of the {len(labels)} classes", f"0 to {len(labels) - 1}")
        value = labels[value]
    found = normalise(value) if isinstance(value, str) else None
    if found is None:
        raise place.error(f"the label {value!r} is no class", f"write {', '.join(LABELS)} or {NOT_ENTAILMENT}")
    return found


def _pair(row: Row, place: Place, form: Form) -> PairItem | str:
    premise = form.get(row, "premise")
    if isinstance(premise, list) and all(isinstance(p, str) for p in premise):
        row = {**row, form.columns.get("premise", "premise"): " ".join(premise)}
    if form.skip_empty and any(not str(form.get(row, name) or "").strip() for name in ("premise", "hypothesis")):
        return NO_TEXT
    premise = _words(row, "premise", place, form, SuiteKind.PAIRS)
    hypothesis = _words(row, "hypothesis", place, form, SuiteKind.PAIRS)
    label = read_label(form.get(row, "label"), place, form.labels)
    if label is None:
        return NO_LABEL
    kind = form.get(row, "kind")
    return PairItem(
        _id(row, form, premise, hypothesis),
        premise,
        hypothesis,
        label,
        _group(row, form, premise),
        kind if isinstance(kind, str) else "",
    )


def _statements(row: Row, place: Place, form: Form) -> StatementItem | str:
    if form.get(row, "sentence") is None and isinstance(row.get("complex"), str):  # WikiSplit's names
        row = {**row, "sentence": row["complex"], "statements": row.get("simple")}
    elif row.get("human_facts") is not None:  # FActScore's
        row = {**row, "statements": [f.get("text") if isinstance(f, dict) else f for f in row["human_facts"]]}
    sentence = _words(row, "sentence", place, form, SuiteKind.STATEMENTS)
    found = form.get(row, "statements")
    if not isinstance(found, list) or not all(isinstance(s, str) and s.strip() for s in found):
        raise place.error("its statements are not a list of texts", f"write {_WANTED[SuiteKind.STATEMENTS]}")
    if not found:
        return "no statements are labelled"
    return StatementItem(_id(row, form, sentence), sentence, tuple(found), _group(row, form, sentence))


def _quantities(row: Row, place: Place, form: Form) -> QuantityItem:
    text = _words(row, "text", place, form, SuiteKind.QUANTITIES)
    found = form.get(row, "quantities")
    mend = f"write {_WANTED[SuiteKind.QUANTITIES]}"
    if not isinstance(found, list) or not all(isinstance(q, dict) for q in found):
        raise place.error("its quantities are not a list of objects", mend)
    gold = []
    for quantity in found:
        try:
            value = float(quantity["value"])
        except (KeyError, TypeError, ValueError):
            raise place.error(f"a quantity has no number as its value: {quantity.get('value')!r}", mend) from None
        if value != value or value in (float("inf"), float("-inf")):
            raise place.error("a quantity's value is not finite", mend)
        gold.append(GoldQuantity(value, str(quantity.get("unit", "")), str(quantity.get("relation", ""))))
    return QuantityItem(_id(row, form, text), text, tuple(gold), _group(row, form, text))
