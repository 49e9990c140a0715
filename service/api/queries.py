"""The query parameters of each address, as pydantic models that refuse what they do not know, and their `Where`."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import current_app, request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from models.records import AttributionClass, Kind, Label
from service.errors import InvalidParameter, LimitTooLarge
from service.settings import Settings
from service.store.days import bounds
from service.store.views import Page, Where

SETTINGS = "onrecord.settings"


def settings() -> Settings:
    """Return the settings that the current application was created with."""
    held: Settings = current_app.extensions[SETTINGS]
    return held


def _clean(value: str) -> str:
    """Refuse the NUL character, which PostgreSQL cannot hold and no name or word has."""
    if "\0" in value:
        raise ValueError("must not hold the NUL character")
    return value


def _calendar(value: str) -> str:
    """Refuse a day that no calendar has."""
    bounds(value)
    return value


Word = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_clean)]
Date = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$", examples=["2019-11", "2019-11-15"]),
    AfterValidator(_calendar),
]


class Query(BaseModel):
    """Refuse every parameter that a subclass does not declare."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Paged(Query):
    """Take the two parameters of every list."""

    limit: int | None = Field(
        default=None, ge=1, description="Most items on a page; above the maximum it is refused, not cut."
    )
    cursor: Annotated[str, Field(min_length=1, max_length=4000)] | None = Field(
        default=None, description="The `next` of the page before, exactly as it was given."
    )

    def page(self) -> Page:
        """Return the page asked for.

        Raises:
            LimitTooLarge: the limit is above the setting's maximum.
        """
        held = settings()
        limit = held.page_limit if self.limit is None else self.limit
        if limit > held.max_page_limit:
            raise LimitTooLarge(limit, held.max_page_limit)
        return Page(limit=limit, after=self.cursor)


class Searched(Query):
    """Take full text."""

    q: Annotated[str, Field(min_length=1), AfterValidator(_clean)] | None = Field(
        default=None,
        description='Words of the statement, its speakers or its document; "…" makes a phrase, * ends a beginning.',
        examples=["agreement"],
    )


class OfRun(Query):
    """Take the run."""

    run: Word | None = Field(default=None, description="A run's id; without it, each document's newest reading counts.")


class Statements(OfRun):
    """Take what every list is filtered by: which statements count."""

    kind: Kind | None = Field(default=None, description="How the words are given.")
    class_: AttributionClass | None = Field(
        default=None, alias="class", description="What was said or written, or attitudes that were only held."
    )
    outlet: Word | None = Field(default=None, description="The outlet's name as `/v1/documents` gives it.")
    since: Date | None = Field(
        default=None,
        description="First day (YYYY, YYYY-MM or YYYY-MM-DD) of the statement, or of its document where unknown.",
    )
    until: Date | None = Field(default=None, description="Last day, itself included.")
    min_confidence: float | None = Field(
        default=None, ge=0, le=1, allow_inf_nan=False, description="Least confidence that there is such a statement."
    )


class Within(Query):
    """Take the document."""

    document: Word | None = Field(default=None, description="A document's id.")


class SpokenBy(Query):
    """Take the speaker."""

    speaker: Word | None = Field(default=None, description="A speaker's id.", examples=["mark-esper"])


class WithStance(Query):
    """Take the stance."""

    stance: Label | None = Field(default=None, description="The stance towards the topic's position.")


class About(WithStance):
    """Take the topic and the stance."""

    topic: Word | None = Field(
        default=None, description="A topic's id; what is `unrelated` to it is left out.", examples=["gsomia"]
    )


class DocumentQuery(Paged, Searched, Statements, SpokenBy, About):
    """Filter documents by their publication, and by the statements that they hold."""


class AttributionQuery(Paged, Searched, Statements, Within, SpokenBy, About):
    """Filter attributions."""


class SpeakerQuery(Paged, Statements, Within, About):
    """Filter speakers by name, and by the statements that they made."""

    q: Word | None = Field(
        default=None, description="Words of a name, in any spelling that is known.", examples=["Esper"]
    )


class ClaimQuery(Paged, Searched, Statements, Within, About):
    """Filter the claims of one speaker; `kind` asks for that kind in place of indirect and mixed."""


class Worded(Query):
    """Take the version of the topic."""

    topic_version: int | None = Field(
        default=None, ge=1, le=1_000_000, description="A version of the topic; without it, the present wording counts."
    )


class StanceQuery(Paged, Searched, Statements, Within, SpokenBy, WithStance, Worded):
    """Filter the statements that bear on one topic."""


class TimelineQuery(Searched, Statements, Within, SpokenBy, WithStance, Worded):
    """Filter the statements that a timeline counts."""

    by: Literal["year", "month", "day"] = Field("month", description="The length of a period.")


class FailureQuery(Paged):
    """Filter the failures."""

    run: Word | None = Field(default=None, description="A run's id.")


_NOT_FILTERS = frozenset({"limit", "cursor", "by"})


def where(query: Query, **fixed: str) -> Where:
    """Return the filter that a query states, with what the address itself fixes.

    Raises:
        InvalidParameter: the full-text query is longer than the setting's maximum.
    """
    given = query.model_dump(exclude=set(_NOT_FILTERS), exclude_none=True) | fixed
    most = settings().max_query_chars
    if len(given.get("q", "")) > most:
        raise InvalidParameter([{"parameter": "q", "reason": f"has {len(given['q'])} characters, at most {most}"}])
    return Where(**given)


def refuse_repeated() -> None:
    """Refuse a parameter that is given more than once, of which one value would be dropped unseen.

    Raises:
        InvalidParameter: a parameter is repeated.
    """
    repeated = [(name, len(values)) for name, values in request.args.lists() if len(values) > 1]
    if repeated:
        raise InvalidParameter(
            [{"parameter": name, "reason": f"is given {n} times, at most 1"} for name, n in repeated]
        )
