"""The writer's part for what outlives a reading: topics with their wordings, and speakers with their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select, true, update

from models.records import Attribution, KnownSpeaker, Topic
from service.errors import AlreadyTaken
from service.store import effective
from service.store.tables import effective_speakers, speaker_names, speaker_roles, speakers, topic_versions, topics


def add_topic(connection: Connection, topic: Topic, *, added_at: str) -> int:
    """Let a topic's wording count now, as a new version unless it is one that the store holds; return the version."""
    wording = {
        "name": topic.name,
        "aliases": list(topic.aliases),
        "position": topic.position,
        "description": topic.description,
    }
    held = select(topic_versions).where(topic_versions.c.topic == topic.id).order_by(topic_versions.c.version)
    versions = connection.execute(held).mappings().all()
    same = [(row["seq"], row["version"]) for row in versions if all(row[key] == wording[key] for key in wording)]
    version = len(versions) + 1
    if same:
        seq, version = int(same[0][0]), int(same[0][1])
    else:
        row = wording | {"topic": topic.id, "version": version, "added_at": added_at}
        seq = connection.execute(insert(topic_versions).values(row).returning(topic_versions.c.seq)).scalar_one()
    if not versions:
        connection.execute(insert(topics).values(id=topic.id, current=seq))
    else:
        connection.execute(update(topics).where(topics.c.id == topic.id).values(current=seq))
    return version


def add_known(connection: Connection, known: Sequence[KnownSpeaker]) -> None:
    """Add speakers of the register, whose names and types replace those that articles gave.

    Raises:
        AlreadyTaken: the register has another speaker with one of the names.
    """
    for speaker in known:
        _refuse_taken(connection, speaker, {one.id for one in known})
    for speaker in known:
        _add_entry(connection, speaker)
    effective.speakers.bring(connection, [speaker.id for speaker in known])
    effective.roles.place_decided(connection, [speaker.id for speaker in known])
    for speaker in known:
        _replace_roles(connection, speaker)


def _refuse_taken(connection: Connection, known: KnownSpeaker, together: Collection[str]) -> None:
    names = speaker_names.c
    others = select(names.speaker, names.name).join_from(
        speaker_names, effective_speakers, effective_speakers.c.id == names.speaker
    )
    others = others.where(names.name.in_((known.name, *known.aliases)), names.registered == true())
    others = others.where(names.speaker.not_in(together), effective_speakers.c.merged_into.is_(None))
    for row in connection.execute(others.order_by(names.seq)):
        raise AlreadyTaken(row.name, known.id, row.speaker)


def _add_entry(connection: Connection, known: KnownSpeaker) -> None:
    wanted = {"name": known.name, "type": known.type, "registered": True, "wikidata": known.wikidata}
    if connection.scalar(select(speakers.c.id).where(speakers.c.id == known.id)) is None:
        connection.execute(insert(speakers).values(id=known.id, **wanted))
    else:
        connection.execute(update(speakers).where(speakers.c.id == known.id).values(wanted))
    names = dict.fromkeys((known.name, *known.aliases))
    dropped = (speaker_names.c.speaker == known.id) & speaker_names.c.name.not_in(names)
    connection.execute(update(speaker_names).where(dropped).values(registered=False))
    for name in names:
        _add_registered(connection, known.id, name)


def _replace_roles(connection: Connection, known: KnownSpeaker) -> None:
    """Let the register's roles of a speaker be those that it has now."""
    roles = [(role.title, role.written_on or "", role.until or "") for role in known.roles]
    mine = (speaker_roles.c.speaker == known.id) & speaker_roles.c.reading.is_(None)
    columns = (speaker_roles.c.title, speaker_roles.c.written_on, speaker_roles.c.until)
    held = [tuple(row) for row in connection.execute(select(*columns).where(mine).order_by(speaker_roles.c.seq))]
    wanted = list(dict.fromkeys(roles))
    if held == wanted:
        return
    effective.roles.forget(connection, mine)
    connection.execute(delete(speaker_roles).where(mine))
    for title, written_on, until in wanted:
        row = {"speaker": known.id, "title": title, "written_on": written_on, "until": until}
        connection.execute(insert(speaker_roles).values(row))
    effective.roles.place(connection, mine)


def add_seen(connection: Connection, reading: int, found: Iterable[Attribution]) -> set[str]:
    """Add the speakers of a reading that the store does not hold yet, and the names that it has not seen them under.

    Returns the speakers that are new.
    """
    seen = {(speaker.id, speaker.name): speaker for item in found for speaker in item.speakers}
    ids = {speaker.id for speaker in seen.values()}
    held = set(connection.scalars(select(speakers.c.id).where(speakers.c.id.in_(ids))))
    named = select(speaker_names.c.speaker, speaker_names.c.name).where(speaker_names.c.speaker.in_(ids))
    known = {(row.speaker, row.name) for row in connection.execute(named)}
    first = {speaker.id: speaker for speaker in reversed(seen.values()) if speaker.id not in held}
    new = [{"id": id_, "name": one.name, "type": one.type, "registered": False} for id_, one in first.items()]
    fresh = [pair for pair in seen if pair not in known]
    if new:
        connection.execute(insert(speakers), new)
    if fresh:
        rows = [{"speaker": id_, "name": name, "registered": False, "reading": reading} for id_, name in fresh]
        connection.execute(insert(speaker_names), rows)
        effective.speakers.bring(connection, {id_ for id_, _ in fresh})
        effective.roles.place_decided(connection, ids - held)
    return ids - held


def _add_registered(connection: Connection, speaker: str, name: str) -> None:
    """Let a name be the register's."""
    same = (speaker_names.c.speaker == speaker, speaker_names.c.name == name)
    if connection.execute(select(speaker_names.c.seq).where(*same)).first() is None:
        connection.execute(insert(speaker_names).values(speaker=speaker, name=name, registered=True, reading=None))
    else:
        connection.execute(update(speaker_names).where(*same).values(registered=True))
