from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.records import Document
from service.ingest import Failure, read
from service.ingest.blocks import INVISIBLE

ARTICLE = """Council closes old bridge

By Ann Roe
3 May 2020

The council voted on Monday to close the old bridge, which engineers say could fall at any moment.

Its chair, Jo Fell, said that she had no choice. "I will not wait for a funeral," she told the meeting.
"""


def one(*paths: str | Path, **options: object) -> Document | Failure:
    found = list(read(paths, **options))  # type: ignore[arg-type]
    assert len(found) == 1, found
    return found[0]


def document(path: Path, **options: object) -> Document:
    found = one(path, **options)
    assert isinstance(found, Document), found
    return found


def failure(path: str | Path, **options: object) -> Failure:
    found = one(path, **options)
    assert isinstance(found, Failure), found
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_read_text_file(file: Path) -> None:
    found = document(file)
    assert found.path == str(file)
    assert found.text == ARTICLE
    assert found.title == "Council closes old bridge"
    assert found.byline == "Ann Roe"
    assert (found.published.date, found.published.evidence) == ("2020-05-03", "3 May 2020")
    assert found.media_type == "text/plain"
    (start, end), *rest = found.body
    assert found.text[start:end].startswith("The council voted")
    assert found.text[start:end].endswith("told the meeting.")
    assert not rest


def test_read_keeps_line_ends_and_byte_order_mark(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    found = document(file)
    assert found.text == "\ufeff" + ARTICLE.replace("\n", "\r\n")
    assert found.text == file.read_bytes().decode("utf-8")
    assert found.title == "Council closes old bridge"


def test_read_plain_takes_the_whole_text(file: Path) -> None:
    found = document(file, plain=True)
    assert found.body == ((0, len(ARTICLE.rstrip())),)


def test_read_published_wins_and_keeps_what_the_page_says(file: Path) -> None:
    said = document(file, published="2020-05-04").published
    assert (said.date, said.precision) == ("2020-05-04", "day")
    assert said.evidence == "given by the caller; the page says: 3 May 2020"


def test_read_published_that_the_page_says_too(file: Path) -> None:
    assert document(file, published="2020-05-03").published.evidence == "given by the caller"


def test_read_published_that_is_no_date_fails_once(file: Path) -> None:
    found = failure(file, published="03/04/2020")
    assert found.slug == "bad-date"
    assert "03/04/2020" in found.reason


def test_read_folder_sorted_recursive_without_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "c.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ARTICLE, encoding="utf-8")
    assert [Path(found.path).relative_to(tmp_path).as_posix() for found in read([tmp_path])] == [
        "a/z.txt",
        "b.txt",
        "c.TXT",
    ]


def test_read_folder_with_a_link_to_itself_ends(tmp_path: Path, file: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(list(read([tmp_path]))) == 1


def test_read_goes_on_after_a_failure(tmp_path: Path, file: Path) -> None:
    found = list(read([tmp_path / "none.txt", file]))
    assert [type(item) for item in found] == [Failure, Document]


@pytest.mark.parametrize(
    ("name", "data", "slug", "words"),
    [
        ("a.txt", b"", "empty", "empty"),
        ("a.txt", b" \n\xef\xbb\xbf \n", "empty", "empty"),
        ("a.txt", b"%PDF-1.7 \x01", "binary", "%PDF"),
        ("a.txt", b"The council\x00 voted", "binary", "offset 11"),
        ("a.txt", b"\x01\x02\x03\x04\x05\x06 abc", "binary", "control characters"),
        ("a.txt", "The caf\xe9 closed.".encode("latin-1"), "not-utf8", "byte 0xe9 at offset 7"),
        ("a.txt", ARTICLE.encode("utf-16"), "not-utf8", "UTF-16"),
        ("a.html", "<p>caf\xe9</p>".encode("latin-1"), "not-utf8", "0xe9"),
        ("a.pdf", b"x", "unknown-extension", "'.pdf'"),
        ("README", b"x", "unknown-extension", "no extension"),
        ("a.txt", b"Home\nNews\nSport\nLog in\nShare\nWeather\n", "no-article", "no prose"),
        ("a.html", b"<html><body></body></html>", "no-article", "no article"),
    ],
)  # fmt: skip
def test_read_bad_input_gives_one_failure(tmp_path: Path, name: str, data: bytes, slug: str, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = failure(path)
    assert found.slug == slug
    assert words in found.reason
    assert found.remedy
    assert str(found) == f"{path}: {found.reason}; {found.remedy}"


def test_read_not_utf8_names_iconv(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert "iconv" in failure(tmp_path / "a.txt").remedy


def test_read_oversized_names_both_sizes(file: Path) -> None:
    found = failure(file, max_bytes=100)
    assert found.slug == "too-large"
    assert f"{len(ARTICLE):,} bytes" in found.reason
    assert "limit is 100" in found.reason


def test_read_missing_file(tmp_path: Path) -> None:
    assert failure(tmp_path / "none.txt").slug == "missing"


def test_read_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert failure(tmp_path / "a.txt").slug == "not-a-file"


def test_read_empty_folder(tmp_path: Path) -> None:
    assert failure(tmp_path).slug == "empty-folder"


def test_read_path_that_no_file_can_have() -> None:
    assert failure("a\0b.txt").slug == "unreadable"


def test_read_unreadable_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    found = failure(file)
    assert found.slug == "unreadable"
    assert "Permission denied" in found.reason


def test_read_other_language(tmp_path: Path) -> None:
    text = (
        "Der Rat der Stadt hat am Montag beschlossen, die alte Brücke zu schließen. Die Ingenieure sagen, dass sie "
        "jederzeit einstürzen kann. Die Vorsitzende sagte, sie habe keine andere Wahl gehabt."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = failure(tmp_path / "a.txt")
    assert found.slug == "not-english"
    assert "German" in found.reason


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (ARTICLE.encode(), "text/plain"),
        (
            b"\n<!DOCTYPE html><html><body><article><p>" + ARTICLE.encode() + b"</p></article></body></html>",
            "text/html",
        ),
        (b"\xef\xbb\xbf<html><body><p>" + ARTICLE.encode() + b"</p></body></html>", "text/html"),
    ],
)
def test_read_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, media_type: str) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    found = one("-")
    assert isinstance(found, Document), found
    assert found.path == "-"
    assert found.media_type == media_type


def test_read_standard_input_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(ARTICLE.encode()))
    found = one("-", max_bytes=10)
    assert isinstance(found, Failure)
    assert found.slug == "too-large"


def body_is_sound(document: Document) -> None:
    last = 0
    for start, end in document.body:
        assert last <= start < end <= len(document.text)
        assert not {document.text[start], document.text[end - 1]} & set(f" \n\r\t{INVISIBLE}")
        last = end
    assert document.body


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary() | st.text().map(str.encode), name=st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.csv"]))
def test_read_never_raises(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for found in read([path]):
        if isinstance(found, Document):
            body_is_sound(found)
        else:
            assert found.reason
            assert found.remedy


LINES = [*ARTICLE.splitlines(), "Home", "• Sport", "© 2020 The Paper", "Share", "3 comments", "\t", "\xa0", "Read more"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(lines=st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=25), end=st.sampled_from(["\n", "\r\n"]))
def test_read_text_is_the_files_text_and_body_lies_in_it(tmp_path: Path, lines: list[str], end: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(end.join(lines).encode("utf-8", "replace"))
    found = one(path)
    if isinstance(found, Document):
        assert found.text == path.read_bytes().decode("utf-8")
        body_is_sound(found)
