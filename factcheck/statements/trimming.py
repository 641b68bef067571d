"""Small cuts of the finest level: words that add nothing, two verbs of one object, asides, the bare noun of a trait."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from factcheck.statements.distribution import PRIVATIVE, article_before, without
from factcheck.statements.drafts import Draft
from factcheck.statements.inflection import past
from factcheck.statements.lexicon import SUMS_UP
from factcheck.statements.tree import Tree

_LINKING = frozenset(
    "also additionally furthermore moreover besides likewise subsequently eventually ultimately overall notably"
    " famously tragically sadly interestingly indeed thus therefore however nevertheless nonetheless meanwhile".split()
)
"""Adverbs that tie a sentence to the one before, or say how its writer feels; what is said is the same without."""
_MANNER = frozenset("later soon then widely extensively quickly successfully officially commonly".split())
"""Adverbs of how, or of when beside something told before; dates stay."""
_NOT_BARE = PRIVATIVE | frozenset(
    "first last second third only same best worst main next previous few little far".split()
)
_MARKS = (",", "(", ")", "\u2014", "\u2013", "--")


def plainer(tree: Tree, draft: Draft) -> Draft:
    """ "Roy also left" as "Roy left"; "not only ... but also" stays."""
    here = draft.tokens()
    if any(tree.low(i) in ("only", "but") for i in here):
        return draft
    loose = _LINKING | _MANNER | ({"currently", "presently"} if tree.tense(draft.head) == "present" else set())
    gone = {i for i in here if tree.low(i) in loose and tree.rel(i) == "advmod" and not tree.kids[i]}
    gone -= {i for i in gone if tree.low(i) in _MANNER and tree.tokens[tree.tokens[i].head].upos != "VERB"}
    gone -= {i for i in gone if tree.low(i) == "later" and i + 1 in here and tree.tokens[i + 1].upos == "ADP"}
    return cut(tree, draft, gone) if gone else draft


def each_verb(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy wrote and directed films" -> "Roy wrote films", "Roy directed films": verbs of one object or agent."""
    here = set(draft.tokens())
    for joint in sorted(here):
        first, second = joint - 1, joint + 1
        if tree.low(joint) != "and" or not {first, second} <= here or tree.tokens[second].head != first:
            continue
        if tree.rel(second) != "conj" or not tree.tokens[first].upos == tree.tokens[second].upos == "VERB":
            continue
        if tree.subject(second) is not None or not _alike(tree, first, second) or tree.lemma(second) in _LIGHT:
            continue
        behind = [kid for kid in (*tree.kids[first], *tree.kids[second]) if kid > second and kid in here]
        if any(tree.low(i) == "of" and tree.rel(kid) != "obj" for kid in tree.kids[second] for i in tree.kids[kid]):
            continue  # "arrested and accused of theft": of the second only
        passive = any(tree.tokens[kid].deprel == "aux:pass" for kid in tree.kids[first])
        if passive or any(tree.rel(kid) in ("obj", "obl") for kid in behind):
            one, other = cut(tree, draft, {joint, second}), cut(tree, draft, {first, joint})
            return [one, replace(other, head=second if draft.head == first else draft.head)]
    return [draft]


def each_adjective(tree: Tree, draft: Draft) -> list[Draft]:
    """ "a quick, able and tactical player" -> "a quick player", "an able player", "a tactical player"."""
    here = set(draft.tokens())
    for joint in sorted(here):
        first, last = joint - 1, joint + 1
        if tree.low(joint) != "and" or not {first, last, last + 1} <= here:
            continue
        upos, members = tree.tokens[last].upos, [first, last]
        while (
            members[0] - 2 in here and tree.tokens[members[0] - 1].text == "," and _modifies(tree, members[0] - 2, upos)
        ):
            members.insert(0, members[0] - 2)
        noun = next((i for i in range(last + 1, min(last + 4, len(tree))) if _closes(tree, i)), None)
        if noun is None or noun not in here or not all(_modifies(tree, i, upos) for i in members):
            continue
        if {tree.low(i) for i in members} & _COLOURS or not _of_one_noun(tree, members, noun):
            continue
        region = set(range(members[0], last + 1))
        return [cut(tree, draft, region - {i}) for i in members]
    return [draft]


def _modifies(tree: Tree, index: int, upos: str) -> bool:
    token = tree.tokens[index]
    return token.upos == upos and token.upos in ("ADJ", "NOUN") and token.entity == "O"


def _closes(tree: Tree, index: int) -> bool:
    """Whether a noun ends a noun phrase."""
    after = tree.tokens[index + 1].upos if index + 1 < len(tree) else "PUNCT"
    return tree.tokens[index].upos == "NOUN" and after not in ("NOUN", "PROPN", "ADJ")


def _of_one_noun(tree: Tree, members: list[int], noun: int) -> bool:
    """Whether words belong to a noun as its adjectives, or to one another and the first of them to the noun."""
    if tree.tokens[members[-1]].upos == "NOUN" and not all(
        tree.rel(i) in ("compound", "conj", "amod") for i in members
    ):
        return False
    return all(tree.tokens[i].head == noun or tree.tokens[i].head in members for i in members)


_LIGHT = frozenset("have get be go do become take make give come".split())
"""Verbs before whose object a verb without one may stand: "married and had a son"."""
_COLOURS = frozenset("black white red blue green yellow gold silver male female old young new big small".split())


def _alike(tree: Tree, first: int, second: int) -> bool:
    """Whether two verbs have the same form; of regular and irregular participles, both are taken for one."""
    ends = [tree.low(i).endswith("ing") for i in (first, second)]
    bare = [tree.low(i) == tree.lemma(i) for i in (first, second)]
    return ends[0] == ends[1] and bare[0] == bare[1]


def without_asides(tree: Tree, draft: Draft) -> Draft:
    """The draft without what is set off behind the name in front: "Roy, born Ray, left" as "Roy left"."""
    here = set(draft.tokens())
    gone: set[int] = set()
    closing: set[int] = set()
    for noun in (i for i in here if i < draft.head and tree.tokens[i].upos == "PROPN"):
        for kid in tree.below(noun, "acl", "appos"):
            span = {i for i in tree.subtree(kid) if i in here and tree.tokens[i].text != ","}
            if not span or min(span) <= noun or max(span) >= draft.head or not tree.set_off(kid):
                continue
            after = tree.tokens[max(span) + 1].text in _MARKS if max(span) + 1 < len(tree) else False
            following = tree.tokens[max(span) + 2].upos if max(span) + 2 < len(tree) else "PUNCT"
            if after and tree.tokens[min(span) - 1].text in _MARKS:
                gone |= span
                closing |= {max(span) + 1} if following == "DET" else set()  # "Roy, 44, a lawyer, left"
    if not gone:
        return draft
    marks = {i for j in gone for i in (j - 1, j + 1) if tree.tokens[i].text in _MARKS}
    return cut(tree, draft, gone | (marks - closing))


def without_brackets(tree: Tree, draft: Draft) -> list[Draft]:
    """The draft, and without what stands in brackets: "UMNO (United Malays National Organisation)" as "UMNO"."""
    depth, region = 0, set()
    for index in draft.tokens():
        text = tree.tokens[index].text
        depth += text == "("
        if depth > 0:
            region.add(index)
        depth -= text == ")"
    if depth or not region or draft.head in region or draft.words[0] in region:
        return [draft]
    told = any(tree.tokens[i].upos == "NUM" for i in region)
    return [cut(tree, draft, region), draft] if told else [cut(tree, draft, region)]


def renamed(tree: Tree, draft: Draft) -> list[Draft]:
    """ "released his record, Rome, in 2019" -> also "released Rome in 2019": a name in the place of what it is."""
    here = set(draft.tokens())
    for noun in sorted(i for i in here if i > draft.head and tree.tokens[i].upos == "NOUN"):
        for kid in tree.below(noun, "appos"):
            named = [i for i in tree.subtree(kid) if i in here and tree.tokens[i].text != ","]
            region = set(range(min(tree.subtree(noun)), max(named, default=0) + 1)) & here
            case = {i for k in tree.below(noun, "case") for i in tree.subtree(k)}
            plain = all(tree.tokens[i].entity != "O" for i in named) and not any(True for _ in tree.below(noun, "conj"))
            first = named[0] if named else 0
            if not named or kid < noun or not plain or tree.tokens[first - 1].text != "," or noun != first - 2:
                continue
            last = tree.tokens[named[-1] + 1] if named[-1] + 1 < len(tree) else tree.tokens[-1]
            if tree.lemma(noun) in SUMS_UP or tree.plural_form(noun) or len(named) > 8 or last.upos != "PUNCT":
                continue
            if any(tree.tokens[i].upos == "VERB" for i in region):
                continue  # "the suit his partner, Ray, had filed"
            kept = without(draft, region - set(named) - case)
            after = first + len(named)
            comma = {after} if after < len(tree) and tree.tokens[after].text == "," else set()
            return [replace(draft, words=tuple(w for w in kept if w not in comma))]
    return []


def shallower(tree: Tree, draft: Draft) -> list[Draft]:
    """ "a mentor to many artists who left" -> also "a mentor to many artists": what defines "a" or "many" may go.

    So may the last of several phrases behind a noun: "for his work as a guard for the king".
    """
    here = set(draft.tokens())
    words = [i for i in draft.tokens() if tree.tokens[i].upos != "PUNCT"]
    found = []
    for noun in words:
        if tree.tokens[noun].upos == "PROPN" and noun > draft.head:
            found += _behind_a_name(tree, draft, noun, words[-1], here)
        if tree.tokens[noun].upos != "NOUN" or noun <= draft.head:
            continue
        determiners = {tree.low(i) for i in tree.below(noun, "det", "nmod:poss", "amod", "nummod")}
        if determiners & (_NOT_BARE | {"the", "this", "that", "these", "those", "all", "any", "every", "each"}):
            continue
        if tree.lemma(noun) in SUMS_UP and tree.set_off(noun):
            continue  # "he left, a move that surprised them"
        for kid in tree.below(noun, "acl", "nmod"):
            span = {i for i in tree.subtree(kid) if i in here}
            case = {tree.low(i) for i in tree.below(kid, "case")}
            if kid < noun or not span or max(span) != words[-1] or case & {"of", "without", "between", "like"}:
                continue
            if min(span) > noun + 2 or draft.head in span:
                continue
            found.append(cut(tree, draft, span, marks=True))
    return found[:2]


def _behind_a_name(tree: Tree, draft: Draft, noun: int, last: int, here: set[int]) -> list[Draft]:
    """Without the apposition or clause behind a name, which only tells more of it."""
    found = []
    for kid in tree.below(noun, "appos", "acl"):
        span = {i for i in tree.subtree(kid) if i in here}
        if span and kid > noun and max(span) == last and tree.set_off(kid) and draft.head not in span:
            found.append(cut(tree, draft, span, marks=True))
    return found


def helped(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy helped Acme win the cup" -> also "Acme won the cup": who helps do something sees it done."""
    here, head = set(draft.tokens()), draft.head
    if tree.lemma(head) != "help" or tree.tense(head) != "past" or tree.auxiliaries(head) or tree.negated(head):
        return []
    thing, verb = tree.first(head, "obj"), tree.first(head, "xcomp", "ccomp")
    if verb is None or verb not in here or tree.tokens[verb].upos != "VERB" or tree.low(verb) != tree.lemma(verb):
        return []
    thing = thing if thing is not None else tree.subject(verb)
    if thing is None or not head < thing < verb or tree.tokens[thing].upos not in ("NOUN", "PROPN"):
        return []
    named = [i for i in tree.subtree(thing) if i in here and i < verb]
    rest = [i for i in tree.subtree(verb) if i in here and i >= verb and i not in named]
    if any(i < head for i in named):
        return []
    dates = [i for i in draft.tokens() if i < head and _in_date(tree, i, head)]
    words = (*dates, *named, *rest, *(i for i in draft.tokens() if i > max(rest) and tree.tokens[i].upos != "PUNCT"))
    return [replace(draft, words=words, head=verb, changes={**draft.changes, verb: past(tree.lemma(verb))})]


def gone_on(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy went on to manage Acme" -> also "Roy managed Acme"."""
    here, head = draft.tokens(), draft.head
    if tree.low(head) != "went" or tree.auxiliaries(head) or tree.negated(head):
        return []
    verb = next((kid for kid in tree.below(head, "xcomp", "advcl") if kid in here and kid > head), None)
    if verb is None or tree.tense(verb) != "infinitive" or tree.low(verb) != tree.lemma(verb):
        return []
    between = [i for i in here if head < i < verb]
    if [tree.low(i) for i in between] != ["on", "to"]:
        return []
    words = tuple(w for w in draft.words if w != head and w not in between)
    return [replace(draft, words=words, head=verb, changes={**draft.changes, verb: past(tree.lemma(verb))})]


def achieved(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy managed to sell Acme", "Roy continued to sell Acme" -> also "Roy sold Acme"."""
    here, head = draft.tokens(), draft.head
    verb = tree.first(head, "xcomp")
    if tree.lemma(head) not in ("continue", "manage") or tree.tense(head) != "past" or tree.auxiliaries(head):
        return []
    if verb is None or verb not in here or tree.tense(verb) != "infinitive" or tree.negated(head):
        return []
    between = [i for i in here if head < i < verb]
    if [tree.low(i) for i in between] != ["to"] or tree.low(verb) != tree.lemma(verb) or tree.auxiliaries(verb):
        return []
    if not any(kid in here and tree.tokens[kid].upos != "NUM" for kid in tree.below(verb, "obj", "obl", "xcomp")):
        return []
    if any(tree.low(i) in ("until", "till") for i in here):
        return []  # "continued to work until her death"
    words = tuple(w for w in draft.words if w != head and w not in between)
    return [replace(draft, words=words, head=verb, changes={**draft.changes, verb: past(tree.lemma(verb))})]


def _in_date(tree: Tree, index: int, head: int) -> bool:
    """Whether a word belongs to a date in front: "In 2019,"."""
    for kid in tree.below(head, "obl"):
        span = tree.subtree(kid)
        if index in span and kid < head and tree.tokens[kid].upos == "NUM":
            return True
    return tree.tokens[index].text == "," and index > 0 and _in_date(tree, index - 1, head)


def bare_noun(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy was a pioneering actor" -> also "Roy was an actor"; not of "a former actor"."""
    head, here = draft.head, set(draft.tokens())
    if tree.tokens[head].upos not in ("NOUN", "PROPN") or head not in here:
        return []
    if tree.first(head, "cop") is None and draft.origin != "apposition":
        return []
    before = [i for i in tree.below(head, "amod") if i in here and i < head]
    determiners = {tree.low(i) for i in tree.below(head, "det") if i in here}
    if not before or not determiners <= {"a", "an"} or not determiners:
        return []
    gone = {i for kid in before for i in tree.subtree(kid) if i in here}
    if any(tree.low(i) in _NOT_BARE or tree.low(i).endswith("est") for i in gone) or head - 1 not in gone:
        return []
    return [cut(tree, draft, gone)]


def cut(tree: Tree, draft: Draft, gone: Collection[int], *, marks: bool = False) -> Draft:
    """The draft without some words, "a" and "an" set right; `marks`: also without the marks around them."""
    left_out = set(gone)
    if marks:
        left_out |= {i for j in gone for i in (j - 1, j + 1) if 0 <= i < len(tree) and tree.tokens[i].text in _MARKS}
    words = without(draft, left_out)
    changes = dict(draft.changes)
    for word in words:
        an = isinstance(word, int) and tree.low(word) in ("a", "an") and tree.tokens[word].upos == "DET"
        if isinstance(word, int) and an and changes.get(word) != "the":
            changes[word] = article_before(tree, words, word)
    return replace(draft, words=words, changes=changes)


def unadorned(tree: Tree, draft: Draft) -> list[Draft]:
    """ "led successful attacks" -> also "led attacks": adjectives before nouns that are not "the" noun."""
    here = set(draft.tokens())
    gone: set[int] = set()
    for noun in (i for i in here if i > draft.head and tree.tokens[i].upos == "NOUN"):
        determiners = {tree.low(i) for i in tree.below(noun, "det", "nummod")}
        adjectives = [i for i in tree.below(noun, "amod") if i in here and i < noun]
        if not adjectives or determiners - {"a", "an"} or noun - 1 not in adjectives:
            continue
        words = {i for kid in adjectives for i in tree.subtree(kid) if i in here}
        if any(tree.low(i) in _NOT_BARE or tree.low(i).endswith("est") for i in words) or tree.kids[noun - 1]:
            continue
        if tree.tokens[min(words) - 1].text == "-":
            continue  # "United States-Israeli relations"
        gone |= words - {i for i in words if tree.low(i) in ("many", "several", "various", "other", "own")}
    return [cut(tree, draft, gone)] if gone else []


def at_no_length(tree: Tree, draft: Draft) -> list[Draft]:
    """ "worked in York for a few years" -> also "worked in York": how long may go where the date stays."""
    here, head = set(draft.tokens()), draft.head
    gone: set[int] = set()
    for kid in tree.below(head, "obl"):
        span = {i for i in tree.subtree(kid) if i in here}
        case = {tree.low(i) for i in tree.below(kid, "case")}
        if (
            span
            and kid < head
            and case & {"after", "before", "following", "during"}
            and _dated_behind(tree, head, here)
        ):
            gone |= set() if any(tree.tokens[i].upos == "NUM" for i in span if tree.tokens[i].text.isdigit()) else span
            continue
        if not span or kid < head or not case & _LENGTHS or case - _LENGTHS:
            continue
        if any(tree.tokens[i].upos == "NUM" and tree.tokens[i].text[:1].isdigit() for i in span):
            continue
        if tree.lemma(kid) in ("year", "season", "decade", "month", "week", "day", "career", "time", "life"):
            gone |= span
    left = [i for i in here - gone if i > head and tree.tokens[i].upos in ("NOUN", "PROPN", "ADJ", "NUM")]
    return [cut(tree, draft, gone, marks=min(gone) < head)] if gone and left else []


def nameless(tree: Tree, draft: Draft) -> list[Draft]:
    """ "was captured by the guards" -> also "was captured": who did it may go."""
    here, head = set(draft.tokens()), draft.head
    for kid in tree.below(head, "obl:agent"):
        span = {i for i in tree.subtree(kid) if i in here}
        along = any(tree.low(i) in ("along", "together", "with") for i in here - span if i > head)
        if span and not along and min(span) > head and tree.low(min(span)) == "by" and not tree.first(head, "xcomp"):
            return [cut(tree, draft, span)]
    return []


def _dated_behind(tree: Tree, head: int, here: set[int]) -> bool:
    """Whether a year stands behind a verb, which says when better than what stands in front."""
    years = (i for kid in tree.below(head, "obl") if kid > head for i in tree.subtree(kid))
    return any(i in here and tree.tokens[i].text.isdigit() and len(tree.tokens[i].text) == 4 for i in years)


_LENGTHS = frozenset("for over throughout during".split())
