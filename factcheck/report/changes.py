"""What changed from one run to another: claims that appeared, vanished, or have another verdict."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from factcheck.report.exports import claim_object
from factcheck.report.layout import Screen
from factcheck.report.words import VERDICT_STYLES, counted
from factcheck.run import Run
from factcheck.types import Claim, Stance


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two runs; `changed` holds a claim before and after."""

    appeared: tuple[Claim, ...]
    vanished: tuple[Claim, ...]
    changed: tuple[tuple[Claim, Claim], ...]
    unchanged: int


def changes(old: Run, new: Run) -> Changes:
    """Match the claims of two runs by id, then by their words, then by most statements or quotes in common."""
    matched: dict[str, Claim] = {}
    left, right = list(old.claims_list), list(new.claims_list)
    for key in (lambda c: c.claim_id, lambda c: " ".join(c.text.casefold().split())):
        _match_equal(left, right, key, matched)
    _match_nearest(left, right, matched)
    pairs = [(claim, matched[claim.claim_id]) for claim in old.claims_list if claim.claim_id in matched]
    changed = tuple((before, after) for before, after in pairs if before.verdict is not after.verdict)
    return Changes(tuple(right), tuple(left), changed, len(pairs) - len(changed))


def _match_equal(
    left: list[Claim], right: list[Claim], key: Callable[[Claim], Hashable], matched: dict[str, Claim]
) -> None:
    waiting: dict[Hashable, list[Claim]] = {}
    for claim in right:
        waiting.setdefault(key(claim), []).append(claim)
    for claim in list(left):
        if found := waiting.get(key(claim)):
            _pair(claim, found.pop(0), left, right, matched)


def _match_nearest(left: list[Claim], right: list[Claim], matched: dict[str, Claim]) -> None:
    marks = {id(claim): _marks(claim) for claim in (*left, *right)}
    by_mark: dict[Hashable, list[int]] = {}
    for place, claim in enumerate(right):
        for mark in marks[id(claim)]:
            by_mark.setdefault(mark, []).append(place)
    near = []
    for place, claim in enumerate(left):
        own = marks[id(claim)]
        for other in {p for mark in own for p in by_mark.get(mark, ())}:
            theirs = marks[id(right[other])]
            near.append((-len(own & theirs) / len(own | theirs), place, other))
    lefts, rights = list(left), list(right)
    taken: tuple[set[int], set[int]] = (set(), set())
    for share, place, other in sorted(near):
        if -share >= 1 / 3 and place not in taken[0] and other not in taken[1]:
            _pair(lefts[place], rights[other], left, right, matched)
            taken[0].add(place)
            taken[1].add(other)


def _marks(claim: Claim) -> set[Hashable]:
    """What a claim rests on: each source with its words."""
    return {(c.source, " ".join(c.quote.split())) for c in claim.stances if c.stance is not Stance.SILENT}


def _pair(before: Claim, after: Claim, left: list[Claim], right: list[Claim], matched: dict[str, Claim]) -> None:
    matched[before.claim_id] = after
    left.remove(before)
    right.remove(after)


def changes_object(found: Changes) -> dict[str, Any]:
    """The difference as JSON-ready data."""
    return {
        "appeared": [claim_object(claim) for claim in found.appeared],
        "vanished": [claim_object(claim) for claim in found.vanished],
        "changed": [{"before": claim_object(before), "after": claim_object(after)} for before, after in found.changed],
        "unchanged": found.unchanged,
    }


def change_lines(found: Changes, screen: Screen) -> Iterator[Text]:
    """The difference, line by line: first what changed its verdict."""
    head = f"{counted(len(found.changed), 'claim')} changed verdict, {len(found.appeared)} appeared, "
    yield from screen.wrap(Text(f"{head}{len(found.vanished)} vanished, {found.unchanged} unchanged"), screen.width)
    if found.changed:
        yield from (Text(""), Text("CHANGED", style="bold"))
    for before, after in found.changed:
        arrow = " -> " if screen.ascii else " → "
        lead = Text(before.verdict.value, style=VERDICT_STYLES[before.verdict]) + Text(arrow)
        lead.append(after.verdict.value, style=VERDICT_STYLES[after.verdict])
        yield from screen.hanging(Text("  "), lead)
        yield from screen.hanging(Text("    "), screen.text(after.text))
        yield from screen.hanging(Text("    "), screen.text(after.explanation, "italic"))
    yield from _listed("APPEARED", "+ ", found.appeared, screen)
    yield from _listed("VANISHED", "- ", found.vanished, screen)


def _listed(title: str, sign: str, claims: Sequence[Claim], screen: Screen) -> Iterator[Text]:
    if claims:
        yield from (Text(""), Text(title, style="bold"))
    for claim in claims:
        lead = Text(f"{sign}{claim.verdict.value:<14}", style=VERDICT_STYLES[claim.verdict])
        yield from screen.hanging(lead, screen.text(claim.text))
