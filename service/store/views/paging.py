"""Pages: a limit, a place to go on from, and the opaque cursor that carries it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from models.ids import digest
from service.errors import InvalidCursor

Item = dict[str, Any]
Key = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Ask for at most `limit` items after the place that a cursor names; None is the beginning."""

    limit: int = 50
    after: str | None = None

    def __post_init__(self) -> None:
        """Check the limit."""
        if self.limit < 1:
            raise ValueError(f"a page of {self.limit} items cannot be given: ask for at least 1")


@dataclass(frozen=True, slots=True)
class Slice:
    """Hold the items of one page, and the cursor of the next (None on the last)."""

    items: list[Item]
    next: str | None


def encode(key: Sequence[Key], *, of: object) -> str:
    """Return the cursor that goes on after the item with this key, in the one list that `of` describes."""
    data = json.dumps([_mark(of), *key], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode(cursor: str, *, of: object, like: Sequence[type[Key]]) -> list[Key]:
    """Return the key in a cursor.

    Raises:
        InvalidCursor: it was not made by `encode` for this list, with values of these types.
    """
    try:
        data = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise InvalidCursor(cursor) from None
    if not isinstance(data, list) or [type(value) for value in data] != [str, *like] or data[0] != _mark(of):
        raise InvalidCursor(cursor)
    key: list[Key] = data[1:]
    if any(isinstance(value, int) and abs(value) >= 2**63 for value in key):
        raise InvalidCursor(cursor)
    return key


def newest_first(day: ColumnElement[str], seq: ColumnElement[int], key: Sequence[Key]) -> ColumnElement[bool]:
    """Return the condition for what follows a key in lists with the newest day first, then in the order of writing."""
    return and_(day <= key[0], or_(day < key[0], seq > key[1]))


def cut(rows: Sequence[Any], page: Page) -> tuple[Sequence[Any], bool]:
    """Split rows that were asked for with one more than the limit into the page's, and whether more follow."""
    return rows[: page.limit], len(rows) > page.limit


def _mark(of: object) -> str:
    return digest(repr(of))[:8]
