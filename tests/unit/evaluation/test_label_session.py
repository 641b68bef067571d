"""Sampling, the file of labels and the session: what a labeller sees, and what a kill leaves."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.evaluation.labelling.answers import Answer, AnswerBook
from factcheck.evaluation.labelling.forms import Kinds
from factcheck.evaluation.labelling.pairs import LabelPair, answers_path, load_material
from factcheck.evaluation.labelling.sampling import EVEN, Sampled, parse_shares, sample
from factcheck.evaluation.labelling.session import Session, Step


def pair(number: int, *, score: float | None = None, disputed: bool = False) -> LabelPair:
    return LabelPair(
        f"p{number:03}", f"Fact {number}.", f"Claim {number}.", f"s{number // 4}", score=score, disputed=disputed
    )


PAIRS = [pair(i, score=(i * 37 % 100) / 100, disputed=i % 5 == 0) for i in range(100)]


@given(st.integers(0, 120), st.integers(0, 120), st.integers(0, 3), st.permutations(PAIRS[:40]))
def test_a_longer_sample_goes_on_and_the_order_of_the_input_is_no_matter(
    fewer: int, more: int, seed: int, shuffled: list[LabelPair]
) -> None:
    short, whole = sample(PAIRS[:40], min(fewer, more), seed=seed), sample(shuffled, max(fewer, more), seed=seed)
    assert whole[: len(short)] == short
    assert len({s.pair.pair_id for s in whole}) == len(whole) == min(40, max(fewer, more))


def test_strata_are_what_they_say_and_hidden_by_the_order() -> None:
    drawn = sample(PAIRS, 45)
    counts = Counter(s.stratum for s in drawn)
    assert all(8 <= counts[name] <= 22 for name in EVEN)
    assert all(s.pair.disputed for s in drawn if s.stratum == "disputed")
    unsure = [s.pair.score for s in drawn if s.stratum == "uncertain"]
    assert unsure == sorted(unsure) and unsure[-1] is not None and unsure[-1] < 0.5
    assert [s.stratum for s in drawn[:6]] != [s.stratum for s in drawn[6:12]]
    assert [s.pair for s in sample(PAIRS, 20, seed=1)] != [s.pair for s in drawn[:20]]


def test_shares_and_strata_that_run_dry() -> None:
    only = sample(PAIRS, 30, parse_shares("disputed"))
    assert Counter(s.stratum for s in only) == {"disputed": 20, "random": 10}
    assert {s.stratum for s in sample([pair(i) for i in range(9)], None)} == {"random"}
    assert parse_shares("uncertain=2, random") == {"uncertain": 2.0, "disputed": 0.0, "random": 1.0}
    assert sample([], 5) == []


@pytest.mark.parametrize("text", ["often=1", "random=-1", "random=x", "random=0", "random=nan", "random=inf"])
def test_wrong_shares_are_told(text: str) -> None:
    with pytest.raises(InputError, match="--strata"):
        parse_shares(text)


def queue(count: int = 4) -> list[Sampled]:
    return [Sampled(pair(i), "random") for i in range(count)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made.labels.jsonl"


def press(session: Session, keys: str) -> list[Step]:
    return [session.press(key) for key in keys]


def labels(book: AnswerBook, who: str = "anna") -> dict[str, str]:
    return {p: f"{a.label}/{a.kind}" for p, a in book.of(who).items()}


def test_keys_label_and_name_the_kind(path: Path) -> None:
    session = Session(AnswerBook(path), "anna", queue())
    assert press(session, "ecrnc-") == [Step.SHOW, Step.KIND, Step.SHOW, Step.SHOW, Step.KIND, Step.DONE]
    wanted = {"p000": "entailment/", "p001": "contradiction/role", "p002": "neutral/", "p003": "contradiction/"}
    assert labels(AnswerBook(path)) == wanted
    assert (session.done, session.total, session.current) == (4, 4, None)
    assert len(path.read_text().splitlines()) == 4


@pytest.mark.parametrize(("kinds", "keys"), [(Kinds.ALL, "enn-cd"), (Kinds.NONE, "enc")])
def test_the_kind_is_asked_where_it_is_wanted(path: Path, kinds: Kinds, keys: str) -> None:
    session = Session(AnswerBook(path), "anna", queue(3), kinds=kinds)
    assert press(session, keys)[-1] is Step.DONE


def test_nothing_is_written_before_an_answer_is_whole(path: Path) -> None:
    session = Session(AnswerBook(path), "anna", queue())
    assert press(session, "c") == [Step.KIND]
    assert not path.exists()
    assert press(session, "\x7fn") == [Step.SHOW, Step.SHOW]
    assert labels(AnswerBook(path)) == {"p000": "neutral/"}


def test_undo_goes_back_through_earlier_sessions(path: Path) -> None:
    press(Session(AnswerBook(path), "anna", queue()), "en")
    session = Session(AnswerBook(path), "anna", queue())
    assert session.current is not None and session.current.pair.pair_id == "p002"
    assert press(session, "euuu") == [Step.SHOW] * 4
    assert labels(AnswerBook(path)) == {}
    assert session.current is not None and session.current.pair.pair_id == "p000"
    assert press(session, "u") == [Step.NOTHING_TO_UNDO]
    assert press(session, "nnnnu") == [Step.SHOW] * 3 + [Step.DONE, Step.SHOW]
    assert session.current.pair.pair_id == "p003"


def test_a_pair_put_off_comes_last_and_comes_again(path: Path) -> None:
    session = Session(AnswerBook(path), "anna", queue(3))
    press(session, "sen")
    assert session.current is not None and session.current.pair.pair_id == "p000"
    assert Session(AnswerBook(path), "anna", queue(3)).current == session.current


def test_other_keys_do_nothing(path: Path) -> None:
    session = Session(AnswerBook(path), "anna", queue())
    assert press(session, "z?wq") == [Step.UNKNOWN, Step.HELP, Step.WORDS, Step.QUIT]
    assert press(session, "czq") == [Step.KIND, Step.UNKNOWN, Step.QUIT]
    assert not path.exists()


def test_labellers_do_not_touch_each_other(path: Path) -> None:
    press(Session(AnswerBook(path), "anna", queue()), "ee")
    other = Session(AnswerBook(path), "bo", queue())
    assert other.done == 0
    press(other, "nu")
    press(other, "n")
    book = AnswerBook(path)
    assert labels(book) == {"p000": "entailment/", "p001": "entailment/"}
    assert labels(book, "bo") == {"p000": "neutral/"}
    assert book.labellers() == ["anna", "bo"]


def test_a_settlement_wants_a_reason_and_is_no_label(path: Path) -> None:
    session = Session(AnswerBook(path), "carla", queue(1), settles=True)
    assert press(session, "cn") == [Step.KIND, Step.WHY]
    assert session.give_reason("  ") is Step.WHY
    assert not path.exists()
    assert session.give_reason(" Two sums. ") is Step.DONE
    book = AnswerBook(path)
    assert book.of("carla") == {} and book.labellers() == []
    assert book.settled({"p000": pair(0)})["p000"].why == "Two sums."
    assert press(session, "u") == [Step.SHOW]
    assert AnswerBook(path).settled({"p000": pair(0)}) == {}


def test_a_line_that_a_kill_cut_off_is_no_answer_and_makes_room(path: Path) -> None:
    press(Session(AnswerBook(path), "anna", queue()), "en")
    whole = path.read_bytes()
    for cut in range(1, len(whole.splitlines()[1]) + 1):
        path.write_bytes(whole[:-cut])
        book = AnswerBook(path)
        assert labels(book) == {"p000": "entailment/"}
        assert book.torn > 0 or cut == len(whole.splitlines()[1])
        assert path.read_bytes() == whole[:-cut], "reading changes nothing"
        press(Session(book, "anna", queue()), "n")
        assert path.read_bytes() == whole


@given(st.lists(st.tuples(st.sampled_from(["anna", "bo"]), st.sampled_from("enuscx-q")), max_size=40))
def test_the_file_read_again_is_the_book_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, keys: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("law") / "x.labels.jsonl"
    book = AnswerBook(path)
    sessions = {who: Session(book, who, queue(3)) for who in ("anna", "bo")}
    for who, key in keys:
        sessions[who].press(key)
    assert AnswerBook(path).by_pair() == book.by_pair()
    assert {w: list(AnswerBook(path).of(w)) for w in sessions} == {w: list(book.of(w)) for w in sessions}


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"labeller": "a", "label": "neutral"}', "has no pair"),
        ('{"pair": "p", "label": "neutral"}', "has no labeller"),
        ('{"pair": "p", "labeller": "a", "label": "maybe"}', "'maybe' is none of entailment"),
        ('{"pair": "p", "labeller": "a", "label": "neutral", "kind": "sum"}', "'sum' is none of number"),
        ('{"pair": "p", "labeller": "a", "label": "neutral", "kind": 3}', "3"),
    ],
)
def test_a_malformed_line_is_named(path: Path, line: str, part: str) -> None:
    path.write_text('{"pair": "p", "labeller": "a", "label": "neutral"}\n' + line + "\n")
    with pytest.raises(InputError) as caught:
        AnswerBook(path)
    assert f"{path}:2: " in str(caught.value) and part in str(caught.value)


def test_labels_of_other_words_are_told_and_asked_again(path: Path) -> None:
    press(Session(AnswerBook(path), "anna", queue()), "ee")
    book = AnswerBook(path)
    book.add(Answer("p999", "", "anna", "neutral"))
    changed = {**{s.pair.pair_id: s.pair for s in queue()}, "p000": LabelPair("p000", "Fact 0.", "Another.", "s0")}
    kept, left = book.fitting(changed)
    assert list(kept) == ["p001"]
    assert left == {"about other words than the pair has now": 1, "about pairs that are not in the input": 1}
    session = Session(book, "anna", [Sampled(p, "random") for p in changed.values()])
    assert session.done == 1 and session.current is not None and session.current.pair.hypothesis == "Another."


def test_a_file_of_pairs(tmp_path: Path) -> None:
    path = tmp_path / "some.pairs.jsonl"
    rows = [
        {"premise": "A.", "hypothesis": "B.", "label": "contradiction", "kind": "date", "score": 0.75, "story": 3},
        {"premise": "A.", "hypothesis": "B."},
        {"premise": "A.", "hypothesis": "C.", "labels": {"x": "neutral", "y": "entailment"}, "id": 7},
        {"premise": "A.", "hypothesis": "D.", "label": "not_entailment"},
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    found = load_material(path)
    assert [(p.given, p.given_kind, p.disputed, p.score, p.group == "3") for p in found.pairs] == [
        ("contradiction", "date", True, 0.75, True), ("", "", True, None, False), ("", "", False, None, False),
    ]  # fmt: skip
    assert (found.giver, dict(found.dropped), found.pairs[1].pair_id) == ("file", {"repeated": 1}, "7")
    assert answers_path(path) == tmp_path / "some.pairs.labels.jsonl"
    assert answers_path(tmp_path) == tmp_path.parent / f"{tmp_path.name}.labels.jsonl"


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ({"premise": "A."}, "has no hypothesis"),
        ({"premise": "A.", "hypothesis": "B.", "label": "maybe"}, "'maybe' is no class"),
        ({"premise": "A.", "hypothesis": "B.", "score": 3}, "the score 3 is not between 0 and 1"),
        ({"premise": "A.", "hypothesis": "B.", "id": "x"}, "the id 'x' is another pair's"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: dict[str, object], part: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps({"premise": "A.", "hypothesis": "X.", "id": "x"}) + "\n" + json.dumps(row) + "\n")
    with pytest.raises(InputError) as caught:
        load_material(path)
    assert f"{path}:2: " in str(caught.value) and part in str(caught.value)
