"""The cells of the terminal's table, in the widest form that fits: words on one line, on two, or symbols with a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from string import ascii_uppercase
from typing import Protocol

from rich.text import Text

from factcheck.report.layout import Screen, fit
from factcheck.report.view import Row, StoryView
from factcheck.report.words import STANCE_NOTES, STANCE_STYLES
from factcheck.types import Stance

_ONE_LINE, _TWO_LINES = 13, 11
_GAP = 2
_LEAST_CLAIM, _MOST_CLAIM = 34, 90
_HEADER_LINES = 3


class Grid(Protocol):
    """A form of the table."""

    @property
    def margin(self) -> int:
        """Columns before the claim's text."""
        ...

    def key(self) -> Iterator[Text]: ...
    def header(self) -> Iterator[Text]: ...
    def row(self, row: Row, title: Text, facts: Text) -> Iterator[Text]: ...


def grid_for(view: StoryView, screen: Screen) -> Grid:
    """Words in the cells while the claims keep a readable width; beyond that symbols under letters."""
    digits = len(str(max((row.number for row in view.rows), default=1)))
    margin = digits + 1
    count = len(view.sources)
    left = screen.width - margin - count * (_ONE_LINE + _GAP)
    if left >= _LEAST_CLAIM:
        return _Beside(screen, view, margin, min(left, _MOST_CLAIM))
    for cell in (_ONE_LINE, _TWO_LINES):
        if margin + count * (cell + _GAP) - _GAP <= screen.width:
            return _Beneath(screen, view, margin, cell)
    return _Letters(screen, view, margin)


def _number(row: Row, margin: int) -> Text:
    return Text(f"{row.number:>{margin - 1}} ", style="dim")


def legend(screen: Screen) -> Iterator[Text]:
    """What the symbols and words in the cells mean."""
    for stance in Stance:
        lead = Text(f"{screen.symbol(stance)} {stance.value}", style=STANCE_STYLES[stance])
        lead.append(" " * (_ONE_LINE + 1 - lead.cell_len))
        yield from screen.hanging(lead, Text(STANCE_NOTES[stance], style="dim"))


def _heading(screen: Screen, view: StoryView, width: int) -> list[list[Text]]:
    """The name of each source, wrapped to the width of its column and set on one base line."""
    names = []
    for source in view.sources:
        lines = screen.wrap(screen.text(source, "bold"), width)
        if len(lines) > _HEADER_LINES:
            last = fit(lines[_HEADER_LINES - 1].plain, width - 1, "") + screen.gap[:1]
            lines = [*lines[: _HEADER_LINES - 1], Text(last, style="bold")]
        names.append([*lines, Text("(copy)", style="italic")] if source in view.copies else lines)
    height = max(map(len, names))
    return [[Text("")] * (height - len(lines)) + lines for lines in names]


def _cell(screen: Screen, stances: Sequence[Stance], width: int) -> list[Text]:
    lines = []
    for stance in stances:
        symbol, style = screen.symbol(stance), STANCE_STYLES[stance]
        if width >= _ONE_LINE:
            lines.append(Text(f"{symbol} {stance.value}", style=style))
        else:
            lines += [Text(symbol, style=style), Text(stance.value, style=style)]
    return lines


@dataclass(frozen=True, slots=True)
class _Beside:
    """The claim on the left, a symbol and a word for each source on its right."""

    screen: Screen
    view: StoryView
    margin: int
    claim: int

    def _lines(self, lead: Text, cells: Sequence[Sequence[Text]]) -> Iterator[Text]:
        widths = [self.claim, *[_ONE_LINE] * len(self.view.sources)]
        for n, line in enumerate(self.screen.columns(cells, widths, _GAP)):
            whole = (lead if n == 0 else Text(" " * lead.cell_len)) + line
            whole.rstrip()
            yield whole

    def key(self) -> Iterator[Text]:
        return iter(())

    def header(self) -> Iterator[Text]:
        names = _heading(self.screen, self.view, _ONE_LINE)
        label = [*[Text("")] * (len(names[0]) - 1), Text("claim", style="dim")]
        yield from self._lines(Text(" " * self.margin), [label, *names])

    def row(self, row: Row, title: Text, facts: Text) -> Iterator[Text]:
        text = [*self.screen.wrap(title, self.claim), *(self.screen.wrap(facts, self.claim) if facts else [])]
        cells = [_cell(self.screen, row.stances(source), _ONE_LINE) for source in self.view.sources]
        yield from self._lines(_number(row, self.margin), [text, *cells])


@dataclass(frozen=True, slots=True)
class _Beneath:
    """The claim across the screen, and beneath it a symbol and a word for each source."""

    screen: Screen
    view: StoryView
    margin: int
    cell: int

    def _lines(self, cells: Sequence[Sequence[Text]]) -> Iterator[Text]:
        gap = (self.screen.width - self.margin - len(cells) * self.cell) // max(1, len(cells) - 1)
        for line in self.screen.columns(cells, [self.cell] * len(cells), max(1, min(gap, 5))):
            yield Text(" " * self.margin) + line

    def key(self) -> Iterator[Text]:
        return iter(())

    def header(self) -> Iterator[Text]:
        yield from self._lines(_heading(self.screen, self.view, self.cell))

    def row(self, row: Row, title: Text, facts: Text) -> Iterator[Text]:
        claim = title + Text("  ") + facts if facts else title
        yield from self.screen.hanging(_number(row, self.margin), claim)
        yield from self._lines([_cell(self.screen, row.stances(s), self.cell) for s in self.view.sources])


@dataclass(frozen=True)
class _Letters:
    """A letter and a symbol in each cell, for more sources than words have room for; as many strips as it takes."""

    screen: Screen
    view: StoryView
    margin: int

    @cached_property
    def _letters(self) -> list[str]:
        names = [*ascii_uppercase, *map("".join, product(ascii_uppercase, repeat=2))]
        return [names[n] if n < len(names) else str(n) for n in range(len(self.view.sources))]

    @cached_property
    def _cell(self) -> int:
        stances = max((len(row.stances(s)) for row in self.view.rows for s in self.view.sources), default=1)
        return max(map(len, self._letters), default=1) + stances

    @cached_property
    def _strip(self) -> int:
        """Sources side by side in one strip: half of the line at most."""
        return max(1, min(len(self.view.sources), (self.screen.width // 2) // (self._cell + 1)))

    @cached_property
    def _widths(self) -> tuple[int, int]:
        cells = self._strip * (self._cell + 1) - 1
        return self.screen.width - self.margin - _GAP - cells, cells

    def key(self) -> Iterator[Text]:
        for letter, source in zip(self._letters, self.view.sources, strict=True):
            copied = " (copy)" if source in self.view.copies else ""
            yield from self.screen.hanging(Text(f"{letter}  ", style="bold"), self.screen.text(source + copied))

    def header(self) -> Iterator[Text]:
        return iter(())

    def row(self, row: Row, title: Text, facts: Text) -> Iterator[Text]:
        width, cells = self._widths
        text = [*self.screen.wrap(title, width), *(self.screen.wrap(facts, width) if facts else [])]
        text += self._tally(row, width)
        strips = list(self._strips(row))
        for n, line in enumerate(self.screen.columns([text, strips], [width, cells], _GAP)):
            yield (_number(row, self.margin) if n == 0 else Text(" " * self.margin)) + line

    def _tally(self, row: Row, width: int) -> list[Text]:
        counts = {stance: sum(row.stances(s)[0] is stance for s in self.view.sources) for stance in Stance}
        plural = {s: s.value.removesuffix("s") if s.value.endswith("s") else s.value for s in Stance}
        parts = [
            Text(f"{n} {stance.value if n == 1 else plural[stance]}", style=STANCE_STYLES[stance])
            for stance, n in counts.items()
            if n
        ]
        return self.screen.wrap(Text(", ").join(parts), width)

    def _strips(self, row: Row) -> Iterator[Text]:
        cells = []
        for letter, source in zip(self._letters, self.view.sources, strict=True):
            text = Text(letter, style="dim")
            for stance in row.stances(source):
                text.append(self.screen.symbol(stance), style=STANCE_STYLES[stance])
            text.append(" " * (self._cell - text.cell_len))
            cells.append(text)
        for first in range(0, len(cells), self._strip):
            yield Text(" ").join(cells[first : first + self._strip])
