from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from service.errors import InvalidCursor
from service.store import views
from service.store.rows import fingerprint
from service.store.views import Page, Slice, Where
from service.store.views.paging import decode, encode
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import REGISTER, TOPICS, documents, make_document

View = Callable[[Connection, Page], Slice]
LISTS: dict[str, View] = {
    "attributions": lambda c, page: views.attributions(c, page=page),
    "attributions of a document": lambda c, page: views.attributions(
        c, where=Where(document=documents()[1].id), page=page
    ),
    "attributions of a topic": lambda c, page: views.attributions(c, where=Where(topic="river-treaty"), page=page),
    "attributions since": lambda c, page: views.attributions(c, where=Where(since="2018", until="2019-10"), page=page),
    "claims": lambda c, page: views.claims(c, "anna-weller", page=page),
    "stances": lambda c, page: views.stances(c, "river-treaty", page=page),
    "documents": lambda c, page: views.documents(c, page=page),
    "speakers": lambda c, page: views.speakers(c, page=page),
}


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
@pytest.mark.parametrize("name", LISTS)
def test_pages_give_each_item_once_and_in_order(connection: Connection, name: str, limit: int) -> None:
    whole = LISTS[name](connection, Page(limit=1000))
    assert whole.next is None
    assert len(whole.items) > 1
    items: list[Any] = []
    after: str | None = None
    while True:
        part = LISTS[name](connection, Page(limit=limit, after=after))
        items += part.items
        if part.next is None:
            break
        assert len(part.items) == limit
        after = part.next
    assert items == whole.items


def test_pages_lose_nothing_while_a_run_writes(writer: Writer, run: int, connect: Connection) -> None:
    first = views.attributions(connect, page=Page(limit=3))
    connect.rollback()
    newer = make_document("Jo Brand said it rained.", published="2030-01-01")
    older = make_document("Jo Brand said it snowed.", published="2001-01-01")
    writer.write(run, stub_pass.read(stub_pass.load(register=REGISTER, topics=TOPICS), [newer, older]))
    rest = views.attributions(connect, page=Page(limit=100, after=first.next))
    assert len({item["id"] for item in first.items + rest.items}) == 9 + 1
    assert [item["document"]["id"] for item in rest.items].count(older.id) == 1
    assert fingerprint(newer) != fingerprint(older)


def test_a_cursor_belongs_to_its_list(connection: Connection) -> None:
    cursor = views.attributions(connection, page=Page(limit=1)).next
    with pytest.raises(InvalidCursor, match="not one of this list"):
        views.claims(connection, "anna-weller", page=Page(limit=1, after=cursor))
    with pytest.raises(InvalidCursor):
        views.attributions(connection, where=Where(kind="direct"), page=Page(limit=1, after=cursor))


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


MARK = json.loads(base64.urlsafe_b64decode(encode((), of="list") + "=="))[0]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "!",
        "é",
        "a",
        "AAAA",
        packed({}),
        packed([MARK]),
        packed([MARK, "2019", 1, 2]),
        packed([MARK, 2019, 1]),
        packed([MARK, "2019", "1"]),
        packed([MARK, "2019", True]),
        packed([MARK, "2019", 2**63]),
        packed(["other", "2019", 1]),
        packed("[" * 100_000),
    ],
    ids=range(14),
)
def test_decode_refuses_what_encode_did_not_make(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        decode(cursor, of="list", like=(str, int))


@given(st.text())
def test_decode_refuses_any_text_with_one_error(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        decode(cursor, of="list", like=(str, int))


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(-(2**63) + 1, 2**63 - 1))
def test_decode_gives_back_what_encode_took(name: str, number: int) -> None:
    cursor = encode((name, number), of=("list", name))
    assert decode(cursor, of=("list", name), like=(str, int)) == [name, number]
    assert cursor.isascii()
    assert not set(cursor) & set("+/=&?# ")


def test_page_refuses_no_items() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Page(limit=0)
