"""Score the shipped reader: tags and trees on EWT and PUD, names on wikigold, attributions on PolNeAR, words and speed.

    python models/recipes/reader/evaluate.py --data ../shared/data [--model FOLDER]

Trees are scored on gold words; punctuation counts. LAS compares whole relations (`nsubj:pass`), LAS-universal only the
part before the colon, as the CoNLL shared tasks do. Wikigold's last fifth is not trained on, but its other parts are.
PolNeAR is not trained on at all.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import treebanks
from attributions import attribution_tags
from treebanks import Example

from factcheck.statements.reader import Reader, shapes, words
from factcheck.statements.sentences import sentence_spans
from factcheck.types import Token

Attributed = tuple[str, dict[str, list[list[tuple[int, int]]]]]
"""An article's text, and for each role the spans of every attribution."""
ROOT = Path(__file__).resolve().parents[3]


def read_words(reader: Reader, forms: Sequence[str]) -> list[Token]:
    """Tokens of a sentence whose words are given."""
    return reader.tokens(forms, [(0, 0)] * len(forms), shapes(forms))


def trees(reader: Reader, examples: Iterable[Example]) -> dict[str, float]:
    """UPOS, UAS, LAS, LAS-universal and lemma accuracy in percent of words."""
    right, total = defaultdict(int), 0
    for example in examples:
        for i, token in enumerate(read_words(reader, example.words)):
            attached = token.head == example.heads[i]
            rel = example.deprels[i]
            right["upos"] += token.upos == example.upos[i]
            right["uas"] += attached
            right["las"] += attached and token.deprel == rel
            right["las_universal"] += attached and token.deprel.split(":")[0] == rel.split(":")[0]
            right["lemma"] += token.lemma.lower() == example.lemmas[i].lower()
            total += 1
    return {name: round(100 * count / total, 2) for name, count in right.items()} | {"words": total}


def spans(tags: Sequence[str | None]) -> set[tuple[int, int, str]]:
    found, start = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag is None or not tag.startswith("I-")):
            found.add((start, i, str(tags[start])[2:]))
            start = None
        if tag is not None and tag.startswith("B-"):
            start = i
    return found


def f1(right: int, said: int, gold: int) -> dict[str, float]:
    precision, recall = right / max(said, 1), right / max(gold, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(100 * score, 1), "gold": gold}


def names(reader: Reader, examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """F1 of exact spans with types, overall and by type."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for example in examples:
        said = spans([token.entity for token in read_words(reader, example.words)])
        gold = spans(example.entity)
        for kind in ("all", "PER", "ORG", "LOC", "MISC"):
            one, other = ({span for span in found if kind in ("all", span[2])} for found in (said, gold))
            for i, number in enumerate((len(one & other), len(one), len(other))):
                counts[kind][i] += number
    return {kind: f1(*numbers) for kind, numbers in counts.items()}


def polnear(data: Path, split: str, limit: int) -> list[Attributed]:
    """(text, role -> spans of each attribution) of one split's articles."""
    folder = data / "attribution/polnear"
    by_document: dict[str, list[dict]] = defaultdict(list)
    for line in treebanks.lines(folder / "attributions.jsonl.gz"):
        row = json.loads(line)
        by_document[row["doc"]].append(row)
    found = []
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["split"] == split and row["id"] in by_document:
                roles: dict[str, list[list[tuple[int, int]]]] = {"source": [], "cue": [], "content": []}
                for attribution in by_document[row["id"]]:
                    for role, members in roles.items():
                        members.append([(a, b) for part in attribution[role] for a, b in part["spans"]])
                found.append((row["text"], roles))
    return found[:limit]


def attributions(reader: Reader, articles: Sequence[Attributed]) -> dict[str, dict[str, float]]:
    """F1 of words by role, for the attribution head and for the rules on predicted trees."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for text, roles in articles:
        inside = {role: {i for span in found for a, b in span for i in range(a, b)} for role, found in roles.items()}
        places = sentence_spans(text)
        for (start, _), tokens in zip(places, reader.read([text[a:b] for a, b in places]), strict=True):
            ruled = attribution_tags(
                [t.lemma for t in tokens],
                [t.upos for t in tokens],
                [t.head for t in tokens],
                [t.deprel for t in tokens],
            )
            for i, token in enumerate(tokens):
                if token.upos == "PUNCT":
                    continue
                for way, tag in (("head", token.attribution), ("rules", ruled[i])):
                    for role in roles:
                        gold, said = start + token.start in inside[role], tag.endswith(role.upper())
                        if role == "content":  # an inner source or cue is content of the outer attribution as well
                            said = said or (tag != "O" and gold)
                        for k, hit in enumerate((gold and said, said, gold)):
                            counts[f"{way}.{role}"][k] += hit
    return {name: f1(*numbers) for name, numbers in sorted(counts.items())}


def division(path: Path) -> dict[str, float]:
    """F1 of word boundaries on raw sentences, of those whose words can be found in the text."""
    right = said = gold = 0
    for example in treebanks.conllu(path):
        at, true = 0, set()
        for word in example.words:
            found = example.text.find(word, at)
            if found < 0:
                break
            true.add((found, found + len(word)))
            at = found + len(word)
        else:
            mine = set(words(example.text))
            right, said, gold = right + len(mine & true), said + len(mine), gold + len(true)
    return f1(right, said, gold)


def speed(reader: Reader, examples: Sequence[Example]) -> dict[str, float]:
    texts = [example.text for example in examples]
    reader.read(texts[:50])
    started = time.perf_counter()
    reader.read(texts)
    seconds = time.perf_counter() - started
    return {
        "sentences_per_second": round(len(texts) / seconds, 1),
        "words": round(sum(map(len, map(words, texts))) / len(texts), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=ROOT / "models/embedded/minilm-l6-reader")
    parser.add_argument("--articles", type=int, default=84, help="PolNeAR articles")
    parser.add_argument("--split", choices=("dev", "test"), default="dev", help="of EWT, GUM and wikigold")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    reader = Reader(arguments.model, threads=arguments.threads)
    syntax = arguments.data / "syntax"
    ewt = syntax / f"ud_ewt/en_ewt-ud-{arguments.split}.conllu.gz"
    pud = list(treebanks.conllu(syntax / "ud_pud/en_pud-ud-test.conllu.gz"))
    open_gum = list(treebanks.gum(syntax / f"ud_gum/en_gum-{arguments.split}.conllu.gz"))
    _, gold_dev, gold_test = treebanks.wikigold_parts(arguments.data / "ner/wikigold.conll.gz")
    results: dict[str, object] = {
        "ewt": trees(reader, treebanks.conllu(ewt)),
        "gum_open": trees(reader, open_gum),
        "wikigold": names(reader, gold_dev if arguments.split == "dev" else gold_test),
        "words_ewt": division(ewt),
        "words_pud": division(syntax / "ud_pud/en_pud-ud-test.conllu.gz"),
        "polnear_dev": attributions(reader, polnear(arguments.data, "dev", arguments.articles)),
        "speed": speed(reader, pud[:400]),
    }
    if arguments.split == "test":
        results["pud"] = trees(reader, pud)
    for name, result in results.items():
        print(json.dumps({name: result}))


if __name__ == "__main__":
    main()
