"""Tables of articles: one JSON object on each line, or one CSV row each. A bad line fails alone.

Fields, each known by the names in `FIELDS`: `text` or `html` is required, all others may be absent or empty; fields
of other names are ignored. A document's path is its `path` or `id`, else the table's path and the line it begins on.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from models.records import Document, SaidOn
from service.ingest.article import Options, article
from service.ingest.days import find, given
from service.ingest.failure import Failure
from service.ingest.html import read_html
from service.ingest.metadata import Known

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body"),
    "html": ("html",),
    "path": ("path", "id"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher"),
    "byline": ("byline", "author"),
    "url": ("url", "link"),
    "published": ("published", "date"),
}
"""The fields of a row, and the names by which each is found; the first that is not empty counts."""

_MALFORMED = "correct the line, or leave it out"


def read_jsonl(file: Path, *, options: Options) -> Iterator[Document | Failure]:
    """Yield a document or a failure for each line that is not blank."""
    with file.open("rb") as handle:
        for number, line in enumerate(_lines(handle, limit=options.max_bytes), start=1):
            if line is None or line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield _json_row(line, path=f"{file}:{number}", options=options)


def read_csv(file: Path, *, options: Options) -> Iterator[Document | Failure]:
    """Yield a document or a failure for each row below the header row."""
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as handle:
        rows = csv.reader(handle, strict=True)
        header = _next(rows, f"{file}:1")
        if not isinstance(header, list):
            yield header or Failure(str(file), "empty", "the table is empty", "leave it out")
            return
        names = [name.strip().lower() for name in header]
        if not set(names) & {"text", "body", "html"}:
            yield Failure(
                f"{file}:1", "malformed", f"no column is named text or html, but {names}", "name the columns in row one"
            )
            return
        while (row := _next(rows, path := f"{file}:{rows.line_num + 1}")) is not None:
            if isinstance(row, Failure):
                yield row
            elif row:
                yield _csv_row(row, names, path=path, options=options)


def _lines(handle: IO[bytes], *, limit: int) -> Iterator[bytes | None]:
    """Yield each line; None for one that is longer than the limit, which is passed over and never held whole."""
    while line := handle.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = handle.readline(limit)
        yield None


def _json_row(line: bytes | None, *, path: str, options: Options) -> Document | Failure:
    """Read one line of JSON."""
    if line is None:
        return Failure(path, "too-large", f"the line has more than {options.max_bytes:,} bytes", "raise the limit")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _not_utf8(path, error, where="of the line")
    except (ValueError, RecursionError) as error:
        return Failure(path, "malformed", f"the line is not JSON ({error})", _MALFORMED)
    if not isinstance(row, dict):
        return Failure(path, "malformed", f"the line is a JSON {type(row).__name__}, not an object", _MALFORMED)
    return _row({str(name).lower(): value for name, value in row.items()}, path=path, options=options)


def _next(rows: Iterator[list[str]], path: str) -> list[str] | Failure | None:
    """Return the next row of a CSV table, a failure where it is malformed, None at the end."""
    try:
        return next(rows, None)
    except csv.Error as error:
        return Failure(path, "malformed", f"the row is not CSV ({error})", _MALFORMED)


def _csv_row(row: list[str], names: list[str], *, path: str, options: Options) -> Document | Failure:
    """Read one row of CSV."""
    if len(row) != len(names):
        return Failure(path, "malformed", f"the row has {len(row)} fields, the header {len(names)}", _MALFORMED)
    try:
        for value in row:
            value.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, error, where="of its field")
    return _row(dict(zip(names, row, strict=True)), path=path, options=options)


def _not_utf8(path: str, error: UnicodeDecodeError, *, where: str) -> Failure:
    """Return the failure of bytes that are no UTF-8."""
    reason = f"byte {error.object[error.start]:#04x} at offset {error.start} {where} is not UTF-8"
    return Failure(path, "not-utf8", reason, "convert the table with iconv -f ENCODING -t UTF-8")


def _row(row: Mapping[str, object], *, path: str, options: Options) -> Document | Failure:
    """Read one article from the fields of a row."""
    values: dict[str, str] = {}
    for field, names in FIELDS.items():
        value = next((row[name] for name in names if row.get(name) not in (None, "")), None)
        if value is not None and not isinstance(value, str | int):
            return Failure(path, "malformed", f"field {field} is a {type(value).__name__}, not a string", _MALFORMED)
        if value is not None:
            values[field] = str(value)
    text, make = _content(values)
    if text is None or make is None:
        return Failure(path, "malformed", "the row has neither text nor html", _MALFORMED)
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > options.max_bytes:
        return Failure(
            path, "too-large", f"its text has {size:,} bytes, the limit is {options.max_bytes:,}", "raise it"
        )
    return make(text, path=values.get("path", path), options=options, known=_known(values))


def _content(values: Mapping[str, str]) -> tuple[str | None, Callable[..., Document | Failure] | None]:
    """Return the text of a row and the function that makes a document of it."""
    if "text" in values:
        return values["text"], article
    return (values["html"], read_html) if "html" in values else (None, None)


def _known(values: Mapping[str, str]) -> Known:
    """Return what the row's fields say of its article."""
    return Known(
        title=values.get("title"),
        outlet=values.get("outlet"),
        byline=values.get("byline"),
        url=values.get("url"),
        published=_day(values.get("published", "")),
    )


def _day(words: str) -> SaidOn:
    """Return the day in a row's field, whose words are the evidence; where they leave it open it stays unknown."""
    try:
        said = given(words)
    except ValueError:
        days = list(find(words))
        sure = days[0] if len(days) == 1 else None
        return SaidOn(sure.date if sure else None, sure.precision if sure else None, words or None)
    return SaidOn(said.date, said.precision, words)
