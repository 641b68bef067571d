"""The reader model: sentences -> words with tags, dependency tree, names and attributions (one small ONNX network)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.resources import resource
from factcheck.statements.inflection import base_of_past
from factcheck.statements.parsing import best_tags, best_tree
from factcheck.types import Token

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_PIECES = 254
"""Word pieces of one pass, without [CLS] and [SEP]; longer sentences are read in windows."""
_LENIENCE = 2.8
"""How much likelier, in nats, "no attribution" has to be: chosen on a third of PolNeAR's dev articles, where
attributions keep a precision of 87 % and their recall gains 6 points. Holders of statements hardly change."""

# --- words ----------------------------------------------------------------------------------------------------------

_PREFIXES = (
    "anti|bi|co|counter|cyber|de|e|eco|ex|extra|hyper|inter|intra|macro|mega|micro|mid|mini|multi|neo|non|over|para|"
    "post|pre|pro|pseudo|quasi|re|semi|sub|super|tele|trans|tri|ultra|un|under|uni|vice"
)
_ABBREVIATIONS = (
    "mr|mrs|ms|messrs|dr|prof|rev|hon|st|sr|jr|gen|col|maj|capt|cmdr|lt|sgt|cpl|pvt|adm|sen|rep|gov|pres|supt|det|"
    "inc|corp|co|ltd|bros|cos|plc|llc|dept|univ|assn|ave|blvd|rd|hwy|mt|ft|vs|etc|cf|approx|est|al|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|"
    "ala|ariz|ark|calif|colo|conn|del|fla|ga|ill|ind|kan|ky|la|mass|md|mich|minn|mo|mont|neb|nev|okla|ore|pa|penn|"
    "tenn|tex|va|vt|wash|wis|wyo"
)
# In order of trial; each alternative is one word of Universal Dependencies English (EWT conventions).
_WORD = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]          # web addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                # mail addresses
  | \w+(?:\.\w+)*\.(?i:com|org|net|edu|gov|co\.uk|htm|html|pdf|docx?|xlsx?|txt)(?!\w)
  | [@\#]\w+                                                    # handles, hashtags
  | [:;=]-?[)(DPp](?!\w)                                        # smileys
  | \d{{1,4}}(?:[/-]\d{{1,4}}){{2}}(?!\w)                       # 11/28/2000, 2001-09-11
  | \d{{3}}-\d{{4}}(?!\w)                                       # phone numbers
  | \d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)                        # 10:30
  | \d+(?:st|nd|rd|th|s)(?!\w)                                  # 20th, 1990s
  | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)? | \d+(?:\.\d+)+ | \.\d+    # 1,000.5  14.8  .5
  | \d+/\d+(?!\w)                                               # 1/2, 9/11
  | [’'](?:\d0s|\d\d)(?!\w)                                     # '90s
  | (?:[^\W\d_]\.){{2,}}                                        # U.S., a.m., e.g.
  | (?:[^\W\d_]\.){{1,}}[^\W\d_](?!\w)(?!\.)                    # U.S without its last period
  | (?i:{_ABBREVIATIONS})\.(?=\s*[^\s.]|\s*$) | [Nn]os?\.(?=\s*\d)
  | [A-Z]\.(?=[ \u00a0]?[A-Z])                                  # initials
  | [A-Z]{{1,2}}&[A-Z](?!\w)                                    # AT&T
  | (?i:can(?=not(?!\w))|gon(?=na(?!\w))|wan(?=na(?!\w))|got(?=ta(?!\w)))
  | (?i:n[’']t)(?!\w)
  | [’'](?i:s|m|d|ll|re|ve)(?!\w)
  | (?i:[^\W\d_]+?(?=n[’']t(?!\w)))                             # do + n't
  | (?i:{_PREFIXES})-[^\W_]+(?=\W|$)                            # co-founder, non-profit
  | (?i:o|d|l)[’'][^\W\d_]{{2,}}                                # O'Brien
  | [^\W\d_](?:[^\W_]|(?<=\w)_(?=\w))*                          # plain words, A320
  | \d+[^\W\d_]\d[^\W_]*                                        # 3x9890
  | \d+
  | \.{{2,}} | -{{2,}} | [–—]+ | ([*=_~\#+|!?<>])\1*            # runs of one sign
  | \S
    """,
    re.VERBOSE,
)


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of every word, in order, as Universal Dependencies English divides them.

    Every character that is not white space lies in exactly one word: punctuation, clitics ('s, n't, 'll), currency and
    percent signs and the hyphens of compounds are words of their own; abbreviations, figures, dates and addresses are
    whole; prefixes keep their hyphen (co-founder).
    """
    return [(match.start(), match.end()) for match in _WORD.finditer(text)]


# --- features -------------------------------------------------------------------------------------------------------

SHAPES = (
    "special", "lower", "title", "title-first", "upper", "letter", "mixed", "digits", "with-digits", "sign",
    "upper-shouted", "abbreviation", "title-headline", "clitic", "spare-1", "spare-2",
)  # fmt: skip
_SHAPE = {name: index for index, name in enumerate(SHAPES)}
_MIN_SHOUT = 3


def shapes(forms: Sequence[str]) -> list[int]:
    """The index in `SHAPES` of every word of a sentence: what an uncased vocabulary loses."""
    long = [form for form in forms if len(form) > _MIN_SHOUT and form.isalpha()]
    shouted = len(long) >= _MIN_SHOUT and all(form.isupper() for form in long)
    headline = len(long) >= _MIN_SHOUT and all(form[0].isupper() for form in long)
    first = next((i for i, form in enumerate(forms) if form[:1].isalnum()), 0)
    return [_SHAPE[_shape(form, i == first, shouted, headline)] for i, form in enumerate(forms)]


def _shape(form: str, first: bool, shouted: bool, headline: bool) -> str:
    letters = sum(map(str.isalpha, form))
    if any(map(str.isdigit, form)):
        return "with-digits" if letters else "digits"
    if not letters:
        return "sign"
    if form[0] in "'’" or form.lower() in ("n't", "n’t"):
        return "clitic"
    if form.endswith("."):
        return "abbreviation"
    if form.islower():
        return "lower"
    if form.isupper():
        return "letter" if letters == 1 else "upper-shouted" if shouted else "upper"
    if form[0].isupper() and form[1:].islower():
        return "title-first" if first else "title-headline" if headline else "title"
    return "mixed"


class Pieces:
    """Words -> word pieces of the uncased vocabulary, remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._seen: dict[str, list[int]] = {}
        marks = {mark: tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[UNK]")}
        if None in marks.values():
            raise ModelError("the reader's tokenizer.json is not an uncased BERT vocabulary")
        self._cls, self._sep, self._unknown = (int(index or 0) for index in marks.values())

    def __call__(self, form: str) -> list[int]:
        """At least one and at most 12 piece ids of a word."""
        known = self._seen.get(form)
        if known is None:
            known = self._tokenizer.encode(form, add_special_tokens=False).ids[:12] or [self._unknown]
            if len(self._seen) < 200_000:
                self._seen[form] = known
        return known

    def encode(self, forms: Sequence[str], kinds: Sequence[int]) -> dict[str, NDArray[np.int64]]:
        """The network's input for one sentence of n words and p pieces.

        :returns: `pieces` and `shapes` (p + 2), `first` and `last` (n + 1): each word's outermost pieces, [CLS] before.
        """
        ids, marks, first, last = [self._cls], [0], [0], [0]
        for form, kind in zip(forms, kinds, strict=True):
            own = self(form)
            first.append(len(ids))
            ids += own
            marks += [kind] * len(own)
            last.append(len(ids) - 1)
        ids.append(self._sep)
        marks.append(0)
        named = {"pieces": ids, "shapes": marks, "first": first, "last": last}
        return {name: np.array(values, dtype=np.int64) for name, values in named.items()}


# --- the model ------------------------------------------------------------------------------------------------------


class Reader:
    """Sentences -> `Token`s. Each sentence is one pass of its own, so a result never depends on its neighbours."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """
        :param folder: holds config.json (the labels and the files' hashes), model.onnx and tokenizer.json.
        :param threads: sentences read at a time, the number of cores when None; results are the same for any number.
        :raises ModelError: a file is missing, changed or unreadable.
        """
        from tokenizers import Tokenizer

        from factcheck.onnx import Session, read_manifest

        manifest = read_manifest(folder, required=("labels",))
        labels: dict[str, list[str]] = manifest["labels"]
        if tuple(labels["shapes"]) != SHAPES:
            raise ModelError(f"{folder}/config.json: word shapes differ from this program's (export the model again)")
        self._upos, self._deprels = labels["upos"], labels["deprels"]
        self._entity, self._attribution = labels["entity"], labels["attribution"]
        self._pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
        self._session = Session(folder / "model.onnx", threads)

    def read(self, sentences: Sequence[str]) -> list[list[Token]]:
        """The words of each sentence with lemma, UPOS tag, head, relation, name and attribution tags.

        :returns: one list for each sentence, in order; empty for a sentence without words. Heads form one tree.
        """
        if self._session.threads == 1 or len(sentences) <= 1:
            return [self._read(sentence) for sentence in sentences]
        with ThreadPoolExecutor(min(self._session.threads, len(sentences))) as pool:
            return list(pool.map(self._read, sentences))

    def _read(self, sentence: str) -> list[Token]:
        spans = words(sentence)
        forms = [sentence[start:end] for start, end in spans]
        return self.tokens(forms, spans, shapes(forms))

    def tokens(self, forms: Sequence[str], spans: Sequence[tuple[int, int]], kinds: Sequence[int]) -> list[Token]:
        """The same for a sentence already divided into words, with their places and `shapes`."""
        tokens: list[Token] = []
        root = -1
        for start, end in self._windows(forms):
            base = len(tokens)
            for row in self._window(forms[start:end], kinds[start:end]):
                upos, head, deprel, entity, attribution = row
                place, form = spans[len(tokens)], forms[len(tokens)]
                if head < 0 and root >= 0:
                    head, deprel = root, "parataxis"
                elif head < 0:
                    root = len(tokens)
                else:
                    head += base
                lemma = lemma_of(form, upos)
                tokens.append(Token(form, *place, lemma, upos, head, deprel, entity, attribution))
        return tokens

    def _windows(self, forms: Sequence[str]) -> Iterable[tuple[int, int]]:
        """Stretches of words that fit one pass: nearly always one, else cut at the last sign of the later half."""
        start, used = 0, 0
        for i, form in enumerate(forms):
            size = len(self._pieces(form))
            if used + size > MAX_PIECES:
                signs = [k for k in range((start + i) // 2, i) if forms[k] in {",", ";", ":", ".", "-", "–", "—"}]
                cut = signs[-1] + 1 if signs else i
                used = sum(len(self._pieces(word)) for word in forms[cut:i])
                if used + size > MAX_PIECES:
                    cut, used = i, 0
                yield start, cut
                start = cut
            used += size
        if start < len(forms):
            yield start, len(forms)

    def _window(self, forms: Sequence[str], kinds: Sequence[int]) -> list[tuple[str, int, str, str, str]]:
        """Tag, head (-1 for the root), relation, name tag and attribution tag of every word.

        The network gives one table, a row for each of n words. Its columns: n + 1 arc scores (the root, then each word
        as head), the best relation to each of those heads, then scores of tags, of names and of attributions.
        """
        table, n = self._session.run(self._pieces.encode(forms, kinds)), len(forms)
        widths = (n + 1, n + 1, len(self._upos), len(self._entity), len(self._attribution))
        arcs, rels, upos, entity, attribution = np.split(table, np.cumsum(widths)[:-1], axis=1)
        heads, tags = best_tree(arcs), upos.argmax(axis=1)
        names = best_tags(entity, self._entity)
        said = best_tags(attribution, self._attribution, _LENIENCE)
        return [
            (
                self._upos[tags[i]],
                head,
                "root" if head < 0 else self._deprels[int(rels[i, head + 1])],
                names[i],
                said[i],
            )
            for i, head in enumerate(heads)
        ]


@lru_cache(maxsize=1)
def load_reader() -> Reader:
    """The reader that ships with the program, loaded once.

    :raises FactcheckError: its files are not in this installation.
    """
    return Reader(resource("models", "embedded", "minilm-l6-reader"))


# --- lemmas ---------------------------------------------------------------------------------------------------------

_IRREGULAR = {
    "n't": "not", "n’t": "not", "'m": "be", "’m": "be", "'re": "be", "’re": "be", "'ve": "have", "’ve": "have",
    "'ll": "will", "’ll": "will", "wo": "will", "sha": "shall", "ca": "can", "me": "I", "i": "I", "him": "he",
    "us": "we", "them": "they", "an": "a", "am": "be", "is": "be", "are": "be", "was": "be", "were": "be",
    "been": "be", "being": "be", "has": "have", "had": "have", "having": "have", "does": "do", "did": "do",
    "done": "do", "these": "this", "those": "that",
}  # fmt: skip
_BARE = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X"})
_BY_TAG = {
    ("'d", "AUX"): "would", ("’d", "AUX"): "would", ("'s", "AUX"): "be", ("’s", "AUX"): "be", ("'s", "VERB"): "be",
    ("said", "VERB"): "say", ("left", "VERB"): "leave", ("found", "VERB"): "find", ("felt", "VERB"): "feel",
    ("saw", "VERB"): "see", ("fell", "VERB"): "fall", ("lay", "VERB"): "lie", ("bound", "VERB"): "bind",
    ("better", "ADJ"): "good", ("best", "ADJ"): "good", ("worse", "ADJ"): "bad", ("worst", "ADJ"): "bad",
    ("more", "ADJ"): "more", ("people", "NOUN"): "people", ("data", "NOUN"): "data", ("media", "NOUN"): "media",
}  # fmt: skip
_FIXED_TAGS = frozenset({"ADP", "SCONJ", "CCONJ", "PART", "INTJ", "ADV", "DET"})


@lru_cache(maxsize=100_000)
def lemma_of(form: str, upos: str) -> str:
    """The dictionary form of a word: simplemma's, but names, figures and signs as written and clitics spelt out."""
    if upos in _BARE:
        return form
    low = form.lower()
    known = (
        _BY_TAG.get((low, upos))
        or (base_of_past(low) if upos == "VERB" else None)
        or (_IRREGULAR.get(low) if upos != "NOUN" else None)
    )
    if known:
        return known
    if upos in _FIXED_TAGS or upos == "PRON":
        return low
    import simplemma

    return str(simplemma.lemmatize(low, lang="en"))
