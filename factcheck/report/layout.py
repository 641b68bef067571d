"""Lines of fixed width from styled text: wrapping, hanging indents and columns side by side, for any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from factcheck.report.safe import one_line
from factcheck.report.words import ASCII_SYMBOLS, SYMBOLS
from factcheck.types import Stance

_PLAIN = str.maketrans({"…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "─": "-", "·": "-"})


@dataclass(frozen=True, slots=True)
class Screen:
    """Where the lines go: a console, its width in columns, and whether it can print more than ASCII."""

    console: Console
    width: int
    ascii: bool

    def symbol(self, stance: Stance) -> str:
        return (ASCII_SYMBOLS if self.ascii else SYMBOLS)[stance]

    def text(self, text: str, style: str = "") -> Text:
        """Text of unknown origin as one harmless line."""
        clean = one_line(text)
        return Text(clean.translate(_PLAIN) if self.ascii else clean, style=style)

    @property
    def gap(self) -> str:
        return "..." if self.ascii else "…"

    def rule(self, style: str = "dim", heavy: bool = False) -> Text:
        strong, light = ("=", "-") if self.ascii else ("━", "─")
        return Text((strong if heavy else light) * self.width, style=style)

    def wrap(self, text: Text, width: int) -> list[Text]:
        """Lines of at most `width` columns; words that are longer are cut."""
        lines = list(text.wrap(self.console, max(1, width), overflow="fold")) or [Text("")]
        for line in lines:
            line.rstrip()
        return lines

    def hanging(self, lead: Text, text: Text, indent: int = 0) -> Iterator[Text]:
        """`lead` and then `text`, which wraps under its own first column."""
        column = indent + lead.cell_len
        for n, line in enumerate(self.wrap(text, self.width - column)):
            start = Text(" " * indent) + lead if n == 0 else Text(" " * column)
            yield start + line

    def columns(self, cells: Sequence[Sequence[Text]], widths: Sequence[int], gap: int = 2) -> Iterator[Text]:
        """Cells, each of lines already wrapped to its width, side by side."""
        for n in range(max((len(lines) for lines in cells), default=0)):
            row = Text()
            for lines, width in zip(cells, widths, strict=True):
                if row.cell_len or lines is not cells[0]:
                    row.append(" " * gap)
                line = lines[n] if n < len(lines) else Text("")
                row.append_text(line)
                row.append(" " * (width - line.cell_len))
            row.rstrip()
            yield row


def fit(text: str, width: int, gap: str = "…") -> str:
    """A one-line text cut to `width` columns."""
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) + cell_len(gap) > width:
        text = text[:-1]
    return text.rstrip() + gap
