"""A labelling session as a machine of keys: no terminal, no clock, so that it can be driven by anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from factcheck.evaluation.labelling.answers import Answer, AnswerBook
from factcheck.evaluation.labelling.forms import Kinds
from factcheck.evaluation.labelling.sampling import Sampled
from factcheck.types import Kind, Label

LABEL_KEYS: Final = {"e": Label.ENTAILMENT, "n": Label.NEUTRAL, "c": Label.CONTRADICTION}
KIND_KEYS: Final = {
    "n": Kind.NUMBER,
    "d": Kind.DATE,
    "e": Kind.ENTITY,
    "r": Kind.ROLE,
    "o": Kind.OWNERSHIP,
    "g": Kind.NEGATION,
    "m": Kind.MODALITY,
    "a": Kind.ATTRIBUTION,
    "c": Kind.CAUSE,
    "u": Kind.UPDATE,
    "x": Kind.OTHER,
}
NO_KIND: Final = "-"
BACK: Final = frozenset({"\x7f", "\x08"})
"""What terminals send for the backspace key."""


class Step(StrEnum):
    """What a key did, for whoever draws the screen."""

    SHOW = "show"
    """Another pair is up."""
    KIND = "kind"
    """The kind is asked."""
    WHY = "why"
    """The reason is asked: call `give_reason`."""
    WORDS = "words"
    HELP = "help"
    NOTHING_TO_UNDO = "nothing to undo"
    UNKNOWN = "unknown"
    DONE = "done"
    QUIT = "quit"


class Session:
    """One labeller going through a list of pairs; answers are written when they are whole."""

    def __init__(
        self,
        book: AnswerBook,
        labeller: str,
        queue: Sequence[Sampled],
        *,
        kinds: Kinds = Kinds.CONTRADICTION,
        settles: bool = False,
    ) -> None:
        self.book, self.labeller, self.kinds, self.settles = book, labeller, kinds, settles
        self._all = {s.pair.pair_id: s for s in queue}
        there = book.of(labeller, settles=settles)
        self._todo = deque(s for s in queue if not _fits(there.get(s.pair.pair_id), s))
        self._label: Label | None = None
        self._kind = ""

    @property
    def current(self) -> Sampled | None:
        """The pair that is up; None when all are labelled."""
        return self._todo[0] if self._todo else None

    @property
    def done(self) -> int:
        """Pairs of the list that are labelled."""
        return len(self._all) - len(self._todo)

    @property
    def total(self) -> int:
        return len(self._all)

    @property
    def label(self) -> Label | None:
        """The label chosen for the pair that is up, while its kind or its reason is asked."""
        return self._label

    def press(self, key: str) -> Step:
        """Take a key. Nothing is written before the answer is whole."""
        if self.current is None and key not in ("u", "q", *BACK):
            return Step.DONE
        return self._press_kind(key) if self._label is not None else self._press_label(key)

    def give_reason(self, why: str) -> Step:
        """The reason for settling a difference as was just chosen; asked again when it is empty."""
        return self._record(why.strip()) if why.strip() else Step.WHY

    def _press_label(self, key: str) -> Step:
        if (label := LABEL_KEYS.get(key)) is not None:
            self._label = label
            asked = self.kinds is Kinds.ALL or (self.kinds is Kinds.CONTRADICTION and label is Label.CONTRADICTION)
            return Step.KIND if asked else self._whole()
        if key == "u" or key in BACK:
            return self._undo()
        if key == "s":
            self._todo.rotate(-1)
            return Step.SHOW
        return {"w": Step.WORDS, "?": Step.HELP, "q": Step.QUIT}.get(key, Step.UNKNOWN)

    def _press_kind(self, key: str) -> Step:
        if key in BACK:
            self._label = None
            return Step.SHOW
        if (kind := KIND_KEYS.get(key)) is not None or key in (NO_KIND, "\r", "\n"):
            self._kind = kind.value if kind is not None else ""
            return self._whole()
        return {"?": Step.HELP, "q": Step.QUIT, "w": Step.WORDS}.get(key, Step.UNKNOWN)

    def _whole(self) -> Step:
        return Step.WHY if self.settles else self._record("")

    def _record(self, why: str) -> Step:
        drawn = self._todo[0]
        assert self._label is not None
        answer = Answer(
            drawn.pair.pair_id, drawn.pair.digest, self.labeller, self._label.value, self._kind, drawn.stratum,
            self.settles, why,
        )  # fmt: skip
        self.book.add(answer)
        self._todo.popleft()
        self._label, self._kind = None, ""
        return Step.SHOW if self._todo else Step.DONE

    def _undo(self) -> Step:
        """Take the last answer of this labeller back, of this session or of an earlier one, and show its pair again."""
        last = [a for p, a in self.book.of(self.labeller, settles=self.settles).items() if p in self._all]
        if not last:
            return Step.NOTHING_TO_UNDO
        self.book.undo(last[-1])
        drawn = self._all[last[-1].pair_id]
        if drawn in self._todo:  # its words had changed, so that it was up again anyway
            self._todo.remove(drawn)
        self._todo.appendleft(drawn)
        return Step.SHOW


def _fits(answer: Answer | None, drawn: Sampled) -> bool:
    return answer is not None and answer.digest in ("", drawn.pair.digest)
