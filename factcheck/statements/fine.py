"""The finest level: each adjunct and each trait of an atomic statement by itself, the date and what makes it true kept.

"In 2013, Roy signed with Acme as a coach" says two things, "In 2013, Roy signed with Acme" and "In 2013, Roy signed as
a coach". People who decompose texts cut so fine (FActScore, Min et al. 2023, EMNLP); a table of claims does not want
it. Words are left out only where what is left still follows: not under a negation, "if", "only", "most" or "first".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcheck.statements.clauses import finite_form, plural_words
from factcheck.statements.describing import described, each_title, kinds_before_names, nationality, places_of_places
from factcheck.statements.distribution import QUOTES, article_before, distributed, without
from factcheck.statements.drafts import Draft, Frame
from factcheck.statements.entities import CALENDAR
from factcheck.statements.inflection import base_of_gerund
from factcheck.statements.lexicon import PREPOSITIONS, RESULTS, SUMS_UP
from factcheck.statements.lives import of_deaths
from factcheck.statements.loosened import loosened
from factcheck.statements.modality import predicate_chain
from factcheck.statements.openness import less_is_true
from factcheck.statements.phrasing import Word, phrase, sentence
from factcheck.statements.tree import Tree
from factcheck.statements.trimming import (
    achieved,
    at_no_length,
    bare_noun,
    each_adjective,
    each_verb,
    gone_on,
    helped,
    nameless,
    plainer,
    renamed,
    shallower,
    unadorned,
    without_asides,
    without_brackets,
)

_SINGLED_OUT = frozenset("first last second third only sole same best worst main next previous".split())
_YEAR = re.compile(r"(?:1\d{3}|20\d{2})s?$")
_TIMES = frozenset("year decade century month week day season time today yesterday then now moment summer".split())
_TIME_CASES = frozenset("in on since until from by during at before after between throughout".split())
_STAYING_CASES = frozenset(
    "until till since after before without under per except like unlike against instead of".split()
)
_COMPLETED = frozenset(
    "depend rely consist refer belong lead amount result relate base locate focus agree deal know consider regard call"
    " name range turn put place take bring send set spend go grow serve-on convert divide translate stem"
    " compare serve seem".split()
)
"""Verbs that say little without what first follows them."""
_HOLLOW = frozenset(
    "member part kind type form number series group variety range one some many any lot sort set pair couple half most"
    " majority piece host result".split()
)
_HOLLOW_TRAITS = frozenset("involved devoted dedicated interested responsible based located capable similar".split())
_ASKS_ON = frozenset("what which who whose whom and or but how why including such".split())
_OPENERS = frozenset("aside apart along prior due thanks because instead together".split())
"""The first words of prepositions of two words."""
_RELATIVES = frozenset("which where whom whose who".split())
_WHICH = frozenset("which whom".split())
_DONE_TO = frozenset(
    "arrested executed imprisoned killed pardoned beatified canonized released injured wounded published convicted"
    " fired promoted divorced married knighted elected drafted murdered assassinated captured sentenced acquitted"
    " cancelled canceled disbanded dissolved demolished destroyed divorced deported exiled expelled".split()
)
"""Participles that say enough by themselves: "Roy was arrested"."""
_MODIFIERS = ("nmod", "acl", "appos", "advcl")
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV")
_MOST_PIECES = 9


@dataclass(frozen=True, slots=True)
class _Parts:
    """What of a draft can be told apart: spans of tokens that may leave it."""

    adjuncts: tuple[frozenset[int], ...]
    modifiers: tuple[frozenset[int], ...]
    """Of the object or of the noun after a copula."""


def refined(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts cut as finely as they stay true, and what the names of the sentence are called."""
    looser = [one for draft in drafts for one in loosened(tree, draft)]
    found = [piece for draft in looser for piece in (*_pieces(tree, draft), *of_deaths(tree, draft))]
    found += described(tree, drafts)
    seen: set[str] = set()
    kept = []
    given = {one.words for one in (*drafts, *looser)}
    found = [one for one in found if one.words in given or not _breaks_off(tree, one)]
    found = [one for one in found if one in drafts or not _opens_with_its_verb(tree, one)]
    for draft in (_unparted(tree, one) for one in found):
        text = sentence(phrase(tree, draft.words, draft.changes)).lower()
        if text not in seen:
            seen.add(text)
            kept.append(draft)
    return kept


def _pieces(tree: Tree, draft: Draft) -> list[Draft]:
    here = set(draft.tokens())
    if draft.origin in ("whole", "title") or tree.text.rstrip().endswith("?") or not less_is_true(tree, draft, here):
        return [draft]
    pieces = []
    beside = [
        one
        for title in each_title(tree, draft)
        for apart in _apart(tree, _placed(tree, title))
        for part in _beside(tree, apart)
        for told in (*_infinitives(tree, part), *_relatives(tree, part))
        for one in (same for verb in each_verb(tree, told) for same in each_adjective(tree, verb))
    ]
    for one in (trait for part in beside for trait in nationality(tree, part)):
        parts = _parts(tree, one, set(one.tokens()))
        cut = list(_cut(tree, one, parts))
        pieces.extend(cut if len(cut) <= _MOST_PIECES else [one])
    dealt = [part for piece in pieces for part in distributed(tree, piece, deep=True)]
    dealt = [plainer(tree, without_asides(tree, plain)) for one in dealt for plain in without_brackets(tree, one)]
    return [
        cut
        for one in dealt
        for cut in (
            one,
            *bare_noun(tree, one),
            *renamed(tree, one),
            *shallower(tree, one),
            *helped(tree, one),
            *unadorned(tree, one),
            *gone_on(tree, one),
            *achieved(tree, one),
            *nameless(tree, one),
            *at_no_length(tree, one),
        )
    ]


def _breaks_off(tree: Tree, draft: Draft) -> bool:
    """Whether a cut left a word last that asks for more: "come in what", "released throughout"."""
    words = [i for i in draft.tokens() if tree.tokens[i].upos != "PUNCT"]
    if not words or draft.words[-1] not in draft.tokens():
        return False
    last, here = words[-1], set(words)
    added = any(isinstance(w, str) for w in draft.words)
    if not added and not any(tree.tokens[i].upos in ("VERB", "AUX") for i in words):
        return True  # "Reporters from Reuters"
    called = [i for i in words if tree.rel(i) == "appos" and tree.set_off(i) and tree.tokens[i].head >= 0]
    held = {w for w in draft.words if isinstance(w, int)}
    called = [i for i in called if {min(tree.subtree(i)), min(tree.subtree(i)) - 1} & held & _marks_of(tree)]
    if draft.origin != "apposition" and any(tree.tokens[i].head not in here and i > draft.head for i in called):
        return True  # "gathered, an effort to help", of which "for the bill" was cut
    if [tree.low(i) for i in words[-2:]] == ["in", "part"] or _parted(tree, draft):
        return True
    if tree.tokens[last].upos == "ADJ" and tree.low(last - 1) == "it" and tree.lemma(last - 2) == "make":
        return True  # "makes it easy"
    cut_off = tree.tokens[last].head not in words and tree.tokens[last].head > last
    if any(tree.low(i) in ("a", "an") and tree.tokens[i].head not in words and tree.tokens[i].head > i for i in words):
        return True  # "in an Alexandria, Virginia"
    return tree.low(last) in _ASKS_ON or (cut_off and tree.rel(last) in ("case", "mark", "det", "cc"))


def _opens_with_its_verb(tree: Tree, draft: Draft) -> bool:
    """Whether a verb opens a piece that asks for a subject: "setting the tone", "removes a target"."""
    first = draft.words[0] if draft.words else ""
    if not isinstance(first, int) or tree.tokens[first].upos != "VERB" or first in draft.changes:
        return False
    return tree.low(first).endswith(("ing", "s")) and tree.low(first) != tree.lemma(first) and first == draft.head


def _parted(tree: Tree, draft: Draft) -> bool:
    """Whether a cut brought a preposition before what it cannot govern: "a call for to resign"."""
    pairs = pairwise(draft.words)
    return any(
        isinstance(a, int)
        and isinstance(b, int)
        and b != a + 1
        and tree.tokens[a].upos == "ADP"
        and tree.rel(a) == "case"
        and tree.tokens[a].head not in draft.words
        and (tree.tokens[b].upos in ("PART", "VERB", "AUX", "ADP", "CCONJ", "SCONJ") or tree.tokens[b].text in ",.;:)")
        for a, b in pairs
    )


def _marks_of(tree: Tree) -> set[int]:
    return {i for i, token in enumerate(tree.tokens) if token.upos == "PUNCT"}


def _unparted(tree: Tree, draft: Draft) -> Draft:
    """ "Roy was born, in Leeds", of which the day was cut, without that comma."""
    words = draft.words
    texts = [tree.tokens[w].text if isinstance(w, int) else w for w in words]
    if texts[-3:] in ([",", '"', "."], [",", "\u201d", "."]):
        words = words[:-1]
    for place in range(1, len(words) - 1):
        before, mark, after = words[place - 1 : place + 2]
        if not isinstance(mark, int) or not isinstance(after, int) or tree.tokens[mark].text != ",":
            continue
        apart = isinstance(before, int) and before != mark - 1 and tree.tokens[after].upos == "ADP"
        apart = apart and after + 1 < len(tree) and tree.low(after + 1) not in ("what", "which", "whom", "particular")
        marks = [w for w in words[:place] if isinstance(w, int) and tree.tokens[w].text == "," and w > draft.head]
        if apart and mark > draft.head and not marks:
            return replace(draft, words=(*words[:place], *words[place + 1 :]))
    return replace(draft, words=words)


def _placed(tree: Tree, draft: Draft) -> Draft:
    """ "joined the chip maker Acme in Leeds, England" as "joined Acme in Leeds": the rest is told of the names."""
    gone = {i for start, stop in places_of_places(tree) for i in range(start, stop)}
    here = set(draft.tokens())
    for start, first, stop in kinds_before_names(tree):
        if start > 0 and tree.low(start - 1) in ("the", "a", "an"):
            start -= 1
        elif start > 0 and (tree.rel(start - 1) == "nmod" or tree.low(start - 1) in _SINGLED_OUT):
            continue
        ends = stop >= len(tree) or tree.tokens[stop].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ", "VERB", "AUX")
        if ends and set(range(start, stop)) <= here:
            gone |= set(range(start, first))
    return replace(draft, words=without(draft, gone)) if gone and draft.origin != "apposition" else draft


def _apart(tree: Tree, draft: Draft) -> list[Draft]:
    """ "studied in Leeds, where he met Ray" -> "studied in Leeds", "he met Ray"; "with whom", "during which" too."""
    here = set(draft.tokens())
    for kid in sorted(here):
        if tree.tokens[kid].deprel not in ("advcl", "acl:relcl", "advcl:relcl", "ccomp") or kid <= draft.head:
            continue
        span = [i for i in tree.subtree(kid) if i in here]
        words = [i for i in span if tree.tokens[i].upos != "PUNCT"]
        small = 1 if words and tree.low(words[0]) in ("where", "as", "while") else 2
        if small == 1 and tree.low(words[0]) != "where" and not tree.set_off(kid):
            continue
        opens = small == 1 or (len(words) > 3 and tree.tokens[words[0]].upos == "ADP" and tree.low(words[1]) in _WHICH)
        subject = tree.subject(kid)
        if small == 2 and not tree.set_off(kid):
            continue  # "the reasons for which they could be moved" does not say that they could
        if small == 1 and not tree.set_off(kid) and tree.plural(tree.tokens[kid].head):
            continue  # "places where it rains"
        if not opens or draft.head in span or subject is None or subject not in words[small:] or not tree.finite(kid):
            continue
        clause = replace(draft, words=tuple(i for i in span if i >= words[small]), head=kid, origin="relative")
        return [_less(tree, draft, span), *_apart(tree, clause)]
    return [draft]


def _beside(tree: Tree, draft: Draft) -> list[Draft]:
    """The draft and the participles beside its predicate, each as a statement: "earning 50 caps", "before moving"."""
    here = set(draft.tokens())
    told: list[Draft] = []
    gone: set[int] = set()
    subject = _subject(tree, draft, here)
    if not subject or tree.negated(draft.head) or tree.lemma(draft.head) in ("die", "spend", "keep"):
        return [draft]
    for kid in sorted(tree.below(draft.head, "advcl", "parataxis")):
        span = _span(tree, kid, here)
        marks = {tree.low(i) for i in tree.below(kid, "mark", "case", "advmod") if i < kid}
        front = kid < draft.head and marks in ({"after"}, {"despite"}) and tree.set_off_or_first(kid)
        if (kid < draft.head and not front) or not span:
            continue
        if not marks <= {"before", "after", "later", "also", "eventually", "while", "despite"}:
            continue
        if not marks & {"before", "after", "while", "despite"} and not tree.set_off(kid):
            continue
        if "while" in marks and any(tree.tokens[i].text in QUOTES for i in span):
            continue
        gerunds = [kid, *(i for i in tree.below(kid, "conj") if i in here)]
        found = [_finite(tree, draft, subject, gerund, gerunds, here) for gerund in gerunds]
        if all(one is not None for one in found):
            told += [one for one in found if one is not None]
            gone |= span
    return [_less(tree, draft, gone), *told] if told else [draft]


def _relatives(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy is a singer who won a prize" -> "Roy won a prize", for what is not told so yet."""
    here, subject = set(draft.tokens()), _named(tree, draft)
    found = []
    for kid in tree.below(draft.head, "acl") if subject else ():
        span = [i for i in tree.subtree(kid) if i in here and tree.tokens[i].text != ","]
        if tree.tokens[kid].deprel != "acl:relcl" or kid not in here or not tree.finite(kid) or tree.negated(kid):
            continue
        pronoun = span[0]
        mine = tree.tokens[pronoun].head == kid and tree.rel(pronoun) == "nsubj"
        if mine and tree.low(pronoun) in ("who", "that", "which") and len(span) > 2:
            found.append(replace(draft, words=(*subject, *span[1:]), head=kid, origin="relative"))
    return found


def _named(tree: Tree, draft: Draft) -> tuple[Word, ...]:
    """The subject of a draft that says of somebody or something that it is "a" noun."""
    determiners = {tree.low(kid) for kid in tree.below(draft.head, "det")}
    if tree.tokens[draft.head].upos != "NOUN" or not determiners <= {"a", "an"}:
        return ()
    if draft.origin == "apposition":
        return draft.words[: next((k for k, w in enumerate(draft.words) if isinstance(w, str)), 0)]
    return _subject(tree, draft, set(draft.tokens())) if tree.first(draft.head, "cop") is not None else ()


def _infinitives(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy helped build the firm and sell it" -> "helped build the firm", "helped sell it"."""
    here = set(draft.tokens())
    for first in (kid for kid in tree.below(draft.head, "xcomp") if kid in here):
        others = [i for i in tree.below(first, "conj") if i in here and tree.tokens[i].upos == "VERB"]
        forms = {tree.low(i).endswith("ing") or tree.low(i) == tree.lemma(i) for i in (first, *others)}
        alike = len({tree.low(i).endswith("ing") for i in (first, *others)}) == 1
        plain = forms == {True} and alike and all(tree.subject(i) is None for i in (first, *others))
        joints = {i for other in others for i in tree.below(other, "cc")}
        if not others or not plain or {tree.low(i) for i in joints} != {"and"} or tree.first(first, "aux"):
            continue
        if not any(True for kid in tree.kids[first] if first < kid < others[0]) and others[0] - first < 4:
            first_has = tree.first(others[0], "obj", "xcomp", "ccomp") is None
            if not first_has:
                continue  # "act and produce films" share what follows, or do not: unclear
        spans = [set(tree.subtree(i)) & here for i in others]
        own = (set(tree.subtree(first)) & here) - set().union(*spans)
        own -= set(tree.below(first, "mark"))
        spans = [
            own,
            *(
                {i for i in span if i not in joints} - set(tree.below(i, "mark"))
                for i, span in zip(others, spans, strict=True)
            ),
        ]
        everything = set().union(*spans) | joints
        return [_less(tree, draft, everything - span) for span in spans]
    return [draft]


def _subject(tree: Tree, draft: Draft, here: Collection[int]) -> tuple[Word, ...]:
    """The words of a draft that name its subject."""
    own = tree.subject(draft.head)
    if own is not None and own in here and own < draft.head:
        return tuple(i for i in tree.subtree(own) if i in here)
    clause = set(tree.subtree(draft.head))
    return tuple(
        w for w in draft.words if isinstance(w, int) and w not in clause and tree.tokens[w].upos not in ("AUX", "ADV")
    )


def _finite(
    tree: Tree, draft: Draft, subject: tuple[Word, ...], gerund: int, gerunds: Sequence[int], here: set[int]
) -> Draft | None:
    """A participle as a statement, in the tense of the predicate beside it."""
    perfect = _perfect(tree, draft, subject, gerund, here)
    if perfect is not None:
        return perfect
    word, base = tree.low(gerund), base_of_gerund(tree.low(gerund), tree.lemma(gerund))
    if not word.endswith("ing") or tree.subject(gerund) is not None or tree.auxiliaries(gerund):
        return None
    if base in RESULTS | PREPOSITIONS or base in ("have", "be") or tree.negated(gerund):
        return None
    if tree.tense(draft.head) not in ("past", "present") or not set(tree.auxiliaries(draft.head)) <= here:
        return None
    form = finite_form(tree, draft.head, base, word, Frame())
    if form is None:
        return None
    later = {i for other in gerunds if other > gerund for i in tree.subtree(other)}
    small = {i for kid in tree.below(gerund, "mark", "cc", "case") if kid < gerund for i in tree.subtree(kid)}
    words = [i for i in tree.subtree(gerund) if i in here and i not in later | small]
    while words and tree.tokens[words[0]].upos in ("PUNCT", "CCONJ"):
        words.pop(0)
    return replace(
        draft,
        words=(*subject, *form[0], *words),
        head=gerund,
        origin="participle",
        changes={**draft.changes, gerund: form[1]},
    )


def _perfect(tree: Tree, draft: Draft, subject: tuple[Word, ...], verb: int, here: set[int]) -> Draft | None:
    """ "Roy is a writer, having published poems" -> "Roy has published poems"; "before being killed" too."""
    auxiliaries = tree.auxiliaries(verb)
    passive = [i for i in auxiliaries if tree.low(i) == "being"]
    if passive and auxiliaries == passive and tree.subject(verb) is None and tree.tokens[verb].upos == "VERB":
        if tree.tense(draft.head) != "past" or tree.negated(verb) or tree.low(verb).endswith("ing"):
            return None
        words = [i for i in tree.subtree(verb) if i in here and i >= passive[0]]
        was = "were" if plural_words(tree, subject) else "was"
        changes = {**draft.changes, passive[0]: was}
        return replace(draft, words=(*subject, *words), head=verb, origin="participle", changes=changes)
    if [tree.low(i) for i in auxiliaries[:1]] != ["having"] or tree.subject(verb) is not None or tree.negated(verb):
        return None
    tense = tree.tense(draft.head)
    if tense not in ("present", "past"):
        return None
    words = [i for i in tree.subtree(verb) if i in here and i >= auxiliaries[0]]
    has = (
        "had"
        if tense == "past"
        else "have"
        if any(tree.rel(i) == "conj" for i in subject if isinstance(i, int))
        else "has"
    )
    changes = {**draft.changes, auxiliaries[0]: has}
    return replace(draft, words=(*subject, *words), head=verb, origin="participle", changes=changes)


def _parts(tree: Tree, draft: Draft, here: set[int]) -> _Parts:
    chain = [i for i in predicate_chain(tree, draft.head) if i in here]
    adjuncts: list[frozenset[int]] = []
    nouns = [draft.head] if tree.tokens[draft.head].upos in ("NOUN", "PROPN") else []
    thing = tree.first(draft.head, "obj", "xcomp")
    bound = tree.lemma(draft.head) in _COMPLETED and (thing is None or tree.low(thing) in CALENDAR)
    if tree.rel(draft.head) == "conj" and draft.head in here:  # "In addition to ..., he left and wrote": of both
        first = tree.tokens[draft.head].head
        ahead = [kid for kid in tree.below(first, "obl") if kid < first or first not in here]
        shared = [_span(tree, kid, here) for kid in ahead if not _stays(tree, kid, ())]
        adjuncts += [span for span in shared if span and tree.first(min(span, default=0), "case") is None]
    for node in chain:
        nouns += [kid for kid in tree.below(node, "obj") if kid in here and kid > node]
        for kid in sorted(tree.below(node, "obl", "advcl")):
            span = _span(tree, kid, here)
            if not span or node in span or _stays(tree, kid, span):
                continue
            bare = tree.rel(kid) == "obl" and tree.first(kid, "case") is None
            if bare or all(tree.tokens[i].upos in ("ADP", "DET", "PUNCT") for i in span):
                return _Parts((), ())  # its noun, or its preposition, stands elsewhere
            if min(span) > 0 and tree.low(min(span) - 1) in _OPENERS:
                span |= {min(span) - 1}
            if adjuncts and any(tree.low(i) in _RELATIVES for i in sorted(span)[:3]):
                adjuncts[-1] |= span
                continue
            if bound and kid > node:
                bound = False
                continue
            adjuncts.append(span)
    modifiers = [span for noun in nouns for span in _modifiers(tree, noun, here)]
    modifiers = [one for one in modifiers if not any(one & other for other in adjuncts)]
    return _Parts(tuple(adjuncts), tuple(modifiers))


def _span(tree: Tree, index: int, here: Collection[int]) -> frozenset[int]:
    return frozenset(i for i in tree.subtree(index) if i in here)


def _stays(tree: Tree, kid: int, span: Collection[int]) -> bool:
    """Whether an adjunct qualifies all that is said: when, on what condition, without what."""
    marks = {tree.low(i) for i in tree.below(kid, "case", "mark")}
    told = marks & {"after", "before", "following"} and not any(tree.tokens[i].upos == "NUM" for i in tree.subtree(kid))
    if told and tree.set_off_or_first(kid):
        return False
    if marks & _STAYING_CASES:
        return True
    if tree.rel(kid) == "advcl":
        if marks & {"as", "because", "while", "where"} and tree.set_off(kid) and kid > tree.tokens[kid].head:
            return False
        dates = [i for i in tree.below(tree.tokens[kid].head, "obl") if _YEAR.match(tree.tokens[i].text)]
        if "when" in {tree.low(i) for i in tree.below(kid, "mark", "advmod")} and dates and dates[0] < kid:
            return False
        return any(tree.low(i) in ("when", "while", "until", "as", "where") for i in tree.below(kid, "mark", "advmod"))
    return is_time(tree, kid, span)


def is_time(tree: Tree, kid: int, span: Collection[int]) -> bool:
    """Whether an adjunct says when."""
    dated = tree.low(kid) in CALENDAR or bool(_YEAR.match(tree.tokens[kid].text)) or tree.lemma(kid) in _TIMES
    return dated or tree.tokens[kid].deprel in ("obl:tmod", "obl:unmarked")


def _modifiers(tree: Tree, noun: int, here: set[int]) -> list[frozenset[int]]:
    """What follows a noun and may leave it: not after "the", "first", "most", nor the "of" of a member or a part."""
    determiners = {tree.low(kid) for kid in tree.below(noun, "det", "nummod")}
    before = {tree.low(kid) for kid in tree.below(noun, "amod", "advmod")}
    loose = [kid for kid in tree.below(noun, "appos", "acl") if kid > noun and tree.set_off(kid)]
    if loose and tree.tokens[noun].upos != "PROPN":
        return [span for kid in loose if (span := _span(tree, kid, here))]
    if determiners & {"the", "this", "that", "these", "those", "all", "no", "every", "each", "any"}:
        return []
    if before & _SINGLED_OUT or any(word.endswith("est") or word == "most" for word in before):
        return []
    if tree.lemma(noun) in _HOLLOW or tree.tokens[noun].upos == "PROPN":
        return []
    if tree.lemma(noun) in SUMS_UP and tree.set_off(noun):
        return []  # "he left, a move that surprised them"
    found = []
    for kid in sorted(tree.below(noun, *_MODIFIERS)):
        span = _span(tree, kid, here)
        case = {tree.low(i) for i in tree.below(kid, "case")}
        if kid < noun or not span or "of" in case or case & _STAYING_CASES or tree.tokens[kid].deprel == "nmod:poss":
            continue
        if is_time(tree, kid, span):
            continue
        found.append(span)
    return found


def _cut(tree: Tree, draft: Draft, parts: _Parts) -> Iterable[Draft]:
    """The kernel with each adjunct, and with each modifier of its noun."""
    everything = frozenset().union(*parts.adjuncts, *parts.modifiers)
    if not everything or (len(parts.adjuncts) + len(parts.modifiers) == 1 and not parts.modifiers and not _long(draft)):
        yield draft
        tail = _tail(tree, draft)
        yield from _short(tree, draft, tail, frozenset()) if tail else ()
        return
    loose = frozenset().union(*parts.modifiers)
    for span in parts.modifiers:
        yield _home(tree, draft, span) or _less(tree, draft, everything - span)
    if _says_enough(tree, draft, everything):
        yield _less(tree, draft, everything)
    behind = [span for span in parts.adjuncts if max(span) > draft.head]
    hollow = behind and not _says_enough(tree, draft, everything)
    for span in behind if hollow else parts.adjuncts:  # "In addition to his work, Roy has appeared" says nothing
        yield _less(tree, draft, (everything - span) | loose)
        yield from _short(tree, draft, span, (everything - span) | loose)


def _home(tree: Tree, draft: Draft, span: frozenset[int]) -> Draft | None:
    """ "Roy is a singer from Japan" -> "Roy is from Japan"."""
    noun = next((i for i in sorted(span) if tree.tokens[i].head not in span), -1)
    copula = tree.first(draft.head, "cop")
    place = noun >= 0 and tree.tokens[noun].entity.endswith("LOC") and tree.tokens[noun].head == draft.head
    if not place or copula is None or {tree.low(i) for i in tree.below(noun, "case")} != {"from"}:
        return None
    subject = _subject(tree, draft, set(draft.tokens()))
    return replace(draft, words=(*subject, copula, *sorted(span))) if subject and copula in draft.words else None


def _tail(tree: Tree, draft: Draft) -> frozenset[int]:
    """The one adjunct behind a predicate that says little without it: "is known for his work in films"."""
    here = set(draft.tokens())
    behind = [kid for kid in tree.below(draft.head, "obl") if kid in here and kid > draft.head]
    behind = [kid for kid in behind if not is_time(tree, kid, ())]
    return _span(tree, behind[0], here) if len(behind) == 1 else frozenset()


def _short(tree: Tree, draft: Draft, span: frozenset[int], gone: frozenset[int]) -> Iterable[Draft]:
    """A statement whose adjunct goes without what modifies its noun: "for his work" of "for his work in films"."""
    noun = next((i for i in sorted(span) if tree.tokens[i].head not in span), None)
    if noun is None or tree.rel(noun) != "obl":
        return
    modifiers = _modifiers(tree, noun, set(draft.tokens()))
    if modifiers:
        yield _less(tree, draft, gone.union(*modifiers))


def _says_enough(tree: Tree, draft: Draft, gone: Collection[int]) -> bool:
    """Whether a predicate says something without what may leave it: an object, or a noun after a copula."""
    if tree.tokens[draft.head].upos in ("NOUN", "ADJ"):
        return tree.low(draft.head) not in _HOLLOW_TRAITS
    here = set(draft.tokens()) - set(gone)
    verbs = (draft.head, tree.tokens[draft.head].head) if tree.rel(draft.head) == "conj" else (draft.head,)
    times = (kid for verb in verbs for kid in tree.below(verb, "obl"))
    dated = any(kid in here and is_time(tree, kid, _span(tree, kid, here)) for kid in times)
    if dated and tree.lemma(draft.head) not in _COMPLETED:
        return True
    if tree.low(draft.head) in _DONE_TO and any(tree.tokens[kid].deprel == "aux:pass" for kid in tree.kids[draft.head]):
        return True
    whole = any(tree.first(i, "obj", "xcomp", "ccomp") is not None for i in predicate_chain(tree, draft.head))
    left = [i for i in draft.tokens() if i >= draft.head and i not in gone and tree.tokens[i].upos in _CONTENT]
    whole = whole or any(tree.tokens[i - 1].upos == "ADP" and tree.tokens[i].head != draft.head for i in left)
    return whole and len(left) >= 2 and tree.lemma(draft.head) != "spend"


def _long(draft: Draft) -> bool:
    return len(draft.words) > 5


def _less(tree: Tree, draft: Draft, gone: Collection[int]) -> Draft:
    """The draft without some words and the commas that set them off."""
    marks = {
        i
        for i in draft.tokens()
        if tree.tokens[i].text in (",", "\u2014", "\u2013", "--")
        and (i + 1 in gone or (i - 1 in gone and min(gone) == 0))
    }
    words = without(draft, set(gone) | marks)
    changes = dict(draft.changes)
    for word in words:
        an = isinstance(word, int) and tree.low(word) in ("a", "an") and tree.tokens[word].upos == "DET"
        if isinstance(word, int) and an and changes.get(word) != "the":
            changes[word] = article_before(tree, words, word)
    return replace(draft, words=words, changes=changes)
