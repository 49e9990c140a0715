"""Content-addressed ids: the same thing read twice gets the same id, whoever reads it and in whatever order."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata


def digest(*parts: object) -> str:
    """Return 32 hexadecimal digits (128 bits of SHA-256) over the parts, which must be JSON values."""
    data = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32]


def document_id(text: str) -> str:
    """Return the id of a document: a digest of its text alone, so that one text is stored once."""
    return digest("document", text)


def attribution_id(
    document: str,
    content: list[tuple[int, int]],
    cue: list[tuple[int, int]],
    source: list[tuple[int, int]],
) -> str:
    """Return the id of an attribution: a digest of its document and of the offsets of its three parts."""
    return digest("attribution", document, content, cue, source)


def is_wikidata_id(value: str) -> bool:
    """Tell whether a value is the id of an entity of Wikidata, such as Q42."""
    return re.fullmatch(r"Q[1-9][0-9]{0,17}", value, re.ASCII) is not None


def slug(name: str) -> str:
    """Return a name as lower-case ASCII words joined by hyphens; names with no ASCII letters keep a digest."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").replace(".", ""))
    return "-".join(words) or digest("name", name)[:12]
