"""The run folder: `run.json` and Parquet tables joined by ids. `schema.py` documents every column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.store.folder import check_target, read_run, write_run

if TYPE_CHECKING:
    import pyarrow as pa

    from factcheck.run import Run

__all__ = ["check_target", "claims_table", "read_run", "write_run"]


def claims_table(run: Run) -> pa.Table:
    """The claims as an Arrow table, one row a claim, in the order a person should look at them."""
    from factcheck.store.tables import to_table

    return to_table("claims", run)
