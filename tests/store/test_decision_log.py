"""The log itself: what a decision holds for, whose a statement ends as, and who is met on the way through it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from service.store.decisions import Author, Decision, Moves, append, family, find, moves, sources, standing, stands
from service.store.engine import writing
from service.store.tables import decisions

ANN = Author(by="ann", reason="she knows them")
MADE = {"name": "Ann Lee", "type": "person"}

ids = st.sampled_from(["a", "b", "c", "d"])
documents = st.lists(st.sampled_from(["x", "y", "z"]), max_size=2)
ranges = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), min_size=1, max_size=3).map(
    lambda pairs: laid_out([(gap, length) for gap, length in pairs])
)


def laid_out(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges of these lengths, one behind the other with these gaps."""
    found, at = [], 0
    for gap, length in pairs:
        found.append((at + gap, at + gap + length))
        at += gap + length + 1
    return found


def split_of(content: list[tuple[int, int]], document: str = "x") -> Decision:
    details = MADE | {"new": True, "documents": [], "statements": [{"document": document, "content": content}]}
    return Decision(1, "split", "a", "b", details, automatic=False)


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """Draw merges and splits between few speakers, in the order of the log."""
    drawn = draw(st.lists(st.tuples(ids, ids, st.none() | documents), max_size=8))
    return [
        Decision(
            seq,
            "merge" if where is None else "split",
            speaker,
            target,
            MADE if where is None else MADE | {"new": False, "documents": where, "statements": []},
            automatic=False,
        )
        for seq, (speaker, target, where) in enumerate(drawn, start=1)
    ]


@given(ranges)
def test_decision_holds_for_the_very_words_of_its_statement(content: list[tuple[int, int]]) -> None:
    assert split_of(content).holds("x", content)
    assert not split_of(content).holds("y", content)
    assert not split_of(content).holds("x", ())


@given(ranges, ranges)
def test_decision_holds_for_words_just_as_they_would_for_it(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    assert split_of(one).holds("x", other) == split_of(other).holds("x", one)


@given(ranges, st.integers(1, 1000))
def test_decision_holds_not_for_words_that_stand_elsewhere(content: list[tuple[int, int]], beyond: int) -> None:
    end = content[-1][1]
    assert not split_of(content).holds("x", [(start + end + beyond, stop + end + beyond) for start, stop in content])


@pytest.mark.parametrize(("end", "held"), [(14, False), (15, False), (16, True), (20, True), (29, True), (30, False)])
def test_decision_holds_for_more_than_half_of_the_longer_words(end: int, held: bool) -> None:
    assert split_of([(10, 20)]).holds("x", [(10, end)]) is held


def test_decision_moves_only_where_it_is_a_merge_or_a_split() -> None:
    verbs = ("alias", "role", "wikidata", "merge", "split", "undo")
    assert [v for v in verbs if Decision(1, v, "a", "b", {}, automatic=False).moves] == ["merge", "split"]


@given(logs(), ids, st.none() | st.sampled_from(["x", "y"]))
def test_moves_settle_as_a_walk_through_the_log_does(log: list[Decision], speaker: str, document: str | None) -> None:
    expected = speaker
    for each in log:
        if each.speaker == expected and (each.verb == "merge" or document in each.details["documents"]):
            expected = each.target or expected
    assert Moves(log).settle(speaker, document) == expected


@given(logs(), ids)
def test_moves_of_other_verbs_change_nothing(log: list[Decision], speaker: str) -> None:
    other = [Decision(seq, "alias", speaker, "z", {}, automatic=False) for seq in range(100, 103)]
    assert Moves([*log, *other]).settle(speaker, "x") == Moves(log).settle(speaker, "x")
    assert not Moves(log).by_words


@pytest.fixture
def log(engine: Engine) -> Iterator[Connection]:
    """Return a transaction in which a, b and c are joined, d is parted from c, and b's way to c is undone."""
    with writing(engine).begin() as connection:
        append(connection, ANN, "merge", "a", target="b", details=MADE)
        undone = append(connection, ANN, "merge", "b", target="c", details=MADE)
        parted = MADE | {"documents": ["x"], "statements": [], "new": True}
        append(connection, Author(by="rule", automatic=True), "split", "c", target="d", details=parted)
        append(connection, ANN, "alias", "d", details={"name": "Dee Lee", "instead_of": None})
        append(connection, ANN, "undo", "b", target="c", undoes=undone.seq)
        yield connection


def test_append_numbers_decisions_in_the_order_in_which_they_are_made(log: Connection) -> None:
    made = append(log, ANN, "wikidata", "z", details={"wikidata": "Q1"})
    assert made == Decision(6, "wikidata", "z", None, {"wikidata": "Q1"}, automatic=False)
    assert find(log, 6) == (made, None)


def test_append_keeps_its_own_copy_of_what_is_told(log: Connection) -> None:
    told = {"name": "Zed Lee", "instead_of": None}
    made = append(log, ANN, "alias", "z", details=told)
    told["name"] = "Other"
    assert made.details["name"] == "Zed Lee"


def test_find_tells_who_undid_it(log: Connection) -> None:
    assert [found and found[1] for found in (find(log, seq) for seq in range(1, 7))] == [
        None,
        5,
        None,
        None,
        None,
        None,
    ]
    assert find(log, 6) is None
    split = find(log, 3)
    assert split is not None
    assert (split[0].automatic, split[0].documents) == (True, {"x"})


def test_standing_leaves_out_undos_and_the_undone(log: Connection) -> None:
    assert [each.seq for each in standing(log, ["a", "b", "c", "d"])] == [1, 3, 4]
    assert [each.seq for each in standing(log, ["b"])] == [1]
    assert standing(log, ["z"]) == standing(log, []) == []
    assert set(log.scalars(select(decisions.c.seq).where(stands()))) == {1, 3, 4}


def test_moves_of_a_store_follow_what_stands_and_no_more(log: Connection) -> None:
    assert moves(log, ["a"]).settle("a", "x") == "b"
    assert moves(log, ["c"]).settle("c", "x") == "d"
    assert moves(log, ["c"]).settle("c", "y") == "c"
    append(log, ANN, "merge", "b", target="c", details=MADE)
    assert moves(log, ["a"]).settle("a", "x") == "c"  # the split came before that merge
    assert moves(log, ["d"]).settle("a") == "a"  # nobody asked about it


def test_sources_and_family_remember_the_undone(log: Connection) -> None:
    assert sources(log, ["c"]) == {"a", "b", "c"}
    assert sources(log, ["a"]) == {"a"}
    assert sources(log, ["d"]) == family(log, ["a"]) == family(log, ["d"]) == {"a", "b", "c", "d"}
    assert family(log, ["z"]) == {"z"}
    assert family(log, []) == set()
