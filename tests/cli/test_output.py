"""Output: tables by width, JSON in its two forms, words that cannot command the terminal, failures with statuses."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from service.cli.output import NARROW, Column, clean, epilog, fails_clearly, format_option, shorten, show
from service.errors import AmbiguousSpeaker, TopicNotFound

ITEMS = [
    {"who": "Anna Weller", "what": "the treaty [bold]holds[/bold] and “will hold” " * 6, "n": 3},
    {"who": "Piet Onça", "what": "it\x1b[31m ends", "n": 12},
]
COLUMNS = (
    Column(heading="Who", cell=lambda item: item["who"]),
    Column(heading="What", cell=lambda item: item["what"], wide=True),
    Column(heading="N", cell=lambda item: str(item["n"]), right=True),
)


@click.command()
@format_option
@click.option("--cursor")
@click.option("--none", is_flag=True)
def verb(form: str | None, cursor: str | None, none: bool) -> None:
    show([] if none else ITEMS, COLUMNS, form=form, cursor=cursor, empty="Nobody said so.")


def run(*arguments: str, columns: int = 100) -> Any:
    return CliRunner().invoke(verb, arguments, env={"COLUMNS": str(columns)}, catch_exceptions=False)


def test_show_writes_one_json_object_into_a_pipe() -> None:
    assert json.loads(run("--cursor", "abc").stdout) == {"items": ITEMS, "next": "abc"}


def test_show_writes_one_json_line_for_each_item() -> None:
    assert [json.loads(line) for line in run("--format", "jsonl").stdout.splitlines()] == ITEMS


def test_show_keeps_letters_readable_in_json() -> None:
    assert "Onça" in run("--format", "json").stdout


@pytest.mark.parametrize("columns", [NARROW, 120, 200])
def test_show_fits_a_table_into_the_terminal(columns: int) -> None:
    lines = run("--format", "table", columns=columns).stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert lines[0].split() == ["Who", "What", "N"]
    assert "Anna Weller" in lines[1]


@pytest.mark.parametrize("columns", [20, 40, 77])
def test_show_stacks_items_on_a_narrow_terminal(columns: int) -> None:
    lines = run("--format", "table", columns=columns).stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert lines[0].startswith("Anna Weller · 3")
    assert lines[1].startswith("  the treaty")


def test_show_never_reads_words_as_markup_or_commands() -> None:
    text = run("--format", "table", columns=200).stdout
    assert "[bold]holds[/bold]" in text
    assert "\x1b" not in text


def test_show_says_on_standard_error_that_there_is_more_or_nothing() -> None:
    more = run("--format", "table", "--cursor", "abc")
    nothing = run("--format", "table", "--none")
    assert "--limit" in more.stderr
    assert (nothing.stdout, nothing.stderr) == ("", "Nobody said so.\n")


def test_show_answers_an_empty_list_with_json_too() -> None:
    assert json.loads(run("--none", "--format", "json").stdout) == {"items": [], "next": None}
    assert run("--none", "--format", "jsonl").stdout == ""


@given(st.text())
def test_clean_leaves_one_line_without_control_characters(words: str) -> None:
    line = clean(words)
    assert all(unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in line)
    assert clean(line) == line


def test_clean_takes_nothing_as_an_empty_line() -> None:
    assert clean(None) == ""


@given(st.text(), st.integers(1, 60))
def test_shorten_keeps_to_its_length_and_marks_what_it_cut(words: str, most: int) -> None:
    line = shorten(words, most=most)
    assert len(line) <= most + 1
    assert line == clean(words) or line.endswith("…")


def test_shorten_cuts_between_words() -> None:
    assert shorten("the treaty stays in force", most=12) == "the treaty…"


def test_fails_clearly_prints_the_failure_and_ends_with_its_status() -> None:
    @click.command()
    @fails_clearly
    def broken() -> None:
        raise TopicNotFound("nowhere")

    result = CliRunner().invoke(broken)
    assert result.exit_code == TopicNotFound.exit_code
    assert result.stdout == ""
    assert result.stderr.startswith("onrecord: no topic has the id 'nowhere'")


def test_fails_clearly_lists_the_candidates_of_an_ambiguous_name() -> None:
    @click.command()
    @fails_clearly
    def unsure() -> None:
        raise AmbiguousSpeaker("Lee", [("ann-lee", "Ann Lee"), ("bo-lee", "Bo\x1b Lee")])

    result = CliRunner().invoke(unsure)
    assert result.exit_code == AmbiguousSpeaker.exit_code
    assert result.stderr.splitlines()[1:] == ["  ann-lee  Ann Lee", "  bo-lee  Bo� Lee"]


def test_epilog_gives_examples_and_exit_statuses_unwrapped() -> None:
    text = epilog("onrecord a", "onrecord b", codes=(0, 6))
    examples, statuses = (block.splitlines() for block in text.split("\n\n"))
    assert examples == ["\b", "Examples:", "  onrecord a", "  onrecord b"]
    assert [line.split()[0] for line in statuses[2:]] == ["0", "6"]
