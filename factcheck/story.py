"""One story from its articles to its rows: split, embed, pair, judge, cluster.

Stories depend on nothing but themselves, so that they can be taken one at a time, in any order, on any machine.
"""

from __future__ import annotations

import gc
import hashlib
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from factcheck.claims.clusters import Cluster, borrowed, build_clusters
from factcheck.claims.evidence import Spoken, tone_of
from factcheck.claims.relations import Relations
from factcheck.claims.treatment import NEAREST, treat
from factcheck.claims.verdicts import in_reading_order, independents, make_claim
from factcheck.codec import from_plain, plain
from factcheck.config import Settings
from factcheck.errors import FactcheckError
from factcheck.fingerprint import code_hash, key_of, weights_hash
from factcheck.judge.reach import UNASKED, Weighing
from factcheck.memory import Forgetful, Memory
from factcheck.pairing.candidates import candidate_pairs, comparable
from factcheck.statements import single_statement, split_article
from factcheck.types import (
    Article,
    Claim,
    Dropped,
    GivenClaim,
    Judged,
    Judgement,
    Pair,
    Probabilities,
    Stance,
    Statement,
    Story,
)

if TYPE_CHECKING:
    from factcheck.nli.interface import Model
    from factcheck.pairing.encoder import Encoder

Tell = Callable[[str, int, int], None]
"""Called with (stage, done, of) within a story."""
Ways = dict[tuple[str, str], Judgement]
_CHUNK: Final = 256
_READER: Final = "minilm-l6-reader"
_SPLITTING: Final = ("codec.py", "facts", "onnx.py", "statements", "types.py")
_JUDGING: Final = ("claims", "judge", "pairing", "story.py")


@dataclass(frozen=True, slots=True)
class StoryTask:
    """Everything that one story's rows depend on, but for the models and the settings."""

    story: Story
    articles: tuple[Article, ...]
    """In the order of the story."""
    given: tuple[GivenClaim, ...] = ()
    """The claims that the user names and this story is asked."""


@dataclass(slots=True)
class StoryResult:
    """Everything that one story came to."""

    statements: list[Statement]
    judged: list[Judged]
    claims: list[Claim]
    dropped: dict[str, int]
    counts: dict[str, int]
    """`candidates`: pairs near enough to compare; `calls`: pairs of texts put to the model or found in memory."""


@dataclass(slots=True)
class Tools:
    """The models, the settings and the memory of a check, and the seconds each stage has taken so far."""

    model: Model
    encoder: Encoder
    settings: Settings
    memory: Memory = field(default_factory=Forgetful)
    timings: dict[str, float] = field(default_factory=dict)
    _given: dict[GivenClaim, tuple[Statement, NDArray[np.float32]]] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the seconds of the block to a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.timings[stage] = self.timings.get(stage, 0.0) + time.perf_counter() - began

    def key(self, task: StoryTask) -> bytes:
        """The content hash of a story's result: the texts, the models, the settings and the code."""
        articles = [plain(replace(article, path=None, url=None)) for article in task.articles]
        code = code_hash(*_SPLITTING, *_JUDGING, "nli")
        weights = (self.model.revision, self.encoder.revision, weights_hash(_READER))
        return key_of(code, *weights, repr(self.settings.as_dict()), repr((plain(task.story), articles, task.given)))

    def vector_key(self, text: str) -> bytes:
        """The key under which a text's vector is remembered."""
        return key_of(self.encoder.revision, code_hash("onnx.py", "pairing/encoder.py"), text)

    def embed(self, texts: Sequence[str], tell: Tell | None = None) -> NDArray[np.float32]:
        """Unit vectors (n, d) of texts, each different text embedded once, those in memory not at all."""
        unique = list(dict.fromkeys(texts))
        if not unique:
            return np.zeros((0, 1), dtype=np.float32)
        keys = [self.vector_key(text) for text in unique]
        known = {key: np.frombuffer(value, np.float32) for key, value in self.memory.get("vector", keys).items()}
        fresh = [(key, text) for key, text in zip(keys, unique, strict=True) if key not in known]
        for start in range(0, len(fresh), _CHUNK):
            chunk = fresh[start : start + _CHUNK]
            rows = self.encoder.encode([text for _, text in chunk])
            made = {key: row for (key, _), row in zip(chunk, rows, strict=True)}
            self.memory.put("vector", {key: row.tobytes() for key, row in made.items()})
            known |= made
            if tell is not None:
                tell("embedding", start + len(chunk), len(fresh))
        place = {text: known[key] for text, key in zip(unique, keys, strict=True)}
        return np.stack([place[text] for text in texts])

    def predict(self, pairs: Sequence[tuple[str, str]], tell: Tell | None = None) -> list[Probabilities]:
        """Class probabilities of text pairs; those in memory are not asked, equal ones once, long work in chunks."""
        unique = sorted(set(pairs), key=lambda p: (len(p[0]) + len(p[1]), p))
        salt = f"{self.model.revision} {code_hash('nli', 'onnx.py')}"
        keys = {pair: key_of(salt, *pair) for pair in unique}
        known = {key: np.frombuffer(row, np.float32) for key, row in self._remembered(list(keys.values()))}
        fresh = [pair for pair in unique if keys[pair] not in known]
        for start in range(0, len(fresh), _CHUNK):
            chunk = fresh[start : start + _CHUNK]
            rows = np.asarray(self.model.predict(chunk), dtype=np.float32)
            made = {keys[pair]: row for pair, row in zip(chunk, rows, strict=True)}
            self.memory.put("prediction", {key: row.tobytes() for key, row in made.items()})
            known |= made
            if tell is not None:
                tell("judging", start + len(chunk), len(fresh))
        return [Probabilities(*(round(float(x), 5) for x in known[keys[pair]])) for pair in pairs]

    def _remembered(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        for start in range(0, len(keys), 16 * _CHUNK):
            yield from self.memory.get("prediction", keys[start : start + 16 * _CHUNK]).items()

    def given(self, claim: GivenClaim) -> tuple[Statement, NDArray[np.float32]]:
        """A claim that the user names as a statement, and its vector (d,)."""
        if claim not in self._given:
            digest = hashlib.sha256(f"{claim.story}\n{claim.text}".encode()).hexdigest()[:12]
            statement = replace(single_statement(claim.text), statement_id=f"g{digest}")
            self._given[claim] = statement, self.embed([claim.text])[0]
        return self._given[claim]


def work(task: StoryTask, tools: Tools, tell: Tell | None = None) -> StoryResult:
    """Everything that a story comes to. Depends on the task, the models and the settings alone."""
    dropped, windowed = Dropped(), tools.model.windowed
    with tools.timed("splitting"):
        statements = [s for article in task.articles for s in _split(article, tools, dropped)]
    with tools.timed("embedding"):
        vectors = tools.embed([s.text for s in statements], tell)
    with _uncollected(), _blas().limit(limits=1, user_api="blas"):
        result = _compared(task, tools, tell, statements, vectors)
    dropped.add("premise longer than the model reads: judged in overlapping windows", tools.model.windowed - windowed)
    return replace(result, dropped=dropped.reasons)


def _compared(
    task: StoryTask, tools: Tools, tell: Tell | None, statements: list[Statement], vectors: NDArray[np.float32]
) -> StoryResult:
    """The rest of the work, from the statements on."""
    given = [tools.given(claim) for claim in task.given]
    with tools.timed("pairing"):
        pairs = _pairs(statements, vectors, given, tools.settings)
    everything = [*statements, *(statement for statement, _ in given)]
    by_id = {s.statement_id: s for s in everything}
    extended = np.concatenate([vectors, np.stack([v for _, v in given])]) if given and len(vectors) else vectors
    with tools.timed("judging"):
        judged, calls = _judge(pairs, by_id, task.articles, tools, tell, everything=bool(given))
    with tools.timed("claims"):
        relations = Relations({s.statement_id: row for row, s in enumerate(everything)}, extended)
        told = _treatments(task.articles, statements, [statement for statement, _ in given], pairs, by_id, judged)
        for (premise, hypothesis), judgement in judged.items():
            relations.add(premise, hypothesis, told.get((premise, hypothesis), judgement))
        rows = _rows(task, statements, [statement for statement, _ in given], by_id, relations)
    kept = [
        Judged(p, judged[p.premise_id, p.hypothesis_id]) for p in pairs if (p.premise_id, p.hypothesis_id) in judged
    ]
    return StoryResult(statements, kept, rows, {}, {"candidates": len(pairs), "calls": calls})


@cache
def _blas() -> ThreadpoolController:
    """The threads of numpy's products: over matrices as small as a story's they wait longer than they reckon."""
    return ThreadpoolController()


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for reference cycles meanwhile: comparing makes none, and the search takes a tenth of its time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _split(article: Article, tools: Tools, dropped: Dropped) -> list[Statement]:
    """The statements of one article, from memory where it was split before; one that breaks the splitter is counted."""
    fields = (article.article_id, article.source, article.date or "", repr(article.boilerplate), article.text)
    key = key_of(code_hash(*_SPLITTING), weights_hash(_READER), tools.settings.level, article.title, *fields)
    if (known := tools.memory.get("split", [key]).get(key)) is not None:
        value = json.loads(known)
        for reason, count in value["dropped"].items():
            dropped.add(reason, count)
        return [from_plain(Statement, row) for row in value["statements"]]
    own = Dropped()
    try:
        statements = split_article(article, own, level=tools.settings.level)
    except FactcheckError:
        raise
    except Exception as error:  # whatever one article's text does to the splitter, the others go on
        name = article.path or article.article_id
        dropped.add(f"article could not be split ({type(error).__name__}): {name}")
        return []
    value = {"dropped": own.reasons, "statements": plain(statements)}
    tools.memory.put("split", {key: json.dumps(value, separators=(",", ":")).encode()})
    for reason, count in own.reasons.items():
        dropped.add(reason, count)
    return statements


_Given = tuple[Statement, NDArray[np.float32]]


def _pairs(
    statements: Sequence[Statement], vectors: NDArray[np.float32], given: Sequence[_Given], settings: Settings
) -> list[Pair]:
    """Candidate pairs of a story; with given claims, each claim against the nearest statements of each article."""
    if not given:
        limits = {"count": settings.neighbours, "limit": settings.limit}
        return candidate_pairs(statements, vectors, floor=settings.floor, **limits)
    usable = [row for row, statement in enumerate(statements) if comparable(statement)]
    found: list[Pair] = []
    for claim, vector in given:
        scores = vectors[usable] @ vector if usable else np.zeros(0, dtype=np.float32)
        taken: Counter[str] = Counter()
        for place in np.argsort(-scores, kind="stable"):
            premise = statements[usable[int(place)]]
            taken[premise.article_id] += 1
            if taken[premise.article_id] <= NEAREST:
                found.append(Pair(premise.statement_id, claim.statement_id, round(float(scores[place]), 4)))
    return found


def _judge(
    pairs: Sequence[Pair],
    by_id: Mapping[str, Statement],
    articles: Sequence[Article],
    tools: Tools,
    tell: Tell | None,
    *,
    everything: bool,
) -> tuple[Ways, int]:
    """The pairs that the model may make something of, judged both ways by (premise id, hypothesis id), and the calls.

    The likelier direction is asked first, the second only where it may still change something. With `everything`, for
    claims that somebody named, each pair is asked both ways.
    """
    dates = {a.article_id: a.date for a in articles}
    weighed: list[tuple[tuple[str, str], Weighing]] = []
    for pair in pairs:
        one, other = by_id[pair.premise_id], by_id[pair.hypothesis_id]
        when = (dates.get(one.article_id), dates.get(other.article_id))
        case = Weighing(one, other, pair.similarity, when, tools.settings.judge)
        if everything or case.worth_asking():
            ways = (one.statement_id, other.statement_id)
            weighed.append((ways, case) if case.leads() else (ways[::-1], case.turned()))
    texts = [(by_id[premise].text, by_id[hypothesis].text) for (premise, hypothesis), _ in weighed]
    forward = tools.predict(texts, _half(tell, 0))
    asked = [number for number, (_, case) in enumerate(weighed) if everything or case.promising_after(forward[number])]
    again = [texts[number][::-1] for number in asked]
    backward = dict(zip(asked, tools.predict(again, _half(tell, 1)), strict=True))
    judged: Ways = {}
    for number, (ways, case) in enumerate(weighed):
        judged[ways], judged[ways[::-1]] = case.judgements(forward[number], backward.get(number, UNASKED))
    return judged, len({pair for pair in (*texts, *again) if pair[0] != pair[1]})


def _treatments(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    given: Sequence[Statement],
    pairs: Sequence[Pair],
    by_id: Mapping[str, Statement],
    judged: Ways,
) -> Ways:
    """What each article does to each claim that somebody named: one statement speaks for it, its others are silent."""
    rows: dict[str, list[str]] = defaultdict(list)
    for statement in statements:
        rows[statement.article_id].append(statement.statement_id)
    places = {id_: place / len(ids) for ids in rows.values() for place, id_ in enumerate(ids)}
    tones = {article.article_id: tone_of(article) for article in articles} if given else {}
    told: Ways = {}
    for claim in given:
        spoken: dict[str, list[Spoken]] = defaultdict(list)
        for pair in pairs:
            if pair.hypothesis_id == claim.statement_id:
                said, judgement = by_id[pair.premise_id], judged[pair.premise_id, pair.hypothesis_id]
                spoken[said.article_id].append(Spoken(said, pair.similarity, judgement, places[pair.premise_id]))
        for article_id, found in spoken.items():
            if (treated := treat(claim, found, tones[article_id])) is None:
                continue
            for one in found:
                key = (one.statement.statement_id, claim.statement_id)
                told[key] = treated[1] if one.statement is treated[0] else replace(one.judgement, stance=Stance.SILENT)
    return told


def _half(tell: Tell | None, turn: int) -> Tell | None:
    """Progress of one of the two turns in which a story's pairs are asked."""
    return None if tell is None else lambda stage, done, total: tell(stage, done + turn * total, 2 * total)


def _rows(
    task: StoryTask,
    statements: Sequence[Statement],
    given: Sequence[Statement],
    by_id: Mapping[str, Statement],
    relations: Relations,
) -> list[Claim]:
    """The rows of the story, those a person should look at first in front."""
    independent = independents(task.articles)
    if given:
        clusters = [_given_cluster(statement, by_id, relations) for statement in given]
    else:
        clusters = build_clusters([s for s in statements if comparable(s)], relations, independent)
    rows = [make_claim(c, task.story.story_id, task.articles, relations, independent) for c in clusters]
    return in_reading_order(rows, task.story.article_ids)


def _given_cluster(claim: Statement, by_id: Mapping[str, Statement], relations: Relations) -> Cluster:
    speaking = relations.onto.get(claim.statement_id, [])
    judged = relations.judgements
    order = sorted(speaking, key=lambda p: (borrowed(by_id[p]), -judged[p, claim.statement_id].score, p))
    return Cluster(claim, tuple(by_id[p] for p in order))
