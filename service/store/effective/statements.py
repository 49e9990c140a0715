"""Who made each statement: the evidence of the pass, moved as the standing merges and splits say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select

from service.store import search
from service.store.decisions import Moves, Ranges, moves
from service.store.tables import attribution_speakers, attributions, readings, said_by, spans

Row = dict[str, Any]


def of_reading(reading: int) -> Select[int]:
    """Return a query for the statements of a reading."""
    return select(attributions.c.seq).where(attributions.c.reading == reading)


def of_speakers(speakers: Collection[str], documents: Collection[str] | None = None) -> Select[int]:
    """Return a query for the statements that the pass gave to some speakers, in all documents or in some."""
    chosen = select(attribution_speakers.c.attribution).where(attribution_speakers.c.speaker.in_(speakers))
    if documents is None:
        return chosen
    found = chosen.join(attributions, attributions.c.seq == attribution_speakers.c.attribution).join(readings)
    return found.where(readings.c.document.in_(documents))


def place(connection: Connection, chosen: Select[int]) -> None:
    """Give the chosen statements their speakers."""
    evidence = connection.execute(_evidence(chosen)).mappings().all()
    known = moves(connection, {row["speaker"] for row in evidence})
    words = _words(connection, chosen) if known.by_words else {}
    placed: dict[tuple[int, str], Row] = {}
    for row in evidence:
        _join(placed, _settled(row, known, words.get(row["attribution"], ())))
    if placed:
        connection.execute(insert(said_by), list(placed.values()))


def place_again(connection: Connection, chosen: Select[int]) -> None:
    """Give the chosen statements their speakers anew, in full text too."""
    search.forget_attributions(connection, chosen)
    connection.execute(delete(said_by).where(said_by.c.attribution.in_(chosen)))
    place(connection, chosen)
    search.add_attributions(connection, chosen)


def _evidence(chosen: Select[int]) -> Select[Any]:
    query = select(attribution_speakers, readings.c.document).join(
        attributions, attributions.c.seq == attribution_speakers.c.attribution
    )
    ordered = query.join(readings).where(attribution_speakers.c.attribution.in_(chosen))
    return ordered.order_by(attribution_speakers.c.attribution, attribution_speakers.c.position)


def _words(connection: Connection, chosen: Select[int]) -> Mapping[int, Ranges]:
    """Return the content ranges of the chosen statements."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    query = select(spans.c.attribution, spans.c.start, spans.c.end).where(spans.c.part == "content")
    for row in connection.execute(query.where(spans.c.attribution.in_(chosen))):
        found[row.attribution].append((row.start, row.end))
    return found


def _settled(row: RowMapping, known: Moves, content: Sequence[tuple[int, int]]) -> Row:
    speaker = known.settle(row["speaker"], row["document"], content)
    kept = {name: row[name] for name in ("attribution", "position", "confidence", "first_day")}
    return kept | {"speaker": speaker}


def _join(placed: dict[tuple[int, str], Row], row: Row) -> None:
    """Add a speaker to those of a statement; two that are one now stand where the first stood, as sure as the surer."""
    held = placed.setdefault((row["attribution"], row["speaker"]), row)
    held["confidence"] = max(held["confidence"], row["confidence"])
