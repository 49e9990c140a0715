"""Ids: the same for the same thing, different for different things, and fit for addresses."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ids import attribution_id, digest, document_id, slug
from tests.models.strategies import anything

VALUES = st.recursive(st.none() | st.booleans() | st.integers() | anything, lambda inner: st.lists(inner, max_size=3))
RANGES = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=3)


@given(st.lists(VALUES, max_size=4))
def test_digest_is_32_hexadecimal_digits_and_stable(parts: list[object]) -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", digest(*parts))
    assert digest(*parts) == digest(*parts)


@given(st.lists(anything, min_size=1, max_size=3), st.lists(anything, min_size=1, max_size=3))
def test_digest_tells_different_parts_apart(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) is (one == other)


def test_digest_does_not_run_parts_together() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest(["ab", "c"]), digest("ab", ["c"])}) == 5


def test_digest_takes_a_lone_surrogate() -> None:
    assert digest("\ud800") != digest("\udfff")


@pytest.mark.parametrize("part", [{1}, b"bytes", object()])
def test_digest_refuses_what_is_no_json(part: object) -> None:
    with pytest.raises(TypeError):
        digest(part)


@pytest.mark.parametrize(
    ("found", "data"),
    [
        (document_id("Rain “fell”."), '["document","Rain “fell”."]'),
        (attribution_id("d", [(0, 4)], [(5, 9), (11, 12)], []), '["attribution","d",[[0,4]],[[5,9],[11,12]],[]]'),
        (digest("a", 1, None), '["a",1,null]'),
    ],
)
def test_ids_never_change(found: str, data: str) -> None:
    assert found == hashlib.sha256(data.encode()).hexdigest()[:32]


@given(anything, anything)
def test_document_id_follows_the_text_alone(one: str, other: str) -> None:
    assert (document_id(one) == document_id(other)) is (one == other)


def test_document_id_sees_line_ends_and_forms_of_letters() -> None:
    assert len({document_id(text) for text in ("é\n", "é\r\n", "e\u0301\n", "é")}) == 4


@given(RANGES, RANGES, RANGES)
def test_attribution_id_follows_each_of_its_parts(
    content: list[tuple[int, int]], cue: list[tuple[int, int]], source: list[tuple[int, int]]
) -> None:
    same = attribution_id("d", content, cue, source)
    assert same == attribution_id("d", [*content], [*cue], [*source])
    assert same != attribution_id("e", content, cue, source)
    assert same != attribution_id("d", [*content, (100, 101)], cue, source)
    assert (same == attribution_id("d", content, source, cue)) is (cue == source)


def test_ids_of_different_things_with_the_same_parts_differ() -> None:
    assert document_id("x") != digest("x")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mark Esper", "mark-esper"),
        ("Jeong Kyeong-doo", "jeong-kyeong-doo"),
        ("Piet Onça", "piet-onca"),
        ("U.S. State Department", "us-state-department"),
        ("Sinn Féin", "sinn-fein"),
        ("O'Brien", "obrien"),
        ("  A.  B.  ", "a-b"),
        ("G7", "g7"),
    ],
)
def test_slug_writes_names_in_small_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(("one", "same"), [("O’Brien", "O'Brien"), ("ESPER", "Esper"), ("Onça", "Onc\u0327a")])
def test_slug_is_the_same_for_spellings_of_one_name(one: str, same: str) -> None:
    assert slug(one) == slug(same)


def test_slug_keeps_names_without_ascii_letters_apart() -> None:
    assert len({slug("정경두"), slug("河野太郎"), slug("Σ"), slug("")}) == 4


@given(anything)
def test_slug_is_fit_for_an_address(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))
    assert slug(slug(name)) == slug(name)
