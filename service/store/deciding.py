"""Decisions about speakers: each is checked, added to the log, and followed by what it changes, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from models.ids import is_wikidata_id
from service.errors import AlreadyTaken, AlreadyUndone, DecisionNotFound, InvalidDecision, shown
from service.store import checks, effective
from service.store.days import bounds
from service.store.decisions import Author, Verb, append, find
from service.store.tables import effective_roles


def add_alias(connection: Connection, author: Author, speaker: str, name: str, *, instead_of: str | None = None) -> int:
    """Give a speaker a name, or change one of its names; a main name that is changed stays as an alias.

    Raises:
        SpeakerNotFound, SpeakerMerged: there is no such speaker, or it is merged into another.
        InvalidDecision: the name is empty, a bare surname, or the speaker's already; or it has no name to change.
        AlreadyTaken: another speaker has the name.
    """
    row, name = checks.live(connection, speaker), checks.words("name", name)
    held = checks.names(connection, speaker)
    if instead_of is not None and instead_of not in held:
        raise InvalidDecision(f"{shown(speaker)} has no name {shown(instead_of)}", f"it has {', '.join(held)}")
    if held.get(name):
        raise InvalidDecision(f"{shown(speaker)} has the name {shown(name)} already", "there is nothing to decide")
    if row["type"] == "person" and len(name.split()) < 2:
        raise InvalidDecision(f"{shown(name)} is one word alone", "know a person by a full name")
    for holder in checks.named(connection, name):
        if holder != speaker:
            raise AlreadyTaken(name, speaker, holder)
    return _decide(connection, author, "alias", speaker, details={"name": name, "instead_of": instead_of})


def add_role(
    connection: Connection, author: Author, speaker: str, title: str, *, since: str | None, until: str | None
) -> int:
    """Give a speaker a role that was held from a day to another; each is a day, a month, a year or unknown (None).

    Raises:
        SpeakerNotFound, SpeakerMerged: there is no such speaker, or it is merged into another.
        InvalidDecision: the title is empty, a date is none, the role ends before it begins, or it is known already.
    """
    checks.live(connection, speaker)
    title = checks.words("title", title)
    for date in (since, until):
        try:
            bounds(date)
        except ValueError as error:
            raise InvalidDecision(*str(error).split(": ", maxsplit=1)) from None
    if since and until and bounds(until)[1] < bounds(since)[0]:
        raise InvalidDecision(f"the role ends ({until}) before it begins ({since})", "swap or correct the dates")
    roles = effective_roles.c
    same = (roles.title == title, roles.written_on == (since or ""), roles.until == (until or ""))
    held = select(roles.seq).where(roles.speaker == speaker, *same, roles.reading.is_(None))
    if connection.execute(held).first() is not None:
        raise InvalidDecision(f"{shown(speaker)} has the role {shown(title)} already", "there is nothing to decide")
    return _decide(connection, author, "role", speaker, details={"title": title, "since": since, "until": until})


def set_wikidata(connection: Connection, author: Author, speaker: str, wikidata: str) -> int:
    """Say which entity of Wikidata a speaker is.

    Raises:
        SpeakerNotFound, SpeakerMerged: there is no such speaker, or it is merged into another.
        InvalidDecision: it is no Wikidata id, or the speaker's already.
        AlreadyTaken: another speaker has the id.
    """
    row = checks.live(connection, speaker)
    if not is_wikidata_id(wikidata):
        raise InvalidDecision(f"{shown(wikidata)} is no Wikidata id", "write Q and a number, such as Q42")
    if row["wikidata"] == wikidata:
        raise InvalidDecision(f"{shown(speaker)} has the Wikidata id {wikidata} already", "there is nothing to decide")
    for holder in checks.identified(connection, wikidata):
        raise AlreadyTaken(wikidata, speaker, holder)
    return _decide(connection, author, "wikidata", speaker, details={"wikidata": wikidata})


def merge(connection: Connection, author: Author, speaker: str, into: str) -> int:
    """Let a speaker be another: its statements, names and roles are that one's from now on, in later runs too.

    Raises:
        SpeakerNotFound, SpeakerMerged: there is no such speaker, or one of the two is merged already.
        InvalidDecision: it is the same speaker, or the two are different entities of Wikidata.
    """
    if speaker == into:
        raise InvalidDecision(f"{shown(speaker)} cannot be merged into itself", "name two speakers")
    row, target = checks.live(connection, speaker), checks.live(connection, into)
    if row["wikidata"] and target["wikidata"] and row["wikidata"] != target["wikidata"]:
        raise InvalidDecision(
            f"{shown(speaker)} is {row['wikidata']} and {shown(into)} is {target['wikidata']} in Wikidata",
            "correct one of the two first with `onrecord speakers wikidata`, or leave them apart",
        )
    return _decide(connection, author, "merge", speaker, target=into, details=checks.described(target))


def split(
    connection: Connection,
    author: Author,
    speaker: str,
    as_: str,
    *,
    documents: Sequence[str] = (),
    statements: Sequence[str] = (),
) -> int:
    """Let what a speaker says in some documents, or in some statements, be another's.

    `as_` is the id of a speaker, a name that another speaker has, or the name of a new one. Statements are remembered
    by where their words stand, so that the split holds for what later runs find.

    Raises:
        SpeakerNotFound, SpeakerMerged: there is no such speaker, or one of the two is merged into another.
        AmbiguousSpeaker: several others have that name.
        DocumentNotFound, AttributionNotFound: there is no such document or statement.
        NothingToSplit: the speaker says nothing there.
        InvalidDecision: neither documents nor statements are named, or it is the same speaker.
    """
    row = checks.live(connection, speaker)
    if not documents and not statements:
        raise InvalidDecision(f"nothing of {shown(speaker)} is named", "name documents or statements to split off")
    for document in documents:
        checks.in_document(connection, speaker, document)
    anchors = [checks.anchor(connection, speaker, id_) for id_ in statements]
    target, details = checks.other(connection, row, as_)
    details |= {"documents": list(dict.fromkeys(documents)), "statements": anchors}
    return _decide(connection, author, "split", speaker, target=target, details=details)


def undo(connection: Connection, author: Author, number: int) -> int:
    """Take a decision back: everything is as if it had never been made.

    Raises:
        DecisionNotFound: no decision has this number.
        AlreadyUndone: it is undone.
        InvalidDecision: it is an undo itself.
        DecisionNeeded: a later decision rests on it.
    """
    found = find(connection, number)
    if found is None:
        raise DecisionNotFound(number)
    decision, undone_by = found
    if decision.verb == "undo":
        raise InvalidDecision(f"decision {number} took another one back", "to bring that one back, decide it anew")
    if undone_by is not None:
        raise AlreadyUndone(number, undone_by)
    made = append(connection, author, "undo", decision.speaker, target=decision.target, undoes=number)
    checks.nothing_rests_on(connection, decision)
    effective.follow(connection, decision)
    effective.names.key(connection)
    checks.wikidata_is_unique(connection, decision)
    return made.seq


def _decide(
    connection: Connection,
    author: Author,
    verb: Verb,
    speaker: str,
    *,
    target: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> int:
    made = append(connection, author, verb, speaker, target=target, details=details)
    effective.follow(connection, made)
    effective.names.key(connection)
    return made.seq
