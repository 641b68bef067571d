"""The run folder holds one whole run at every moment, and gives it back as it was."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from factcheck.errors import RunError
from factcheck.run import Run
from factcheck.store import check_target, claims_table, folder, read_run, write_run
from factcheck.store.names import PENDING, RUN_FILE, SCHEMA_VERSION, TABLES, UNFINISHED, table_file


def names(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()}


WHOLE = {RUN_FILE, *(table_file(table) for table in TABLES)}


def test_what_is_read_is_what_was_written(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "er"
    assert write_run(run, out) == out
    assert read_run(out) == run
    assert read_run(out / RUN_FILE) == run
    assert names(out) == WHOLE


def test_an_empty_run_round_trips(tmp_path: Path) -> None:
    empty = Run("r0", [], [], [], [], [])
    assert read_run(write_run(empty, tmp_path / "out")) == empty


def test_the_same_run_gives_the_same_bytes(make_run: Callable[[], Run], tmp_path: Path) -> None:
    slow = dataclasses.replace(make_run(), timings={"reading": 99.0})
    write_run(make_run(), tmp_path / "one")
    write_run(slow, tmp_path / "two")
    for table in TABLES:
        assert (tmp_path / "one" / table_file(table)).read_bytes() == (
            tmp_path / "two" / table_file(table)
        ).read_bytes()


def test_a_new_run_replaces_the_old_and_leaves_other_files(run: Run, tmp_path: Path) -> None:
    write_run(run, tmp_path)
    (tmp_path / "notes.md").write_text("mine")
    second = dataclasses.replace(run, run_id="r2", claims_list=run.claims_list[:1])
    write_run(second, tmp_path)
    assert read_run(tmp_path) == second
    assert names(tmp_path) == WHOLE | {"notes.md"}


@pytest.mark.parametrize("table", [*TABLES, "run.json"])
def test_a_write_that_fails_leaves_the_old_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    write_run(run, tmp_path)
    real = folder._sync if table == "run.json" else folder._digest

    def fail(path: Path) -> object:
        if path.stem == Path(table).stem and path.parent.name.startswith(UNFINISHED):
            raise KeyboardInterrupt
        return real(path)

    monkeypatch.setattr(folder, "_sync" if table == "run.json" else "_digest", fail)
    with pytest.raises(KeyboardInterrupt):
        write_run(dataclasses.replace(run, run_id="r2"), tmp_path)
    monkeypatch.undo()
    assert read_run(tmp_path) == run
    assert names(tmp_path) == WHOLE


@pytest.mark.parametrize("moved", range(len(WHOLE)))
def test_a_write_that_dies_while_moving_leaves_the_new_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    write_run(run, tmp_path)
    second = dataclasses.replace(run, run_id="r2", claims_list=run.claims_list[:2], judged=[])
    real, count = Path.replace, iter(range(100))

    def stop(self: Path, target: Path) -> Path:
        if next(count) >= moved:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_run(second, tmp_path)
    monkeypatch.undo()
    assert (tmp_path / PENDING).is_dir()
    assert read_run(tmp_path) == second
    third = dataclasses.replace(run, run_id="r3")
    write_run(third, tmp_path)
    assert read_run(tmp_path) == third
    assert names(tmp_path) == WHOLE


def test_leftovers_of_a_killed_write_are_cleared(run: Run, tmp_path: Path) -> None:
    (tmp_path / f"{UNFINISHED}abc").mkdir()
    (tmp_path / f"{UNFINISHED}abc" / "claims.parquet").write_text("half")
    write_run(run, tmp_path)
    assert names(tmp_path) == WHOLE


def test_a_folder_with_other_files_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    for refuse in (lambda: check_target(tmp_path), lambda: write_run(run, tmp_path)):
        with pytest.raises(RunError, match=r"is not empty and not a run, it holds 'thesis\.txt'.*--out"):
            refuse()
    assert names(tmp_path) == {"thesis.txt"}


def test_a_file_in_the_way_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(RunError, match="is a file"):
        write_run(run, tmp_path / "out")
    with pytest.raises(RunError, match="can't be written"):
        write_run(run, tmp_path / "out" / "below")


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_table_is_named(run: Run, tmp_path: Path, table: str) -> None:
    write_run(run, tmp_path)
    (tmp_path / table_file(table)).unlink()
    with pytest.raises(RunError, match=rf"{table}\.parquet: the table is missing .*factcheck check"):
        read_run(tmp_path)


@pytest.mark.parametrize("table", TABLES)
def test_a_damaged_table_is_named(run: Run, tmp_path: Path, table: str) -> None:
    write_run(run, tmp_path)
    path = tmp_path / table_file(table)
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 3] ^= 1
    path.write_bytes(whole)
    with pytest.raises(RunError, match=rf"{table}\.parquet: is not the table the run wrote"):
        read_run(tmp_path)


def test_a_table_of_other_columns_is_named(run: Run, tmp_path: Path) -> None:
    write_run(run, tmp_path)
    path = tmp_path / "claims.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["kind"]), path)
    header = json.loads((tmp_path / RUN_FILE).read_text())
    header["tables"]["claims"]["sha256"] = folder._digest(path)
    (tmp_path / RUN_FILE).write_text(json.dumps(header))
    with pytest.raises(RunError, match=r"claims\.parquet: has other columns"):
        read_run(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is not a run folder, it holds no run.json"),
        ("{", "can't be read"),
        ("[]", "was not written by factcheck"),
        ('{"format": "other"}', "was not written by factcheck"),
        (json.dumps({"format": "factcheck-run", "schema": SCHEMA_VERSION + 1}), f"this program reads {SCHEMA_VERSION}"),
    ],
)
def test_a_wrong_header_is_told(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / RUN_FILE).write_text(content)
    with pytest.raises(RunError, match=message):
        read_run(tmp_path)


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"no such run folder \(make one: factcheck check PATH --out"):
        read_run(tmp_path / "absent")


def test_a_text_that_no_file_can_hold_is_told(run: Run, tmp_path: Path) -> None:
    broken = dataclasses.replace(run.articles[0], text="half \ud800 a pair")
    with pytest.raises(RunError, match="no Unicode"):
        write_run(dataclasses.replace(run, articles=[broken]), tmp_path / "out")
    assert not (tmp_path / "out" / RUN_FILE).exists()


def test_a_path_of_odd_bytes_does_not_stop_a_run(run: Run, tmp_path: Path) -> None:
    odd = dataclasses.replace(run.articles[0], path="in/caf\udce9.txt")
    back = read_run(write_run(dataclasses.replace(run, articles=[odd]), tmp_path / "out"))
    assert back.articles[0].path == "in/caf\\udce9.txt"


def test_tables_join_and_are_plain_columns(run: Run, tmp_path: Path) -> None:
    write_run(run, tmp_path)
    table = {name: pq.read_table(tmp_path / table_file(name)) for name in TABLES}
    statements = set(table["statements"]["statement_id"].to_pylist())
    assert set(table["statements"]["article_id"].to_pylist()) <= set(table["articles"]["article_id"].to_pylist())
    assert set(table["judgements"]["premise_id"].to_pylist()) <= statements
    assert set(table["stances"]["claim_id"].to_pylist()) == set(table["claims"]["claim_id"].to_pylist())
    first = table["judgements"].slice(0, 1).to_pylist()[0]
    assert (first["forward_contradiction"], first["backward_neutral"]) == (0.9, 0.5)
    assert table["statements"]["quantities"].to_pylist()[1][0]["high"] == float("inf")
    assert table["claims"]["position"].to_pylist() == [1, 2, 3, 4, 5]


def test_duckdb_reads_it(run: Run, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    write_run(run, tmp_path)
    query = (
        f"SELECT c.text, s.source, s.quote, s.\"end\" - s.start AS long FROM '{tmp_path}/claims.parquet' c "
        f"JOIN '{tmp_path}/stances.parquet' s USING (claim_id) WHERE s.stance = 'contradicts' ORDER BY c.position"
    )
    rows = duckdb.sql(query).fetchall()
    assert [row[1] for row in rows] == ["Daily Ledger", "The North Post"]
    assert all(len(row[2]) == row[3] for row in rows)


def test_the_claims_of_a_run_are_a_table(run: Run) -> None:
    table = claims_table(run)
    assert table["text"].to_pylist() == [claim.text for claim in run.claims_list]
    assert run.claims.equals(table)


def test_a_copied_folder_is_the_same_run(run: Run, tmp_path: Path) -> None:
    write_run(run, tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    assert read_run(tmp_path / "two") == run
