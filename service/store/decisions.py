"""The log of decisions about speakers: what was decided, which decisions stand, and where they move statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, exists, insert, or_, select

from service.store.tables import decisions

Verb = Literal["alias", "role", "wikidata", "merge", "split", "undo"]
Ranges = Sequence[tuple[int, int]]

MOVING = ("merge", "split")
"""The verbs that move what is said of one speaker to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Hold who decides and why; `automatic` is the program's own rule on spellings."""

    by: str
    reason: str = ""
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Hold one decision of the log.

    `details` of an *alias*: `name`, `instead_of`; of a *role*: `title`, `since`, `until`; of a *wikidata*: `wikidata`;
    of a *merge* and a *split*: the target's `name` and `type`; of a *split* also whether the target is `new`, the
    `documents` whose statements are moved, and the `statements` that are, as `document` and `content` ranges.
    """

    seq: int
    verb: Verb
    speaker: str
    target: str | None
    details: Mapping[str, Any]
    automatic: bool

    @property
    def moves(self) -> bool:
        """Tell whether it moves statements."""
        return self.verb in MOVING

    @property
    def documents(self) -> frozenset[str] | None:
        """Return the documents that a split is about; None means all there are."""
        if self.verb != "split":
            return None
        return frozenset(self.details["documents"]) | {each["document"] for each in self.details["statements"]}

    def holds(self, document: str | None, content: Ranges) -> bool:
        """Tell whether a merge or split moves a statement of a document with this content.

        A split holds for the statements of its documents, and for each that shares more than half of its words with one
        that it names: a later run may cut the same statement a little differently.
        """
        if self.verb != "split":
            return True
        return document in self.details["documents"] or any(
            each["document"] == document and _mostly(content, each["content"]) for each in self.details["statements"]
        )


class Moves:
    """Hold the standing merges and splits by the speaker whose statements they move."""

    def __init__(self, found: Iterable[Decision]) -> None:
        """Sort the decisions, which come in the order of the log."""
        self._by_speaker: dict[str, list[Decision]] = defaultdict(list)
        for decision in found:
            if decision.moves:
                self._by_speaker[decision.speaker].append(decision)

    def settle(self, speaker: str, document: str | None = None, content: Ranges = ()) -> str:
        """Return whose a statement is that was given to a speaker; without a document, whom the speaker is merged into.

        Decisions are applied in the order in which they were made.
        """
        last = 0
        while move := self._next(speaker, last, document, content):
            speaker, last = move.target or speaker, move.seq
        return speaker

    def _next(self, speaker: str, last: int, document: str | None, content: Ranges) -> Decision | None:
        later = (move for move in self._by_speaker.get(speaker, ()) if move.seq > last)
        return next((move for move in later if move.holds(document, content)), None)

    @property
    def by_words(self) -> bool:
        """Tell whether a statement's words matter to any of them."""
        return any(move.details.get("statements") for moves in self._by_speaker.values() for move in moves)


def append(
    connection: Connection,
    author: Author,
    verb: Verb,
    speaker: str,
    *,
    target: str | None = None,
    details: Mapping[str, Any] | None = None,
    undoes: int | None = None,
) -> Decision:
    """Add a decision to the log, in the writer's transaction."""
    row = {"verb": verb, "speaker": speaker, "target": target, "details": dict(details or {}), "undoes": undoes}
    made = {"made_by": author.by, "reason": author.reason, "automatic": author.automatic, "made_at": _now()}
    seq: int = connection.execute(insert(decisions).values(row | made).returning(decisions.c.seq)).scalar_one()
    return Decision(seq, verb, speaker, target, row["details"], author.automatic)  # type: ignore[arg-type]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def find(connection: Connection, seq: int) -> tuple[Decision, int | None] | None:
    """Return the decision of a number and the number of the one that undoes it; None where there is none such."""
    row = connection.execute(select(decisions).where(decisions.c.seq == seq)).mappings().first()
    if row is None:
        return None
    undone_by = connection.scalar(select(decisions.c.seq).where(decisions.c.undoes == seq))
    return _decision(row), undone_by


def standing(connection: Connection, speakers: Collection[str]) -> list[Decision]:
    """Return the decisions about some speakers that nobody has undone, in the order of the log."""
    return _found(connection, select(decisions).where(_about(speakers), stands()))


def stands() -> ColumnElement[bool]:
    """Return the condition that a decision is neither an undo nor undone."""
    undo = decisions.alias("undo")
    return (decisions.c.verb != "undo") & ~exists().where(undo.c.undoes == decisions.c.seq).correlate(decisions)


def _about(speakers: Collection[str]) -> ColumnElement[bool]:
    return or_(decisions.c.speaker.in_(speakers), decisions.c.target.in_(speakers))


def _found(connection: Connection, query: Select[Any]) -> list[Decision]:
    return [_decision(row) for row in connection.execute(query.order_by(decisions.c.seq)).mappings()]


def _decision(row: RowMapping) -> Decision:
    return Decision(row["seq"], row["verb"], row["speaker"], row["target"], row["details"], row["automatic"])


def moves(connection: Connection, speakers: Iterable[str]) -> Moves:
    """Return the standing merges and splits that statements of some speakers may meet on their way."""
    found: dict[int, Decision] = {}

    def onward(ids: set[str]) -> Iterable[str]:
        query = select(decisions).where(decisions.c.speaker.in_(ids), decisions.c.verb.in_(MOVING), stands())
        met = {decision.seq: decision for decision in _found(connection, query)}
        found.update(met)
        return [decision.target for decision in met.values() if decision.target]

    _reached(speakers, onward)
    return Moves(found[seq] for seq in sorted(found))


def sources(connection: Connection, speakers: Iterable[str]) -> set[str]:
    """Return some speakers and all from whom decisions, undone ones too, ever moved statements to them."""

    def back(ids: set[str]) -> Iterable[str]:
        return connection.scalars(select(decisions.c.speaker).where(decisions.c.target.in_(ids)))

    return _reached(speakers, back)


def family(connection: Connection, speakers: Iterable[str]) -> set[str]:
    """Return some speakers and all that decisions, undone ones too, ever joined with them or parted from them."""

    def beside(ids: set[str]) -> Iterable[str]:
        query = select(decisions.c.speaker, decisions.c.target).where(_about(ids))
        return [id_ for row in connection.execute(query) for id_ in row if id_ is not None]

    return _reached(speakers, beside)


def _reached(start: Iterable[str], step: Callable[[set[str]], Iterable[str]]) -> set[str]:
    """Return the start and all that steps lead to from it."""
    found: set[str] = set()
    wanted = set(start)
    while wanted:
        found |= wanted
        wanted = set(step(wanted)) - found
    return found


def _mostly(one: Ranges, other: Ranges) -> bool:
    """Tell whether two contents share more than half of the longer one's characters."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    return 2 * shared > max(sum(end - start for start, end in ranges) for ranges in (one, other))
