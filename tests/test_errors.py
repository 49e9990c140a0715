"""The taxonomy: every class is complete and told apart; a test elsewhere provokes each one."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import errors
from service.errors import EXIT_CODES, OnRecordError, shown, taxonomy

KINDS = list(taxonomy())
EXAMPLES: list[OnRecordError] = [
    errors.InternalError("it broke: report it"),
    errors.InvalidSetting("ONRECORD_PORT", "x", "a number"),
    errors.InvalidParameter([{"parameter": "x", "reason": "is unknown"}]),
    errors.LimitTooLarge(900, 500),
    errors.InvalidCursor("zzz"),
    errors.AddressNotFound("/nowhere"),
    errors.MethodNotAllowed("POST", "/v1/topics"),
    errors.DocumentNotFound("d"),
    errors.AttributionNotFound("a"),
    errors.SpeakerNotFound("s"),
    errors.AmbiguousSpeaker("Lee", [("ann-lee", "Ann Lee"), ("bo-lee", "Bo Lee")]),
    errors.InvalidDecision("'Q' is no Wikidata id", "write Q and a number"),
    errors.AlreadyTaken("Bo Lee", "ann-lee", "bo-lee"),
    errors.SpeakerMerged("ann-lee", "bo-lee", 3),
    errors.NothingToSplit("ann-lee", "d"),
    errors.DecisionNotFound(9),
    errors.AlreadyUndone(3, 4),
    errors.DecisionNeeded(3, 5),
    errors.TopicNotFound("t"),
    errors.TopicExists("t"),
    errors.InvalidTopic([{"parameter": "position", "reason": "is a question"}]),
    errors.StoreMissing("var/x.sqlite"),
    errors.StoreOutdated("var/x.sqlite", None, "0001"),
    errors.StoreTooNew("var/x.sqlite", "9999"),
    errors.StoreUnreadable("var/x.sqlite", "database is locked"),
    errors.CannotListen("127.0.0.1", 8000, "Address already in use"),
]


def test_taxonomy_has_an_example_of_every_class() -> None:
    assert {type(example) for example in EXAMPLES} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_error_class_is_complete(kind: type[OnRecordError]) -> None:
    assert kind.slug == kind.slug.lower().strip("-")
    assert kind.title.lower().replace(" ", "-") == kind.slug
    assert HTTPStatus(kind.status) >= HTTPStatus.BAD_REQUEST
    assert kind.exit_code in EXIT_CODES
    assert kind.exit_code != 0
    assert (kind.__doc__ or "").endswith(".")


def test_taxonomy_gives_every_class_its_own_slug_and_leaves_the_root_out() -> None:
    assert len({kind.slug for kind in KINDS}) == len(KINDS)
    assert OnRecordError not in KINDS


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: error.slug)
def test_error_text_says_what_happened_and_what_to_do(error: OnRecordError) -> None:
    text = str(error)
    assert len(text) > 15
    assert ":" in text or ". " in text
    assert "\n" not in text


def test_ambiguous_speaker_keeps_its_candidates() -> None:
    error = errors.AmbiguousSpeaker("Lee", [("ann-lee", "Ann Lee"), ("bo-lee", "Bo Lee")])
    assert error.candidates == (("ann-lee", "Ann Lee"), ("bo-lee", "Bo Lee"))
    assert error.members["candidates"] == [{"id": "ann-lee", "name": "Ann Lee"}, {"id": "bo-lee", "name": "Bo Lee"}]


@given(st.text())
def test_shown_is_short_and_on_one_line(value: str) -> None:
    text = shown(value)
    assert len(text) <= 80
    assert text.isprintable()
    assert text[0] == text[-1]


def test_every_class_is_provoked_by_a_test() -> None:
    folder = Path(__file__).parent
    tests = "".join(path.read_text("utf-8") for path in folder.rglob("test_*.py") if path != Path(__file__))
    missing = [kind.slug for kind in KINDS if kind.slug not in tests and kind.__name__ not in tests]
    assert missing == []
