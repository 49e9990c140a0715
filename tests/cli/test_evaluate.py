"""`onrecord evaluate`: figures of each step on a folder with gold, printed and written."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import models
from service.cli import main
from tests.training.corpus import sentence, write_article

STORY = (
    "The ministers met in Orrehaven on Friday and spoke to the press for an hour after the talks had come to an end. "
    "Jo Brand said that the pact with Borland was of great value to both of the countries. “We keep our word,” said "
    "Anna Weller. The ministers will meet again in the spring to see what has come of it.\n"
)


def evaluate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)], catch_exceptions=False)


def at(part: str) -> list[list[int]]:
    return [[STORY.index(part), STORY.index(part) + len(part)]]


def gold_of(content: str, who: str, kind: str) -> dict[str, Any]:
    return {
        "content": at(content),
        "cue": at("said"),
        "source": at(who),
        "kind": kind,
        "class": "speech",
        "optional": False,
        "speakers": [{"name": who, "type": "person"}],
        "said_on": {"date": None, "evidence": []},
        "stance": {"gsomia": "unrelated"},
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one story, and beside it the gold of what it says."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(STORY, encoding="utf-8", newline="")
    article = {
        "file": "a.txt",
        "sha256": hashlib.sha256(STORY.encode()).hexdigest(),
        "body": [[0, len(STORY)]],
        "attributions": [
            gold_of("that the pact with Borland was of great value to both of the countries", "Jo Brand", "indirect"),
            gold_of("“We keep our word,”", "Anna Weller", "direct"),
        ],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    return tmp_path / "articles"


@pytest.mark.usefixtures("stub_pass")
def test_evaluate_scores_against_standoff_gold(folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "figures.json"
    result = evaluate(folder, "--gold", tmp_path / "gold.jsonl", "--json", written)
    assert result.exit_code == 0
    figures = json.loads(written.read_text())
    assert figures["attributions"] == {"precision": 100.0, "recall": 100.0, "f1": 100.0, "gold": 2}
    assert figures["speaker"]["right"] == figures["kind"]["right"] == figures["stance"]["gsomia"]["right"] == 100.0


@pytest.mark.usefixtures("stub_pass")
def test_evaluate_prints_every_figure_that_it_writes(folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "figures.json"
    output = evaluate(folder, "--gold", tmp_path / "gold.jsonl", "--json", written).stdout

    def leaves(figures: dict[str, Any]) -> list[str]:
        return [
            leaf
            for name, value in figures.items()
            for leaf in (leaves(value) if isinstance(value, dict) else [f"{name} {value}"])
        ]

    printed = " ".join(output.split())
    assert all(leaf in printed for leaf in leaves(json.loads(written.read_text())))


@pytest.mark.usefixtures("stub_pass")
def test_evaluate_lists_errors_on_standard_error_when_asked(folder: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(gold.read_text().replace('"name": "Jo Brand"', '"name": "Piet"'))
    result = evaluate(folder, "--gold", gold, "--errors")
    assert result.stderr.splitlines()[0] == str(folder / "a.txt")
    assert "speaker: that the pact" in result.stderr
    assert "found: Jo Brand | gold: Piet" in result.stderr
    assert evaluate(folder, "--gold", gold).stderr == ""


@pytest.mark.usefixtures("stub_pass")
def test_evaluate_refuses_gold_of_another_text(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(STORY.replace("spring", "autumn"), encoding="utf-8")
    result = evaluate(folder, "--gold", tmp_path / "gold.jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith("onrecord: no text with SHA-256")


@pytest.mark.usefixtures("stub_pass")
def test_evaluate_refuses_what_is_no_gold(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("{}\n")
    result = evaluate(folder, "--gold", tmp_path / "gold.jsonl")
    assert result.exit_code == 2
    assert "line 1: not a gold article" in result.stderr


@pytest.mark.usefixtures("stub_pass")
def test_evaluate_names_what_a_corpus_folder_lacks(folder: Path) -> None:
    result = evaluate(folder)
    assert result.exit_code == 2
    assert result.stderr.startswith("onrecord: no PolNeAR texts in")


@pytest.mark.usefixtures("stub_pass")
def test_evaluate_refuses_a_place_for_figures_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    result = evaluate(folder, "--gold", tmp_path / "gold.jsonl", "--json", tmp_path / "absent" / "figures.json")
    assert result.exit_code == 2
    assert "make it first" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["absent"]])
def test_evaluate_needs_a_folder(arguments: list[str]) -> None:
    assert evaluate(*arguments).exit_code == 2


def test_evaluate_compares_the_speed_of_arrangements(
    tmp_path: Path, tiny_spans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def compare(nlp: Any, artifact: Path, articles: Any) -> dict[str, Any]:
        seen.extend((artifact, len(articles)))
        return {"onnx int8": {"1 core": {"words per second": 7000}, "F1": {"cue exact": 73.1}}}

    monkeypatch.setattr(models, "load", functools.partial(models.load, spans=tiny_spans))
    monkeypatch.setattr("models.training.speed.compare", compare)
    write_article(tmp_path, "a", [sentence(0)])
    result = evaluate(tmp_path, "--speed", "--json", tmp_path / "figures.json")
    assert seen == [tiny_spans, 1]
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["onnx", "int8"],
        ["1", "core", "words", "per", "second", "7000"],
        ["F1", "cue", "exact", "73.1"],
    ]
    assert json.loads((tmp_path / "figures.json").read_text())["onnx int8"]["F1"] == {"cue exact": 73.1}


@pytest.mark.usefixtures("stub_pass")
def test_evaluate_compares_speed_without_gold_alone(folder: Path, tmp_path: Path) -> None:
    result = evaluate(folder, "--speed", "--gold", tmp_path / "gold.jsonl")
    assert result.exit_code == 2
    assert "leave --gold out" in result.stderr


def test_evaluate_scores_spans_and_speed_on_polnear(
    tmp_path: Path, tiny_spans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "load", functools.partial(models.load, spans=tiny_spans))
    monkeypatch.setattr(models, "SPANS", tiny_spans)
    for number in range(2):
        write_article(tmp_path, f"a{number}", [sentence(place) for place in range(4)])
    result = evaluate(tmp_path, "--json", tmp_path / "figures.json", "--threads", "1")
    assert result.exit_code == 0
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["spans"]["cue exact"]["gold"] == 6
    assert {"direct quotations", "reliability of confidence", "reliability of source confidence"} < set(figures)
    assert set(figures["speed"]) == {"articles per second", "words per second"}
    assert figures["speed"]["words per second"] > 0
