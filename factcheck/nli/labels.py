"""Which of a checkpoint's outputs means what: read from its own config, then put to a short test.

A wrong class order turns agreement into dispute without any error, and configs in the wild are often wrong,
permuted or silent (LABEL_0). So the declared order is believed only as far as a canary allows: pairs whose
answer nobody disputes. Everything here works on plain data; running the model is the caller's job.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.nli.canary import CANARY
from factcheck.nli.interface import Scores

THREE: Final = ("entailment", "neutral", "contradiction")
TWO: Final = ("entailment", "not_entailment")
_SPELLINGS: Final = {
    "entailment": "entailment entail entails entailed e supports supported support consistent factual faithful true "
    "yes aligned grounded",
    "neutral": "neutral n notenoughinfo notenoughinformation nei unknown unverifiable undetermined unrelated "
    "neutrality none",
    "contradiction": "contradiction contradict contradicts contradicted contradictory c refutes refuted refute contra",
    "not_entailment": "notentailment nonentailment notentailed notentails unsupported notsupported inconsistent "
    "nonfactual hallucinated hallucination unfaithful false no notaligned notgrounded",
}
_WORDS: Final = {word: label for label, words in _SPELLINGS.items() for word in words.split()}
CLEAR: Final = 0.75
"""Mean recall over the classes from which an order inferred without a declaration is believed."""
MARGIN: Final = 0.25
"""By how much the best order must beat the declared (or the second-best) one."""

Classes = tuple[str, ...]
"""A label of `THREE` (or, with two outputs, of `TWO`) for each output of the checkpoint, in its order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The class order that is used, how it was found, and how much of the canary it gets right."""

    classes: Classes
    how: str
    """declared (by the config or the user) or inferred (from the canary)."""
    recall: float
    """Mean recall over the classes on the canary, 0 to 1."""

    @property
    def doubt(self) -> str:
        """One sentence where the canary leaves doubt, otherwise empty."""
        if self.recall >= CLEAR:
            return ""
        return f"it gets only {self.recall:.0%} of a canary of plain pairs right, so its class order is not confirmed"


def normalise(word: str) -> str | None:
    """A class name in any common spelling as one of ours; None for one that says nothing (LABEL_0, 2).

    >>> normalise("NOT ENOUGH INFO"), normalise("Entails"), normalise("LABEL_1")
    ('neutral', 'entailment', None)
    """
    return _WORDS.get(re.sub(r"[^a-z]", "", word.lower()))


def declared_classes(id2label: Mapping[int, str]) -> Classes | None:
    """The class order a config states, or None where it states none.

    One output is a score: 1 means entailed. Two outputs need only one name that is known, the other is its opposite.
    """
    words = [normalise(str(id2label[i])) for i in sorted(id2label)]
    if len(words) == 1:
        return ("entailment",)
    if len(words) == 2:
        pair = ["not_entailment" if w in ("contradiction", "neutral") else w for w in words]
        if set(pair) == set(TWO):
            return tuple(str(w) for w in pair)
        if None in pair and len(set(pair)) == 2:
            known = next(w for w in pair if w is not None)
            other = TWO[1 - TWO.index(known)]
            return tuple(other if w is None else w for w in pair)
        return None
    return tuple(str(w) for w in words) if sorted(map(str, words)) == sorted(THREE) else None


def given_classes(text: str, outputs: int) -> Classes:
    """An order the user gave: "entailment,neutral,contradiction".

    :raises ModelError: a name is unknown, twice there, or the number does not fit the checkpoint.
    """
    words = [w.strip() for w in text.split(",")]
    classes = declared_classes(dict(enumerate(words))) if len(words) == outputs else None
    if classes is None or (outputs > 1 and any(normalise(w) is None for w in words)):
        valid = ",".join(THREE if outputs == 3 else TWO[:outputs])
        raise ModelError(f"labels={text}: not an order of this model's {outputs} classes (for example labels={valid})")
    return classes


def to_columns(outputs: NDArray[np.float32], classes: Classes) -> Scores:
    """A checkpoint's probabilities as (n, 3) columns entailment, neutral, contradiction.

    Two classes and single scores: what is not entailed goes to neutral, and contradiction is 0.

    :param outputs: (n, outputs) probabilities, rows summing to 1; for a single score (n, 1) values in 0 to 1.
    """
    if len(classes) == 3:
        return np.ascontiguousarray(outputs[:, [classes.index(label) for label in THREE]], dtype=np.float32)
    entailed = outputs[:, classes.index("entailment")].astype(np.float32)
    return np.stack([entailed, 1 - entailed, np.zeros_like(entailed)], axis=1)


def recall(scores: Scores, gold: Sequence[str]) -> float:
    """Mean recall over the classes of `gold`; neutral and contradiction are one where a model has only two."""
    two_class = not scores[:, 2].any()
    found = scores.argmax(1)
    right: dict[str, list[bool]] = {}
    for label, column in zip(gold, found, strict=True):
        if two_class and label != "entailment":
            right.setdefault("not_entailment", []).append(column == 1)
        else:
            right.setdefault(label, []).append(THREE[column] == label)
    return float(np.mean([np.mean(hits) for hits in right.values()]))


def _orders(outputs: int) -> list[Classes]:
    if outputs == 3:
        return list(permutations(THREE))
    return [TWO, TWO[::-1]] if outputs == 2 else [("entailment",)]


def read_order(outputs: NDArray[np.float32], declared: Classes | None, *, name: str, seen: str = "") -> Reading:
    """Settle the class order from what is declared and what the checkpoint answers on `CANARY`.

    :param outputs: (len(CANARY), outputs) probabilities in the checkpoint's order.
    :param declared: the order its config or the user states; None when neither does.
    :param name: the checkpoint, for messages; `seen`: its own class names.
    :raises ModelError: the canary contradicts the declared order strongly, or can't tell where none is declared.
    """
    gold = [pair.label for pair in CANARY]
    ranked = sorted(
        ((recall(to_columns(outputs, order), gold), order) for order in _orders(outputs.shape[1])), reverse=True
    )
    best, order = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    if declared is None:
        if best >= CLEAR and best - second >= MARGIN:
            return Reading(order, "inferred", best)
        raise ModelError(
            f"{name}: its config does not say which class is which{_saw(seen)}, and its answers to {len(gold)} plain "
            f"pairs leave it open (best order {best:.0%} right); {_mend(name, outputs.shape[1])}"
        )
    stated = recall(to_columns(outputs, declared), gold)
    if outputs.shape[1] == 1 and stated < 0.5 - MARGIN:
        raise ModelError(
            f"{name}: its single score is low where the statements are the same, so it is no score of entailment"
        )
    if best >= CLEAR and best - stated >= MARGIN:
        raise ModelError(
            f"{name}: the order {','.join(declared)}{_saw(seen)} gets {stated:.0%} of {len(gold)} plain pairs right, "
            f"{','.join(order)} gets {best:.0%}; {_mend(name, outputs.shape[1])}"
        )
    return Reading(declared, "declared", stated)


def _saw(seen: str) -> str:
    return f" (it names them {seen})" if seen else ""


def _mend(name: str, outputs: int) -> str:
    example = ",".join(THREE if outputs == 3 else TWO)
    return f"give the right order as {name}#labels={example} or in models/registry.toml"
