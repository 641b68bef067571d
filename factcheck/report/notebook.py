"""The claim table in a notebook: an Arrow table that shows itself as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from factcheck.report.fragments import safe
from factcheck.report.headlines import clipped
from factcheck.report.view import StoryView, is_judged, story_views, verdict_counts
from factcheck.report.words import SYMBOLS, counted, percent
from factcheck.types import Stance, Verdict

if TYPE_CHECKING:
    import pyarrow as pa

    from factcheck.run import Run

_MOST_ROWS = 60
_COLOURS = {
    "supports": "#11652a", "qualifies": "#855000", "contradicts": "#b00020", "silent": "#666c75",
    "disputed": "#b00020", "updated": "#6d1f93", "agreed": "#11652a", "single-source": "#4a505a",
}  # fmt: skip


class ClaimTable:
    """The Arrow table of a run's claims with a rich display; everything an Arrow table has, it has."""

    def __init__(self, table: pa.Table, run: Run) -> None:
        self.table = table
        self._run = run

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "table":
            raise AttributeError(name)
        return getattr(self.table, name)

    def __getitem__(self, key: Any) -> Any:
        return self.table[key]

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __eq__(self, other: object) -> bool:
        return bool(self.table.equals(other.table if isinstance(other, ClaimTable) else other))

    __hash__ = None  # type: ignore[assignment]

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The Arrow PyCapsule interface: pandas, Polars and DuckDB take the table as it is."""
        return self.table.__arrow_c_stream__(requested_schema)

    def __dataframe__(self, *args: Any, **kwargs: Any) -> Any:
        return self.table.__dataframe__(*args, **kwargs)

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        return run_as_html(self._run)


def run_as_html(run: Run, rows: int = _MOST_ROWS) -> str:
    """The first `rows` claims as an HTML table for a notebook: no script, no style sheet, every text escaped."""
    views = story_views(run, run.claims_list[:rows])
    counts = ", ".join(f"{n} {verdict.value}" for verdict, n in verdict_counts(run.claims_list).items())
    left = len(run.claims_list) - rows
    more = f"<p>and {counted(left, 'more claim')}: run.to_html(path) has them all</p>" if left > 0 else ""
    head = f"<p><b>{counted(len(run.claims_list), 'claim')}</b>{': ' + counts if counts else ''}</p>"
    return head + "".join(_story(view) for view in views) + more


def _story(view: StoryView) -> str:
    names = "".join(f'<th style="text-align:left">{safe(clipped(s, 40))}</th>' for s in view.sources)
    parts = [
        f"<table><caption>{safe(clipped(view.story.title))}</caption><thead><tr><th>#</th>"
        f'<th style="text-align:left">claim</th><th>verdict</th>{names}</tr></thead><tbody>'
    ]
    for row in view.rows:
        claim = row.claim
        sure = f"<br><small>{percent(claim.score)} sure</small>" if is_judged(claim) else ""
        why = f"<br><small>{safe(clipped(claim.explanation, 300))}</small>" if claim.verdict is Verdict.DISPUTED else ""
        cells = "".join(f"<td>{_words(row.stances(source))}</td>" for source in view.sources)
        parts.append(
            f'<tr><td>{row.number}</td><td style="text-align:left">{safe(clipped(claim.text, 300))}{why}</td>'
            f"<td>{_coloured(claim.verdict.value)}{sure}</td>{cells}</tr>"
        )
    return "".join([*parts, "</tbody></table>"])


def _words(stances: Sequence[Stance]) -> str:
    return "<br>".join(_coloured(stance.value, f"{SYMBOLS[stance]} {stance.value}") for stance in stances)


def _coloured(name: str, text: str = "") -> str:
    return f'<span style="color:{_COLOURS[name]};white-space:nowrap">{text or name}</span>'
