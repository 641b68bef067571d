"""Tokens of a text and the numbers they write: "14.8 billion", "10 1/2", "one hundred and five", "two-thirds".

Every reader looks at a bounded number of tokens, so reading a text takes time linear in its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """A number, a word or one symbol. Offsets are within the text."""

    text: str
    lower: str
    start: int
    end: int
    kind: str
    """n (digits), w (letters), s (a symbol)."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written over the tokens `first` to `last` (exclusive)."""

    value: float
    step: float
    """The unit of the last digit written: 0.1e9 in "14.8 billion", 1 in "1,200"."""
    first: int
    last: int
    form: str
    """digits, words, fraction, or vague ("hundreds", "multi-billion")."""
    scaled: bool = False
    """A scale word was used: thousand, million, bn, lakh."""
    high: float = 0.0
    """The most a vague number stands for."""

    @property
    def significant(self) -> float:
        """The unit of the last significant digit: 100 in "1,200", 1 in "15"."""
        unit, whole = (
            self.step,
            round(self.value / self.step) if self.step and abs(self.value / self.step) < 1e15 else 1,
        )
        while whole and whole % 10 == 0:
            whole //= 10
            unit *= 10
        return unit


_TOKEN = re.compile(r"[0-9]+(?:[,.][0-9]+)*|(?<![\w.])\.[0-9]+|[^\W0-9_]+|[^\w\s]|_")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]*(?:\.[0-9]+)?")
_LONGEST_DIGITS = 40
_LONGEST_WORDS = 24
# A fraction on its own ("half a million", "a quarter of a mile") is meant to within a tenth.
_ROUGH = 0.2

ONES = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: float(10 * value)
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
TENS["fourty"] = 40.0
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "lac": 1e5,
    "million": 1e6,
    "millions": 1e6,
    "mln": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "billion": 1e9,
    "billions": 1e9,
    "bln": 1e9,
    "trillion": 1e12,
    "trillions": 1e12,
    "quadrillion": 1e15,
}
_SHORT_SCALES = {
    "bn": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "mn": 1e6,
    "mm": 1e6,
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "t": 1e12,
    "cr": 1e7,
}
_ALWAYS_SCALES = frozenset({"bn", "tn", "trn", "mn", "k"})
FRACTION_SIGNS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
_DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_DENOMINATORS |= {f"{word}s": value for word, value in _DENOMINATORS.items() if not word.startswith("hal")}
_WRITTEN_DENOMINATORS = frozenset({"2", "3", "4", "5", "6", "8", "10", "16", "32", "64"})
_VAGUE = {
    "dozens": (12.0, 200.0), "scores": (20.0, 400.0), "hundreds": (1e2, 2e3), "thousands": (1e3, 1e5),
    "lakhs": (1e5, 1e7),
    "crores": (1e7, 1e10), "millions": (1e6, 1e9), "billions": (1e9, 1e12), "trillions": (1e12, 1e15),
}  # fmt: skip
_VAGUE_MULTIPLIERS = {"tens": 10.0, "dozens": 12.0, "hundreds": 100.0, "thousands": 1000.0}
_MULTI = {"multimillion": 1e6, "multibillion": 1e9, "multitrillion": 1e12}
STARTERS = frozenset(
    [
        *ONES,
        *TENS,
        *FRACTION_SIGNS,
        *_VAGUE,
        *_MULTI,
        "a",
        "an",
        "half",
        "quarter",
        "third",
        "dozen",
        "tens",
        "multi",
        "hundred",
        "few",
        "several",
    ]
)


def tokenize(text: str) -> list[Token]:
    """Numbers, words and single symbols, in order."""
    tokens = []
    for match in _TOKEN.finditer(text):
        piece = match.group()
        first = piece[0]
        kind = "n" if first in "0123456789" or (first == "." and len(piece) > 1) else "w" if first.isalnum() else "s"
        tokens.append(Token(piece, piece.lower(), match.start(), match.end(), kind))
    return tokens


def glued(tokens: list[Token], i: int) -> bool:
    """Whether nothing stands between token `i` and the token before it."""
    return 0 < i < len(tokens) and tokens[i].start == tokens[i - 1].end


def lower_at(tokens: list[Token], i: int) -> str:
    """The lower-case token at `i`, or "" outside the text."""
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def read_digits(piece: str) -> tuple[float, float] | None:
    """Value and step of one written number; None for what is no number ("192.168.1.1", "1,5")."""
    if len(piece) > _LONGEST_DIGITS:
        return None
    if not (_PLAIN.fullmatch(piece) or _GROUPED.fullmatch(piece)):
        return None
    decimals = len(piece) - piece.rfind(".") - 1 if "." in piece else 0
    return float(piece.replace(",", "")), 10.0**-decimals


def read_numeral(tokens: list[Token], i: int, money: bool = False) -> Numeral | None:
    """The longest number that starts at token `i`; `money` lets "m", "b" and "t" glued to digits stand for scales."""
    token = tokens[i]
    if token.kind == "n":
        numeral = _digits(tokens, i)
        return None if numeral is None else _scale(tokens, numeral, money)
    if token.lower in FRACTION_SIGNS:
        return _scale(
            tokens,
            Numeral(FRACTION_SIGNS[token.lower], _ROUGH * FRACTION_SIGNS[token.lower], i, i + 1, "fraction"),
            money,
        )
    return _vague(tokens, i) or _words(tokens, i)


def _digits(tokens: list[Token], i: int) -> Numeral | None:
    read = read_digits(tokens[i].text)
    if read is None:
        return None
    value, step = read
    last = i + 1
    # Typeset or tokenised thousands: "80, 000 spectators".
    while lower_at(tokens, last) == "," and lower_at(tokens, last + 1) == "000" and last - i < 8:
        value, last = value * 1000, last + 2
    fraction = _written_fraction(tokens, i)
    if fraction is not None:
        return Numeral(fraction, _ROUGH * fraction, i, i + 3, "fraction")
    if step == 1:
        mixed = _mixed(tokens, last)
        if mixed is not None:
            return Numeral(value + mixed[0], mixed[0], i, mixed[1], "digits")
    if (
        lower_at(tokens, last) == "-"
        and lower_at(tokens, last + 1) in _DENOMINATORS
        and value < 10
        and glued(tokens, last + 1)
    ):
        return None
    return Numeral(value, step, i, last, "digits")


def _written_fraction(tokens: list[Token], i: int) -> float | None:
    if (
        lower_at(tokens, i + 1) != "/"
        or not glued(tokens, i + 1)
        or not glued(tokens, i + 2)
        or lower_at(tokens, i + 3) == "/"
    ):
        return None
    over, under = tokens[i].text, tokens[i + 2].text
    if under in _WRITTEN_DENOMINATORS and over.isdigit() and len(over) <= 2 and 0 < int(over) < int(under):
        return int(over) / int(under)
    return None


def _mixed(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """The fraction after a whole number: "10 1/2", "2½", "two and a half", "7-3/4"."""
    j = i + 1 if lower_at(tokens, i) == "-" else i
    if j < len(tokens):
        if tokens[j].lower in FRACTION_SIGNS:
            return FRACTION_SIGNS[tokens[j].lower], j + 1
        fraction = _written_fraction(tokens, j) if tokens[j].kind == "n" else None
        if fraction is not None:
            return fraction, j + 3
    words = [word for word in (lower_at(tokens, k) for k in range(i, i + 7)) if word != "-"][:4]
    if words[:3] == ["and", "a", "half"] or words[:3] == ["and", "a", "quarter"]:
        last = i
        while tokens[last].lower not in ("half", "quarter"):
            last += 1
        return (0.5 if words[2] == "half" else 0.25), last + 1
    return None


def _scale(tokens: list[Token], numeral: Numeral, money: bool) -> Numeral:
    """Apply the scale words after a number: "14.8 billion", "14.8bn", "10-million", "5 hundred thousand"."""
    value, step, last, scaled = numeral.value, numeral.step, numeral.last, numeral.scaled
    form = numeral.form
    for _ in range(2):
        j = last + 1 if lower_at(tokens, last) == "-" and lower_at(tokens, last + 1) in SCALES else last
        if form == "fraction" and lower_at(tokens, j) in ("a", "of") and not scaled:
            k = j + 2 if tokens[j].lower == "of" and lower_at(tokens, j + 1) == "a" else j + 1
            j = k if lower_at(tokens, k) in SCALES or lower_at(tokens, k) == "dozen" else j
        factor = _scale_at(tokens, j, money)
        if not factor:
            break
        value, step, last, scaled, form = value * factor, step * factor, j + 1, True, "digits"
    return Numeral(value, step, numeral.first, last, form, scaled)


def _scale_at(tokens: list[Token], j: int, money: bool) -> float:
    if not 0 <= j < len(tokens):
        return 0.0
    word = tokens[j].lower
    if word in SCALES or word in ("dozen", "thousands"):
        return SCALES.get(word, 12.0 if word == "dozen" else 1e3)
    if word not in _SHORT_SCALES:
        return 0.0
    near = glued(tokens, j)
    if word in _ALWAYS_SCALES and (near or word != "k"):
        return _SHORT_SCALES[word]
    if money and (near or word in ("m", "b", "cr")):
        return _SHORT_SCALES[word]
    return 1e6 if near and tokens[j].text == "M" and lower_at(tokens, j + 1).isalpha() else 0.0


def _vague(tokens: list[Token], i: int) -> Numeral | None:
    word = tokens[i].lower
    if word in _MULTI or (word == "multi" and lower_at(tokens, i + 1) == "-" and lower_at(tokens, i + 2) in SCALES):
        factor, last = (_MULTI[word], i + 1) if word in _MULTI else (SCALES[tokens[i + 2].lower], i + 3)
        return Numeral(2 * factor, factor, i, last, "vague", True, 1000 * factor)
    if word in _VAGUE_MULTIPLIERS and lower_at(tokens, i + 1) == "of" and lower_at(tokens, i + 2) in _VAGUE:
        factor = _VAGUE_MULTIPLIERS[word] * _VAGUE[tokens[i + 2].lower][0]
        return Numeral(factor, factor, i, i + 3, "vague", True, 20 * factor)
    if word in _VAGUE and (word != "scores" or lower_at(tokens, i + 1) == "of"):
        low, high = _VAGUE[word]
        return Numeral(low, low, i, i + 1, "vague", True, high)
    return None


def _words(tokens: list[Token], i: int) -> Numeral | None:
    word = tokens[i].lower
    nxt = lower_at(tokens, i + 1)
    few = i + 1 if word == "a" and nxt == "few" else i
    if lower_at(tokens, few) in ("few", "several") and (
        lower_at(tokens, few + 1) in SCALES or lower_at(tokens, few + 1) == "dozen"
    ):
        factor = SCALES.get(lower_at(tokens, few + 1), 12.0)
        return Numeral(2 * factor, factor, i, few + 2, "vague", True, 10 * factor)
    if word in ("a", "an"):
        if nxt in ("hundred", "thousand", "million", "billion", "trillion", "dozen", "lakh", "crore"):
            return _cardinal(tokens, i + 1, i)
        if nxt in ("half", "third", "quarter", "fifth", "tenth", "sixth", "seventh", "eighth", "fourth", "ninth"):
            return _scale(
                tokens, Numeral(1 / _DENOMINATORS[nxt], _ROUGH / _DENOMINATORS[nxt], i, i + 2, "fraction"), False
            )
        return None
    if word in ("half", "quarter", "third"):
        return _scale(
            tokens, Numeral(1 / _DENOMINATORS[word], _ROUGH / _DENOMINATORS[word], i, i + 1, "fraction"), False
        )
    return _cardinal(tokens, i, i)


def _cardinal(tokens: list[Token], i: int, first: int) -> Numeral | None:
    """Number words from token `i`: "twenty-one", "one hundred and five thousand", "two-thirds", "two dozen"."""
    total = current = 0.0
    room, top, lowest, last, j = float("inf"), float("inf"), 1.0, i, i
    while j < len(tokens) and j - i < _LONGEST_WORDS:
        word = tokens[j].lower
        if word in ONES and ONES[word] < room and (ONES[word] or j == i):
            current, room, lowest = current + ONES[word], 0.0, 1.0
        elif word in TENS and TENS[word] < room:
            current, room, lowest = current + TENS[word], 10.0, 1.0
        elif word == "hundred" and current < 100 and top > 100:
            current, room = (current or 1) * 100, 100.0
        elif word == "dozen":
            current, last = (current or 1) * 12, j + 1
            break
        elif word in SCALES and word != "hundred" and SCALES[word] < top and (current or not total):
            lowest = top = room = SCALES[word]
            total, current = total + (current or 1) * top, 0.0
        else:
            break
        last = j + 1
        j = _joint(tokens, last)
    if last == i:
        return None
    fraction = _word_fraction(tokens, total + current, last)
    if fraction is not None:
        return _scale(tokens, Numeral(fraction[0], _ROUGH * fraction[0], first, fraction[1], "fraction"), False)
    if total:
        return Numeral(total + current, lowest, first, last, "words", True)
    mixed = _mixed(tokens, last)
    if mixed is not None:
        return _scale(tokens, Numeral(current + mixed[0], mixed[0], first, mixed[1], "digits"), False)
    return _scale(tokens, Numeral(current, 1.0, first, last, "words"), False)


def _joint(tokens: list[Token], j: int) -> int:
    """Where the next number word would stand, past a hyphen or (after a hundred or thousand) an "and"."""
    word, nxt = lower_at(tokens, j), lower_at(tokens, j + 1)
    if word == "-" and (nxt in ONES or nxt in TENS or nxt in SCALES):
        return j + 1
    if word == "and" and (nxt in ONES or nxt in TENS) and tokens[j - 1].lower in ("hundred", "thousand"):
        return j + 1
    return j


def _word_fraction(tokens: list[Token], over: float, j: int) -> tuple[float, int] | None:
    k = j + 1 if lower_at(tokens, j) == "-" else j
    under = _DENOMINATORS.get(lower_at(tokens, k), 0)
    plural = lower_at(tokens, k).endswith("s")
    if under and 0 < over < under and (over == 1 or plural):
        # "one quarter" of a year is no fraction, and neither is "two quarters".
        if under == 4 and over == 2:
            return None
        return over / under, k + 1
    return None
