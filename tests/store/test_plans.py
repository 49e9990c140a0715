"""No view reads a table from end to end: every plan that SQLite makes for one follows an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event

from service.store import deciding, views
from service.store.decisions import Author
from service.store.engine import open_engine
from service.store.views import Page, Where
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import REGISTER, TOPICS
from tests.filled import fill

SMALL = {"runs", "topics", "topic_versions", "failures", "decisions"}
"""Tables with a row for each run, topic, unread file or decision: a list of all of them is meant to read them all."""

WHOLE = {"name_keys"}
"""Tables that one list is made of all of: whose names may be spellings of one."""

RESULTS = {"CONSTANT", "kept", "shared"}
"""What SQLite calls rows that the query itself has made: a value, the speakers that a filter kept, shared keys."""

RUN = stub_pass.pass_name(stub_pass.load(register=REGISTER, topics=TOPICS))
ALL: dict[str, Any] = {
    "kind": "direct",
    "outlet": "Arland Courier",
    "since": "2019-11",
    "until": "2019",
    "min_confidence": 0.5,
    "q": "river treaty",
}
FILTERS: list[dict[str, Any]] = [
    {},
    *({name: value} for name, value in ALL.items()),
    ALL,
    {"speaker": "anna-weller"},
    {"speaker": "piet-onca"},
    {"topic": "river-treaty"},
    {"topic": "river-treaty", "stance": "support"},
    {"topic": "river-treaty", "topic_version": 1},
    {"stance": "support"},
    {"speaker": "anna-weller", "topic": "river-treaty", **ALL},
    {"document": "54c310b718d7d04762485294a129f770"},
    {"run": RUN},
    {"run": RUN, "topic": "river-treaty", "since": "2019"},
]
LISTS: dict[str, Callable[[Connection, Where, Page], Any]] = {
    "attributions": lambda c, where, page: views.attributions(c, where=where, page=page),
    "documents": lambda c, where, page: views.documents(c, where=where, page=page),
    "speakers": lambda c, where, page: views.speakers(c, where=where, page=page),
    "claims": lambda c, where, page: views.claims(c, "anna-weller", where=where, page=page),
    "stances": lambda c, where, page: views.stances(c, "river-treaty", where=where, page=page),
    "timeline": lambda c, where, page: views.timeline(c, "river-treaty", where=where),
}
SINGLE: dict[str, Callable[[Connection], Any]] = {
    "document": lambda c: views.document(c, "54c310b718d7d04762485294a129f770"),
    "attribution": lambda c: views.attribution(c, "fd07662c508a5480d3999083dcbfe315"),
    "attribution of run": lambda c: views.attribution(c, "fd07662c508a5480d3999083dcbfe315", run=RUN),
    "speaker": lambda c: views.speaker(c, "anna-weller"),
    "find_named": lambda c: views.find_named(c, "Weller"),
    "topics": views.topics,
    "topic": lambda c: views.topic(c, "river-treaty"),
    "runs": views.runs,
    "failures": views.failures,
    "counts": views.counts,
    "known_speakers": views.known_speakers,
    "unjudged": lambda c: views.unjudged(c, [1, 2], run=2),
    "unjudged of documents": lambda c: views.unjudged(c, [1, 2], run=2, documents=["54c310b718d7d04762485294a129f770"]),
    "wording": lambda c: views.wording(c, "river-treaty", 1),
    "registered": views.registered,
    "merged speaker": lambda c: views.speaker(c, "piet-onca"),
    "decisions": lambda c: views.decisions(c, page=Page(limit=1)),
    "decisions on": lambda c: views.decisions(c, speaker="anna-weller"),
    "candidates": views.candidates,
    "current_topics": views.current_topics,
}


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Return a read-only connection to a store with articles and decisions; nobody writes to it."""
    url = fill(tmp_path_factory.mktemp("plans") / "store.sqlite")
    engine = open_engine(url)
    writer, somebody = Writer(engine), Author(by="somebody")
    writer.decide(deciding.merge, somebody, "piet-onca", "jo-brand")
    writer.decide(deciding.add_alias, somebody, "speakera-number0", "Number0 Speaker")
    engine.dispose()
    opened = open_engine(url, read_only=True)
    with opened.connect() as made:
        yield made
    opened.dispose()


def scans(connection: Connection, view: Callable[[Connection], Any]) -> list[str]:
    """Return the steps of a view's plans that read a table from end to end without an index."""
    statements: list[tuple[str, Any]] = []

    def keep(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        statements.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", keep)
    view(connection)
    event.remove(connection, "before_cursor_execute", keep)
    assert statements
    steps = [
        row[3]
        for statement, parameters in statements
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    ]
    return [step for step in steps if _is_scan(step)]


def _is_scan(step: str) -> bool:
    named = re.match(r"SCAN (\w+)(?! USING| VIRTUAL TABLE)\b(?!.* (?:USING|VIRTUAL TABLE))", step)
    return named is not None and named.group(1) not in SMALL | WHOLE | RESULTS


@pytest.mark.parametrize("where", FILTERS, ids=lambda where: "+".join(where) or "none")
@pytest.mark.parametrize("name", LISTS)
def test_no_list_scans_a_table(connection: Connection, name: str, where: dict[str, Any]) -> None:
    first = LISTS[name](connection, Where(**where), Page(limit=1))
    assert scans(connection, lambda c: LISTS[name](c, Where(**where), Page(limit=1))) == []
    if name != "timeline" and first.next:
        page = Page(limit=1, after=first.next)
        assert scans(connection, lambda c: LISTS[name](c, Where(**where), page)) == []


@pytest.mark.parametrize("name", SINGLE)
def test_no_other_view_scans_a_table(connection: Connection, name: str) -> None:
    assert scans(connection, SINGLE[name]) == []


def test_scans_finds_a_scan(connection: Connection) -> None:
    by_text = "SELECT * FROM attributions WHERE said_evidence = 'x'"
    assert scans(connection, lambda c: c.exec_driver_sql(by_text)) == ["SCAN attributions"]
