"""The form of the committed gold, and, where the texts are at hand, that every span lies on whole words."""

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import seeds
from models.records import KINDS, LABELS, SPEAKER_TYPES

HERE = Path(__file__).parent
REAL = HERE.parents[2] / "shared" / "seeds"
WIKINEWS = HERE.parents[2] / "shared" / "corpora" / "wikinews"
GOLD_LABELS = set(LABELS) - {"undetermined"}
OPENING, CLOSING = '“"', '”"'
LENGTH_OF = {"day": 10, "month": 7, "year": 4, None: 0}


def name(document: dict[str, Any]) -> str:
    return str(document.get("file") or document["url"].rpartition("/")[2])


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


ARTICLES = lines(HERE / "articles.jsonl")
SEEDS = lines(Path(seeds.__file__).parent / "gold.jsonl")
NEWS = lines(HERE / "wikinews.jsonl")
ALL = [*ARTICLES, *SEEDS, *NEWS]


def spans_of(document: dict[str, Any]) -> Iterator[list[int]]:
    yield from document["body"]
    yield from document["published"]["evidence"]
    if document.get("title"):
        yield document["title"]
    for attribution in document["attributions"]:
        for part in ("content", "cue", "source"):
            yield from attribution[part]
        yield from attribution["said_on"]["evidence"]


def split_words(text: str, spans: Iterator[list[int]]) -> list[str]:
    """Return the spans that are empty, outside the text, cut a word or begin or end with blanks."""
    wrong = []
    for start, end in spans:
        words = text[start:end]
        cuts = any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end))
        if not 0 <= start < end <= len(text) or words != words.strip() or cuts:
            wrong.append(words)
    return wrong


@pytest.mark.parametrize("document", ALL, ids=name)
def test_gold_attributions_have_known_labels(document: dict[str, Any]) -> None:
    named = {"corpus", "url"} if document in NEWS else {"file", "title"}
    assert set(document) == {*named, "sha256", "body", "published", "attributions"}
    for attribution in document["attributions"]:
        assert attribution["content"]
        assert attribution["kind"] in KINDS
        assert attribution["class"] in {"speech", "attitude"}
        assert attribution["optional"] in {True, False}
        assert {speaker["type"] for speaker in attribution["speakers"]} <= set(SPEAKER_TYPES)


@pytest.mark.parametrize("document", [*ARTICLES, *SEEDS], ids=name)
def test_gold_stances_are_towards_gsomia(document: dict[str, Any]) -> None:
    for attribution in document["attributions"]:
        assert attribution["stance"].keys() == {"gsomia"}
        assert set(attribution["stance"].values()) <= GOLD_LABELS
        others = attribution.get("stance_also", {"gsomia": []})
        assert others.keys() == {"gsomia"}
        assert set(others["gsomia"]) <= GOLD_LABELS - set(attribution["stance"].values())


@pytest.mark.parametrize("document", ALL, ids=name)
def test_gold_dates_match_their_precision(document: dict[str, Any]) -> None:
    for date in (document["published"], *(a["said_on"] for a in document["attributions"])):
        assert len(date["date"] or "") == LENGTH_OF[date["precision"]]
        # The corpus gives the dates of some Wikinews articles beside their texts.
        assert date["date"] is None or date["evidence"] or document in NEWS, "a date needs its evidence"


@pytest.mark.parametrize("document", ALL, ids=name)
def test_gold_attributions_lie_in_the_body(document: dict[str, Any]) -> None:
    for attribution in document["attributions"]:
        for part in ("content", "cue", "source"):
            for start, end in attribution[part]:
                assert any(first <= start < end <= last for first, last in document["body"])


@pytest.mark.parametrize("document", ALL, ids=name)
def test_gold_contents_are_sorted_and_apart_from_cue_and_source(document: dict[str, Any]) -> None:
    for attribution in document["attributions"]:
        inside = {at for start, end in attribution["content"] for at in range(start, end)}
        outside = [at for part in ("cue", "source") for start, end in attribution[part] for at in range(start, end)]
        assert attribution["content"] == sorted(attribution["content"])
        assert inside.isdisjoint(outside)


@pytest.mark.parametrize("document", ALL, ids=name)
def test_gold_holds_no_words_of_the_article(document: dict[str, Any]) -> None:
    words = [name for a in document["attributions"] for s in a["speakers"] for name in (s["name"], *s.get("also", ()))]
    assert all(len(name.split()) <= 12 for name in words)
    assert {type(value) for span in spans_of(document) for value in span} <= {int}


@pytest.mark.parametrize("document", SEEDS, ids=name)
def test_gold_of_seed_articles_fits_their_texts(document: dict[str, Any]) -> None:
    check_text(document, (seeds.articles() / document["file"]).read_bytes())


@pytest.mark.articles
@pytest.mark.skipif(not REAL.is_dir(), reason="the real articles are not beside the project")
@pytest.mark.parametrize("document", ARTICLES, ids=name)
def test_gold_of_real_articles_fits_their_texts(document: dict[str, Any]) -> None:
    check_text(document, (REAL / document["file"]).read_bytes())


@pytest.fixture(scope="module")
def news_texts() -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in WIKINEWS.glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as stream:
            texts |= {row["url"]: row["text"] for row in csv.DictReader(stream)}
    return texts


@pytest.mark.articles
@pytest.mark.skipif(not WIKINEWS.is_dir(), reason="the Wikinews articles are not beside the project")
@pytest.mark.parametrize("document", NEWS, ids=name)
def test_gold_of_wikinews_fits_their_texts(document: dict[str, Any], news_texts: dict[str, str]) -> None:
    check_text(document, news_texts[document["url"]].encode("utf-8"))


def check_text(document: dict[str, Any], data: bytes) -> None:
    text = data.decode("utf-8")
    assert hashlib.sha256(data).hexdigest() == document["sha256"]
    assert split_words(text, spans_of(document)) == []
    for attribution in document["attributions"]:
        quoted = [text[start:end] for start, end in attribution["content"]]
        if attribution["kind"] == "direct":
            # A quotation that runs on over paragraphs opens each and closes the last only.
            assert all(words[0] in OPENING for words in quoted)
            assert quoted[-1][-1] in CLOSING
        if attribution["kind"] == "mixed":
            assert any(mark in words for words in quoted for mark in '“”"')


def test_every_seed_article_has_gold() -> None:
    assert [document["file"] for document in SEEDS] == sorted(path.name for path in seeds.articles().glob("*.txt"))


def test_split_words_finds_cut_words_and_blanks() -> None:
    text = "He said so."
    assert split_words(text, iter([[0, 2], [3, 7], [8, 11]])) == []
    assert split_words(text, iter([[0, 1], [2, 7], [5, 5], [8, 12]])) == ["H", " said", "", "so."]


SPEAKERS = lines(HERE / "speakers.jsonl")


def test_gold_speakers_are_as_many_as_the_readme_says() -> None:
    attributions = [a for article in SPEAKERS for a in article["attributions"]]
    counts = (len(SPEAKERS), len(attributions), sum(a["named"] for a in attributions))
    assert counts == (72, 683, 558)
    readme = (HERE / "README.md").read_text("utf-8")
    assert all(f"{count}" in readme for count in counts)
    assert len({article["sha256"] for article in SPEAKERS}) == len(SPEAKERS)
    assert {article["half"] for article in SPEAKERS} == {"a", "b"}


@pytest.mark.parametrize("article", SPEAKERS, ids=lambda article: article["name"].rpartition("/")[2][:40])
def test_gold_speakers_have_known_labels(article: dict[str, Any]) -> None:
    for one in article["attributions"]:
        assert one["mention"] in {"name", "pronoun", "description", "none"}
        assert (one["mention"] == "none") == (not one["source"])
        assert {s["type"] for s in [*one["speakers"], *one.get("also", [])]} <= set(SPEAKER_TYPES)
        assert one["content"]
        assert bool(one["speakers"]) or not one["named"]
        for part in ("source", "cue", "content"):
            assert all(0 <= start < end for start, end in one[part])
