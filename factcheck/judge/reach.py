"""What a judgement can still come to before the model has spoken, and whether that is likely enough to ask.

The judge is asked at the corners of what a model can answer. Where every corner is neutral and silent, the typed facts
and the distance of the two statements have settled the pair, and the model need not be asked (`open`); the same holds
for the second direction once the first is known. Nothing is lost by this: the judge says what can't matter.

Of the pairs that are open, most would need an answer that no model gives: that "the talks failed" bears out a sentence
of twelve other words. `promising` leaves those out. Its limits were chosen on the development stories, the first
twelve events of BASIL and pairs of its events at even places that were read; `benchmarks/candidates.py` measures what
they lose.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Final

from factcheck.config import JudgeSettings
from factcheck.facts.comparison import telling_facts, unsupported_names, unsupported_quantities
from factcheck.facts.coverage import count_uncovered, size, uncovered
from factcheck.facts.wording import one_stretch, overlap
from factcheck.judge.agreement import for_missing, known, said
from factcheck.judge.combine import _FEW, DEFAULT, _Case, _plain
from factcheck.judge.gate import differs_twice, other_event
from factcheck.types import Judgement, Label, Probabilities, Stance, Statement

UNASKED: Final = Probabilities(0.0, 1.0, 0.0)
"""Stands for a direction that was not put to the model, because no answer would have changed the judgement."""
_ENTAILED: Final = Probabilities(1.0, 0.0, 0.0)
_OPPOSED: Final = Probabilities(0.0, 0.0, 1.0)
_CORNERS: Final = (_ENTAILED, _OPPOSED, UNASKED)
_SUREST: Final = (Probabilities(0.97, 0.02, 0.01), Probabilities(0.01, 0.02, 0.97), UNASKED)
"""What a second answer can be expected to be at the most, where the first has not decided."""
_TELLING: Final = frozenset({"conflicts", "linked"})
_HOPED: Final = (Probabilities(0.98, 0.01, 0.01), Probabilities(0.9, 0.09, 0.01))
"""Answers as good as a pair that is one fact may get: where not even these would make it likely, it isn't asked."""
_LEAST: Final = math.log(0.06 / 0.94)
"""Log-odds of agreement with these answers from which a pair is asked."""
_SHARED: Final = (0.5, 0.4)
"""Overlap and Jaccard index below which statements can neither qualify one another nor contradict each other by their
wording."""
_NEAR: Final = (0.6, 0.4)
"""Overlap and Jaccard index from which the model alone may find a contradiction."""


class Weighing:
    """One pair and its typed facts, judged both ways for any answers of the model; the facts are compared once."""

    def __init__(
        self,
        premise: Statement,
        hypothesis: Statement,
        similarity: float,
        dates: tuple[str | None, str | None] = (None, None),
        settings: JudgeSettings = DEFAULT,
    ) -> None:
        self._there = _Case(premise, hypothesis, UNASKED, UNASKED, similarity, dates, settings)
        self._back = _Case(hypothesis, premise, UNASKED, UNASKED, similarity, dates[::-1], settings)

    def judgements(self, forward: Probabilities, backward: Probabilities) -> tuple[Judgement, Judgement]:
        """(premise -> hypothesis, hypothesis -> premise) for these answers, as `judge` gives them."""
        return _with(self._there, forward, backward).judgement(), _with(self._back, backward, forward).judgement()

    def turned(self) -> Weighing:
        """The same pair, its hypothesis as the premise."""
        other = object.__new__(Weighing)
        other._there, other._back = self._back, self._there
        return other

    def worth_asking(self) -> bool:
        """Whether the model is asked at all: `promising` and `open`, and first what is known without typed facts."""
        if _apart(self._there) and _apart(self._back):
            return False
        return self.promising() and self.open()

    def promising(self) -> bool:
        """Whether an answer is likely enough to make something of the pair: a typed fact says so, most words are the
        same, or one side has a counterpart for nearly all that the other says."""
        case = self._there
        one, other = case.premise.text, case.hypothesis.text
        if case.shared >= _NEAR[1] and overlap(one, other) >= _NEAR[0]:
            return True
        if one_stretch(one, other) or any(_likely(way) for way in (self._there, self._back)):
            return True
        ways = ((case.premise, case.hypothesis), (case.hypothesis, case.premise))
        return any(f.relation in _TELLING for way in ways for f in telling_facts(*way))

    def leads(self) -> bool:
        """Whether premise -> hypothesis is the direction to ask first: the one more likely to be borne out."""
        return _prospect(self._there) >= _prospect(self._back)

    def open(self) -> bool:
        """Whether any answer of the model makes either direction other than neutral and silent."""
        if all(_compared(case) and case.apart is not None for case in (self._there, self._back)):
            return False
        return not self._closed() and self._any(product(_CORNERS, _CORNERS))

    def _closed(self) -> bool:
        """Whether it is known cheaply that no answer matters: few words shared, no typed fact or rival figure, and
        either side gives a figure or a name that the other has not, or too many words without a counterpart."""
        one, other = self._there.premise, self._there.hypothesis
        near = overlap(one.text, other.text) >= _SHARED[0] or self._there.shared >= _SHARED[1]
        if near or self._there.near_rivals or one_stretch(one.text, other.text):
            return False
        if not all(_beyond(way) for way in (self._there, self._back)):
            return False
        return not any(telling_facts(*way) for way in ((one, other), (other, one)))

    def open_after(self, forward: Probabilities) -> bool:
        """The same once the first direction's answer is known."""
        return self._any([(forward, other) for other in _CORNERS])

    def promising_after(self, forward: Probabilities) -> bool:
        """Whether a second answer as sure as models are could still make something of the pair."""
        return self._any([(forward, other) for other in _SUREST])

    def _any(self, answers: Iterable[tuple[Probabilities, Probabilities]]) -> bool:
        return any(
            _says(_with(self._there, forward, backward, kinds=False))
            or _says(_with(self._back, backward, forward, kinds=False))
            for forward, backward in answers
        )


def _says(case: _Case) -> bool:
    judgement = case.decided()
    if isinstance(judgement, str):
        return False
    return judgement.label is not Label.NEUTRAL or judgement.stance is not Stance.SILENT


def _compared(case: _Case) -> bool:
    """Whether the gate has a say: it has none over the same words, nor over a pair that somebody chose."""
    return not case.settings.given and _plain(case.premise.text) != _plain(case.hypothesis.text)


def _apart(case: _Case) -> bool:
    """Whether the gate keeps the two apart, whatever their typed facts are."""
    if not _compared(case):
        return False
    pair = case.premise, case.hypothesis
    if other_event(*pair, case.similarity) and other_event(*pair, case.similarity, one_slot=True):
        return True
    return differs_twice(*pair, False) is not None


def _prospect(case: _Case) -> tuple[int, float]:
    """How likely it is that the premise bears the hypothesis out, to be compared: the words without a counterpart
    (negative), and the odds of agreement with the answers hoped for."""
    missing = len(uncovered(case.premise, case.hypothesis))
    return -missing, known(case.premise, case.hypothesis, *_HOPED, case.similarity)


def _likely(case: _Case) -> bool:
    """Whether the odds that the premise bears the hypothesis out are high enough with the answers hoped for. Words
    without a counterpart are counted only as far as their number can matter."""
    odds = known(case.premise, case.hypothesis, *_HOPED, case.similarity)
    likely = [odds + added >= _LEAST for added in for_missing(size(case.hypothesis))]
    if all(likely):
        return True
    most = likely.index(False)
    return most > 0 and count_uncovered(case.premise, case.hypothesis, most) < most


def _beyond(case: _Case) -> bool:
    """Whether no answer makes the premise bear the hypothesis out, of two that share few words."""
    pair = case.premise, case.hypothesis
    if unsupported_names(*pair) or unsupported_quantities(*pair):
        return True
    odds = known(*pair, *_best(), case.similarity)
    least = math.log(case.settings.entailment / (1 - case.settings.entailment))
    added = for_missing(size(case.hypothesis))
    enough = next((n for n, more in enumerate(added) if n > _FEW and odds + more < least), None)
    return enough is not None and count_uncovered(*pair, enough) >= enough


@cache
def _best() -> tuple[Probabilities, Probabilities]:
    """The corner with the highest odds of agreement."""
    return max(product(_CORNERS, _CORNERS), key=lambda answers: said(*answers))


def _with(case: _Case, forward: Probabilities, backward: Probabilities, *, kinds: bool = True) -> _Case:
    """The same case with other answers; what was found out about its facts is kept."""
    if case.apart is None:
        _ = case.findings, case.shared
    other = object.__new__(_Case)
    other.__dict__.update(case.__dict__, forward=forward, backward=backward, kinds=kinds)
    return other
