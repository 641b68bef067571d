"""Clauses and examples that leave a statement of the finest level, and stand by themselves where it is clear of what.

"Copper is soft, so it bends, because ..." is read as what it is made of. A clause leaves only where what is left is
said all the same: a reason, a result, what a comma sets off, and what is told of a noun that "a" or a name identifies.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from factcheck.statements.clauses import agrees, finite_form, person_like
from factcheck.statements.dated_titles import each_dated
from factcheck.statements.distribution import QUOTES
from factcheck.statements.drafts import Draft, Frame, half_bracketed, noun_phrase, with_marks
from factcheck.statements.examples import examples_within
from factcheck.statements.inflection import base_of_gerund
from factcheck.statements.joined import (
    each_order,
    included_deeds,
    included_each,
    joined_predicate,
    said_each,
    subject_words,
    to_each,
    trait_behind,
    unheaded,
)
from factcheck.statements.lexicon import CONDITIONS, NEGATIONS, SAY, SUMS_UP
from factcheck.statements.modality import modality, predicate_chain
from factcheck.statements.openness import less_is_true
from factcheck.statements.persons import calls_a_person
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import Tree
from factcheck.statements.trimming import cut
from factcheck.types import Modality

Rule = Callable[[Tree, Draft], "list[Draft] | None"]
_MOST = 8
_LIMITS_A_REASON = frozenset("only just simply merely partly mainly largely solely even not more less so n't".split())
_EVERY = frozenset("all any no every each most those these that this the such few some".split())
_WANTS = frozenset("want need seek hope wish imagine require lack search look prefer like love hate fear".split())
"""Verbs of whose object nothing is told: a car that somebody wants need not be there."""
_OWN_DOING = frozenset("lead leave help create give earn call describe address score open feature cover".split())
"""Participles after a comma whose subject a person is, where an event could be that of a firm's."""
_BRINGS_ABOUT = frozenset("make allow enable help cause create give provide ensure improve reduce increase".split())
_FINDS = frozenset("find say note argue claim add explain state conclude declare rule".split())
_IT = frozenset("it him her them".split())


def loosened(tree: Tree, draft: Draft) -> list[Draft]:
    """The draft as what it is made of, and itself where its parts do not say all of it."""
    if draft.origin in ("title", "apposition") or tree.text.rstrip().endswith("?"):
        return [draft]
    if draft.origin == "whole":
        if _may_be_said(tree, draft):
            return [draft]
        apart = loosened(tree, replace(draft, origin="main"))
        return [draft if one.words == draft.words else one for one in apart]
    found: list[Draft] = []
    waiting, seen = [draft], {draft.words}
    while waiting:
        one = waiting.pop(0)
        parts = next((parts for rule in RULES if (parts := rule(tree, one)) is not None), None)
        parts = [part for part in parts or () if part.words == one.words or part.words not in seen]
        if not parts or len(found) + len(waiting) > _MOST:
            found.append(one)
            continue
        seen |= {part.words for part in parts}
        found += [part for part in parts if part.words == one.words]
        waiting += [part for part in parts if part.words != one.words]
    return found


def _may_be_said(tree: Tree, draft: Draft) -> bool:
    """Whether somebody's words, or who says them, stand in a sentence that was kept whole."""
    words = draft.tokens()
    return any(tree.lemma(i) in SAY | {"accord"} or tree.tokens[i].text in QUOTES for i in words)


def _reason(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Roy left because he was ill" -> also "Roy left"."""
    here = set(draft.tokens())
    for kid, span in _adverbial(tree, draft, here):
        first = _first_word(tree, span)
        before = tree.low(first - 1) if first > 0 else ""
        if tree.low(first) != "because" or first + 1 not in span or tree.low(first + 1) == "of":
            continue
        rest = here - set(span)
        denied = any(tree.low(i) in NEGATIONS | {"only"} for i in rest)
        if before in _LIMITS_A_REASON or (denied and not tree.set_off(kid)):
            continue
        if tree.tokens[draft.head].upos != "AUX" and _says_something(tree, draft, span):
            return [_leave(tree, draft, span), draft]
    return None


def _brings_about(tree: Tree, draft: Draft, base: str) -> bool:
    """Whether what an event brings about is the subject's work too: of what somebody does to something, or is."""
    passive = any(tree.tokens[kid].deprel == "aux:pass" for kid in tree.kids[draft.head])
    does = tree.first(draft.head, "obj", "cop") is not None and not passive
    return does and base in _BRINGS_ABOUT


def _as(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "As Roy reads, he learns" -> also "Roy reads", "He learns": told both, at the same time."""
    here = set(draft.tokens())
    for kid, span in _adverbial(tree, draft, here):
        first, subject = _first_word(tree, span), tree.subject(kid)
        if tree.low(first) not in ("as", "while") or tree.rel(first) != "mark" or not tree.set_off_or_first(kid):
            continue
        if subject is None or subject <= first or subject > kid or not tree.finite(kid) or tree.lemma(kid) in SAY:
            continue
        if tree.tense(kid) not in ("past", "present") or tree.low(first + 1) in ("if", "though", "long", "soon", "far"):
            continue
        plain = tree.first(kid, "obj", "obl", "cop", "advmod") is not None and tree.tokens[kid].upos != "AUX"
        if plain and less_is_true(tree, draft, here) and _says_something(tree, draft, span):
            words = tuple(_unmarked(tree, [i for i in span if i > first]))
            return [_leave(tree, draft, span), draft, replace(draft, words=words, head=kid, origin="adverbial")]
    return None


def _until(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Roy lived there until his family moved" -> also "His family moved": told, where both are past."""
    here = set(draft.tokens())
    for kid, span in _adverbial(tree, draft, here):
        first, subject = _first_word(tree, span), tree.subject(kid)
        if tree.low(first) != "until" or kid < draft.head or subject is None or not first < subject < kid:
            continue
        past = tree.tense(kid) == "past" and tree.tense(draft.head) == "past"
        if past and tree.finite(kid) and len(span) > 3 and less_is_true(tree, draft, here):
            words = tuple(_unmarked(tree, [i for i in span if i > first]))
            return [draft, replace(draft, words=words, head=kid, origin="adverbial")]
    return None


def _result(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Copper is soft, so it bends" -> "Copper is soft", "It bends"."""
    here = set(draft.tokens())
    for kid, span in _adverbial(tree, draft, here):
        first, subject = _first_word(tree, span), tree.subject(kid)
        if tree.low(first) != "so" or tree.low(first + 1) == "that" or kid < draft.head or not tree.set_off(kid):
            continue
        if subject is None or not first < subject < kid or not tree.finite(kid) or len(span) < 4:
            continue
        if any(tree.low(i) in CONDITIONS for i in here - set(span)):
            continue
        if tree.tense(kid) == "modal" and tree.first(draft.head, "cop") is None:
            continue  # "he called, so we can talk": what for
        words = _unmarked(tree, [i for i in span if i > first])
        clause = replace(draft, words=tuple(words), head=kid, origin="coordinated")
        return [_leave(tree, draft, span), clause]
    return None


def _beside(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Acme is small, making it a good choice" -> "Acme is small", "Acme is a good choice"."""
    here = set(draft.tokens())
    for kid, span in _adverbial(tree, draft, here, said=True):
        word = tree.low(kid)
        if kid < draft.head or not word.endswith("ing") or not tree.set_off(kid) or kid != _first_word(tree, span):
            continue
        if tree.auxiliaries(kid) or tree.subject(kid) is not None or tree.tokens[kid].upos != "VERB":
            continue
        if any(tree.low(i) in CONDITIONS for i in here - set(span)):
            continue
        lower = tree.tokens[kid].head not in predicate_chain(tree, draft.head)
        if lower and not _found_by(tree, draft, kid):
            continue
        beside = [k for k in tree.below(draft.head, "obl") if draft.head < k < kid]
        if any(tree.low(i) == "with" for k in beside for i in tree.below(k, "case")):
            continue  # "it ended with some -- all lawyers -- arguing"
        told = _made(tree, draft, kid, span) or _done(tree, draft, kid, span)
        closed = not less_is_true(tree, draft, here)
        if told is not None or (closed and _says_something(tree, draft, span)):
            return [_leave(tree, draft, span), *([draft] if told is None else [told])]
    return None


def _made(tree: Tree, draft: Draft, verb: int, span: Sequence[int]) -> Draft | None:
    """ ", making it a good choice" as what the subject is."""
    thing, trait = tree.first(verb, "obj"), tree.first(verb, "xcomp")
    subject = subject_words(tree, draft)
    if tree.low(verb) != "making" or thing is None or trait is None or not subject or tree.low(thing) not in _IT:
        return None
    noun = tree.subject(draft.head)
    person = noun is not None and (tree.tokens[noun].entity.endswith("PER") or tree.low(noun) in ("he", "she"))
    if noun is None or person != (tree.low(thing) in ("him", "her")) or tree.tokens[trait].upos not in ("NOUN", "ADJ"):
        return None
    if tree.plural(noun) != (tree.low(thing) == "them") or thing != verb + 1:
        return None
    if tree.tokens[trait].upos == "ADJ" and any(tree.tense(i) == "infinitive" for i in span):
        return None  # "making it easy for users to write": what is easy is writing
    tense = {"present": "is", "past": "was"}.get(tree.tense(draft.head))
    if tense is None or tree.negated(draft.head):
        return None
    copula = {"is": "are", "was": "were"}[tense] if tree.plural(noun) else tense
    words = (*subject, copula, *_unmarked(tree, [i for i in span if i > thing]))
    return replace(draft, words=words, head=trait, origin="participle")


def _done(tree: Tree, draft: Draft, verb: int, span: Sequence[int]) -> Draft | None:
    """ ", leading teams" of a person, ", finding that the law stands" of anybody, in the tense of the predicate."""
    subject, noun = subject_words(tree, draft), tree.subject(draft.head)
    base = base_of_gerund(tree.low(verb), tree.lemma(verb))
    if not subject or noun is None or tree.negated(draft.head) or tree.tense(draft.head) not in ("past", "present"):
        return None
    person = tree.tokens[noun].entity.endswith("PER") or tree.low(noun) in ("he", "she")
    if (base == "leave" and tree.low(verb + 1) != "behind") or (base == "lead" and tree.low(verb + 1) == "to"):
        return None  # "Roy was the last to go, leaving Acme without a head"
    finds = base in _FINDS and tree.first(verb, "ccomp") is not None
    has_object = tree.first(verb, "obj", "obl") is not None
    if not finds and not (has_object and (_brings_about(tree, draft, base) or (person and base in _OWN_DOING))):
        return None
    form = finite_form(tree, draft.head, base, tree.low(verb), Frame())
    if form is None or any(tree.low(kid).endswith("ing") for kid in tree.below(verb, "conj")):
        return None
    words = (*subject, *form[0], *_unmarked(tree, span))
    return replace(draft, words=words, head=verb, origin="participle", changes={**draft.changes, verb: form[1]})


def _relative(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Roy lives on the N2 road, which leads to Leeds" -> "Roy lives on the N2 road", "The N2 road leads to Leeds"."""
    here = set(draft.tokens())
    for kid in sorted(here):
        if tree.tokens[kid].deprel != "acl:relcl" or kid == draft.head:
            continue
        span = [i for i in tree.subtree(kid) if i in here]
        if draft.head in span or not _in_one_piece(draft, span) or not _opens_relative(tree, kid, span):
            continue
        if not _closes(tree, draft, span):
            continue
        if tree.low(span[0]) == "that" and any(tree.low(i) in ("so", "such") for i in here if i < span[0]):
            continue  # "so hurt that he left"
        noun = _antecedent(tree, kid, span, here)
        if noun is None or not _says_something(tree, draft, span) or _sums_up(tree, noun):
            continue
        rest = here - set(span)
        loose = tree.set_off(kid) or (_named(tree, noun) and _has_subject(tree, kid, span))
        if not loose and not (_any_one(tree, draft, noun) and less_is_true(tree, draft, rest)):
            continue
        cleft = noun == draft.head and tree.low(tree.subtree(draft.head)[0]) == "it"
        left = _leave(tree, draft, span)
        if cleft or half_bracketed(tree, left):
            continue
        told = _told_of(tree, draft, noun, kid, span)
        return [left, *([draft] if told is None else [told])]
    return None


def _sums_up(tree: Tree, noun: int) -> bool:
    """Whether a noun set off stands for all that was said before: "-- a move that surprised them"."""
    up = tree.tokens[noun].head
    beside = tree.rel(noun) in ("appos", "parataxis", "obl", "conj") and tree.set_off(noun)
    if tree.lemma(noun) in SUMS_UP and tree.set_off(noun):
        return True
    return beside and (up < 0 or tree.tokens[up].upos != "PROPN" or tree.rel(noun) != "appos")


def _has_subject(tree: Tree, kid: int, span: Sequence[int]) -> bool:
    """Whether a relative pronoun is its clause's subject; "the committee that he had left" may be what is said."""
    return tree.rel(_first_word(tree, span)) == "nsubj" or tree.low(_first_word(tree, span)) != "that"


def _opens_relative(tree: Tree, kid: int, span: Sequence[int]) -> bool:
    """Whether the words of a clause begin with its relative pronoun, or with a preposition and that."""
    words = [i for i in span if tree.tokens[i].upos != "PUNCT"]
    if len(words) < 3 or not tree.finite(kid) or tree.rel(words[0]) == "mark":
        return False
    return tree.low(words[0]) in ("which", "who", "that", "whose", "where") or (
        tree.tokens[words[0]].upos == "ADP" and tree.low(words[1]) in ("which", "whom")
    )


def _antecedent(tree: Tree, kid: int, span: Sequence[int], here: Collection[int]) -> int | None:
    """The noun that a clause is said of: the one it hangs on, or the one of that phrase whose number fits."""
    noun, last = tree.tokens[kid].head, _last_before(tree, span[0])
    chain = [i for i in (noun, *tree.ancestors(noun)) if i in here and i < span[0]]
    chain = chain[: next((k + 1 for k, i in enumerate(chain) if tree.rel(i) != "nmod"), len(chain))]
    nouns = [i for i in chain if tree.tokens[i].upos in ("NOUN", "PROPN") and last in tree.subtree(i)]
    if tree.low(_first_word(tree, span)) not in ("which", "who", "that"):
        return noun if noun in nouns else None
    fitting = [i for i in nouns if agrees(tree, i, kid)]
    if tree.low(_first_word(tree, span)) == "that":
        fitting = [i for i in fitting if not tree.tokens[i].entity.endswith("PER")]
    if tree.low(_first_word(tree, span)) == "who":
        fitting = [i for i in fitting if person_like(tree, i)]
    person = tree.tokens[noun].entity.endswith("PER") or calls_a_person(tree, noun)
    if tree.low(_first_word(tree, span)) == "which" and person:
        return None
    return fitting[0] if fitting and (fitting[0] == noun or len(fitting) == 1) else None


def _named(tree: Tree, noun: int) -> bool:
    """Whether a name says which one is meant: "Ada Roy", "the N2 road"."""
    if tree.tokens[noun].upos == "PROPN" and tree.tokens[noun].entity != "O":
        many = tree.low(noun).endswith("s") and not tree.tokens[noun].entity.endswith("PER")
        return not many and not tree.plural(noun)  # "the Democrats who voted yes" are some of them
    before = [kid for kid in tree.below(noun, "compound") if kid < noun]
    place = any(tree.tokens[kid].entity.endswith("LOC") for kid in before)
    return place and not calls_a_person(tree, noun) and not tree.plural(noun)


def _any_one(tree: Tree, draft: Draft, noun: int) -> bool:
    """Whether a noun is not singled out by what defines it: "a firm that", "are waves that"; not of what is general."""
    determiners = {tree.low(i) for i in tree.below(noun, "det", "nmod:poss", "nummod", "amod")}
    if determiners & _EVERY or tree.tokens[noun].upos != "NOUN" or any(w.endswith("est") for w in determiners):
        return False
    if tree.tense(draft.head) != "past" and noun < draft.head:
        return False
    if determiners & {"a", "an"}:
        return True
    bare = not any(True for _ in tree.below(noun, "det", "nmod:poss", "nummod")) and tree.plural_form(noun)
    return bare and noun == draft.head


def _told_of(tree: Tree, draft: Draft, noun: int, kid: int, span: Sequence[int]) -> Draft | None:
    """What a relative clause tells, its noun for its pronoun: of "a firm that makes pumps", "the firm makes pumps"."""
    first = _first_word(tree, span)
    plain = (
        tree.low(first) in ("which", "who", "that") and tree.rel(first) == "nsubj" and tree.tokens[first].head == kid
    )
    if not plain or tree.set_off(kid) or tree.negated(noun) or tree.lemma(kid) in SUMS_UP:
        return None  # what a comma sets off was told at the default level, where it is clear of what
    if any(tree.low(i) == "who" for i in span if i != first):
        return None  # "Roy who left Leeds, and Ray who stayed"
    clause = tuple(_unmarked(tree, [i for i in span if i > first]))
    copula = tree.first(draft.head, "cop")
    if noun == draft.head and copula is not None:
        subject = subject_words(tree, draft)
        known = tree.subject(draft.head)
        if not subject or known is None or tree.plural(known) != tree.plural(noun) or tree.low(known) == "there":
            return None
        return replace(draft, words=(*subject, *clause), head=kid, origin="relative")
    if _last_noun(tree, noun, span) and (_named(tree, noun) or _there(tree, draft, noun)):
        named = [i for i in noun_phrase(tree, noun) if i < first]
        if not named or not set(named) <= set(draft.tokens()) or set(range(named[0], named[-1] + 1)) - set(named):
            return None
        changes = {i: "the" for i in named[:1] if tree.low(i) in ("a", "an")}
        words: tuple[Word, ...] = (*named, *clause)
        return replace(draft, words=words, head=kid, origin="relative", changes={**draft.changes, **changes})
    return None


def _of_the_apposed(tree: Tree, draft: Draft, noun: int, pronoun: int) -> tuple[int, ...]:
    """The name that a noun calls, of "Ada Roy, a lawyer who"; () when there is none right before it."""
    up = tree.tokens[noun].head
    if tree.rel(noun) not in ("appos", "nmod") or not tree.set_off(noun) or tree.low(pronoun) != "who":
        return ()
    if up < 0 or not tree.tokens[up].entity.endswith("PER"):
        return ()
    named = tuple(i for i in noun_phrase(tree, up) if i < min(tree.subtree(noun)))
    indefinite = {tree.low(i) for i in tree.below(noun, "det")} & {"a", "an"}
    beside = bool(named) and min(i for i in tree.subtree(noun) if tree.tokens[i].upos != "PUNCT") - named[-1] == 2
    return named if indefinite and beside and set(named) <= set(draft.tokens()) else ()


def _last_noun(tree: Tree, noun: int, span: Sequence[int]) -> bool:
    """Whether no other noun stands between a noun and a clause on it."""
    return _last_before(tree, span[0]) == noun or not any(
        tree.tokens[i].upos in ("NOUN", "PROPN") and tree.tokens[i].head != noun
        for i in range(noun + 1, _last_before(tree, span[0]) + 1)
    )


def _there(tree: Tree, draft: Draft, noun: int) -> bool:
    """Whether what a noun calls is there: the object of what is told as done, not of what is wanted."""
    chain = set(predicate_chain(tree, draft.head))
    if len(chain) > 1 or {tree.lemma(i) for i in chain} & _WANTS or tree.tense(draft.head) not in ("past", "present"):
        return False
    return tree.tokens[noun].head in chain and modality(tree, draft) is Modality.ASSERTED


def _examples(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Giant planets, such as Jupiter and Saturn, are cold" -> "Giant planets are cold"."""
    here = set(draft.tokens())
    for found in examples_within(tree):
        span = sorted(found.marker | set(found.region))
        if not set(span) <= here or draft.head in span or not _in_one_piece(draft, span):
            continue
        subject = found.noun < draft.head
        determiners = {tree.low(i) for i in tree.below(found.noun, "det", "amod")}
        loose = tree.tokens[span[0]].text == ","
        strict = not subject and not determiners & _EVERY and less_is_true(tree, draft, here - set(span))
        strict = strict and _governs(tree, draft, found.noun)
        left = _leave(tree, draft, span)
        ends = _ends_there(tree, span[-1] + 1) and not half_bracketed(tree, left)
        if (loose or strict) and ends and _says_something(tree, draft, span):
            return [left, draft]
    return None


def _governs(tree: Tree, draft: Draft, noun: int) -> bool:
    """Whether a noun is an object or an adjunct of the predicate, or belongs to one: not one of a lesser clause."""
    chain = predicate_chain(tree, draft.head)
    for up in (noun, *tree.ancestors(noun)):
        if tree.tokens[up].head in chain:
            return tree.rel(up) in ("obj", "obl")
        if tree.rel(up) != "nmod":
            return False
    return False


def _ends_there(tree: Tree, after: int) -> bool:
    """Whether a list ends before a token: a parse may hold a part of it only."""
    if after < len(tree) - 1 and tree.tokens[after].text == ",":
        following = tree.tokens[after + 1]
        return following.upos in ("VERB", "AUX", "SCONJ", "PRON") and following.entity == "O"
    return (
        after >= len(tree) or tree.tokens[after].text in (".", "!", ";") or tree.tokens[after].upos in ("VERB", "AUX")
    )


RULES: tuple[Rule, ...] = (
    unheaded,
    each_dated,
    joined_predicate,
    included_deeds,
    each_order,
    included_each,
    trait_behind,
    said_each,
    to_each,
    _result,
    _reason,
    _beside,
    _until,
    _as,
    _relative,
    _examples,
)


def _found_by(tree: Tree, draft: Draft, verb: int) -> bool:
    """Of "the court held that the law stands, finding that", whether the subject of "held" finds, no law can."""
    thing, who = tree.subject(tree.tokens[verb].head), tree.subject(draft.head)
    finds = base_of_gerund(tree.low(verb), tree.lemma(verb)) in _FINDS and tree.first(verb, "ccomp") is not None
    if not finds or thing is None or who is None or tree.tokens[thing].upos != "NOUN":
        return False
    named = tree.tokens[who].entity.endswith(("PER", "ORG"))
    return named and tree.tokens[thing].entity == "O" and not calls_a_person(tree, thing)


def _adverbial(
    tree: Tree, draft: Draft, here: Collection[int], *, said: bool = False
) -> Iterator[tuple[int, list[int]]]:
    """The adverbial clauses of a draft's predicate, with their words; `said`: those of what it says too."""
    for node in (*predicate_chain(tree, draft.head), *(tree.below(draft.head, "ccomp") if said else ())):
        for kid in sorted(tree.below(node, "advcl")):
            span = [i for i in tree.subtree(kid) if i in here]
            if kid in here and draft.head not in span and _in_one_piece(draft, span) and _closes(tree, draft, span):
                yield kid, span


def _in_one_piece(draft: Draft, span: Sequence[int]) -> bool:
    """Whether the words of a clause stand side by side in a draft."""
    places = [k for k, word in enumerate(draft.words) if word in set(span)]
    return bool(places) and places[-1] - places[0] + 1 == len(places)


def _closes(tree: Tree, draft: Draft, span: Sequence[int]) -> bool:
    """Whether a clause ends with its words: what follows is the predicate, or stands behind a mark.

    A parse often gives the second half of a clause, "and sells them", "until it ended", to the sentence.
    """
    words = draft.tokens()
    behind = words[words.index(span[-1]) + 1 :] if span[-1] in words else []
    solid = [i for i in behind if tree.tokens[i].upos != "PUNCT"]
    if not solid or solid[0] == draft.head or solid[0] in tree.auxiliaries(draft.head):
        return True
    if tree.tokens[solid[0]].upos in ("VERB", "AUX"):
        return False
    marked = behind[0] != solid[0] or tree.tokens[span[-1]].upos == "PUNCT"
    return marked and tree.tokens[solid[0]].upos not in ("CCONJ", "SCONJ", "PART", "ADP")


def _leave(tree: Tree, draft: Draft, span: Collection[int]) -> Draft:
    dashes = {i for i in (min(span) - 1, max(span) + 1) if 0 <= i < len(tree) and tree.tokens[i].text == "\u2015"}
    gone = (with_marks(tree, span) | dashes) & set(draft.tokens())
    return cut(tree, draft, {i for i in gone if tree.tokens[i].text not in (";", ":")})


def _says_something(tree: Tree, draft: Draft, span: Collection[int]) -> bool:
    """Whether three words are left, the predicate and its subject among them."""
    left = [i for i in draft.tokens() if i not in span and tree.tokens[i].upos != "PUNCT"]
    return len(left) + sum(isinstance(w, str) for w in draft.words) > 2 and draft.head in left


def _first_word(tree: Tree, span: Sequence[int]) -> int:
    return next((i for i in span if tree.tokens[i].upos != "PUNCT"), span[0])


def _last_before(tree: Tree, index: int) -> int:
    return next((i for i in range(index - 1, -1, -1) if tree.tokens[i].upos != "PUNCT"), -1)


def _unmarked(tree: Tree, span: Sequence[int]) -> list[int]:
    """The words of a clause without the marks at its ends."""
    words = list(span)
    while words and tree.tokens[words[-1]].text in (",", ".", ";", "\u2014", "\u2013"):
        words.pop()
    while words and tree.tokens[words[0]].text in (",", ";", "\u2014", "\u2013"):
        words.pop(0)
    return words
