"""From an article to atomic statements: sentences, the reader, splitting, resolving, who says it and how surely."""

from factcheck.statements.split import single_statement, split_article, split_articles, split_statements

__all__ = ["single_statement", "split_article", "split_articles", "split_statements"]
