"""Judgements -> the rows of the table: clusters, stances and verdicts."""
