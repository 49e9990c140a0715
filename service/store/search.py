"""Full text: the one place that knows how words are looked up, in SQLite by FTS5, in PostgreSQL by `tsvector`.

`attribution_search` covers a statement's words, its speakers' names, its source and its document's title;
`speaker_search` covers speakers' names. Accents and case do not matter. Both are filled by the writer from the
`attribution_texts` view and from `speaker_names`, and can be rebuilt from them.
"""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Connection, Integer, Label, Select, TextClause, column, false, select, table, text

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


def add_attributions(connection: Connection, reading: int) -> None:
    """Index the statements of a reading, in the writer's transaction."""
    chosen = "FROM attribution_texts WHERE reading = :reading"
    connection.execute(_fill(connection, "attribution_search", _ATTRIBUTION_COLUMNS, chosen), {"reading": reading})


def add_name(connection: Connection, seq: int) -> None:
    """Index one speaker's name, in the writer's transaction."""
    connection.execute(
        _fill(connection, "speaker_search", ("name",), "FROM speaker_names WHERE seq = :seq"), {"seq": seq}
    )


def rebuild(connection: Connection) -> None:
    """Index everything anew, in the writer's transaction."""
    for index, columns, source in (
        ("attribution_search", _ATTRIBUTION_COLUMNS, "attribution_texts"),
        ("speaker_search", ("name",), "speaker_names"),
    ):
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"INSERT INTO {index} ({index}) VALUES ('rebuild')"))  # noqa: S608
        else:
            connection.execute(text(f"DELETE FROM {index}"))  # noqa: S608
            connection.execute(_fill(connection, index, columns, f"FROM {source}"))


def _fill(connection: Connection, index: str, columns: tuple[str, ...], chosen: str) -> TextClause:
    """Return the statement that indexes the chosen rows; every part of it is a constant of this module."""
    listed = ", ".join(columns)
    words = f"onrecord_words(concat_ws(' ', {listed}))"
    if connection.dialect.name == "sqlite":
        return text(f"INSERT INTO {index} (rowid, {listed}) SELECT seq, {listed} {chosen}")
    return text(f"INSERT INTO {index} (seq, vector) SELECT seq, {words} {chosen}")


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
