from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError

from service.store import search, views
from service.store.engine import writing
from service.store.tables import attributions, effective_names
from service.store.views import Where


def found(connection: Connection, query: str) -> list[str]:
    """Return the words of the statements that a query finds."""
    return sorted(item["content"][0]["text"] for item in views.attributions(connection, where=Where(q=query)).items)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("pointless", ["the water pact is “pointless” now"]),
        ("POINTLESS Pact", ["the water pact is “pointless” now"]),
        ('"water pact" valuable', ["that the water pact was valuable on 2019-11-13"]),
        ('"pact water"', []),
        ("value", []),
        ("valu*", ["that the water pact was valuable on 2019-11-13"]),
        ("onca", ["the water pact is “pointless” now"]),
        ("Piet Onça", ["the water pact is “pointless” now"]),
        ("minister", ["she would support the Orre Bridge"]),
        ("threatens begun", ["that talks on the River Treaty had begun"]),
        ("bridge pointless", []),
        ("pact NOT valuable", []),
        ("", []),
        ("*", []),
        ('"', []),
    ],
)
def test_attributions_matching_has_every_term(connection: Connection, query: str, expected: list[str]) -> None:
    assert found(connection, query) == expected


ODD = st.one_of(
    st.text(max_size=30),
    st.text(st.sampled_from("\"*()^:-+{}\\'/;,.\0\ud800 aé AND OR NOT NEAR words:"), max_size=30),
    st.lists(st.sampled_from(["AND", "OR", "NOT", "NEAR(", '"', "words:", "^a", "a*", "-b", "river", ")"])).map(
        " ".join
    ),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=ODD)
@example(query='river"')
@example(query="AND")
@example(query="words:river")
@example(query="\u0301")
@example(query="²")
def test_no_query_is_a_syntax_error(connection: Connection, query: str) -> None:
    for matching in (search.attributions_matching, search.names_matching):
        assert isinstance(connection.execute(matching(connection, query)).all(), list)


@given(words=st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_terms_are_the_words_of_a_plain_query(words: list[str]) -> None:
    assert search.terms(" ".join(words)) == [(word, False) for word in words]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ('a "b c" d*', [("a", False), ("b c", False), ("d", True)]),
        ('"b c', [("b c", False)]),
        ("don't - x", [("don't", False), ("x", False)]),
        ("a\0b \ud800", [("a", False), ("b", False)]),
    ],
)
def test_terms_takes_phrases_and_beginnings(query: str, terms: list[tuple[str, bool]]) -> None:
    assert search.terms(query) == terms


def test_names_matching_finds_beginnings(connection: Connection) -> None:
    for query, ids in (("wel", ["anna-weller"]), ("gov bor", ["borland"]), ("onc", ["piet-onca"]), ("zz", [])):
        items = views.speakers(connection, where=Where(q=query)).items
        assert [item["id"] for item in items] == ids


def check(connection: Connection, index: str) -> None:
    """Let FTS5 compare its index with what it is made from; it raises where they differ."""
    connection.execute(text(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"))  # noqa: S608


def test_forgotten_statements_are_found_no_more_until_they_are_added(engine: Engine, run: int) -> None:
    queries = ("river", "onca", "weller", "pointless", "threatens")
    every = select(attributions.c.seq)
    with writing(engine).begin() as connection:
        before = [found(connection, query) for query in queries]
        check(connection, "attribution_search")
        search.forget_attributions(connection, every)
        assert [found(connection, query) for query in queries] == [[]] * 5
        with pytest.raises(DBAPIError, match="malformed"):
            check(connection, "attribution_search")
        search.add_attributions(connection, every)
        check(connection, "attribution_search")
        assert [found(connection, query) for query in queries] == before
        assert all(before)


def test_forgotten_names_are_found_no_more_until_they_are_added(engine: Engine, run: int) -> None:
    with writing(engine).begin() as connection:
        seqs = connection.scalars(select(effective_names.c.seq)).all()
        search.forget_names(connection, seqs)
        assert views.find_named(connection, "Weller") == []
        search.add_names(connection, seqs)
        check(connection, "speaker_search")
        assert [item["id"] for item in views.find_named(connection, "Weller")] == ["anna-weller"]
