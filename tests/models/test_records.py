"""Records: frozen, slotted, and spans that hold exactly their words."""

from __future__ import annotations

import dataclasses
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import records
from models.records import KINDS, LABELS, SPEAKER_TYPES, Document, Kind, Label, SaidOn, Span, SpeakerType
from tests.models.strategies import prose

CLASSES = [kind for kind in vars(records).values() if dataclasses.is_dataclass(kind) and isinstance(kind, type)]


@given(st.data(), prose.filter(bool))
def test_span_of_cuts_the_slice_of_the_text(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert (span.start, span.end, span.text) == (start, end, text[start:end])


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 2), (3, 2), (-1, 2), (0, 5), (4, 5), (-3, -1)])
def test_span_of_refuses_what_is_empty_or_outside(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"span \[{start}, {end}\) is empty or outside a text of 4 characters"):
        Span.of("Rain", start, end)


def test_span_of_counts_code_points() -> None:
    assert Span.of("👍🏽 “é”", 3, 6).text == "“é”"


def test_spans_sort_by_their_place() -> None:
    spans = [Span(5, 6, "a"), Span(0, 9, "b"), Span(0, 3, "c")]
    assert [span.text for span in sorted(spans)] == ["c", "b", "a"]


def test_records_are_the_nouns_of_the_design() -> None:
    assert {kind.__name__ for kind in CLASSES} == {
        "Attribution",
        "Document",
        "KnownSpeaker",
        "Role",
        "SaidOn",
        "Span",
        "Speaker",
        "Stance",
        "Topic",
    }


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_records_are_frozen_and_slotted(kind: Any) -> None:
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


def test_records_cannot_be_changed() -> None:
    document = Document("id", "a.txt", "Rain", ((0, 4),))
    with pytest.raises(dataclasses.FrozenInstanceError):
        document.text = "Snow"  # type: ignore[misc]


@pytest.mark.parametrize(("values", "kind"), [(KINDS, Kind), (SPEAKER_TYPES, SpeakerType), (LABELS, Label)])
def test_records_list_the_values_of_their_types(values: tuple[str, ...], kind: Any) -> None:
    assert values == get_args(kind)


def test_said_on_is_unknown_by_default() -> None:
    assert SaidOn() == SaidOn(None, None, None)
    assert Document("id", "a.txt", "", ()).published == SaidOn()
