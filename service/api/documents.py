"""Documents: the articles that were read."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from service.api.queries import DocumentQuery, where
from service.api.reading import connection
from service.api.routes import Answer, envelope, get
from service.api.schemas import DocumentPage, DocumentWhole
from service.errors import DocumentNotFound
from service.store import views

blueprint = APIBlueprint("documents", __name__, url_prefix="/v1", tag="Documents")


@get(blueprint, "/documents", query=DocumentQuery, output=DocumentPage)
def list_documents(query: DocumentQuery) -> Answer:
    """List documents."""
    return envelope(views.documents(connection(), where=where(query), page=query.page()))


@get(blueprint, "/documents/<document_id>", output=DocumentWhole)
def show_document(document_id: str) -> dict[str, Any]:
    """Show one document with its text."""
    found = views.document(connection(), document_id)
    if found is None:
        raise DocumentNotFound(document_id)
    return found
