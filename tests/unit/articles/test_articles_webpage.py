"""Web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.articles import load_articles
from factcheck.articles.markup import visible_text, without_scripts
from factcheck.articles.webpage import declared_charset, read_html
from factcheck.errors import InputError
from factcheck.types import Dropped

PARAGRAPHS = [
    f"On day {day} of the strike the dockers of Marwick voted by a large majority to carry on until their pay rises."
    for day in range(1, 7)
]


def page(head: str = "", body: str = "") -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en-GB'><head><title>Dockers vote | Marwick Mail</title>{head}</head><body>"
        f"<nav><ul><li><a href='/'>Home</a></li></ul></nav><article><h1>Dockers vote to carry on</h1>{paragraphs}{body}"
        "</article><footer>Imprint</footer><script>track()</script></body></html>"
    )


HEAD = (
    '<meta property="og:site_name" content="Marwick Mail"><meta name="author" content="Ada Quist">'
    '<meta property="article:published_time" content="2024-03-04T10:00:00Z">'
    '<link rel="canonical" href="https://mail.example.org/dockers">'
)


def test_a_page_gives_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(HEAD, "<h2>What comes next</h2><ul><li>Talks on Monday</li><li>A vote on Friday</li></ul>"))
    (article,) = load_articles([path])
    assert (article.source, article.date, article.language) == ("Marwick Mail", "2024-03-04", "en-GB")
    assert article.title == "Dockers vote to carry on"
    assert article.url == "https://mail.example.org/dockers"
    lines = article.text.split("\n")
    assert all(paragraph in lines for paragraph in PARAGRAPHS)
    assert {"What comes next", "- Talks on Monday", "- A vote on Friday"} <= set(lines)
    assert "track()" not in article.text
    assert article.story == tmp_path.name


def test_a_page_that_says_nothing_takes_its_source_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mail.htm"
    path.write_text("<p>The dockers of Marwick voted on Monday.</p>")
    (article,) = load_articles([path])
    assert article.source == "mail"
    assert article.text == "The dockers of Marwick voted on Monday."


@pytest.mark.parametrize("opening", ["<div>", "<ul><li>", "<b><i>", "<table><tr><td>", "<blockquote><p>"])
def test_deeply_nested_pages_end_in_text(opening: str) -> None:
    record = read_html(opening * 100_000 + "<p>The dockers voted on Monday in Marwick.</p>", "a.html")
    assert "The dockers voted on Monday" in record.text


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<style", "<title>", "<a", "</", "<", "<![CDATA[", "<?", "&lt;"])
def test_markup_that_is_never_closed_ends_in_text_or_an_error(piece: str) -> None:
    try:
        record = read_html(piece * 60_000 + "<p>The dockers voted.</p>", "a.html")
    except InputError:
        return
    assert record.text.strip()


def test_the_plain_reader_sees_blocks_titles_and_entities() -> None:
    markup = (
        "<html><head><title>A &amp; B</title><style>p{}</style></head><body><nav>Home</nav><h1>One</h1>\n"
        "<p>Two\n<b>bold</b></p>"
        "<!-- hidden --><ul><li>Three<li>Four</ul><script>if (a<b) x()</script>3 < 4<br>Five &eacute;</body></html>"
    )
    assert visible_text(markup) == ("One\nTwo bold\n- Three\n- Four\n3 < 4\nFive é", "A & B")
    assert "x()" not in without_scripts(markup)
    assert "<h1>One</h1>" in without_scripts(markup)
    assert "date" in without_scripts('<script type="application/ld+json">{"date": 1}</script>')


def test_a_very_long_page_is_read() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) * 5000
    record = read_html(f"<html><head><title>T</title></head><body>{paragraphs}</body></html>", "a.html")
    assert record.text.count("\n") == len(PARAGRAPHS) * 5000 - 1
    assert record.title == "T"


def test_scripts_and_inlined_pictures_do_not_make_a_page_long() -> None:
    junk = f"<script>{'x' * 2_000_000}</script><img src='data:image/png;base64,{'A' * 2_000_000}'>"
    assert read_html(page(HEAD, junk), "a.html").source == "Marwick Mail"


@pytest.mark.parametrize("markup", ["<html></html>", "<script>x</script>", "<html><body><img src=x></body></html>"])
def test_a_page_without_text_is_an_error(markup: str) -> None:
    with pytest.raises(InputError, match="the page holds no text"):
        read_html(markup, "a.html")


def test_the_charset_is_read_from_the_head() -> None:
    assert declared_charset(b'<meta charset="iso-8859-2">') == "iso-8859-2"
    assert declared_charset(b"<meta http-equiv=x content='text/html; charset=windows-1251'>") == "windows-1251"
    assert declared_charset(b"<p>none") is None


def test_without_the_extractor_pages_are_read_plainly_and_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("factcheck.articles.webpage.extractor_installed", lambda: False)
    page = tmp_path / "page.html"
    page.write_text("<title>Bridge</title><nav>Home</nav><p>The mayor opened the bridge on Monday.</p>")
    dropped = Dropped()
    (article,) = load_articles([page], dropped=dropped)
    assert "The mayor opened the bridge on Monday." in article.text
    assert any("factcheck-nli[html]" in reason for reason in dropped.reasons)
