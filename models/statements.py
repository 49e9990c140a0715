"""Attributions as the stance model reads them: who, the clause with its cue, and the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from models.records import Attribution, Span
from models.stances import Statement
from models.text import Range, overlapping

_APART = 200
"""Characters between the parts of a statement above which what lies between is another matter."""


def sentence_before(sentences: Sequence[Range], content: Sequence[Span], cue: Sequence[Span]) -> Range | None:
    """Return the sentence before the one in which a statement begins; None where there is none."""
    begins = [span.start for span in (*content[:1], *cue)]
    inside = overlapping(sentences, min(begins), min(begins) + 1) if begins else range(0)
    return sentences[inside[0] - 1] if len(inside) and inside[0] else None


def statements(text: str, attributions: Sequence[Attribution]) -> list[Statement]:
    """Return one statement for each attribution, its words as they stand in the text from first part to last."""
    return [_statement(text, attribution) for attribution in attributions]


def _statement(text: str, attribution: Attribution) -> Statement:
    who = ", ".join(speaker.name for speaker in attribution.speakers)
    named = who or " ".join(span.text for span in attribution.source)
    before = _one_line(text[slice(*attribution.before)]) if attribution.before else ""
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
