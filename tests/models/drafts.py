"""Draft attributions for short invented texts, given by their words in the order of the text."""

from __future__ import annotations

import re

from models.records import Attribution, Kind, KnownSpeaker, SaidOn, Span, Speaker
from models.speakers import resolve

Names = tuple[tuple[int, int, str], ...]


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the sentences of plain prose, good enough for the tests."""
    short = r"\.(?=\S)|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|Jr))\.|(?<=\b(?:Mrs|Jan|Nov|Gen|Sen|Feb|Dec))\."
    pattern = rf"\S(?:[^\n.!?]|{short})*[.!?]?[\"”’]*"
    return tuple(match.span() for match in re.finditer(pattern, text))


def draft(text: str, *parts: tuple[str, str, str]) -> tuple[Attribution, ...]:
    """Return one attribution for each (source, cue, content); each content is looked for behind the one before."""
    found, position = [], 0
    for number, (source, cue, content) in enumerate(parts):
        start = text.index(content, position)
        spans = [Span.of(text, start, start + len(content))]
        kind: Kind = "direct" if content[0] in '“"' else "mixed" if "“" in content else "indirect"
        found.append(
            Attribution(str(number), kind, tuple(spans), _near(text, cue, start), _near(text, source, start), 1.0)
        )
        position = start + 1
    return tuple(found)


def _near(text: str, words: str, position: int) -> tuple[Span, ...]:
    """Return the occurrence of the words that is nearest to a position."""
    if not words:
        return ()
    found = [match.start() for match in re.finditer((r"\b" if words[0].isalnum() else "") + re.escape(words), text)]
    start = min(found, key=lambda at: abs(at - position))
    return (Span.of(text, start, start + len(words)),)


def speakers(
    text: str,
    *parts: tuple[str, str, str],
    names: Names = (),
    register: tuple[KnownSpeaker, ...] = (),
    published: str | None = None,
) -> list[tuple[Speaker, ...]]:
    """Return the speakers of the drafts, resolved."""
    said = SaidOn(published, "day", "given") if published else SaidOn()
    return list(
        resolve(
            text,
            sentences=sentences(text),
            names=names,
            attributions=draft(text, *parts),
            register=register,
            published=said,
        )
    )


def named(text: str, *parts: tuple[str, str, str], **options: object) -> list[list[str]]:
    """Return the names of the speakers of the drafts."""
    return [[each.name for each in found] for found in speakers(text, *parts, **options)]  # type: ignore[arg-type]
