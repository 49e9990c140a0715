"""One article: a decoded text made into a document, whatever file it came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.ids import document_id
from models.records import Document, SaidOn
from service.ingest.blocks import Block, split, trim
from service.ingest.failure import Failure
from service.ingest.language import foreign
from service.ingest.metadata import Known, describe
from service.ingest.sections import Section, sections

GIVEN = "given by the caller"
"""Evidence of a publication date that the caller gives."""


# A live report of a long night has about 2,000 paragraphs; each costs a millisecond.
_MOST_BLOCKS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Hold what the caller wants: the whole text as body, a publication date of its own, a limit in bytes."""

    plain: bool = False
    published: SaidOn = field(default_factory=SaidOn)
    max_bytes: int = 5_000_000


def article(
    text: str, *, path: str, options: Options, known: Known | None = None, media_type: str = "text/plain"
) -> Document | Failure:
    """Make a document of a decoded text, which is kept as it is; `known` wins over what the text says of itself.

    The body leaves out what is no prose of the article's own, unless `options.plain`; its ranges begin and end with
    characters that show, and neighbours with only white space between them are one range.
    """
    start, end = trim(text, 0, len(text))
    if start == end:
        return Failure(path, "empty", "the text is empty", "leave it out, or fetch the article again")
    if unstorable := _unstorable(text):
        return Failure(path, "binary", unstorable, "save the article as plain UTF-8 text")
    blocks = split(text)
    if len(blocks) > _MOST_BLOCKS:
        reason = f"the text has {len(blocks):,} paragraphs, the limit is {_MOST_BLOCKS:,}"
        return Failure(path, "too-large", reason, "split it into its articles")
    places = sections(blocks)
    body = ((start, end),) if options.plain else tuple(_ranges(blocks, places))
    if not body:
        return Failure(
            path, "no-article", "no prose of an article was found in it", "read it with --plain to take the whole text"
        )
    if why := foreign(" ".join(text[start:end] for start, end in body)):
        return Failure(path, "not-english", f"the article is not in English: {why}", "translate it, or leave it out")
    described = (known or Known()).over(describe(text, blocks, places))
    return Document(
        id=document_id(text),
        path=path,
        text=text,
        body=body,
        title=described.title,
        outlet=described.outlet,
        byline=described.byline,
        url=described.url,
        published=_published(options.published, described.published),
        media_type=media_type,
    )


def _unstorable(text: str) -> str | None:
    """Say which character no store can keep: NUL, or half of a surrogate pair."""
    match = re.search("[\0\ud800-\udfff]", text)
    return (
        f"it holds the character U+{ord(match[0]):04X} at offset {match.start()}, which is no text" if match else None
    )


def _ranges(blocks: tuple[Block, ...], places: tuple[Section, ...]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the body, neighbouring blocks joined."""
    start = end = -1
    for block, place in zip(blocks, places, strict=True):
        if place == "body":
            start, end = (block.start if start < 0 else start), block.end
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _published(given: SaidOn, stated: SaidOn) -> SaidOn:
    """Return the caller's date where there is one, with the page's own words beside it where they say another."""
    if given.date is None:
        return stated
    if stated.evidence is None or stated.date == given.date:
        return SaidOn(given.date, given.precision, GIVEN)
    return SaidOn(given.date, given.precision, f"{GIVEN}; the page says: {stated.evidence}")
