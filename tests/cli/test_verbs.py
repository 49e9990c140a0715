"""The verbs that ask: speakers, claims, stances, topics."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from models.records import KnownSpeaker
from service.cli import claims, serve, speakers, stances, topics
from service.errors import AmbiguousSpeaker, InvalidSetting, SpeakerNotFound, StoreMissing, TopicNotFound
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import make_document

Ask = Callable[..., Result]
VERBS = {"speakers": speakers.command, "claims": claims.command, "stances": stances.command, "topics": topics.command}


@pytest.fixture
def ask(filled_url: str) -> Ask:
    def run(verb: str, *arguments: str, url: str = filled_url, columns: int = 100) -> Result:
        env = {"ONRECORD_DATABASE_URL": url, "COLUMNS": str(columns)}
        return CliRunner().invoke(VERBS[verb], arguments, env=env, catch_exceptions=False)

    return run


def items(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return found


def test_speakers_lists_names_and_counts_in_a_table(ask: Ask) -> None:
    lines = ask("speakers", "--q", "weller", "--format", "table").stdout.splitlines()
    assert lines[0].split() == ["Speaker", "Id", "Type", "Statements"]
    assert lines[1].split() == ["Anna", "Weller", "anna-weller", "person", "3"]


def test_speakers_finds_any_spelling_and_no_other(ask: Ask) -> None:
    assert [item["id"] for item in items(ask("speakers", "--q", "A. Weller"))] == ["anna-weller"]
    assert [item["id"] for item in items(ask("speakers", "--q", "onca"))] == ["piet-onca"]
    assert items(ask("speakers", "--q", "nobody")) == []


def test_speakers_limit_says_that_there_are_more(ask: Ask) -> None:
    result = ask("speakers", "--limit", "2")
    assert len(json.loads(result.stdout)["items"]) == 2
    assert json.loads(result.stdout)["next"]
    assert "--limit" in ask("speakers", "--limit", "2", "--format", "table").stderr


@pytest.mark.parametrize("name", ["anna-weller", "Anna Weller", "anna weller", "Weller", "A. Weller", "well"])
def test_claims_take_an_id_or_any_name(ask: Ask, name: str) -> None:
    found = items(ask("claims", name))
    assert [item["kind"] for item in found] == ["indirect", "indirect"]
    assert {speaker["id"] for item in found for speaker in item["speakers"]} == {"anna-weller"}


def test_claims_show_who_what_when_stance_and_where(ask: Ask) -> None:
    text = ask("claims", "Weller", "--topic", "river-treaty", "--stance", "support", "--format", "table").stdout
    for word in ("Anna Weller (anna-weller)", "2019-11-13", "support", "water pact was", "Arland Courier"):
        assert word in text
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("columns", [30, 60, 100, 160])
@pytest.mark.parametrize("asked", [("claims", "Weller"), ("stances", "river-treaty"), ("topics",), ("speakers",)])
def test_tables_fit_the_terminal(ask: Ask, asked: tuple[str, ...], columns: int) -> None:
    text = ask(*asked, "--format", "table", columns=columns).stdout
    assert max(map(len, text.splitlines())) <= columns


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--kind", "direct"), 1),
        (("--kind", "mixed"), 0),
        (("--since", "2019-11"), 1),
        (("--until", "2019-08"), 1),
        (("--since", "2018", "--until", "2019"), 2),
        (("--stance", "neutral"), 1),
        (("--topic", "bridge"), 0),
        (("--outlet", "Borland Post"), 1),
        (("--min-confidence", "0.95"), 0),
        (("--q", "valuable"), 1),
        (("--limit", "1"), 1),
    ],
)
def test_claims_filters_keep_what_they_say(ask: Ask, options: tuple[str, ...], count: int) -> None:
    assert len(items(ask("claims", "anna-weller", *options))) == count


def test_claims_of_nobody_end_with_not_found(ask: Ask) -> None:
    result = ask("claims", "nobody at all")
    assert (result.exit_code, result.stdout) == (SpeakerNotFound.exit_code, "")
    assert "'nobody at all'" in result.stderr


def test_claims_of_an_ambiguous_name_list_the_candidates(ask: Ask) -> None:
    result = ask("claims", "Number1")
    assert (result.exit_code, result.stdout) == (AmbiguousSpeaker.exit_code, "")
    assert "  speakerb-number1  SpeakerB Number1" in result.stderr.splitlines()
    assert "  speakerk-number10  SpeakerK Number10" in result.stderr.splitlines()


def test_claims_of_two_people_with_one_name_need_an_id(tmp_path: Path, ask: Ask) -> None:
    url = f"sqlite:///{tmp_path / 'two.sqlite'}"
    upgrade(url)
    engine = open_engine(url)
    register = [KnownSpeaker("lee-1", "Kim Lee", "person"), KnownSpeaker("lee-2", "Kim Lee", "person")]
    Writer(engine).add_register(register)
    engine.dispose()
    result = ask("claims", "kim lee", url=url)
    assert result.exit_code == AmbiguousSpeaker.exit_code
    assert result.stderr.splitlines()[1:] == ["  lee-1  Kim Lee", "  lee-2  Kim Lee"]
    assert ask("claims", "lee-2", url=url).exit_code == 0


def test_claims_that_are_none_are_no_failure(ask: Ask) -> None:
    result = ask("claims", "anna-weller", "--kind", "mixed", "--format", "table")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Anna Weller (anna-weller) has made no such claim.\n"


def test_stances_show_the_position_and_one_stance_each(ask: Ask) -> None:
    text = ask("stances", "river-treaty", "--format", "table").stdout
    assert text.splitlines()[0].rstrip() == "River Treaty: Arland and Borland keep the River Treaty in force"
    assert "river-treaty:" not in text


def test_stances_of_one_speaker_by_name(ask: Ask) -> None:
    found = items(ask("stances", "river-treaty", "--speaker", "Government of Borland"))
    assert [(item["speakers"][0]["id"], item["stance"]["label"]) for item in found] == [("borland", "oppose")]


def test_stances_timeline_counts_by_period(ask: Ask) -> None:
    periods = items(ask("stances", "river-treaty", "--timeline"))
    assert [period["period"] for period in periods] == ["2018", "2019", None]
    assert periods[1]["counts"]["oppose"] == 2
    days = items(ask("stances", "river-treaty", "--timeline", "--by", "day", "--since", "2019-11-13"))
    assert [period["period"] for period in days] == ["2019-11-13", "2019-11-15"]


def test_stances_timeline_table_names_speakers_under_each_period(ask: Ask) -> None:
    text = ask("stances", "river-treaty", "--timeline", "--format", "table").stdout
    assert "Piet Onça: oppose 1" in text
    assert "no date" in text
    assert "neutral 0" not in text


def test_stances_by_without_timeline_is_wrong_usage(ask: Ask) -> None:
    result = ask("stances", "river-treaty", "--by", "year")
    assert result.exit_code == 2
    assert "--timeline" in result.stderr


def test_stances_on_an_unknown_topic_end_with_not_found(ask: Ask) -> None:
    result = ask("stances", "weather")
    assert result.exit_code == TopicNotFound.exit_code
    assert "onrecord topics" in result.stderr


def test_topics_list_the_positions(ask: Ask) -> None:
    assert [item["id"] for item in items(ask("topics"))] == ["bridge", "river-treaty"]
    assert "The Orre Bridge is built" in ask("topics", "--format", "table").stdout


def test_jsonl_gives_an_item_a_line(ask: Ask) -> None:
    lines = ask("topics", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["bridge", "river-treaty"]


@pytest.mark.parametrize("option", [("--since", "2019-13"), ("--until", "soon"), ("--limit", "0"), ("--stance", "for")])
def test_wrong_values_are_wrong_usage(ask: Ask, option: tuple[str, str]) -> None:
    result = ask("claims", "anna-weller", *option)
    assert result.exit_code == 2
    assert option[0] in result.stderr


@pytest.mark.parametrize("asked", [("claims", "x"), ("stances", "x"), ("topics",), ("speakers",)])
def test_every_verb_says_what_to_do_without_a_store(ask: Ask, asked: tuple[str, ...], tmp_path: Path) -> None:
    result = ask(*asked, url=str(tmp_path / "absent.sqlite"))
    assert result.exit_code == StoreMissing.exit_code
    assert "onrecord db upgrade" in result.stderr
    assert not (tmp_path / "absent.sqlite").exists()


def test_database_option_takes_a_file(filled_url: str) -> None:
    path = filled_url.removeprefix("sqlite:///")
    result = CliRunner().invoke(topics.command, ["--database", path], env={"ONRECORD_DATABASE_URL": "nowhere"})
    assert result.exit_code == 0


def test_bad_setting_is_wrong_usage(filled_url: str) -> None:
    result = CliRunner().invoke(topics.command, ["--database", filled_url], env={"ONRECORD_PORT": "x"})
    assert result.exit_code == InvalidSetting.exit_code
    assert "ONRECORD_PORT" in result.stderr


@pytest.mark.parametrize("command", [*VERBS.values(), serve.command])
def test_help_has_an_example_the_exit_statuses_and_a_sentence_for_each_option(command: click.Command) -> None:
    text = CliRunner().invoke(command, ["--help"], prog_name="onrecord").stdout
    assert "Example" in text
    assert "Exit status:" in text
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("words", ["' OR 1=1 --", '"', "*", "🦉", "日本", "\x1b[31m", "a" * 5000])
def test_any_words_are_taken_as_a_name(ask: Ask, words: str) -> None:
    result = ask("claims", words)
    assert result.exit_code == SpeakerNotFound.exit_code
    assert "\x1b" not in result.stderr
    assert len(result.stderr) < 400


def test_words_of_an_article_cannot_command_the_terminal(tmp_path: Path, ask: Ask) -> None:
    url = f"sqlite:///{tmp_path / 'odd.sqlite'}"
    upgrade(url)
    engine = open_engine(url)
    writer, nlp = Writer(engine), stub_pass.load()
    document = make_document("Ann Odd said the \x1b[2J[bold]screen\u202e is clear.", title="\x1b]0;x\x07")
    writer.write(writer.open_run("odd"), list(stub_pass.read(nlp, [document])))
    engine.dispose()
    text = ask("claims", "Ann Odd", "--format", "table", url=url).stdout
    assert "[bold]screen" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
