"""Reading ahead: same items, same order, and no more of them taken than said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ahead import ahead


class Counted:
    """Count what is taken of the numbers from 0."""

    def __init__(self, size: int) -> None:
        self.taken = 0
        self._size = size

    def __iter__(self) -> Iterator[int]:
        for number in range(self._size):
            self.taken += 1
            yield number


@given(st.lists(st.integers()), st.integers(0, 5))
def test_ahead_gives_the_items_in_order(items: list[int], count: int) -> None:
    assert list(ahead(items, count)) == items


@pytest.mark.parametrize("count", [1, 2, 4])
def test_ahead_takes_as_many_as_it_is_told_before_the_first_is_asked_for(count: int) -> None:
    items = Counted(10)
    ahead(items, count)
    assert items.taken == count


@pytest.mark.parametrize("count", [1, 2, 4])
def test_ahead_keeps_as_many_taken_while_there_are_any(count: int) -> None:
    items = Counted(6)
    for given_, _ in enumerate(ahead(items, count)):
        assert items.taken == min(6, given_ + count)


def test_ahead_takes_one_at_least() -> None:
    items = Counted(3)
    assert next(ahead(items, 0)) == 0
    assert items.taken == 1
