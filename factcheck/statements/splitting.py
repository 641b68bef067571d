"""From a parsed sentence to its propositions. Words come from the sentence; when in doubt, nothing is split.

The cuts follow the clause structure of Universal Dependencies (de Marneffe et al. 2021, Computational Linguistics 47)
in the manner of ClausIE (Del Corro and Gemulla 2013): coordination, relative clauses, appositions, participles and
adverbial clauses, each kept with what qualifies it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.statements import appositives, clauses
from factcheck.statements.attribution import can_say, said_clause, source_beside, source_of_sentence, speaker_head
from factcheck.statements.coordination import coordinated
from factcheck.statements.distribution import distributed, in_parallel, of_a_life
from factcheck.statements.drafts import Detached, Draft, Frame, half_bracketed, noun_phrase, whole_names, with_marks
from factcheck.statements.entities import CALENDAR as _CALENDAR_WORDS
from factcheck.statements.examples import included
from factcheck.statements.fine import refined
from factcheck.statements.lexicon import HEDGES, NEGATIONS, NUMBER_WORDS
from factcheck.statements.lives import of_years
from factcheck.statements.modality import predicate_chain
from factcheck.statements.phrasing import Word
from factcheck.statements.reporting import Report, reported_tail
from factcheck.statements.script import foreign
from factcheck.statements.tagged import announced, tagged_report
from factcheck.statements.tree import Tree

LEVELS = ("sentence", "clause", "atomic", "fine")
_CUT_FINE = ("atomic", "fine")
_DEEPEST = 12
_SEAT = re.compile(r"[DRI]-[A-Z]")
_CALLS = frozenset("call name label brand dub deem consider declare".split())
_PAIRED = (",", "\u2014", "\u2013", "--")
_TIMES = frozenset("minute hour day week month year moment".split())
_SUBORDINATORS = frozenset(
    "when while if because since although though whereas unless until once whether that how why where"
    " after before as".split()
)


def propositions(tree: Tree, level: str = "atomic") -> list[Draft]:
    """The drafts of one sentence, in the order of their words; the main clause is always among them."""
    whole = Draft(tuple(range(len(tree))), tree.root, "whole")
    if level == "sentence" or not len(tree) or foreign(tree.text):
        return [whole]
    splitter = _Splitter(tree, level in _CUT_FINE)
    drafts = [draft for draft in splitter.drafts() if _sound(tree, draft)]
    if splitter.report is not None:
        whole = _reported(splitter.report)
    elif not any(draft.holder is not None for draft in drafts):
        report = tagged_report(tree)
        if report is not None:
            splitter = _Splitter(tree, level in _CUT_FINE)
            drafts = [draft for draft in splitter.told_by(report) if _sound(tree, draft)]
            whole = _reported(report)
    if not drafts or _lost(tree, drafts, splitter.told):
        drafts = [whole, *(draft for draft in drafts if draft.words != whole.words and draft.origin != "main")]
    if level in _CUT_FINE:
        drafts = [part for draft in drafts for one in included(tree, draft) for part in of_a_life(tree, one)]
        drafts = [part for draft in drafts for one in in_parallel(tree, draft) for part in distributed(tree, one)]
        drafts = of_years(tree, drafts)
    if level == "fine":
        drafts = refined(tree, drafts)
    return sorted(drafts, key=lambda draft: (min(draft.tokens(), default=0), draft.origin != "main"))


def _reported(report: Report) -> Draft:
    """What is reported, in one piece."""
    return Draft(tuple(sorted(report.content)), report.head, "said", report.named)


class _Splitter:
    """One walk over one sentence."""

    def __init__(self, tree: Tree, fine: bool) -> None:
        self.tree = tree
        self.fine = fine
        self.depth = 0
        self.source = source_of_sentence(tree)
        self.report: Report | None = None
        self.told: set[int] = set()
        """Tokens that say who says it; they need not stand in a statement."""

    def drafts(self) -> list[Draft]:
        """The drafts of the whole sentence."""
        report = (reported_tail(self.tree) or announced(self.tree)) if self.source is None else None
        if report is not None:
            return self.told_by(report)
        if self.source is None:
            return self.clause(self.tree.root, Frame())
        named, tokens = self.source
        if self.tree.root in tokens:
            return []
        self.told |= tokens
        more: list[Draft] = []
        for part in (kid for index in named for kid in self.tree.below(index, "acl:relcl")):
            found = clauses.relative(self.tree, part, Frame(), self.clause)
            more.extend(found.drafts)
            tokens |= found.gone | set(self.tree.subtree(part))
            self.told |= set(self.tree.subtree(part))
        return self.clause(self.tree.root, Frame(holder=named, skip=with_marks(self.tree, tokens))) + more

    def told_by(self, report: Report) -> list[Draft]:
        """The drafts of what a report holds."""
        self.report = report
        outside = frozenset(range(len(self.tree))) - report.content
        self.told |= outside
        if report.whole:
            return self.clause(report.head, Frame(origin="said", holder=report.named, skip=outside))
        return [_reported(report)]

    def clause(self, head: int, frame: Frame) -> list[Draft]:
        """The drafts of the clause at `head`, itself first."""
        self.depth += 1
        try:
            return self._clause(head, frame)
        finally:
            self.depth -= 1

    def _clause(self, head: int, frame: Frame) -> list[Draft]:
        tree = self.tree
        own = self._own(head, frame)
        if self.depth > _DEEPEST:
            return [self._draft(head, own, set(), frame)]
        gone: set[int] = set()
        holder = frame.holder
        beside = source_beside(tree, head)
        if beside is not None and not beside[1] >= own - {head}:
            holder, gone = beside[0], set(with_marks(tree, beside[1]))
            gone |= self._commas_around(head, beside[1])
            self.told |= beside[1]
        inner = Frame(holder=holder, skip=frame.skip)
        said = said_clause(tree, head, tuple(w for w in frame.subject if isinstance(w, int)))
        kept_out = set(tree.subtree(said)) if said is not None else set()
        more: list[Draft] = []
        for part in self._parts(head, own - kept_out - gone):
            if part in gone:
                continue
            detached = self._detach(part, head, inner, frame, gone)
            more.extend(detached.drafts)
            gone |= detached.gone
        subject = self._subject(head, frame, gone)
        for part in self._joined(head, own - gone):
            by = holder
            joined = any(tree.low(kid) == "and" for kid in tree.below(part, "cc"))
            that = any(tree.low(kid) == "that" for kid in tree.below(part, "mark"))
            reported = that or (joined and tree.tense(part) == "modal")
            if said is not None and reported and tree.subject(part) is not None:
                by = self._speaker(head, frame)
            lead = self._lead(head, frame, own)
            detached = coordinated(tree, head, part, subject, lead, by, frame, self.clause)
            more.extend(detached.drafts)
            gone |= detached.gone
        drafts = [self._draft(head, own, gone, frame, holder)]
        if said is not None:
            spoken = self._said(head, said, frame)
            drafts = spoken or drafts
        if self.fine:
            more.extend(appositives.titles(tree, own - kept_out, holder))
        return drafts + more

    def _commas_around(self, head: int, interjected: frozenset[int]) -> set[int]:
        """Both commas of an interjection that parts a subject from its verb: "the data, he said, is safe"."""
        tree, subject = self.tree, self.tree.subject(head)
        words = [i for i in interjected if tree.tokens[i].upos != "PUNCT"]
        if subject is None or not words or subject > min(words):
            return set()
        last = max(i for i in tree.subtree(subject) if tree.tokens[i].upos != "PUNCT" and i not in interjected)
        between = range(last + 1, min(words))
        if last > min(words) or any(tree.tokens[i].upos != "PUNCT" for i in between):
            return set()
        return {i for i in (*between, max(words) + 1) if i < len(tree) and tree.tokens[i].text == ","}

    def _own(self, head: int, frame: Frame) -> set[int]:
        """The words of a clause, and the marks between them: a parse often hangs a comma on the wrong word."""
        tree = self.tree
        own = {i for i in tree.subtree(head) if i not in frame.skip}
        words = {i for i in own if tree.tokens[i].upos != "PUNCT"}
        for index, token in enumerate(tree.tokens):
            if token.upos == "PUNCT" and token.text == "," and index not in frame.skip:
                if index - 1 in words and index + 1 in words:
                    own.add(index)
                elif index - 1 not in own and index + 1 not in own:
                    own.discard(index)
        return own

    def _said(self, head: int, said: int, frame: Frame) -> list[Draft]:
        """What is said, as statements of their own, held by who says it."""
        tree = self.tree
        named = self._speaker(head, frame)
        if named is None:
            return []
        self.told |= set(named) | {head} | {i for kid in tree.kids[head] if kid != said for i in self._short(kid)}
        opening = {mark for mark in tree.below(said, "mark") if tree.low(mark) == "that" and mark < said}
        first = next((i for i in tree.subtree(said) if tree.tokens[i].upos != "PUNCT"), said)
        if tree.low(first) == "that" and tree.tokens[first].upos == "SCONJ":
            opening.add(first)
        if opening:  # "told reporters Monday that": what stands before "that" is not said
            opening |= {index for index in tree.subtree(said) if head < index < min(opening)}
            self.told |= opening
        return self.clause(
            said, Frame(origin="said", holder=named, skip=frozenset(opening) | frame.skip, swap=frame.swap)
        )

    def _speaker(self, head: int, frame: Frame) -> tuple[int, ...] | None:
        """The words that name who says it; () when nobody is named, None when the parse makes no sense."""
        tree = self.tree
        inherited = tuple(word for word in frame.subject if isinstance(word, int))
        speaker = speaker_head(tree, head, inherited)
        if speaker is not None and tree.low(speaker) == "all" and tree.low(min(speaker + 1, len(tree) - 1)) == "but":
            return None  # "Roy all but confirmed that"
        if speaker is not None and inherited and tree.low(speaker) in _CALENDAR_WORDS:
            return inherited
        if speaker is None:
            return ()
        if speaker in inherited:
            return inherited if can_say(tree, speaker) or frame.holder is None else frame.holder
        if speaker in frame.swap:
            return tuple(word for word in frame.swap[speaker] if isinstance(word, int))
        if _SEAT.match(tree.tokens[speaker].text):  # "Ada Roy, R-Ky., who left, said"
            people = [(a, b) for a, b, kind in tree.entity_spans() if kind == "PER" and b <= speaker]
            return tuple(range(*people[-1])) if people else ()
        apposed = (kid for kid in tree.below(speaker, "appos") if tree.tokens[kid].entity.endswith("PER"))
        named = noun_phrase(tree, next(apposed, speaker))
        return named if named and tree.tokens[named[0]].upos not in ("ADP", "SCONJ") else None

    def _short(self, part: int) -> list[int]:
        """The words of a part of a reporting clause that holds no clause of its own: "told reporters on Friday"."""
        span = self.tree.subtree(part)
        verbs = any(self.tree.tokens[i].upos == "VERB" for i in span)
        return [] if verbs and self.tree.rel(part) not in ("nsubj", "aux") else span

    def _parts(self, head: int, own: set[int]) -> list[int]:
        """Tokens of the clause at which something may be detached, the outer ones first."""
        order, stack = [], [head]
        while stack:
            node = stack.pop(0)
            for kid in self.tree.kids[node]:
                if kid in own:
                    order.append(kid)
                    joined = self.tree.rel(kid) == "conj" and node == head and not self._only_a_noun(kid, head)
                    if not (self.tree.rel(kid) == "ccomp" or joined):
                        stack.append(kid)
        return order

    def _only_a_noun(self, part: int, head: int) -> bool:
        """Whether what is joined to the noun after a copula is a noun, no clause: "a singer and a writer born in"."""
        tree = self.tree
        noun = tree.tokens[part].upos == "NOUN" and not tree.is_predicate(part) and tree.subject(part) is None
        return noun and tree.first(head, "cop") is not None and tree.tokens[head].upos == "NOUN"

    def _joined(self, head: int, own: set[int]) -> list[int]:
        """Predicates coordinated with `head`; talk in the first person is left as it was said."""
        subject = self.tree.subject(head)
        if subject is not None and self.tree.low(subject) in ("i", "we", "you"):
            return []
        return [kid for kid in sorted(self.tree.below(head, "conj")) if kid in own]

    def _detach(self, part: int, head: int, inner: Frame, frame: Frame, gone: set[int]) -> Detached:
        tree, relation = self.tree, self.tree.tokens[part].deprel
        if any(up in gone for up in tree.ancestors(part)):
            return Detached()
        if relation.startswith("parataxis"):
            return clauses.parenthetical(tree, part, inner, self.clause)
        if relation.startswith("advcl") and self._modifies(part, head):
            subject = self._subject(head, frame, gone)
            if self.source is not None and inner.holder == self.source[0]:
                inner = replace(inner, holder=None)
            return clauses.adverbial(tree, part, head, subject, inner, self.clause, self.fine, frame)
        if not self.fine:
            return Detached()
        if relation == "acl:relcl":
            if self._said_of_it(part, head) and not tree.set_off(part):
                return clauses.defining(tree, part, self._subject(head, frame, gone), inner, self.clause)
            found = clauses.relative(tree, part, inner, self.clause)
            return found if found.drafts else clauses.where(tree, part, inner, self.clause)
        if relation == "acl":
            if self._said_of_it(part, head):
                traits = clauses.trait(tree, part, self._subject(head, frame, gone), inner, self.clause)
                if traits.drafts:
                    return traits
                if {tree.low(i) for i in tree.below(tree.tokens[part].head, "det")} & {"a", "an"}:
                    return Detached()  # of "is an actor, known for ..." the actor is no subject
            return clauses.noun_participle(tree, part, inner, self.clause)
        if relation == "appos":
            if tree.lemma(head) in _CALLS and part > head and tree.first(head, "xcomp", "obl") is None:
                return Detached()  # "called the attack in Leeds, England, an act of war"
            return appositives.apposition(tree, part, inner)
        return Detached()

    def _said_of_it(self, part: int, head: int) -> bool:
        """Whether a clause modifies the noun after a copula, or one joined to it: "a singer and actor who"."""
        up = self.tree.tokens[part].head
        return self.tree.first(head, "cop") is not None and (up == head or up in self.tree.below(head, "conj"))

    def _modifies(self, part: int, head: int) -> bool:
        """Whether an adverbial clause belongs to the clause of `head`: also by "plans to", "days after"."""
        up = self.tree.tokens[part].head
        if up == head or up in predicate_chain(self.tree, head):
            return True
        return self.tree.rel(up) == "obl" and self.tree.tokens[up].head == head and self.tree.lemma(up) in _TIMES

    def _subject(self, head: int, frame: Frame, gone: set[int]) -> tuple[Word, ...]:
        """The words of the clause's subject, its own or the one it takes over."""
        subject = self.tree.subject(head, frame.skip)
        if subject is None or (frame.subject and subject > head):
            return frame.subject
        words: list[Word] = []
        for index in whole_names(self.tree, self.tree.subtree(subject)):
            if index in frame.swap:
                words.extend(frame.swap[index])
            elif index not in gone and index not in frame.skip:
                words.append(index)
        while (
            words and isinstance(words[-1], int) and self.tree.tokens[words[-1]].text in (",", ";", "\u2014", "\u2013")
        ):
            words.pop()
        last = words[-1] if words else None
        if isinstance(last, int) and last + 1 < len(self.tree) and last + 1 not in frame.skip:
            mark = self.tree.tokens[last + 1].text
            same = [word for word in words if isinstance(word, int) and self.tree.tokens[word].text == mark]
            if mark in (",", "\u2014", "\u2013", "--") and len(same) == 1:
                words.append(last + 1)  # "Ray, 57, ...": the second comma too
        return tuple(words)

    def _lead(self, head: int, frame: Frame, own: set[int]) -> tuple[Word, ...]:
        """Adjuncts in front that hold for coordinated clauses too: when, where, on what condition."""
        tree, subject = self.tree, self.tree.subject(head)
        limit = head if subject is None else min(tree.subtree(subject))
        words: list[Word] = list(frame.lead)
        for kid in sorted(tree.below(head, "obl", "advcl")):
            span = [index for index in tree.subtree(kid) if index in own]
            if span and span[-1] < limit and clauses.sets_the_scene(tree, kid):
                words.extend(span)
                if span[-1] + 1 < limit and tree.tokens[span[-1] + 1].text == ",":
                    words.append(span[-1] + 1)
        return tuple(words)

    def _closing_commas(self, kept: set[int], gone: set[int]) -> set[int]:
        """Commas that left with a clause but also close what opened before it: "his wife, Ada, who left, is here"."""
        tree, found = self.tree, set()
        for part in kept:
            if tree.rel(part) not in ("appos", "nmod", "acl", "nummod") or part not in kept:
                continue
            span = tree.subtree(part)
            opened = next((i for i in (span[0], span[0] - 1) if i >= 0 and tree.tokens[i].text in _PAIRED), None)
            inside = [i for i in span if i in kept and tree.tokens[i].upos != "PUNCT"]
            if opened is None or opened not in kept or not inside:
                continue
            following = next((i for i in range(inside[-1] + 1, len(tree)) if i in kept), None)
            if following is None or tree.tokens[following].upos == "PUNCT":
                continue
            mark = tree.tokens[opened].text
            found |= set([i for i in range(inside[-1] + 1, following) if tree.tokens[i].text == mark and i in gone][:1])
        return found

    def _draft(
        self, head: int, own: set[int], gone: set[int], frame: Frame, holder: tuple[int, ...] | None = None
    ) -> Draft:
        words: list[Word] = [*frame.lead, *frame.subject, *frame.before]
        kept = own - gone
        for index in sorted(kept | self._closing_commas(kept, gone)):
            words.extend(frame.swap.get(index, (index,)))
        return Draft(tuple(words), head, frame.origin, holder if holder is not None else frame.holder, frame.changes)


def _sound(tree: Tree, draft: Draft) -> bool:
    """Whether a draft can stand as a sentence: long enough, one subject, no lone subordinate clause, a tense."""
    tokens = [index for index in draft.tokens() if tree.tokens[index].upos != "PUNCT"]
    here = set(tokens)
    if draft.origin != "whole" and (_elliptic(tree, draft, here) or half_bracketed(tree, draft)):
        return False
    if not tokens or len(tokens) + sum(isinstance(word, str) for word in draft.words) < 3:
        everything = sum(token.upos != "PUNCT" for token in tree.tokens)
        return draft.origin in ("main", "said") and (
            everything <= 3 or (len(tokens) == 2 and tree.subject(draft.head) in here)
        )
    if tree.text.rstrip().endswith("?") or draft.origin == "whole":
        return True
    first = tokens[0]
    if tree.low(first) in _SUBORDINATORS and tree.tokens[first + 1].text == "," and first + 1 in draft.words:
        return False  # "since, he would have known"
    if not any(tree.tokens[i].upos in ("VERB", "AUX") for i in tokens) and not any(
        isinstance(word, str) for word in draft.words
    ):
        return False
    if draft.origin not in ("main", "said") and tree.low(first) == "that" and tree.rel(first) == "nsubj":
        return False
    even = tree.low(first) == "even" and len(tokens) > 1 and tree.low(tokens[1]) in _SUBORDINATORS
    if even and not any(tree.tokens[i].text == "," for i in draft.tokens()):
        return False
    if draft.origin not in ("main", "said") and (even or tree.low(first) in _SUBORDINATORS - {"that"}):
        return any(tree.tokens[i].text == "," and first < i < tokens[-1] for i in draft.tokens())
    if draft.origin == "main" and _beheaded(tree, draft, tokens):
        return False
    if tree.low(first) in ("which", "whose", "whom", "who") or _stranded(tree, tokens[-1], here):
        return False
    opens = tree.low(first) in _SUBORDINATORS and tree.rel(first) in ("mark", "advmod", "case", "cc")
    if opens and (tree.tokens[first].head == draft.head or tree.tokens[first].head not in here):
        return False
    if draft.origin in ("apposition", "title"):
        return True
    subjects = [kid for kid in tree.below(draft.head, "nsubj") if kid in here and kid < draft.head]
    return len(subjects) <= 1 and (draft.head not in here or draft.origin == "main" or _tensed(tree, draft))


def _beheaded(tree: Tree, draft: Draft, tokens: list[int]) -> bool:
    """Whether a past tense opens a draft of which something was cut away: its subject."""
    first = tokens[0]
    opens = first == draft.head and tree.tokens[first].upos == "VERB" and tree.tense(first) == "past"
    changed = first in draft.changes or tree.low(first) == tree.lemma(first)
    return opens and not changed and len(tokens) < sum(token.upos != "PUNCT" for token in tree.tokens)


def _elliptic(tree: Tree, draft: Draft, here: set[int]) -> bool:
    """Whether the predicate is an auxiliary whose verb is left to be understood: "he said he had"."""
    if tree.tokens[draft.head].upos != "AUX" and tree.lemma(draft.head) not in ("do", "have"):
        return False
    after = [i for i in here if i > draft.head and tree.tokens[i].upos not in ("ADV", "PART", "PUNCT")]
    return not after and tree.first(draft.head, "obj", "xcomp", "ccomp", "obl") is None


def _stranded(tree: Tree, last: int, here: set[int]) -> bool:
    """Whether a draft ends in a preposition, article or adjective whose noun was cut away."""
    if tree.rel(last) in ("det", "amod", "nummod", "compound", "case") and tree.tokens[last].head not in here:
        return True
    if tree.low(last) in ("that", "which", "who", "whose") and tree.rel(last) in ("nsubj", "mark", "obj"):
        return True
    if tree.tokens[last].upos != "ADP" or tree.rel(last) == "compound":
        return False
    return tree.rel(last) == "case" or (
        last + 1 < len(tree) and tree.tokens[last + 1].text in ("\u2014", "\u2013", "--")
    )


def _tensed(tree: Tree, draft: Draft) -> bool:
    """Whether the predicate has a tense, its own or an added one."""
    added = any(isinstance(word, str) for word in draft.words) or draft.head in draft.changes
    return added or tree.finite(draft.head) or draft.origin in ("coordinated", "participle", "relative")


def _weighty(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return (
        any(char.isdigit() for char in token.text)
        or token.upos == "NUM"
        or tree.low(index) in NUMBER_WORDS | HEDGES
        or (tree.low(index) in NEGATIONS and not tree.only(index))
    )


def _lost(tree: Tree, drafts: list[Draft], told: set[int]) -> bool:
    """Whether a number, a negation, or more than a word or two of the sentence stand in none of its drafts."""
    covered = {index for draft in drafts for index in (*draft.tokens(), *(draft.holder or ()))}
    missing = [index for index in range(len(tree)) if index not in covered]
    if any(_weighty(tree, index) for index in missing):
        return True
    content = [i for i in missing if i not in told and tree.tokens[i].upos in ("NOUN", "PROPN", "VERB", "ADJ", "ADV")]
    content = [
        i
        for i in content
        if tree.low(i) not in ("also", "both", "not", "only", "just", "then", "when", "where", "even")
    ]
    return bool(content)
