"""Pronouns and "the company" replaced by what they stand for, within one article, when that is clear.

Rules of agreement, recency and grammatical salience in the manner of Lappin and Leass (1994, Computational
Linguistics 20), held to the clear cases: what is not clear is kept and flagged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.statements.drafts import Draft, noun_phrase
from factcheck.statements.entities import PEOPLES, Mention, Names, mentions
from factcheck.statements.firstnames import gender_of
from factcheck.statements.lexicon import FIRMS, SAY, TITLES
from factcheck.statements.phrasing import phrase
from factcheck.statements.tree import Tree

_PERSONS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_THINGS = frozenset("it its".split())
_GROUPS = frozenset("they them their".split())
_POSSESSIVES = frozenset("his her its their".split())
EVENTS = frozenset(
    "move decision announcement news change development shift deal agreement investment merger acquisition".split()
)
_DEALS = frozenset("deal agreement investment merger acquisition bid offer stake".split())
_PEOPLE = TITLES - {"chief", "executive", "head", "chair", "vice", "deputy", "principal", "owner"} | frozenset(
    "man woman father mother wife husband son daughter brother sister teacher student author writer actor"
    " singer player driver pilot officer suspect victim candidate nominee"
    " congressman congresswoman representative justice judge doctor nurse scientist".split()
)
_CAN_SAY = frozenset(
    "officials critics experts lawmakers executives lawyers researchers police prosecutors authorities"
    " residents workers"
    " analysts republicans democrats witnesses sources aides leaders members investigators report study"
    " statement".split()
)
_PRONOUN_IN = re.compile(r"\b(?:it|its|they|their|them|he|his|him|she|her|we|our|my|your|this|that)\b", re.IGNORECASE)
_LONGEST_COPY, _LONGEST_DEAL = 9, 15
"""Words of a noun phrase that may be copied to where it is referred to."""


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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something that may be referred back to."""

    sentence: int
    tokens: tuple[int, ...]
    name: str
    type: str
    """person, organisation, place, other, thing (a singular noun), group (a plural noun)."""
    subject: bool
    main: bool
    """The subject of the main clause."""
    described: frozenset[str] = frozenset()


class Discourse:
    """Walks the sentences of one article in order and says what their expressions stand for."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.past: list[_Candidate] = []
        self.described: dict[str, set[str]] = {}
        self.sentence = -1

    def learn(self, trees: Sequence[Tree]) -> None:
        """What the article calls its organisations, wherever it does: "the startup" may come before "a startup"."""
        for tree in trees:
            for one in self._candidates(tree):
                if one.type == "organisation":
                    self.described.setdefault(one.name, set()).update(one.described)

    def read(self, tree: Tree, quoted: Mapping[int, int] | None = None) -> list[Resolved]:
        """The expressions of the next sentence that refer back, clear or not.

        `quoted`: tokens within quotation marks, and the number of their quotation. What a quoted "it"
        stands for was said before the quotation began, so it is left open.
        """
        self.sentence += 1
        here = self._candidates(tree)
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

    def _remember(self, tree: Tree, index: int, resolved: Resolved, here: list[_Candidate]) -> None:
        """A resolved subject is a candidate like a name."""
        if resolved.text and tree.rel(index) == "nsubj":
            kind = self.names.type(resolved.text, "")
            if kind:
                here.append(
                    _Candidate(self.sentence, resolved.tokens, resolved.text, kind, True, _is_main(tree, index))
                )

    def _resolve(self, tree: Tree, index: int, here: list[_Candidate], found: dict[int, Resolved]) -> Resolved | None:
        low = tree.low(index)
        if tree.tokens[index].text == "IT":
            return None
        if tree.tokens[index].upos in ("PRON", "DET") or tree.rel(index) == "nmod":
            if low in _PERSONS:
                return self._pronoun(tree, index, here, found, "person")
            if low in _THINGS and _is_a_noun(tree, index):
                return Resolved((index,), "", False)
            if low in _THINGS and not _expletive(tree, index):
                return self._pronoun(tree, index, here, found, "thing")
            if low in _GROUPS:
                return self._pronoun(tree, index, here, found, "group")
            if low == "this" and tree.rel(index) == "nsubj":
                return Resolved((index,), "", False)
        if low in FIRMS | EVENTS and tree.tokens[index].upos == "NOUN":
            determiner = tree.first(index, "det")
            if determiner is not None and tree.low(determiner) in ("the", "this") and _bare(tree, determiner, index):
                tokens = tuple(range(determiner, index + 1))
                possessive = index + 1 < len(tree) and tree.low(index + 1) in ("'s", "'")
                if low in FIRMS:
                    return self._firm(tree, index, tokens, possessive, here)
                return self._event(tree, index, tokens, possessive, here)
        return None

    # --- pronouns

    def _pronoun(
        self, tree: Tree, index: int, here: list[_Candidate], found: dict[int, Resolved], kind: str
    ) -> Resolved:
        low = tree.low(index)
        possessive = low in _POSSESSIVES and tree.rel(index) in ("nmod", "det")
        unclear = Resolved((index,), "", possessive)
        if not possessive and tree.rel(index) not in ("nsubj", "csubj") and kind != "thing":
            subject = _own_subject(tree, index)
            if subject is not None and subject < index and tree.tokens[subject].entity == "O":
                return unclear
        ahead = _subject_ahead(tree, index)
        if ahead is not None:
            one = next((c for c in here if ahead in c.tokens and self._fits(c, low, kind)), None)
            if one is not None and one.type != "thing":  # "in his youth, Roy ...": whoever follows
                return Resolved((index,), "", possessive, frozenset(one.tokens))
        for subject in _subjects_above(tree, index, possessive):
            if subject in found and _same_kind(tree.low(subject), low):
                known = found[subject]
                return Resolved((index,), known.text, possessive, known.inside | {subject})
            if subject in found:
                one = next((c for c in here if c.tokens == found[subject].tokens), None)
                if one is not None and self._fits(one, low, kind):
                    return Resolved((index,), one.name, possessive, frozenset(one.tokens))
                continue
            one = next((c for c in here if c.subject and subject in c.tokens and self._fits(c, low, kind)), None)
            if one is not None:
                direct = tree.lemma(tree.tokens[subject].head) in SAY and tree.rel(tree.tokens[index].head) == "ccomp"
                rival = not (direct and not possessive) and any(
                    subject < c.tokens[0] < index
                    and c.name != one.name
                    and self._fits(c, low, kind)
                    and c.type == one.type
                    for c in here
                )
                open_name = rival or _PRONOUN_IN.search(one.name) is not None
                return Resolved((index,), "" if open_name else one.name, possessive, frozenset(one.tokens))
        says = tree.rel(index) == "nsubj" and tree.lemma(tree.tokens[index].head) in SAY
        same = [i for i in found if i < index and _same_kind(tree.low(i), low)]
        if same:  # the same pronoun again in one sentence: as clear, or unclear, as it was before
            known = found[same[-1]]
            return Resolved((index,), known.text, possessive, known.inside | {same[-1]})
        antecedent = self._before(tree, index, here, low, kind)
        if antecedent is not None and not self._fits(antecedent, low, kind, says):
            antecedent = None
        if antecedent is not None and _PRONOUN_IN.search(antecedent.name):
            antecedent = None  # "its package": copied elsewhere, its "its" would be open
        if antecedent is None:
            return unclear
        inside = frozenset(antecedent.tokens) if antecedent.sentence == self.sentence else frozenset()
        return Resolved((index,), antecedent.name, possessive, inside)

    def _before(self, tree: Tree, index: int, here: list[_Candidate], low: str, kind: str) -> _Candidate | None:
        """The one thing before the pronoun that it can stand for, in this sentence and the one or two before."""
        arguments = _arguments_beside(tree, index)
        if kind == "person" and tree.rel(index) not in ("nsubj", "nmod"):
            before = [c for c in here if max(c.tokens) < index and self._fits(c, low, kind)]
            near = {c.name for c in [*before, *self.past] if self._fits(c, low, kind)}
            if not before or len(near) != 1:
                return None
        current = [
            c for c in here if max(c.tokens) < index and not arguments & set(c.tokens) and self._fits(c, low, kind)
        ]
        if kind == "person":
            back = [c for c in self.past if self._fits(c, low, kind)]
            salient = _last_subject(back, self.sentence - 1) if tree.rel(index) in ("nsubj", "nmod") else None
            return _only(current) or (None if current else _only(back) or salient)
        if current:
            named = [c for c in current if c.type in ("organisation", "group")]
            return _only(current) if kind == "thing" else _only(named)
        back = [c for c in self.past if c.sentence == self.sentence - 1]
        subjects = [c for c in back if c.subject]
        if any(c.type == "person" for c in subjects):
            return None
        if tree.rel(index) == "nsubj":
            return _only([c for c in subjects if self._fits(c, low, kind)])
        return _only([c for c in back if self._fits(c, low, kind) and c.type in ("organisation", "group")])

    def _fits(self, one: _Candidate, low: str, kind: str, says: bool = False) -> bool:
        if says and one.type not in ("organisation", "person") and not one.described & _CAN_SAY:
            return False
        if kind == "person":
            gender = gender_of(one.name) if one.type == "person" and one.name[:1].isupper() else ""
            return one.type == "person" and gender in ("", _PERSONS[low])
        if kind == "thing":
            return one.type in ("organisation", "thing", "place", "other")
        return one.type == "group"

    # --- the company, the deal

    def _firm(
        self, tree: Tree, index: int, tokens: tuple[int, ...], possessive: bool, here: list[_Candidate]
    ) -> Resolved:
        low = tree.low(index)
        arguments = _arguments_beside(tree, index)
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
            choice = next(iter(fitting)) if len(fitting) == 1 else self._speaker(tree, index, here)
            choice = choice or _firm_of_the_subject(tree, index, firms)
            choice = choice or _not_the_subject(tree, index, firms)
        elif choice is None and distinct:
            choice = next(iter(distinct))
        elif choice is None:
            choice = self._earlier_firm(arguments, here)
        if choice is None:
            return Resolved(tokens, "", possessive)
        inside = frozenset(i for c in firms if c.name == choice for i in c.tokens)
        return Resolved(tokens, choice, possessive, inside)

    def _speaker(self, tree: Tree, index: int, here: list[_Candidate]) -> str | None:
        """The organisation that says the clause in which "the company" stands."""
        for up in tree.ancestors(index):
            subject = tree.subject(up)
            if tree.lemma(up) in SAY and subject is not None and subject < index:
                return next((c.name for c in here if subject in c.tokens and c.type == "organisation"), None)
        return None

    def _earlier_firm(self, arguments: set[int], here: list[_Candidate]) -> str | None:
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
        self, tree: Tree, index: int, tokens: tuple[int, ...], possessive: bool, here: list[_Candidate]
    ) -> Resolved:
        low = tree.low(index)
        if low in _DEALS:
            for one in reversed([*self.past, *(c for c in here if max(c.tokens) < tokens[0])]):
                if one.type == "thing" and low in one.described and len(one.name.split()) > 3 and _has_detail(one.name):
                    inside = frozenset(one.tokens) if one.sentence == self.sentence else frozenset()
                    return Resolved(tokens, one.name, possessive, inside)
        return Resolved(tokens, "", possessive)

    # --- what can be referred back to

    def _candidates(self, tree: Tree) -> list[_Candidate]:
        found: list[_Candidate] = []
        named: set[int] = set()
        for mention in mentions(tree):
            head = _head_of(tree, mention.first, mention.stop)
            name, kind = self.names.name(mention.text), self.names.type(mention.text, mention.type)
            span = tuple(range(mention.first, mention.stop))
            if PEOPLES.match(name):
                kind = "group" if name.endswith("s") else "people"
            named.update(span)
            found.append(
                _Candidate(
                    self.sentence,
                    span,
                    name,
                    kind,
                    _is_subject(tree, head),
                    _is_main(tree, head),
                    _descriptions(tree, mention, head),
                )
            )
        for index, token in enumerate(tree.tokens):
            if (
                token.upos != "NOUN"
                or index in named
                or (tree.low(index) in FIRMS and tree.first(index, "det") is not None)
            ):
                continue
            subject, deal = tree.rel(index) == "nsubj", tree.low(index) in _DEALS
            person = tree.low(index) in _PEOPLE and tree.first(index, "appos", "nmod:desc") is None
            if person and not self._names_a_person(tree, index, found):
                words = noun_phrase(tree, index)
                text = _definite(tree, words)
                if words and len(words) <= _LONGEST_COPY:
                    kinds = frozenset({tree.low(index)})
                    found.append(
                        _Candidate(self.sentence, words, text, "person", subject, _is_main(tree, index), kinds)
                    )
            elif subject or deal:
                words = noun_phrase(tree, index)
                if words and len(words) <= (_LONGEST_DEAL if deal else _LONGEST_COPY):
                    kind = "group" if tree.plural(index) else "thing"
                    text = _definite(tree, words)
                    found.append(
                        _Candidate(
                            self.sentence,
                            words,
                            text,
                            kind,
                            subject,
                            _is_main(tree, index),
                            frozenset({tree.low(index)}),
                        )
                    )
        return sorted(found, key=lambda one: one.tokens[0])

    def _names_a_person(self, tree: Tree, index: int, found: Sequence[_Candidate]) -> bool:
        """Whether a noun that calls a person stands at a name: "spokesman Jo Ray", "Jo Ray, a spokesman"."""
        beside = (
            {index + 1, tree.tokens[index].head} if tree.rel(index) in ("appos", "compound", "nmod") else {index + 1}
        )
        return any(one.type == "person" and beside & set(one.tokens) for one in found)


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
        changes[one.tokens[0]] = shown(one.text) + ("'s" if pronoun else "")
        changes.update(dict.fromkeys(one.tokens[1:], ""))
        flags.append(f"resolved: {written.lower()} -> {shown(one.text)}")
    return changes, list(dict.fromkeys(flags))


def _firm_of_the_subject(tree: Tree, index: int, firms: Sequence[_Candidate]) -> str | None:
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


def _not_the_subject(tree: Tree, index: int, firms: Sequence[_Candidate]) -> str | None:
    """ "A ended its contracts with B after the company was sold": the subject A would be "it", so B.

    Only for the subject of an adverbial clause, and only when B is named last before it.
    """
    clause = tree.tokens[index].head
    if clause < 0 or tree.rel(index) != "nsubj" or tree.rel(clause) != "advcl" or tree.tokens[clause].head > index:
        return None
    above = next((found for up in tree.ancestors(clause) if (found := tree.subject(up)) is not None), None)
    last = max(firms, key=lambda one: one.tokens[0])
    span = set() if above is None else set(tree.subtree(above))
    first = next((one for one in firms if span & set(one.tokens)), None)
    return last.name if first is not None and last.name != first.name and len({c.name for c in firms}) == 2 else None


def _has_clitic(tree: Tree, index: int) -> bool:
    """Whether a contracted verb hangs on a word: the 's of "it's"."""
    after = index + 1
    return after < len(tree) and tree.tokens[after].text[0] in "'\u2019" and tree.tokens[after].upos in ("AUX", "VERB")


def _subjects_above(tree: Tree, index: int, possessive: bool) -> list[int]:
    """Subjects of the clauses around a word, nearest first, as far as they stand before it."""
    subjects = []
    own = next((up for up in tree.ancestors(index) if tree.subject(up) is not None), None)
    for up in tree.ancestors(index):
        subject = tree.subject(up)
        if subject is None or subject == index or subject > index or index in tree.subtree(subject):
            continue
        if up == own and not possessive:
            continue
        subjects.append(subject)
    return subjects


def _subject_ahead(tree: Tree, index: int) -> int | None:
    """The subject of a clause above that only comes after the word."""
    for up in tree.ancestors(index):
        subject = tree.subject(up)
        if subject is not None and subject != index and index not in tree.subtree(subject):
            return subject if min(tree.subtree(subject)) > index else None
    return None


def _own_subject(tree: Tree, index: int) -> int | None:
    return next((found for up in tree.ancestors(index) if (found := tree.subject(up)) is not None), None)


def _arguments_beside(tree: Tree, index: int) -> set[int]:
    """Tokens of the other arguments of the predicate that a non-possessive word is an argument of."""
    head = tree.tokens[index].head
    if head < 0 or tree.rel(index) not in ("nsubj", "obj", "iobj", "obl"):
        return set()
    beside = {i for kid in tree.below(head, "nsubj", "obj", "iobj", "obl") if kid != index for i in tree.subtree(kid)}
    controller = _own_subject(tree, index)
    return beside if controller in (None, index) else beside | set(tree.subtree(controller or 0))


def _expletive(tree: Tree, index: int) -> bool:
    """The 'it' of "it is likely that", "it rained"."""
    head = tree.tokens[index].head
    if tree.rel(index) == "expl":
        return True
    if head < 0 or tree.rel(index) != "nsubj" or tree.low(index) != "it":
        return False
    clausal = tree.first(head, "csubj", "ccomp") is not None or any(
        tree.tense(kid) == "infinitive" for kid in tree.below(head, "advcl", "xcomp", "csubj")
    )
    return tree.lemma(head) in ("rain", "snow", "seem", "appear", "turn") or (
        clausal and tree.first(head, "cop") is not None
    )


def _is_a_noun(tree: Tree, index: int) -> bool:
    """The subject of "it was a glitch", which need not be the firm just named; "it is a startup" is."""
    head = tree.tokens[index].head
    if head < 0 or tree.rel(index) != "nsubj" or tree.tokens[head].upos not in ("NOUN", "PROPN", "PRON"):
        return False
    return tree.first(head, "cop") is not None and tree.lemma(head) not in FIRMS


def _same_kind(one: str, other: str) -> bool:
    return any(
        one in group and other in group for group in (_THINGS, _GROUPS, {"he", "him", "his"}, {"she", "her", "hers"})
    )


def _only(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The last of candidates that all name the same; None when they don't."""
    return candidates[-1] if len({one.name for one in candidates}) == 1 else None


def _last_subject(candidates: Sequence[_Candidate], sentence: int) -> _Candidate | None:
    subjects = [one for one in candidates if one.subject and one.sentence == sentence]
    return _only([one for one in subjects if one.main]) or _only(subjects)


def _bare(tree: Tree, determiner: int, index: int) -> bool:
    """Whether nothing but the article belongs to a noun: "the company", not "the largest company in Texas"."""
    if index - determiner != 1:
        return False
    return all(
        tree.rel(kid) in ("det", "punct", "case", "cop", "nsubj", "aux", "advmod", "obl", "cc", "conj", "acl", "appos")
        and not (tree.rel(kid) == "acl" and not tree.set_off(kid))
        for kid in tree.kids[index]
    )


def _head_of(tree: Tree, first: int, stop: int) -> int:
    return next((i for i in range(first, stop) if not first <= tree.tokens[i].head < stop), first)


def _is_subject(tree: Tree, head: int) -> bool:
    """The subject of a clause, or the possessor of its subject ("Meta's investment")."""
    return tree.rel(head) == "nsubj"


def _is_main(tree: Tree, head: int) -> bool:
    return tree.rel(head) == "nsubj" and tree.tokens[head].head == tree.root


def _descriptions(tree: Tree, mention: Mention, head: int) -> frozenset[str]:
    """Common nouns that say what a name is: "labeling firm Scale AI", "Scale AI, a startup"."""
    nouns = (
        {tree.low(mention.first - 1)} if mention.first > 0 and tree.tokens[mention.first - 1].upos == "NOUN" else set()
    )
    nouns.update(
        tree.low(kid) for kid in tree.below(head, "appos", "compound", "nmod:desc") if tree.tokens[kid].upos == "NOUN"
    )
    up = tree.tokens[head].head
    if up >= 0 and tree.rel(head) == "nsubj" and tree.tokens[up].upos == "NOUN":
        nouns.add(tree.low(up))
    if up >= 0 and tree.rel(head) == "appos":
        nouns.add(tree.low(up))
    return frozenset(nouns)


def _definite(tree: Tree, words: Sequence[int]) -> str:
    """A noun phrase as it is taken up again: "a deal" as "the deal"."""
    text = phrase(tree, words)
    first, _, rest = text.partition(" ")
    if first.lower() in ("a", "an") and rest:
        return f"the {rest}"
    plain = words and words[0] == tree.opening() and tree.tokens[words[0]].upos != "PROPN"
    return text[0].lower() + text[1:] if plain and tree.tokens[words[0]].entity == "O" and text[1:2].islower() else text


def _has_detail(text: str) -> bool:
    return any(char.isdigit() for char in text) or any(word[:1].isupper() for word in text.split()[1:])
