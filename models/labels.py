"""The label sets of the reader's heads, in the order of their weights."""

from __future__ import annotations

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAME_TYPES = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
NAMES = ("O", *(f"{prefix}-{kind}" for kind in NAME_TYPES for prefix in "BI"))
SENTENCES = ("inside", "start")


def runs(labels: list[int], names: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Return (first, end, type) of each run of a BIO sequence of label ids; a stray I opens a run of its own."""
    found: list[tuple[int, int, str]] = []
    for index, label in enumerate(labels):
        prefix, _, kind = names[label].partition("-")
        if prefix == "I" and found and found[-1][1] == index and found[-1][2] == kind:
            found[-1] = (found[-1][0], index + 1, kind)
        elif prefix != "O":
            found.append((index, index + 1, kind))
    return found
