"""The words, symbols and colours that stand for stances and verdicts, the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factcheck.types import Stance, Verdict

SYMBOLS: Final = {Stance.SUPPORTS: "✓", Stance.QUALIFIES: "≈", Stance.CONTRADICTS: "✗", Stance.SILENT: "·"}
ASCII_SYMBOLS: Final = {Stance.SUPPORTS: "+", Stance.QUALIFIES: "~", Stance.CONTRADICTS: "x", Stance.SILENT: "."}
STANCE_STYLES: Final = {
    Stance.SUPPORTS: "green",
    Stance.QUALIFIES: "yellow",
    Stance.CONTRADICTS: "bold red",
    Stance.SILENT: "dim",
}
STANCE_NOTES: Final = {
    Stance.SUPPORTS: "says the same",
    Stance.QUALIFIES: "says it weaker: planned, possible, by another, vaguer",
    Stance.CONTRADICTS: "can't be true together with it",
    Stance.SILENT: "does not speak of it",
}
VERDICT_STYLES: Final = {
    Verdict.DISPUTED: "bold red",
    Verdict.UPDATED: "bold magenta",
    Verdict.AGREED: "bold green",
    Verdict.SINGLE_SOURCE: "bold",
}
VERDICT_NOTES: Final = {
    Verdict.DISPUTED: "a source contradicts it",
    Verdict.UPDATED: "later reports replace earlier ones",
    Verdict.AGREED: "two or more independent sources say it, none contradicts",
    Verdict.SINGLE_SOURCE: "no more than one independent source says it",
}
UNSPOKEN: Final = "no source speaks of it"
"""Of a claim that the user names and no source speaks of: its verdict is single-source for want of a second."""
LOUD_FIRST: Final = (Stance.CONTRADICTS, Stance.QUALIFIES, Stance.SUPPORTS, Stance.SILENT)


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 source`, `2 sources`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def percent(score: float) -> str:
    """A probability in whole per cent, never rounded up to certainty: 0.998 is `99%`."""
    return f"{min(99, max(1, round(score * 100)))}%" if 0.0 < score < 1.0 else f"{score:.0%}"


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day(iso: str | None) -> str:
    """An ISO 8601 date as a newspaper writes it: `18 June 2025`; what is no date stays as it is."""
    parts = (iso or "")[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return iso or ""
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        return iso or ""
    return " ".join([*map(str, numbers[2:3]), *[_MONTHS[n - 1] for n in numbers[1:2]], str(numbers[0])])


def days(first: str, last: str) -> str:
    """Two ISO dates as a stretch: `18 to 26 June 2025`."""
    if first == last:
        return day(first)
    if first[:7] == last[:7] and len(first) >= 10 and day(first) != first:
        return f"{int(first[8:10])} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`."""
    return f" {last} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
