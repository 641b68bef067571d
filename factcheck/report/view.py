"""What every rendering of a run needs: its stories with their columns and rows, counts, and who agrees with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.report.words import LOUD_FIRST, UNSPOKEN, VERDICT_NOTES
from factcheck.run import Run
from factcheck.types import Article, Cell, Claim, Judged, Stance, Story, Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with the number it has in the whole run (1 first) and its cells by source."""

    number: int
    claim: Claim
    by_source: dict[str, tuple[Cell, ...]]
    anchor: str = ""
    """The claim's id, so that a link to a row outlives a page; numbered where the same claim is a row again."""

    def cells(self, source: str) -> tuple[Cell, ...]:
        """The cells of a source that says something, the loudest first; empty when it is silent."""
        spoken = [c for c in self.by_source.get(source, ()) if c.stance is not Stance.SILENT]
        return tuple(sorted(spoken, key=lambda c: LOUD_FIRST.index(c.stance)))

    def stances(self, source: str) -> tuple[Stance, ...]:
        """What a source does to the claim; more than one stance when it is at odds with itself."""
        return tuple(dict.fromkeys(c.stance for c in self.cells(source))) or (Stance.SILENT,)


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story as a table: `sources` are the columns in the order of their articles, `rows` the claims."""

    story: Story
    articles: tuple[Article, ...]
    sources: tuple[str, ...]
    copies: dict[str, str]
    """A source all of whose articles repeat another one's, and that other source."""
    rows: tuple[Row, ...]

    @property
    def dates(self) -> tuple[str, str] | None:
        """The first and the last day of publication, where known."""
        days = sorted(a.date[:10] for a in self.articles if a.date)
        return (days[0], days[-1]) if days else None


def story_views(run: Run, claims: Sequence[Claim] | None = None) -> list[StoryView]:
    """The stories that have one of `claims` (all of the run's when None), in the order of their first claim."""
    numbers = {claim.claim_id: n for n, claim in enumerate(run.claims_list, 1)}
    by_story: dict[str, list[Claim]] = {}
    for claim in run.claims_list if claims is None else claims:
        by_story.setdefault(claim.story_id, []).append(claim)
    stories = {story.story_id: story for story in run.stories}
    articles = {article.article_id: article for article in run.articles}
    views = []
    taken: set[str] = set()
    for story_id, own in by_story.items():
        story = stories.get(story_id) or Story(story_id, "", tuple(c.article_id for x in own for c in x.stances))
        views.append(_story_view(story, own, articles, numbers, taken))
    return views


def _story_view(
    story: Story, claims: Iterable[Claim], articles: dict[str, Article], numbers: dict[str, int], taken: set[str]
) -> StoryView:
    members = tuple(articles[i] for i in dict.fromkeys(story.article_ids) if i in articles)
    rows = []
    seen = dict.fromkeys(a.source for a in members)
    for claim in claims:
        by_source: dict[str, tuple[Cell, ...]] = {}
        for cell in claim.stances:
            by_source[cell.source] = (*by_source.get(cell.source, ()), cell)
            seen.setdefault(cell.source)
        rows.append(
            Row(numbers.get(claim.claim_id, len(numbers) + 1), claim, by_source, _anchor(claim.claim_id, taken))
        )
    return StoryView(story, members, tuple(seen), _copies(members, articles), tuple(rows))


def _anchor(claim_id: str, taken: set[str]) -> str:
    anchor, number = claim_id, 2
    while anchor in taken:
        anchor, number = f"{claim_id}-{number}", number + 1
    taken.add(anchor)
    return anchor


def _copies(members: Sequence[Article], articles: dict[str, Article]) -> dict[str, str]:
    own: dict[str, list[Article]] = {}
    for article in members:
        own.setdefault(article.source, []).append(article)
    copies = {}
    for source, texts in own.items():
        origins = [articles[a.copy_of].source for a in texts if a.copy_of in articles and a.copy_of]
        if len(origins) == len(texts) and source not in origins:
            copies[source] = origins[0]
    return copies


def is_judged(claim: Claim) -> bool:
    """Whether a claim's kind and score rest on a comparison: not where its only source says it and nothing more."""
    spoken = {c.stance for c in claim.stances if c.stance is not Stance.SILENT}
    return bool(spoken - {Stance.SUPPORTS}) or sum(c.stance is Stance.SUPPORTS for c in claim.stances) > 1


def verdict_note(claim: Claim) -> str:
    """What a claim's verdict means, in a few words."""
    if all(c.stance is Stance.SILENT for c in claim.stances):
        return UNSPOKEN
    return VERDICT_NOTES[claim.verdict]


def verdict_counts(claims: Iterable[Claim]) -> dict[Verdict, int]:
    """How many claims have each verdict, in the order of the verdicts, without zeros."""
    counts = Counter(claim.verdict for claim in claims)
    return {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}


class JudgedPairs:
    """The judged pairs of a run, found by the claims they belong to."""

    def __init__(self, run: Run) -> None:
        self._known = {s.statement_id for s in run.statements}
        self._of: dict[str, list[Judged]] = {}
        for judged in run.judged:
            self._of.setdefault(judged.pair.premise_id, []).append(judged)

    def among(self, claim: Claim) -> list[Judged]:
        """The pairs between the statements of a claim, or of them with the claim when it was given; loudest first."""
        cells = {cell.statement_id: cell for cell in claim.stances if cell.statement_id}
        own = [
            judged
            for statement_id, cell in cells.items()
            for judged in self._of.get(statement_id, ())
            if judged.pair.hypothesis_id in cells or self._with_given(judged, cell)
        ]
        return sorted(own, key=lambda j: (LOUD_FIRST.index(j.judgement.stance), -j.judgement.score))

    def _with_given(self, judged: Judged, cell: Cell) -> bool:
        """A given claim is no statement of an article; its cells carry the judgement of the pair."""
        one = judged.judgement
        same = (one.stance, one.score, one.explanation) == (cell.stance, cell.score, cell.explanation)
        return same and judged.pair.hypothesis_id not in self._known


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over the claims that two sources both speak of: on how many they are on one side, and on how many against."""

    together: int = 0
    apart: int = 0


def agreement(view: StoryView) -> dict[tuple[str, str], Agreement]:
    """Agreement for each ordered pair of different sources of a story.

    Two sources that both contradict a claim are counted on neither side: they may disagree with each other as well.
    """
    found = {(a, b): Agreement() for a in view.sources for b in view.sources if a != b}
    for row in view.rows:
        sides = {source: _side(row.stances(source)) for source in view.sources}
        for a, b in found:
            if sides[a] is None or sides[b] is None or (sides[a] is sides[b] is False):
                continue
            old = found[a, b]
            if sides[a] is sides[b]:
                found[a, b] = Agreement(old.together + 1, old.apart)
            else:
                found[a, b] = Agreement(old.together, old.apart + 1)
    return found


def _side(stances: tuple[Stance, ...]) -> bool | None:
    """True for the claim, False against it, None when silent or at odds with itself."""
    against = Stance.CONTRADICTS in stances
    with_it = Stance.SUPPORTS in stances or Stance.QUALIFIES in stances
    return None if against == with_it else with_it
