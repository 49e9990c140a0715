"""Whether the service can answer."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from service.api.reading import connection
from service.api.routes import get
from service.api.schemas import Health
from service.settings import version
from service.store import views

blueprint = APIBlueprint("health", __name__, tag="Health")


@get(blueprint, "/healthz", output=Health)
def show_health() -> dict[str, Any]:
    """Tell whether the store can be read, and how much is in it."""
    return {"status": "ok", "version": version(), "counts": views.counts(connection())}
