"""Standoff gold: read as written, refused where it is not, and tied to its text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import seeds
from models.training.standoff import GoldError, StandoffSpeaker, pair_texts, read_standoff
from tests.examples import make_document

TEXT = "“We stay,” said Anna Weller."
ENTRY: dict[str, Any] = {
    "file": "a.txt",
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    "body": [[0, 28]],
    "published": {"date": "2019-11-15", "evidence": []},
    "attributions": [
        {
            "content": [[0, 10]],
            "cue": [[11, 15]],
            "source": [[16, 27]],
            "kind": "direct",
            "class": "speech",
            "optional": False,
            "speakers": [{"name": "Anna Weller", "type": "person", "also": ["A. Weller"]}],
            "said_on": {"date": "2019-11-13", "also": [None], "evidence": []},
            "stance": {"river-treaty": "support"},
            "stance_also": {"river-treaty": ["neutral"]},
        }
    ],
}


def write(path: Path, *entries: object) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


def test_read_standoff_gives_every_field(tmp_path: Path) -> None:
    (article,) = read_standoff(write(tmp_path / "gold.jsonl", ENTRY))
    (attribution,) = article.attributions
    assert (article.name, article.sha256, article.body) == ("a.txt", ENTRY["sha256"], ((0, 28),))
    assert (attribution.content, attribution.cue, attribution.source) == (((0, 10),), ((11, 15),), ((16, 27),))
    assert (attribution.kind, attribution.attitude, attribution.optional) == ("direct", False, False)
    assert attribution.speakers == (StandoffSpeaker(("Anna Weller", "A. Weller"), "person"),)
    assert attribution.dates == ("2019-11-13", None)
    assert attribution.stances == {"river-treaty": ("support", "neutral")}


def test_read_standoff_takes_the_address_for_a_name_where_there_is_no_file(tmp_path: Path) -> None:
    entry = {key: value for key, value in ENTRY.items() if key != "file"} | {"url": "https://example.org/a"}
    assert read_standoff(write(tmp_path / "gold.jsonl", entry))[0].name == "https://example.org/a"


def test_read_standoff_needs_no_alternatives_and_no_stances(tmp_path: Path) -> None:
    bare = {key: value for key, value in ENTRY["attributions"][0].items() if not key.startswith("stance")}
    bare |= {"said_on": {"date": None}, "speakers": [{"name": "critics", "type": "group"}], "class": "attitude"}
    (article,) = read_standoff(write(tmp_path / "gold.jsonl", ENTRY | {"attributions": [bare]}))
    (attribution,) = article.attributions
    assert (attribution.dates, attribution.stances, attribution.attitude) == ((None,), {}, True)


@pytest.mark.parametrize("key", ["sha256", "body", "attributions"])
def test_read_standoff_names_the_line_that_lacks_something(tmp_path: Path, key: str) -> None:
    broken = {name: value for name, value in ENTRY.items() if name != key}
    path = write(tmp_path / "gold.jsonl", ENTRY, broken)
    with pytest.raises(GoldError, match=rf"gold\.jsonl, line 2: not a gold article \(KeyError\('{key}'\)\)"):
        read_standoff(path)


@pytest.mark.parametrize("line", ["{", "[]", "null", '{"file": "a", "sha256": "b", "body": [[1]], "attributions": []}'])
def test_read_standoff_refuses_what_is_no_article(tmp_path: Path, line: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line + "\n")
    with pytest.raises(GoldError, match="line 1: not a gold article"):
        read_standoff(tmp_path / "gold.jsonl")


def test_read_standoff_reads_the_seeds_gold() -> None:
    articles = read_standoff(seeds.gold())
    texts = {path.name: path.read_bytes() for path in seeds.articles().glob("*.txt")}
    assert {article.name for article in articles} == set(texts)
    for article in articles:
        assert article.sha256 == hashlib.sha256(texts[article.name]).hexdigest()
        assert article.attributions


def test_pair_texts_finds_the_text_of_each_article_in_order(tmp_path: Path) -> None:
    other = ENTRY | {"sha256": hashlib.sha256(b"Rain fell.").hexdigest()}
    golds = read_standoff(write(tmp_path / "gold.jsonl", other, ENTRY))
    documents = [make_document("Snow."), make_document(TEXT), make_document("Rain fell.")]
    assert [document.text for document in pair_texts(golds, documents)] == ["Rain fell.", TEXT]


def test_pair_texts_names_the_text_that_was_not_read(tmp_path: Path) -> None:
    golds = read_standoff(write(tmp_path / "gold.jsonl", ENTRY))
    with pytest.raises(
        GoldError, match=rf"no text with SHA-256 {ENTRY['sha256']} \(a\.txt\) was read; give the folder"
    ):
        pair_texts(golds, [make_document(f"{TEXT} ")])
