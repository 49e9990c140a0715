"""Confidence: a probability made of what the network gave, and of nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.confidence import FEATURES, SHORT, SOURCE_FEATURES, features, probability, source_features
from models.drafts import Draft
from models.records import CLASSES, KINDS, AttributionClass, Kind

CUED = Draft(((0, 40),), ((41, 45),), ((46, 50),), cue_confidence=0.9, content_confidence=0.8, link_confidence=0.7)
BARE = Draft(((0, 40),))
SURE = st.floats(0, 1)
WEIGHTS = st.fixed_dictionaries({name: st.floats(-5, 5) for name in FEATURES})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("class_", CLASSES)
@pytest.mark.parametrize("draft", [CUED, BARE])
def test_features_have_the_names_that_weights_are_kept_by(draft: Draft, kind: Kind, class_: AttributionClass) -> None:
    assert tuple(features(draft, kind, class_)) == FEATURES
    assert tuple(source_features(draft, kind)) == SOURCE_FEATURES


def test_features_are_log_odds_of_the_networks_probabilities() -> None:
    found = features(CUED, "indirect", "speech")
    assert found["cue"] == pytest.approx(2.1972, abs=1e-3)
    assert found["content"] == pytest.approx(1.3863, abs=1e-3)
    assert found["link"] == pytest.approx(0.8473, abs=1e-3)
    assert {name for name, value in found.items() if value == 1} == {"bias"}


@pytest.mark.parametrize(("share", "expected"), [(0.0, -6.9068), (1.0, 6.9068), (0.5, 0.0)])
def test_features_keep_log_odds_finite(share: float, expected: float) -> None:
    assert features(replace(CUED, cue_confidence=share), "mixed", "speech")["cue"] == pytest.approx(expected, abs=1e-3)


def test_features_tell_a_missing_cue_from_a_missing_source() -> None:
    assert features(BARE, "direct", "speech") == dict.fromkeys(FEATURES, 0.0) | {
        "bias": 1.0,
        "no_cue": 1.0,
        "direct": 1.0,
    }
    assert features(replace(CUED, source=()), "mixed", "speech") | {
        "no_source": 1.0,
        "mixed": 1.0,
        "no_cue": 0.0,
    } == features(replace(CUED, source=()), "mixed", "speech")


@pytest.mark.parametrize(("size", "short"), [(SHORT - 1, 1.0), (SHORT, 0.0)])
def test_features_count_short_contents_over_all_parts(size: int, short: float) -> None:
    assert features(Draft(((0, 5), (20, 15 + size))), "direct", "speech")["short"] == short


def test_features_tell_attitudes_from_speech() -> None:
    changed = [features(CUED, "indirect", class_)["attitude"] for class_ in CLASSES]
    assert changed == [0.0, 1.0]


def test_source_features_tell_a_source_from_none() -> None:
    sure = replace(CUED, source_confidence=0.9, source_link_confidence=0.8)
    found, none = source_features(sure, "direct"), source_features(replace(sure, source=()), "indirect")
    assert (found["source"], found["source_link"]) == pytest.approx((2.1972, 1.3863), abs=1e-3)
    assert (found["no_source"], found["no_source_link"], found["quoted"]) == (0, 0, 1)
    assert none == pytest.approx(
        {"bias": 1, "source": 0, "source_link": 0, "no_cue": 0, "no_source": 1, "no_source_link": 1.3863, "quoted": 0},
        abs=1e-3,
    )
    assert source_features(BARE, "direct")["no_source"] == 0


@given(WEIGHTS, SURE, SURE, SURE, st.sampled_from(KINDS))
def test_probability_is_one_of_four_places(
    weights: dict[str, float], cue: float, content: float, link: float, kind: Kind
) -> None:
    one = replace(CUED, cue_confidence=cue, content_confidence=content, link_confidence=link)
    found = probability(features(one, kind, "attitude"), weights)
    assert 0 <= found <= 1
    assert round(found, 4) == found


@given(SURE, SURE)
def test_probability_grows_with_the_networks_own(one: float, other: float) -> None:
    weights = dict.fromkeys(FEATURES, 0.5)
    low, high = (
        probability(features(replace(CUED, cue_confidence=sure), "direct", "speech"), weights)
        for sure in sorted((one, other))
    )
    assert low <= high


def test_probability_without_weights_is_even() -> None:
    assert probability(features(CUED, "mixed", "speech"), dict.fromkeys(FEATURES, 0.0)) == 0.5


def test_probability_needs_every_weight() -> None:
    with pytest.raises(KeyError):
        probability(features(CUED, "mixed", "speech"), {"bias": 1.0})
