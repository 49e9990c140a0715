from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.records import Document, SaidOn
from service.ingest import Failure, read
from service.ingest.tables import FIELDS

TEXT = 'The council voted on Monday to close the bridge. "I will not wait for a funeral," its chair said.'
PARAGRAPHS = f"<p>{TEXT}</p><p>{TEXT.replace('bridge', 'ferry')}</p>"
HTML = f"<html><body><article><h1>Council closes bridge</h1>{PARAGRAPHS}</article></body></html>"


def rows(path: Path, **options: object) -> list[Document | Failure]:
    return list(read([path], **options))  # type: ignore[arg-type]


def jsonl(path: Path, *lines: object) -> list[Document | Failure]:
    file = path / "a.jsonl"
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    file.write_bytes(data)
    return rows(file)


def test_jsonl_reads_every_field(tmp_path: Path) -> None:
    (found,) = jsonl(
        tmp_path,
        {
            "text": TEXT,
            "id": 7,
            "title": "T",
            "outlet": "O",
            "author": "A",
            "url": "https://o.example/7",
            "date": "2020-05-03",
        },
    )
    assert isinstance(found, Document)
    assert (found.path, found.title, found.outlet, found.byline, found.url) == (
        "7",
        "T",
        "O",
        "A",
        "https://o.example/7",
    )
    assert found.published == SaidOn("2020-05-03", "day", "2020-05-03")
    assert found.text == TEXT
    assert found.body == ((0, len(TEXT)),)


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field) for field, names in FIELDS.items() for name in names if field not in {"text", "html"}],
)
def test_jsonl_knows_each_field_by_all_its_names(tmp_path: Path, name: str, field: str) -> None:
    (found,) = jsonl(tmp_path, {"text": TEXT, name: "2020-05-03"})
    value = getattr(found, field)
    assert (value.date if field == "published" else value) == "2020-05-03"


def test_jsonl_html_in_place_of_text(tmp_path: Path) -> None:
    (found,) = jsonl(tmp_path, {"html": HTML, "title": "Given"})
    assert isinstance(found, Document)
    assert found.media_type == "text/html"
    assert found.title == "Given"


def test_jsonl_bad_lines_fail_alone_with_their_number(tmp_path: Path) -> None:
    bad = (b"{no json", [1], {"title": "no text"}, {"text": ["x"]}, b"", b'{"text": "\xff"}')
    found = jsonl(tmp_path, {"text": TEXT}, *bad, {"text": TEXT})
    file = tmp_path / "a.jsonl"
    assert [item.path for item in found] == [f"{file}:{n}" for n in (1, 2, 3, 4, 5, 7, 8)]
    assert [item.slug if isinstance(item, Failure) else "" for item in found] == [
        "", "malformed", "malformed", "malformed", "malformed", "not-utf8", "",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["half a \ud800 pair", "a \0 in it"])
def test_jsonl_text_that_no_store_keeps(tmp_path: Path, text: str) -> None:
    (found,) = jsonl(tmp_path, {"text": f"{TEXT} {text}"})
    assert isinstance(found, Failure)
    assert found.slug == "binary"


def test_jsonl_long_line_fails_and_the_next_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": TEXT * 50}) + "\n" + json.dumps({"text": TEXT}) + "\n")
    first, second = rows(file, max_bytes=1000)
    assert isinstance(first, Failure)
    assert first.slug == "too-large"
    assert isinstance(second, Document)
    assert second.path == f"{file}:2"


def test_jsonl_published_of_the_caller_wins(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": TEXT, "date": "2020-05-03"}))
    (found,) = rows(file, published="2020-05-04")
    assert isinstance(found, Document)
    assert found.published.evidence == "given by the caller; the page says: 2020-05-03"


def test_jsonl_date_that_is_open_stays_open(tmp_path: Path) -> None:
    (found,) = jsonl(tmp_path, {"text": TEXT, "date": "03/04/2020"})
    assert isinstance(found, Document)
    assert found.published == SaidOn("2020", "year", "03/04/2020")


def test_csv_reads_rows_and_counts_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        f'title,TEXT,date\nOne,"{TEXT.replace(chr(34), chr(34) * 2)}\n\nSo it was.",2020-05\nTwo,It is over now.,\n'
    )
    first, second = rows(file)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.path, first.title, first.published.date) == (f"{file}:2", "One", "2020-05")
    assert first.text.endswith("\n\nSo it was.")
    assert (second.path, second.text) == (f"{file}:5", "It is over now.")


def test_csv_bad_rows_fail_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"\xef\xbb\xbftext,title\nIt is over now.,A\nonly one\ncaf\xe9 is closed.,B\nIt is not over.,C\n")
    found = rows(file)
    assert [item.path for item in found] == [f"{file}:{n}" for n in (2, 3, 4, 5)]
    assert [item.slug if isinstance(item, Failure) else "" for item in found] == ["", "malformed", "not-utf8", ""]


@pytest.mark.parametrize(
    ("data", "slug"), [("", "empty"), ("title,date\nx,y\n", "malformed"), ('text\n"open', "malformed")]
)
def test_csv_that_holds_no_article(tmp_path: Path, data: str, slug: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(data)
    (found,) = rows(file)
    assert isinstance(found, Failure)
    assert found.slug == slug
