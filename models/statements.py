"""Attributions as the stance model reads them: who, the clause with its cue, and the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from models.records import Attribution
from models.stances import Statement
from models.text import Range, overlapping

_APART = 200
"""Characters between the parts of a statement above which what lies between is another matter."""


def statements(text: str, sentences: Sequence[Range], attributions: Sequence[Attribution]) -> list[Statement]:
    """Return one statement for each attribution, its words as they stand in the text from first part to last."""
    return [_statement(text, sentences, attribution) for attribution in attributions]


def _statement(text: str, sentences: Sequence[Range], attribution: Attribution) -> Statement:
    who = ", ".join(speaker.name for speaker in attribution.speakers)
    named = who or " ".join(span.text for span in attribution.source)
    first = min(attribution.content[0].start, *(span.start for span in attribution.cue), len(text))
    inside = overlapping(sentences, first, first + 1)
    before = _one_line(text[slice(*sentences[inside[0] - 1])]) if len(inside) and inside[0] else ""
    return Statement(named, _words(text, attribution), before)


def _words(text: str, attribution: Attribution) -> str:
    """Return the stretch of text that the parts cover; parts that lie far apart are joined by an ellipsis."""
    joined: list[Range] = []
    for span in sorted((*attribution.content, *attribution.cue, *attribution.source)):
        if joined and span.start - joined[-1][1] <= _APART:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.end))
        else:
            joined.append((span.start, span.end))
    return " … ".join(_one_line(text[start:end]) for start, end in joined)


def _one_line(words: str) -> str:
    return " ".join(words.split())
