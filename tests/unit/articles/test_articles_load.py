"""What a user may name as input, and what becomes of it."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.articles import load_articles
from factcheck.errors import InputError
from factcheck.types import Dropped

BODY = "The ferry to Alnholm sank on Tuesday. All 41 people on board were saved."


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_plain_file_takes_source_title_and_story_from_where_it_lies(tmp_path: Path) -> None:
    path = write(tmp_path / "ferry" / "coast-post.txt", f"Ferry sinks off Alnholm\n\n{BODY}\n")
    (article,) = load_articles([path])
    assert (article.source, article.title, article.story) == ("coast-post", "Ferry sinks off Alnholm", "ferry")
    assert article.text == f"Ferry sinks off Alnholm\n\n{BODY}\n"
    assert re.fullmatch(r"a[0-9a-f]{12}", article.article_id)
    assert article.date is None
    assert article.path == str(path)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Ferry sinks #\n\nText follows here.", "Ferry sinks"),
        ("Ferry sinks\nText follows here.", "Ferry sinks"),
        ("1️⃣ Ferry sinks\nText follows here.", "Ferry sinks"),
        ("Home » News » Ferry sinks\n\nFerry sinks\nby Ada Quist\nText follows here.", "Ferry sinks"),
        ("By Ada Quist\nMarch 3, 2024\nFerry sinks\nText follows here.", "Ferry sinks"),
        ("Why did the ferry sink?\nText follows here.", "Why did the ferry sink?"),
        ("The ferry sank.\nText follows here.", ""),
        ("Ferry sinks", ""),
        ("- Ferry sinks\nText follows here.", ""),
        ("word " * 40 + "\nText follows here.", ""),
    ],
)
def test_the_first_line_is_the_title_when_it_reads_like_one(tmp_path: Path, text: str, title: str) -> None:
    assert load_articles([write(tmp_path / "a.md", text)])[0].title == title


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("March 3, 2024", "2024-03-03"),
        ("Published: 3rd Sept. 2024, 10:15 GMT", "2024-09-03"),
        ("By Ada Quist | 2024-03-03 | 5 min read", "2024-03-03"),
        ("03/04/2024", None),
        ("February 30, 2024", None),
        ("March 2024", None),
        ("The war of May 3, 1921 is remembered", None),
    ],
)
def test_a_dateline_of_the_opening_dates_the_article(tmp_path: Path, opening: str, date: str | None) -> None:
    assert load_articles([write(tmp_path / "a.txt", f"Ferry sinks\n{opening}\n{BODY}")])[0].date == date
    dated = write(tmp_path / "b.txt", f"---\ndate: 2020\n---\nFerry sinks\n{opening}\n{BODY}")
    assert load_articles([dated])[0].date == "2020"


def test_front_matter_wins_over_guesses_and_is_no_text(tmp_path: Path) -> None:
    keys = 'title: "Ferry: the end"\nsource: Coast Post\ndate: 2024-03-05\nid: 007\nstory: sinking\ntags: [a, b]'
    front = f"---\n{keys}\n---\n"
    (article,) = load_articles([write(tmp_path / "a.md", f"{front}First line\n{BODY}")])
    assert article.text == f"First line\n{BODY}"
    assert (article.title, article.source, article.date) == ("Ferry: the end", "Coast Post", "2024-03-05")
    assert (article.article_id, article.story) == ("007", "sinking")


@pytest.mark.parametrize("title", ["Ferry: the end", "'The end': how a ferry sank", '"No", says owner: it sank'])
def test_a_headline_with_a_colon_or_a_quotation_needs_no_quotes(tmp_path: Path, title: str) -> None:
    front = f'---\ntitle: {title}\nsource: "Coast Post"\ndate: 2024-03-05\n---\n'
    (article,) = load_articles([write(tmp_path / "a.txt", f"{front}{BODY}")])
    assert (article.title, article.source, article.date) == (title, "Coast Post", "2024-03-05")


def test_a_rule_of_dashes_is_no_front_matter(tmp_path: Path) -> None:
    text = f"---\n{BODY}\n---\nMore of it."
    assert load_articles([write(tmp_path / "a.txt", text)])[0].text == text


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("title: Ferry: the end\n- source", "a.md:2: the front matter is not valid YAML"),
        ("date: 5 March 2024", "a.md: the date '5 March 2024' is not ISO 8601"),
        ("title: [a, b]", "the field 'title' must be text and is a list"),
        ("title: " + "[" * 5000, "the front matter is not valid YAML"),
    ],
)
def test_broken_front_matter_is_one_clear_error(tmp_path: Path, front: str, message: str) -> None:
    path = write(tmp_path / "a.md", f"---\n{front}\n---\n{BODY}")
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        load_articles([path])
    assert "\n" not in str(caught.value)


def test_values_from_the_caller_win(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", f"---\nsource: Coast Post\ndate: 2024-03-05\n---\n{BODY}")
    (article,) = load_articles([path], source="Wire", title="T", date="2024-03", url="https://x.example", story="s")
    assert (article.source, article.title, article.date) == ("Wire", "T", "2024-03")
    assert (article.url, article.story) == ("https://x.example", "s")
    with pytest.raises(InputError, match="ISO 8601"):
        load_articles([path], date="March")


def test_a_folder_is_one_story_and_its_subfolders_are_stories(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "flood/c.txt", "2024/strike/d.txt", "flood/articles/e.txt"):
        write(tmp_path / "corpus" / name, f"{name} {BODY}")
    stories = {article.source: article.story for article in load_articles([tmp_path / "corpus"])}
    assert stories == {"a": "corpus", "b": "corpus", "c": "flood", "d": "2024/strike", "e": "flood"}


def test_files_named_one_by_one_share_their_folder_as_story(tmp_path: Path) -> None:
    a, b = write(tmp_path / "ferry/a.txt", BODY), write(tmp_path / "ferry/b.txt", BODY + " So it went.")
    assert [article.story for article in load_articles([a, b])] == ["ferry", "ferry"]
    c = write(tmp_path / "flood/c.txt", BODY)
    assert [article.story for article in load_articles([a, b, c])] == ["ferry", "ferry", "flood"]


def test_folders_that_hold_one_named_file_each_are_no_stories(tmp_path: Path) -> None:
    paths = [write(tmp_path / outlet / "ferry.txt", f"{outlet}: {BODY}") for outlet in ("post", "herald")]
    assert [article.story for article in load_articles(paths)] == [None, None]


def test_a_folder_skips_and_counts_what_is_no_article(tmp_path: Path) -> None:
    write(tmp_path / "good.txt", BODY)
    for name in ("card.md", "README.md", "LICENSE", ".hidden.txt", ".git/x.txt", "map.png"):
        write(tmp_path / name, BODY)
    write(tmp_path / "poison.txt", b"PK\x03\x04" + b"\x00" * 40)
    write(tmp_path / "rows.jsonl", '{"text": "Fine."}\n{"text"')
    dropped = Dropped()
    assert [article.source for article in load_articles([tmp_path], dropped=dropped)] == ["good"]
    reasons = dropped.reasons
    assert reasons["card or readme skipped"] == 3
    assert reasons["hidden file skipped"] == reasons["hidden folder skipped"] == 1
    assert reasons["not an article (.png) skipped"] == 1
    bad = [reason for reason in reasons if reason.startswith("unusable file skipped")]
    assert len(bad) == 2
    assert any("poison.txt" in reason and "zip" in reason for reason in bad)
    assert any("rows.jsonl:2" in reason for reason in bad)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no articles in this folder"):
        load_articles([tmp_path])
    write(tmp_path / "a.txt", b"\x00\x01\x02")
    with pytest.raises(InputError, match=r"no usable article.*a\.txt.*binary"):
        load_articles([tmp_path])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\n ", "the file is empty"),
        ("a.txt", b"\xef\xbb\xbf", "the file is empty"),
        ("a.txt", b"PK\x03\x04rest", "a zip archive"),
        ("a.md", b"%PDF-1.7", "a PDF"),
        ("a.txt", b"text\x00\x01\x02 with zeros", "a binary file"),
        ("a.docx", b"PK\x03\x04rest", "files ending in .docx cannot be read"),
        ("a.jsonl", b"", "the file is empty"),
        ("a.md", b"---\ntitle: x\n---\n", "no text after the front matter"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "the page holds no text"),
    ],
)
def test_a_bad_file_named_directly_is_an_error(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        load_articles([path])
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing.txt", "nowhere/missing.txt", "nowhere/deep/er", "x" * 5000, "nul\x00.txt"])
def test_a_missing_path_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("factcheck.articles.hub.read_hub", lambda *_: pytest.fail("a path is no data set"))
    with pytest.raises(InputError, match=r"no such file or folder|cannot be used"):
        load_articles([name])


def test_nothing_named_and_a_device_are_errors() -> None:
    with pytest.raises(InputError, match="no articles were named"):
        load_articles([])
    with pytest.raises(InputError, match="no regular file"):
        load_articles(["/dev/null"])


def test_one_path_alone_is_not_read_letter_by_letter(tmp_path: Path) -> None:
    assert len(load_articles(str(write(tmp_path / "a.txt", BODY)))) == 1


def test_standard_input_is_text_jsonl_or_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, f"Ferry sinks\n{BODY}".encode())
    (article,) = load_articles(["-"])
    assert (article.source, article.title, article.story) == ("stdin", "Ferry sinks", None)
    feed(monkeypatch, b'{"text": "One sank."}\n\n{"text": "Two sank.", "source": "Post", "story": "s"}\n')
    one, two = load_articles(["-"])
    assert (one.text, one.source, one.story) == ("One sank.", "stdin#1", None)
    assert (two.source, two.story) == ("Post", "s")
    feed(monkeypatch, b'[{"text": "One sank."},\n{"text": "Two sank."}]')
    assert [article.text for article in load_articles(["-"])] == ["One sank.", "Two sank."]
    feed(monkeypatch, f"<!DOCTYPE html><html><body><article><p>{BODY}</p></article></body></html>".encode())
    assert BODY in load_articles(["-"])[0].text
    feed(monkeypatch, b"[Editor's note] The ferry sank.\nIt did.")
    assert load_articles(["-"])[0].text.startswith("[Editor's note]")


def test_standard_input_that_breaks_off_names_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b'{"text": "One sank."}\n{"text": "Tw')
    with pytest.raises(InputError, match="standard input:2: not valid JSON"):
        load_articles(["-"])
    feed(monkeypatch, b"")
    with pytest.raises(InputError, match="empty"):
        load_articles(["-"])
    with pytest.raises(InputError, match="named twice"):
        load_articles(["-", "-"])


def test_the_same_text_of_one_source_is_kept_once(tmp_path: Path) -> None:
    rows = "".join(f'{{"text": "{BODY}", "source": "{source}", "date": "2024-03-05"}}\n' for source in "PPQ")
    dropped = Dropped()
    articles = load_articles([write(tmp_path / "a.jsonl", rows)], dropped=dropped)
    assert [article.source for article in articles] == ["P", "Q"]
    assert dropped.reasons == {"exact duplicate": 1}


def test_ids_are_kept_and_never_shared(tmp_path: Path) -> None:
    one = write(tmp_path / "one.jsonl", '{"text": "One sank.", "id": 1}\n{"text": "Two sank.", "id": 2}')
    two = write(tmp_path / "two.jsonl", '{"text": "Three sank.", "id": 1}')
    ids = [article.article_id for article in load_articles([one, two])]
    assert ids[:2] == ["1", "2"]
    assert ids[2].startswith("1-")
    bad = write(tmp_path / "bad.jsonl", '{"text": "One sank.", "id": 1}\n{"text": "Two sank.", "id": 1}')
    with pytest.raises(InputError, match=r"bad\.jsonl:2: the id '1' stands twice"):
        load_articles([bad])


def test_one_text_in_two_stories_stays_in_both(tmp_path: Path) -> None:
    rows = "".join(f'{{"text": "{BODY}", "source": "P", "story": "{story}"}}\n' for story in "st")
    one, two = load_articles([write(tmp_path / "a.jsonl", rows)])
    assert (one.story, two.story) == ("s", "t")
    assert one.article_id != two.article_id


def test_boilerplate_is_found_on_the_way_in(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f"Ferry sinks\nBy Ada Quist\n{BODY}\nAll rights reserved.\n")
    (article,) = load_articles([path])
    assert [article.text[span.start : span.end] for span in article.boilerplate] == [
        "By Ada Quist",
        "All rights reserved.",
    ]


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(
    lambda text: bool(text.strip())
)


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4))
def test_loading_is_deterministic_and_offsets_hold(bodies: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [write(Path(folder) / f"{number}.txt", body) for number, body in enumerate(bodies)]
        try:
            first = load_articles(paths)
        except InputError:  # a text of control characters only
            return
        assert load_articles(paths) == first
        assert len({article.article_id for article in first}) == len(first)
        for article in first:
            assert article.text.strip()
            assert all(0 <= span.start < span.end <= len(article.text) for span in article.boilerplate)
