"""Attribution labels by rule over gold trees: who (source) says (cue) what (content).

Written for training the attribution head without text whose licence bars it: the rules read reporting verbs and nouns,
"according to", quotations and reported thoughts off Universal Dependencies trees.
"""

from __future__ import annotations

from collections.abc import Sequence

ATTRIBUTION_LABELS = ["O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT"]

_SPEAK = set(
    """say tell add claim report announce argue state note warn insist believe think suggest deny explain
    confirm reveal allege write testify promise vow declare acknowledge admit assert assure complain
    concede conclude contend demand disclose emphasize estimate expect fear find hope indicate maintain
    mention observe predict propose point recall recommend remark remind repeat reply respond speculate
    stress swear urge advise agree ask call feel hear imply inform instruct know learn wonder worry doubt
    show cite quote describe tweet post joke quip boast counter reiterate pledge threaten guess assume
    suspect consider hint caution opine project forecast rule order accuse blame praise criticize
    understand notice realize decide hold charge protest lament muse proclaim retort shout whisper murmur
    continue""".split()
)
_COMMIT = set("promise vow pledge threaten claim swear propose hope".split())
"""Verbs whose infinitive is something said; wishes and plans (want, intend, decide) are the subject's own doing."""
_ALLEGE = set("say believe report think allege expect estimate".split())
"""Verbs of \"is said to have ...\"."""
_OBJECT = set(
    """deny reject announce confirm acknowledge admit claim allege criticize praise condemn denounce welcome
    oppose support endorse blame accuse describe cite question dismiss dispute suggest propose predict
    demand urge reveal disclose""".split()
)
_LABEL = set("call describe label dub brand deem denounce dismiss".split())
"""Verbs of calling a thing something: both are the content."""
_SPEAK_OF = set("warn complain speak talk boast hint joke write testify warn".split())
"""Verbs whose content may be what they speak of, about or against."""
_NOUNS = set(
    """claim report statement allegation suggestion belief assertion argument announcement warning accusation
    view opinion fear hope promise pledge news rumor rumour evidence idea fact notion conclusion decision
    theory speculation""".split()
)


def attribution_tags(
    lemmas: Sequence[str], upos: Sequence[str], heads: Sequence[int], deprels: Sequence[str]
) -> list[str]:
    """BIO tags of one sentence; an inner source or cue cuts the content around it.

    :param heads: index of the governing word, -1 for the root.
    """
    tree = _Tree(lemmas, upos, heads, deprels)
    found = [frame for i in range(len(heads)) for frame in [_frame(tree, i)] if frame]
    tags = ["O"] * len(heads)
    for _, _, content in sorted(found, key=lambda frame: -len(frame[2])):
        _mark(tags, tree.trimmed(content), "CONTENT")
    for cue, source, _ in found:
        _mark(tags, tree.trimmed(source), "SOURCE")
        _mark(tags, cue, "CUE")
    return tags


class _Tree:
    def __init__(
        self, lemmas: Sequence[str], upos: Sequence[str], heads: Sequence[int], deprels: Sequence[str]
    ) -> None:
        self.lemmas, self.upos, self.heads, self.deprels = [lemma.lower() for lemma in lemmas], upos, heads, deprels
        self.children: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(i)

    def below(self, i: int) -> set[int]:
        found, stack = set(), [i]
        while stack:
            node = stack.pop()
            found.add(node)
            stack += self.children[node]
        return found

    def child(self, i: int, *deprels: str) -> int | None:
        return next((c for c in self.children[i] if self.deprels[c] in deprels), None)

    def trimmed(self, span: set[int]) -> set[int]:
        """Without commas and stops at its ends."""
        kept = sorted(span)
        while kept and self.upos[kept[0]] == "PUNCT":
            kept.pop(0)
        while kept and self.upos[kept[-1]] == "PUNCT":
            kept.pop()
        return set(kept)


Frame = tuple[set[int], set[int], set[int]]


def _frame(tree: _Tree, i: int) -> Frame | None:
    """(cue, source, content) that word i evokes, or None."""
    if tree.lemmas[i] == "accord":
        return _according(tree, i)
    if tree.upos[i] == "VERB" and tree.lemmas[i] in _SPEAK | _COMMIT | _OBJECT | _LABEL:
        return _verb(tree, i)
    if tree.upos[i] == "NOUN" and tree.lemmas[i] in _NOUNS:
        return _noun(tree, i)
    return None


def _according(tree: _Tree, i: int) -> Frame | None:
    head = tree.heads[i]
    if head < 0 or tree.heads[head] < 0:
        return None
    cue = tree.below(i)
    source = tree.below(head)
    clause = tree.heads[head]
    return cue, source - cue, tree.below(clause) - source


def _verb(tree: _Tree, i: int) -> Frame | None:
    content = _content(tree, i)
    if not content:
        return None
    cue = {i} | {c for c in tree.children[i] if tree.deprels[c] in {"aux", "aux:pass", "compound:prt"}}
    if any(tree.lemmas[c] in {"not", "n't", "never"} for c in tree.children[i]):
        cue |= {c for c in tree.children[i] if tree.lemmas[c] in {"not", "n't", "never"}}
    source = _source(tree, i) - content
    return cue, source, content - cue - source


def _content(tree: _Tree, i: int) -> set[int]:
    lemma = tree.lemmas[i]
    clause = tree.child(i, "ccomp")
    if clause is not None and lemma in _SPEAK | _COMMIT:
        return tree.below(clause)
    if (
        tree.deprels[i] == "parataxis"
        and tree.heads[i] >= 0
        and tree.child(i, "nsubj", "nsubj:pass") is not None
        and lemma in _SPEAK
    ):
        if tree.child(i, "obj") is None and tree.child(i, "xcomp") is None:
            return tree.below(tree.heads[i]) - tree.below(i)
        return set()
    quoted = tree.child(i, "parataxis")
    if quoted is not None and lemma in _SPEAK and tree.child(i, "obj") is None:
        return tree.below(quoted)
    infinitive = tree.child(i, "xcomp")
    if infinitive is not None and lemma in _COMMIT | _ALLEGE:
        return tree.below(infinitive)
    return _spoken_of(tree, i)


def _spoken_of(tree: _Tree, i: int) -> set[int]:
    """The content that is a thing: denied the claims, called the deal absurd, warned of layoffs."""
    lemma, thing = tree.lemmas[i], tree.child(i, "obj")
    if thing is not None and lemma in _LABEL:
        named = tree.child(i, "xcomp") or next((c for c in tree.children[i] if _case(tree, c) == "as"), None)
        if named is not None:
            return tree.below(thing) | tree.below(named)
    if thing is not None and lemma in _OBJECT and _source(tree, i):
        return tree.below(thing)
    if thing is None and lemma in _SPEAK_OF and tree.child(i, "nsubj") is not None:
        about = next((c for c in tree.children[i] if _case(tree, c) in {"of", "about", "against"}), None)
        return tree.below(about) if about is not None else set()
    return set()


def _case(tree: _Tree, i: int) -> str:
    case = tree.child(i, "case") if tree.deprels[i] in {"obl", "advcl"} else None
    return "" if case is None else tree.lemmas[case]


def _source(tree: _Tree, i: int) -> set[int]:
    subject = tree.child(i, "nsubj")
    if subject is not None:
        return tree.below(subject)
    agent = tree.child(i, "obl:agent", "obl") if tree.child(i, "nsubj:pass", "aux:pass") is not None else None
    if agent is not None:
        case = tree.child(agent, "case")
        if case is not None and tree.lemmas[case] == "by":
            return tree.below(agent) - {case}
        return set()
    if tree.deprels[i] in {"conj", "xcomp", "advcl"} and tree.heads[i] >= 0 and tree.child(i, "nsubj:pass") is None:
        above = tree.child(tree.heads[i], "nsubj")
        return tree.below(above) if above is not None else set()
    if tree.deprels[i] == "acl" and tree.heads[i] >= 0:  # a statement saying that ...
        noun = tree.heads[i]
        return {c for c in tree.below(noun) if c <= noun and tree.upos[c] != "PUNCT"} & _near(tree, noun)
    return set()


def _near(tree: _Tree, noun: int) -> set[int]:
    return {noun} | {d for c in tree.children[noun] if c < noun for d in tree.below(c)}


def _noun(tree: _Tree, i: int) -> Frame | None:
    clause = tree.child(i, "acl", "ccomp", "acl:relcl")
    if clause is None or not any(tree.lemmas[c] == "that" and tree.deprels[c] == "mark" for c in tree.children[clause]):
        return None
    owner = tree.child(i, "nmod:poss", "nmod")
    source = set() if owner is None or owner > clause else tree.below(owner)
    cases = {c for c in source if tree.heads[c] == owner and tree.deprels[c] == "case"}
    return {i}, source - cases, tree.below(clause)


def _mark(tags: list[str], span: set[int], name: str) -> None:
    before = -2
    for i in sorted(span):
        tags[i] = ("I-" if i == before + 1 and tags[i - 1].endswith(name) else "B-") + name
        before = i
