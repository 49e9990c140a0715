"""Documents: the articles that were read."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from service.api.queries import DocumentQuery, OfRun, where
from service.api.reading import connection
from service.api.routes import Answer, envelope, get
from service.api.schemas import DocumentPage, DocumentWhole
from service.errors import DocumentNotFound
from service.store import views

blueprint = APIBlueprint("documents", __name__, url_prefix="/v1", tag="Documents")


@get(blueprint, "/documents", query=DocumentQuery, output=DocumentPage)
def list_documents(query: DocumentQuery) -> Answer:
    """List the articles that were read, the last published first.

    `since` and `until` ask for the publication; what is asked of statements keeps the articles that hold such a one.
    """
    return envelope(views.documents(connection(), where=where(query), page=query.page()))


@get(blueprint, "/documents/<document_id>", query=OfRun, output=DocumentWhole)
def show_document(document_id: str, query: OfRun) -> dict[str, Any]:
    """Show one document with its text."""
    found = views.document(connection(), document_id, run=query.run)
    if found is None:
        raise DocumentNotFound(document_id)
    return found
