"""Calibration, thresholds, judgements and speakers: cases counted by hand, and what holds of any case."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drafts import Draft
from models.records import Attribution, AttributionClass, Span, Speaker
from models.text import Range
from models.training import confidence_fit, pass_figures
from models.training.calibration import expected_calibration_error, fit, reliability, reliability_figures
from models.training.confidence_fit import best_threshold, judge
from models.training.pass_figures import Reading, direct_figures, threshold_figures
from models.training.polnear import GoldArticle, GoldAttribution
from models.training.speaker_gold import GoldSpeaker, MentionKind, SourcedGold
from models.training.speaker_scores import Verdict, as_attributions, is_right, mistakes, speaker_figures

CASES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40)
TEXT = "Anna Weller said that rain fell again. Borland denied it. “We stay,” Jo Brand said."


def columns(cases: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [sure for sure, _ in cases], [right for _, right in cases]


def at(part: str) -> tuple[Range, ...]:
    return ((TEXT.index(part), TEXT.index(part) + len(part)),) if part else ()


@pytest.mark.parametrize(
    ("sure", "bins", "low"), [(0.0, 10, 0.0), (0.5, 10, 0.5), (1.0, 10, 0.9), (0.5, 2, 0.5), (1.0, 1, 0.0)]
)
def test_reliability_puts_limits_into_the_upper_bin(sure: float, bins: int, low: float) -> None:
    (one,) = reliability([sure], [True], bins=bins)
    assert (one.low, one.count, one.right) == (low, 1, 1)


@given(CASES)
def test_expected_calibration_error_does_not_depend_on_order(cases: list[tuple[float, bool]]) -> None:
    turned = list(reversed(cases))
    assert expected_calibration_error(*columns(turned)) == pytest.approx(expected_calibration_error(*columns(cases)))


@given(CASES)
def test_expected_calibration_error_of_one_bin_is_the_distance_of_the_means(cases: list[tuple[float, bool]]) -> None:
    sure, right = columns(cases)
    expected = abs(np.mean(sure) - np.mean(right)) if cases else 0
    assert expected_calibration_error(sure, right, bins=1) == pytest.approx(expected)


def test_reliability_refuses_columns_of_two_lengths() -> None:
    with pytest.raises(ValueError, match="shorter"):
        reliability([0.5, 0.6], [True])


def test_reliability_figures_of_nothing_are_an_error_of_nothing() -> None:
    assert reliability_figures([], []) == {"expected calibration error": {"per cent": 0}}


def test_fit_of_no_rows_gives_no_weight() -> None:
    assert fit([], [], ("bias", "x")) == {"bias": 0, "x": 0}


@given(st.lists(st.tuples(st.floats(-3, 3), st.booleans()), min_size=1, max_size=20))
def test_fit_of_turned_answers_turns_the_weights(cases: list[tuple[float, bool]]) -> None:
    rows, right = [{"bias": 1.0, "x": value} for value, _ in cases], [ok for _, ok in cases]
    names = ("bias", "x")
    one, other = fit(rows, right, names), fit(rows, [not ok for ok in right], names)
    assert [one[name] for name in names] == pytest.approx([-other[name] for name in names], abs=2e-4)


@pytest.mark.parametrize(("sure", "right", "gold"), [([], [], 0), ([], [], 5), ([0.9, 0.1], [False, False], 3)])
def test_best_threshold_without_a_right_draft_is_the_highest(sure: list[float], right: list[bool], gold: int) -> None:
    assert best_threshold(sure, right, gold) == 0.9


@pytest.mark.parametrize("content", ["that rain fell again", "that rain", "rain fell", "rain fell again. Borland"])
def test_judge_takes_contents_that_share_half_of_their_words(content: str) -> None:
    gold = GoldArticle("a", TEXT, (GoldAttribution(at("Anna Weller"), at("said"), at("that rain fell again")),))
    assert list(judge(gold, [Draft(at(content), at("said"), at("Weller"))])) == [(True, True)]


def test_judge_takes_the_source_of_the_gold_that_shares_most_where_there_is_no_cue() -> None:
    gold = GoldArticle(
        "a",
        TEXT,
        (
            GoldAttribution(at("Anna Weller"), at("said"), at("that rain fell")),
            GoldAttribution(at("Borland"), at("denied"), at("again")),
        ),
    )
    drafts = [Draft(at("rain fell again"), (), at(source)) for source in ("Anna Weller", "Borland", "Jo Brand")]
    assert list(judge(gold, drafts)) == [(True, True), (True, False), (True, False)]


def test_cross_fitted_error_is_that_of_weights_from_the_other_folds() -> None:
    cases = [(fold, {"bias": 1.0}, fold == 0) for fold in range(confidence_fit.FOLDS) for _ in range(50)]
    assert confidence_fit._cross_fitted(cases, ["bias"]) > 0.2
    even = [(fold, {"bias": 1.0}, place % 2 == 0) for fold in range(confidence_fit.FOLDS) for place in range(50)]
    assert confidence_fit._cross_fitted(even, ["bias"]) == 0


def found(source: str, cue: str, content: str, sure: float, class_: AttributionClass = "speech") -> Attribution:
    spans = [tuple(Span.of(TEXT, *part) for part in at(one)) for one in (content, cue, source)]
    return Attribution("x", "indirect", spans[0], spans[1], spans[2], sure, class_=class_)


GOLD = GoldArticle("a", TEXT, (GoldAttribution(at("Borland"), at("denied"), at("it")),))


@given(st.floats(0, 1))
def test_threshold_figures_drop_a_statement_at_its_confidence(sure: float) -> None:
    figures = threshold_figures([Reading(GOLD, (found("Borland", "denied", "it.", sure),))])
    assert {name: one["recall"] for name, one in figures.items()} == {
        f"{least:.1f}": 100.0 if sure >= least else 0.0 for least in pass_figures.THRESHOLDS
    }


def test_threshold_figures_leave_statements_without_a_cue_out() -> None:
    figures = threshold_figures([Reading(GOLD, (found("Borland", "", "it", 0.9),))])
    assert figures["0.0"] == {"precision": 0, "recall": 0, "f1": 0, "gold": 1}


def test_direct_figures_without_quotations_are_of_nothing() -> None:
    none = {"recall": 0.0, "gold": 0}
    assert direct_figures([Reading(GOLD, ())]) == {"content run exact": none, "source overlapping": none}
    assert direct_figures([]) == {"content run exact": none, "source overlapping": none}


def test_given_keeps_what_just_reaches_its_threshold() -> None:
    one = found("Borland", "denied", "it", 0.5, "attitude")
    assert pass_figures.given([one], {"speech": 0.9, "attitude": 0.5}) == [one]
    assert pass_figures.given([one], {"speech": 0.1, "attitude": 0.51}) == []


def sourced(*answers: tuple[str, ...], mention: MentionKind = "name", named: bool = True) -> SourcedGold:
    held = tuple(tuple(GoldSpeaker(name, "person") for name in answer) for answer in answers)
    return SourcedGold(at("Jo Brand"), at("said"), at("“We stay,”"), mention, named, held)


def speakers(*names: str, sure: float = 0.9) -> tuple[Speaker, ...]:
    return tuple(Speaker(name, name, "person", sure) for name in names)


@pytest.mark.parametrize(
    ("names", "answer", "right"),
    [
        (("a critic",), ("the critic",), True),
        (("some critics",), ("critics",), True),
        (("Theresa May",), ("resa May",), False),
        (("Jo Brand", "Jo Brand"), ("Jo Brand",), True),
        (("Borland", "Jo Brand"), ("Jo Brand", "Borland"), True),
        (("Piet Onça",), ("Piet Onca",), True),
        (("critics (anonymous)",), ("Critics",), True),
        (("Jo Brand",), (), False),
    ],
)
def test_is_right_puts_articles_order_and_marks_aside(
    names: tuple[str, ...], answer: tuple[str, ...], right: bool
) -> None:
    assert is_right(speakers(*names), sourced(answer)) is right


def test_speaker_figures_state_the_least_sure_of_an_answer() -> None:
    both = (*speakers("A", sure=0.85), *speakers("B", sure=0.35))
    figures = speaker_figures([Verdict("a", sourced(("A", "B")), both, True)])
    assert figures["reliability of speaker confidence"]["0.3 to 0.4"] == {"number": 1, "stated": 35, "right": 100}


def test_speaker_figures_of_nothing_count_nothing() -> None:
    shares = speaker_figures([])["speakers, spans given"]
    assert all(one == {"right": 0, "unknown": 0, "wrong": 0, "gold": 0} for one in shares.values())
    assert not any("a none" in name for name in shares)


def test_mistakes_list_answers_and_alternatives_in_order() -> None:
    wrong = [Verdict("b", sourced(("A", "B"), ("C",)), speakers("D", "E"), False), Verdict("b", sourced(()), (), True)]
    assert list(mistakes(wrong, half="b")) == [("D, E", "A, B or C")]
    assert list(mistakes(wrong, half="a")) == []


def test_as_attributions_keep_spans_and_tell_kind_and_class() -> None:
    from models.training.speaker_gold import SpeakerArticle

    (one,) = as_attributions(SpeakerArticle("n", "a", TEXT, (sourced(("Jo Brand",)),)))
    assert [span.text for span in (*one.source, *one.cue, *one.content)] == ["Jo Brand", "said", "“We stay,”"]
    assert (one.kind, one.class_, one.confidence, one.speakers) == ("direct", "speech", 1.0, ())
