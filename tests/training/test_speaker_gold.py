"""Gold speakers: read from standoff, held to their texts, and scored by what the source is."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

import models.components  # noqa: F401  (registers what a Doc carries)
from models.records import Speaker
from models.training.speaker_gold import MENTION_KINDS, GoldSpeaker, SourcedGold, read_speaker_gold
from models.training.speaker_scores import Verdict, as_attributions, is_right, mistakes, resolve_gold, speaker_figures
from models.training.standoff import GoldError

TEXT = "Anna Weller met Jo Brand. She said that it rained. Critics deny it."
NEWS = "Otto Berg spoke. “We stay,” he said."


def at(text: str, part: str) -> list[list[int]]:
    return [[text.index(part), text.index(part) + len(part)]]


def entry(text: str, half: str = "a", **parts: Any) -> dict[str, Any]:
    one = {
        "source": at(TEXT, "She"),
        "cue": at(TEXT, "said"),
        "content": at(TEXT, "that it rained"),
        "mention": "pronoun",
        "speakers": [{"name": "Anna Weller", "type": "person"}],
        "named": True,
    }
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"corpus": "x", "name": "one", "sha256": digest, "half": half, "attributions": [one | parts]}


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    (tmp_path / "polnear" / "dev" / "text").mkdir(parents=True)
    (tmp_path / "polnear" / "dev" / "text" / "one.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "wikinews").mkdir()
    with (tmp_path / "wikinews" / "wikinews_2019.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["url", "text"])
        writer.writeheader()
        writer.writerow({"url": "u", "text": NEWS})
    return tmp_path


def write(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in entries), encoding="utf-8")
    return path


def test_read_speaker_gold_finds_the_texts_of_both_corpora(corpora: Path) -> None:
    parts = {"source": at(NEWS, "he"), "cue": at(NEWS, "said"), "content": at(NEWS, "“We stay,”")}
    articles = read_speaker_gold(write(corpora, entry(TEXT), entry(NEWS, "b", **parts)), corpora)
    assert [(article.text, article.half) for article in articles] == [(TEXT, "a"), (NEWS, "b")]
    assert articles[0].attributions[0].answers == ((GoldSpeaker("Anna Weller", "person"),),)
    assert articles[0].attributions[0].mention == "pronoun"


def test_read_speaker_gold_keeps_the_other_answer(corpora: Path) -> None:
    also = [{"name": "Jo Brand", "type": "person"}]
    (article,) = read_speaker_gold(write(corpora, entry(TEXT, also=also)), corpora)
    assert article.attributions[0].answers[1] == (GoldSpeaker("Jo Brand", "person"),)


def test_read_speaker_gold_names_the_text_that_is_missing(corpora: Path) -> None:
    with pytest.raises(GoldError, match=r"no text with SHA-256 .*\(one\)"):
        read_speaker_gold(write(corpora, entry(TEXT) | {"sha256": "0" * 64}), corpora)


@pytest.mark.parametrize("broken", [{"sha256": ""}, {"attributions": [{}]}, {"attributions": 3}])
def test_read_speaker_gold_names_the_line_that_is_no_gold(corpora: Path, broken: dict[str, Any]) -> None:
    with pytest.raises(GoldError, match=r"line 1|no text"):
        read_speaker_gold(write(corpora, entry(TEXT) | broken), corpora)


def test_as_attributions_gives_the_golds_spans(corpora: Path) -> None:
    (article,) = read_speaker_gold(write(corpora, entry(TEXT)), corpora)
    (one,) = as_attributions(article)
    assert [span.text for span in (*one.source, *one.cue, *one.content)] == ["She", "said", "that it rained"]
    assert (one.kind, one.class_) == ("indirect", "speech")


def gold(*answers: tuple[str, ...], mention: Any = "name", named: bool = True) -> SourcedGold:
    listed = tuple(tuple(GoldSpeaker(name, "person") for name in answer) for answer in answers)
    return SourcedGold(((0, 1),), (), ((2, 3),), mention, named, listed)


def speakers(*names: str) -> tuple[Speaker, ...]:
    return tuple(Speaker(name, name, "person", 0.9) for name in names)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (("Anna Weller",), True),
        (("anna wéller",), True),
        (("Weller",), False),
        ((), False),
        (("Anna Weller", "Jo Brand"), False),
        (("The Post",), True),
        (("Post (anonymous)",), True),
    ],
)
def test_is_right_wants_the_names_of_an_answer(found: tuple[str, ...], right: bool) -> None:
    assert is_right(speakers(*found), gold(("Anna Weller",), ("Post",))) == right


def test_is_right_takes_silence_where_the_article_does_not_tell() -> None:
    assert is_right((), gold(()))
    assert not is_right(speakers("Jo Brand"), gold(()))


def verdict(found: tuple[str, ...], *, half: str = "a", **parts: Any) -> Verdict:
    expected = gold(("Anna Weller",), **parts)
    return Verdict(half, expected, speakers(*found), is_right(speakers(*found), expected))


def test_speaker_figures_tell_right_unknown_and_wrong() -> None:
    verdicts = [verdict(("Anna Weller",)), verdict((), mention="pronoun"), verdict(("Jo Brand",), half="b")]
    figures = speaker_figures([*verdicts, verdict((), named=False)])
    shares = figures["speakers, spans given"]
    assert shares["named in the article"] == {"right": 33.3, "unknown": 33.3, "wrong": 33.3, "gold": 3}
    assert shares["half b, named in the article"] == {"right": 0, "unknown": 0, "wrong": 100, "gold": 1}
    assert shares["named, source is a pronoun"]["unknown"] == 100
    assert shares["groups, unnamed and nobody"]["gold"] == 1
    assert figures["reliability of speaker confidence"]["0.9 to 1.0"] == {"number": 2, "stated": 90, "right": 50}
    assert {f"named, source is a {kind}" for kind in MENTION_KINDS if kind != "none"} < set(shares)


def test_mistakes_show_one_half_alone() -> None:
    wrong = [verdict(("Jo Brand",)), verdict(("Jo Brand",), half="b"), verdict(("Anna Weller",))]
    assert list(mistakes(wrong, half="a")) == [("Jo Brand", "Anna Weller")]


@pytest.fixture
def reader() -> Language:
    """Return a pipeline that finds nothing by itself, so that only the gold's spans are resolved."""
    return spacy.blank("en")


def test_resolve_gold_follows_the_pronoun_to_the_name(corpora: Path, reader: Language) -> None:
    (one,) = resolve_gold(reader, read_speaker_gold(write(corpora, entry(TEXT)), corpora))
    assert ([speaker.name for speaker in one.speakers], one.right) == (["Anna Weller"], True)
