"""Names with what they stand for, as a two-column list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from factcheck.report.layout import Screen


def catalogue_lines(items: Sequence[tuple[str, str]], screen: Screen) -> Iterator[Text]:
    """Each name with its description beside it, or beneath it where a name is long."""
    names = [screen.text(name, "bold") for name, _ in items]
    width = min(max((name.cell_len for name in names), default=0), screen.width // 3)
    for name, (_, about) in zip(names, items, strict=True):
        if name.cell_len > width:
            yield from screen.wrap(name, screen.width)
            name = Text("")
        lead = name + Text(" " * (width - name.cell_len + 2))
        yield from screen.hanging(lead, screen.text(about))
