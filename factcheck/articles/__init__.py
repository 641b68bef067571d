"""Reading articles, telling the article from its boilerplate, and finding copies."""

from factcheck.articles.cleaning import find_boilerplate, with_boilerplate
from factcheck.articles.duplicates import mark_copies
from factcheck.articles.load import load_articles

__all__ = ["find_boilerplate", "load_articles", "mark_copies", "with_boilerplate"]
