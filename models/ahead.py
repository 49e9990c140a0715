"""Reading ahead: work on the next items begins while one is dealt with."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T], count: int) -> Iterator[T]:
    """Return the items, `count` of which (at least one) are taken at once and kept taken while there are any."""
    left = iter(items)
    return _drain(deque(islice(left, max(1, count))), left)


def _drain(taken: deque[T], left: Iterator[T]) -> Iterator[T]:
    while taken:
        yield taken.popleft()
        taken.extend(islice(left, 1))
