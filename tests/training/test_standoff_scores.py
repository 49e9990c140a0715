"""Scores of whole records: matching, speakers with their other names, dates, stances and what lies outside the body."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from models.records import Attribution, Label, SaidOn, Span, Speaker, SpeakerType, Stance
from models.text import Range
from models.training.standoff import StandoffArticle, StandoffAttribution, StandoffSpeaker
from models.training.standoff_scores import Outcome, describe, match, score_standoff
from tests.examples import make_document

TEXT = "MENU “Buy now!” “We stay in the treaty,” said Anna Weller. Borland said that it would leave soon. It was late."
DOCUMENT = make_document(TEXT)
BODY = ((TEXT.index("“We"), len(TEXT)),)


def at(part: str) -> Range:
    return TEXT.index(part), TEXT.index(part) + len(part)


def found(content: str, *, who: str = "Anna Weller", **options: Any) -> Attribution:
    speakers = (Speaker(who, who, "person", 0.9),) if who else ()
    return replace(
        Attribution(content, "direct", (Span.of(TEXT, *at(content)),), (), (), 0.9, speakers, SaidOn("2019", "year")),
        **options,
    )


def gold(content: str, *, who: str = "Anna Weller", **options: Any) -> StandoffAttribution:
    speakers = (StandoffSpeaker((who,), "person"),) if who else ()
    return replace(
        StandoffAttribution((at(content),), (), (), "direct", False, False, speakers, ("2019",), {}), **options
    )


QUOTE, CLAIM = "“We stay in the treaty,”", "that it would leave soon"


def score(predicted: list[Attribution], golds: list[StandoffAttribution]) -> dict[str, Any]:
    article = StandoffArticle("a.txt", "", BODY, tuple(golds))
    return score_standoff([match(DOCUMENT, predicted, article)], [article])


def outcome(predicted: list[Attribution], golds: list[StandoffAttribution]) -> Outcome:
    return match(DOCUMENT, predicted, StandoffArticle("a.txt", "", BODY, tuple(golds)))


def test_match_pairs_the_same_contents() -> None:
    result = outcome([found(CLAIM), found(QUOTE)], [gold(QUOTE), gold(CLAIM)])
    assert [(p.content[0].text, TEXT[slice(*g.content[0])]) for p, g in result.pairs] == [
        (CLAIM, CLAIM),
        (QUOTE, QUOTE),
    ]
    assert (result.missed, result.wrong) == ((), ())


@pytest.mark.parametrize(
    ("content", "same"),
    [
        ("it would leave soon", True),
        ("would leave", False),
        ("leave soon", False),
        ("that it would leave soon. It", True),
    ],
)
def test_match_wants_half_of_the_words_shared(content: str, same: bool) -> None:
    result = outcome([found(content)], [gold(CLAIM)])
    assert bool(result.pairs) is same
    assert (len(result.missed), len(result.wrong)) == ((0, 0) if same else (1, 1))


def test_match_takes_the_best_overlap_first() -> None:
    result = outcome([found("it would leave soon"), found(CLAIM)], [gold(CLAIM)])
    assert [p.content[0].text for p, _ in result.pairs] == [CLAIM]
    assert [a.content[0].text for a in result.wrong] == ["it would leave soon"]


def test_match_prefers_a_gold_that_is_not_optional() -> None:
    result = outcome([found(CLAIM)], [gold(CLAIM, optional=True), gold(CLAIM)])
    assert [g.optional for _, g in result.pairs] == [False]


def test_match_never_misses_what_is_optional() -> None:
    assert outcome([], [gold(CLAIM, optional=True)]).missed == ()


def test_score_of_the_gold_itself_is_perfect() -> None:
    figures = score([found(QUOTE), found(CLAIM, kind="indirect")], [gold(QUOTE), gold(CLAIM, kind="indirect")])
    assert figures["attributions"] == {"precision": 100, "recall": 100, "f1": 100, "gold": 2}
    assert figures["direct quotations"] == {
        "gold": 1,
        "found": 100,
        "to the character": 100,
        "with the right speaker": 100,
    }
    assert figures["claims"] == {"gold": 1, "found": 100}
    assert figures["kind"] == figures["date"] == {"right": 100, "gold": 2}
    assert figures["speaker"] == {"right": 100, "unknown": 0, "wrong": 0, "gold": 2}
    assert figures["outside the body"] == 0


def test_score_of_nothing_found_is_zero() -> None:
    figures = score([], [gold(QUOTE)])
    assert figures["attributions"] == {"precision": 0, "recall": 0, "f1": 0, "gold": 1}
    assert figures["direct quotations"]["found"] == 0
    assert figures["speaker"] == {"right": 0, "unknown": 0, "wrong": 0, "gold": 0}


def test_score_counts_optional_finds_as_neither_missed_nor_wrong() -> None:
    figures = score([found(CLAIM)], [gold(CLAIM, optional=True), gold(QUOTE)])
    assert figures["attributions"] == {"precision": 100, "recall": 0, "f1": 0, "gold": 1}
    assert figures["spans"]["content exact"]["precision"] == 0


def test_score_wants_direct_quotations_to_the_character() -> None:
    inner = QUOTE.strip("“”")
    figures = score([found(inner)], [gold(QUOTE)])["direct quotations"]
    assert (figures["found"], figures["to the character"], figures["with the right speaker"]) == (100, 0, 100)


@pytest.mark.parametrize(
    ("named", "type_", "names", "right"),
    [
        ("Anna Weller", "person", ("Anna Weller",), True),
        ("ANNA WELLER", "person", ("Anna Weller",), True),
        ("A. Weller", "person", ("Anna Weller", "A. Weller"), True),
        ("Weller", "person", ("Anna Weller",), False),
        ("critics", "group", ("critics of the treaty",), True),
        ("the many critics", "group", ("critics",), True),
        ("officials", "group", ("critics of the treaty",), False),
        ("a senior official (anonymous)", "anonymous", ("senior official",), True),
        ("some (anonymous)", "anonymous", ("senior official",), False),
    ],
)
def test_score_compares_speakers(named: str, type_: SpeakerType, names: tuple[str, ...], right: bool) -> None:
    one = found(QUOTE, speakers=(Speaker("s", named, type_, 0.9),))
    figures = score([one], [gold(QUOTE, speakers=(StandoffSpeaker(names, type_),))])
    assert figures["speaker"] == {"right": 100.0 * right, "unknown": 0, "wrong": 100.0 * (not right), "gold": 1}


def test_score_wants_every_speaker_once() -> None:
    both = (StandoffSpeaker(("Anna Weller",), "person"), StandoffSpeaker(("Jo Brand",), "person"))
    two = found(QUOTE, speakers=(Speaker("b", "Jo Brand", "person", 1), Speaker("a", "Anna Weller", "person", 1)))
    assert score([two], [gold(QUOTE, speakers=both)])["speaker"]["right"] == 100
    assert score([found(QUOTE)], [gold(QUOTE, speakers=both)])["speaker"]["wrong"] == 100
    assert score([two], [gold(QUOTE)])["speaker"]["wrong"] == 100


def test_score_tells_unknown_speakers_from_wrong_ones() -> None:
    figures = score([found(QUOTE, who=""), found(CLAIM, who="Jo")], [gold(QUOTE), gold(CLAIM)])["speaker"]
    assert (figures["unknown"], figures["wrong"], figures["right"]) == (50, 50, 0)


def test_score_leaves_gold_without_speakers_out() -> None:
    assert score([found(QUOTE)], [gold(QUOTE, who="")])["speaker"]["gold"] == 0


@pytest.mark.parametrize(("date", "right"), [("2019", 100), ("2019-11-13", 100), (None, 0), ("2018", 0)])
def test_score_takes_any_of_the_golds_dates(date: str | None, right: float) -> None:
    one = found(QUOTE, said_on=SaidOn(date))
    assert score([one], [gold(QUOTE, dates=("2019", "2019-11-13"))])["date"]["right"] == right


def judged(label: Label) -> Attribution:
    return found(QUOTE, stances=(Stance("river-treaty", label, 0.9, MappingProxyType({})),))


def stance(pairs: list[tuple[Label, tuple[Label, ...]]]) -> dict[str, Any]:
    articles = [StandoffArticle("a", "", BODY, (gold(QUOTE, stances={"river-treaty": g}),)) for _, g in pairs]
    outcomes = [match(DOCUMENT, [judged(p)], article) for (p, _), article in zip(pairs, articles, strict=True)]
    figures: dict[str, Any] = score_standoff(outcomes, articles)["stance"]["river-treaty"]
    return figures


def test_score_gives_accuracy_and_macro_f1_of_stances() -> None:
    figures = stance([("support", ("support",)), ("oppose", ("oppose",)), ("neutral", ("oppose",))])
    assert figures["right"] == 66.7
    assert figures["macro-F1"] == pytest.approx(100 * (1 + 2 / 3) / 2, abs=0.1)


def test_score_takes_any_of_the_golds_stances() -> None:
    assert stance([("neutral", ("support", "neutral"))])["right"] == 100


def test_score_counts_undetermined_stances_as_wrong_but_not_as_a_side() -> None:
    figures = stance([("undetermined", ("support",)), ("support", ("support",)), ("oppose", ("support",))])
    assert (figures["right"], figures["undetermined"]) == (33.3, 33.3)
    assert (figures["support or oppose emitted"], figures["of these right"], figures["of these reversed"]) == (
        2,
        50,
        50,
    )


def test_score_takes_a_missing_stance_as_undetermined() -> None:
    figures = score([found(QUOTE)], [gold(QUOTE, stances={"river-treaty": ("support",)})])
    assert figures["stance"]["river-treaty"]["undetermined"] == 100


def test_score_counts_what_lies_outside_the_body() -> None:
    assert score([found("“Buy now!”"), found(QUOTE)], [gold(QUOTE)])["outside the body"] == 1


def test_describe_lists_every_difference() -> None:
    predicted = [
        found(QUOTE.strip("“”"), who="Jo", kind="mixed", said_on=SaidOn(), stances=judged("oppose").stances),
        found("“Buy now!”"),
    ]
    golds = [gold(QUOTE, stances={"river-treaty": ("support",)}), gold(CLAIM)]
    assert [(verdict, got, expected) for verdict, _, got, expected in describe(outcome(predicted, golds))] == [
        ("no attribution", "Anna Weller", ""),
        ("missed", "", "Anna Weller"),
        ("content", "", QUOTE),
        ("speaker", "Jo", "Anna Weller"),
        ("kind", "mixed", "direct"),
        ("date", "None", "2019"),
        ("stance on river-treaty", "oppose", "support"),
    ]


def test_describe_says_nothing_of_what_is_right_or_optional() -> None:
    right = outcome([found(QUOTE), found(CLAIM, who="Jo")], [gold(QUOTE), gold(CLAIM, optional=True)])
    assert list(describe(right)) == []


def test_describe_cuts_long_words_in_the_middle() -> None:
    text = "so " * 200
    document = make_document(text)
    article = StandoffArticle("a", "", ((0, len(text)),), (replace(gold(QUOTE), content=((0, len(text)),)),))
    ((_, words, _, _),) = describe(match(document, [], article))
    assert len(words) == 90
    assert "…" in words
