"""Speakers: the people and bodies behind statements, and what each has claimed."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import url_for

from service.api.queries import ClaimQuery, Paged, SpeakerQuery, where
from service.api.reading import connection
from service.api.routes import Answer, envelope, get
from service.api.schemas import AttributionPage, DecisionPage, SpeakerPage, SpeakerWhole
from service.errors import SpeakerNotFound
from service.store import views

blueprint = APIBlueprint("speakers", __name__, url_prefix="/v1", tag="Speakers")


@get(blueprint, "/speakers", query=SpeakerQuery, output=SpeakerPage)
def list_speakers(query: SpeakerQuery) -> Answer:
    """List the people and bodies behind statements, by name, with how many statements of those asked for."""
    return envelope(views.speakers(connection(), where=where(query), page=query.page()))


@get(blueprint, "/speakers/<speaker_id>", output=SpeakerWhole)
def show_speaker(speaker_id: str) -> Answer:
    """Show one speaker with names, dated roles and the decisions about it.

    For an id that is merged into another speaker that one answers: `merged_into` and `Content-Location` name it.
    """
    found = _speaker(speaker_id)
    merged = found["merged_into"]
    headers = {"Content-Location": url_for("speakers.show_speaker", speaker_id=merged)} if merged else {}
    return found, 200, headers


@get(blueprint, "/speakers/<speaker_id>/claims", query=ClaimQuery, output=AttributionPage)
def list_claims(speaker_id: str, query: ClaimQuery) -> Answer:
    """List what one speaker has claimed, the newest first.

    A claim is a statement in the reporter's words, at least in part; `kind` asks for another kind instead.
    """
    filters, page = where(query), query.page()
    found = _speaker(speaker_id)
    return envelope(views.claims(connection(), found["id"], where=filters, page=page))


@get(blueprint, "/speakers/<speaker_id>/history", query=Paged, output=DecisionPage)
def list_history(speaker_id: str, query: Paged) -> Answer:
    """List the decisions about one speaker and all merged into it, the latest first, with those that were undone."""
    page = query.page()
    found = _speaker(speaker_id)
    return envelope(views.decisions(connection(), speaker=found["id"], page=page))


def _speaker(speaker_id: str) -> dict[str, Any]:
    found = views.speaker(connection(), speaker_id)
    if found is None:
        raise SpeakerNotFound(speaker_id)
    return found
