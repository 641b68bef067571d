"""Texts in another form that say the same, so that a model trained on minimal edits does not take each for a change.

Names shortened to surnames, contractions, figures in words, words used for one another, a headline's capitals, a word
that joins a sentence to the one before. A pair keeps its label when one side is put in another form; a text bears out
another form of it. What `factcheck.nli.surface` makes alike is left to it.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

Pair = tuple[str, str, str]
"""premise, hypothesis, label."""
_SAME: list[list[str]] = tomllib.loads(Path(__file__).with_name("contrast.toml").read_text())["same"]
_OF_TWO_SENSES = {
    "made",
    "earned",
    "claimed",
    "won",
    "beat",
    "defeated",
    "got",
    "received",
    "only",
    "just",
    "ex",
    "record",
    "chief",
}
_LIKE = {one: [w for w in row if w != one] for row in _SAME if not _OF_TWO_SENSES & set(row) for one in row}
_LIKE_WORD = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _LIKE), key=len, reverse=True))})\b")
_FULL_NAME = re.compile(r"(?<![A-Z]\w )\b(?P<first>[A-Z][a-z]+) (?P<last>[A-Z][a-z]+)\b(?! [A-Z])")
_NO_NAME = re.compile(
    r"\b(?:The|New|United|North|South|East|West|San|Saint|St|Lake|Mount|Port|Cape|Los|El|Prime|Supreme|High|White|World|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|Court|City|Council|University|Party|Street|Bank|Union|House|Group|Inc|River|Bridge|"
    r"Island|Islands|County|Airlines|Airport|Hospital|School|College|Park|Bay|Valley|Office|Ministry|Department|Cup)\b"
)
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_DIGITS = re.compile(r"(?<![\w.,$€£:–-])(?P<n>[2-9]|1[0-2])(?= [a-z])(?! (?:percent|per cent|million|billion|[ap]m)\b)")
_WORDS = re.compile(
    rf"\b(?:{'|'.join(_SMALL[2:])})\b(?! (?:percent|per cent|million|billion|hundred|thousand))(?= [a-z])"
)
_SHORT = (
    ("did not", "didn't"), ("does not", "doesn't"), ("do not", "don't"), ("is not", "isn't"), ("was not", "wasn't"),
    ("were not", "weren't"), ("are not", "aren't"), ("has not", "hasn't"), ("have not", "haven't"),
    ("will not", "won't"), ("would not", "wouldn't"), ("could not", "couldn't"), ("cannot", "can't"),
)  # fmt: skip
_MORE = (
    (r" percent\b", "%"), (r"(?<=\d)%", " percent"), (r"\boldest\b", "eldest"), (r"\beldest\b", "oldest"),
    (r"\babout (?=\d)", "around "), (r"\baround (?=\d)", "about "), (r"\bnearly\b", "almost"),
    (r"\balmost\b", "nearly"), (r"\bsaid that\b", "said"), (r"\bwhile\b", "whilst"), (r"\bTV\b", "television"),
    (r"\btelevision\b", "TV"), (r"\bUS\b", "U.S."), (r"\bmore than (?=[\d$])", "over "),
    (r"\bover (?=[\d$])", "more than "), (r"\bprior to\b", "before"), (r"\bin order to\b", "to"),
    (r"\bEuropean Union\b", "EU"), (r"\bEU\b", "European Union"), (r"\bUnited Nations\b", "UN"),
    (r"\bUN\b", "United Nations"), (r"\bPrime Minister\b", "prime minister"), (r"\$(\d[\d.]*) million\b", r"$\1m"),
    (r"\$(\d[\d.]*) billion\b", r"$\1bn"), (r"\b(\d[\d.]*) (million|billion) dollars\b", r"$\1 \2"),
    (r"\bit is\b", "it's"), (r"\bhe is\b", "he's"), (r"\bshe is\b", "she's"), (r"\bthey are\b", "they're"),
)  # fmt: skip
_JOINS = ("But ", "And ", "Still, ", "Meanwhile, ", "However, ", "Also, ", "Earlier, ", "In fact, ")
_SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")
_INTENSE = re.compile(r"\b(?:very|really|quite|actually) ")
_SELDOM = 0.15
"""How often the rules that fit any text are tried."""


@cache
def _ordinary() -> set[str]:
    """Words that the texts also write small: "Physicist Amara" is no full name. Filled by `pairs`."""
    return set()


def surname(text: str, chooser: random.Random) -> str:
    """A person's full name as the surname; seldom as the first name."""
    found = [m for m in _FULL_NAME.finditer(text) if not _NO_NAME.search(m.group())]
    found = [m for m in found if not {m["first"].lower(), m["last"].lower()} & _ordinary()]
    if not found:
        return text
    match = chooser.choice(found)
    short = match["first"] if chooser.random() < 0.1 else match["last"]
    return text[: match.start()] + short + text[match.end() :]


def contracted(text: str, chooser: random.Random) -> str:
    rows = [(a, b) for long, short in _SHORT for a, b in ((long, short), (short, long)) if f" {a} " in text]
    if not rows:
        return text
    old, new = chooser.choice(rows)
    return text.replace(f" {old} ", f" {new} ", 1)


def figures(text: str, chooser: random.Random) -> str:
    if (match := _DIGITS.search(text)) is not None:
        return text[: match.start()] + _SMALL[int(match["n"])] + text[match.end() :]
    if (match := _WORDS.search(text)) is not None:
        return text[: match.start()] + str(_SMALL.index(match.group())) + text[match.end() :]
    return text


def like_words(text: str, chooser: random.Random) -> str:
    found = list(_LIKE_WORD.finditer(text))
    if not found:
        return text
    match = chooser.choice(found)
    return text[: match.start()] + chooser.choice(_LIKE[match.group()]) + text[match.end() :]


def spelt(text: str, chooser: random.Random) -> str:
    rows = [(old, new) for old, new in _MORE if re.search(old, text)]
    return re.sub(*chooser.choice(rows), text, count=1) if rows else text


def headline(text: str, chooser: random.Random) -> str:
    """Title case without articles and the full stop, as headlines are written."""
    if chooser.random() > _SELDOM:
        return text
    words = [w for w in text.rstrip(".").split(" ") if w.lower() not in ("the", "a", "an")]
    return " ".join(w[:1].upper() + w[1:] for w in words) if 3 <= len(words) <= 14 else text


def joined(text: str, chooser: random.Random) -> str:
    if chooser.random() > _SELDOM:
        return text
    for opening in _JOINS:
        if text.startswith(opening):
            rest = text[len(opening) :]
            return rest[:1].upper() + rest[1:]
    first = text.split(" ", 1)[0]
    if first in (
        "The",
        "A",
        "An",
        "He",
        "She",
        "They",
        "It",
        "In",
        "On",
        "At",
        "This",
        "There",
        "Two",
        "Three",
        "Police",
    ):
        return chooser.choice(_JOINS) + text[0].lower() + text[1:]
    return text


def quieter(text: str, chooser: random.Random) -> str:
    return _INTENSE.sub("", text, count=1)


RULES: tuple[Callable[[str, random.Random], str], ...] = (
    surname, surname, contracted, figures, like_words, spelt, joined, quieter, headline,
)  # fmt: skip
_ONE_WAY = (quieter, surname)
"""What leaves something out: the shorter form is borne out by the longer, not always the other way round."""


def other_form(text: str, chooser: random.Random, most: int = 2) -> str:
    """The text in another form that says the same, or as it is where no rule fits."""
    for rule in chooser.sample(RULES, len(RULES)):
        if most and (new := rule(text, chooser)) != text:
            text, most = new, most - 1
    return text


def varied(pair: Pair, chooser: random.Random) -> Pair:
    """The pair with one side in another form; a name is shortened only where the full one is known."""
    premise, hypothesis, label = pair
    if chooser.random() < 0.5:
        return premise, other_form(hypothesis, chooser), label
    rules = [rule for rule in RULES if rule not in _ONE_WAY]
    for rule in chooser.sample(rules, len(rules)):
        if (new := rule(premise, chooser)) != premise:
            return new, hypothesis, label
    return pair


def pairs(given: Iterable[Pair], seed: int) -> list[Pair]:
    """Each text with another form of it, and each pair with one side in another form, where a rule fits."""
    chooser, made = random.Random(seed), []
    given = list(given)
    _ordinary().update(
        word for premise, hypothesis, _ in given for word in _SMALL_WORD.findall(f"{premise} {hypothesis}")
    )
    for premise, hypothesis, label in given:
        text = premise if chooser.random() < 0.5 else hypothesis
        form = other_form(text, chooser, 3)
        if form != text:
            made.append((text, form, "entailment"))
        new = varied((premise, hypothesis, label), chooser)
        if new != (premise, hypothesis, label):
            made.append(new)
    return list(dict.fromkeys(made))
