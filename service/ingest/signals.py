"""Signals: each measures one thing about one block of a page, between 0 and 1 (or -1 and 1 where it says so).

In the tradition of jusText (Pomikálek 2011): length, density of function words and context, extended by the shapes
of news pages. What each signal is worth stands in `WEIGHTS`, by the signal's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from service.ingest import lexicon, shapes
from service.ingest.page import Page

Signal = Callable[[Page, int], float]


def sentence(page: Page, index: int) -> float:
    """Measure whether the block ends as a sentence does."""
    return float(shapes.ends_sentence(page.blocks[index]))


def length(page: Page, index: int) -> float:
    """Measure the words of prose; forty or more are a full paragraph."""
    block = page.blocks[index]
    return min(len(block.words), 40) / 40 if block.function_words >= 0.15 else 0.0


def function_words(page: Page, index: int) -> float:
    """Measure the share of function words, from -1 (none: a list of names) to 1 (two in five: prose)."""
    block = page.blocks[index]
    return max(-1.0, min(1.0, (block.function_words - 0.2) / 0.2)) if len(block.words) >= 5 else 0.0


def quotation(page: Page, index: int) -> float:
    """Measure whether somebody is quoted: marks, and an end or a word of reporting."""
    block = page.blocks[index]
    return float(shapes.has_quotation(block) and (shapes.ends_sentence(block) or reporting(page, index) > 0))


def reporting(page: Page, index: int) -> float:
    """Measure whether the block reports: "he said:", "according to"."""
    block = page.blocks[index]
    told = bool(lexicon.REPORTING.search(block.plain))
    return float(told and (shapes.ends_sentence(block) or block.plain.endswith((":", ","))))


def labelled(page: Page, index: int) -> float:
    """Measure whether the block opens with who speaks, as transcripts do."""
    block = page.blocks[index]
    if not shapes.is_labelled(block) or not (shapes.ends_sentence(block) or len(block.words) >= 8):
        return 0.0
    near = page.blocks[max(0, index - 3) : index] + page.blocks[index + 1 : index + 4]
    return float(shapes.is_capital_label(block) or any(shapes.is_labelled(other) for other in near))


def listed(page: Page, index: int) -> float:
    """Measure whether the block is an item of a list that a sentence of the article introduces."""
    return float(index in page.listed)


def introducing(page: Page, index: int) -> float:
    """Measure whether the block introduces what follows: "The ministry set three conditions:"."""
    block = page.blocks[index]
    return float(block.plain.endswith(":") and len(block.words) >= 4 and block.function_words >= 0.2)


def unfinished(page: Page, index: int) -> float:
    """Measure whether the block has no end of a sentence, as headlines and menu items have none."""
    block = page.blocks[index]
    return float(not shapes.ends_sentence(block) and not block.plain.endswith((":", ",", ";", "—", "-")))


def headline(page: Page, index: int) -> float:
    """Measure whether the block may be a headline; long ones are more so."""
    return min(len(page.blocks[index].words), 8) / 8 if page.headlines[index] else 0.0


def capitals(page: Page, index: int) -> float:
    """Measure whether an unfinished block is in capitals or title case."""
    block = page.blocks[index]
    words = re.findall(r"[^\W\d_]{4,}", block.plain)
    if shapes.ends_sentence(block) or len(words) < 2:
        return 0.0
    return float(sum(word[0].isupper() for word in words) >= 0.8 * len(words))


def brief(page: Page, index: int) -> float:
    """Measure whether the block is three words or less."""
    return float(len(page.blocks[index].words) <= 3)


def bullet(page: Page, index: int) -> float:
    """Measure whether the block is a list's item that is no sentence."""
    block = page.blocks[index]
    return float(block.bullet and not shapes.ends_sentence(block))


def link_list(page: Page, index: int) -> float:
    """Measure whether the block stands among others as short and unfinished as itself."""
    near = range(max(0, index - 2), min(len(page.blocks), index + 3))
    alike = [_is_link(page, i) for i in near]
    return float(alike[index - near.start] and sum(alike) >= 3)


def _is_link(page: Page, index: int) -> bool:
    """Tell whether a block may be the text of a link: short and unfinished, or a question among such lines."""
    block = page.blocks[index]
    if _is_loose(page, index):
        return True
    above = _is_loose(page, index - 1) or page.at(page.strong, index - 1)
    below = _is_loose(page, index + 1) or page.at(page.strong, index + 1) or index + 1 == len(page.blocks)
    among = above and below
    return page.headlines[index] and len(block.words) <= 16 and (block.bullet or among)


def _is_loose(page: Page, index: int) -> bool:
    """Tell whether a block is short and unfinished."""
    if not 0 <= index < len(page.blocks):
        return False
    return len(page.blocks[index].words) <= 16 and not page.prose[index] and unfinished(page, index) > 0


def control(page: Page, index: int) -> float:
    """Measure whether the block is a button, a section's name or a counter, and no item of the article's own list."""
    return float(shapes.is_control(page.blocks[index]) and index not in page.listed)


def day_line(page: Page, index: int) -> float:
    """Measure whether the block is a day or an hour."""
    return float(shapes.is_day_line(page.blocks[index]))


def appeal(page: Page, index: int) -> float:
    """Measure how far the block asks its reader for money, attention or consent, outside quotation marks."""
    block = page.blocks[index]
    if len(block.words) > 150 or shapes.is_labelled(block):
        return 0.0
    text = shapes.unquoted(block)
    hits = sum(bool(pattern.search(text)) for pattern in lexicon.APPEALS)
    if not hits or (lexicon.REPORTING.search(text) and hits < 3):
        return 0.1 * bool(hits)
    spoken = bool(re.search(r"\b(?:you|your|we|our|us)\b", text, re.IGNORECASE))
    return min(1.0, 0.35 * hits + 0.35 * spoken + 0.3 * (len(block.words) <= 12))


def caption(page: Page, index: int) -> float:
    """Measure whether the block ends in a picture's credit."""
    return float(shapes.is_caption(page.blocks[index]))


def credit_tail(page: Page, index: int) -> float:
    """Measure whether names follow the block's last sentence without a full stop."""
    return float(shapes.has_credit_tail(page.blocks[index]))


def pointing(page: Page, index: int) -> float:
    """Measure whether the block tells its reader where to look in a picture."""
    block = page.blocks[index]
    return float(len(block.words) <= 60 and bool(lexicon.POINTERS.search(shapes.unquoted(block))))


def scene(page: Page, index: int) -> float:
    """Measure whether the block tells what a picture shows, with the day it was taken."""
    return float(shapes.is_scene(page.blocks[index]))


def biography(page: Page, index: int) -> float:
    """Measure whether the block says who the article's writer is, with no prose below."""
    return float(shapes.is_biography(page.blocks[index]) and not page.at(page.prose, index + 1))


def repeated(page: Page, index: int) -> float:
    """Measure whether the block is said again: beside itself, as headlines and captions are, or a second time."""
    block = page.blocks[index]
    if page.counts[block.words] < 2 or len(block.words) < 2:
        return 0.0
    beside = any(0 <= i < len(page.blocks) and page.blocks[i].words == block.words for i in (index - 1, index + 1))
    if beside or not page.prose[index]:
        return 1.0 if len(block.words) >= 4 else 0.5
    return float(page.first[block.words] < index and len(block.words) >= 12)


def echo(page: Page, index: int) -> float:
    """Measure whether a longer block holds the same words, as an article does its pull quotes."""
    return float(index in page.echoes)


def signed(page: Page, index: int) -> float:
    """Measure whether the block names the article's writers."""
    block = page.blocks[index]
    return float(shapes.byline(block) is not None or shapes.is_staff_credit(block))


def contact(page: Page, index: int) -> float:
    """Measure whether the block is an address, a web link or a telephone number."""
    return float(shapes.is_contact(page.blocks[index]))


def imprint(page: Page, index: int) -> float:
    """Measure whether the block states who owns the page."""
    return float(shapes.is_imprint(page.blocks[index]))


def heading(page: Page, index: int) -> float:
    """Measure whether the block heads comments or a list of other articles, or is labelled as a link."""
    block = page.blocks[index]
    return float(shapes.is_closing(block) or shapes.is_related(block) or shapes.is_link(block))


def truncated(page: Page, index: int) -> float:
    """Measure whether the block breaks off or invites its reader to go on elsewhere."""
    return float(shapes.is_truncated(page.blocks[index]))


def teaser(page: Page, index: int) -> float:
    """Measure whether the block belongs to an item that ends in "read more"."""
    return float(index in page.teasers)


def item(page: Page, index: int) -> float:
    """Measure whether one short paragraph stands between headlines, and others near it do too: a list."""
    others = (i for i in range(index - 4, index + 5) if i != index and 0 <= i < len(page.blocks))
    return float(_is_item(page, index) and any(_is_item(page, i) for i in others))


def _is_item(page: Page, index: int) -> bool:
    """Tell whether a short paragraph has a headline above it, and a headline, a day or a button below."""
    if not page.prose[index] or len(page.blocks[index].words) > 35:
        return False
    before, after = index - 1, index + 1
    headed = page.at(page.headlines, before)
    return headed and (page.at(page.headlines, after) or page.at(page.strong, after) or after == len(page.blocks))


def comment(page: Page, index: int) -> float:
    """Measure whether the block belongs to the apparatus of readers' comments, behind the article."""
    behind = page.closed is not None and index > page.closed
    return float(behind and shapes.is_comment(page.blocks[index]))


def closed(page: Page, index: int) -> float:
    """Measure whether the block stands behind a mark of the article's end."""
    return float(page.closed is not None and index > page.closed)


def company(page: Page, index: int) -> float:
    """Measure how far the neighbours are furniture by their shape."""
    return (page.at(page.strong, index - 1) + page.at(page.strong, index + 1)) / 2


SIGNALS: tuple[Signal, ...] = (
    sentence, length, function_words, quotation, reporting, labelled, listed, introducing, unfinished, headline,
    capitals, brief, bullet, link_list, control, day_line, appeal, caption, credit_tail, pointing, scene,
    biography, repeated, echo, signed, contact, imprint, heading, truncated, teaser, item, comment, closed, company,
)  # fmt: skip

WEIGHTS: Mapping[str, float] = {
    # What prose is made of.
    "sentence": 1.0,
    "length": 2.2,
    "function_words": 0.8,
    "quotation": 0.8,
    "reporting": 0.6,
    "labelled": 1.2,
    "listed": 4.5,
    "introducing": 0.8,
    # What headlines and lists are made of.
    "unfinished": -0.9,
    "headline": -0.8,
    "capitals": -0.5,
    "brief": -0.4,
    "bullet": -0.6,
    "link_list": -1.0,
    # What only furniture is.
    "control": -3.0,
    "day_line": -3.0,
    "appeal": -5.0,
    "caption": -4.5,
    "credit_tail": -2.5,
    "pointing": -4.0,
    "scene": -4.2,
    "biography": -4.0,
    "repeated": -3.0,
    "echo": -6.0,
    "signed": -4.0,
    "contact": -3.5,
    "imprint": -6.0,
    "heading": -3.5,
    "truncated": -1.0,
    "teaser": -4.0,
    "item": -3.0,
    "comment": -3.0,
    # Where it stands.
    "closed": -2.0,
    "company": -0.7,
}
"""What a signal of 1 adds to the score by which a block is body (above 0) or furniture (below)."""


def score(page: Page, index: int) -> float:
    """Return how far a block is the article's own prose: the weighted sum of its signals."""
    return sum(WEIGHTS[signal.__name__] * signal(page, index) for signal in SIGNALS)


def explain(page: Page, index: int) -> dict[str, float]:
    """Return what each signal that is not silent adds to a block's score, to see why it was judged so."""
    parts = {signal.__name__: WEIGHTS[signal.__name__] * signal(page, index) for signal in SIGNALS}
    return {name: round(value, 2) for name, value in parts.items() if value}
