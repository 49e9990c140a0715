"""Full text: the one place that knows how words are looked up, in SQLite by FTS5, in PostgreSQL by `tsvector`.

`attribution_search` covers a statement's words, its speakers' names, its source and its document's title;
`speaker_search` covers speakers' names. Accents and case do not matter. Both are filled by the writer from the
`attribution_texts` view and from `effective_names`, and hold just what these have: what changes there is forgotten
before and added after.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Label,
    Select,
    TextClause,
    column,
    delete,
    false,
    func,
    insert,
    literal,
    select,
    table,
    text,
)

from service.store.tables import effective_names

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_ATTRIBUTION_COLUMNS = ("words", "speakers", "source", "title")


def attributions_matching(connection: Connection, query: str) -> Select[int]:
    """Return a query for the `seq` of the attributions that have every word and every "quoted phrase" of `query`.

    A word that ends in `*` stands for all words that begin so. No query is a syntax error; one without any letter or
    digit matches nothing.
    """
    return _matching(connection, "attribution_search", terms(query))


def names_matching(connection: Connection, query: str) -> Select[int]:
    """Return a query for the `seq` of the speaker names that have every word of `query`, as the words begin."""
    return _matching(connection, "speaker_search", [(term, True) for term, _ in terms(query)])


def terms(query: str) -> list[tuple[str, bool]]:
    """Split a query into words and phrases, each with whether it stands for all words that begin so.

    What no stored text can have (NUL, lone surrogates) is dropped, and so is a term without any letter or digit.
    """
    clean = query.encode("utf-8", "ignore").decode().replace("\0", " ")
    found = [(quoted or word).strip() for quoted, word in _TERM.findall(clean)]
    split = [(term.rstrip("*"), term.endswith("*")) for term in found]
    return [(term, begins) for term, begins in split if any(character.isalnum() for character in term)]


def add_attributions(connection: Connection, chosen: Select[int]) -> None:
    """Index the chosen statements, in the writer's transaction."""
    _add(connection, "attribution_search", _ATTRIBUTION_COLUMNS, "attribution_texts", chosen)


def forget_attributions(connection: Connection, chosen: Select[int]) -> None:
    """Take the chosen statements out of the index, in the writer's transaction, before any of their words changes."""
    _forget(connection, "attribution_search", _ATTRIBUTION_COLUMNS, "attribution_texts", chosen)


def add_names(connection: Connection, seqs: Collection[int]) -> None:
    """Index some names of speakers, in the writer's transaction."""
    _add(connection, "speaker_search", ("name",), "effective_names", _these(seqs))


def forget_names(connection: Connection, seqs: Collection[int]) -> None:
    """Take some names of speakers out of the index, in the writer's transaction, before they are removed."""
    _forget(connection, "speaker_search", ("name",), "effective_names", _these(seqs))


def _these(seqs: Collection[int]) -> Select[int]:
    return select(effective_names.c.seq).where(effective_names.c.seq.in_(seqs))


def _add(connection: Connection, index: str, columns: tuple[str, ...], source: str, chosen: Select[int]) -> None:
    """Index the chosen rows of a table or view."""
    rows = _rows(columns, source, chosen)
    if connection.dialect.name == "sqlite":
        connection.execute(
            insert(table(index, *map(column, ("rowid", *columns)))).from_select(["rowid", *columns], rows)
        )
        return
    words = func.onrecord_words(func.concat_ws(" ", *(rows.selected_columns[name] for name in columns)))
    vectors = rows.with_only_columns(rows.selected_columns.seq, words)
    connection.execute(insert(table(index, column("seq"), column("vector"))).from_select(["seq", "vector"], vectors))


def _forget(connection: Connection, index: str, columns: tuple[str, ...], source: str, chosen: Select[int]) -> None:
    """Take the chosen rows out of an index; FTS5 is told the words that it holds of them."""
    if connection.dialect.name == "sqlite":
        rows = _rows(columns, source, chosen)
        told = rows.with_only_columns(literal("delete"), *rows.selected_columns)
        names = (index, "rowid", *columns)
        connection.execute(insert(table(index, *map(column, names))).from_select(list(names), told))
    else:
        connection.execute(delete(table(index, column("seq"))).where(column("seq").in_(chosen)))


def _rows(columns: tuple[str, ...], source: str, chosen: Select[int]) -> Select[Any]:
    held = table(source, *map(column, ("seq", *columns)))
    return select(held.c.seq, *(held.c[name] for name in columns)).where(held.c.seq.in_(chosen))


def _matching(connection: Connection, index: str, wanted: list[tuple[str, bool]]) -> Select[int]:
    if connection.dialect.name == "sqlite":
        seq: Label[int] = column("rowid", Integer).label("seq")
        phrases = " ".join(f'"{term}"{"*" if begins else ""}' for term, begins in wanted)
        condition = text(f"{index} MATCH :phrases").bindparams(phrases=phrases)
        return select(seq).select_from(table(index)).where(condition if wanted else false())
    conditions: list[ColumnElement[bool] | TextClause] = [
        text(f"vector @@ onrecord_query(:term{number}, :begins{number})").bindparams(
            **{f"term{number}": term, f"begins{number}": begins}
        )
        for number, (term, begins) in enumerate(wanted)
    ]
    return select(column("seq", Integer)).select_from(table(index)).where(*(conditions or [false()]))
