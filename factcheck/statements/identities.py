"""What a sentence says that names are: "Other towns include Leeds", "One guest is Jo Ray", "the town of Leeds".

For the finest level only: each is a statement of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.statements.distribution import article_before
from factcheck.statements.drafts import Draft
from factcheck.statements.examples import COUNTS, examples_within, listed, without_tail
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import Tree

_SETTLED = frozenset(
    "town city village state county province district region island municipality suburb neighborhood neighbourhood"
    " country parish kingdom planet borough hamlet commune peninsula republic".split()
)
"""Nouns with "of" before the name of what they call."""
_OWNERS = frozenset("his her its their".split())
_SINGLED = frozenset("only first last best worst same main most least".split())
_TERMS = frozenset("time tenure career work stint term year job position day reign service".split())
_LOOSE = frozenset("other many several various few numerous some certain".split())
_MARKS = (",", ":", ";", '"', "\u201c", "\u201d")
_MOST = 24


def identities(tree: Tree) -> list[Draft]:
    """Everything that a sentence says names to be, in lists, examples and beside "of"."""
    return [
        *_listed_as(tree),
        *_one_who(tree),
        *_settlements(tree),
        *_examples_amid(tree),
        *_now(tree),
        *_in_office(tree),
    ]


def _listed_as(tree: Tree) -> Iterator[Draft]:
    """ "Acme's plants are: Rome and Leeds", "Other towns in Kent include Dover" -> "Dover is a town in Kent"."""
    first, subject = _list_after(tree), tree.subject(tree.root)
    if first is None or subject is None:
        return
    words = [i for i in tree.subtree(subject) if i < first and tree.tokens[i].text not in _MARKS]
    words = [i for i in words if i == subject or tree.rel(i) not in ("cop", "aux")]
    kind = _kind(tree, subject, words)
    stop = without_tail(tree, first, len(tree))
    while stop > first and tree.tokens[stop - 1].text in (".", ",", "!"):
        stop -= 1
    members, asides = listed(tree, first, stop)
    begun = {words[-1]: words for words in asides if words and tree.tokens[words[0]].entity != "O"}  # "A Broken Leg"
    members = (*members, *begun.values())
    named = [words for words in members if any(tree.tokens[i].entity != "O" for i in words)]
    if not kind or len(named) != len(members) or len(members) > _MOST or len(members) < 2:
        return
    for member in members:
        yield Draft((*member, "is", *kind), subject, "apposition", None, {subject: tree.lemma(subject)})


def _list_after(tree: Tree) -> int | None:
    """Where the list begins that a plural subject includes, or is."""
    root, subject = tree.root, tree.subject(tree.root)
    if subject is None or subject > root or not tree.plural_form(subject) or tree.negated(root):
        return None
    if tree.lemma(root) == "include" and not tree.auxiliaries(root):
        return root + 1
    copula = tree.first(root, "cop")
    if copula is None or tree.low(copula) not in ("are", "were") or tree.tokens[root].entity == "O":
        return None
    colon = copula + 1 < len(tree) and tree.tokens[copula + 1].text == ":"
    return copula + 1 + colon


def _kind(tree: Tree, noun: int, words: Sequence[int]) -> tuple[Word, ...]:
    """A plural subject as what one of it is: "Other towns in Kent" as "a town in Kent"; () when it is not clear."""
    before = [i for i in words if i < noun]
    behind = [i for i in words if i > noun]
    if any(tree.low(i) in _SINGLED or tree.low(i).endswith("est") for i in before) or len(words) > 12:
        return ()
    if any(tree.tokens[i].upos in ("VERB", "AUX") and tree.rel(i) != "amod" for i in words):
        return ()
    owner = [i for i in before if any(up in (i, *tree.ancestors(i)) for up in tree.below(noun, "nmod:poss"))]
    if owner and owner == before[: len(owner)]:
        named = [i for i in owner if tree.low(i) not in ("'s", "\u2019s", "'", "\u2019")]
        if tree.low(owner[0]) in _OWNERS or behind or not all(tree.tokens[i].entity != "O" for i in named):
            return ()
        kind = [i for i in before[len(owner) :] if tree.low(i) != "other"]
        return (*_with_article(tree, (*kind, noun)), "of", *named)
    if not before or tree.low(before[0]) not in ("other", "notable", "some", "several", "famous", "popular", "key"):
        return ()
    lead = 1 if tree.low(before[0]) in ("other", "some", "several") else 0
    lead += len(before) > lead and tree.low(before[lead]) == "other"
    if any(tree.tokens[i].upos in ("DET", "NUM", "PRON") or tree.low(i) == "of" for i in before[lead:]):
        return ()
    return (*_with_article(tree, (*before[lead:], noun)), *behind)


def _one_who(tree: Tree) -> Iterator[Draft]:
    """ "One guest who has left is Jo Ray" -> "Jo Ray is a guest", "Jo Ray has left"."""
    root, subject = tree.root, tree.subject(tree.root)
    copula = tree.first(root, "cop")
    if subject is None or copula is None or not subject < copula < root or tree.negated(root):
        return
    name = next((span for span in tree.entity_spans() if span[0] <= root < span[1]), None)
    words = [i for i in tree.subtree(subject) if i < copula]
    if name is None or tree.low(words[0]) not in ("one", "a", "an", "another") or tree.plural_form(subject):
        return
    named = tuple(range(name[0] - (name[0] > 0 and tree.low(name[0] - 1) == "the"), name[1]))
    ends = name[1] >= len(tree) or tree.tokens[name[1]].upos == "PUNCT"
    clause = next(tree.below(subject, "acl:relcl"), None)
    span = tree.subtree(clause) if clause is not None else []
    kind = tuple(i for i in words[1:] if i not in span and tree.tokens[i].upos != "PUNCT")
    if not ends or named[0] != copula + 1 or not kind or any(tree.tokens[i].upos == "VERB" for i in kind):
        return
    yield Draft((*named, tree.low(copula), *_with_article(tree, kind)), subject, "apposition")
    if clause is None or not tree.finite(clause) or len(span) < 3:
        return
    pronoun = span[0]
    if tree.low(pronoun) in ("who", "that", "which") and tree.rel(pronoun) == "nsubj":
        yield Draft((*named, *span[1:]), clause, "relative")


def _now(tree: Tree) -> Iterator[Draft]:
    """ "Leeds (now a part of York)" -> "Leeds is now a part of York"."""
    spans = tree.entity_spans()
    for first, stop, kind in spans:
        opened = stop
        if opened + 1 < len(tree) and tree.tokens[opened].text == "," and tree.tokens[opened + 1].entity == "B-LOC":
            opened = next((end for start, end, _ in spans if start == opened + 1), opened)  # "Leeds, England (now"
        if kind not in ("LOC", "ORG") or opened + 2 >= len(tree) or tree.tokens[opened].text != "(":
            continue
        closed = next((i for i in range(opened, len(tree)) if tree.tokens[i].text == ")"), 0)
        word = tree.low(opened + 1)
        inside = tuple(range(opened + 2, closed))
        called = bool(inside) and tree.low(inside[0]) in ("as", "known", "called")
        if (
            word in ("now", "formerly")
            and inside
            and not called
            and not any(tree.tokens[i].text == ";" for i in inside)
        ):
            copula = "is" if word == "now" else "was"
            yield Draft((*range(first, stop), copula, opened + 1, *inside), inside[-1], "apposition")


def _in_office(tree: Tree) -> Iterator[Draft]:
    """ "During his time as a guide, Roy met Ray" -> "Roy was a guide"."""
    for noun in range(1, len(tree)):
        owner = next(tree.below(noun, "nmod:poss"), None)
        post = next((k for k in tree.below(noun, "nmod") if k > noun and _case(tree, k) == "as"), None)
        verb = next((i for i in tree.ancestors(noun) if tree.is_predicate(i)), None)
        if tree.lemma(noun) not in _TERMS or owner is None or post is None or verb is None:
            continue
        subject = tree.subject(verb)
        if subject is None or tree.low(owner) not in ("his", "her") or tree.tense(verb) not in ("past", "present"):
            continue
        person = tree.tokens[subject].entity.endswith("PER") or tree.low(subject) in ("he", "she")
        span = [i for i in tree.subtree(post) if tree.low(i) != "as" and tree.tokens[i].text != ","]
        plain = not any(tree.tokens[i].upos in ("VERB", "AUX") or tree.low(i) == "or" for i in span)
        if not person or tree.plural(subject) or tree.negated(verb) or not plain or len(span) > 9:
            continue
        named = [i for i in tree.subtree(subject) if tree.tokens[i].entity.endswith("PER") or i == subject]
        beside = named == list(range(named[0], named[-1] + 1)) and tree.low(min(span)) not in ("the", "its")
        if beside or tree.low(min(span)) == "the":
            yield Draft((*named, "is" if tree.tense(verb) == "present" else "was", *span), post, "apposition")


def _case(tree: Tree, index: int) -> str:
    return next((tree.low(i) for i in tree.below(index, "case")), "")


def _settlements(tree: Tree) -> Iterator[Draft]:
    """ "in the small town of Leeds" -> "Leeds is a small town"."""
    for first, stop, kind in tree.entity_spans():
        noun = first - 2
        if kind != "LOC" or noun < 1 or tree.low(first - 1) != "of" or tree.low(noun) not in _SETTLED:
            continue
        start = noun
        while start > 0 and tree.tokens[start - 1].upos in ("ADJ", "NOUN") and tree.tokens[start - 1].entity == "O":
            start -= 1
        before = {tree.low(i) for i in range(start, noun)}
        the = start > 0 and tree.low(start - 1) == "the" and tree.tokens[noun].entity == "O"
        listed_too = stop < len(tree) and tree.tokens[stop].upos == "CCONJ"
        if the and not listed_too and not before & _SINGLED and not any(w.endswith("est") for w in before):
            yield Draft((*range(first, stop), "is", *_with_article(tree, range(start, noun + 1))), noun, "apposition")


def _examples_amid(tree: Tree) -> Iterator[Draft]:
    """ "Giant planets, such as Jupiter, are cold" -> "Jupiter is a giant planet"."""
    for found in examples_within(tree):
        noun = found.noun
        comma = tree.tokens[min(found.marker)].text == ","
        if (
            not comma
            or tree.low(max(found.marker)) != "as"
            or noun != min(found.marker) - 1 - _behind(tree, found.noun)
        ):
            continue
        start = noun
        while start > 0 and tree.tokens[start - 1].upos in ("ADJ", "NOUN") and tree.tokens[start - 1].head == noun:
            start -= 1
        before = {tree.low(i) for i in range(start, noun)}
        if before & _SINGLED or any(word.endswith("est") for word in before):
            continue
        kind: tuple[Word, ...] = tuple(i for i in range(start, noun + 1) if tree.low(i) not in _LOOSE)
        if tree.low(noun) in ("some", "many") and tree.low(noun + 1) == "of":
            kind = ("one", *range(noun + 1, min(found.marker)))  # "some of the best singers, such as"
        elif tree.tokens[noun].upos == "NOUN" and tree.lemma(noun) not in COUNTS:
            kind = (article_before(tree, ("", *kind), ""), *kind)
        else:
            continue
        for words in found.members:
            several = tree.low(words[0]) == "the" and tree.low(words[-1]).endswith("s")
            if not several and all(tree.tokens[i].entity != "O" or tree.low(i) == "the" for i in words):
                changes = {noun: tree.lemma(noun)}
                yield Draft((*words, "is", *kind), noun, "apposition", None, changes)


def _behind(tree: Tree, noun: int) -> int:
    """How many words stand behind a noun, up to the comma, that say where or whose it is."""
    words = [i for kid in tree.below(noun, "nmod") if kid > noun for i in tree.subtree(kid)]
    stop = next((i for i in range(noun + 1, len(tree)) if tree.tokens[i].text == ","), len(tree))
    return len([i for i in words if i < stop])


def _with_article(tree: Tree, kind: Sequence[int]) -> tuple[Word, ...]:
    return (article_before(tree, ("", *kind), ""), *kind)
