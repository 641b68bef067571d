"""From texts and articles to statements: the public calls of this package."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace

from factcheck.errors import FactcheckError
from factcheck.facts.dates import extract_dates
from factcheck.facts.quantities import extract_quantities
from factcheck.statements.attributions import Attribution, Tagged, beyond
from factcheck.statements.drafts import Draft
from factcheck.statements.entities import Names, locate, name_article, title_case
from factcheck.statements.flags import ADDED, HELD
from factcheck.statements.headings import empty_reason
from factcheck.statements.headlines import names_within, sentence_case
from factcheck.statements.holders import PRONOUNS, holder_name, speakers_in_turn
from factcheck.statements.lives import LIFE
from factcheck.statements.modality import modality, opinion, polarity
from factcheck.statements.phrasing import phrase
from factcheck.statements.phrasing import sentence as as_sentence
from factcheck.statements.quotations import carried_on, quoted_regions, quoted_tokens, speakers
from factcheck.statements.readers import EMBEDDED, named_reader
from factcheck.statements.repair import mended
from factcheck.statements.resolution import Discourse, Resolved, replacements
from factcheck.statements.script import NOT_READ, foreign
from factcheck.statements.sentences import split_sentences
from factcheck.statements.splitting import LEVELS, propositions
from factcheck.statements.tree import Tree
from factcheck.types import Article, DateSpan, Dropped, Sentence, Statement

Progress = Callable[[int, int], None]
"""Called with (sentences read, sentences in all)."""
_BATCH = 256


def split_statements(text: str | Article, *, level: str = "atomic", reader: str = EMBEDDED) -> list[Statement]:
    """The statements of a text or an article, in the order of the text.

    `level`: "sentence" (one a sentence), "clause" (coordinated clauses and what is said, cut apart), "atomic" (also
    relative clauses, appositions, participles, titles, lists) or "fine" (also each adjunct and trait by itself, with
    its date). `reader`: "embedded", or a spaCy pipeline by name.

    :raises FactcheckError: `level` is none of these, or there is no such reader.
    """
    article = text if isinstance(text, Article) else Article("", "", text)
    return split_articles([article], Dropped(), level=level, reader=reader)


def find_attributions(text: str | Article, *, reader: str = EMBEDDED) -> list[Attribution]:
    """Who holds what in a text or an article, in its order: the clauses said, and also what is blamed, wanted, praised.

    :raises FactcheckError: there is no such reader.
    """
    article = text if isinstance(text, Article) else Article("", "", text)
    sentences = split_sentences(article)
    trees = _headlines_reread([_read([one.text for one in sentences], None, reader)], reader)[0]
    found: list[Attribution] = []
    statements = list(_statements(article, sentences, trees, Dropped(), "atomic", found))
    said = [Attribution(one.holder, "", one.start, one.end, True) for one in statements if one.holder]
    return sorted([*said, *found], key=lambda one: (one.start, one.end))


def split_article(article: Article, dropped: Dropped, *, level: str = "atomic") -> list[Statement]:
    """The statements of one article; what is left out is counted in `dropped`."""
    return split_articles([article], dropped, level=level)


def split_articles(
    articles: Sequence[Article],
    dropped: Dropped,
    progress: Progress | None = None,
    *,
    level: str = "atomic",
    reader: str = EMBEDDED,
) -> list[Statement]:
    """The statements of many articles, their sentences read in batches; `progress` hears of every batch.

    :raises FactcheckError: `level` or `reader` is unknown.
    """
    if level not in LEVELS:
        raise FactcheckError(f"unknown level {level!r} (choose one of {', '.join(LEVELS)})")
    divided = [split_sentences(article, dropped) for article in articles]
    found: list[Statement] = []
    with closing(_reading([one.text for sentences in divided for one in sentences], progress, reader)) as flat:
        for article, sentences in zip(articles, divided, strict=True):
            parsed = [next(flat) for _ in sentences]
            (trees,) = _headlines_reread([parsed], reader)
            found.extend(_statements(article, sentences, trees, dropped, level))
    return found


def single_statement(text: str) -> Statement:
    """The whole text as one statement, every field filled; for a text of several sentences, by its first one."""
    article = Article("", "", text)
    sentences = split_sentences(article)
    if not sentences:
        return Statement(_statement_id("", 0, len(text), text), "", "", text, text, 0, len(text), 0, len(text), text)
    trees, names = name_article(_read([one.text for one in sentences], None))
    tree = trees[0]
    drafts = propositions(tree, "clause")
    inner = next((one for one in drafts if one.holder is not None and one.origin in ("main", "said")), None)
    whole = Draft(tuple(range(len(tree))), tree.root, "whole")
    resolved = Discourse(names).read(tree)
    draft = replace(whole, head=inner.head, holder=inner.holder) if inner is not None else whole
    statement = _statement(
        article, replace(sentences[0], text=text), tree, draft, _Context(names, resolved, trees, None)
    )
    statement = replace(statement, start=0, end=len(text), quote=text, sentence_start=0, sentence_end=len(text))
    flags = tuple(flag for flag in statement.flags if not flag.startswith("resolved"))
    filled = _fill(replace(statement, text=text, original=text, flags=flags), names, trees, None)
    return replace(filled, statement_id=_statement_id("", 0, len(text), text))


def _read(texts: Sequence[str], progress: Progress | None, name: str = EMBEDDED) -> list[Tree]:
    return list(_reading(texts, progress, name))


def _reading(texts: Sequence[str], progress: Progress | None, name: str = EMBEDDED) -> Generator[Tree, None, None]:
    """The trees of texts, in order; while a batch is made use of, the next one is being read on the other cores."""
    if not texts:
        return
    reader, batches = named_reader(name), [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
    done = 0
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(reader.read, batches[0])
        for number, batch in enumerate(batches, 1):
            read = coming.result()
            if number < len(batches):
                coming = ahead.submit(reader.read, batches[number])
            done += len(batch)
            if progress is not None:
                progress(done, len(texts))
            for text, tokens in zip(batch, read, strict=True):
                yield mended(Tree(text, tokens))


def _headlines_reread(trees: Sequence[Sequence[Tree]], reader: str) -> list[list[Tree]]:
    """The sentences of each article, those in title case read again in sentence case."""
    places, texts = [], []
    for number, parsed in enumerate(trees):
        names = names_within(parsed) if any(title_case(tree) for tree in parsed) else set()
        for index, tree in enumerate(parsed):
            if title_case(tree):
                places.append((number, index))
                texts.append(sentence_case(tree, names))
    found = [list(parsed) for parsed in trees]
    for (number, index), tree in zip(places, _read(texts, None, reader), strict=True):
        found[number][index] = tree
    return found


@dataclass(frozen=True, slots=True)
class _Context:
    """What a statement takes from its article."""

    names: Names
    resolved: Sequence[Resolved]
    trees: Sequence[Tree]
    anchor: datetime.date | None
    speaker: str | None = None
    """Who speaks, when the sentence stands within a quotation."""
    turn: str | None = None
    """Who the sentence names as a holder, "he" resolved."""


def _statements(
    article: Article,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    dropped: Dropped,
    level: str,
    attributed: list[Attribution] | None = None,
) -> Generator[Statement, None, None]:
    """The statements of one article, the same text of the same span once; `attributed` is given what else is held."""
    trees, names = name_article(trees)
    anchor = _anchor(article.date)
    discourse = Discourse(names)
    discourse.learn(trees)
    regions = quoted_regions(article.text)
    resolved = [
        discourse.read(tree, quoted_tokens(one, [(token.start, token.end) for token in tree.tokens], regions))
        for one, tree in zip(sentences, trees, strict=True)
    ]
    drafts = [propositions(tree, level) for tree in trees]
    named = speakers_in_turn(trees, drafts, resolved, names)
    quoted = carried_on(sentences, regions, named, speakers(article.text, sentences, named))
    seen: set[str] = set()
    for one, tree, some, found, speaker, turn in zip(sentences, trees, drafts, resolved, quoted, named, strict=True):
        reason = empty_reason(tree, _whole_line(article.text, one))
        if reason is not None:
            dropped.add(reason)
            continue
        context = _Context(names, found, trees, anchor, speaker, turn)
        others = [(tagged, _attribution(one, tree, tagged, context)) for tagged in beyond(tree, some)]
        if attributed is not None:
            attributed.extend(other for _, other in others)
        for draft in some:
            statement = _statement(article, one, tree, draft, context)
            held = [other for tagged, other in others if {*tagged.cue, *tagged.content} <= set(draft.tokens())]
            if held and statement.holder is None:
                statement = replace(
                    statement, flags=(*statement.flags, *(_held_flag(article, other) for other in held))
                )
            if statement.text and statement.statement_id not in seen:
                seen.add(statement.statement_id)
                yield _fill(statement, names, trees, anchor)


def _attribution(one: Sentence, tree: Tree, tagged: Tagged, context: _Context) -> Attribution:
    """A tagged attribution in the places of the article."""
    draft = Draft(tagged.content, tree.root, "said", tagged.source)
    holder = holder_name(tree, draft, context.resolved, context.names) if tagged.source else None
    start, end = tree.tokens[tagged.content[0]].start, tree.tokens[tagged.content[-1]].end
    cue = tree.text[tree.tokens[tagged.cue[0]].start : tree.tokens[tagged.cue[-1]].end]
    return Attribution(holder, cue, one.start + start, one.start + end, False)


def _held_flag(article: Article, other: Attribution) -> str:
    return f"{HELD}{other.holder or '?'} | {other.cue} | {' '.join(article.text[other.start : other.end].split())}"


def _statement(article: Article, source: Sentence, tree: Tree, draft: Draft, context: _Context) -> Statement:
    """A draft as a statement; quantities, dates and names are filled in later."""
    tokens = draft.tokens() or [tree.root]
    if draft.origin == "whole":
        start, end = source.start, source.start + len(tree.text)
    else:
        solid = [
            i for i in tokens if tree.tokens[i].upos != "PUNCT" or tree.tokens[i].text in "$%\u20ac\u00a3"
        ] or tokens
        start = source.start + min(tree.tokens[i].start for i in solid)
        end = source.start + max(tree.tokens[i].end for i in solid)
    changes, flags = replacements(tree, draft, context.resolved, context.names.shown)
    if foreign(tree.text):
        changes, flags = {}, [NOT_READ]
    if draft.origin == LIFE:
        flags = [*flags, ADDED + " ".join(word for word in draft.words if isinstance(word, str))]
    original = as_sentence(phrase(tree, draft.words, draft.changes))
    text = as_sentence(phrase(tree, draft.words, {**draft.changes, **changes})) if changes else original
    holder, sure = holder_name(tree, draft, context.resolved, context.names), modality(tree, draft)
    if holder is None and context.speaker is not None:
        holder = context.speaker
    if holder is not None and draft.holder and len(draft.holder) == 1 and tree.low(draft.holder[0]) in PRONOUNS:
        holder = context.turn or holder
    return Statement(
        statement_id=_statement_id(article.article_id, start, end, text),
        article_id=article.article_id,
        source=article.source,
        text=text,
        quote=article.text[start:end],
        start=start,
        end=end,
        sentence_start=source.start,
        sentence_end=source.end,
        original=original,
        holder=holder,
        modality=sure,
        polarity=polarity(tree, draft),
        opinion=opinion(tree, draft),
        flags=tuple(flags),
    )


def _fill(statement: Statement, names: Names, trees: Sequence[Tree], anchor: datetime.date | None) -> Statement:
    """The statement with its quantities, dates, time and names."""
    dates = tuple(extract_dates(statement.text, anchor))
    known = [name for name in names.types if name in statement.text]
    return replace(
        statement,
        quantities=tuple(extract_quantities(statement.text)),
        dates=dates,
        time=_time(dates),
        entities=locate(statement.text, names, known),
    )


def _time(dates: Sequence[DateSpan]) -> str | None:
    """The day or interval a statement is about, when it names one that is not open on a side."""
    whole = [one for one in dates if one.relation == "on"]
    if not whole:
        return None
    return whole[0].first if whole[0].first == whole[0].last else f"{whole[0].first}/{whole[0].last}"


def _anchor(date: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((date or "")[:10])
    except ValueError:
        return None


def _whole_line(text: str, sentence: Sentence) -> bool:
    """Whether a sentence has its line to itself, list marks aside."""
    before = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    stop = text.find("\n", sentence.end)
    after = text[sentence.end : stop if stop >= 0 else len(text)]
    return not re.search(r"[^\W\d]", before + after)


def _statement_id(article_id: str, start: int, end: int, text: str) -> str:
    """'s' and 12 hexadecimal digits of the SHA-256 of where and what."""
    digest = hashlib.sha256("\x1f".join((article_id, str(start), str(end), text)).encode("utf-8", "surrogatepass"))
    return "s" + digest.hexdigest()[:12]
