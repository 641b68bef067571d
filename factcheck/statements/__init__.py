"""From an article to atomic statements: sentences, the reader, splitting, resolving, who says it and how surely."""

from factcheck.statements.split import (
    find_attributions,
    single_statement,
    split_article,
    split_articles,
    split_statements,
)

__all__ = ["find_attributions", "single_statement", "split_article", "split_articles", "split_statements"]
