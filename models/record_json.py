"""Records as the JSON objects of the extraction format: keys may be added, never renamed or removed."""

from __future__ import annotations

from typing import Any

from models.records import Attribution, Document, SaidOn, Span


def document_json(document: Document) -> dict[str, Any]:
    """Return what is known of a document; the text itself only where offsets are not into the file's own text."""
    known = {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "outlet": document.outlet,
        "byline": document.byline,
        "url": document.url,
        "published": document.published.date,
        "published_precision": document.published.precision,
        "published_evidence": document.published.evidence,
    }
    return known | ({"text": document.text} if document.media_type == "text/html" else {})


def attribution_json(attribution: Attribution) -> dict[str, Any]:
    """Return one attribution with its spans, speakers, date and stances."""
    return {
        "id": attribution.id,
        "kind": attribution.kind,
        "class": attribution.class_,
        "content": _spans(attribution.content),
        "cue": _spans(attribution.cue),
        "source": _spans(attribution.source),
        "speakers": [
            {"id": s.id, "name": s.name, "type": s.type, "confidence": s.confidence} for s in attribution.speakers
        ],
        "said_on": said_on_json(attribution.said_on),
        "confidence": attribution.confidence,
        "source_confidence": attribution.source_confidence,
        "stances": [
            {"topic": s.topic, "label": s.label, "confidence": s.confidence, "scores": dict(s.scores)}
            for s in attribution.stances
        ],
    }


def extraction_json(document: Document, attributions: tuple[Attribution, ...]) -> dict[str, Any]:
    """Return one document's extraction record, sorted by the first content offset."""
    found = sorted(attributions, key=lambda a: a.content[0].start)
    return {"document": document_json(document), "attributions": [attribution_json(a) for a in found]}


def said_on_json(said_on: SaidOn) -> dict[str, Any]:
    """Return a date with its precision and evidence."""
    return {"date": said_on.date, "precision": said_on.precision, "evidence": said_on.evidence}


def _spans(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "text": span.text} for span in spans]
