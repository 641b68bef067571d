"""More sentences with names: names swapped for others of their kind, and newsroom templates filled in.

Mention replacement follows Dai & Adel (2020), "An Analysis of Simple Data Augmentation for Named Entity Recognition".
The sentences carry names and, from templates, attributions; their trees are not annotated.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from treebanks import Example

from factcheck.statements.reader import words

_ROLES = {"s": "SOURCE", "c": "CUE", "t": "CONTENT"}


class Names:
    """Names by kind: those of `names.toml` and those seen in training sentences."""

    def __init__(self, path: Path, examples: Sequence[Example]) -> None:
        lists = tomllib.loads(path.read_text(encoding="utf-8"))
        own = {
            name: [item.strip() for item in text.split(";") if item.strip()]
            for name, text in lists.items()
            if name != "templates"
        }
        self.templates = [line for line in lists["templates"].splitlines() if line]
        self._first, self._last = own["first_names"], own["last_names"]
        self._own = {"ORG": own["organisations"], "LOC": own["places"], "MISC": own["others"]}
        self._seen: dict[str, list[str]] = {"PER": [], "ORG": [], "LOC": [], "MISC": []}
        for example in examples:
            for start, end, kind in mentions(example):
                self._seen[kind].append(" ".join(example.words[start:end]))

    def draw(self, kind: str, chance: random.Random, *, own: bool = False) -> str:
        """A name of the kind; `own`: only from the lists."""
        if not own and self._seen[kind] and chance.random() < 0.4:
            return chance.choice(self._seen[kind])
        if kind == "PER":
            last = chance.choice(self._last)
            return last if chance.random() < 0.3 else f"{chance.choice(self._first)} {last}"
        return chance.choice(self._own[kind])


def mentions(example: Example) -> list[tuple[int, int, str]]:
    """Start, end and kind of every name, in order."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(example.entity):
        if tag is not None and tag.startswith("B-"):
            found.append((i, i + 1, tag[2:]))
        elif tag is not None and tag.startswith("I-") and found:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found


def swapped(example: Example, names: Names, chance: random.Random) -> Example:
    """The sentence with most of its names replaced by others of their kind; only names stay annotated."""
    new, at = Example([]), 0
    for start, end, kind in [*mentions(example), (len(example.words), len(example.words), "")]:
        new.words += example.words[at:start]
        new.entity += example.entity[at:start]
        if kind:
            name = names.draw(kind, chance) if chance.random() < 0.8 else " ".join(example.words[start:end])
            parts = [name[a:b] for a, b in words(name)]
            new.words += parts
            new.entity += ["B-" + kind] + ["I-" + kind] * (len(parts) - 1)
        at = end
    return new


def filled(template: str, names: Names, chance: random.Random) -> Example:
    """A template with names drawn; names and attributions annotated."""
    text, entities, roles = "", [], []
    for part in re.findall(r"\{[A-Z]+\}|<[sct] |>|[^{}<>]+", template):
        if part.startswith("{"):
            name = names.draw(part[1:-1], chance, own=part == "{MISC}")
            entities.append((len(text), len(text) + len(name), part[1:-1]))
            text += name
        elif part.startswith("<"):
            roles.append([len(text), len(text), _ROLES[part[1]]])
        elif part == ">":
            roles[-1][1] = len(text)
        else:
            text += part
    places = words(text)
    forms = [text[a:b] for a, b in places]
    return Example(forms, entity=list(_tags(places, entities)), attribution=list(_tags(places, roles)))


def _tags(places: Sequence[tuple[int, int]], spans: Sequence[Sequence[int | str]]) -> list[str]:
    tags = ["O"] * len(places)
    for start, end, name in spans:
        inside = [i for i, (a, b) in enumerate(places) if a >= int(start) and b <= int(end)]
        for k, i in enumerate(inside):
            tags[i] = ("I-" if k else "B-") + str(name)
    return tags


def augmented(examples: Sequence[Example], names: Names, copies: int, chance: random.Random) -> list[Example]:
    """One swapped copy of every sentence with names, and every template filled `copies` times."""
    found = [swapped(example, names, chance) for example in examples if mentions(example)]
    return found + [filled(template, names, chance) for template in names.templates for _ in range(copies)]
