"""One claim opened up: every source's words within their sentences, side by side, and how the pairs were judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from factcheck.report.differences import differing_words, marked
from factcheck.report.figures import Figure, figures_side_by_side, sums_in
from factcheck.report.layout import Screen
from factcheck.report.quotes import in_context
from factcheck.report.safe import one_line
from factcheck.report.terminal import lines_as_text, plain_screen, print_lines, screen_of
from factcheck.report.view import JudgedPairs, Row, StoryView, is_judged, story_views, verdict_note
from factcheck.report.words import STANCE_STYLES, VERDICT_STYLES, percent
from factcheck.run import Run
from factcheck.types import Article, Cell, Claim, Judged, Judgement, Stance, Statement


def print_claim(run: Run, claim: Claim, console: Console) -> None:
    """Print one claim with all that is known of it."""
    print_lines(console, claim_lines(run, claim, screen_of(console)))


def claim_text(run: Run, claim: Claim, width: int = 100) -> str:
    """One claim with all that is known of it as plain text."""
    return lines_as_text(claim_lines(run, claim, plain_screen(width)))


def claim_lines(run: Run, claim: Claim, screen: Screen) -> Iterator[Text]:
    """One claim, line by line, no line wider than the screen."""
    (view,) = story_views(run, [claim])
    (row,) = view.rows
    yield from screen.hanging(Text(f"{row.number} ", style="dim"), screen.text(claim.text, "bold"))
    style = VERDICT_STYLES[claim.verdict]
    verdict = Text(claim.verdict.value, style=style)
    verdict.append(f": {verdict_note(claim)}", style="not bold")
    if is_judged(claim):
        verdict.append(f", {claim.kind.value}, {percent(claim.score)} sure", style="not bold")
    yield from screen.wrap(verdict, screen.width)
    yield from screen.wrap(screen.text(claim.explanation, "italic"), screen.width)
    yield from screen.wrap(screen.text(f"claim {claim.claim_id}, story {view.story.title}", "dim"), screen.width)
    articles = {a.article_id: a for a in run.articles}
    statements = {s.statement_id: s for s in run.statements}
    cells = [cell for source in view.sources for cell in row.cells(source)]
    for found in sums_in([claim.explanation, *(c.explanation for c in cells)]):
        yield from screen.hanging(Text("The sum: "), screen.text(found))
    differing = differing_words(cells, statements, claim.kind, claim.explanation)
    for cell, words in zip(cells, differing, strict=True):
        yield Text("")
        statement = statements.get(cell.statement_id or "")
        yield from _voice(cell, articles.get(cell.article_id), statement, words, screen)
    yield from _silent(row, view, screen)
    yield from _key(any(differing), screen)
    yield from _figures(figures_side_by_side(cells, statements), screen)
    yield from _pairs(JudgedPairs(run).among(claim), claim, statements, screen)


def _key(differing: bool, screen: Screen) -> Iterator[Text]:
    quote = ">> <<" if screen.ascii else "« »"
    marks = f"{quote} the words the claim rests on" + (", *starred* the words that make the difference" * differing)
    yield Text("")
    yield from screen.wrap(Text(marks, style="dim"), screen.width)


def _figures(figures: Sequence[Figure], screen: Screen) -> Iterator[Text]:
    if not figures:
        return
    yield Text("")
    yield Text("The figures", style="bold")
    for figure in figures:
        source, written = screen.text(figure.source, "bold"), screen.text(f": {figure.text}, read as {figure.read_as}")
        yield from screen.hanging(Text("  "), source + written + Text(f" ({figure.apart})" if figure.apart else ""))


def _voice(
    cell: Cell, article: Article | None, statement: Statement | None, differing: tuple[str, ...], screen: Screen
) -> Iterator[Text]:
    style = STANCE_STYLES[cell.stance]
    head = Text(f"{screen.symbol(cell.stance)} {cell.stance.value}  ", style=style)
    head += screen.text(cell.source, "bold")
    if cell.copy:
        head.append("  copy, not counted", style="dim")
    yield from screen.wrap(head, screen.width)
    if article is not None:
        known = [article.title, (article.date or "")[:10], article.url or ""]
        if about := ", ".join(part for part in known if part):
            yield from screen.hanging(Text("  "), screen.text(about, "dim"))
    context = in_context(cell, article, statement, around=100)
    # White space may be all that parts the quote from its context, and a harmless line has none at its ends.
    before, after = (screen.text(f"|{part}|").plain[1:-1] for part in (context.before, context.after))
    marks = (">>", "<<") if screen.ascii else ("«", "»")
    words = Text(before, style="dim")
    words.append(marks[0], style="bold not dim")
    for piece, differs in marked(one_line(context.quote), differing):
        text = screen.text(f"|{piece}|").plain[1:-1]
        words.append(f"*{text}*" if differs else text, style="bold underline not dim" if differs else "not dim")
    words.append(marks[1], style="bold not dim")
    words.append(after, style="dim")
    yield from screen.hanging(Text("  | " if screen.ascii else "  │ ", style=style), words)
    if cell.statement and cell.statement.rstrip(".") != cell.quote.rstrip("."):
        yield from screen.hanging(Text("  read as: "), screen.text(cell.statement))
    if cell.explanation:
        yield from screen.hanging(Text("  "), screen.text(f"{cell.explanation} ({percent(cell.score)} sure)"))


def _silent(row: Row, view: StoryView, screen: Screen) -> Iterator[Text]:
    if names := [s for s in view.sources if not row.cells(s)]:
        yield Text("")
        lead = Text(f"{screen.symbol(Stance.SILENT)} {Stance.SILENT.value}  ", style=STANCE_STYLES[Stance.SILENT])
        yield from screen.hanging(lead, screen.text(", ".join(names), "dim"))


def _pairs(pairs: list[Judged], claim: Claim, statements: dict[str, Statement], screen: Screen) -> Iterator[Text]:
    if not pairs:
        return
    yield Text("")
    yield Text("How the pairs were judged", style="bold")
    for judged in pairs:
        one = judged.judgement
        for letter, statement_id in (("A", judged.pair.premise_id), ("B", judged.pair.hypothesis_id)):
            statement = statements.get(statement_id)
            text = f"{statement.source}: {statement.text}" if statement else f"the claim: {claim.text}"
            yield from screen.hanging(Text(f"  {letter} "), screen.text(text))
        yield from screen.hanging(Text("    "), Text(f"{one.label.value}, {one.kind.value}, {percent(one.score)} sure"))
        yield from _both_ways(one, screen)


def judgement_lines(judgement: Judgement, pair: tuple[str, str], screen: Screen) -> Iterator[Text]:
    """One judged pair of texts."""
    yield from screen.hanging(Text("A "), screen.text(pair[0]))
    yield from screen.hanging(Text("B "), screen.text(pair[1]))
    style = {"contradiction": "bold red", "entailment": "bold green"}.get(judgement.label.value, "bold")
    head = Text(judgement.label.value, style=style)
    head.append(f", {judgement.kind.value}, {percent(judgement.score)} sure", style="not bold default")
    yield from screen.wrap(head, screen.width)
    yield from screen.wrap(screen.text(judgement.explanation, "italic"), screen.width)
    yield from _both_ways(judgement, screen)
    yield Text("")


def _both_ways(judgement: Judgement, screen: Screen) -> Iterator[Text]:
    for lead, p in (("if A is true, B", judgement.forward), ("if B is true, A", judgement.backward)):
        text = f"{lead}: follows {percent(p.entailment)}, may or may not be {percent(p.neutral)}, "
        yield from screen.hanging(Text("    "), Text(f"{text}can't be {percent(p.contradiction)}", style="dim"))
