"""Say on which day a statement was made: from the time words beside its cue, else the publication date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from models import timewords
from models.records import Attribution, SaidOn, Span

_REACH = 110
_CONTINUING = re.compile(r"\b(add(?:ed|s|ing)|continued|continuing|continues|went on|concluded|concluding)\b", re.I)
# Words between a cue and a time expression that make it the time of something else.
_OTHER_EVENT = re.compile(
    r"\b(who|which|whose|where|when|that|after|before|since|until|because|while|ahead|following|during|if|to|as|unlike|than|will|would|"
    r"scheduled|expected|due|set|planned|posted|published)\b|[;:]|\s[-–—]\s|[.!?][\"”’]?\s",
    re.I,
)
_OTHER_DATE = re.compile(
    r"\b(since|until|till|by|before|after|from|through|of|for|between|the|ahead of|beginning|starting|['’]s)\s+$"
    r"|[\"“‘]$",
    re.I,
)
_DATED_SOURCE = re.compile(
    r"(?:\w+\s+){0,4}?(?:tweet|post|statement|letter|interview|speech|message|memo|email|e-mail|remarks|comments|filing|"
    rf"report|article|column|briefing)s?(?:\s+(?:\w+\s+){{0,3}}?)({timewords.EXPRESSION.pattern})",
    re.I,
)
# "..., he said while speaking on Monday": the participle is of the same event.
_SAME_EVENT = re.compile(
    r"\b(?:while|when|as)\s+(?:speaking|talking|addressing|answering|appearing|responding|testifying)\b"
    r"(?:\s+(?:to|with|before))?",
    re.I,
)
_SPEAKING = re.compile(
    r"\b(tweeted|posted|wrote|said|spoke|commented|responded|reacted|replied|explained|declared|argued|told)\b"
)
_OPENING = ' "“”«„‟‘'
_ABBREVIATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")


def said_on(
    text: str,
    *,
    sentences: Sequence[tuple[int, int]],
    attribution: Attribution,
    published: SaidOn,
    before: Attribution | None = None,
) -> SaidOn:
    """Return the day of a statement with its precision and the words that prove it.

    Time words count in the sentence of the cue, outside the content, where they belong to the cue's own clause; they
    are read against the publication date, as the last such day not after it. Without time words the answer is the
    publication date; a statement that goes on from the one `before` it (same speakers, same paragraph, no cue or one
    like "added") shares that one's day. The date is None where the words need a publication date that is unknown or
    not precise enough; `evidence` then still holds the words.
    """
    words = _time_words(text, sentences, attribution)
    if words:
        known = timewords.Reference.of(published)
        found = timewords.read(words.text, known)
        if found is not None:
            return SaidOn(found.date, found.precision, words.text)
    if before is not None and words is None and _goes_on(text, attribution, before) and before.said_on != published:
        return before.said_on
    return SaidOn(published.date, published.precision, published.evidence)


def _anchor(attribution: Attribution) -> Span | None:
    return attribution.cue[0] if attribution.cue else None


def _time_words(text: str, sentences: Sequence[tuple[int, int]], attribution: Attribution) -> Span | None:
    """Return the time expression of the cue's clause, the nearest one to the cue."""
    cue = _anchor(attribution) or _cue_before(text, sentences, attribution)
    if cue is None or not 0 <= cue.start < cue.end <= len(text):
        return None
    start, end = _sentence(text, sentences, cue)
    region = _without(text[start:end], start, [*attribution.content, *attribution.source])
    ranked: list[tuple[int, Span]] = []
    for match in timewords.EXPRESSION.finditer(region):
        span = Span(start + match.start(), start + match.end(), match.group())
        distance = _distance(region, start, cue, span)
        if distance is not None and not _OTHER_DATE.search(region[: match.start()]):
            ranked.append((distance, span))
    if ranked:
        return min(ranked, key=lambda item: (item[0], item[1].start))[1]
    return _of_publication(attribution)


def _cue_before(text: str, sentences: Sequence[tuple[int, int]], attribution: Attribution) -> Span | None:
    """Return the verb of speaking in the sentence right before a quotation without a cue, in its paragraph."""
    if attribution.kind != "direct" or not attribution.content:
        return None
    at = attribution.content[0].start
    index = bisect_right(sentences, (at, len(text) + 1)) - 1
    if index >= 0 and not text[sentences[index][0] : at].strip(_OPENING):
        index -= 1
    if index < 0 or "\n" in text[sentences[index][0] : at]:
        return None
    start, end = sentences[index]
    if any(mark in text[start : min(end, at)].rstrip(_OPENING) for mark in '"“”'):
        return None
    match = _SPEAKING.search(text, start, min(end, at))
    return Span(match.start(), match.end(), match.group()) if match else None


def _of_publication(attribution: Attribution) -> Span | None:
    """Return the day of the tweet, letter or interview that is itself the source ("a tweet on Monday by Venn")."""
    for source in attribution.source:
        match = _DATED_SOURCE.match(source.text)
        if match:
            return Span(source.start + match.start(1), source.start + match.end(1), match[1])
    return None


def _sentence(text: str, sentences: Sequence[tuple[int, int]], cue: Span) -> tuple[int, int]:
    """Return the range around the cue to look in: its sentence, at most `_REACH` characters to either side."""
    index = bisect_right(sentences, (cue.start, len(text) + 1)) - 1
    start, end = (0, len(text))
    if 0 <= index < len(sentences) and sentences[index][0] <= cue.start < sentences[index][1]:
        start, end = sentences[index]
        if _ABBREVIATED.search(text[max(start, end - 8) : end]):
            end = min(len(text), end + 12)
    start = max(start, cue.start - _REACH, text.rfind("\n", max(0, cue.start - _REACH), cue.start) + 1)
    stop = text.find("\n", cue.end, cue.end + _REACH)
    return start, min(end, cue.end + _REACH, stop if stop >= 0 else len(text))


def _without(region: str, offset: int, spans: Sequence[Span]) -> str:
    """Return the region with spans blanked by a sign that no time expression holds, at equal length."""
    kept = list(region)
    for span in spans:
        for position in range(max(0, span.start - offset), min(len(kept), span.end - offset)):
            kept[position] = "_"
    return "".join(kept)


def _distance(region: str, offset: int, cue: Span, span: Span) -> int | None:
    """Return how far time words stand from the cue, None where they belong to another event."""
    if span.start >= cue.end:
        between = _SAME_EVENT.sub("", region[cue.end - offset : span.start - offset])
        if "_" in between and between.strip(" _,.\"“”'’") and _OTHER_EVENT.search(between):
            return None
        return None if _OTHER_EVENT.search(between) else len(between)
    between = region[span.end - offset : cue.start - offset]
    ahead = region[: span.start - offset]
    leads = len(re.split(r"[.!?]\s|\n", ahead)[-1].split()) <= 3
    beside = "," not in between.replace("_", "") or ahead.endswith("_ ")
    if not (leads or beside):
        return None
    clause = re.split(r"[;.!?—]", region[: span.start - offset])[-1]
    if _OTHER_EVENT.search(between.replace("_", " ")) or re.search(r"\b(who|which|whose|where|when)\b", clause):
        return None
    return len(between) + 5


def _goes_on(text: str, attribution: Attribution, before: Attribution) -> bool:
    if not attribution.content or not before.content or not attribution.speakers:
        return False
    if {each.id for each in attribution.speakers} != {each.id for each in before.speakers}:
        return False
    here, there = attribution.content[0].start, before.content[0].start
    if there >= here or "\n" in text[there:here]:
        return False
    return not attribution.cue or bool(_CONTINUING.search(attribution.cue[0].text))
