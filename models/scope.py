"""How far a cue reaches: its own sentence, and beyond it only what quotation marks hold."""

from __future__ import annotations

from collections.abc import Sequence

from models.drafts import Draft
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
