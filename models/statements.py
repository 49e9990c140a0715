"""Attributions as the stance model reads them: who, the words, and the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from models.records import Attribution
from models.stances import Statement
from models.text import Range, overlapping


def statements(text: str, sentences: Sequence[Range], attributions: Sequence[Attribution]) -> list[Statement]:
    """Return one statement for each attribution; several spans of content are joined by an ellipsis."""
    return [_statement(text, sentences, attribution) for attribution in attributions]


def _statement(text: str, sentences: Sequence[Range], attribution: Attribution) -> Statement:
    who = ", ".join(speaker.name for speaker in attribution.speakers)
    named = who or " ".join(span.text for span in attribution.source)
    words = " … ".join(" ".join(span.text.split()) for span in attribution.content)
    inside = overlapping(sentences, attribution.content[0].start, attribution.content[0].end)
    before = " ".join(text[slice(*sentences[inside[0] - 1])].split()) if len(inside) and inside[0] else ""
    return Statement(named, words, before)
