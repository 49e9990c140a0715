"""Topics: the questions that speakers take sides on, where each stands, and how that moved over time."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from service.api.queries import StanceQuery, TimelineQuery, where
from service.api.reading import connection
from service.api.routes import Answer, envelope, get, whole
from service.api.schemas import PeriodPage, StancePage, TopicPage, TopicWhole
from service.errors import TopicNotFound
from service.store import views

blueprint = APIBlueprint("topics", __name__, url_prefix="/v1", tag="Topics")


@get(blueprint, "/topics", output=TopicPage)
def list_topics() -> Answer:
    """List every topic."""
    return whole(views.topics(connection()))


@get(blueprint, "/topics/<topic_id>", output=TopicWhole)
def show_topic(topic_id: str) -> dict[str, Any]:
    """Show one topic with its written position, and how it was worded and judged before."""
    found = views.topic(connection(), topic_id)
    if found is None:
        raise TopicNotFound(topic_id)
    return found


@get(blueprint, "/topics/<topic_id>/stances", query=StanceQuery, output=StancePage)
def list_stances(topic_id: str, query: StanceQuery) -> Answer:
    """List the statements that bear on one topic, each with its `stance` on it, the newest first."""
    filters, page = where(query), query.page()
    views.wording(connection(), topic_id, query.topic_version)
    return envelope(views.stances(connection(), topic_id, where=filters, page=page))


@get(blueprint, "/topics/<topic_id>/timeline", query=TimelineQuery, output=PeriodPage)
def show_timeline(topic_id: str, query: TimelineQuery) -> Answer:
    """Count the stances on one topic by period and, within it, by speaker.

    Every count stands beside the ids of the statements that it counts.
    """
    filters = where(query)
    views.wording(connection(), topic_id, query.topic_version)
    return whole(views.timeline(connection(), topic_id, where=filters, by=query.by))
