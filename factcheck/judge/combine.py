"""One judgement from typed facts, the gate and the model, in a written order of precedence.

1. The same words are entailment. 2. What the gate calls another event is neutral. 3. A conflict of typed facts is a
contradiction, unless the model reads the pair as plain agreement and the fact is unsure. 4. The model alone makes a
contradiction only when both directions are sure of it and the statements share most of their words. 5. Entailment is
the model's, but never over a figure or a name that the premise does not have. The explanation names what decided and
is made from the values that made the score.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from factcheck.config import JudgeSettings
from factcheck.facts.comparison import compare_facts, speaks_for_itself, unsupported_names, unsupported_quantities
from factcheck.facts.names import same_name
from factcheck.facts.wording import content_stems, jaccard, overlap
from factcheck.judge.gate import other_event
from factcheck.types import Finding, Judgement, Kind, Label, Modality, Probabilities, Stance, Statement

DEFAULT: Final = JudgeSettings()
_SLOTS: Final = frozenset({Kind.ROLE, Kind.OWNERSHIP})
"""Kinds whose typed facts name the slot themselves, so that different names are the difference, not another event."""
_HELD: Final = frozenset({Kind.NEGATION, Kind.OTHER, Kind.CAUSE, Kind.ENTITY, Kind.MODALITY})
"""Kinds in which somebody's contrary word is that person's, not the source's."""


def judge(
    premise: Statement,
    hypothesis: Statement,
    forward: Probabilities,
    backward: Probabilities,
    similarity: float = 1.0,
    *,
    dates: tuple[str | None, str | None] = (None, None),
    settings: JudgeSettings = DEFAULT,
) -> Judgement:
    """Judge premise -> hypothesis. `dates` are those of the two articles, ISO 8601."""

    def result(label: Label, kind: Kind, score: float, explanation: str, stance: Stance) -> Judgement:
        return Judgement(label, kind, round(min(score, 0.99), 4), forward, backward, explanation, stance)

    if _plain(premise.text) == _plain(hypothesis.text):
        stance = Stance.QUALIFIES if _hedged(premise, hypothesis) else Stance.SUPPORTS
        return result(Label.ENTAILMENT, Kind.OTHER, 0.99, "Both say it in the same words.", stance)
    findings = compare_facts(premise, hypothesis)
    one_slot = any(
        f.kind in _SLOTS and f.relation == "conflicts" and f.strength >= settings.sure_fact for f in findings
    )
    if (reason := other_event(premise, hypothesis, similarity, one_slot=one_slot)) is not None:
        return result(Label.NEUTRAL, Kind.OTHER, max(0.6, forward.neutral), f"Not compared: {reason}.", Stance.SILENT)
    conflict = _conflict(premise, hypothesis, findings, forward, backward, similarity, settings)
    if conflict is not None:
        return _contradiction(premise, hypothesis, conflict, forward, backward, dates, result)
    linked = next((f for f in findings if f.relation == "linked"), None)
    entailed, why_not = _entailed(premise, hypothesis, findings, forward, settings)
    weaker = next((f for f in findings if f.relation == "weaker"), None)
    if entailed:
        agreeing = next((f for f in findings if f.relation == "agrees"), None)
        kind = weaker.kind if weaker else agreeing.kind if agreeing else Kind.OTHER
        stance = Stance.QUALIFIES if weaker else Stance.SUPPORTS
        same_words = forward.entailment < settings.entailment
        score = 0.9 if same_words else forward.entailment
        sure = "the other words are the same" if same_words else f"the model is {forward.entailment:.0%} sure"
        return result(Label.ENTAILMENT, kind, score, _agreement_words(sure, agreeing, weaker), stance)
    if linked is not None:
        return result(Label.NEUTRAL, Kind.NUMBER, 0.9, linked.detail, Stance.QUALIFIES)
    qualifies = _qualifies(premise, hypothesis, weaker, backward, similarity, settings)
    if qualifies is not None:
        return result(
            Label.NEUTRAL, qualifies.kind, max(forward.neutral, backward.entailment), qualifies.detail, Stance.QUALIFIES
        )
    return result(Label.NEUTRAL, Kind.OTHER, max(forward.neutral, 0.5), why_not, Stance.SILENT)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _hedged(premise: Statement, hypothesis: Statement) -> bool:
    return (premise.modality is not Modality.ASSERTED and hypothesis.modality is Modality.ASSERTED) or (
        not speaks_for_itself(premise) and hypothesis.holder is None
    )


def _conflict(
    premise: Statement,
    hypothesis: Statement,
    findings: list[Finding],
    forward: Probabilities,
    backward: Probabilities,
    similarity: float,
    settings: JudgeSettings,
) -> Finding | None:
    """The conflict that stands, typed or the model's own; None when there is none."""
    hypothetical = Modality.HYPOTHETICAL in (premise.modality, hypothesis.modality)
    said = (forward.contradiction + backward.contradiction) / 2
    agreed = (forward.entailment + backward.entailment) / 2
    for finding in (f for f in findings if f.relation == "conflicts"):
        if hypothetical and finding.kind not in _SLOTS:
            continue
        loose = finding.kind in {Kind.NUMBER, Kind.DATE, Kind.NEGATION} and finding.strength < settings.sure_fact
        if loose and similarity < settings.related and overlap(premise.text, hypothesis.text) < 0.5:
            continue
        if finding.strength < settings.weak_fact and said < 0.5:
            continue
        if finding.strength < settings.sure_fact and agreed >= settings.agreement:
            continue
        return finding
    sure = (
        said >= settings.contradiction
        and min(forward.contradiction, backward.contradiction) >= settings.contradiction_low
    )
    near = (
        overlap(premise.text, hypothesis.text) >= settings.contradiction_overlap
        and jaccard(premise.text, hypothesis.text) >= 0.4
    )
    if sure and near and not hypothetical and not (premise.opinion or hypothesis.opinion):
        kind = Kind.ENTITY if unsupported_names(premise, hypothesis) else Kind.OTHER
        detail = "The wording of one rules out the other"
        return Finding(kind, "conflicts", detail, 0.0)
    return None


def _contradiction(
    premise: Statement,
    hypothesis: Statement,
    conflict: Finding,
    forward: Probabilities,
    backward: Probabilities,
    dates: tuple[str | None, str | None],
    result: Callable[[Label, Kind, float, str, Stance], Judgement],
) -> Judgement:
    said = (forward.contradiction + backward.contradiction) / 2
    score = 1 - (1 - 0.9 * conflict.strength) * (1 - 0.6 * said)
    held = _other_holder(premise, hypothesis)
    if held is not None and conflict.kind in _HELD:
        words = f"The difference is {held}'s word, not the source's own."
        return result(Label.NEUTRAL, Kind.ATTRIBUTION, max(0.6, 1 - said), words, Stance.SILENT)
    if (update := _update(premise, hypothesis, conflict, dates)) is not None:
        return result(Label.CONTRADICTION, Kind.UPDATE, score, update, Stance.CONTRADICTS)
    model = f" (the model puts the odds of a contradiction at {said:.0%})." if conflict.strength == 0.0 else ""
    explanation = conflict.detail + model
    if held is not None:
        score, explanation = score * 0.9, f"{explanation.rstrip('.')}; one of them on the word of {held}."
    return result(Label.CONTRADICTION, conflict.kind, score, explanation, Stance.CONTRADICTS)


def _other_holder(premise: Statement, hypothesis: Statement) -> str | None:
    """Whose word one side is, when it is not the source's own nor the same person's as the other side's."""
    left = None if speaks_for_itself(premise) else premise.holder
    right = None if speaks_for_itself(hypothesis) else hypothesis.holder
    if left and right and same_name(left, right):
        return None
    return left or right


_TOLLS: Final = ("casualties", "arrest", "injur", "death", "toll", "dead")


def _update(
    premise: Statement, hypothesis: Statement, conflict: Finding, dates: tuple[str | None, str | None]
) -> str | None:
    """Words for a difference that time explains: a running count, or a status, in reports of different days."""
    first, second = dates
    modes = {premise.modality, hypothesis.modality}
    if conflict.kind is Kind.DATE and modes == {Modality.PLANNED, Modality.ASSERTED}:
        return f"{conflict.detail.rstrip('.')}; one is the plan, the other what was done."
    if not first or not second or first[:10] == second[:10] or conflict.kind is not Kind.NUMBER:
        return None
    running = any(
        q.role.startswith(_TOLLS) or q.of.startswith(_TOLLS) for q in (*premise.quantities, *hypothesis.quantities)
    )
    if not running:
        return None
    later = max(first, second)[:10]
    return f"{conflict.detail.rstrip('.')}; the report of {later} is the later one."


def _entailed(
    premise: Statement, hypothesis: Statement, findings: list[Finding], forward: Probabilities, settings: JudgeSettings
) -> tuple[bool, str]:
    """Whether the premise bears the hypothesis out, and if not, why."""
    if forward.entailment < settings.entailment and not _word_for_word(premise, hypothesis, findings, forward):
        return False, f"Neither bears the other out nor rules it out (the model: {forward.neutral:.0%} open)."
    if missing := unsupported_quantities(premise, hypothesis):
        return False, f"The other gives a figure, “{missing[0].text}”, that this one does not."
    if names := unsupported_names(premise, hypothesis):
        return False, f"The other names {names[0]}, this one does not."
    return True, ""


def _word_for_word(premise: Statement, hypothesis: Statement, findings: list[Finding], forward: Probabilities) -> bool:
    """Whether the premise has every word of the hypothesis, and every figure in its own way of writing it."""
    if forward.contradiction >= 0.5 or premise.polarity is not hypothesis.polarity:
        return False
    agreeing = any(f.kind is Kind.NUMBER and f.relation == "agrees" for f in findings)
    words = content_stems(_unfigured(hypothesis))
    return agreeing and len(words) >= 1 and words <= content_stems(premise.text)


def _unfigured(statement: Statement) -> str:
    text = statement.text
    for quantity in reversed(statement.quantities):
        text = text[: quantity.start] + text[quantity.end :]
    return text


def _agreement_words(sure: str, agreeing: Finding | None, weaker: Finding | None) -> str:
    if weaker is not None:
        return f"The same fact, less firmly: {weaker.detail[0].lower()}{weaker.detail[1:].rstrip('.')} ({sure})."
    if agreeing is not None:
        return f"{agreeing.detail.rstrip('.')} ({sure})."
    return f"This says all that the claim does ({sure})."


def _qualifies(
    premise: Statement,
    hypothesis: Statement,
    weaker: Finding | None,
    backward: Probabilities,
    similarity: float,
    settings: JudgeSettings,
) -> Finding | None:
    """Why the premise tells the hypothesis's fact more weakly; None when it does not tell it."""
    if similarity < settings.related:
        return None
    if (
        backward.entailment >= settings.vague
        and not unsupported_names(hypothesis, premise)
        and overlap(premise.text, hypothesis.text) >= 0.5
    ):
        if missing := unsupported_quantities(premise, hypothesis):
            return Finding(Kind.NUMBER, "weaker", f"The same fact without the figure “{missing[0].text}”.")
        return weaker or Finding(Kind.OTHER, "weaker", "The same fact in vaguer terms.")
    if weaker is not None and weaker.kind is Kind.MODALITY and jaccard(premise.text, hypothesis.text) >= 0.4:
        return weaker
    return None
