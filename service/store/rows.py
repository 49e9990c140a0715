"""Records to rows: what the writer inserts, and the fingerprint that tells one reading of a text from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from models.ids import digest
from models.records import Attribution, Document, Span, Stance
from service.store.days import bounds

Row = dict[str, Any]


def fingerprint(document: Document) -> str:
    """Return a digest of a document and all that is known about it but its path, which no reading depends on."""
    published = document.published
    return digest(
        document.id,
        document.body,
        [document.title, document.outlet, document.byline, document.url, document.media_type],
        [published.date, published.precision, published.evidence],
    )


def reading(run: int, document: Document, attributions: int) -> Row:
    """Return the row of `readings` for one document read under a run."""
    first_day, last_day = bounds(document.published.date)
    return {
        "run": run,
        "document": document.id,
        "fingerprint": fingerprint(document),
        "path": document.path,
        "body": [list(part) for part in document.body],
        "title": document.title,
        "outlet": document.outlet,
        "byline": document.byline,
        "url": document.url,
        "media_type": document.media_type,
        "published": document.published.date,
        "published_precision": document.published.precision,
        "published_evidence": document.published.evidence,
        "first_day": first_day,
        "last_day": last_day,
        "attributions": attributions,
    }


def attribution(run: int, reading_seq: int, document: Document, found: Attribution) -> Row:
    """Return the row of `attributions` for one statement, placed at its own date, else at its document's."""
    first_day, last_day = bounds(found.said_on.date or document.published.date)
    return {
        "id": found.id,
        "reading": reading_seq,
        "run": run,
        "kind": found.kind,
        "confidence": found.confidence,
        "class": found.class_,
        "source_confidence": found.source_confidence,
        "said_on": found.said_on.date,
        "said_precision": found.said_on.precision,
        "said_evidence": found.said_on.evidence,
        "first_day": first_day,
        "last_day": last_day,
        "before_start": found.before[0] if found.before else None,
        "before_end": found.before[1] if found.before else None,
    }


def spans(seq: int, document: Document, found: Attribution) -> Iterator[Row]:
    """Yield the rows of `spans` for one statement.

    Raises:
        ValueError: a span's words are not those of the document at its offsets.
    """
    for part in ("content", "cue", "source"):
        words: tuple[Span, ...] = getattr(found, part)
        for position, span in enumerate(words):
            if document.text[span.start : span.end] != span.text:
                raise ValueError(
                    f"attribution {found.id} has a {part} span [{span.start}, {span.end}) whose words are not those of "
                    f"document {document.id}: cut spans with Span.of from the text that is written"
                )
            yield {
                "attribution": seq,
                "part": part,
                "position": position,
                "start": span.start,
                "end": span.end,
                "text": span.text,
            }


def attribution_speakers(seq: int, found: Attribution, first_day: str) -> Iterator[Row]:
    """Yield the rows of `attribution_speakers` for one statement, each speaker once."""
    seen: set[str] = set()
    for position, speaker in enumerate(found.speakers):
        if speaker.id not in seen:
            seen.add(speaker.id)
            yield {
                "attribution": seq,
                "speaker": speaker.id,
                "position": position,
                "confidence": speaker.confidence,
                "first_day": first_day,
            }


def stances(seq: int, found: Attribution, first_day: str, versions: Mapping[str, int], run: int) -> Iterator[Row]:
    """Yield the rows of `stances` for one statement; `versions` maps a topic's id to its wording.

    Raises:
        ValueError: a stance is towards a topic that the store does not hold.
    """
    for given in found.stances:
        if given.topic not in versions:
            raise ValueError(
                f"attribution {found.id} has a stance towards {given.topic!r}, a topic that the store does not hold: "
                "add it with Writer.add_topics before the run"
            )
        yield stance(seq, given, first_day, versions[given.topic], run)


def stance(seq: int, given: Stance, first_day: str, version: int, run: int) -> Row:
    """Return the row of `stances` for one statement and one wording of a topic, as a run judged it."""
    scores = {label: given.scores[label] for label in ("support", "oppose", "neutral", "unrelated")}
    return {
        "attribution": seq,
        "topic_version": version,
        "run": run,
        "topic": given.topic,
        "label": given.label,
        "confidence": given.confidence,
        "first_day": first_day,
        **scores,
    }


def roles(reading_seq: int, found: Iterable[Attribution]) -> list[Row]:
    """Return the rows of `speaker_roles` that a reading gives, each once."""
    seen = {
        (speaker.id, role.title, role.written_on or "", role.until or "")
        for statement in found
        for speaker in statement.speakers
        for role in speaker.roles
    }
    return [
        {"speaker": speaker, "title": title, "written_on": written_on, "until": until, "reading": reading_seq}
        for speaker, title, written_on, until in sorted(seen)
    ]
