"""Who says what by the reader's attribution tags, for sentences whose parse the rules can't follow.

The tags find reports that a wrong tree hides ("..., sources said" hung below its own content); the rules on trees are
surer about who speaks and where a clause ends, so they go first. A name before a colon is read here too.
"""

from __future__ import annotations

from itertools import pairwise

from factcheck.statements.attribution import can_say, wished
from factcheck.statements.lexicon import DENYING, SAY, WHAT_IS_DENIED
from factcheck.statements.reporting import Report, independent
from factcheck.statements.tree import Tree

_CUES = SAY | frozenset("agree learn hear accord call recall".split()) - frozenset("show promise vow pledge".split())
_NOT_SOURCES = frozenset("i we you which that this it who what there".split())
_MARKS = frozenset([",", ":", '"', "\u201c", "\u201d", "'", "\u2018", "\u2019", "\u2014", "--", "-", "."])
_QUOTES = frozenset(['"', "\u201c", "\u201d", "'", "\u2018", "\u2019"])
_LABELS = frozenset(
    "UPDATE UPDATED CLARIFICATION CORRECTION NOTE BREAKING WATCH VIDEO READ RELATED MORE EXCLUSIVE OPINION ANALYSIS"
    " PHOTOS PHOTO LIVE SEE ALSO FACT QUESTION ANSWER EDITOR".split()
)
_PEOPLE = frozenset("people man woman friend family witness other many some all few most both everyone child".split())
_WIDEST_HOLE = 2
_LONGEST_REST, _LONGEST_SOURCE, _FEWEST_WORDS = 10, 14, 3


def tagged_report(tree: Tree) -> Report | None:
    """The report that the tags give, when they tell of one only and the rest of the sentence just frames it."""
    runs = _runs(tree)
    cues = [run for name, run in runs if name == "CUE"]
    sources = [run for name, run in runs if name == "SOURCE"]
    content = {i for name, run in runs if name == "CONTENT" for i in run}
    if len(cues) != 1 or not sources or len(content) < _FEWEST_WORDS:
        return None
    cue = cues[0]
    if not any(tree.lemma(i) in _CUES for i in cue) or any(tree.low(i) in ("not", "n't", "never") for i in cue):
        return None
    if any(tree.tense(i) in ("modal", "infinitive") for i in cue if tree.tokens[i].upos == "VERB"):
        return None
    named = min(sources, key=lambda run: min(abs(run[0] - cue[-1]), abs(cue[0] - run[-1])))
    denied = any(tree.low(i) in WHAT_IS_DENIED for i in cue)
    if any(tree.low(i) in DENYING for i in (*cue, *(named if denied else ()))):
        return None  # "rejected reports that ...": whoever does so says the contrary
    inner = {i for run in sources if run != named and min(content) < run[0] < max(content) for i in run}
    region = _with_marks(tree, content | inner, set(cue) | set(named))
    if not region or not _frames(tree, region, set(cue) | set(named)) or not _speaks(tree, named):
        return None
    region -= {min(region)} if tree.low(min(region)) == "that" and tree.rel(min(region)) == "mark" else set()
    head = independent(tree, region) or _any_predicate(tree, region)
    if head is None or wished(tree, head) or (tree.tokens[head].upos == "AUX" and head >= max(region) - 2):
        return None  # "said that he would not" leaves its verb to be understood
    held = set(tree.subtree(head))
    whole = all(i in held for i in region if tree.tokens[i].upos != "PUNCT")
    return Report(frozenset(region), head, tuple(named), whole and tree.rel(head) != "acl")


def announced(tree: Tree) -> Report | None:
    """ "Jo Ray: The bridge will close": a name and a colon before a clause."""
    colon = next((i for i, token in enumerate(tree.tokens[:6]) if token.text == ":"), None)
    if colon is None or colon == 0:
        return None
    named = [i for i in range(colon) if tree.tokens[i].upos != "PUNCT"]
    person = all(tree.tokens[i].entity.endswith("PER") for i in named)
    shouted = all(tree.tokens[i].text.isupper() and len(tree.tokens[i].text) > 2 for i in named)
    if not named or not (person or shouted) or any(tree.tokens[i].text in _LABELS for i in named):
        return None
    content = set(range(colon + 1, len(tree)))
    head = independent(tree, content)
    if head is None:
        return None
    held = set(tree.subtree(head))
    whole = all(i in held for i in content if tree.tokens[i].upos != "PUNCT")
    return Report(frozenset(content), head, tuple(named), whole)


def _runs(tree: Tree) -> list[tuple[str, list[int]]]:
    """Stretches of one tag, in order."""
    runs: list[tuple[str, list[int]]] = []
    for index, token in enumerate(tree.tokens):
        name = token.attribution.partition("-")[2]
        if not name:
            continue
        if runs and runs[-1][0] == name and runs[-1][1][-1] == index - 1:
            runs[-1][1].append(index)
        else:
            runs.append((name, [index]))
    return runs


def _with_marks(tree: Tree, content: set[int], telling: set[int]) -> set[int]:
    """The content with the marks and untagged small words between its parts; empty when it has a large hole.

    A hole that tells who says it ("..., Ray said on Friday, ...") is left out with all that stands in it.
    """
    region, parts = set(content), sorted(content)
    for left, right in pairwise(parts):
        hole = range(left + 1, right)
        words = [i for i in hole if tree.tokens[i].upos != "PUNCT"]
        if any(i in telling for i in hole):
            if any(tree.tokens[i].upos in ("VERB", "AUX") and i not in telling for i in words):
                return set()
            region |= {i for i in hole if tree.tokens[i].text in _QUOTES}
            commas = [i for i in range(left, right + 1) if tree.tokens[i].text == ","]
            region -= set(commas)
            if not _ends_subject(tree, next((i for i in range(left, -1, -1) if i not in commas), left)):
                region |= set(commas[:1])
        elif len(words) > _WIDEST_HOLE:
            return set()
        else:
            region |= set(hole)
    return region


def _ends_subject(tree: Tree, index: int) -> bool:
    """Whether a subject ends at a token, and its verb comes after."""
    tops = (index, *tree.ancestors(index))
    return any(tree.rel(i) == "nsubj" and tree.tokens[i].head > index for i in tops)


def _frames(tree: Tree, region: set[int], telling: set[int]) -> bool:
    """Whether what is neither said nor says who says it is short and holds no clause."""
    rest = [i for i in range(len(tree)) if i not in region and i not in telling and tree.tokens[i].upos != "PUNCT"]
    return len(rest) <= _LONGEST_REST and not any(tree.tokens[i].upos in ("VERB", "AUX") for i in rest)


def _speaks(tree: Tree, named: list[int]) -> bool:
    """Whether a source can be one: short, with a noun or "he" in it, no clause of its own."""
    words = [i for i in named if tree.tokens[i].text not in _MARKS]
    if not words or len(words) > _LONGEST_SOURCE or tree.low(words[0]) in _NOT_SOURCES:
        return False
    inside = set(words)
    head = next((i for i in words if tree.tokens[i].head not in inside), words[-1])
    person = tree.lemma(head) in _PEOPLE or tree.low(head).endswith(("ent", "ents", "ant", "ants", "ian", "ians"))
    named_one = any(tree.tokens[i].entity.endswith(("PER", "ORG")) for i in words)
    return (person or named_one or can_say(tree, head)) and not any(tree.tokens[i].upos == "AUX" for i in words)


def _any_predicate(tree: Tree, region: set[int]) -> int | None:
    """The first finite verb with a subject, both in the region."""
    for index in sorted(region):
        subject = tree.subject(index)
        if tree.is_predicate(index) and tree.finite(index) and subject is not None and subject in region:
            return index
    return None
