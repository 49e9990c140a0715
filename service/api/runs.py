"""Runs of the model pass, and the inputs that could not be read."""

from __future__ import annotations

from apiflask import APIBlueprint

from service.api.queries import FailureQuery, where
from service.api.reading import connection
from service.api.routes import Answer, envelope, get, whole
from service.api.schemas import FailurePage, RunPage
from service.store import views

blueprint = APIBlueprint("runs", __name__, url_prefix="/v1", tag="Runs")


@get(blueprint, "/runs", output=RunPage)
def list_runs() -> Answer:
    """List every run, newest first."""
    return whole(views.runs(connection()))


@get(blueprint, "/failures", query=FailureQuery, output=FailurePage)
def list_failures(query: FailureQuery) -> Answer:
    """List the inputs that could not be read, each with what to do."""
    return envelope(views.failures(connection(), where=where(query), page=query.page()))
