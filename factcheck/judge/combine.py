"""One judgement from typed facts, the gate and the model, in a written order of precedence.

1. The same words are entailment. 2. What the gate calls another event is neutral. 3. A conflict of typed facts is a
contradiction, unless the model reads the pair as plain agreement and the fact is unsure; so are figures none of which
agree, where the two are near in meaning and the model does not gainsay it. 4. The model alone makes a contradiction
only when both directions are sure of it and the statements share most of their words. 5. Entailment is
the model's, weighed with how near the statements are (`agreement.py`), but never over a figure or a name that the
premise does not have. The explanation names what decided and is made from the values that made the score.

For a pair that somebody chose (`JudgeSettings.given`) one weighing of all of this (`combination.py`) takes the place of
steps 2 to 5, without the high bar of a search among thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from factcheck.config import JudgeSettings
from factcheck.facts.clock import unsupported_times
from factcheck.facts.comparison import (
    compare_facts,
    names_in_common,
    one_transaction,
    telling_facts,
    unsupported_names,
    unsupported_quantities,
)
from factcheck.facts.coverage import uncovered
from factcheck.facts.dates import compare_dates, other_period
from factcheck.facts.intervals import at_bound
from factcheck.facts.names import same_name
from factcheck.facts.posts import unsupported_post
from factcheck.facts.rival_figures import rival_figures
from factcheck.facts.sureness import same_voice, speaks_for_itself
from factcheck.facts.turning import turns_on
from factcheck.facts.wording import content_stems, jaccard, one_stretch, overlap
from factcheck.judge.agreement import agreement
from factcheck.judge.combination import chances, features
from factcheck.judge.credence import credence, dated_or_timed
from factcheck.judge.credence import features as credence_features
from factcheck.judge.gate import differs_besides, differs_twice, other_event, unmatched
from factcheck.types import Finding, Judgement, Kind, Label, Modality, Probabilities, Stance, Statement

DEFAULT: Final = JudgeSettings()
_SLOTS: Final = frozenset({Kind.ROLE, Kind.OWNERSHIP})
"""Kinds whose typed facts name the slot themselves, so that different names are the difference, not another event."""
_SAID: Final = frozenset({Kind.NEGATION, Kind.OTHER})
"""Kinds of agreement that show the wording to be one, whatever the model makes of it."""
_REWORDED: Final = {Kind.NUMBER: 0.6, Kind.DATE: 0.85, Kind.NEGATION: 0.6, Kind.OTHER: 0.6}
"""How sure the model must be of a contradiction where each side also says something that the other has no word for."""
_ALIKE: Final = 0.65
"""Cosine from which statements none of whose figures agree are likely of one thing, in whatever words."""
_NOT_DENIED: Final = 0.25
"""Mean contradiction that the model must see in these at the least."""
_RIVALS: Final = 0.5
"""Strength of figures that are apart without a slot that a rule knows."""
_PLAINLY: Final = 0.8
"""Entailment of the model that stands by itself where at most `_FEW` words have no counterpart."""
_FEW: Final = 2
_SAME_WORDS: Final = 0.9
"""How likely an agreement is where a figure agrees and all other words are the same."""
_ONE_STRETCH: Final = 0.88
"""The model's mean contradiction that stands where all but one stretch of words is the same."""
_STANDING: Final = frozenset("first former onetime longtime veteran outgoing".split())
_HELD: Final = frozenset({Kind.NEGATION, Kind.OTHER, Kind.CAUSE, Kind.ENTITY, Kind.MODALITY})
"""Kinds in which somebody's contrary word is that person's, not the source's."""
_PERSON: Final = re.compile(r"(?:He|She|They|His|Her|Their)\b")
_YOUNGER: Final = re.compile(r"\b[A-Z]\w+,? (?:Jr|Sr|II|III)\b")
_OPEN: Final = re.compile(
    r"^(?:Not (?:a )?(?:single )?one|None|Nobody|No one|Neither)\b"
    r"(?: of (?:these|those|them)\b|(?! (?:of|on|in|at|among|from|aboard)))|"
    r"^(?:That|This|It|These|Those)(?:['’]s|['’]re| (?:is|was|are|were|does|did|has|had|will|would|can)n?)\b"
)
_ELSEWHERE: Final = 0.75
"""The same where each side says two such words: 23 states in one, 40 in the other."""
_EXCHANGED: Final = 0.4
"""The model's mean contradiction without which nobody is said to have acted on the one who acted on him, nor a plan
to have been given up that the other side tells of."""
_MOSTLY: Final = 0.7
"""Strength of a denial that shares most of its words with what it denies."""
_UNSAID: Final = 0.6
"""The same for a denial within one article."""
_RUNNING: Final = re.compile(
    r"\b(?:dead|died|dies|deaths?|kill\w*|toll|missing|injur\w*|hurt|wounded|arrest\w*|detained|cases|infected|evacuated|"
    r"displaced|homeless|hospitali[sz]ed|confirmed)\b",
    re.IGNORECASE,
)
"""Words of counts that change while an event is reported."""


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
    """Judge premise -> hypothesis. `similarity` is their cosine; `dates` are those of the two articles, ISO 8601."""
    return _Case(premise, hypothesis, forward, backward, similarity, dates, settings).judgement()


@dataclass(frozen=True)
class _Case:
    """A pair and everything that is known of it. Each question about it is a method; each answer is made once."""

    premise: Statement
    hypothesis: Statement
    forward: Probabilities
    backward: Probabilities
    similarity: float
    dates: tuple[str | None, str | None]
    settings: JudgeSettings
    kinds: bool = True
    """Whether the kind of an agreement is found out: who only asks whether the two agree can do without."""

    @cached_property
    def findings(self) -> list[Finding]:
        return _findings(self.premise, self.hypothesis)

    @cached_property
    def shared(self) -> float:
        return jaccard(self.premise.text, self.hypothesis.text)

    @cached_property
    def apart(self) -> str | None:
        """Why the two are not about one event, in a few words; None when they may be."""
        sure = self.settings.sure_fact
        slot = any(
            f.derived or (f.kind in _SLOTS and f.relation == "conflicts" and f.strength >= sure)
            for f in telling_facts(self.premise, self.hypothesis)
        )
        return other_event(self.premise, self.hypothesis, self.similarity, one_slot=slot)

    @property
    def one_article(self) -> bool:
        return bool(self.premise.article_id) and self.premise.article_id == self.hypothesis.article_id

    @property
    def opposed(self) -> float:
        """The model's mean probability of a contradiction, over both directions."""
        return (self.forward.contradiction + self.backward.contradiction) / 2

    def result(self, label: Label, kind: Kind, score: float, explanation: str, stance: Stance) -> Judgement:
        return Judgement(label, kind, round(min(score, 0.99), 4), self.forward, self.backward, explanation, stance)

    def neutral(self, why: str, kind: Kind = Kind.OTHER, least: float = 0.5) -> Judgement:
        return self.result(Label.NEUTRAL, kind, max(self.forward.neutral, least), why, Stance.SILENT)

    def judgement(self) -> Judgement:
        """The precedence of the module's docstring."""
        found = self.decided()
        if isinstance(found, Judgement):
            return found
        far = overlap(self.premise.text, self.hypothesis.text) < 0.5
        return self.neutral(found, Kind.OTHER if far else self.left_open())

    def decided(self) -> Judgement | str:
        """The judgement; where nothing decides, why the pair stays neutral and silent, in a sentence."""
        if _plain(self.premise.text) == _plain(self.hypothesis.text):
            stance = Stance.QUALIFIES if self.hedged else Stance.SUPPORTS
            return self.result(Label.ENTAILMENT, Kind.OTHER, 0.99, "Both say it in the same words.", stance)
        if self.settings.given:
            return self.weighed()
        if self.apart is not None:
            return self.neutral(f"Not compared: {self.apart}.", least=0.6)
        opposed = any(f.relation == "conflicts" and f.kind not in {Kind.NUMBER, Kind.DATE} for f in self.findings)
        if (twice := differs_twice(self.premise, self.hypothesis, opposed)) is not None:
            return self.neutral(f"Not of one event: they differ in {twice}.", least=0.6)
        if (conflict := self.conflict()) is not None:
            return self.contradiction(conflict)
        borne_out = self.borne_out()
        if isinstance(borne_out, Judgement):
            return borne_out
        if (linked := self.first("linked")) is not None:
            return self.result(Label.NEUTRAL, Kind.NUMBER, linked.strength, linked.detail, Stance.QUALIFIES)
        if (partly := self.partly()) is not None:
            score = max(self.forward.neutral, self.backward.entailment)
            return self.result(Label.NEUTRAL, partly.kind, score, partly.detail, Stance.QUALIFIES)
        return borne_out

    def first(self, relation: str) -> Finding | None:
        return next((f for f in self.findings if f.relation == relation), None)

    @property
    def hedged(self) -> bool:
        """Whether the premise says less firmly what the hypothesis states."""
        planned = self.premise.modality is not Modality.ASSERTED and self.hypothesis.modality is Modality.ASSERTED
        return planned or (not speaks_for_itself(self.premise) and self.hypothesis.holder is None)

    def conflict(self) -> Finding | None:
        """The conflict that stands, typed or the model's own; None when there is none."""
        found = self.candidate()
        bar = self.settings.credence
        if found is None or not bar or found.derived:
            return found
        sure = found.strength >= self.settings.sure_fact
        order = found.kind is Kind.DATE and not dated_or_timed(self.premise, self.hypothesis)
        plain = order or found.kind is Kind.OWNERSHIP or (sure and found.kind is Kind.ROLE)
        return found if plain or self.credence() >= bar else None

    def candidate(self) -> Finding | None:
        """The first conflict that no rule speaks against, typed or the model's own."""
        hypothetical = Modality.HYPOTHETICAL in (self.premise.modality, self.hypothesis.modality)
        conflicts = [f for f in self.findings if f.relation == "conflicts"]
        for finding in conflicts:
            if (finding.kind in _SLOTS or not hypothetical) and self.stands(finding):
                return finding
        limits = self.settings
        least = min(self.forward.contradiction, self.backward.contradiction)
        near = overlap(self.premise.text, self.hypothesis.text) >= limits.contradiction_overlap and self.shared >= 0.4
        certain = self.opposed >= limits.contradiction and least >= limits.contradiction_low
        if one_stretch(self.premise.text, self.hypothesis.text):
            near = certain = self.opposed >= _ONE_STRETCH
        if any(f.relation == "agrees" and (f.kind in _SAID or f.kind is Kind.NUMBER) for f in self.findings):
            return None
        if differs_besides(self.premise, self.hypothesis, Kind.OTHER):
            return None
        if self.one_article or hypothetical or self.premise.opinion or self.hypothesis.opinion:
            return None
        if (rivals := self.rivals()) is not None:
            return rivals
        if not (near and certain) or self.other_standing():
            return None
        kind = Kind.ENTITY if unsupported_names(self.premise, self.hypothesis) else Kind.OTHER
        detail = f"The two wordings rule each other out (the model puts the odds at {self.opposed:.0%})."
        return Finding(kind, "conflicts", detail, 0.0)

    @cached_property
    def guards(self) -> dict[str, bool]:
        """The questions on which a conflict is doubted, answered the same in either order."""
        sides = (self.premise, self.hypothesis)
        conflicts = [f for f in self.findings if f.relation == "conflicts"]
        modalities = {side.modality for side in sides}
        return {
            "one_figure": self.one_figure(),
            "other_money": self.other_money(),
            "other_time": self.other_time(),
            "subject_open": self.subject_open(),
            "somebody": self.somebody(),
            "one_article": self.one_article,
            "loosely_denied": any(self.loosely_denied(f) for f in conflicts if f.kind is Kind.NEGATION),
            "other_holder": self.other_holder() is not None,
            "hypothetical": Modality.HYPOTHETICAL in modalities,
            "plan_and_deed": modalities == {Modality.PLANNED, Modality.ASSERTED},
            "asserted": modalities == {Modality.ASSERTED},
        }

    def credence(self) -> float:
        """How likely a conflict of this pair is real."""
        return credence(self.doubts())

    def doubts(self) -> dict[str, float]:
        """What the credence of a conflict is weighed from, the same in either order."""
        if self.premise.text > self.hypothesis.text:
            return self.turned().doubts()
        ways = self.premise, self.hypothesis, self.forward, self.backward, self.similarity
        return credence_features(*ways, (self.findings, self.turned().findings), self.guards)

    def other_standing(self) -> bool:
        """Whether all that differs is how a post was held, which may all be so: the first, a former one."""
        pair = self.premise, self.hypothesis
        words = {word.lower() for way in (pair, pair[::-1]) for word in uncovered(*way)}
        return bool(words) and words <= _STANDING

    @property
    def near_rivals(self) -> bool:
        """Whether two articles' statements are near in meaning, none of their figures agree and neither names what the
        other does not."""
        pair = self.premise, self.hypothesis
        if self.one_article or self.similarity < _ALIKE or rival_figures(*pair) is None:
            return False
        return not unsupported_names(*pair) and not unsupported_names(*reversed(pair))

    def rivals(self) -> Finding | None:
        """Figures none of which agree, of statements so near in meaning that they are likely of one thing."""
        found = rival_figures(self.premise, self.hypothesis)
        if found is None or self.opposed < _NOT_DENIED or not self.near_rivals:
            return None
        if self.other_money() or self.other_time() or not self.one_figure():
            return None
        words = f"One says “{found[0].text}”, the other “{found[1].text}”, of what seems to be one thing."
        return Finding(Kind.NUMBER, "conflicts", words, _RIVALS)

    def stands(self, finding: Finding) -> bool:
        """Whether a typed conflict outweighs what speaks against it: distance, weakness, the model's agreement."""
        limits = self.settings
        if finding.strength < limits.weak_fact and self.opposed < 0.5:
            return False
        stated = finding.kind is Kind.NUMBER and not finding.derived
        if stated and (not self.one_figure() or self.other_money() or self.other_time() or self.at_bound(finding)):
            return False
        order = finding.kind is Kind.DATE and not dated_or_timed(self.premise, self.hypothesis)
        if order and finding.strength < limits.sure_fact and self.opposed < _NOT_DENIED:
            return False  # read from "before" and "after" alone
        planned = {self.premise.modality, self.hypothesis.modality}
        if finding.kind is Kind.NEGATION and len(planned) == 2 and Modality.PLANNED in planned:
            return False  # what was promised, and that it was not done
        if finding.kind is Kind.NEGATION and (self.subject_open() or self.loosely_denied(finding)):
            return False
        if finding.kind is Kind.MODALITY and self.premise.article_id == self.hypothesis.article_id:
            return False
        weak = finding.kind is Kind.ROLE and finding.strength < limits.sure_fact
        if (weak or finding.kind is Kind.MODALITY) and self.opposed < _EXCHANGED:
            return False
        if not finding.derived and differs_besides(self.premise, self.hypothesis, finding.kind):
            return False
        left = unmatched(self.premise, self.hypothesis)
        least = _REWORDED.get(finding.kind, 0.0)
        unsure = self.opposed < (max(least, _ELSEWHERE) if least and left >= _FEW else least)
        dated = finding.kind is not Kind.DATE or (self.premise.dates and self.hypothesis.dates)
        if unsure and dated and not finding.derived and left:
            return False
        if finding.strength >= limits.sure_fact:
            return True
        far = self.similarity < limits.related and overlap(self.premise.text, self.hypothesis.text) < 0.5
        if finding.kind in {Kind.DATE, Kind.NEGATION} and far:
            return False
        return (self.forward.entailment + self.backward.entailment) / 2 < limits.agreement

    def other_money(self) -> bool:
        """Whether sums of money are of different things by all that is said beside names, figures and words of paying:
        a fee and a tax, or a sum alone and one of three words or more. A figure that agrees shows one deal."""
        sides = (self.premise, self.hypothesis)
        if any(f.relation == "agrees" and f.kind is Kind.NUMBER for f in self.findings):
            return False
        if not all(any(q.kind == "money" for q in side.quantities) for side in sides):
            return False
        left, right = (_beside_money(side) for side in sides)
        if left and right:
            return not left & right
        return len(left | right) >= _TOLD_APART

    def at_bound(self, finding: Finding) -> bool:
        """Whether the figures that a finding shows are one plain figure and the bound by it: "280", "more than 280"."""
        sides = (self.premise.quantities, self.hypothesis.quantities)
        left, right = ([q for q in side if f"“{q.text}”" in finding.detail] for side in sides)
        return any(at_bound(q, other) for q in left for other in right)

    def subject_open(self) -> bool:
        """Whether just one side opens with "that" or "it" for its subject, or with "nobody" of whom it does not say, or
        names a son: what is denied may be of something or somebody else."""
        pair = self.premise.text, self.hypothesis.text
        return any(bool(sign.search(pair[0])) != bool(sign.search(pair[1])) for sign in (_OPEN, _YOUNGER))

    def other_time(self) -> bool:
        """Whether each side gives a time and none of one is one of the other: "by 2085" and "after 2036", 2014 and 2007
        to 2014. A count that grows from day to day is left to `update`."""
        left, right = ([replace(d, relation="on") for d in side.dates] for side in (self.premise, self.hypothesis))
        if not left or not right or _RUNNING.search(self.premise.text + self.hypothesis.text):
            return False
        pairs = [(one, other) for one in left for other in right]
        return all(compare_dates(*pair) == "disjoint" or other_period(*pair) for pair in pairs)

    def loosely_denied(self, finding: Finding) -> bool:
        """Whether a denial within one article, or between the words of people, is less than word for word: an author
        seldom unsays himself, and a speaker's turns of phrase are no fact that two sources tell differently."""
        pair = self.premise, self.hypothesis
        loose = bool(uncovered(*pair) or uncovered(*reversed(pair)))
        held = all(side.holder is not None and not speaks_for_itself(side) for side in pair)
        if not held and self.premise.article_id != self.hypothesis.article_id:
            return loose and finding.strength < _MOSTLY
        return loose or finding.strength < self.settings.sure_fact or self.opposed < _UNSAID

    def one_figure(self) -> bool:
        """Whether two figures of one slot are of one act: who acts is one, and names, words or meaning are shared."""
        if not one_transaction(self.premise, self.hypothesis):
            return False
        if names_in_common(self.premise, self.hypothesis) >= 2:
            return True
        if self.somebody() and names_in_common(self.premise, self.hypothesis) == 0:
            return False
        near = overlap(self.premise.text, self.hypothesis.text) >= 0.5
        return near or self.similarity >= self.settings.one_figure

    def somebody(self) -> bool:
        """Whether just one side opens with "he" or "they", so that its figure may be another person's."""
        return bool(_PERSON.match(self.premise.text)) != bool(_PERSON.match(self.hypothesis.text))

    def contradiction(self, conflict: Finding, score: float | None = None) -> Judgement:
        if score is None:
            score = 1 - (1 - 0.9 * conflict.strength) * (1 - 0.6 * self.opposed)
        held = self.other_holder()
        if held is not None and conflict.kind in _HELD:
            return self.neutral(f"The difference is {held}'s word, not the source's own.", Kind.ATTRIBUTION, 0.6)
        if (update := self.update(conflict)) is not None:
            return self.result(Label.CONTRADICTION, Kind.UPDATE, score, update, Stance.CONTRADICTS)
        explanation = conflict.detail
        if held is not None:
            score, explanation = score * 0.9, f"{explanation.rstrip('.')}; one of them on the word of {held}."
        return self.result(Label.CONTRADICTION, conflict.kind, score, explanation, Stance.CONTRADICTS)

    def other_holder(self) -> str | None:
        """Whose word one side is, when it is not the source's own nor the same person's as the other side's."""
        left = None if speaks_for_itself(self.premise) else self.premise.holder
        right = None if speaks_for_itself(self.hypothesis) else self.hypothesis.holder
        left = None if left and same_voice(left, self.hypothesis) else left
        right = None if right and same_voice(right, self.premise) else right
        if left and right and same_name(left, right):
            return None
        return left or right

    def update(self, conflict: Finding) -> str | None:
        """Words for a difference that time explains: a plan and the deed, or a count that grows from day to day."""
        plan_and_deed = {self.premise.modality, self.hypothesis.modality} == {Modality.PLANNED, Modality.ASSERTED}
        if conflict.kind is Kind.DATE and plan_and_deed:
            return f"{conflict.detail.rstrip('.')}; one is the plan, the other what was done."
        first, second = self.dates
        if not first or not second or first[:10] == second[:10] or conflict.kind is not Kind.NUMBER:
            return None
        if not (_RUNNING.search(self.premise.text) and _RUNNING.search(self.hypothesis.text)):
            return None
        return f"{conflict.detail.rstrip('.')}; the report of {max(first, second)[:10]} is the later one."

    def borne_out(self) -> Judgement | str:
        """The judgement where the premise bears the hypothesis out; otherwise why it does not, in a sentence."""
        probability = agreement(self.premise, self.hypothesis, self.forward, self.backward, self.similarity)
        if self.forward.entailment >= _PLAINLY and len(uncovered(self.premise, self.hypothesis)) <= _FEW:
            probability = max(probability, self.forward.entailment)
        same_words = self.word_for_word()
        probability = max(probability, _SAME_WORDS) if same_words else probability
        unsure = probability < self.settings.entailment
        if unsure and overlap(self.premise.text, self.hypothesis.text) < 0.5:
            return f"Neither bears the other out nor rules it out (the odds that it does: {probability:.0%})."
        reckoned = any(f.derived and f.relation == "agrees" for f in self.findings)
        missing = unsupported_quantities(self.premise, self.hypothesis)
        if missing and not reckoned:
            return f"The other gives a figure, “{missing[0].text}”, that this one does not."
        if times := unsupported_times(self.premise, self.hypothesis):
            return f"The other gives a time, “{times[0]}”, that this one does not."
        if names := unsupported_names(self.premise, self.hypothesis):
            return f"The other names {names[0]}, this one does not."
        if unsure:
            return f"Neither bears the other out nor rules it out (the odds that it does: {probability:.0%})."
        if post := unsupported_post(self.premise.text, self.hypothesis.text):
            return f"The other speaks of the post of {post}, this one of another."
        if (against := self.first("conflicts")) is not None:
            return f"The words are much the same, but not all that they say: {against.detail}"
        weaker, agreeing = self.weaker(), self.first("agrees")
        sure = "the other words are the same" if same_words else f"{probability:.0%} sure"
        words = _agreement_words(sure, agreeing, weaker)
        if weaker is not None:
            return self.result(Label.NEUTRAL, weaker.kind, probability, words, Stance.QUALIFIES)
        kind = _turns_on(self.premise, self.hypothesis) if self.kinds else Kind.OTHER
        return self.result(Label.ENTAILMENT, kind, probability, words, Stance.SUPPORTS)

    @cached_property
    def chances(self) -> Probabilities:
        """How likely each label of premise -> hypothesis is by itself, for a pair that somebody chose."""
        ways = self.premise, self.hypothesis, self.forward, self.backward
        return chances(features(*ways, self.similarity, self.findings))

    def turned(self) -> _Case:
        """The same pair, its hypothesis as the premise."""
        ways = self.hypothesis, self.premise, self.backward, self.forward
        return _Case(*ways, self.similarity, self.dates[::-1], self.settings)

    def weighed(self) -> Judgement:
        """For a pair that somebody chose: the likeliest label, model and typed facts weighed together.

        What contradicts is contradicted, so that label is decided over both directions at once. The explanation names
        the fact that speaks for the label, and the typed conflict that was outweighed.
        """
        found, back = self.chances, self.turned().chances
        conflict = self.first("conflicts") or self.turned().first("conflicts")
        opposed = (found.contradiction + back.contradiction) / 2
        if opposed > sum(max(way.entailment, way.neutral) for way in (found, back)) / 2:
            return self.ruled_out(conflict, opposed)
        score = max(found.entailment, found.neutral)
        outweighed = f" That outweighs: {conflict.detail}" if conflict is not None else ""
        weaker = self.weaker()
        if score == found.entailment:
            words = _agreement_words(f"{score:.0%} sure", self.first("agrees"), None) + outweighed
            kind = _turns_on(self.premise, self.hypothesis)
            return self.result(Label.ENTAILMENT, kind, score, words, Stance.SUPPORTS)
        if weaker is not None:
            words = _agreement_words(f"{score:.0%} sure", None, weaker) + outweighed
            return self.result(Label.NEUTRAL, weaker.kind, score, words, Stance.QUALIFIES)
        if (partly := self.partly()) is not None:
            return self.result(Label.NEUTRAL, partly.kind, score, partly.detail + outweighed, Stance.QUALIFIES)
        words = f"{self.unsaid().rstrip('.')} ({score:.0%} sure that it is left open).{outweighed}"
        return self.result(Label.NEUTRAL, self.left_open(), score, words, Stance.SILENT)

    def ruled_out(self, conflict: Finding | None, score: float) -> Judgement:
        """The contradiction of a given pair: on the typed conflict where there is one, else on the wording."""
        if conflict is None:
            words = f"The two wordings rule each other out (the odds of that: {score:.0%})."
            in_order = self if self.premise.text <= self.hypothesis.text else self.turned()
            conflict = Finding(in_order.left_open(), "conflicts", words, 0.0)
        return self.contradiction(conflict, score)

    def unsaid(self) -> str:
        """What keeps the premise from saying what the hypothesis does, in a sentence."""
        if (other := other_event(self.premise, self.hypothesis, self.similarity)) is not None:
            return f"Perhaps not of one event: {other}."
        if missing := unsupported_quantities(self.premise, self.hypothesis):
            return f"The other gives a figure, “{missing[0].text}”, that this one does not."
        if names := unsupported_names(self.premise, self.hypothesis):
            return f"The other names {names[0]}, this one does not."
        return "Neither bears the other out nor rules it out."

    def left_open(self) -> Kind:
        """The kind of fact on which a pair stays open that share most of their words."""
        if unsupported_quantities(self.premise, self.hypothesis):
            return Kind.NUMBER
        if unsupported_names(self.premise, self.hypothesis):
            return Kind.ENTITY
        return _turns_on(self.premise, self.hypothesis)

    def word_for_word(self) -> bool:
        """Whether the premise has the figures of the hypothesis, however it writes them, and every other word."""
        if self.forward.contradiction >= 0.5 or self.premise.polarity is not self.hypothesis.polarity:
            return False
        words = content_stems(_unfigured(self.hypothesis))
        figures = any(f.kind is Kind.NUMBER and f.relation == "agrees" for f in self.findings)
        return figures and len(words) >= 2 and words <= content_stems(self.premise.text)

    def weaker(self) -> Finding | None:
        """How the premise says less than the hypothesis; a plan that a later report has done is an update."""
        found = self.first("weaker")
        first, second = self.dates
        overtaken = first and second and first[:10] < second[:10] and self.premise.modality is Modality.PLANNED
        if found is not None and found.kind is Kind.MODALITY and overtaken and self.hypothesis.holder is None:
            return replace(found, kind=Kind.UPDATE, detail=f"{found.detail.rstrip('.')}, in a later report.")
        return found

    def partly(self) -> Finding | None:
        """Why the premise tells the hypothesis's fact more weakly; None when it does not tell it."""
        if self.similarity < self.settings.related:
            return None
        weaker = self.weaker()
        near = overlap(self.premise.text, self.hypothesis.text) >= 0.5
        if self.backward.entailment >= self.settings.vague and near:
            if unsupported_names(self.hypothesis, self.premise):
                return None
            if missing := unsupported_quantities(self.premise, self.hypothesis):
                return Finding(Kind.NUMBER, "weaker", f"The same fact without the figure “{missing[0].text}”.")
            return weaker or Finding(Kind.OTHER, "weaker", "The same fact in vaguer terms.")
        hedged = weaker is not None and weaker.kind in {Kind.MODALITY, Kind.UPDATE}
        return weaker if hedged and self.shared >= 0.4 else None


@lru_cache(maxsize=4096)
def _findings(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """`compare_facts`, kept: a case is weighed for several answers of the model. Nobody changes the list."""
    return compare_facts(premise, hypothesis)


@lru_cache(maxsize=4096)
def _turns_on(premise: Statement, hypothesis: Statement) -> Kind:
    return turns_on(premise, hypothesis, _findings(premise, hypothesis))


@lru_cache(maxsize=65536)
def _beside_money(statement: Statement) -> frozenset[str]:
    """The stems of a statement without its names, figures, dates and words of paying and earning."""
    named = {stem for e in statement.entities for stem in content_stems(e.text)}
    dated = {stem for d in statement.dates for stem in content_stems(d.text)}
    return frozenset(content_stems(_unfigured(statement)) - named - dated - content_stems(_PAYING))


_PAYING: Final = (
    "pay pays paid paying payment earn earns earned earning cost costs spend spent total sum amount get got"
)
_TOLD_APART: Final = 3


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


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
