"""What the flags and marks of a statement mean, in plain sentences."""

from __future__ import annotations

from factcheck.statements.script import NOT_READ
from factcheck.types import Modality, Polarity, Statement

ADDED = "added: "
HELD = "held: "
_UNRESOLVED, _RESOLVED = "unresolved: ", "resolved: "
_MODALITIES = {
    Modality.PLANNED: "planned: announced or intended, not done yet",
    Modality.POSSIBLE: "possible: said to be possible, likely or under consideration, not to be so",
    Modality.REPORTED: "reported: passed on from others, who may not be named",
    Modality.HYPOTHETICAL: "hypothetical: holds only under a condition",
    Modality.QUESTION: "question: asked, not said",
}


def explain_flag(flag: str) -> str:
    """One flag of a statement as a sentence; a flag of unknown kind is returned as it is."""
    if flag.startswith(_RESOLVED):
        written, _, meant = flag.removeprefix(_RESOLVED).partition(" -> ")
        return f"“{written}” was replaced by “{meant}”, the one thing before it that it can stand for."
    if flag.startswith(_UNRESOLVED):
        written = flag.removeprefix(_UNRESOLVED)
        return f"“{written}” was left as it is: what it stands for is not clear from the sentences before."
    if flag.startswith(ADDED):
        return f"“{flag.removeprefix(ADDED)}” was added: years in brackets behind a name are those of a life."
    if flag.startswith(HELD):
        holder, cue, content = [*flag.removeprefix(HELD).split(" | ", 2), "", ""][:3]
        return f"“{content}” is what {'somebody' if holder == '?' else holder} holds (“{cue}”), not the article."
    if flag == NOT_READ:
        return "The sentence was kept whole: the reader knows Latin script only."
    return flag


def explained(statement: Statement) -> list[str]:
    """Sentences on everything about a statement that is not plain: who says it, how surely, what was replaced."""
    notes = []
    if statement.holder:
        notes.append(f"Said by {statement.holder}, not by the article itself.")
    if statement.modality in _MODALITIES:
        name, _, meaning = _MODALITIES[statement.modality].partition(": ")
        notes.append(f"{name.capitalize()}: {meaning}.")
    if statement.polarity is Polarity.NEGATIVE:
        notes.append("Negative: it says that something is not so.")
    if statement.opinion:
        notes.append("Opinion: it judges or advises, so that it can't be checked like a fact.")
    notes += [
        f"“{date.text}” is {date.first if date.first == date.last else f'{date.first} to {date.last}'}."
        for date in statement.dates
        if date.first[:1].isdigit() and date.text not in (date.first, date.first[:4])
    ]
    return notes + [explain_flag(flag) for flag in statement.flags]
