"""One way of writing for what news writes in several: before two texts are compared word by word.

"F.B.I." and "FBI", "Gen. Flynn" and "General Flynn", "Mr. Reid" and "Reid", a headline without a full stop. Nothing
that is said is touched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

TITLES: Final = {
    "Gen": "General", "Sen": "Senator", "Sens": "Senators", "Rep": "Representative", "Reps": "Representatives",
    "Gov": "Governor", "Lt": "Lieutenant", "Col": "Colonel", "Capt": "Captain", "Sgt": "Sergeant", "Prof": "Professor",
    "Rev": "Reverend", "Supt": "Superintendent",
}  # fmt: skip
_INITIALS: Final = re.compile(r"\b(?:[A-Z]\.){2,}(?!\w)")
_TITLE: Final = re.compile(rf"\b({'|'.join(TITLES)})\. (?=[A-Z])")
_COURTESY: Final = re.compile(r"\b(?:Mr|Mrs|Ms)\.? (?=[A-Z])")
_MIDDLE: Final = re.compile(
    r"\b([A-Z][a-z]+) [A-Z]\. (?=[A-Z][a-z])"
    r"(?!(?:The|It|He|She|They|We|In|On|At|This|That|These|But|And|An|As|There)\b)"
)
_SPACES: Final = re.compile(r"\s+")
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})
_CLOSED: Final = (".", "!", "?", "…", '"', "'", ")")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text as the model reads it.

    >>> plain("Sen. Charles E. Grassley told the F.B.I. that Mr. Reid was “wrong”")
    'Senator Charles Grassley told the FBI that Reid was "wrong"'
    >>> plain("Flooding hits the U.S. coast")
    'Flooding hits the US coast.'
    """
    text = _SPACES.sub(" ", text.translate(_QUOTES)).strip()
    text = _INITIALS.sub(lambda found: found.group().replace(".", ""), text)
    text = _TITLE.sub(lambda found: TITLES[found[1]] + " ", text)
    text = _MIDDLE.sub(r"\1 ", _COURTESY.sub("", text)).replace("per cent", "percent")
    return text if not text or text.endswith(_CLOSED) else f"{text}."
