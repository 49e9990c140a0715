"""A page: its blocks with what can only be known from all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.ingest import shapes
from service.ingest.blocks import Block

# An article has begun for good once this many words of prose are read; a closing heading before that is a button.
_BEGUN = 70
_SHINGLE = 6
# A teaser that ends in "read more" is a headline with at most this many blocks behind it.
_TEASER = 5


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the blocks of a page and, for each of them, the facts that signals share.

    `prose`, `headlines` and `strong` have one entry for each block; `strong` marks what is furniture by its shape.
    `listed` are items of a list that a sentence introduces; `teasers` are blocks of an item that ends in "read more";
    `echoes` are blocks whose words stand in a longer block as well; `closed` is where an article's
    end is marked; `title` is a headline near the top with a day or a byline below it: no article begins above one.
    """

    blocks: tuple[Block, ...]
    prose: tuple[bool, ...]
    headlines: tuple[bool, ...]
    strong: tuple[bool, ...]
    counts: Mapping[tuple[str, ...], int]
    first: Mapping[tuple[str, ...], int]
    listed: frozenset[int]
    teasers: frozenset[int]
    echoes: frozenset[int]
    closed: int | None
    title: int | None

    @classmethod
    def of(cls, blocks: tuple[Block, ...], *, teasers: bool = True) -> Page:
        """Measure a page; without `teasers`, nothing is taken for the teaser of another article."""
        prose = tuple(map(shapes.is_prose, blocks))
        headlines = tuple(map(shapes.is_headline, blocks))
        first: dict[tuple[str, ...], int] = {}
        for index, block in enumerate(blocks):
            first.setdefault(block.words, index)
        return cls(
            blocks=blocks,
            prose=prose,
            headlines=headlines,
            strong=tuple(map(_is_strong, blocks)),
            counts=Counter(block.words for block in blocks),
            first=first,
            listed=frozenset(_listed(blocks)),
            teasers=frozenset(_teasers(blocks, prose, headlines)) if teasers else frozenset(),
            echoes=frozenset(_echoes(blocks)),
            closed=_closed(blocks, prose),
            title=_title(blocks, prose, headlines),
        )

    def at(self, facts: Sequence[bool], index: int) -> bool:
        """Return a fact about a block; there is none beyond the page's ends."""
        return 0 <= index < len(facts) and facts[index]


def _is_strong(block: Block) -> bool:
    """Tell whether the block is furniture by its shape alone."""
    kinds = (
        shapes.is_control,
        shapes.is_day_line,
        shapes.is_closing,
        shapes.is_related,
        shapes.is_link,
        shapes.is_comment,
        shapes.is_contact,
        shapes.is_imprint,
    )
    return any(kind(block) for kind in kinds)


def _listed(blocks: tuple[Block, ...]) -> set[int]:
    """Find the items of lists that a sentence ending in a colon introduces, bulleted ones as far as they go."""
    found: set[int] = set()
    for index, block in enumerate(blocks[:-1]):
        introduced = block.plain.endswith(":") and len(block.words) >= 4 and block.function_words >= 0.2
        if not introduced or shapes.is_related(block) or shapes.is_link(block):
            continue
        item = index + 1
        while item < len(blocks) and blocks[item].bullet:
            found.add(item)
            item += 1
    return found


def _teasers(blocks: tuple[Block, ...], prose: tuple[bool, ...], headlines: tuple[bool, ...]) -> set[int]:
    """Find items made of a headline, perhaps a day, some prose, and an end that breaks off or says "read more"."""
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if not shapes.is_truncated(block) or (index + 1 < len(blocks) and prose[index + 1]):
            continue
        start, most = index, _TEASER if shapes.invites(block) else 1
        while start > 0 and index - start < most and prose[start - 1]:
            start -= 1
        head = start
        while head > 0 and start - head < 3 and _heads_item(blocks[head - 1], is_headline=headlines[head - 1]):
            head -= 1
        if head < start:
            found.update(range(head, index + 1))
        elif not prose[index]:
            found.add(index)
    return found


def _heads_item(block: Block, *, is_headline: bool) -> bool:
    """Tell whether a block may stand at the head of a teaser: its headline, its day or its dateline."""
    return (is_headline and len(block.words) >= 4 and not shapes.ends_sentence(block)) or shapes.is_day_line(block)


def _echoes(blocks: tuple[Block, ...]) -> set[int]:
    """Find blocks of six words or more that a longer block holds as well: pull quotes, picture texts, summaries."""
    where: dict[tuple[str, ...], set[int]] = {}
    for index, block in enumerate(blocks):
        for start in range(len(block.words) - _SHINGLE + 1):
            places = where.setdefault(block.words[start : start + _SHINGLE], set())
            if len(places) < 8:
                places.add(index)
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if _SHINGLE <= len(block.words) <= 60:
            shared = where[block.words[:_SHINGLE]] & where[block.words[-_SHINGLE:]]
            if any(len(blocks[other].words) > len(block.words) + 3 for other in shared):
                found.add(index)
    return found


def _title(blocks: tuple[Block, ...], prose: tuple[bool, ...], headlines: tuple[bool, ...]) -> int | None:
    """Find the first headline with a day or a byline just below, while at most two blocks of prose are read."""
    read = 0
    for index in range(len(blocks) - 1):
        below = blocks[index + 1 : index + 3]
        if headlines[index] and any(shapes.is_day_line(block) or shapes.byline(block) for block in below):
            return index
        read += prose[index]
        if read > 2:
            break
    return None


def _closed(blocks: tuple[Block, ...], prose: tuple[bool, ...]) -> int | None:
    """Return the first block that marks an article's end with enough prose before it, None if there is none."""
    read = 0
    for index, block in enumerate(blocks):
        if read >= _BEGUN and (shapes.is_closing(block) or shapes.is_imprint(block)):
            return index
        read += len(block.words) if prose[index] else 0
    return None
