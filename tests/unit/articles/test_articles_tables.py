"""Tables of articles: every row is checked, and a wrong one is named."""

from __future__ import annotations

import csv
import datetime
import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.articles import load_articles
from factcheck.articles.records import Place, iso_date
from factcheck.articles.tables import read_csv, read_jsonl
from factcheck.errors import InputError

ROW = {
    "text": "The mill closed.\r\nAll 30 workers left.",
    "title": "Mill closes",
    "source": "Vale News",
    "date": "2024-02-01",
    "url": "https://vale.example/1",
    "id": "v1",
    "story": "mill",
    "language": "en",
    "other": "unused",
}


def check_row(path: Path) -> None:
    (article,) = load_articles([path])
    assert article.text == ROW["text"]
    assert (article.title, article.source, article.date) == (ROW["title"], ROW["source"], ROW["date"])
    assert (article.url, article.article_id) == (ROW["url"], ROW["id"])
    assert (article.story, article.language) == (ROW["story"], ROW["language"])


def test_every_kind_of_table_carries_every_column(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n")
    (tmp_path / "a.ndjson").write_text("\ufeff" + json.dumps(ROW) + "\n\n")
    (tmp_path / "a.json").write_text(json.dumps([ROW], indent=1))
    (tmp_path / "one.json").write_text(json.dumps(ROW, indent=1))
    (tmp_path / "lines.json").write_text(json.dumps(ROW) + "\n")
    for name, delimiter in (("a.csv", ","), ("semi.csv", ";"), ("a.tsv", "\t")):
        with (tmp_path / name).open("w", newline="") as file:
            writer = csv.DictWriter(file, list(ROW), delimiter=delimiter)
            writer.writeheader()
            writer.writerow(ROW)
    pq.write_table(pa.Table.from_pylist([ROW]), tmp_path / "a.parquet")
    for path in sorted(tmp_path.iterdir()):
        check_row(path)


def test_column_names_may_be_capital(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Source, TEXT\nVale News,The mill closed.\n")
    (article,) = load_articles([tmp_path / "a.csv"])
    assert (article.source, article.text) == ("Vale News", "The mill closed.")


def test_a_source_is_made_from_the_address_or_the_row(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(
        '{"text": "A b."}\n{"text": "C d.", "url": "https://www.vale.example/x"}\n{"text": "E f.", "source": null}'
    )
    assert [article.source for article in load_articles([path])] == ["rows#1", "vale.example", "rows#3"]
    assert [article.path for article in load_articles([path])] == [f"{path}:{line}" for line in (1, 2, 3)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", '{"text": "A."}\n{"text": "B.', "a.jsonl:2: not valid JSON"),
        ("a.jsonl", '{"text": "A."}\n["B."]', "a.jsonl:2: the line is no JSON object (write one JSON object a line)"),
        (
            "a.jsonl",
            '{"body": "A.", "source": "S"}',
            "a.jsonl:1: no column 'text'; the columns are 'body', 'source' (rename",
        ),
        ("a.jsonl", '{"text": "A."}\n\n{"text": ""}', "a.jsonl:3: the text is empty"),
        ("a.jsonl", '{"text": null}', "a.jsonl:1: the text is missing"),
        ("a.jsonl", '{"text": NaN}', "a.jsonl:1: the text is missing"),
        ("a.jsonl", '{"text": ["A."]}', "the text must be a string and is a list"),
        ("a.jsonl", '{"text": "A.", "date": "1/2/24"}', "a.jsonl:1: the date '1/2/24' is not ISO 8601 (write it as"),
        ("a.jsonl", '{"text": "A.", "source": {"n": 1}}', "the field 'source' must be text and is an object"),
        ("a.jsonl", '{"text": ' + "[" * 100_000, "a.jsonl:1: not"),
        ("a.jsonl", '{"text": "A.", "id": ' + "9" * 5000 + "}", "a.jsonl:1: not usable JSON"),
        ("a.json", '[{"text": "A."}, {"text": 5}]', "item 2: the text must be a string and is a number"),
        ("a.json", "[]", "the array is empty"),
        ("a.json", "7", "no object and no array"),
        ("a.json", '{"text": "A."', "a.json:1: not valid JSON"),
        ("a.json", "[" * 100_000, "a.json"),
        ("a.csv", "title,source\nA,B\n", "a.csv:1: no column 'text'; the columns are 'title', 'source'"),
        ("a.csv", "text,source\nA.,B\nC.\n", "a.csv:3: 1 fields where the header has 2"),
        ("a.csv", 'text,source\n"A.\n\nB.",S\nC.,S,T\n', "a.csv:5: 3 fields where the header has 2"),
        ("a.csv", 'text,source\nA.,S\n"B.,S\n', "a.csv:3: the row cannot be read"),
        ("a.csv", "text,text\nA.,B.\n", "the column 'text' stands twice"),
        ("a.csv", "text,source\n", "the table has no rows"),
        ("a.csv", "text,date\nA.,yesterday\n", "a.csv:2: the date 'yesterday' is not ISO 8601"),
        ("a.parquet", "no parquet", "a.parquet: not a readable Parquet file"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        load_articles([path])
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


def test_parquet_without_text_or_with_a_bad_row(tmp_path: Path) -> None:
    pq.write_table(pa.table({"body": ["A."], "n": [1]}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match="no column 'text'; the columns are 'body', 'n'"):
        load_articles([tmp_path / "a.parquet"])
    pq.write_table(pa.table({"text": ["A.", None]}), tmp_path / "b.parquet")
    with pytest.raises(InputError, match="row 2: the text is missing"):
        load_articles([tmp_path / "b.parquet"])
    moment = datetime.datetime(2024, 2, 1, 12, 30, tzinfo=datetime.UTC)
    pq.write_table(pa.table({"text": ["A b."], "date": [moment], "story": [3.0]}), tmp_path / "c.parquet")
    (article,) = load_articles([tmp_path / "c.parquet"])
    assert (article.date, article.story) == ("2024-02-01T12:30:00+00:00", "3")


@pytest.mark.parametrize(
    "good", ["2024", "2024-02", "2024-02-01", "2024-02-01T10:30", "2024-02-01 10:30:00+02:00", "2024-02-01T10:30Z"]
)
def test_dates_of_every_precision_are_kept_as_given(good: str) -> None:
    assert iso_date(good, Place("f")) == good


@pytest.mark.parametrize(
    "bad", ["2024-13", "2024-02-30", "01.02.2024", "Feb 1, 2024", "24", "soon", "2024-02-01T25:00"]
)
def test_other_dates_are_refused(bad: str) -> None:
    with pytest.raises(InputError, match="ISO 8601"):
        iso_date(bad, Place("f"))


def test_a_very_long_field_is_read_and_the_limit_put_back() -> None:
    before = csv.field_size_limit()
    (record,) = read_csv("text\n" + "word " * 60_000 + "\n", "a.csv")
    assert len(record.text) == 300_000
    assert csv.field_size_limit() == before


def test_only_newlines_end_a_line_of_jsonl() -> None:
    row = json.dumps({"text": "One\u2028two\x85three\x0cfour."}, ensure_ascii=False)
    assert next(iter(read_jsonl(row, "a.jsonl"))).text == "One\u2028two\x85three\x0cfour."


def test_nul_and_lone_surrogates_keep_their_place() -> None:
    (record,) = read_jsonl(r'{"text": "A\u0000b\ud800c.", "title": "T\udfff"}', "a.jsonl")
    assert (record.text, record.title) == ("A\ufffdb\ufffdc.", "T\ufffd")


@settings(deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1).filter(str.strip),
        min_size=1,
    )
)
def test_text_survives_jsonl_and_csv(bodies: list[str]) -> None:
    lines = "\n".join(json.dumps({"text": body}, ensure_ascii=False) for body in bodies)
    assert [record.text for record in read_jsonl(lines, "a.jsonl")] == bodies
    quoted = "text\n" + "".join('"' + body.replace('"', '""') + '"\n' for body in bodies)
    assert [record.text for record in read_csv(quoted, "a.csv")] == bodies
