"""Training sentences from the corpora: CoNLL-U treebanks, GUM's entities, wikigold."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.statements.reader import words as divide

OPEN_GENRES = ("news", "interview", "bio", "voyage")
"""GUM's texts under CC BY and CC BY-SA; the rest are non-commercial, no-derivatives or unclear and are left out."""
ENTITY_LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
_GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "time": ""}
_LINKERS = {"of", "the", "for", "and", "&", "-", "'s", "’s", "de", "in", "on", "del", "la", "al", "von", "van", "."}
_TITLES = {
    "president", "mr.", "mrs.", "ms.", "dr.", "senator", "governor", "king", "queen", "prince", "princess", "sir",
    "lord", "lady", "pope", "minister", "prime", "captain", "general", "colonel", "professor", "mayor", "judge",
    "justice", "chancellor", "secretary", "emperor", "saint", "st.", "sheikh", "sultan", "bishop", "archbishop",
    "cardinal", "the",
}  # fmt: skip


@dataclass(slots=True)
class Example:
    """A sentence in words; a layer that is not annotated is empty, a single unknown label is None."""

    words: list[str]
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """-1 for the root."""
    deprels: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    entity: list[str | None] = field(default_factory=list)
    attribution: list[str | None] = field(default_factory=list)
    text: str = ""
    misc: list[str] = field(default_factory=list)
    document: str = ""


def lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file)


def conllu(path: Path) -> Iterator[Example]:
    """The sentences of a gzipped CoNLL-U file; multiword ranges and empty nodes are skipped, their words kept."""
    example, document = Example([]), ""
    for line in lines(path):
        if line.startswith("# newdoc id"):
            document = line.split("=", 1)[1].strip()
        elif line.startswith("# text ="):
            example.text = line.split("=", 1)[1].strip()
        elif not line:
            if example.words:
                example.document = document
                yield example
            example = Example([])
        elif not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                example.words.append(cells[1])
                example.lemmas.append(cells[2])
                example.upos.append(cells[3])
                example.heads.append(int(cells[6]) - 1)
                example.deprels.append(cells[7])
                example.misc.append(cells[9])


def gum(path: Path) -> Iterator[Example]:
    """The sentences of GUM's openly licensed genres, with named entities read from its mention layer."""
    open_mentions: dict[str, tuple[str, int]] = {}
    for example in conllu(path):
        genre = example.document.split("_")[1] if "_" in example.document else ""
        if genre in OPEN_GENRES:
            example.entity = gum_names(example, open_mentions)
            yield example


def gum_names(example: Example, opened: dict[str, tuple[str, int]]) -> list[str | None]:
    """BIO tags of the mentions headed by a proper noun; other capitalised words stay unknown (None)."""
    mentions: list[tuple[int, int, str]] = []
    opened.clear()
    for i, misc in enumerate(example.misc):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        for opens, body, closes in re.findall(r"(\()?([^()]+)(\))?", found.group(1) if found else ""):
            key = body.split("-")[0]
            if opens:
                opened[key] = (body.split("-")[1], i)
            if closes and key in opened:
                kind, start = opened.pop(key)
                mentions.append((start, i + 1, _GUM_TYPES.get(kind, "MISC")))
    tags: list[str | None] = [
        None if word[:1].isupper() and (upos in {"PROPN", "ADJ"} or i) and word != "I" else "O"
        for i, (word, upos) in enumerate(zip(example.words, example.upos, strict=True))
    ]
    taken = [False] * len(tags)
    for start, end, kind in sorted(mentions, key=lambda m: m[0] - m[1]):
        first, last = _name_span(example, start, end, kind)
        if first < last and not any(taken[first:last]):
            taken[first:last] = [True] * (last - first)
            if kind:
                tags[first:last] = ["B-" + kind] + ["I-" + kind] * (last - first - 1)
            else:
                tags[first:last] = ["O"] * (last - first)
    return tags


def _name_span(example: Example, start: int, end: int, kind: str) -> tuple[int, int]:
    """The run of proper nouns (and linkers between them) around the head of a mention; empty if it is no name."""
    inside = range(start, end)
    head = next((i for i in inside if example.heads[i] not in inside), start)
    if example.upos[head] != "PROPN":
        return 0, 0

    def proper(i: int) -> bool:
        return example.upos[i] in {"PROPN", "NUM"} or (
            example.words[i][:1].isupper() and example.upos[i] in {"ADJ", "NOUN", "VERB"}
        )

    def linked(i: int, step: int) -> bool:
        ahead = i + step
        while start <= ahead < end and example.words[ahead].lower() in _LINKERS and abs(ahead - i) <= 2:
            ahead += step
        return kind != "PER" and example.words[i].lower() in _LINKERS and start <= ahead < end and proper(ahead)

    first = last = head
    while first - 1 >= start and (proper(first - 1) or linked(first - 1, -1)):
        first -= 1
    while last + 1 < end and (
        proper(last + 1) or linked(last + 1, 1) or (kind == "PER" and example.words[last + 1] == "-")
    ):
        last += 1
    while first < last and example.words[first].lower() in _TITLES:
        first += 1
    return first, last + 1


def wikigold(path: Path) -> list[Example]:
    """Wikigold's sentences with its IOB1 tags as BIO, words divided further as the treebanks do."""
    found, rows = [], []
    for line in [*lines(path), ""]:
        if line.strip():
            rows.append(line.split())
        elif rows:
            found.append(_divided(rows))
            rows = []
    return found


def _divided(rows: list[list[str]]) -> Example:
    example, before = Example([]), "O"
    for word, tag in rows:
        begins = tag != "O" and (tag.startswith("B-") or before == "O" or before[2:] != tag[2:])
        for start, end in divide(word):
            example.words.append(word[start:end])
            example.entity.append(tag if tag == "O" else ("B-" if begins else "I-") + tag[2:])
            begins = False
        before = tag
    return example


def wikigold_parts(path: Path) -> tuple[list[Example], list[Example], list[Example]]:
    """Train (70%), dev (10%) and test (20%), cut in the file's order so that no document lies in two parts."""
    found = wikigold(path)
    n = len(found)
    return found[: n * 7 // 10], found[n * 7 // 10 : n * 8 // 10], found[n * 8 // 10 :]
