"""Why an input gave no document: one record, one line, one thing to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Slug = Literal[
    "bad-date",
    "binary",
    "empty",
    "empty-folder",
    "malformed",
    "missing",
    "no-article",
    "not-a-file",
    "not-english",
    "not-utf8",
    "too-large",
    "unknown-extension",
    "unreadable",
]


@dataclass(frozen=True, slots=True)
class Failure:
    """Hold the one reason why an input was not read, and what its owner can do.

    `path` is what the caller named it by, with a line number for a row of a table ("articles.jsonl:17").
    """

    path: str
    slug: Slug
    reason: str
    remedy: str

    def __str__(self) -> str:
        """Return the failure as the one line that a person reads."""
        return f"{self.path}: {self.reason}; {self.remedy}"
