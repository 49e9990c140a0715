"""The application: blueprints, handlers and headers, and nothing else."""

from __future__ import annotations

from apiflask import APIFlask

from service import logs
from service.api import (
    attributions,
    documents,
    health,
    openapi,
    problems,
    queries,
    reading,
    runs,
    security,
    speakers,
    topics,
)
from service.settings import Settings, version
from service.web import pages

BLUEPRINTS = (
    documents.blueprint,
    attributions.blueprint,
    speakers.blueprint,
    topics.blueprint,
    runs.blueprint,
    health.blueprint,
    pages.blueprint,
)


def create_app(settings: Settings | None = None) -> APIFlask:
    """Return the application; the store is opened by the first request that reads it."""
    settings = settings or Settings.from_env()
    app = APIFlask("service", title="onrecord", version=version(), docs_path=None, static_folder=None)  # type: ignore[arg-type]
    app.url_map.merge_slashes = False  # an id may begin with a slash; it is looked up, not redirected
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions[queries.SETTINGS] = settings
    logs.register(app)
    security.register(app)
    problems.register(app)
    reading.register(app, settings)
    openapi.register(app, settings)
    app.before_request(queries.refuse_repeated)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
