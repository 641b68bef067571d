"""Score splitting against human decompositions of sentences.

    python benchmarks/statements.py --data ../shared/data [--part look|report] [--limit 3000] [--errors 20] [--holders]

FActScore and Factcheck-GPT (human atomic facts): each text is split as a whole; recall is the share of human facts
that some statement of their sentence matches, precision the share of statements that match some fact of theirs. Two
match at a content-word F1 of 0.7 or more; a statement is compared as it was split and as it stands resolved, the
better counts. With `--holders` a statement that somebody holds is compared in a third way too, its holder's name in
front of its text: a person's fact "The court found that the law stands" is here the text "The law stands" and the
holder "court". WikiSplit and BiSECT (a sentence and simple sentences that say it): the share of the content words of
each simple sentence that stand in the statement covering it best. BiSECT's were translated anew, so only words that
its long sentence has are asked for.

`--part look` takes the third of each set that was looked at when the splitter was written, `report` the rest; texts
are dealt out by the hash of what they are about.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from factcheck.statements import split_articles
from factcheck.types import Article, Dropped, Statement

MATCH = 0.7
_FUNCTION = frozenset(
    "a an the and or but nor so yet of in on at to for from by with as into onto upon about over under between through"
    " during after before since until against among within without is are was were be been being am has have had having"
    " do does did done will would shall should can could may might must it its he him his she her hers they them their"
    " theirs we us our i me my you your this that these those who whom whose which what there also 's ' not n't s t"
    " while when where than such both either".split()
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a text and what people made of it."""

    text: str
    facts: tuple[str, ...]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of one gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def in_part(key: str, part: str) -> bool:
    """Whether what has this key belongs to the part that was looked at, or to the one that is reported."""
    looked = hashlib.sha256(key.encode()).digest()[0] % 3 == 0
    return part == "all" or looked == (part == "look")


def content(text: str) -> Counter[str]:
    """The content words of a text, in small letters, possessives off."""
    words = re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", text.lower().replace("\u2019", "'"))
    return Counter(word for word in words if word not in _FUNCTION)


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """F1 of two bags of words; 1 for two empty ones."""
    if not one and not other:
        return 1.0
    return 2 * sum((one & other).values()) / max(sum(one.values()) + sum(other.values()), 1)


def statements_of(texts: Sequence[Sequence[str]], level: str) -> Iterator[list[list[Statement]]]:
    """For each text, given as its sentences, the statements of each sentence."""
    articles = [Article(str(number), "", " ".join(sentences)) for number, sentences in enumerate(texts)]
    found: dict[str, list[Statement]] = {a.article_id: [] for a in articles}
    for statement in split_articles(articles, Dropped(), level=level):
        found[statement.article_id].append(statement)
    for article, sentences in zip(articles, texts, strict=True):
        at, groups = 0, []
        for sentence in sentences:
            stop = at + len(sentence)
            groups.append([s for s in found[article.article_id] if at <= s.sentence_start < stop])
            at = stop + 1
        yield groups


def renderings(statement: Statement, holders: bool) -> tuple[Counter[str], ...]:
    """The content words of a statement resolved, as it was split, and, for `holders`, with who holds it in front."""
    plain = (content(statement.text), content(statement.original))
    return (*plain, content(f"{statement.holder} {statement.text}")) if holders and statement.holder else plain


def decomposition(texts: Sequence[Sequence[Unit]], level: str, errors: int, holders: bool = False) -> str:
    """Recall and precision against human facts."""
    recalled = facts = right = said = 0
    for units, groups in zip(texts, statements_of([[u.text for u in units] for units in texts], level), strict=True):
        for unit, statements in zip(units, groups, strict=True):
            if not unit.facts:
                continue
            gold = [content(fact) for fact in unit.facts]
            mine = [renderings(s, holders) for s in statements]
            hit = [any(overlap(g, m) >= MATCH for ways in mine for m in ways) for g in gold]
            true = [any(overlap(g, m) >= MATCH for m in ways for g in gold) for ways in mine]
            recalled, facts, right, said = recalled + sum(hit), facts + len(hit), right + sum(true), said + len(true)
            if errors > 0 and not (all(hit) and all(true)):
                errors -= 1
                print(unit.text)
                print(*(f"   {'+' if h else '-'} {fact}" for h, fact in zip(hit, unit.facts, strict=True)), sep="\n")
                print(*(f"   {'>' if t else '!'} {s.text}" for t, s in zip(true, statements, strict=True)), sep="\n")
    return (
        f"recall {recalled / max(facts, 1):.1%} of {facts} facts, precision {right / max(said, 1):.1%} of {said}"
        f" statements, {said / max(sum(1 for units in texts for u in units if u.facts), 1):.2f} a sentence"
    )


def factscore(data: Path, part: str) -> list[list[Unit]]:
    """FActScore's biographies, each model's text of a person together."""
    path = data / "decomposition/factscore/sentences.jsonl.gz"
    chosen = (row for row in rows(path) if in_part(row["topic"], part))
    return [
        [Unit(_plain(r["sentence"]), tuple(f["text"] for f in r["human_facts"] or ())) for r in group]
        for _, group in groupby(chosen, key=lambda row: (row["model"], row["topic"]))
    ]


def factcheckgpt(data: Path, part: str) -> list[list[Unit]]:
    """Factcheck-GPT's answers; its claims name what their sentence only refers to."""
    path = data / "decomposition/factcheckgpt/decomposition.jsonl.gz"
    chosen = (row for row in rows(path) if in_part(row["prompt"], part))
    return [
        [Unit(_plain(r["sentence"]), tuple(r["claims"] or ())) for r in group]
        for _, group in groupby(chosen, key=lambda row: row["doc"])
    ]


def simple_sentences(data: Path, name: str, part: str) -> Iterator[Unit]:
    """Pairs of a long sentence and the simple ones that say it."""
    files = {"look": ["wikisplit/tune"], "report": ["wikisplit/validation"], "all": ["wikisplit/validation"]}
    paths = files[part] if name == "WikiSplit" else ["bisect/valid"]
    for path in paths:
        for row in rows(data / f"decomposition/{path}.jsonl.gz"):
            if name == "WikiSplit":
                yield Unit(_detached(row["complex"]), tuple(_detached(one) for one in row["simple"]))
            elif in_part(row["id"], part):
                yield Unit(_detached(row["complex"]), tuple(_detached(o) for o in row["target"].split("<SEP>")))


def coverage(units: Iterable[Unit], level: str, errors: int) -> str:
    """How much of each simple sentence's content the statement nearest to it holds."""
    taken = list(units)
    held = asked = full = simple = 0
    for unit, groups in zip(taken, statements_of([[u.text] for u in taken], level), strict=True):
        mine = [content(s.text) + content(s.holder or "") for s in groups[0]]
        source = content(unit.text)
        for fact in unit.facts:
            gold = content(fact) & source
            best = max((sum((gold & m).values()) for m in mine), default=0)
            held, asked = held + best, asked + sum(gold.values())
            full, simple = full + (best >= 0.9 * sum(gold.values())), simple + 1
            if errors > 0 and best < 0.7 * sum(gold.values()):
                errors -= 1
                print(unit.text, f"   - {fact}", *(f"   > {s.text}" for s in groups[0]), sep="\n")
    return (
        f"{held / max(asked, 1):.1%} of content words, {full / max(simple, 1):.1%} of {simple} sentences nearly whole"
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _detached(text: str) -> str:
    """Running text from tokens parted by spaces."""
    text = re.sub(
        r"\s+([,.;:?!%)\]]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)", r"\1", text.replace("''", '"').replace("``", '"')
    )
    text = re.sub(r"([(\[$])\s+", r"\1", text)
    text = re.sub(r'" ([^"]*?) "', r'"\1"', text)
    return _plain(re.sub(r"(\w) - (\w)", r"\1-\2", re.sub(r"(\d) ?, (\d{3})", r"\1,\2", text)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds decomposition/")
    parser.add_argument("--part", choices=("look", "report", "all"), default="report")
    parser.add_argument("--level", choices=("sentence", "clause", "atomic", "fine"), default="atomic")
    parser.add_argument("--limit", type=int, default=3000, help="sentences, or texts of FActScore and Factcheck-GPT")
    parser.add_argument("--sets", nargs="+", default=["FActScore", "Factcheck-GPT", "WikiSplit", "BiSECT"])
    parser.add_argument("--holders", action="store_true", help="compare what is held also with its holder in front")
    parser.add_argument("--errors", type=int, default=0, help="sentences of each set to print that are not as labelled")
    a = parser.parse_args()
    for name in a.sets:
        if name == "FActScore":
            line = decomposition(factscore(a.data, a.part)[: a.limit], a.level, a.errors, a.holders)
        elif name == "Factcheck-GPT":
            line = decomposition(factcheckgpt(a.data, a.part)[: a.limit], a.level, a.errors, a.holders)
        else:
            line = coverage(islice(simple_sentences(a.data, name, a.part), a.limit), a.level, a.errors)
        print(f"{name:14} {line}", flush=True)


if __name__ == "__main__":
    main()
