"""Contents that follow the quotation marks: whole quotations, over paragraphs, and those with no cue of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.drafts import Draft, cut_out, merge
from models.quotations import Quotation, quotations, ranges_of, single_quotations
from models.records import Kind
from models.scope import split_paragraphs
from models.text import WORD, Range, containing, overlapping, paragraphs

_ENDS = frozenset(".,!?…—–;")
_STARTS_AFTER = frozenset('.!?:…”"’')
_LEAST_WORDS = 3


def outer_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text in double or single marks, in order."""
    double = quotations(text)
    ranges = ranges_of(double)
    single: list[Quotation] = []
    held: set[int] = set()
    for quotation in single_quotations(text):
        met = overlapping(ranges, quotation.start, quotation.end)
        if all(quotation.start < ranges[place][0] and ranges[place][1] < quotation.end for place in met):
            single.append(quotation)
            held.update(met)
    outer = [quotation for place, quotation in enumerate(double) if place not in held]
    return tuple(sorted((*outer, *single), key=lambda q: q.start))


def follow_marks(text: str, drafts: Sequence[Draft], quoted: Sequence[Quotation]) -> list[Draft]:
    """Return the drafts with contents snapped to the quotations they touch, and with quotations nobody claimed.

    A quotation that a content touches belongs to it whole, unless the draft's own cue or source stands inside (a
    statement reported within a quotation). One taken up again after "he said." or in the next paragraph goes on with
    the same draft. One that is a sentence of its own and is still unclaimed becomes a draft without cue and source.
    """
    ranges = ranges_of(quoted)
    breaks = paragraphs(text)
    whole = [_snap(text, draft, ranges) for draft in drafts]
    snapped = [part for draft in whole for part in split_paragraphs(draft, breaks, quoted)]
    owners: list[int | None] = [None] * len(quoted)
    for number, draft in enumerate(snapped):
        for start, end in draft.content:
            for index in overlapping(ranges, start, end):
                if start <= ranges[index][0] and ranges[index][1] <= end:
                    owners[index] = number
    for index, quotation in enumerate(quoted):
        if owners[index] is None:
            owner = _taken_up(text, index, quoted, owners, snapped, breaks)
            if owner is not None:
                snapped[owner] = snapped[owner].with_content([*snapped[owner].content, ranges[index]])
            elif is_statement(text, quotation):
                snapped.append(Draft(content=(ranges[index],)))
                owner = len(snapped) - 1
            owners[index] = owner
    return sorted(snapped, key=lambda d: (d.content[0], d.cue))


def _snap(text: str, draft: Draft, ranges: Sequence[Range]) -> Draft:
    own = (*draft.cue, *draft.source)
    contents = [_follow(content, ranges, own) for content in draft.content]
    left = [t for s, e in cut_out(merge(contents), own) if (t := _trimmed(text, s, e))]
    return draft.with_content(left) if left else draft


def _follow(content: Range, ranges: Sequence[Range], own: Sequence[Range]) -> Range:
    """Widen a content to the quotations that it shares words with; give up a lone mark of those it does not.

    A quotation that holds the cue or the source itself (`own`) is left alone.
    """
    start, end = content
    for index in overlapping(ranges, start, end):
        opening, closing = ranges[index]
        if any(opening <= s and e <= closing for s, e in own):
            continue
        lone = min(end, closing) - max(start, opening) <= 1
        if lone and start < opening and end <= closing:
            end = opening
        elif lone and opening <= start and closing < end:
            start = closing
        else:
            start, end = min(start, opening), max(end, closing)
    return start, end


def _trimmed(text: str, start: int, end: int) -> Range | None:
    """Drop white space and stray commas at the ends of a content; None where no word is left."""
    part = text[start:end]
    if not WORD.search(part) or not any(c.isalnum() for c in part):
        return None
    left = len(part) - len(part.lstrip(" \t\r\n,;"))
    right = len(part.rstrip(" \t\r\n,;"))
    return start + left, start + right


def _taken_up(
    text: str,
    index: int,
    quoted: Sequence[Quotation],
    owners: Sequence[int | None],
    drafts: Sequence[Draft],
    breaks: Sequence[Range],
) -> int | None:
    """Return the draft whose quotation the one at `index` goes on with, None where it stands alone."""
    if index == 0 or (owner := owners[index - 1]) is None:
        return None
    quotation, before = quoted[index], quoted[index - 1]
    if quotation.continues:
        return owner
    if containing(breaks, before.start) != containing(breaks, quotation.start) or not is_statement(text, quotation):
        return None
    between = text[before.end : quotation.start]
    held = [r for r in drafts[owner].cue if before.end <= r[0] and r[1] <= quotation.start]
    return owner if held and len(re.findall(r"[.!?](?=\s)", between)) <= 1 else None


def is_statement(text: str, quotation: Quotation) -> bool:
    """Say whether a quotation reads as a sentence of its own rather than as a title or a doubted word."""
    inside = text[quotation.start + 1 : quotation.end - 1 if quotation.closed else quotation.end].strip()
    if len(WORD.findall(inside)) < _LEAST_WORDS or quotation.single:
        return False
    if quotation.continues:
        return True
    before = text[max(0, quotation.start - 40) : quotation.start].rstrip(" \t")
    begins = not before or before[-1] in _STARTS_AFTER or before.endswith(("\n", "\r"))
    return begins and (inside[-1] in _ENDS or not quotation.closed) and not inside[0].islower()


def kind_of(text: str, content: Sequence[Range], quoted: Sequence[Quotation]) -> Kind:
    """Return direct where every word lies in quotation marks, mixed where some do, else indirect."""
    ranges = ranges_of(quoted)
    inside = total = 0
    for start, end in content:
        for match in WORD.finditer(text, start, end):
            if match.group().isalnum():
                total += 1
                inside += containing(ranges, match.start()) is not None
    if inside == 0:
        return "indirect"
    return "direct" if inside == total else "mixed"
