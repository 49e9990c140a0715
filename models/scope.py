"""How far a cue reaches: its own sentence and paragraph, and beyond them only what quotation marks carry on."""

from __future__ import annotations

from collections.abc import Sequence

from models.drafts import Draft
from models.quotations import Quotation
from models.text import Range, containing, overlapping


def keep_to_sentence(draft: Draft, sentences: Sequence[Range], quoted: Sequence[Range]) -> Draft:
    """Return the draft without contents that begin in a later sentence than its cue and stand in no quotation marks.

    In PolNeAR's training part 1 such content in 200 is gold; the rest is narration glued to a "said" before it. A
    draft that has nothing else keeps its content.
    """
    if not draft.cue:
        return draft
    end = _sentence_end(sentences, draft.cue[-1][1])
    kept = [r for r in draft.content if r[0] < end or len(overlapping(quoted, r[0], r[0] + 1))]
    return draft.with_content(kept) if kept else draft


def _sentence_end(sentences: Sequence[Range], position: int) -> int:
    index = containing(sentences, position - 1)
    return sentences[index][1] if index is not None else position


def split_paragraphs(draft: Draft, paragraphs: Sequence[Range], quoted: Sequence[Quotation]) -> list[Draft]:
    """Return the draft, and on its own each quotation that begins in a later paragraph than the cue's.

    Such a quotation is another statement, with no cue of its own, unless the one before it was left open; a draft
    whose every content stands in another paragraph than its cue ("He said:", then the words) stays whole.
    """
    here = {containing(paragraphs, start) for start, _ in draft.cue}
    starts = {q.start: q for q in quoted}
    kept: list[Range] = []
    away: list[Range] = []
    for start, end in draft.content:
        own = start in starts and not starts[start].continues and start > draft.cue[-1][1] if draft.cue else False
        (away if own and containing(paragraphs, start) not in here else kept).append((start, end))
    if not away or not any(containing(paragraphs, start) in here for start, _ in kept):
        return [draft]
    return [draft.with_content(kept), *(Draft(content=(part,)) for part in away)]
