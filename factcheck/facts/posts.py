"""Who holds which post: a post is a slot that one person holds at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from factcheck.facts.lexicon import lexicon
from factcheck.facts.names import NAME, name_words, same_name
from factcheck.types import Finding, Kind


@dataclass(frozen=True, slots=True)
class Post:
    """One holder of one post; `when` is "now" (interim, new ...), "past" (former ...) or "" where it is not marked."""

    title: str
    person: str
    organisation: str
    when: str
    mark: str
    text: str


@cache
def _titles() -> dict[str, str]:
    return {form.lower(): forms[0] for forms in lexicon()["posts"]["titles"] for form in forms}


@cache
def _openings() -> tuple[str, ...]:
    """What every title begins with: a text without any of them has no post, which is cheap to see."""
    firsts = sorted({form.split()[0] for form in _titles()})
    return tuple(word for word in firsts if not any(word != other and other in word for other in firsts))


@cache
def _patterns() -> list[re.Pattern[str]]:
    table = lexicon()["posts"]
    forms = sorted(_titles(), key=len, reverse=True)
    title = rf"(?P<title>(?i:{'|'.join(re.escape(f) for f in forms)}))"
    mark = (
        rf"(?P<mark>(?i:{'|'.join(re.escape(m) for m in sorted(table['now'] + table['past'], key=len, reverse=True))}))"
    )
    organisation = rf"(?:(?P<organisation>{NAME})(?:[’']s?)?[ ])?"
    of = rf"(?:[ ](?:of|at)[ ](?:the[ ])?(?P<of>{NAME}))?"
    holds = r"(?:is|remains|became|becomes|(?:was|has[ ]been)[ ](?:named|appointed))"
    return [
        re.compile(rf"(?:{mark}[ -]?)?\b{title}[ ](?:of|at)[ ](?:the[ ])?(?P<of>{NAME}),[ ](?P<person>{NAME})"),
        re.compile(
            rf"(?P<person>{NAME})(?:,[ ]|[ ]{holds}[ ](?:as[ ])?)"
            rf"(?:the[ ]|its[ ]|an?[ ])?(?:(?P<organisation>{NAME})[’']s?[ ])?(?:{mark}[ -]?)?\b{title}\b{of}"
        ),
        re.compile(rf"{organisation}(?:{mark}[ -]?)?\b{title},?[ ](?P<person>{NAME})"),
    ]


_STATES = re.compile(r"\b(?:remains|became|becomes|named|appointed)\b")


def extract_posts(text: str) -> list[Post]:
    """Every "interim CEO Jason Droege", "the new CEO, Wang" and "Ann Lee is chair of Acme" of a text."""
    return list(_posts(text))


@lru_cache(maxsize=16384)
def _posts(text: str) -> tuple[Post, ...]:
    """The same, kept: a statement is compared with many others."""
    plain = text.lower()
    if not any(word in plain for word in _openings()):
        return ()
    table = lexicon()["posts"]
    posts: list[Post] = []
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for found in pattern.finditer(text):
            groups = found.groupdict()
            person, organisation = groups["person"], groups.get("organisation") or groups.get("of") or ""
            if person.lower() in _titles() or any(s < found.end() and found.start() < e for s, e in taken):
                continue
            mark = (groups.get("mark") or "").lower()
            first, *rest = organisation.split(" ")
            if not mark and first.lower() in {*table["now"], *table["past"]}:
                mark, organisation = first.lower(), " ".join(rest)
            organisation = "" if organisation in {"The", "Its", "A", "An"} else re.sub(r"[’']s?$", "", organisation)
            when = (
                "now"
                if mark in table["now"] or _STATES.search(found.group())
                else "past"
                if mark in table["past"]
                else ""
            )
            taken.append(found.span())
            posts.append(
                Post(
                    _titles()[groups["title"].lower()],
                    re.sub(r"[’']s$", "", person),
                    organisation,
                    when,
                    mark,
                    found.group(),
                )
            )
    return tuple(posts)


def compare_posts(premise: str, hypothesis: str) -> list[Finding]:
    """Two people said to hold one post of one organisation now conflict; the same holder agrees.

    A holder who is not marked as present ("CEO Ann Lee") may be the last one before an interim one, so only two marked
    holders conflict.
    """
    findings = []
    for left in _posts(premise):
        for right in _posts(hypothesis):
            if left.title != right.title:
                continue
            if left.organisation and right.organisation and not same_name(left.organisation, right.organisation):
                continue
            if same_name(left.person, right.person):
                findings.append(
                    Finding(
                        Kind.ROLE,
                        "agrees",
                        f"Both name {max(left.person, right.person, key=len)} as {left.title}.",
                        0.5,
                    )
                )
            elif left.when == right.when == "now" and not set(name_words(left.person)) & set(name_words(right.person)):
                this, that = (f"{post.person} as the {post.mark} {post.title}" for post in (left, right))
                detail = re.sub(r"\s+", " ", f"One names {this}, the other {that}.")
                findings.append(Finding(Kind.ROLE, "conflicts", detail, 0.9))
    return findings


def unsupported_post(premise: str, hypothesis: str) -> str | None:
    """A post that the hypothesis gives to somebody to whom the premise gives only other posts; None where none is."""
    given = extract_posts(premise)
    for post in extract_posts(hypothesis):
        known = [p.title for p in given if same_name(p.person, post.person)]
        if known and post.title not in known:
            return post.title
    return None
