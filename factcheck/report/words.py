"""The words, symbols and colours that stand for stances and verdicts, the same everywhere."""

from __future__ import annotations

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
    Verdict.SINGLE_SOURCE: "one independent source says it",
}
LOUD_FIRST: Final = (Stance.CONTRADICTS, Stance.QUALIFIES, Stance.SUPPORTS, Stance.SILENT)


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 source`, `2 sources`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def percent(score: float) -> str:
    """A probability in whole per cent, never rounded up to certainty: 0.998 is `99%`."""
    return f"{min(99, max(1, round(score * 100)))}%" if 0.0 < score < 1.0 else f"{score:.0%}"
