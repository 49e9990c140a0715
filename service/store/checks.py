"""What a decision about speakers must find: speakers that stand, names that are free, statements that are there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, Select, or_, select

from models.ids import slug
from service.errors import (
    AmbiguousSpeaker,
    AttributionNotFound,
    DecisionNeeded,
    DocumentNotFound,
    InvalidDecision,
    NothingToSplit,
    SpeakerMerged,
    SpeakerNotFound,
    shown,
)
from service.store import search
from service.store import tables as t
from service.store.decisions import Decision, family, standing, stands

LONGEST = 300
"""Characters that a name or a role may have; the longest titles have half as many."""


def live(connection: Connection, speaker: str) -> RowMapping:
    """Return a speaker's row.

    Raises:
        SpeakerNotFound: there is no such speaker.
        SpeakerMerged: it is merged into another.
    """
    row = connection.execute(_speaker(speaker)).mappings().first()
    if row is None:
        raise SpeakerNotFound(speaker)
    if row["merged_into"] is not None:
        merge = select(t.decisions.c.seq).where(
            t.decisions.c.speaker == speaker, t.decisions.c.verb == "merge", stands()
        )
        raise SpeakerMerged(speaker, row["merged_into"], connection.execute(merge).scalar_one())
    return row


def words(what: str, value: str) -> str:
    """Return a name or title on one line.

    Raises:
        InvalidDecision: it is empty, too long, or has characters that nothing shows.
    """
    line = " ".join(value.split())
    if not line or not line.isprintable() or len(line) > LONGEST:
        raise InvalidDecision(f"{shown(value)} is no {what}", f"write one line of 1 to {LONGEST} visible characters")
    return line


def names(connection: Connection, speaker: str) -> dict[str, bool]:
    """Return the names of a speaker that stands, each with whether it is known."""
    column = t.effective_names.c
    query = select(column.name, column.known).where(column.speaker == speaker)
    return {row.name: row.known for row in connection.execute(query.order_by(column.position))}


def named(connection: Connection, name: str) -> list[str]:
    """Return the speakers with just this name, whatever its case."""
    column = t.effective_names.c
    found = select(column.speaker, column.name).where(column.seq.in_(search.names_matching(connection, name)))
    rows = connection.execute(found.order_by(column.speaker))
    return list(dict.fromkeys(row.speaker for row in rows if row.name.casefold() == name.casefold()))


def identified(connection: Connection, wikidata: str) -> list[str]:
    """Return the speakers that stand and are this entity of Wikidata."""
    column = t.effective_speakers.c
    query = select(column.id).where(column.wikidata == wikidata, column.merged_into.is_(None))
    return list(connection.scalars(query.order_by(column.id)))


def in_document(connection: Connection, speaker: str, document: str) -> None:
    """Make sure that a speaker says something in a document.

    Raises:
        DocumentNotFound: there is no such document.
        NothingToSplit: the speaker says nothing in it.
    """
    if connection.execute(select(t.documents.c.id).where(t.documents.c.id == document)).first() is None:
        raise DocumentNotFound(document)
    said = _said(speaker).where(t.readings.c.document == document)
    if connection.execute(said.limit(1)).first() is None:
        raise NothingToSplit(speaker, document)


def anchor(connection: Connection, speaker: str, attribution: str) -> dict[str, Any]:
    """Return a statement's document and content, by which a later run's is known to be the same.

    Raises:
        AttributionNotFound: there is no such statement.
        NothingToSplit: it is not the speaker's.
    """
    held = select(t.attributions.c.seq).where(t.attributions.c.id == attribution)
    if connection.execute(held).first() is None:
        raise AttributionNotFound(attribution)
    said = _said(speaker).where(t.attributions.c.id == attribution).order_by(t.attributions.c.seq.desc())
    row = connection.execute(said).first()
    if row is None:
        raise NothingToSplit(speaker, attribution)
    part = t.spans.c
    content = select(part.start, part.end, part.text).where(part.attribution == row.seq, part.part == "content")
    spans = connection.execute(content.order_by(part.position)).all()
    return {
        "document": row.document,
        "content": [[span.start, span.end] for span in spans],
        "text": [span.text for span in spans],
    }


def other(connection: Connection, row: RowMapping, as_: str) -> tuple[str, dict[str, Any]]:
    """Return the speaker that something is split off to, with its name, its type and whether it is new.

    Raises:
        SpeakerMerged: it is merged into another.
        AmbiguousSpeaker: several others have that name.
        InvalidDecision: it is the speaker itself.
    """
    if as_ == row["id"]:
        raise InvalidDecision(f"{shown(as_)} is whom it is split from", "name another speaker, or a new one")
    if connection.execute(_speaker(as_)).first() is not None:
        return as_, described(live(connection, as_)) | {"new": False}
    name = words("name", as_)
    holders = [holder for holder in named(connection, name) if holder != row["id"]]
    if len(holders) > 1:
        raise AmbiguousSpeaker(name, [(id_, live(connection, id_)["name"]) for id_ in holders])
    if holders:
        return holders[0], described(live(connection, holders[0])) | {"new": False}
    type_ = "person" if row["type"] == "anonymous" else row["type"]
    return _free(connection, slug(name)), {"name": name, "type": type_, "new": True}


def described(row: RowMapping) -> dict[str, Any]:
    """Return what the log keeps of the speaker that something is moved to."""
    return {"name": row["name"], "type": row["type"]}


def nothing_rests_on(connection: Connection, undone: Decision) -> None:
    """Make sure that no later decision rests on one that is being undone.

    Raises:
        DecisionNeeded: one is about a speaker that this one made, or about a name that this one gave or took.
    """
    if undone.verb == "split" and undone.details["new"] and undone.target is not None:
        for later in standing(connection, [undone.target]):
            raise DecisionNeeded(undone.seq, later.seq)
    if undone.verb == "alias":
        column = t.decisions.c
        aliases = select(column.seq, column.speaker, column.details).where(column.verb == "alias", stands())
        for row in connection.execute(aliases.where(column.seq > undone.seq).order_by(column.seq)):
            renamed = row.speaker == undone.speaker and row.details["instead_of"] == undone.details["name"]
            if renamed or row.details["name"] == undone.details["instead_of"]:
                raise DecisionNeeded(undone.seq, row.seq)


def wikidata_is_unique(connection: Connection, undone: Decision) -> None:
    """Make sure that no two speakers are left with one Wikidata id now that a decision is undone.

    Raises:
        DecisionNeeded: a later decision gave the id to another speaker.
    """
    kin = family(connection, [undone.speaker])
    held = select(t.effective_speakers.c.wikidata).where(
        t.effective_speakers.c.id.in_(kin),
        t.effective_speakers.c.merged_into.is_(None),
        t.effective_speakers.c.wikidata.is_not(None),
    )
    for wikidata in connection.scalars(held).all():
        holders = identified(connection, wikidata)
        given = [d for d in standing(connection, holders) if d.verb == "wikidata" and d.seq > undone.seq]
        if len(holders) > 1 and given:
            raise DecisionNeeded(undone.seq, given[-1].seq)


def _speaker(id_: str) -> Select[Any]:
    return select(t.effective_speakers).where(t.effective_speakers.c.id == id_)


def _said(speaker: str) -> Select[Any]:
    """Return a query for what a speaker says, with its document."""
    mine = (t.said_by.c.attribution == t.attributions.c.seq) & (t.said_by.c.speaker == speaker)
    query = select(t.attributions.c.seq, t.readings.c.document).join_from(t.attributions, t.said_by, mine)
    return query.join(t.readings, t.readings.c.seq == t.attributions.c.reading)


def _free(connection: Connection, wanted: str) -> str:
    """Return the id, or with a number behind it, that no speaker has and no decision names."""
    number = 1
    while True:
        id_ = wanted if number == 1 else f"{wanted}-{number}"
        named = or_(t.decisions.c.speaker == id_, t.decisions.c.target == id_)
        taken = (
            connection.execute(_speaker(id_)).first()
            or connection.execute(select(t.decisions.c.seq).where(named)).first()
        )
        if taken is None:
            return id_
        number += 1
