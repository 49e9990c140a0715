"""Attributions: who said what."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from service.api.queries import AttributionQuery, OfRun, where
from service.api.reading import connection
from service.api.routes import Answer, envelope, get
from service.api.schemas import AttributionPage, AttributionWhole
from service.errors import AttributionNotFound
from service.store import views

blueprint = APIBlueprint("attributions", __name__, url_prefix="/v1", tag="Attributions")


@get(blueprint, "/attributions", query=AttributionQuery, output=AttributionPage)
def list_attributions(query: AttributionQuery) -> Answer:
    """List who said what, the newest first.

    With `document`, the statements of one article come in the order of its text.
    """
    return envelope(views.attributions(connection(), where=where(query), page=query.page()))


@get(blueprint, "/attributions/<attribution_id>", query=OfRun, output=AttributionWhole)
def show_attribution(attribution_id: str, query: OfRun) -> dict[str, Any]:
    """Show one attribution."""
    found = views.attribution(connection(), attribution_id, run=query.run)
    if found is None:
        raise AttributionNotFound(attribution_id)
    return found
