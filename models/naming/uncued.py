"""Find the speaker of a statement with no source of its own, from the statements around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from models.naming.entities import Entity
from models.naming.gather import Link
from models.records import Attribution

Answer = tuple[Link, ...]
Subject = Callable[[int, int], Entity | None]
_CLAUSE = 120
_OPENING = '"“”«„‟'
_CLOSING = '"”»'
_FIRST = frozenset({"i", "we", "me", "my", "our", "us"})
_PASSIVE = frozenset({"is", "was", "are", "were", "been", "being", "be"})


def nobody(_start: int, _end: int) -> Entity | None:
    """Return no party for any range."""
    return None


def fill(
    text: str,
    attributions: Sequence[Attribution],
    answers: Sequence[Answer],
    *,
    sentences: Sequence[tuple[int, int]],
    paragraphs: Sequence[tuple[int, int]],
    subject: Subject = nobody,
) -> list[Answer]:
    """Return the answers with those completed that the text around them decides; the order is kept.

    `subject` returns the party that is the first subject of a range of the text.
    """
    filled = list(answers)
    starts = [start for start, _ in paragraphs]
    marks = [start for start, _ in sentences]
    order = sorted(
        (index for index, each in enumerate(attributions) if each.content),
        key=lambda i: attributions[i].content[0].start,
    )
    for rank, index in enumerate(order):
        each = attributions[index]
        if filled[index] or (each.source and not _first_person(each)):
            continue
        near = [order[other] for other in range(max(0, rank - 6), min(len(order), rank + 7)) if other != rank]
        if each.source:
            filled[index] = _enclosing(attributions, filled, near, each)
        elif any(mark.isalpha() for span in each.cue for mark in span.text):
            filled[index] = _same_sentence(text, attributions, filled, near, each, marks)
            filled[index] = filled[index] or _clause(text, each, marks, subject)
        else:
            lead = _lead(attributions, near, each, marks, starts, subject)
            filled[index] = lead or _around(text, attributions, filled, near, each, starts)
    return filled


def _first_person(each: Attribution) -> bool:
    return each.source[0].text.strip().lower() in _FIRST


def _start(each: Attribution) -> int:
    return each.content[0].start


def _faded(answer: Answer, factor: float) -> Answer:
    return tuple(Link(link.entity, link.certainty * factor) for link in answer)


def _enclosing(
    attributions: Sequence[Attribution], filled: Sequence[Answer], near: Sequence[int], each: Attribution
) -> Answer:
    """Return the speaker of the quotation in which a first person speaks of own words."""
    at = each.source[0].start
    for index in near:
        other = attributions[index]
        if other.kind != "indirect" and any(span.start <= at < span.end for span in other.content):
            return _faded(filled[index], 0.9)
    return ()


def _same_sentence(
    text: str,
    attributions: Sequence[Attribution],
    filled: Sequence[Answer],
    near: Sequence[int],
    each: Attribution,
    marks: Sequence[int],
) -> Answer:
    """Return the speaker of the statement before in the sentence that a cue goes on with (", adding that ...")."""
    words = each.cue[0].text.lower().split()
    before = text[max(0, each.cue[0].start - 12) : each.cue[0].start].lower().split()
    if not words or _PASSIVE & {*words[:-1], *before[-1:]}:
        return ()
    goes_on = words[0].endswith("ing") or before[-1:] in (["and"], ["but"], ["then"], ["also"])
    sentence = bisect_right(marks, each.cue[0].start)
    for index in sorted(near, key=lambda i: -_start(attributions[i])):
        other = attributions[index]
        if not filled[index] or not other.cue or other.cue[0].start >= each.cue[0].start:
            continue
        if goes_on and bisect_right(marks, other.cue[0].start) == sentence:
            return _faded(filled[index], 0.85)
    return ()


def _clause(text: str, each: Attribution, marks: Sequence[int], subject: Subject) -> Answer:
    """Return the subject of a cue without a source: what its sentence names before it, or behind a participle."""
    cue = each.cue[0]
    words = cue.text.lower().split()
    if _PASSIVE & {*words[:-1], *text[max(0, cue.start - 12) : cue.start].lower().split()[-1:]}:
        return ()
    index = bisect_right(marks, cue.start)
    start = marks[index - 1] if index else 0
    end = marks[index] if index < len(marks) else len(text)
    if words[0].endswith("ing") and text[: cue.start].rstrip(_OPENING + " \n")[-1:] in ("", *".!?\n"):
        found = subject(max(cue.end, *(span.end for span in each.content)), end)
    else:
        found = subject(max(start, cue.start - _CLAUSE), cue.start)
    return (Link(found, 0.5),) if found and found.kind == "person" and found.named else ()


def _lead(
    attributions: Sequence[Attribution],
    near: Sequence[int],
    each: Attribution,
    marks: Sequence[int],
    starts: Sequence[int],
    subject: Subject,
) -> Answer:
    """Return the person of whom the sentence before a quotation speaks, where it holds no statement itself."""
    at = _start(each)
    index = bisect_right(marks, at)
    if each.kind != "direct" or index < 2 or bisect_right(starts, marks[index - 2]) != bisect_right(starts, at):
        return ()
    begin = marks[index - 2]
    if any(begin <= span.start < at for i in near for span in (*attributions[i].content, *attributions[i].cue)):
        return ()
    found = subject(begin, at)
    return (Link(found, 0.7),) if found and found.kind == "person" and found.named else ()


def _around(
    text: str,
    attributions: Sequence[Attribution],
    filled: Sequence[Answer],
    near: Sequence[int],
    each: Attribution,
    starts: Sequence[int],
) -> Answer:
    """Return the speaker of a quotation without a cue: of its paragraph, or of the one that leads up to it."""
    own = bisect_right(starts, _start(each))
    ranked: list[tuple[float, int]] = []
    for index in near:
        other = attributions[index]
        if not filled[index]:
            continue
        paragraph = bisect_right(starts, _start(other))
        before = _start(other) < _start(each)
        direct = 0.0 if other.kind != "indirect" else 0.1
        if paragraph == own:
            ranked.append((0.05 + direct + (0.0 if before else 0.05), index))
        elif before and paragraph == own - 1:
            ranked.append((0.2 + direct - (0.15 if _goes_on(text, other, each) else 0.0), index))
        elif before and paragraph == own - 2 and other.kind == "direct" and each.kind == "direct":
            ranked.append((0.45, index))
    if not ranked:
        return ()
    cost, index = min(ranked, key=lambda item: (item[0], abs(_start(attributions[item[1]]) - _start(each))))
    return _faded(filled[index], 1.0 - cost)


def _goes_on(text: str, other: Attribution, each: Attribution) -> bool:
    """Tell whether the quotation before is left open at its paragraph's end, and this one takes it up."""
    last = other.content[-1]
    tail = text[last.start : last.end].rstrip()
    return bool(tail) and tail[-1] not in _CLOSING and text[_start(each)] in _OPENING
