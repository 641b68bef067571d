"""Clauses cut from their sentence: relative, participial, adverbial and parenthetical ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.statements.attribution import said_clause
from factcheck.statements.drafts import Detached, Expand, Frame, noun_phrase, with_marks
from factcheck.statements.inflection import base_of_gerund, past, past_participle, third_person
from factcheck.statements.lexicon import CONDITIONS, CONTRASTS, PREPOSITIONS, PRESUPPOSED, RESULTS, SAY, SUMS_UP, TITLES
from factcheck.statements.persons import calls_a_person
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import MODALS, Tree

_CONNECTIVES = (
    CONDITIONS | CONTRASTS | PRESUPPOSED | frozenset("as until till where whenever how why that just only".split())
)
_SCENE = frozenset("in on at during since by until from after before within under through".split())
_MINDS = frozenset("know hope feel guess hear see understand realize fear wish mean bet swear".split())
_ASKED = frozenset("ask tell inform press question grill query remind".split())
_OPEN_QUOTES = frozenset(['"', "\u201c", "\u2018", "'", "``", "''"])
_DASHES = ("\u2014", "\u2013", "--", "-")
_EACH = frozenset("all both some most many each several few".split())
_STATES = frozenset("know base locate headquarter call name value own back respect regard specialize".split())
"""Participles that tell what is, not what happened."""
_BE = frozenset("is are was were be been being am 's 're".split())
_HAVE = frozenset("has have had 've".split())


def relative(tree: Tree, part: int, frame: Frame, expand: Expand) -> Detached:
    """ "Acme, which was founded in 1998, ..." -> "Acme was founded in 1998"; defining clauses stay."""
    noun = tree.tokens[part].head
    span = tree.subtree(part)
    joined = [kid for kid in tree.below(noun, "conj") if kid < span[0]]
    if joined:  # "Roy and Ray, who was charged": the nearer one, when the verb is singular
        word = tree.low(next(iter(tree.auxiliaries(part)), part))
        if word not in ("is", "was", "has") or tree.plural(joined[-1]):
            return Detached()
        noun = joined[-1]
    noun = _thing_before(tree, noun, span)
    if not _adjacent(tree, noun, span):
        return Detached()
    pronouns = [i for i in span if tree.low(i) in ("which", "who", "whose", "whom") and i < part + 1]
    if (
        len(pronouns) != 1
        or not tree.set_off(part)
        or not tree.finite(part)
        or tree.tokens[noun].upos not in ("NOUN", "PROPN")
    ):
        return Detached()
    pronoun = pronouns[0]
    relation = tree.rel(pronoun)
    antecedent: tuple[Word, ...] = noun_phrase(tree, noun)
    if tree.lemma(part) in SUMS_UP and tree.first(part, "cop") is not None:
        return Detached()  # "which is a large number" may be said of all that went before
    if tree.tokens[pronoun + 1].text[:1] in "'\u2019":
        return Detached()
    if any(True for _ in tree.below(pronoun, "case")) or pronoun != next(
        i for i in span if tree.tokens[i].upos != "PUNCT"
    ):
        return Detached()
    edges = frame.skip | _edges(tree, span)
    if tree.low(pronoun) == "who" and not person_like(tree, noun):
        return Detached()
    if tree.low(pronoun) == "which" and (tree.tokens[noun].entity.endswith("PER") or calls_a_person(tree, noun)):
        return Detached()  # "her time as a diplomat, which"
    if (
        not antecedent
        or tree.low(min(noun, *(w for w in antecedent if isinstance(w, int)))) in _EACH
        or _rival(tree, noun, span, part, tree.low(pronoun))
    ):
        return Detached()
    if tree.low(pronoun) == "whose":
        swap = {pronoun: (*antecedent, "'" if tree.plural(noun) else "'s")}
    elif relation == "nsubj" and tree.tokens[pronoun].head == part and agrees(tree, noun, part):
        swap = {pronoun: antecedent}
    elif relation == "obj" and tree.tokens[pronoun].head == part and tree.first(part, "xcomp", "ccomp", "obl") is None:
        swap = {pronoun: (), part: (part, *antecedent)}
    else:
        return Detached()
    drafts = expand(part, replace(frame, origin="relative", swap=swap, skip=edges))
    return Detached(tuple(drafts), with_marks(tree, span))


def _thing_before(tree: Tree, noun: int, span: Sequence[int]) -> int:
    """ "the part of Jo Ray in Rome, which": no person is a "which", so the name of a thing right before it."""
    words = [i for i in span if tree.tokens[i].upos != "PUNCT"]
    if not words or tree.low(words[0]) != "which" or not tree.tokens[noun].entity.endswith("PER"):
        return noun
    last = next((i for i in range(words[0] - 1, -1, -1) if tree.tokens[i].upos != "PUNCT"), -1)
    named = [(a, b) for a, b, kind in tree.entity_spans() if a <= last < b and kind != "PER"]
    return (
        next((i for i in range(*named[0]) if not named[0][0] <= tree.tokens[i].head < named[0][1]), noun)
        if named
        else noun
    )


def _rival(tree: Tree, noun: int, span: list[int], part: int, pronoun: str) -> bool:
    """Whether the noun right before the clause may be meant instead: "the question in this episode, which began"."""
    if pronoun == "which" and _told_about(tree, noun, part):
        return True
    last = next((i for i in range(span[0] - 1, noun, -1) if tree.tokens[i].upos != "PUNCT"), noun)
    if last == noun or tree.tokens[last].upos not in ("NOUN", "PROPN") or tree.tokens[noun].entity != "O":
        return False
    top = next((i for i in (last, *tree.ancestors(last)) if tree.tokens[i].head == noun), last)
    if tree.rel(top) not in ("nmod", "obl", "acl") or tree.set_off(top):
        return False
    if pronoun == "who":
        return person_like(tree, last)
    return agrees(tree, last, part)


def _told_about(tree: Tree, noun: int, part: int) -> bool:
    """Whether a noun says what another one is about, which "which" may mean: "information about the inquiry"."""
    up, case = tree.tokens[noun].head, {tree.low(i) for i in tree.below(noun, "case")}
    if up < 0 or not case & {"about", "on", "regarding"} or tree.tokens[noun].entity != "O":
        return False
    thing = up if tree.rel(noun) == "nmod" else tree.first(up, "obj")
    return thing is not None and thing < noun and tree.tokens[thing].upos == "NOUN" and agrees(tree, thing, part)


def defining(tree: Tree, part: int, subject: tuple[Word, ...], frame: Frame, expand: Expand) -> Detached:
    """ "Jo Ray is a lawyer who lives in Rome" -> "Jo Ray lives in Rome": what defines one of a kind is true of it."""
    noun, span = tree.tokens[part].head, tree.subtree(part)
    if not _one_of_a_kind(tree, noun, subject):
        return Detached()
    pronoun = span[0]
    if tree.low(pronoun) not in ("who", "that", "which") or not _is_subject_of(tree, pronoun, part):
        return Detached()
    if not tree.finite(part) or not agrees(tree, noun, part) or tree.negated(noun):
        return Detached()
    return Detached(tuple(expand(part, replace(frame, origin="relative", swap={pronoun: subject}))), frozenset(span))


def _one_of_a_kind(tree: Tree, noun: int, subject: tuple[Word, ...]) -> bool:
    """Whether somebody or something named is said to be "a" noun."""
    named = [w for w in subject if isinstance(w, int)]
    known = any(tree.tokens[i].entity.endswith(("PER", "ORG")) or tree.low(i) in ("he", "she") for i in named)
    first = tree.tokens[noun].head if tree.rel(noun) == "conj" else noun
    articles = {tree.low(kid) for one in (noun, first) for kid in tree.below(one, "det")}
    return known and bool(articles) and articles <= {"a", "an"} and tree.tokens[noun].upos == "NOUN"


_HOW_KNOWN = frozenset("best well also perhaps most widely commonly primarily mainly chiefly".split())


def trait(tree: Tree, part: int, subject: tuple[Word, ...], frame: Frame, expand: Expand) -> Detached:
    """ "Jo Ray is a writer born in Leeds" -> "Jo Ray was born in Leeds"."""
    noun, span, lemma = tree.tokens[part].head, tree.subtree(part), tree.lemma(part)
    if not _one_of_a_kind(tree, noun, subject) or tree.negated(noun) or tree.tokens[part].upos != "VERB":
        return Detached()
    word = tree.low(part)
    if word.endswith("ing") or not _bare_participle(tree, part) or lemma in PREPOSITIONS | RESULTS:
        return Detached()
    degrees = {i for i in tree.below(part, "advmod") if i < part and tree.low(i) in _HOW_KNOWN}
    before = {i for i in span if i < part and tree.tokens[i].upos != "PUNCT"}
    if tree.first(part, "obl", "xcomp", "advcl") is None or not before <= degrees:
        return Detached()
    present = tree.tense(tree.tokens[noun].head if tree.rel(noun) == "conj" else noun) == "present" and (
        lemma in _STATES or word == "known"
    )
    edges = frame.skip | _edges(tree, span)
    inner = replace(frame, origin="participle", subject=subject, before=("is" if present else "was",), skip=edges)
    return Detached(tuple(expand(part, inner)), with_marks(tree, span))


def _is_subject_of(tree: Tree, pronoun: int, verb: int) -> bool:
    return tree.rel(pronoun) == "nsubj" and tree.tokens[pronoun].head == verb


def where(tree: Tree, part: int, frame: Frame, expand: Expand) -> Detached:
    """ "He studied at Leeds, where he met Ray" -> "At Leeds he met Ray"; only for names of places and bodies."""
    noun, span = tree.tokens[part].head, tree.subtree(part)
    words = [i for i in span if tree.tokens[i].upos != "PUNCT"]
    kind, antecedent = tree.tokens[noun].entity, noun_phrase(tree, noun)
    if not words or tree.low(words[0]) != "where" or not tree.set_off(part) or not _adjacent(tree, noun, span):
        return Detached()
    if not kind.endswith(("LOC", "ORG")) or not tree.finite(part) or tree.subject(part) is None:
        return Detached()
    case = next((tree.low(i) for i in tree.below(noun, "case")), "")
    place = case if case in ("in", "at", "on") else "in" if kind.endswith("LOC") else "at"
    edges = frame.skip | _edges(tree, span)
    inner = replace(frame, origin="relative", swap={words[0]: (place, *antecedent, ",")}, skip=edges)
    return Detached(tuple(expand(part, inner)), with_marks(tree, span))


def _adjacent(tree: Tree, noun: int, span: list[int]) -> bool:
    """Whether nothing but a comma stands between a noun phrase and a clause that modifies it."""
    before = [i for i in tree.subtree(noun) if i < span[0] and tree.tokens[i].upos != "PUNCT"]
    return bool(before) and all(tree.tokens[i].upos == "PUNCT" for i in range(before[-1] + 1, span[0]))


def person_like(tree: Tree, noun: int) -> bool:
    """Whether "who" can stand for a noun."""
    low = tree.lemma(noun)
    return (
        tree.tokens[noun].upos == "PROPN"
        or tree.tokens[noun].entity != "O"
        or low in TITLES
        or low.endswith(("er", "or", "ist", "man", "woman", "men", "women", "person", "people", "ian", "ant", "ent"))
        or low in ("critic", "official", "aide", "voter", "victim", "friend", "ally", "wife", "husband", "son", "child")
    )


def agrees(tree: Tree, noun: int, verb: int) -> bool:
    """Whether the first finite word of a relative clause fits the number of the noun."""
    finite = next(iter(tree.auxiliaries(verb)), verb)
    word = tree.low(finite)
    conjoined = any(True for _ in tree.below(noun, "conj"))
    many = tree.tokens[noun].upos == "NOUN" and tree.plural(noun) and not conjoined
    if word in ("are", "were", "have", "do") or (
        finite == verb and word == tree.lemma(verb) and tree.tense(verb) == "present"
    ):
        return many
    if word in ("is", "was", "has", "does") or (
        finite == verb and word.endswith("s") and tree.tense(verb) == "present"
    ):
        return not many
    return True


def noun_participle(tree: Tree, part: int, frame: Frame, expand: Expand) -> Detached:
    """ "The deal, announced on June 12, ..." -> "The deal was announced on June 12"."""
    noun, word = tree.tokens[part].head, tree.low(part)
    if not tree.set_off(part) or tree.tokens[noun].upos not in ("NOUN", "PROPN") or tree.tokens[part].upos != "VERB":
        return Detached()
    if not _bare_participle(tree, part) or word.endswith("ing") or tree.lemma(part) in PREPOSITIONS | RESULTS:
        return Detached()
    phrase = noun_phrase(tree, noun)
    if (
        not phrase
        or not _definite(tree, phrase)
        or _one_of(tree, noun)
        or not _adjacent(tree, noun, tree.subtree(part))
    ):
        return Detached()
    copula = "is" if tree.lemma(part) in ("value", "know", "call", "locate", "headquarter", "name") else "was"
    if tree.plural(noun):
        copula = {"is": "are", "was": "were"}[copula]
    span = tree.subtree(part)
    edges = frame.skip | _edges(tree, span)
    inner = replace(frame, origin="participle", subject=phrase, before=(copula,), skip=edges)
    return Detached(tuple(expand(part, inner)), with_marks(tree, span))


def adverbial(
    tree: Tree,
    part: int,
    head: int,
    subject: tuple[Word, ...],
    frame: Frame,
    expand: Expand,
    fine: bool,
    outer: Frame,
) -> Detached:
    """Adverbial clauses: contrasts are cut off, told facts after "after", "since" are repeated, conditions stay."""
    marks = {tree.low(mark) for mark in tree.below(part, "mark", "advmod") if mark < part}
    marks &= _CONNECTIVES
    span = tree.subtree(part)
    if marks & CONDITIONS or tree.tense(head) == "infinitive":
        return Detached()
    if tree.subject(part) is not None and tree.finite(part) and tree.subject(part) in span:
        opening = frame.skip | _before_the_clause(tree, part, span, marks) | _result_after(tree, part)
        inner = replace(frame, origin="adverbial", skip=opening)
        if (
            marks & CONTRASTS
            and "as" not in marks
            and _at_edge_with_comma(tree, span)
            and "even if" not in tree.text.lower()
        ):
            return Detached(tuple(expand(part, inner)), with_marks(tree, span))
        if fine and marks & PRESUPPOSED and _told(tree, part, head, marks):
            return Detached(tuple(expand(part, inner)))
        return Detached()
    if (
        not fine
        or not subject
        or outer.swap
        or any(True for _ in tree.below(part, "mark", "case"))
        or not tree.set_off_or_first(part)
    ):
        return Detached()
    return _participle(tree, part, head, subject, frame, expand, outer)


def _before_the_clause(tree: Tree, part: int, span: list[int], marks: set[str]) -> set[int]:
    """The conjunction of an adverbial clause and what stands before it: "just days after"."""
    last = max((kid for kid in tree.kids[part] if kid < part and tree.low(kid) in marks), default=-1)
    return {index for index in span if index <= last}


def _result_after(tree: Tree, part: int) -> set[int]:
    """A participle after a comma at the end: more likely the result of the main clause than of this one."""
    return {
        index
        for kid in tree.below(part, "advcl")
        if kid > part and tree.set_off(kid) and tree.low(kid).endswith("ing")
        for index in with_marks(tree, tree.subtree(kid))
    }


def _told(tree: Tree, part: int, head: int, marks: set[str]) -> bool:
    """Whether an adverbial clause is itself told as a fact: past, or present beside a present."""
    tense, main = tree.tense(part), tree.tense(head)
    if "before" in marks:  # not "fired before they were eligible", "died before he finished"
        own, other = tree.subject(part), tree.subject(head)
        named = own is not None and other is not None and tree.tokens[own].upos in ("NOUN", "PROPN")
        if not named or tree.low(own or 0) == tree.low(other or 0) or tree.tokens[part].upos != "VERB":
            return False
        return tense == "past" and main == "past"
    if "once" in marks or "when" in marks:
        return tense == "past" and main == "past"
    return tense == "past" or (tense == "present" and main == "present" and bool(marks & {"because", "since", "as"}))


def _participle(
    tree: Tree, part: int, head: int, subject: tuple[Word, ...], frame: Frame, expand: Expand, outer: Frame
) -> Detached:
    """ "Founded in 2016, Acme ..." -> "Acme was founded in 1998"; "..., taking a stake" -> "Borel took a stake"."""
    lemma, word, span = tree.lemma(part), tree.low(part), tree.subtree(part)
    if tree.tokens[part].upos != "VERB" or not _bare_participle(tree, part) or lemma in PREPOSITIONS:
        return Detached()
    if any(tree.tokens[i].upos not in ("PUNCT", "ADV") for i in span if i < part):
        return Detached()
    beside = [kid for kid in tree.below(head, "obl") if kid < part and tree.first(kid, "case") is not None]
    accompanied = any(tree.low(case) == "with" for kid in beside for case in tree.below(kid, "case"))
    if accompanied and head < part and word.endswith("ing"):
        return Detached()  # "it ended with Ray writing a letter": it is Ray who writes
    edges = frame.skip | _edges(tree, span)
    inner = replace(frame, origin="participle", subject=subject, skip=edges)
    if not word.endswith("ing"):
        edge = span[0] - (tree.tokens[span[0]].upos != "PUNCT")
        if part > head and tree.tokens[edge].text in _DASHES and tree.tokens[edge - 1].upos in ("NOUN", "PROPN"):
            return Detached()  # "seized on the texts -- exchanged in 2016 --": said of the noun
        if lemma in RESULTS or tree.first(part, "obl", "obl:agent", "xcomp") is None:
            return Detached()
        if lemma in _ASKED and tree.first(part, "ccomp", "obj", "xcomp") is None:
            return Detached()
        tense = "is" if tree.tense(head) in ("present", "modal") else "was"
        plural = plural_words(tree, subject)
        copula = {"is": "are", "was": "were"}[tense] if plural else tense
        return Detached(tuple(expand(part, replace(inner, before=(copula,)))), with_marks(tree, span))
    if lemma in SAY:
        spoken = said_clause(tree, part, tuple(w for w in subject if isinstance(w, int)))
        return Detached(tuple(expand(part, inner)), with_marks(tree, span)) if spoken is not None else Detached()
    base = base_of_gerund(word, lemma)
    if (
        base in RESULTS | PREPOSITIONS
        or base in ("have", "be")
        or tree.first(part, "obj", "obl", "xcomp") is None
        or tree.negated(head)
    ):
        return Detached()
    if any(tree.low(kid).endswith("ing") for kid in tree.below(part, "conj")):
        return Detached()
    finite = finite_form(tree, head, base, word, outer)
    if finite is None or (part < head and tree.tense(head) == "modal"):
        return Detached()
    before, form = finite
    return Detached(tuple(expand(part, replace(inner, before=before, changes={part: form}))), with_marks(tree, span))


def finite_form(tree: Tree, head: int, base: str, gerund: str, frame: Frame) -> tuple[tuple[Word, ...], str] | None:
    """Auxiliaries and form that give a participle the tense of the main verb."""
    auxiliaries: list[Word] = [aux for aux in tree.auxiliaries(head) if aux < head] or list(frame.before)
    if not auxiliaries:
        tense = tree.tense(head)
        if tense not in ("present", "past"):
            return None
        form = third_person(base) if tree.low(head).endswith("s") else base
        return (), past(base, gerund) if tense == "past" else form
    words = [tree.low(word) if isinstance(word, int) else word for word in auxiliaries]
    if words[0] in MODALS:
        return tuple(auxiliaries[:1]), base
    if words[0] in _HAVE:
        return tuple(auxiliaries[:1]), past_participle(base, gerund)
    if words[-1] in _BE and tree.low(head).endswith("ing") and tree.tokens[head].upos == "VERB":
        return tuple(auxiliaries), gerund
    if words[0] in ("was", "were", "did"):
        return (), past(base, gerund)
    if words[0] in ("is", "'s", "does"):
        return (), third_person(base)
    return ((), base) if words[0] in ("are", "'re", "do") else None


def parenthetical(tree: Tree, part: int, frame: Frame, expand: Expand) -> Detached:
    """A clause beside the clause, with a subject and a tense of its own."""
    if tree.subject(part) is None or not tree.is_predicate(part) or not tree.finite(part):
        return Detached()
    if tree.low(tree.subject(part) or 0) in ("i", "you") or tree.lemma(part) in SAY:
        return Detached()
    up, opening = tree.tokens[part].head, tree.subtree(part)[0]
    if any(tree.tokens[i].text in _OPEN_QUOTES for i in (opening - 1, opening) if i >= 0) and up < part:
        return Detached()  # what is quoted completes the clause that quotes it
    complements = ("obj", "iobj", "obl", "xcomp", "ccomp", "cop", "advmod", "advcl")
    if up < part and up >= 0 and tree.tokens[up].upos == "VERB" and tree.first(up, *complements) is None:
        return Detached()  # a verb left with nothing after it: what looks beside it completes it
    if up >= 0 and tree.lemma(up) in SAY | _MINDS and part > up and tree.first(up, "ccomp", "obj") is None:
        return Detached()  # "I believe in my heart, if we win, we have to change"
    span = tree.subtree(part)
    if "so" in {tree.low(i) for i in span[:2]} and up < part and _conditional(tree, up):
        return Detached()  # "If A wins, B will lose, so C may stay": what follows holds on the same condition
    if not tree.set_off(part) and (span[0] == 0 or tree.tokens[span[0] - 1].upos != "PUNCT"):
        return Detached()
    return Detached(tuple(expand(part, replace(frame, origin="parenthesis"))), with_marks(tree, span))


def sets_the_scene(tree: Tree, index: int) -> bool:
    """Whether an adjunct in front says when, where or on what condition."""
    if tree.rel(index) == "advcl":
        return bool(
            {tree.low(mark) for mark in tree.below(index, "mark")} & (CONDITIONS | {"after", "before", "when", "until"})
        )
    if tree.tokens[index].deprel in ("obl:tmod", "obl:unmarked", "obl:npmod"):
        return True
    return bool({tree.low(case) for case in tree.below(index, "case")} & _SCENE)


def _conditional(tree: Tree, verb: int) -> bool:
    """Whether a clause holds on a condition only: "if", "unless", "provided that"."""
    clauses = tree.below(verb, "advcl") if verb >= 0 else ()
    return any(tree.low(i) in CONDITIONS for kid in clauses for i in (kid, *tree.below(kid, "mark")))


def _edges(tree: Tree, span: list[int]) -> set[int]:
    """Commas, dashes and brackets at the ends of a clause."""
    ends = {i for i in (span[0], span[-1]) if tree.tokens[i].text in (",", ";", ":", "\u2014", "\u2013", "--", "-")}
    if tree.tokens[span[0]].text == "(" and tree.tokens[span[-1]].text == ")":
        ends |= {span[0], span[-1]}
    return ends


def _bare_participle(tree: Tree, index: int) -> bool:
    return not tree.auxiliaries(index) and tree.subject(index) is None


def _one_of(tree: Tree, noun: int) -> bool:
    """Whether a noun stands after "one of the", where what follows is said of the one."""
    up = tree.tokens[noun].head
    of = any(tree.low(case) == "of" for case in tree.below(noun, "case"))
    return up >= 0 and of and (tree.low(up) in ("one", "some", "many", "most", "all") or tree.tokens[up].upos == "NUM")


def _definite(tree: Tree, phrase: tuple[int, ...]) -> bool:
    first = tree.tokens[phrase[0]]
    return (
        first.upos == "PROPN"
        or tree.low(phrase[0]) in ("the", "this", "that", "these", "its", "their", "his", "her")
        or any(tree.tokens[i].entity != "O" for i in phrase)
    )


def plural_words(tree: Tree, words: tuple[Word, ...]) -> bool:
    members = {word for word in words if isinstance(word, int)}
    head = next((i for i in sorted(members) if tree.tokens[i].head not in members), None)
    return head is not None and tree.plural(head)


def _at_edge_with_comma(tree: Tree, span: list[int]) -> bool:
    """Whether the clause opens the sentence, or a comma sets it off."""
    lead = all(tree.tokens[i].upos in ("PUNCT", "CCONJ", "ADV") for i in range(span[0]))
    commas = {",", "\u2014", "\u2013", ";"}
    before = tree.tokens[span[0]].text in commas or (span[0] > 0 and tree.tokens[span[0] - 1].text in commas)
    after = tree.tokens[span[-1]].text in commas or (
        span[-1] + 1 < len(tree) and tree.tokens[span[-1] + 1].text in commas
    )
    return before or (lead and after)
