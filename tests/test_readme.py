"""The README held to the program: verbs, exit statuses, fields, addresses, filters, folders and settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.cli import main
from service.errors import EXIT_CODES
from service.ingest.tables import FIELDS
from service.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def table(heading: str) -> list[list[str]]:
    """Return the cells of the table whose first column has this heading, its head excluded."""
    body = README[README.index(f"| {heading} |") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body]


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def section(heading: str) -> str:
    return re.split(r"^#+ ", README[README.index(f" {heading}\n") + 1 :], maxsplit=1, flags=re.MULTILINE)[0]


def test_readme_names_every_verb_and_no_other() -> None:
    named = {word.removeprefix("onrecord ").split()[0] for cells in table("verb") for word in code(cells[0])}
    groups = {name for command in main.commands.values() for name in getattr(command, "commands", {})}
    assert named >= set(main.commands)
    assert named <= set(main.commands) | groups


def test_readme_calls_verbs_as_they_are() -> None:
    called = set(re.findall(r"\bonrecord ([a-z]+)", README))
    assert called <= set(main.commands)


def test_readme_explains_the_exit_statuses() -> None:
    told = {int(status): meaning for status, meaning in table("exit status")}
    assert set(told) == set(EXIT_CODES)
    first_words = {
        status: meaning.partition(";")[0].partition(":")[0].partition(",")[0] for status, meaning in told.items()
    }
    assert [status for status, words in first_words.items() if not EXIT_CODES[status].startswith(words)] == []


def test_readme_lists_the_fields_of_tables_with_their_other_names() -> None:
    told = {code(field)[0]: tuple(code(other)) for field, other, _ in table("field")}
    assert told == {name: names[1:] for name, names in FIELDS.items()}


def test_readme_lists_every_address(client: FlaskClient) -> None:
    document: dict[str, Any] = client.get("/openapi.json").get_json()
    served = {re.sub(r"\{\w+\}", "{id}", path) for path in document["paths"] if path.startswith("/v1/")}
    told = {path.partition("?")[0] for path in re.findall(r"`(/v1/[^`]*)`", section("Over HTTP"))}
    assert told <= served
    single = {path for path in served if path.endswith("}")}
    assert served - single <= told


def test_readme_lists_filters_that_exist(client: FlaskClient) -> None:
    document: dict[str, Any] = client.get("/openapi.json").get_json()
    parameters = {parameter["name"] for parameter in document["paths"]["/v1/attributions"]["get"]["parameters"]}
    listed = re.search(r"Lists take (.*?);", section("Over HTTP"), re.DOTALL)
    assert listed is not None
    assert set(code(listed.group(1))) == parameters


@pytest.mark.parametrize("cell", [cells[0] for cells in table("folder")])
def test_readme_lays_out_folders_that_exist(cell: str) -> None:
    assert all((ROOT / folder).is_dir() for folder in code(cell))


def test_readme_lays_out_every_package() -> None:
    told = {folder.split("/")[0] for cells in table("folder") for folder in code(cells[0])}
    assert told >= {path.parent.name for path in ROOT.glob("*/__init__.py")}


def test_readme_names_settings_that_exist() -> None:
    known = {f"ONRECORD_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert set(re.findall(r"ONRECORD_[A-Z]\w*", README)) <= known
    assert Settings(database_url="sqlite:///var/onrecord.sqlite") == Settings()
    assert "`sqlite:///var/onrecord.sqlite`" in README


def test_readme_links_to_headings_that_exist() -> None:
    headings = {
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", README, re.M)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", README)) <= headings


def test_readme_links_to_files_that_exist() -> None:
    assert all((ROOT / path).exists() for path in re.findall(r"\]\((?!#|https?:)([^)#]+)", README))


def test_readme_uses_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) <= targets


def test_readme_has_every_figure_filled_in() -> None:
    assert "@@" not in README


def test_readme_shows_examples_of_the_library_that_compile() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        compile(block, "README.md", "exec")
