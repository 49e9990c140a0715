"""The reader: files, folders and standard input in, documents and failures out, one after the other."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from models.records import Document, SaidOn
from service.ingest.article import Options, article
from service.ingest.days import given
from service.ingest.failure import Failure
from service.ingest.html import read_html
from service.ingest.tables import read_csv, read_jsonl

MAX_BYTES = 5_000_000
"""Largest article that is read, in bytes; the longest news pages are about a tenth of this."""

STANDARD_INPUT = "-"

_TABLES: dict[str, Callable[..., Iterator[Document | Failure]]] = {".jsonl": read_jsonl, ".csv": read_csv}
_PAGES: dict[str, Callable[..., Document | Failure]] = {".txt": article, ".html": read_html, ".htm": read_html}
EXTENSIONS = (*_PAGES, *_TABLES)
"""The extensions of the files that are read, in lower case."""

_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p)\b", re.I | re.S
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27, 28, 29, 30, 31})
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(
    paths: Sequence[str | Path], *, plain: bool = False, published: str | None = None, max_bytes: int = MAX_BYTES
) -> Iterator[Document | Failure]:
    """Yield a document or a failure for each article below the paths, in order; no input raises.

    A folder is read with all below it, sorted by name, without hidden files. "-" is standard input, taken as HTML
    where it begins like HTML. With `plain` a whole text is body. `published` is the caller's publication date of all
    articles (`YYYY-MM-DD`, `YYYY-MM`, `YYYY` or unambiguous words). `max_bytes` bounds one article, in bytes.
    """
    try:
        day = given(published) if published is not None else SaidOn()
    except ValueError as error:
        yield Failure("--published", "bad-date", str(error).split(";")[0], "write it as YYYY-MM-DD, YYYY-MM or YYYY")
        return
    options = Options(plain=plain, published=day, max_bytes=max_bytes)
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield _standard_input(options)
        else:
            yield from _path(Path(path), options)


def _path(path: Path, options: Options) -> Iterator[Document | Failure]:
    """Read a file, or the files of a folder."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield from _folder(path, options)
        elif stat.S_ISREG(mode):
            yield from _file(path, options)
        else:
            yield Failure(str(path), "not-a-file", "it is a device, a pipe or a socket", "name a file or a folder")
    except FileNotFoundError:
        yield Failure(str(path), "missing", "there is no such file or folder", "check the path")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Failure(str(path), "unreadable", f"it cannot be read ({reason})", "check its permissions and its disk")


def _folder(folder: Path, options: Options) -> Iterator[Document | Failure]:
    """Read what a folder holds, sorted; links to folders are not followed, so that none is read for ever."""
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    if not entries:
        yield Failure(
            str(folder), "empty-folder", "the folder holds no files", f"put {', '.join(EXTENSIONS)} files there"
        )
    for entry in entries:
        if not (entry.is_symlink() and entry.is_dir()):
            yield from _path(entry, options)


def _file(file: Path, options: Options) -> Iterator[Document | Failure]:
    """Read one file by its extension."""
    extension = file.suffix.lower()
    if extension in _TABLES:
        yield from _TABLES[extension](file, options=options)
    elif extension in _PAGES:
        with file.open("rb") as handle:
            data = handle.read(options.max_bytes + 1)
        yield _decoded(data, file.stat().st_size, path=str(file), make=_PAGES[extension], options=options)
    else:
        reason = f"the extension {extension!r} is not known" if extension else "it has no extension"
        yield Failure(str(file), "unknown-extension", reason, f"rename it to one of {', '.join(EXTENSIONS)}")


def _standard_input(options: Options) -> Document | Failure:
    """Read one article from standard input."""
    try:
        data = sys.stdin.buffer.read(options.max_bytes + 1)
    except (OSError, ValueError) as error:
        return Failure(STANDARD_INPUT, "unreadable", f"standard input cannot be read ({error})", "pipe a text into it")
    make: Callable[..., Document | Failure] = (
        read_html if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:2000]) else article
    )
    return _decoded(data, len(data), path=STANDARD_INPUT, make=make, options=options)


def _decoded(
    data: bytes, size: int, *, path: str, make: Callable[..., Document | Failure], options: Options
) -> Document | Failure:
    """Decode one article's bytes and make a document of them.

    A byte order mark stays in the text as the character U+FEFF, so that offsets are those of the decoded file.
    """
    if len(data) > options.max_bytes:
        seen = f"{size:,}" if size >= len(data) and path != STANDARD_INPUT else f"more than {options.max_bytes:,}"
        reason = f"it has {seen} bytes, the limit is {options.max_bytes:,}"
        return Failure(path, "too-large", reason, "split it, or raise ONRECORD_MAX_DOCUMENT_BYTES")
    if data.startswith(_UTF16):
        return Failure(
            path, "not-utf8", "it is UTF-16 (byte order mark at offset 0)", "convert it with iconv -f UTF-16 -t UTF-8"
        )
    if why := _binary(data):
        return Failure(path, "binary", why, "save its article as plain UTF-8 text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"byte {data[error.start]:#04x} at offset {error.start:,} is not UTF-8"
        return Failure(path, "not-utf8", reason, "convert it with iconv -f ENCODING -t UTF-8")
    return make(text, path=path, options=options)


def _binary(data: bytes) -> str | None:
    """Say why bytes are no text: the signature of another format, or control characters."""
    if data.startswith(_MAGIC):
        return f"it is no text (it begins with {data[:4]!r})"
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data:
        return f"it is no text (NUL byte at offset {data.index(0):,})"
    return f"it is no text ({controls:,} control characters)" if controls > 0.02 * len(data) + 2 else None
