"""The consistency table on a terminal: one row a claim, one column a source, the words beneath what is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby

from rich.console import Console
from rich.text import Text

from factcheck.report.grid import Grid, grid_for, legend
from factcheck.report.layout import Screen, fit
from factcheck.report.quotes import shorten
from factcheck.report.view import Row, StoryView, is_judged, story_views, verdict_counts, verdict_note
from factcheck.report.words import STANCE_STYLES, UNSPOKEN, VERDICT_NOTES, VERDICT_STYLES, counted, percent
from factcheck.run import Run
from factcheck.types import Claim, Kind, Stance, Verdict

_NARROWEST = 40
_LOUD = (Verdict.DISPUTED, Verdict.UPDATED)
_IN_ORDER = (Stance.SUPPORTS, Stance.QUALIFIES, Stance.CONTRADICTS)


def plain_text(run: Run, width: int = 100, claims: Sequence[Claim] | None = None) -> str:
    """The table without colours, no line wider than `width` columns (at least 40)."""
    return lines_as_text(table_lines(run, plain_screen(width), claims))


def plain_screen(width: int = 100) -> Screen:
    """A screen without colours, `width` columns wide (at least 40)."""
    console = Console(file=StringIO(), width=width, color_system=None, force_terminal=False, legacy_windows=False)
    return Screen(console, max(_NARROWEST, width), ascii=False)


def lines_as_text(lines: Iterator[Text]) -> str:
    return "".join(line.plain + "\n" for line in lines)


def print_table(run: Run, console: Console, claims: Sequence[Claim] | None = None) -> None:
    """Print the table of a run, or of some of its claims, as wide as the console is."""
    print_lines(console, table_lines(run, screen_of(console), claims))


def screen_of(console: Console) -> Screen:
    return Screen(console, max(_NARROWEST, console.width), ascii=not console.encoding.startswith("utf"))


def print_lines(console: Console, lines: Iterator[Text]) -> None:
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False, markup=False, emoji=False)


def table_lines(run: Run, screen: Screen, claims: Sequence[Claim] | None = None) -> Iterator[Text]:
    """The whole table, line by line, no line wider than the screen."""
    views = story_views(run, claims)
    shown = [row.claim for view in views for row in view.rows]
    if len(views) != 1:
        yield from _run_head(run, views, shown, screen)
    if views:
        yield from legend(screen)
    for view in views:
        yield from story_lines(view, screen)
    yield from _foot(run, shown, screen)


def _run_head(run: Run, views: Sequence[StoryView], shown: Sequence[Claim], screen: Screen) -> Iterator[Text]:
    articles = counted(len(run.articles), "article")
    stories = counted(len(views), "story", "stories")
    if not views:
        text = f"No claims to show ({articles}, {counted(len(run.claims_list), 'claim')} in the run)."
        yield from screen.wrap(Text(text), screen.width)
        return
    yield from screen.wrap(Text(f"{stories} from {articles}: ") + _counts(shown), screen.width)


def _counts(claims: Sequence[Claim]) -> Text:
    text = Text(counted(len(claims), "claim"))
    for n, (verdict, count) in enumerate(verdict_counts(claims).items()):
        text.append(": " if n == 0 else ", ")
        text.append(f"{count:,} {verdict.value}", style=VERDICT_STYLES[verdict])
    return text


def story_lines(view: StoryView, screen: Screen) -> Iterator[Text]:
    """One story: its summary, its legend and its rows."""
    yield from (Text(""), screen.rule(heavy=True))
    yield from screen.wrap(screen.text(view.story.title or "Untitled story", "bold"), screen.width)
    dates = "" if view.dates is None else ", " + " to ".join(dict.fromkeys(view.dates))
    about = f"{counted(len(view.sources), 'source')}, {counted(len(view.articles), 'article')}{dates}"
    yield from screen.wrap(Text(about), screen.width)
    yield from screen.wrap(_counts([row.claim for row in view.rows]), screen.width)
    for copy, origin in view.copies.items():
        note = f"{copy} repeats {origin} almost word for word and is not counted as an independent source."
        yield from screen.wrap(screen.text(note, "italic"), screen.width)
    grid = grid_for(view, screen)
    yield from grid.key()
    before = None
    for verdict, rows in groupby(view.rows, key=lambda row: row.claim.verdict):
        if before not in _LOUD:
            yield Text("")
        before = verdict
        yield from _section(verdict, list(rows), view, grid, screen)


def _section(verdict: Verdict, rows: Sequence[Row], view: StoryView, grid: Grid, screen: Screen) -> Iterator[Text]:
    head = Text(f"{verdict.value.upper()} ({len(rows)})", style=VERDICT_STYLES[verdict])
    yield from screen.wrap(head + Text(f"  {VERDICT_NOTES[verdict]}", style="dim"), screen.width)
    lone = [row for row in rows if len(view.sources) > 1 and verdict not in _LOUD and len(_speakers(row, view)) == 1]
    shared = [row for row in rows if row not in lone]
    if shared:
        yield from grid.header()
        yield screen.rule()
    for row in shared:
        yield from row_lines(row, view, grid, screen)
    yield from _lone_lines(lone, view, grid, screen)


def _speakers(row: Row, view: StoryView) -> list[str]:
    return [source for source in view.sources if row.cells(source)]


def row_lines(row: Row, view: StoryView, grid: Grid, screen: Screen) -> Iterator[Text]:
    """A claim with its cells and, when sources are at odds over it, the explanation and each source's words."""
    claim = row.claim
    title = screen.text(claim.text, "bold" if claim.verdict in _LOUD else "")
    yield from grid.row(row, title, _facts(claim))
    if claim.verdict in _LOUD:
        yield from screen.hanging(Text(""), screen.text(claim.explanation, "italic"), indent=grid.margin)
        yield from _words(row, view, screen, grid.margin)
        yield Text("")


def _facts(claim: Claim) -> Text:
    if not is_judged(claim):
        note = verdict_note(claim)
        return Text(note if note == UNSPOKEN else "", style="dim")
    kind = "" if claim.kind is Kind.OTHER and claim.verdict not in _LOUD else f"{claim.kind.value}, "
    return Text(f"{kind}{percent(claim.score)} sure", style=VERDICT_STYLES[claim.verdict].replace("bold", "").strip())


def _words(row: Row, view: StoryView, screen: Screen, margin: int) -> Iterator[Text]:
    speakers = _speakers(row, view)
    longest = max((screen.text(s).cell_len for s in speakers), default=0)
    name_width = min(longest, max(10, (screen.width - margin) // 4))
    room = screen.width - margin - name_width - 4
    spoken = [cell for source in speakers for cell in row.cells(source)]
    for cell in sorted(spoken, key=lambda c: _IN_ORDER.index(c.stance)):
        others = [c.quote for c in spoken if c is not cell]
        focus = f"{cell.explanation} {row.claim.explanation}"
        quote = shorten(screen.text(cell.quote).plain, others, 2 * room - 8, screen.gap, focus)
        name = fit(screen.text(cell.source).plain, name_width, screen.gap)
        style = STANCE_STYLES[cell.stance]
        lead = Text(f"{screen.symbol(cell.stance)} ", style=style)
        lead.append(name + " " * (name_width - Text(name).cell_len + 1), style=style)
        marks = '""' if screen.ascii else "“”"
        yield from screen.hanging(lead, Text(f"{marks[0]}{quote}{marks[1]}"), indent=margin)


def _lone_lines(rows: Sequence[Row], view: StoryView, grid: Grid, screen: Screen) -> Iterator[Text]:
    """Claims that only one source speaks of, under its name: a grid of silence would say no more."""
    for source in view.sources:
        own = [row for row in rows if row.cells(source)]
        if not own:
            continue
        stance = own[0].stances(source)[0]
        head = Text(f"{screen.symbol(stance)} only ", style=STANCE_STYLES[stance])
        head += screen.text(source, "bold") + Text(f" ({len(own)}), all others silent", style="dim")
        yield Text("")
        yield from screen.wrap(head, screen.width)
        for row in own:
            lead = Text(f"{row.number:>{grid.margin - 1}} ", style="dim")
            yield from screen.hanging(lead, screen.text(row.claim.text))


def _foot(run: Run, shown: Sequence[Claim], screen: Screen) -> Iterator[Text]:
    if dropped := {reason: count for reason, count in run.dropped.items() if count}:
        yield from (Text(""), screen.rule())
        parts = ", ".join(f"{reason}: {count:,}" for reason, count in sorted(dropped.items(), key=lambda d: (-d[1], d)))
        yield from screen.hanging(Text("Left out or cut: "), screen.text(parts, "dim"))
    if len(shown) > 12 and (loud := [c for c in shown if c.verdict in _LOUD]):
        line = Text("In all ") + _counts(shown) + Text(f". Look first at the {len(loud)} at the top.")
        yield from screen.wrap(line, screen.width)
