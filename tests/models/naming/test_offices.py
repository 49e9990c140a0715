from __future__ import annotations

import pytest

from models.naming.offices import clash, same_office

MINISTER = "South Korean Defense Minister"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (MINISTER, "Minister of National Defence", True),
        (MINISTER, "minister", True),
        (MINISTER, "South Korean Foreign Minister", False),
        (MINISTER, "defense secretary", True),
        ("Foreign Ministry spokesman", "Foreign Ministry spokeswoman", True),
        ("Foreign Ministry spokesman", "Pentagon spokesman", False),
        ("professor", MINISTER, False),
        ("", MINISTER, False),
        ("", "", False),
    ],
)
def test_same_office_goes_by_the_noun_and_the_words_beside_it(one: str, other: str, same: bool) -> None:
    assert same_office(one, other) is same
    assert same_office(other, one) is same


@pytest.mark.parametrize(
    ("titles", "others", "clashes"),
    [
        ([MINISTER], [MINISTER, "South Korean Trade Minister"], False),
        ([MINISTER], ["French Defense Minister"], True),
        ([MINISTER], ["South Korean professor"], True),
        (["professor", "former minister"], [MINISTER], False),
        ([], [MINISTER], False),
        ([MINISTER], [], False),
        ([], [], False),
        (["a man in Seoul"], ["professor"], False),
    ],
)
def test_clash_is_of_nations_or_offices(titles: list[str], others: list[str], clashes: bool) -> None:
    assert clash(titles, others) is clashes
    assert clash(others, titles) is clashes


def test_clash_knows_nations_beside_the_roles() -> None:
    assert clash([], [MINISTER], nation=["Japan"])
    assert not clash([], [MINISTER], nation=["Japan", "South Korea"])
