"""Candidates: pairs of people who may be one, of whom nobody has decided yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, exists, func, select

from models.naming.offices import clash
from models.naming.spelling import same_name
from service.store import tables as t
from service.store.alike import titles
from service.store.views.paging import Item, Page, Slice, cut, decode, encode

Pair = tuple[str, str]


def candidates(connection: Connection, *, page: Page | None = None) -> Slice:
    """Return a page of pairs of people whose names may be spellings of one, each with `why_apart` they are two yet.

    Pairs that somebody has merged, split or merged and parted again are not offered.
    """
    asked = page or Page()
    pairs = sorted(_undecided(connection, _alike(connection)))
    often = Counter(id_ for pair in pairs for id_ in pair)
    if asked.after is not None:
        one, other = decode(asked.after, of="candidates", like=(str, str))
        pairs = [pair for pair in pairs if pair > (one, other)]
    shown, more = cut(pairs[: asked.limit + 1], asked)
    items = [_item(connection, pair, several=any(often[id_] > 1 for id_ in pair)) for pair in shown]
    return Slice(items, encode(shown[-1], of="candidates") if more else None)


def _alike(connection: Connection) -> set[Pair]:
    """Return the pairs of speakers that have names of one reading; only keys of several names are looked at."""
    key, names = t.name_keys.c, t.effective_names.c
    shared = select(key.key).group_by(key.key).having(func.count() > 1).subquery("shared")
    query = select(key.key, names.speaker, names.name).join_from(shared, t.name_keys, key.key == shared.c.key)
    rows = connection.execute(query.join(t.effective_names, names.seq == key.name).order_by(key.key)).all()
    by_key: dict[str, list[Pair]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append((row.speaker, row.name))
    return {pair for bearers in by_key.values() for pair in _pairs(bearers)}


def _pairs(bearers: Sequence[Pair]) -> Iterable[Pair]:
    for one, name in bearers:
        for other, spelled in bearers:
            if one < other and same_name(name, spelled):
                yield one, other


def _undecided(connection: Connection, pairs: Iterable[Pair]) -> Iterable[Pair]:
    """Yield the pairs that no decision, undone ones too, was about."""
    column = t.decisions.c
    for one, other in pairs:
        about = (column.speaker == one) & (column.target == other) | (column.speaker == other) & (column.target == one)
        if connection.execute(select(column.seq).where(about).limit(1)).first() is None:
            yield one, other


def _item(connection: Connection, pair: Pair, *, several: bool) -> Item:
    one, other = (_speaker(connection, id_) for id_ in pair)
    if _meet(connection, pair):
        why = "both speak in one document"
    elif clash(one["roles"], other["roles"]):
        why = "their roles or nations do not go together"
    elif several:
        why = "several could be meant"
    else:
        why = "one of them is in the register"
    return {"one": one, "other": other, "why_apart": why}


def _speaker(connection: Connection, id_: str) -> Item:
    names = t.effective_speakers.c
    name = connection.scalar(select(names.name).where(names.id == id_))
    return {"id": id_, "name": name, "roles": list(titles(connection, id_))}


def _meet(connection: Connection, pair: Pair) -> bool:
    """Tell whether two speakers both speak in one reading of a document."""
    here, there = t.attributions.alias("here"), t.attributions.alias("there")
    mine, theirs = t.said_by.alias("mine"), t.said_by.alias("theirs")
    first = select(here.c.reading).join_from(mine, here, here.c.seq == mine.c.attribution)
    beside: Any = exists().where(
        there.c.reading == here.c.reading, theirs.c.attribution == there.c.seq, theirs.c.speaker == pair[1]
    )
    return connection.execute(first.where(mine.c.speaker == pair[0], beside).limit(1)).first() is not None
