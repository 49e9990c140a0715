"""Who is meant: speakers, names, roles and statements as decisions leave them, kept beside the evidence.

Everything here follows from the evidence and the log, and is brought up to date in the transaction that changes one.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from service.store.decisions import Decision, sources
from service.store.effective import roles, speakers, statements

__all__ = ["add_reading", "follow", "roles", "speakers", "statements"]


def add_reading(connection: Connection, reading: int) -> None:
    """Place the statements and roles of a new reading, whose speakers are there."""
    statements.place(connection, statements.of_reading(reading))
    roles.place(connection, roles.of_reading(reading))


def follow(connection: Connection, decision: Decision) -> None:
    """Bring up to date what a decision, made or undone just now, is about."""
    gone = speakers.bring(connection, _named(decision))
    origins = sources(connection, [decision.speaker])
    if decision.moves:
        statements.place_again(connection, statements.of_speakers(origins, decision.documents))
        moved = roles.of_speakers(origins, decision.documents)
        roles.forget(connection, moved)
        roles.place(connection, moved)
    if decision.verb in ("merge", "role"):
        roles.place_decided(connection, origins)
    speakers.drop(connection, gone)


def _named(decision: Decision) -> Iterable[str]:
    return [id_ for id_ in (decision.speaker, decision.target) if id_ is not None]
