"""The cells of the terminal's table, in the widest form that fits: words on one line, on two, or symbols with a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    for cell, least in ((_ONE_LINE, 36), (_TWO_LINES, 24)):
        left = screen.width - margin - count * (cell + _GAP)
        if left >= least:
            return _Words(screen, view, margin, cell, min(left, 90))
    return _Letters(screen, view, margin)


def _number(row: Row, margin: int) -> Text:
    return Text(f"{row.number:>{margin - 1}}", style="dim")


def legend(screen: Screen) -> Iterator[Text]:
    """What the symbols and words in the cells mean."""
    for stance in Stance:
        lead = Text(f"{screen.symbol(stance)} {stance.value}", style=STANCE_STYLES[stance])
        lead.append(" " * (_ONE_LINE + 1 - lead.cell_len))
        yield from screen.hanging(lead, Text(STANCE_NOTES[stance], style="dim"))


@dataclass(frozen=True, slots=True)
class _Words:
    """A symbol and a word in each cell."""

    screen: Screen
    view: StoryView
    margin: int
    cell: int
    claim: int

    @property
    def _widths(self) -> list[int]:
        return [self.margin - 1, self.claim, *[self.cell] * len(self.view.sources)]

    def _line(self, cells: Sequence[Sequence[Text]]) -> Iterator[Text]:
        head, *rest = zip(cells, self._widths, strict=True)
        pairs = list(rest)
        joined = list(self.screen.columns([c for c, _ in pairs], [w for _, w in pairs], _GAP))
        for n, line in enumerate(joined):
            number = head[0][n] if n < len(head[0]) else Text(" " * head[1])
            whole = number + Text(" ") + line
            whole.rstrip()
            yield whole

    def key(self) -> Iterator[Text]:
        return iter(())

    def header(self) -> Iterator[Text]:
        names = [self._name(source) for source in self.view.sources]
        height = max(len(lines) for lines in names)
        sunk = [[Text("")] * (height - len(lines)) + lines for lines in names]
        label = [Text("")] * (height - 1) + [Text("claim", style="dim")]
        yield from self._line([[], label, *sunk])

    def _name(self, source: str) -> list[Text]:
        lines = self.screen.wrap(self.screen.text(source, "bold"), self.cell)
        if len(lines) > _HEADER_LINES:
            last = fit(lines[_HEADER_LINES - 1].plain, self.cell - 1, "") + self.screen.gap[:1]
            lines = [*lines[: _HEADER_LINES - 1], Text(last, style="bold")]
        if source in self.view.copies:
            lines.append(Text("(copy)", style="italic"))
        return lines

    def row(self, row: Row, title: Text, facts: Text) -> Iterator[Text]:
        text = [*self.screen.wrap(title, self.claim), *(self.screen.wrap(facts, self.claim) if facts else [])]
        cells = [self._cell(row.stances(source)) for source in self.view.sources]
        yield from self._line([[_number(row, self.margin)], text, *cells])

    def _cell(self, stances: Sequence[Stance]) -> list[Text]:
        lines = []
        for stance in stances:
            symbol, style = self.screen.symbol(stance), STANCE_STYLES[stance]
            if self.cell >= _ONE_LINE:
                lines.append(Text(f"{symbol} {stance.value}", style=style))
            else:
                lines += [Text(symbol, style=style), Text(stance.value, style=style)]
        return lines


@dataclass(frozen=True, slots=True)
class _Letters:
    """A letter and a symbol in each cell, for more sources than words have room for; as many strips as it takes."""

    screen: Screen
    view: StoryView
    margin: int

    @property
    def _letters(self) -> list[str]:
        names = [*ascii_uppercase, *map("".join, product(ascii_uppercase, repeat=2))]
        return [names[n] if n < len(names) else str(n) for n in range(len(self.view.sources))]

    @property
    def _cell(self) -> int:
        return max(map(len, self._letters), default=1) + 1

    @property
    def _strip(self) -> int:
        """Sources side by side in one strip: half of the line at most."""
        return max(1, min(len(self.view.sources), (self.screen.width // 2) // (self._cell + 1)))

    @property
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
            lead = _number(row, self.margin) if n == 0 else Text(" " * (self.margin - 1))
            yield lead + Text(" ") + line

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
            stance = row.stances(source)[0]
            style = STANCE_STYLES[stance]
            text = Text(letter, style="dim") + Text(self.screen.symbol(stance), style=style)
            text.append(" " * (self._cell - text.cell_len))
            cells.append(text)
        for first in range(0, len(cells), self._strip):
            yield Text(" ").join(cells[first : first + self._strip])
