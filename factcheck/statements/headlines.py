"""Headlines in title case, put into sentence case so that the reader can parse them and a statement reads plainly."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.statements.entities import title_case
from factcheck.statements.tree import Tree


def names_within(trees: Iterable[Tree]) -> set[str]:
    """Words that the running text of an article writes with a capital where no sentence begins."""
    return {
        token.text
        for tree in trees
        if not title_case(tree)
        for index, token in enumerate(tree.tokens)
        if index > tree.opening() and token.text[:1].isupper() and (token.upos == "PROPN" or token.entity != "O")
    }


def sentence_case(tree: Tree, names: set[str]) -> str:
    """The headline with its plain words in small letters, as long as before; names and unknown words are kept."""
    from simplemma import is_known

    letters = list(tree.text)
    for index, token in enumerate(tree.tokens):
        low = token.text.lower()
        plain = (token.text[:1].isupper() and token.text[1:].islower()) or token.text == "A"
        if index == tree.opening() or not plain or token.text in names or len(low) != len(token.text):
            continue
        if len(low) < 4 or is_known(low, lang="en"):
            letters[token.start : token.end] = low
    return "".join(letters)
