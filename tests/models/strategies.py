"""What the property tests draw from: texts full of marks and breaks, and disjoint ranges of a text."""

from __future__ import annotations

from hypothesis import strategies as st

from models.text import Range

MARKS = ('"', "“", "”", "„", "«", "»", "「", "」", "‘", "’", "'")
BREAKS = ("\n", "\n\n", "\r\n")
FRAGMENTS = (*MARKS, *BREAKS, " ", " ", " ", ".", ",", "—", "(", "6", "Weller", "said", "the pact", "ö", "約")

anything = st.text(max_size=200)
"""Any text that UTF-8 can hold."""

prose = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join) | anything
"""Texts in which marks, line ends and words meet in every order."""


@st.composite
def disjoint(draw: st.DrawFn, size: int, *, most: int = 6) -> list[Range]:
    """Return up to `most` sorted, non-empty ranges inside `[0, size]` that do not overlap (they may touch)."""
    cuts = sorted(draw(st.sets(st.integers(0, size), max_size=2 * most)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [(start, end) for start, end in pairs if start < end]
