"""`onrecord attributions`: who said what, filtered, in every form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from models.records import KINDS
from service.cli import main


def run(url: str, *arguments: str, columns: int = 120) -> Result:
    environment = {"COLUMNS": str(columns), "ONRECORD_DATABASE_URL": url}
    return CliRunner().invoke(main, ["attributions", *arguments], env=environment, catch_exceptions=False)


def items(url: str, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(url, *arguments).stdout)["items"]
    return found


def test_attributions_in_a_pipe_are_one_json_object(filled_url: str) -> None:
    found = json.loads(run(filled_url, "--limit", "2").stdout)

    assert set(found) == {"items", "next"}
    assert len(found["items"]) == 2
    assert found["next"]


def test_attributions_come_newest_first(filled_url: str) -> None:
    days = [item["said_on"]["date"] or item["document"]["published"] for item in items(filled_url, "--limit", "500")]
    known = [day for day in days if day]

    assert known == sorted(known, reverse=True)
    assert days[: len(known)] == known


@pytest.mark.parametrize("kind", KINDS)
def test_attributions_of_a_kind_are_all_of_that_kind(filled_url: str, kind: str) -> None:
    every = items(filled_url, "--limit", "500")
    found = items(filled_url, "--limit", "500", "--kind", kind)

    assert len(found) == sum(item["kind"] == kind for item in every)
    assert {item["kind"] for item in found} <= {kind}


def test_attributions_on_a_topic_bear_on_it(filled_url: str) -> None:
    topic = items(filled_url, "--limit", "1")[0]["stances"][0]["topic"]

    for item in items(filled_url, "--limit", "500", "--topic", topic):
        assert [s["label"] for s in item["stances"] if s["topic"] == topic] != ["unrelated"]


def test_attributions_above_a_confidence_have_it(filled_url: str) -> None:
    every = items(filled_url, "--limit", "500")
    least = sorted(item["confidence"] for item in every)[len(every) // 2]
    found = items(filled_url, "--limit", "500", "--min-confidence", str(least))

    assert len(found) == sum(item["confidence"] >= least for item in every)


def test_attributions_within_days_are_of_those_days(filled_url: str) -> None:
    every = items(filled_url, "--limit", "500")
    day = next(item["said_on"]["date"] for item in every if len(item["said_on"]["date"] or "") == 10)

    for item in items(filled_url, "--limit", "500", "--since", day, "--until", day):
        assert (item["said_on"]["date"] or item["document"]["published"]).startswith(day[:4])


def test_attributions_with_a_word_have_it_in_words_or_speakers(filled_url: str) -> None:
    word = items(filled_url, "--limit", "1")[0]["speakers"][0]["name"].split()[-1]

    found = items(filled_url, "--limit", "500", "--q", word)

    assert found
    for item in found:
        text = " ".join(span["text"] for span in item["content"]) + " ".join(s["name"] for s in item["speakers"])
        assert word.lower() in text.lower()


def test_attributions_as_lines_are_one_item_each(filled_url: str) -> None:
    lines = run(filled_url, "--format", "jsonl", "--limit", "3").stdout.splitlines()

    assert len(lines) == 3
    assert all("speakers" in json.loads(line) for line in lines)


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
def test_attributions_give_the_words_room_at_any_width(filled_url: str, columns: int) -> None:
    words = items(filled_url, "--limit", "1")[0]["content"][0]["text"].split()
    shown = run(filled_url, "--format", "table", "--limit", "1", columns=columns).stdout

    assert max(map(len, shown.splitlines())) <= columns
    assert max(map(len, words)) < 30, "the example's words are short enough to stand whole"
    assert all(word in shown for word in words)


def test_attributions_in_a_table_name_a_stance_only_where_it_takes_a_side(filled_url: str) -> None:
    shown = run(filled_url, "--format", "table", "--limit", "500", columns=200).stdout

    assert "support" in shown or "oppose" in shown
    assert ": undetermined" not in shown
    assert ": neutral" not in shown


def test_attributions_that_nobody_made_are_no_failure(filled_url: str) -> None:
    result = run(filled_url, "--q", "zyzzyva", "--format", "table")

    assert result.exit_code == 0
    assert "No such statement." in result.output


@pytest.mark.parametrize(
    "arguments",
    [["--kind", "sung"], ["--since", "yesterday"], ["--min-confidence", "2"], ["--limit", "0"], ["--stance", "for"]],
)
def test_attributions_refuse_what_no_filter_means(filled_url: str, arguments: list[str]) -> None:
    result = run(filled_url, *arguments)

    assert result.exit_code == 2
    assert arguments[0] in result.output


def test_attributions_of_no_store_say_how_to_make_one() -> None:
    result = run("sqlite:////nowhere/at/all.sqlite")

    assert result.exit_code == 6
    assert "onrecord" in result.output
