"""Classes: words of saying or writing, quoted words and bare marks are speech; everything else is an attitude."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.classes import class_of, inflected
from models.records import CLASSES, KINDS, Kind

SPEECH = [
    "said",
    "has urged",
    "according to",
    "told reporters",
    "in a statement",
    "wrote",
    "denies",
    "‘tweeted’",
    "called on",
]
SPEECH += [
    "made it clear; made clear",
    "their criticism",
    "in interviews",
    "is pleading",
    "vowed",
    "CLAIMS",
    ":",
    "―",
    "",
]
ATTITUDE = ["believes", "want", "supported", "feared", "their decision", "plans", "is backing", "hope", "considers"]


@pytest.mark.parametrize("cue", SPEECH)
def test_class_of_words_of_saying_is_speech(cue: str) -> None:
    assert class_of(cue, "indirect") == "speech"


@pytest.mark.parametrize("cue", ATTITUDE)
def test_class_of_other_cues_is_attitude(cue: str) -> None:
    assert class_of(cue, "indirect") == "attitude"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "indirect"])
@pytest.mark.parametrize("cue", ATTITUDE)
def test_class_of_quoted_words_is_speech_whatever_the_cue(cue: str, kind: Kind) -> None:
    assert class_of(cue, kind) == "speech"


@given(st.text(max_size=60), st.sampled_from(KINDS))
def test_class_of_any_cue_is_one_of_two(cue: str, kind: Kind) -> None:
    assert class_of(cue, kind) in CLASSES


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("ask", {"ask", "asks", "asked", "asking"}),
        ("urge", {"urge", "urges", "urged", "urging"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("say", {"say", "says", "sayed", "saying"}),
        ("press", {"press", "presses", "pressed", "pressing"}),
        ("beg", {"beg", "begs", "beged", "begging", "begged", "beging"}),
    ],
)
def test_inflected_gives_the_regular_forms(verb: str, forms: set[str]) -> None:
    assert set(inflected(verb)) == forms
