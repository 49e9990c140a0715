"""The answers of each address, as pydantic models; keys are only ever added, so a client must let unknown ones pass."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from models.records import AttributionClass, Kind, Label, Precision, SpeakerType
from service.store.decisions import Verb


class Answer(BaseModel):
    """Let keys pass that a later store adds, so that an answer never hides what the store has."""

    model_config = ConfigDict(extra="allow")


class SpanItem(Answer):
    """Words of a document: the half-open range `[start, end)` of its code points, and the words themselves."""

    start: int
    end: int
    text: str


class SaidOnItem(Answer):
    """A day as far as it is known, and the words that prove it."""

    date: str | None = Field(default=None, examples=["2019-11-13"])
    precision: Precision | None = None
    evidence: str | None = None


class SpokenItem(Answer):
    """A speaker as one attribution has it."""

    id: str
    name: str
    type: SpeakerType
    confidence: float


class StanceItem(Answer):
    """A speaker's stance towards a topic's position, in one of its versions, as far as one statement shows it."""

    topic: str
    label: Label
    confidence: float
    scores: dict[str, float]
    topic_version: int
    run: str = Field(description="The run that judged it.")


class DocumentReference(Answer):
    """Where an attribution was found."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    path: str | None
    url: str | None


class AttributionItem(Answer):
    """One statement: who said what, in which words of which document, when, and with which stances."""

    id: str
    kind: Kind
    class_: AttributionClass | None = Field(
        alias="class", description="What was said or written, or what was only held; null where an older run read it."
    )
    content: list[SpanItem]
    cue: list[SpanItem]
    source: list[SpanItem]
    speakers: list[SpokenItem]
    said_on: SaidOnItem
    confidence: float = Field(description="The probability that a careful reader would find the statement too.")
    source_confidence: float | None = Field(description="The probability that its source is the right one.")
    stances: list[StanceItem]
    document: DocumentReference
    run: str = Field(description="The run that found it.")


class AttributionWhole(AttributionItem):
    """One statement, and whether its document has since been read again without finding it just so."""

    superseded: bool
    earlier_stances: list[StanceItem] = Field(
        description="Stances that do not count now: on other wordings of a topic, or judged again since."
    )
    original_speakers: list[SpokenItem] | None = Field(
        default=None, description="Whom the run found, where decisions have given the statement to others."
    )


class TopicStanceItem(AttributionItem):
    """One statement that bears on a topic, with its stance on that topic."""

    stance: StanceItem


class DocumentItem(Answer):
    """One article, without its text."""

    id: str
    path: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    url: str | None
    media_type: str
    published: str | None
    published_precision: Precision | None
    published_evidence: str | None
    attributions: int = Field(description="How many statements were found in it.")
    run: str = Field(description="The run that read it.")


class DocumentWhole(DocumentItem):
    """One article with its text, to which every offset refers, and the ranges of it that are its body."""

    text: str
    body: list[tuple[int, int]]
    runs: list[str] = Field(description="Every run that has read it, the newest first.")


class RoleItem(Answer):
    """A role as an article or the register words it, and the day on which it was written."""

    title: str
    written_on: str | None
    until: str | None


class SpeakerItem(Answer):
    """One person or body, with the other spellings of its name and its dated roles."""

    id: str
    name: str
    type: SpeakerType
    aliases: list[str]
    roles: list[RoleItem]
    wikidata: str | None = Field(description="The id of the entity in Wikidata, without an address.", examples=["Q42"])
    attributions: int = Field(description="How many statements, of those that were asked for.")


class NameItem(Answer):
    """A name, and the document in which it was seen; null where it is the register's."""

    name: str
    registered: bool
    seen_in: str | None


class WordingItem(Answer):
    """The words that articles have for a speaker, how often, and one document that has them."""

    text: str
    attributions: int
    seen_in: str


class DecisionItem(Answer):
    """One decision about speakers, by a person or (`automatic`) by the rule on spellings of one name.

    A merge or split moves what is said of `speaker` to `target`; an undo takes the decision `undoes` back.
    """

    number: int
    verb: Verb
    speaker: str
    target: str | None
    details: dict[str, Any]
    reason: str
    by: str
    at: str
    automatic: bool
    undoes: int | None
    undone_by: int | None


class SpeakerWhole(SpeakerItem):
    """One person or body with all that is known, and counts by kind, and by topic and stance."""

    kinds: dict[str, int]
    stances: dict[str, dict[str, int]]
    names: list[NameItem]
    written_as: list[WordingItem]
    merged: list[str] = Field(description="The ids of the speakers that are merged into this one.")
    merged_into: str | None = Field(
        description="The speaker that answers here, where the id asked for is merged into it; else null."
    )
    decisions: list[DecisionItem] = Field(description="The decisions about it that stand, the first one first.")


class TopicVersion(Answer):
    """One wording of a topic; a stance names the version that it was judged by."""

    id: str
    name: str
    aliases: list[str]
    position: str
    description: str
    version: int
    added_at: str


class TopicItem(TopicVersion):
    """A question that speakers take sides on, in its present wording, with how many statements take each."""

    counts: dict[str, int]


class JudgedVersion(TopicVersion):
    """One wording of a topic, with how many statements were given each stance on it, unrelated ones too."""

    counts: dict[str, int]


class TopicWhole(TopicItem):
    """A topic with all its wordings, the first one first."""

    versions: list[JudgedVersion]


class TallyItem(Answer):
    """Statements counted by stance, with their ids."""

    counts: dict[str, int]
    attributions: list[str]


class SpeakerTally(TallyItem):
    """One speaker's statements within a period."""

    id: str
    name: str


class PeriodItem(TallyItem):
    """The statements on a topic within one period; null is the period of those of no known date."""

    period: str | None = Field(examples=["2019-11"])
    speakers: list[SpeakerTally]


class RunItem(Answer):
    """One pass of the model: what every attribution names as the run that found it."""

    id: str
    started_at: str
    finished_at: str | None
    documents: int
    attributions: int
    failures: int
    stances: int = Field(description="How many stances it gave; a run that only judges reads no document.")


class FailureItem(Answer):
    """One input that could not be read: what it was, why, and what to do."""

    path: str
    slug: str
    reason: str
    remedy: str
    failed_at: str
    run: str


class Health(Answer):
    """Whether the store can be read, and how much is in it."""

    status: str = Field(examples=["ok"])
    version: str
    counts: dict[str, int]


class Page(Answer):
    """One page of a list; `next` is null on the last one."""

    items: Any
    next: str | None = Field(description="Give this back as `cursor` for the next page.")


class DocumentPage(Page):
    """A page of documents."""

    items: list[DocumentItem]


class AttributionPage(Page):
    """A page of attributions."""

    items: list[AttributionItem]


class StancePage(Page):
    """A page of statements that bear on a topic."""

    items: list[TopicStanceItem]


class SpeakerPage(Page):
    """A page of speakers."""

    items: list[SpeakerItem]


class DecisionPage(Page):
    """A page of decisions."""

    items: list[DecisionItem]


class TopicPage(Page):
    """A page of topics."""

    items: list[TopicItem]


class PeriodPage(Page):
    """A page of periods."""

    items: list[PeriodItem]


class RunPage(Page):
    """A page of runs."""

    items: list[RunItem]


class FailurePage(Page):
    """A page of failures."""

    items: list[FailureItem]


class ParameterError(Answer):
    """One refused parameter."""

    parameter: str
    reason: str


class Problem(Answer):
    """A failure (RFC 9457): `type` is its heading on the page of problems, `detail` what happened and what to do."""

    type: str = Field(json_schema_extra={"format": "uri-reference"}, examples=["/problems#speaker-not-found"])
    title: str
    status: int
    detail: str
    request_id: str | None = Field(default=None, description="The id under which the server's log has this request.")
    errors: list[ParameterError] | None = Field(
        default=None, description="Each refused parameter, where that is the failure."
    )
