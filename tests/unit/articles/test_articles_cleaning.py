"""What is boilerplate and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.articles import find_boilerplate
from factcheck.articles.rules import RULES
from factcheck.types import Span

OPENING = "The council of Harle voted on Monday to close the old bridge."
SECOND = "Drivers must use the ring road until the autumn, the mayor told reporters."
THIRD = "Repairs cost about 4 million crowns."


def marked(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(span.reason, text[span.start : span.end]) for span in find_boilerplate(text, title)]


def embedded(line: str) -> list[tuple[str, str]]:
    """What is marked in an article that has `line` near its top, and in one that has it near its end."""
    top = marked("\n".join([line, OPENING, SECOND, THIRD]))
    end = marked("\n".join([OPENING, SECOND, THIRD, line]))
    assert top == end or not top or not end
    return top or end


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Home » News » Bridge closes for repairs", "breadcrumb"),
        ("Home > Region > Harle", "breadcrumb"),
        ("News › Region › Traffic", "breadcrumb"),
        ("by Ada Quist", "byline"),
        ("By ADA QUIST, Staff Writer", "byline"),
        ("By Ada Quist and Jon van der Berg", "byline"),
        ("By Ada Quist, Jon Berg and Mia O'Hara", "byline"),
        ("By Ada Quist | March 3, 2024 | 5 min read", "byline"),
        ("Written by Ada Quist", "byline"),
        ("By Ada Quist for the Harle Herald", "byline"),
        ("Ada Quist, Senior Correspondent", "byline"),
        ("2 minutes read", "reading time"),
        ("5 min read", "reading time"),
        ("Reading time: 4 minutes", "reading time"),
        ("Ada Quist · 4 min read", "reading time"),
        ("March 3, 2024", "date line"),
        ("3 March 2024, 10:24 GMT", "date line"),
        ("2024-03-03", "date line"),
        ("Published March 3, 2024 at 9:15 a.m. EST", "date line"),
        ("Published: 2024-03-03T10:00:00Z", "date line"),
        ("Updated 5 hours ago", "date line"),
        ("Last updated on 3 March 2024", "date line"),
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("Scroll down for video", "page furniture"),
        ("You may also like", "link"),
        ("Related articles", "link"),
        ("Related:", "link"),
        ("Read more: Why the ring road is always full", "link"),
        ("READ MORE: Ring road full again", "link"),
        ("RELATED: Ring road full again", "link"),
        ("Click here to see the map", "link"),
        ("Tags: bridge, roads, Harle", "tags"),
        ("Share this", "sharing"),
        ("Share this article on Facebook", "sharing"),
        ("Facebook Twitter Email Print", "sharing"),
        ("Follow us on Instagram for more", "sharing"),
        ("Follow Ada Quist on Twitter: @adaq", "sharing"),
        ("21 comments", "sharing"),
        ("Subscribe to our newsletter for daily updates.", "newsletter"),
        ("Sign up", "newsletter"),
        ("Sign up for our weekly newsletter and never miss a story.", "newsletter"),
        ("Get the best of Harle delivered to your inbox.", "newsletter"),
        ("We use cookies to improve your experience.", "cookie notice"),
        ("Accept all cookies", "cookie notice"),
        ("Image source note: drawn by a machine, licensed by Drawco.", "image credit"),
        ("Photo: Ada Quist", "image credit"),
        ("(Photo by Ada Quist/Getty Images)", "image credit"),
        ("Credit: Getty Images", "image credit"),
        ("Ada Quist / Reuters", "image credit"),
        ("Image courtesy of the town of Harle", "image credit"),
        ("Additional reporting by Jon Berg", "reporting credit"),
        ("(Reporting by Ada Quist; editing by Jon Berg)", "reporting credit"),
        ("Jon Berg contributed to this report.", "reporting credit"),
        ("newsdesk@harle.example", "contact"),
        ("© 2024 Harle Herald", "copyright"),
        ("Copyright 2024 Harle Media. All rights reserved.", "copyright"),
        ("All rights reserved.", "copyright"),
        ("* * *", "separator"),
    ],
)
def test_boilerplate_lines_are_marked_whole(line: str, reason: str) -> None:
    assert embedded(line) == [(reason, line)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Ada has no crypto positions and does not hold any crypto assets.", "disclosure"),
        ("The author holds no position in any of the stocks mentioned.", "disclosure"),
        ("Disclosure: the publisher owns shares in Roadco.", "disclosure"),
        ("This article is provided for informational purposes only.", "disclaimer"),
        ("Nothing here should be taken on trust and it is not intended as financial or legal advice.", "disclaimer"),
        ("This content should not be construed as financial advice.", "disclaimer"),
        ("Readers are encouraged to conduct their own research before they invest.", "disclaimer"),
        (
            "The Road Daily and The Road Weekly are the official media and publications of the Road project.",
            "disclaimer",
        ),
        ("Past performance is not a guide to the future.", "disclaimer"),
        ("Nothing on this site is investment advice; talk to an adviser first.", "disclaimer"),
        ("The Road Daily is the house publication of the Road token.", "disclaimer"),
        ("Prices correct at the time of publication.", "disclaimer"),
        ("18+ only.", "disclaimer"),
        ("Do you have pictures of the bridge?", "invitation"),
        ("Send us your photos by e-mail.", "invitation"),
        ("This story will be updated.", "note on the page"),
        ("This is a developing story.", "note on the page"),
        ("Last updated at 11:05.", "date line"),
        ("Last update 11:05.", "date line"),
        ("(HNA) ab/cd", "agency sign-off"),
        ("Tips in brief, collected by our partner desks.", "about the outlet"),
        ("You are watching Harle TV.", "about the outlet"),
        ("Listen to the full story on our podcast.", "about the outlet"),
        ("Full report on page 4", "about the outlet"),
        ("Start your subscription today!", "about the outlet"),
        ("This summary is no substitute for medical advice.", "disclaimer"),
        ("The views expressed in this article are the author's own.", "disclaimer"),
    ],
)
def test_small_print_at_the_end_is_marked(line: str, reason: str) -> None:
    assert marked("\n".join([OPENING, SECOND, THIRD, line])) == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, the minister said.",
        "By Tuesday the army had left.",
        "By Tuesday",
        "By Any Measure A Success",
        "By Harle, the road was empty.",
        "Photo evidence showed that the bridge had cracks.",
        "Photos from the scene showed smoke over the bridge",
        "Home prices rose by 4% in March.",
        "Home rule was granted in 1998.",
        "Updated: the bridge stays closed.",
        "Updated figures put the cost at 5 million.",
        "Published figures show a fall of 3%.",
        "Share prices fell 3% on Monday.",
        "Share of profits",
        "Related companies were not charged.",
        "Follow-up talks begin on Friday.",
        "Sign language teachers went on strike.",
        "Subscribers to the service rose to 4 million.",
        "Subscribe to our newsletter, he said, was all the page held.",
        "Copyright law was changed in May.",
        "Cookies were sold at the fair.",
        "The firm has no position on the dispute.",
        "The fund said it does not hold any crypto assets.",
        "Readers were told to conduct their own research, the regulator said.",
        "Source code was stolen, the firm said.",
        "Sources close to the council confirmed it.",
        "Via Roma was closed to traffic.",
        "Tags were cut off the clothes.",
        "Trending upwards for a year, prices fell in May.",
        "Advertisement sales fell by half.",
        "Image rights were sold to a rival.",
        "Research by Harle University found cracks, the council said.",
        "Contact with the crew was lost at 10:24.",
        "Anyone with information is asked to contact the police.",
        "Most read newspapers online.",
        "Do you have any other questions?",
        "“Our readers deserve better,” the editor of the rival paper said.",
        "The minister tells our sister site that the bridge stays closed.",
        "Book sales rose by 4% in March.",
        "Start of the season was delayed by rain.",
        "This page of history was turned, the mayor said.",
        "Odds are that the bridge stays closed.",
        "Correction: the bridge opened in 1912, not 1921.",
        "🌐 The bridge closes on Monday.",
        "- The bridge closes on Monday.",
        "• Repairs cost 4 million crowns.",
        "1️⃣ Bridge Closes After Vote",
        "Read the statement in full below.",
        "“All rights reserved for the people,” the banner read, and the crowd cheered.".replace(
            "All rights reserved", "All rights"
        ),
    ],
)
def test_content_that_looks_like_boilerplate_stays(line: str) -> None:
    assert embedded(line) == []


def test_a_link_list_ends_at_the_next_paragraph() -> None:
    text = "\n".join([OPENING, "Read More", "- Ring road full again", "- Mayor: no money left", THIRD])
    assert marked(text) == [
        ("link", "Read More"),
        ("link list", "- Ring road full again"),
        ("link list", "- Mayor: no money left"),
    ]


def test_bare_headlines_after_a_heading_at_the_end_are_links() -> None:
    text = "\n\n".join([OPENING, SECOND, "You may also like", "Ring road full again", "Mayor finds money"])
    assert [reason for reason, _ in marked(text)] == ["link", "link list", "link list"]


def test_a_section_heading_after_read_more_is_kept() -> None:
    text = "\n".join([OPENING, "Read more", "What comes next", SECOND, THIRD])
    assert marked(text) == [("link", "Read more")]


def test_key_points_are_kept() -> None:
    text = "\n".join([OPENING, SECOND, "Key points:", "- Closed from Monday", "- Cost: 4 million"])
    assert marked(text) == [("heading", "Key points:")]


def test_small_print_that_shares_a_line_is_told_from_the_text() -> None:
    last = (
        f"{THIRD} Ada has no crypto positions. This article is provided for informational purposes only. "
        "Markets are volatile. Readers are encouraged to conduct their own research."
    )
    text = f"{OPENING}\n{SECOND}\n{last}"
    spans = marked(text)
    assert [reason for reason, _ in spans] == ["disclosure", "disclaimer"]
    assert spans[1][1].startswith("This article")
    assert spans[1][1].endswith("their own research.")
    assert THIRD not in "".join(quote for _, quote in spans)


def test_one_line_articles_lose_their_small_print() -> None:
    text = " ".join([OPENING, SECOND, THIRD, "© 2024 Harle Herald.", "All rights reserved."])
    assert marked(text) == [("copyright", "© 2024 Harle Herald. All rights reserved.")]


def test_a_credit_at_the_end_of_a_caption_is_marked_alone() -> None:
    caption = "The old bridge on Monday. (Photo by Ada Quist/Getty Images)"
    assert marked(f"{OPENING}\n{caption}\n{SECOND}") == [("image credit", "(Photo by Ada Quist/Getty Images)")]
    assert marked(f"{OPENING}\nThe old bridge (AP Photo/Ada Quist)\n{SECOND}") == [
        ("image credit", "(AP Photo/Ada Quist)")
    ]


def test_the_first_headline_is_kept_and_its_repeats_are_not() -> None:
    title = "Related stories: the bridge closes"
    text = "\n".join([title, OPENING, "the bridge closes", title.upper(), f"{title} - Harle Herald"])
    assert marked(text, title) == [("repeated title", title.upper()), ("repeated title", f"{title} - Harle Herald")]


@pytest.mark.parametrize(
    "dateline",
    [
        "HARLE, March 3 (HNA) -",
        "HARLE, N.H. —",
        "WEST HARLE --",
        "(Reuters) -",
        "Harle (AP) –",
        "HARLE/OST, Oct. 4 (HNA) —",
    ],
)
def test_a_dateline_is_told_from_its_sentence(dateline: str) -> None:
    assert marked(f"{dateline} {OPENING} {SECOND}\n{THIRD}") == [("dateline", dateline)]


@pytest.mark.parametrize(
    "opening", ["U.S.-China talks began.", "NATO sent ships.", "Harle - a small town - is cut off.", "A B-52 came."]
)
def test_what_opens_like_a_dateline_is_kept(opening: str) -> None:
    assert marked(f"{opening}\n{SECOND}") == []


def test_dates_inside_a_timeline_are_kept() -> None:
    lines = [f"On stage {number} the riders crossed the old bridge in rain." for number in range(15)]
    text = "\n".join([*lines, "12 March 2024", *lines])
    assert marked(text) == []


def test_windows_line_ends_and_indents_are_outside_the_spans() -> None:
    text = f"{OPENING}\r\n  Advertisement  \r\n{SECOND}\r\n"
    (span,) = find_boilerplate(text)
    assert text[span.start : span.end] == "Advertisement"


def test_every_rule_has_a_reason_and_no_group_of_its_own() -> None:
    import re

    for rule in RULES:
        assert rule.reason
        assert re.compile(rule.pattern).groups == 0, rule.pattern


PIECES = st.sampled_from(
    [
        *(
            OPENING,
            SECOND,
            THIRD,
            "Home » News",
            "By Ada Quist",
            "Read more",
            "- Other news",
            "Advertisement",
            "\n",
            "\r\n",
            " ",
            "\u2028",
        ),
        *(
            "(Photo by Ada Quist)",
            "All rights reserved.",
            "© 2024",
            "5 min read",
            "Bridge closes",
            "🌐",
            "1️⃣",
            "أغلق الجسر.",
            "***",
            "\ufffd",
        ),
    ]
)


def lawful(text: str, spans: tuple[Span, ...]) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert span.reason
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        end = span.end


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["", "Bridge closes", OPENING]))
def test_spans_of_pieced_text_are_sorted_apart_and_within(text: str, title: str) -> None:
    spans = find_boilerplate(text, title)
    lawful(text, spans)
    assert find_boilerplate(text, title) == spans


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=20))
def test_spans_of_any_text_are_sorted_apart_and_within(text: str, title: str) -> None:
    lawful(text, find_boilerplate(text, title))


def test_long_texts_are_read_whole() -> None:
    for text in ("word " * 400_000, "x" * 2_000_000, "(" * 1_000_000, ". " * 500_000, f"{OPENING} " * 20_000):
        lawful(text, find_boilerplate(text, "word"))
