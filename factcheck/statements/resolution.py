"""Pronouns and "the company" replaced by what they stand for, within one article, when that is clear.

Rules of agreement, recency and grammatical salience in the manner of Lappin and Leass (1994, Computational
Linguistics 20), held to the clear cases: what is not clear is kept and flagged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.statements.antecedents import (
    DEALS,
    Candidate,
    arguments_beside,
    bare,
    candidates,
    expletive,
    has_detail,
    is_a_noun,
    is_main,
    last_subject,
    of_the_relative,
    only,
    own_subject,
    speaks_of_people,
    subject_ahead,
    subjects_above,
    told,
)
from factcheck.statements.drafts import Draft
from factcheck.statements.entities import CALENDAR, Names
from factcheck.statements.lexicon import FIRMS, SAY, TITLES
from factcheck.statements.tree import Tree

_PERSONS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_THINGS = frozenset("it its".split())
_GROUPS = frozenset("they them their".split())
_POSSESSIVES = frozenset("his her its their".split())
EVENTS = frozenset(
    "move decision announcement news change development shift deal agreement investment merger acquisition".split()
)
_CAN_SAY = frozenset(
    "officials critics experts lawmakers executives lawyers researchers police prosecutors authorities"
    " residents workers"
    " analysts republicans democrats witnesses sources aides leaders members investigators report study"
    " statement".split()
)
_LONGEST_OWNER = 4
"""Words of a noun phrase that can take 's without getting lost."""
_SHOWN = frozenset("show find reveal indicate suggest".split())
_PRONOUN_IN = re.compile(r"\b(?:it|its|they|their|them|he|his|him|she|her|we|our|my|your|this|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression of a sentence stands for."""

    tokens: tuple[int, ...]
    """Its tokens."""
    text: str
    """What to put in its place; "" when it is not clear."""
    possessive: bool
    inside: frozenset[int] = frozenset()
    """Tokens of the same sentence that name the same; a statement that holds them needs no replacement."""


class Discourse:
    """Walks the sentences of one article in order and says what their expressions stand for."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.past: list[Candidate] = []
        self.described: dict[str, set[str]] = {}
        self.genders: dict[str, str] = {}
        """What titles and first names tell of persons anywhere in the article; "" where they disagree."""
        self.people: set[str] = set()
        self.sentence = -1

    def learn(self, trees: Sequence[Tree]) -> None:
        """What the article calls its organisations, wherever it does: "the startup" may come before "a startup"."""
        for tree in trees:
            for one in candidates(tree, self.names, self.sentence):
                if one.type == "organisation":
                    self.described.setdefault(one.name, set()).update(one.described)
                if one.type == "person" and one.name[:1].isupper():
                    self.people.add(one.name)
                if one.gender and one.name[:1].isupper():
                    known = self.genders.setdefault(one.name, one.gender)
                    self.genders[one.name] = known if known == one.gender else ""

    def read(self, tree: Tree, quoted: Mapping[int, int] | None = None) -> list[Resolved]:
        """The expressions of the next sentence that refer back, clear or not.

        `quoted`: tokens within quotation marks, and the number of their quotation. What a quoted "it"
        stands for was said before the quotation began, so it is left open.
        """
        self.sentence += 1
        here = candidates(tree, self.names, self.sentence)
        found: dict[int, Resolved] = {}
        for index in range(len(tree)):
            resolved = self._resolve(tree, index, here, found)
            if resolved is not None and quoted and index in quoted:
                resolved = _within_quotation(resolved, quoted)
            if resolved is not None:
                found[index] = resolved
                self._remember(tree, index, resolved, here)
        self.past = [one for one in self.past if one.sentence >= self.sentence - 4] + here
        return list(found.values())

    def _remember(self, tree: Tree, index: int, resolved: Resolved, here: list[Candidate]) -> None:
        """A resolved subject is a candidate like a name; and a pronoun tells the gender of whom it stands for."""
        low = tree.low(index)
        if low in _PERSONS and resolved.text and self.genders.setdefault(resolved.text, _PERSONS[low]) == "":
            self.genders[resolved.text] = _PERSONS[low]
        if resolved.text and tree.rel(index) == "nsubj":
            kind = self.names.type(resolved.text, "")
            if kind:
                here.append(Candidate(self.sentence, resolved.tokens, resolved.text, kind, True, is_main(tree, index)))

    def _resolve(self, tree: Tree, index: int, here: list[Candidate], found: dict[int, Resolved]) -> Resolved | None:
        low = tree.low(index)
        if tree.tokens[index].text == "IT":
            return None
        if tree.tokens[index].upos in ("PRON", "DET") or tree.rel(index) == "nmod":
            if low in _PERSONS:
                return self._pronoun(tree, index, here, found, "person")
            if low in _THINGS and is_a_noun(tree, index):
                return Resolved((index,), "", False)
            if low in _THINGS and not expletive(tree, index):
                return self._pronoun(tree, index, here, found, "thing")
            if low in _GROUPS:
                return self._pronoun(tree, index, here, found, "group")
            if low == "this" and tree.rel(index) == "nsubj":
                return Resolved((index,), "", False)
        if low in FIRMS | EVENTS and tree.tokens[index].upos == "NOUN" and not _of_a_person(tree, index):
            determiner = tree.first(index, "det")
            if determiner is not None and tree.low(determiner) in ("the", "this") and bare(tree, determiner, index):
                tokens = tuple(range(determiner, index + 1))
                possessive = index + 1 < len(tree) and tree.low(index + 1) in ("'s", "'")
                if low in FIRMS:
                    return self._firm(tree, index, tokens, possessive, here)
                return self._event(tree, index, tokens, possessive, here)
        return None

    # --- pronouns

    def _pronoun(
        self, tree: Tree, index: int, here: list[Candidate], found: dict[int, Resolved], kind: str
    ) -> Resolved:
        low = tree.low(index)
        possessive = low in _POSSESSIVES and tree.rel(index) in ("nmod", "det")
        unclear = Resolved((index,), "", possessive)
        if low == "her" and possessive and index + 1 < len(tree) and tree.low(index + 1) in CALENDAR:
            return unclear  # "grilled her Wednesday"
        if _barred(tree, index, possessive, kind):
            return unclear
        ahead = subject_ahead(tree, index)
        if ahead is not None:
            one = next((c for c in here if ahead in c.tokens and self._fits(c, low, kind)), None)
            if one is not None and one.type != "thing":  # "in his youth, Roy ...": whoever follows
                return Resolved((index,), "", possessive, frozenset(one.tokens))
        above = self._from_above(tree, index, here, found, kind, possessive)
        if above is not None:
            return above
        same = [i for i in found if i < index and _same_kind(tree.low(i), low)]
        if same:  # the same pronoun again in one sentence: as clear, or unclear, as it was before
            known = found[same[-1]]
            between = kind == "person" and self._rivals(tree, here, known.text, low, same[-1], index)
            return Resolved((index,), "" if between else known.text, possessive, known.inside | {same[-1]})
        antecedent = self._before(tree, index, here, low, kind)
        if kind == "group" and antecedent is not None and antecedent.sentence < self.sentence and _plurals(tree, index):
            return unclear
        says = tree.rel(index) == "nsubj" and tree.lemma(tree.tokens[index].head) in SAY
        if kind == "thing" and antecedent is not None and antecedent.type == "thing":
            lesser = tree.rel(index) not in ("nsubj", "nmod")
            if lesser or any(char.isdigit() for char in antecedent.name):
                return unclear
        if kind == "thing" and tree.rel(index) == "obj":
            return unclear  # "will not move a bill unless he signs it"
        if antecedent is not None and _acts(tree, index) and (antecedent.type == "place" or _on_paper(antecedent)):
            return unclear  # "the documents ... They donated"
        if antecedent is not None and kind == "person" and self._doubted(tree, index, antecedent, here, low):
            return unclear
        if antecedent is None or not self._fits(antecedent, low, kind, says) or _PRONOUN_IN.search(antecedent.name):
            return unclear  # "its package", copied elsewhere, would leave its own "its" open
        inside = frozenset(antecedent.tokens) if antecedent.sentence == self.sentence else frozenset()
        return Resolved((index,), antecedent.name, possessive, inside)

    def _from_above(
        self,
        tree: Tree,
        index: int,
        here: list[Candidate],
        found: dict[int, Resolved],
        kind: str,
        possessive: bool,
    ) -> Resolved | None:
        """What a pronoun stands for when it is the subject of a clause above; unclear when a rival stands between."""
        low = tree.low(index)
        for subject in subjects_above(tree, index, possessive):
            if subject in found and _same_kind(tree.low(subject), low):
                known = found[subject]
                return Resolved((index,), known.text, possessive, known.inside | {subject})
            if subject in found:
                one = next((c for c in here if c.tokens == found[subject].tokens), None)
                if one is not None and self._fits(one, low, kind):
                    return Resolved((index,), one.name, possessive, frozenset(one.tokens))
                continue
            one = next((c for c in here if c.subject and subject in c.tokens and self._fits(c, low, kind)), None)
            if one is None:
                continue
            said = (
                tree.lemma(tree.tokens[subject].head) in SAY - _SHOWN and tree.rel(tree.tokens[index].head) == "ccomp"
            )
            between = [c for c in here if subject < c.tokens[0] < index and c.name != one.name]
            between = [c for c in between if kind != "person" or c.type == one.type]
            rival = (possessive or not said) and any(self._fits(c, low, kind) for c in between)
            if kind == "person":
                rival = self._contested(tree, index, subject, one, here, low, said and not possessive)
            text = "" if rival or _PRONOUN_IN.search(one.name) else one.name
            return Resolved((index,), text, possessive, frozenset(one.tokens))
        return None

    def _rivals(self, tree: Tree, here: list[Candidate], name: str, low: str, first: int, stop: int) -> bool:
        """Whether somebody else whom a personal pronoun may mean stands between two tokens."""
        return speaks_of_people(tree, first + 1, stop) or any(
            first < c.tokens[0] < stop and c.name != name and self._may_be(c, low) for c in here
        )

    def _may_be(self, one: Candidate, low: str) -> bool:
        """Whether a name may be a man's or a woman's: one of unknown kind may."""
        unknown = one.type == "other" and one.name[:1].isupper() and len(one.name.split()) <= 3
        return self._gender(one) in ("", _PERSONS[low]) if one.type == "person" or unknown else False

    def _gender(self, one: Candidate) -> str:
        return one.gender or self.genders.get(one.name, "")

    def _contested(
        self, tree: Tree, index: int, subject: int, one: Candidate, here: list[Candidate], low: str, said: bool
    ) -> bool:
        """Whether "he" below a subject may be another than the subject: somebody named near, or told."""
        named = [c for c in [*here, *self.past] if self._may_be(c, low) and c.sentence >= self.sentence - 2]
        if not self._gender(one) and _both_genders(tree):
            return True
        if not one.name[:1].isupper() and (not said or any(max(c.tokens) < index or c not in here for c in named)):
            return True
        if said:
            heard = told(tree, subject)
            return any(c in here and c.name != one.name and heard & set(c.tokens) for c in named)
        others_near = {c.name for c in named if c.name != one.name and (c not in here or c.tokens[0] < index)}
        if not self._gender(one) and len(others_near) > 1:
            return True
        relative = of_the_relative(tree, index)
        if relative is not None and relative not in one.tokens:
            return True
        first = -1 if not self._gender(one) else subject
        others = self._rivals(tree, here, one.name, low, first, index)
        others = others or (not self._gender(one) and self._better_known(one, low)) or _of_the_last_name(tree, index)
        back = last_subject([c for c in self.past if c.type == "person"], self.sentence - 1)
        shift = back is not None and back.name != one.name and self._may_be(back, low) and not self._gender(one)
        return others or shift

    def _before(self, tree: Tree, index: int, here: list[Candidate], low: str, kind: str) -> Candidate | None:
        """The one thing before the pronoun that it can stand for, in this sentence and the one or two before."""
        arguments = arguments_beside(tree, index)
        if kind == "person" and tree.rel(index) not in ("nsubj", "nmod"):
            before = [c for c in here if max(c.tokens) < index and self._fits(c, low, kind)]
            near = {c.name for c in [*before, *self.past] if self._fits(c, low, kind)}
            if not before or len(near) != 1:
                return None
        current = [
            c for c in here if max(c.tokens) < index and not arguments & set(c.tokens) and self._fits(c, low, kind)
        ]
        if kind == "person":
            return self._person_before(tree, index, current, low)
        if current:
            named = [c for c in current if c.type in ("organisation", "group")]
            chosen = only(current) if kind == "thing" else only(named)
            lesser = tree.rel(index) not in ("nsubj", "nmod")
            return None if chosen is not None and lesser and not chosen.subject else chosen
        back = [c for c in self.past if c.sentence == self.sentence - 1]
        subjects = [c for c in back if c.subject]
        if any(c.type == "person" for c in subjects):
            return None
        if tree.rel(index) == "nsubj":
            return only([c for c in subjects if self._fits(c, low, kind)])
        return only([c for c in back if self._fits(c, low, kind) and c.type in ("organisation", "group")])

    def _person_before(self, tree: Tree, index: int, current: list[Candidate], low: str) -> Candidate | None:
        """The person named before: the one named in this sentence, else the subject of the sentence before.

        Somebody of that gender who is not the subject, or several who are, leave it open; so does the subject of a
        lesser clause: in GAP's validation file, a third of its development file and GUM, 9 of 29 of these were wrong.
        """
        near = [c for c in self.past if self._fits(c, low, "person") and c.sentence >= self.sentence - 3]
        one = last_subject([c for c in self.past if self._fits(c, low, "person")], self.sentence - 1)
        if current:
            chosen = only(current)
            if chosen is None or tree.rel(index) == "nsubj" or (one is not None and one.name != chosen.name):
                return None
            return chosen
        if one is not None and self._told_of_another(one, low):
            return None
        alone = only(near)
        if one is None and alone is not None and tree.rel(index) == "nsubj":
            others = (name for name in self.people if name != alone.name)
            sure = self._gender(alone) and not any(self.genders.get(name, "") in ("", _PERSONS[low]) for name in others)
            sure = sure and not self._told_of_another(alone, low, firms=False)
            return alone if sure and alone.sentence == self.sentence - 1 else None
        if one is None or tree.rel(index) not in ("nsubj", "nmod") or not (one.main and one.name[:1].isupper()):
            return None
        rivals = {c.name for c in near if c.sentence >= self.sentence - 2} - {one.name}
        if self._gender(one):
            rivals -= {c.name for c in near if self._gender(c) not in ("", self._gender(one))}
        if not self._gender(one) and self._better_known(one, low):
            return None
        steady = any(c.name == one.name and c.subject and c.sentence == self.sentence - 2 for c in near)
        return one if len(rivals) <= steady + (tree.rel(index) == "nsubj") else None

    def _told_of_another(self, one: Candidate, low: str, *, firms: bool = True) -> bool:
        """Whether the main clause before is about another name, whatever the name is taken for."""
        subjects = [c for c in self.past if c.main and c.sentence == self.sentence - 1 and c.name[:1].isupper()]
        subjects = [c for c in subjects if c.type != "person" or self._may_be(c, low)]
        subjects = [c for c in subjects if firms or c.type != "organisation"]
        return bool(subjects) and all(c.name != one.name for c in subjects)

    def _doubted(self, tree: Tree, index: int, one: Candidate, here: list[Candidate], low: str) -> bool:
        """Whether the clause goes on to name `one`, or somebody not read as a person may be meant.

        The latter where nobody else is known to fit, and a name not read as a person's is a subject near.

        Rare surnames are often read as places or works, also as firms, which weighs where `one` may be of any gender.
        """
        if _named_below(tree, index, one, here):
            return True
        if any(name != one.name and self.genders.get(name, "") in ("", _PERSONS[low]) for name in self.people):
            return False
        near = [c for c in self.past if c.sentence >= self.sentence - 2] + [c for c in here if c.tokens[0] < index]
        kinds = ("other", "place") if self._gender(one) else ("other", "place", "organisation")
        return any(c.subject and c.type in kinds and _like_a_person(c.name) for c in near)

    def _better_known(self, one: Candidate, low: str) -> bool:
        """Whether somebody else near is known to be of the gender of the pronoun, as `one` is not."""
        return any(
            c.type == "person"
            and c.name != one.name
            and self._gender(c) == _PERSONS[low]
            and c.sentence >= one.sentence - 2
            for c in self.past
        )

    def _fits(self, one: Candidate, low: str, kind: str, says: bool = False) -> bool:
        if says and one.type not in ("organisation", "person") and not one.described & _CAN_SAY:
            return False
        if kind == "person":
            return one.type == "person" and self._gender(one) in ("", _PERSONS[low])
        if kind == "thing":
            return one.type in ("organisation", "thing", "place", "other")
        return one.type == "group"

    # --- the company, the deal

    def _firm(
        self, tree: Tree, index: int, tokens: tuple[int, ...], possessive: bool, here: list[Candidate]
    ) -> Resolved:
        low = tree.low(index)
        arguments = arguments_beside(tree, index)
        firms = [
            c for c in here if c.type == "organisation" and max(c.tokens) < tokens[0] and not arguments & set(c.tokens)
        ]
        distinct = {c.name for c in firms}
        choice: str | None = None
        if low not in ("company", "firm", "group"):
            described = {name for name, nouns in self.described.items() if low in nouns}
            choice = next(iter(described)) if len(described) == 1 else None
        if choice is None and len(distinct) > 1:
            fitting = {c.name for c in firms if low in c.described or (low == "company" and c.described & FIRMS)}
            choice = _not_the_subject(tree, index, firms)
            choice = choice or (next(iter(fitting)) if len(fitting) == 1 else self._speaker(tree, index, here))
            choice = choice or _firm_of_the_subject(tree, index, firms)
        elif choice is None and distinct:
            choice = next(iter(distinct))
        elif choice is None:
            choice = self._earlier_firm(arguments, here)
        if choice is None:
            return Resolved(tokens, "", possessive)
        inside = frozenset(i for c in firms if c.name == choice for i in c.tokens)
        return Resolved(tokens, choice, possessive, inside)

    def _speaker(self, tree: Tree, index: int, here: list[Candidate]) -> str | None:
        """The organisation that says the clause in which "the company" stands."""
        for up in tree.ancestors(index):
            subject = tree.subject(up)
            if tree.lemma(up) in SAY and subject is not None and subject < index:
                return next((c.name for c in here if subject in c.tokens and c.type == "organisation"), None)
        return None

    def _earlier_firm(self, arguments: set[int], here: list[Candidate]) -> str | None:
        """The organisation that the nearest sentence before is about."""
        beside = {c.name for c in here if arguments & set(c.tokens)}
        for back in range(self.sentence - 1, self.sentence - 4, -1):
            firms = [c for c in self.past if c.sentence == back and c.type == "organisation" and c.name not in beside]
            if not firms:
                continue
            subjects = {c.name for c in firms if c.subject}
            names = subjects if len(subjects) == 1 else {c.name for c in firms}
            return next(iter(names)) if len(names) == 1 else None
        return None

    def _event(
        self, tree: Tree, index: int, tokens: tuple[int, ...], possessive: bool, here: list[Candidate]
    ) -> Resolved:
        low = tree.low(index)
        if low in DEALS:
            for one in reversed([*self.past, *(c for c in here if max(c.tokens) < tokens[0])]):
                if one.type == "thing" and low in one.described and len(one.name.split()) > 3 and has_detail(one.name):
                    inside = frozenset(one.tokens) if one.sentence == self.sentence else frozenset()
                    return Resolved(tokens, one.name, possessive, inside)
        return Resolved(tokens, "", possessive)


def _like_a_person(name: str) -> bool:
    """Whether a name is a capitalised word or two."""
    return name[:1].isupper() and len(name.split()) <= 2


def _acts(tree: Tree, index: int) -> bool:
    """Whether a pronoun is the subject of a verb: a town plans and says nothing."""
    up = tree.tokens[index].head
    return tree.rel(index) == "nsubj" and up >= 0 and tree.tokens[up].upos == "VERB"


def _on_paper(one: Candidate) -> bool:
    """Whether a plural is of things that are written, which say much and do nothing."""
    return bool(one.described & _WRITTEN)


_WRITTEN = frozenset(
    "documents records files papers reports letters emails e-mails messages texts tapes transcripts forms returns"
    " statements comments remarks words figures numbers".split()
)


def _named_below(tree: Tree, index: int, one: Candidate, here: Sequence[Candidate]) -> bool:
    """Whether the clause of a subject pronoun goes on to name whom the pronoun would stand for."""
    up = tree.tokens[index].head
    if tree.rel(index) != "nsubj" or up < 0:
        return False
    clause = set(tree.subtree(up))
    return any(
        c.name == one.name and c.tokens[0] > index and c.tokens[0] in clause for c in here if index not in c.tokens
    )


def _of_a_person(tree: Tree, index: int) -> bool:
    """Whether a noun is what a person is called: "the developer, Jo Ray"."""
    beside = [*tree.below(index, "appos"), tree.tokens[index].head if tree.rel(index) == "appos" else -1]
    return any(i >= 0 and tree.tokens[i].entity.endswith("PER") for i in beside)


def _of_the_last_name(tree: Tree, index: int) -> bool:
    """Whether a possessive stands in a list after a name: "Ray and his wife", whoever is the subject."""
    noun = tree.tokens[index].head
    up = tree.tokens[noun].head if noun >= 0 else -1
    joined = tree.rel(index) == "nmod" and noun >= 0 and tree.rel(noun) == "conj" and up >= 0
    return joined and tree.tokens[up].entity.endswith("PER")


def replacements(
    tree: Tree, draft: Draft, resolved: Sequence[Resolved], shown: Callable[[str], str] = str
) -> tuple[dict[int, str], list[str]]:
    """New wordings for the tokens of a draft, and the flags that say what was done or left open.

    `shown` gives a name as it stands in running text ("the White House").
    """
    words = draft.tokens()
    place = {index: position for position, index in enumerate(words)}
    changes: dict[int, str] = {}
    flags: list[str] = []
    for one in resolved:
        if not all(index in place for index in one.tokens) or any(index in changes for index in one.tokens):
            continue
        written = " ".join(tree.tokens[index].text for index in one.tokens)
        if any(index in place and place[index] < place[one.tokens[0]] for index in one.inside):
            continue
        if one.text and _has_clitic(tree, one.tokens[-1]):
            one = replace(one, text="")
        if not one.text and any(index in place for index in one.inside):
            continue
        if not one.text:
            flags.append(f"unresolved: {written.lower()}")
            continue
        pronoun = one.possessive and len(one.tokens) == 1
        if pronoun and len(one.text.split()) > _LONGEST_OWNER:
            flags.append(f"unresolved: {written.lower()}")
            continue
        changes[one.tokens[0]] = shown(one.text) + ("'s" if pronoun else "")
        changes.update(dict.fromkeys(one.tokens[1:], ""))
        flags.append(f"resolved: {written.lower()} -> {shown(one.text)}")
    return changes, list(dict.fromkeys(flags))


def _firm_of_the_subject(tree: Tree, index: int, firms: Sequence[Candidate]) -> str | None:
    """ "Acme's chief Jo Ray defended the company": the one firm named within the subject."""
    for up in tree.ancestors(index):
        subject = tree.subject(up)
        if subject is None or subject > index:
            continue
        span = set(tree.subtree(subject))
        named = {one.name for one in firms if set(one.tokens) <= span}
        person = any(tree.tokens[i].entity.endswith("PER") for i in span) or tree.lemma(subject) in TITLES
        return next(iter(named)) if person and len(named) == 1 else None
    return None


def _within_quotation(resolved: Resolved, quoted: Mapping[int, int]) -> Resolved:
    """A quoted expression keeps what it stands for only when that is named in the same quotation."""
    if resolved.inside and {quoted.get(index) for index in resolved.inside} == {quoted[resolved.tokens[0]]}:
        return resolved
    return Resolved(resolved.tokens, "", resolved.possessive)


def _not_the_subject(tree: Tree, index: int, firms: Sequence[Candidate]) -> str | None:
    """ "A ended its contracts with B after the company was sold": the subject A would be "it", so B.

    Only for the subject of a passive adverbial clause, which tells what was done to it, and only when B is named last
    before it: in "A left B after the company learned of it" either may be meant.
    """
    clause = tree.tokens[index].head
    if clause < 0 or tree.rel(index) != "nsubj" or tree.rel(clause) != "advcl" or tree.tokens[clause].head > index:
        return None
    if not any(tree.tokens[kid].deprel == "aux:pass" for kid in tree.kids[clause]):
        return None
    above = next((found for up in tree.ancestors(clause) if (found := tree.subject(up)) is not None), None)
    last = max(firms, key=lambda one: one.tokens[0])
    span = set() if above is None else set(tree.subtree(above))
    first = next((one for one in firms if span & set(one.tokens)), None)
    return last.name if first is not None and last.name != first.name and len({c.name for c in firms}) == 2 else None


def _barred(tree: Tree, index: int, possessive: bool, kind: str) -> bool:
    """Whether the subject of the clause leaves it open whom a pronoun means: a common noun, perhaps a man, a firm."""
    subject = own_subject(tree, index)
    if subject is None:
        return False
    entity = tree.tokens[subject].entity
    if possessive:
        return kind == "person" and entity.endswith(("ORG", "MISC"))
    lesser = tree.rel(index) not in ("nsubj", "csubj") and kind != "thing"
    return lesser and subject < index and entity == "O"


def _has_clitic(tree: Tree, index: int) -> bool:
    """Whether a contracted verb hangs on a word: the 's of "it's"."""
    after = index + 1
    return after < len(tree) and tree.tokens[after].text[0] in "'\u2019" and tree.tokens[after].upos in ("AUX", "VERB")


def _plurals(tree: Tree, index: int) -> bool:
    """Whether a plural noun stands before a token, which "they" may mean as well."""
    return any(tree.plural_form(i) and tree.tokens[i].upos in ("NOUN", "PROPN") for i in range(index))


def _both_genders(tree: Tree) -> bool:
    """Whether a sentence speaks of a "he" and of a "she": then who is who has to be known."""
    return len({_PERSONS[tree.low(i)] for i in range(len(tree)) if tree.low(i) in _PERSONS}) == 2


def _same_kind(one: str, other: str) -> bool:
    return any(
        one in group and other in group for group in (_THINGS, _GROUPS, {"he", "him", "his"}, {"she", "her", "hers"})
    )
