"""The records that the steps of the model pass hand to one another: frozen, slotted, free of any library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["direct", "indirect", "mixed"]
AttributionClass = Literal["speech", "attitude"]
SpeakerType = Literal["person", "organization", "group", "anonymous"]
Label = Literal["support", "oppose", "neutral", "unrelated", "undetermined"]
Precision = Literal["day", "month", "year"]

KINDS: tuple[Kind, ...] = ("direct", "indirect", "mixed")
CLASSES: tuple[AttributionClass, ...] = ("speech", "attitude")
SPEAKER_TYPES: tuple[SpeakerType, ...] = ("person", "organization", "group", "anonymous")
LABELS: tuple[Label, ...] = ("support", "oppose", "neutral", "unrelated", "undetermined")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Hold the half-open range `[start, end)` of Unicode code points and its exact words."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut a span out of `text`.

        Raises:
            ValueError: the range is empty or does not lie inside the text.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span [{start}, {end}) is empty or outside a text of {len(text)} characters")
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class SaidOn:
    """Hold the day of a statement or a publication as far as it is known, and the words that prove it.

    `date` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY` according to `precision`; both are None where the date is unknown,
    and `evidence` may then still hold the words that fell short ("Jan. 10" with no year).
    """

    date: str | None = None
    precision: Precision | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one article: its text exactly as decoded, and what is known about it.

    `body` lists the half-open ranges of `text` that are the article's own prose, in order; everything outside them
    is furniture, title or byline, and yields no attribution. `path` is what the caller named it by.
    """

    id: str
    path: str
    text: str
    body: tuple[tuple[int, int], ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: SaidOn = field(default_factory=SaidOn)
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Role:
    """Hold a role as an article words it, and the day on which it was written (None where unknown).

    In the register, `written_on` is the day from which the role was held and `until` the day to which (None: still
    held, or unknown); a role that only an article gives has no `until`.
    """

    title: str
    written_on: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Hold a canonical person or body behind a statement; `roles` are those that this document gives it."""

    id: str
    name: str
    type: SpeakerType
    confidence: float
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """Hold one entry of the speaker register: a canonical name, its other spellings, dated roles and Wikidata id."""

    id: str
    name: str
    type: SpeakerType
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """Hold a question that speakers take sides on; `position` is the proposition that a stance is towards."""

    id: str
    name: str
    aliases: tuple[str, ...]
    position: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """Hold a speaker's stance towards a topic's position as far as one statement shows it.

    `scores` maps support, oppose, neutral and unrelated to probabilities that sum to one; `label` is `undetermined`
    where the model abstains.
    """

    topic: str
    label: Label
    confidence: float
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Hold one statement: who (source, speakers) said (cue) what (content), when, and with which stances.

    `confidence` estimates the probability that a careful reader would find the statement too, `source_confidence` that
    its source (or the lack of one) is the right one. `class_` tells what was said or written from what was only held.
    `before` is the range of the sentence before the one in which it begins, by which its stances are judged too.
    """

    id: str
    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    speakers: tuple[Speaker, ...] = ()
    said_on: SaidOn = field(default_factory=SaidOn)
    stances: tuple[Stance, ...] = ()
    class_: AttributionClass = "speech"
    source_confidence: float = 1.0
    before: tuple[int, int] | None = None
