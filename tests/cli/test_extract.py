"""`onrecord extract`: one JSON object a document, failures named, the rest done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import models
import seeds
from models.weights import ArtifactError
from service.cli import main
from tests import stub_pass as stub

STORY = (
    "The ministers met in Orrehaven on Friday and spoke to the press for an hour after the talks had come to an end. "
    "Jo Brand said that the GSOMIA pact was valuable and of use to both of the countries. “We keep our word,” said "
    "Anna Weller. The ministers will meet again in the spring to see what has come of it.\n"
)
TOPIC = {
    "id": "bridge",
    "name": "Orre Bridge",
    "aliases": ["the bridge"],
    "position": "The Orre Bridge is built",
    "description": "",
}

pytestmark = pytest.mark.usefixtures("stub_pass")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8", newline="")
    return path


def extract(*arguments: str | Path, **options: Any) -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, arguments)], catch_exceptions=False, **options)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_prints_one_record_a_document(story: Path) -> None:
    result = extract("--plain", story)
    (record,) = records(result)
    assert (result.exit_code, result.stderr) == (0, "")
    assert record["document"]["path"] == str(story)
    assert [a["kind"] for a in record["attributions"]] == ["indirect", "direct"]


def test_extract_gives_offsets_into_the_files_text(story: Path) -> None:
    (record,) = records(extract("--plain", story))
    for attribution in record["attributions"]:
        for span in (*attribution["content"], *attribution["cue"], *attribution["source"]):
            assert STORY[span["start"] : span["end"]] == span["text"]


def test_extract_keeps_letters_readable(story: Path) -> None:
    assert "“We keep our word,”" in extract("--plain", story).stdout


def test_extract_reads_standard_input() -> None:
    (record,) = records(extract("--plain", "-", input=STORY))
    assert len(record["attributions"]) == 2


def test_extract_judges_the_seeds_topics_unless_told(story: Path) -> None:
    (record,) = records(extract("--plain", story))
    expected = [topic.id for topic in seeds.topics()]
    assert [[stance["topic"] for stance in a["stances"]] for a in record["attributions"]] == [expected] * 2


def test_extract_judges_only_the_topics_asked_for(story: Path) -> None:
    (record,) = records(extract("--plain", "--topic", "gsomia", story))
    assert [[stance["topic"] for stance in a["stances"]] for a in record["attributions"]] == [["gsomia"]] * 2


def test_extract_takes_topics_from_a_file(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "topics.json"
    path.write_text(json.dumps([TOPIC]))
    (record,) = records(extract("--plain", "--topics", path, story))
    assert {stance["topic"] for a in record["attributions"] for stance in a["stances"]} == {"bridge"}


def test_extract_names_the_topics_there_are(story: Path) -> None:
    result = extract("--topic", "unknown", story)
    assert result.exit_code == 2
    assert "no topic 'unknown'; there are: gsomia" in " ".join(result.stderr.split())


@pytest.mark.parametrize("written", ["{", "[]", '[{"id": "a"}]'])
def test_extract_refuses_a_file_that_holds_no_topics(story: Path, tmp_path: Path, written: str) -> None:
    path = tmp_path / "topics.json"
    path.write_text(written)
    result = extract("--topics", path, story)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"onrecord: {path}: ")
    assert result.stdout == ""


def test_extract_takes_the_day_of_publication(story: Path) -> None:
    (record,) = records(extract("--plain", "--published", "2019-11-15", story))
    assert (record["document"]["published"], record["document"]["published_precision"]) == ("2019-11-15", "day")
    assert {a["said_on"]["date"] for a in record["attributions"]} == {"2019-11-15"}


def test_extract_names_each_file_that_fails_and_reads_the_rest(story: Path, tmp_path: Path) -> None:
    empty, absent = tmp_path / "empty.txt", tmp_path / "absent.txt"
    empty.write_bytes(b"")
    result = extract("--plain", empty, story, absent)
    assert result.exit_code == 3
    assert [record["document"]["path"] for record in records(result)] == [str(story)]
    lines = result.stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [str(empty), str(absent)]
    assert all("; " in line for line in lines)


def test_extract_passes_its_options_to_the_pass(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    def load(**options: Any) -> stub.StubPass:
        seen.update(options)
        return stub.load(**options)

    monkeypatch.setattr(models, "load", load)
    extract("--plain", "--threads", "1", "--min-confidence", "0.4", "--min-attitude", "0.7", "--format", "jsonl", story)
    assert (seen["threads"], seen["min_confidence"], seen["min_attitude"]) == (1, 0.4, 0.7)
    assert tuple(seen["register"]) == seeds.speakers()


def test_extract_judges_no_stances_when_told(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (record,) = records(extract("--plain", "--no-stances", story))
    assert record["attributions"]
    assert not any(a["stances"] for a in record["attributions"])


@pytest.mark.parametrize(("class_", "number"), [("speech", 2), ("attitude", 0)])
def test_extract_gives_only_the_class_asked_for(story: Path, class_: str, number: int) -> None:
    (record,) = records(extract("--plain", "--class", class_, story))
    assert [a["class"] for a in record["attributions"]] == [class_] * number


@pytest.mark.parametrize(
    "option",
    [
        ("--threads", "0"),
        ("--class", "thought"),
        ("--min-attitude", "-1"),
        ("--min-confidence", "1.5"),
        ("--format", "table"),
    ],
)
def test_extract_refuses_values_that_are_not_allowed(story: Path, option: tuple[str, str]) -> None:
    assert extract(*option, story).exit_code == 2


def test_extract_says_in_one_line_that_weights_are_missing(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(**_: object) -> None:
        raise ArtifactError("spans/SHA256SUMS is missing; restore it")

    monkeypatch.setattr(models, "load", load)
    result = extract(story)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "onrecord: spans/SHA256SUMS is missing; restore it\n"
