"""The stages composed, here and nowhere else: articles, stories, statements, pairs, judgements, claims."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from factcheck.claims.clusters import Cluster, build_clusters
from factcheck.claims.relations import Relations
from factcheck.claims.verdicts import in_reading_order, independents, make_claim
from factcheck.config import Settings
from factcheck.errors import InputError
from factcheck.judge.combine import judge
from factcheck.pairing.candidates import candidate_pairs, comparable, neighbours
from factcheck.pairing.stories import group_stories, opening
from factcheck.run import Run
from factcheck.statements import single_statement, split_articles
from factcheck.types import (
    Article,
    Claim,
    Dropped,
    GivenClaim,
    Judged,
    Judgement,
    Pair,
    Probabilities,
    Statement,
    Story,
)

if TYPE_CHECKING:
    from factcheck.nli.interface import Model
    from factcheck.pairing.encoder import Encoder

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, of). Stages: splitting, embedding, pairing, judging, claims."""
_CLAIM_NEIGHBOURS = 40
_CHUNK = 256


def _silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@contextmanager
def _timed(timings: dict[str, float], stage: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    timings[stage] = round(timings.get(stage, 0.0) + time.perf_counter() - began, 3)


def program_version() -> str:
    """The installed version, or "0" from a bare checkout."""
    try:
        return version("factcheck-nli")
    except PackageNotFoundError:
        return "0"


def check(
    articles: Sequence[Article],
    *,
    model: str = "embedded",
    claims: Sequence[GivenClaim] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
    dropped: Dropped | None = None,
) -> Run:
    """Check articles against each other.

    With `claims` the rows are the given claims; otherwise they are found. `dropped` brings what was left out while
    reading; the run counts the rest.

    :raises InputError: there is no article, or a given claim names a story that does not exist.
    :raises ModelError: the model can't be loaded or its classes can't be told apart.
    """
    from factcheck.articles.duplicates import mark_copies
    from factcheck.nli import load_model
    from factcheck.pairing.encoder import load_encoder

    if not articles:
        raise InputError("no article to check", mend="name files, folders or tables with articles")
    settings, progress, dropped = settings or Settings(), progress or _silent, dropped or Dropped()
    timings: dict[str, float] = {}
    with _timed(timings, "loading"):
        judge_model, encoder = load_model(model), load_encoder()
    with _timed(timings, "stories"):
        marked = mark_copies(list(articles))
        stories = find_stories(marked, encoder, settings)
    with _timed(timings, "splitting"):
        statements = split_articles(marked, dropped, lambda done, total: progress("splitting", done, total))
    with _timed(timings, "embedding"):
        vectors = embed([s.text for s in statements], encoder, progress)
    given = _given_statements(claims, stories, encoder)
    with _timed(timings, "pairing"):
        pairs = list(_all_pairs(stories, statements, vectors, given, settings, progress))
    with _timed(timings, "judging"):
        judged = _judge_pairs(
            pairs, [*statements, *(g.statement for g in given)], marked, judge_model, settings, progress
        )
    with _timed(timings, "claims"):
        rows = _rows(stories, marked, statements, vectors, given, judged, progress)
    dropped.add(
        "premise longer than the model reads: judged in overlapping windows", getattr(judge_model, "windowed", 0)
    )
    forward = [j for p, j in judged if p.premise_id <= p.hypothesis_id or p.hypothesis_id.startswith("g")]
    counts = {
        "articles": len(marked),
        "copies": sum(a.copy_of is not None for a in marked),
        "stories": len(stories),
        "statements": len(statements),
        "pairs": len(forward),
        "claims": len(rows),
    }
    return Run(
        run_id=_run_id(marked, judge_model.revision, settings, claims),
        articles=marked,
        stories=stories,
        statements=statements,
        judged=[Judged(p, j) for p, j in judged if p.premise_id <= p.hypothesis_id or p.hypothesis_id.startswith("g")],
        claims_list=rows,
        settings=settings.as_dict() | {"model": model},
        versions={"factcheck": program_version(), "model": judge_model.revision, "encoder": encoder.revision},
        counts=counts,
        timings=timings,
        dropped=dict(sorted(dropped.reasons.items())),
    )


def find_stories(articles: Sequence[Article], encoder: Encoder, settings: Settings) -> list[Story]:
    """Stories of articles; nothing is embedded where every article names its own."""
    if all(a.story is not None for a in articles):
        vectors = np.zeros((len(articles), 1), dtype=np.float32)
    else:
        vectors = encoder.encode([opening(a) for a in articles])
    return group_stories(articles, vectors, settings.story_threshold)


def embed(texts: Sequence[str], encoder: Encoder, progress: Progress) -> NDArray[np.float32]:
    """Unit vectors (n, d) of texts, in chunks so that progress can be told."""
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    parts = []
    for start in range(0, len(texts), _CHUNK):
        parts.append(encoder.encode(texts[start : start + _CHUNK]))
        progress("embedding", min(start + _CHUNK, len(texts)), len(texts))
    return np.concatenate(parts)


class _Given:
    """A claim named by the user: its statement, vector and the stories that are asked."""

    __slots__ = ("statement", "stories", "vector")

    def __init__(self, statement: Statement, vector: NDArray[np.float32], stories: list[Story]) -> None:
        self.statement, self.vector, self.stories = statement, vector, stories


def _given_statements(claims: Sequence[GivenClaim], stories: Sequence[Story], encoder: Encoder) -> list[_Given]:
    if not claims:
        return []
    vectors = encoder.encode([c.text for c in claims])
    known = {name for s in stories for name in (s.title, s.story_id)}
    given = []
    for number, (claim, vector) in enumerate(zip(claims, vectors, strict=True), 1):
        if claim.story is not None and claim.story not in known:
            raise InputError(
                f"claim {number} names the story {claim.story!r}, which no article is in",
                mend=f"known: {', '.join(sorted(s.title for s in stories)[:8])}",
            )
        asked = [s for s in stories if claim.story in (None, s.title, s.story_id)]
        digest = hashlib.sha256(f"{claim.story}\n{claim.text}".encode()).hexdigest()[:12]
        given.append(_Given(replace(single_statement(claim.text), statement_id=f"g{digest}"), vector, asked))
    return given


def _all_pairs(
    stories: Sequence[Story],
    statements: Sequence[Statement],
    vectors: NDArray[np.float32],
    given: Sequence[_Given],
    settings: Settings,
    progress: Progress,
) -> Iterator[Pair]:
    """Candidate pairs, story by story; with given claims, each claim against the statements nearest to it."""
    rows_of = _rows_of_stories(stories, statements)
    if given:
        for claim in given:
            for story in claim.stories:
                yield from _claim_pairs(
                    claim, [i for i in rows_of[story.story_id] if comparable(statements[i])], statements, vectors
                )
        return
    for number, story in enumerate(stories, 1):
        rows = rows_of[story.story_id]
        yield from candidate_pairs(
            [statements[i] for i in rows],
            vectors[rows],
            count=settings.neighbours,
            floor=settings.floor,
            limit=settings.limit,
        )
        progress("pairing", number, len(stories))


def _rows_of_stories(stories: Sequence[Story], statements: Sequence[Statement]) -> dict[str, list[int]]:
    story_of = {article: story.story_id for story in stories for article in story.article_ids}
    rows: dict[str, list[int]] = {story.story_id: [] for story in stories}
    for index, statement in enumerate(statements):
        rows[story_of[statement.article_id]].append(index)
    return rows


def _claim_pairs(
    claim: _Given, rows: list[int], statements: Sequence[Statement], vectors: NDArray[np.float32]
) -> Iterator[Pair]:
    if not rows:
        return
    scores = vectors[rows] @ claim.vector
    for place in np.argsort(-scores, kind="stable")[:_CLAIM_NEIGHBOURS]:
        if scores[place] >= 0.25:
            yield Pair(
                statements[rows[int(place)]].statement_id, claim.statement.statement_id, round(float(scores[place]), 4)
            )


def _judge_pairs(
    pairs: Sequence[Pair],
    statements: Sequence[Statement],
    articles: Sequence[Article],
    model: Model,
    settings: Settings,
    progress: Progress,
) -> list[tuple[Pair, Judgement]]:
    """Every pair judged both ways: the pair as it stands, and turned round."""
    by_id = {s.statement_id: s for s in statements}
    dates = {a.article_id: a.date for a in articles}
    both = [
        turned
        for pair in pairs
        for turned in (
            (by_id[pair.premise_id].text, by_id[pair.hypothesis_id].text),
            (by_id[pair.hypothesis_id].text, by_id[pair.premise_id].text),
        )
    ]
    table = predict(model, both, progress)
    judged = []
    for number, pair in enumerate(pairs):
        premise, hypothesis = by_id[pair.premise_id], by_id[pair.hypothesis_id]
        forward, backward = table[2 * number], table[2 * number + 1]
        when = (dates.get(premise.article_id), dates.get(hypothesis.article_id))
        one = judge(premise, hypothesis, forward, backward, pair.similarity, dates=when, settings=settings.judge)
        other = judge(
            hypothesis, premise, backward, forward, pair.similarity, dates=when[::-1], settings=settings.judge
        )
        judged += [(pair, one), (Pair(pair.hypothesis_id, pair.premise_id, pair.similarity), other)]
    return judged


def predict(model: Model, pairs: Sequence[tuple[str, str]], progress: Progress) -> list[Probabilities]:
    """Class probabilities of text pairs; equal pairs are asked once, long work in chunks of like length."""
    unique = sorted(set(pairs), key=lambda p: (len(p[0]) + len(p[1]), p))
    known: dict[tuple[str, str], Probabilities] = {}
    for start in range(0, len(unique), _CHUNK):
        chunk = unique[start : start + _CHUNK]
        for pair, row in zip(chunk, model.predict(chunk), strict=True):
            known[pair] = Probabilities(*(round(float(x), 5) for x in row))
        progress("judging", min(start + _CHUNK, len(unique)), len(unique))
    return [known[p] for p in pairs]


def _rows(
    stories: Sequence[Story],
    articles: Sequence[Article],
    statements: Sequence[Statement],
    vectors: NDArray[np.float32],
    given: Sequence[_Given],
    judged: Sequence[tuple[Pair, Judgement]],
    progress: Progress,
) -> list[Claim]:
    """The claims of all stories, those a person should look at first in front, story by story."""
    place = {s.statement_id: i for i, s in enumerate(statements)}
    place |= {g.statement.statement_id: len(statements) + i for i, g in enumerate(given)}
    extended = np.concatenate([vectors, np.stack([g.vector for g in given])]) if given else vectors
    relations = Relations(place, extended)
    for pair, judgement in judged:
        relations.add(pair.premise_id, pair.hypothesis_id, judgement)
    by_article = {a.article_id: a for a in articles}
    rows_of = _rows_of_stories(stories, statements)
    rows: list[Claim] = []
    for number, story in enumerate(stories, 1):
        own = [by_article[i] for i in story.article_ids]
        independent = independents(own)
        if given:
            asked = [g for g in given if story in g.stories]
            mine = {statements[i].statement_id: statements[i] for i in rows_of[story.story_id]}
            clusters = [_given_cluster(g, mine, relations) for g in asked]
        else:
            usable = [statements[i] for i in rows_of[story.story_id] if comparable(statements[i])]
            clusters = build_clusters(usable, relations, independent)
        rows += in_reading_order(
            [make_claim(c, story.story_id, own, relations, independent) for c in clusters], story.article_ids
        )
        progress("claims", number, len(stories))
    return rows


def _given_cluster(given: _Given, mine: dict[str, Statement], relations: Relations) -> Cluster:
    speaking = [p for p in relations.onto.get(given.statement.statement_id, []) if p in mine]
    order = sorted(speaking, key=lambda p: (-relations.judgements[p, given.statement.statement_id].score, p))
    return Cluster(given.statement, tuple(mine[p] for p in order))


def _run_id(articles: Sequence[Article], revision: str, settings: Settings, claims: Sequence[GivenClaim]) -> str:
    parts = [*sorted(a.article_id for a in articles), revision, repr(sorted(settings.as_dict().items())), repr(claims)]
    return "r" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def compare(premise: str, hypothesis: str, *, model: str = "embedded") -> Judgement:
    """Judge one pair of texts, each taken as one statement.

    :raises ModelError: the model can't be loaded.
    """
    return compare_many([(premise, hypothesis)], model=model)[0]


def compare_many(
    pairs: Sequence[tuple[str, str]],
    *,
    model: str = "embedded",
    progress: Progress | None = None,
    settings: Settings | None = None,
) -> list[Judgement]:
    """Judge pairs of texts, premise first, in the order given."""
    from factcheck.nli import load_model
    from factcheck.pairing.encoder import load_encoder

    if not pairs:
        return []
    progress, settings = progress or _silent, settings or Settings()
    loaded, encoder = load_model(model), load_encoder()
    texts = sorted({t for pair in pairs for t in pair})
    read = dict(zip(texts, (single_statement(t) for t in texts), strict=True))
    vectors = dict(zip(texts, embed(texts, encoder, progress), strict=True))
    table = predict(loaded, [turned for p, h in pairs for turned in ((p, h), (h, p))], progress)
    return [
        judge(read[p], read[h], table[2 * i], table[2 * i + 1], float(vectors[p] @ vectors[h]), settings=settings.judge)
        for i, (p, h) in enumerate(pairs)
    ]


__all__ = ["check", "compare", "compare_many", "find_stories", "neighbours", "predict"]
