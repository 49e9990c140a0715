"""Every query of the store: each view takes a connection and gives plain dicts in the shape of the extraction record.

A view shows each document as the reading that was asked for last found it, unless `Where.run` asks for another.
Pages follow keys, not counts, so that no item is given twice or left out while a run writes.
"""

from service.store.views._attributions import attribution, attributions, claims, stances
from service.store.views._candidates import candidates
from service.store.views._decisions import decisions
from service.store.views._documents import document, documents
from service.store.views._judging import Unjudged, unjudged
from service.store.views._register import known_speakers, registered
from service.store.views._runs import counts, failures, runs
from service.store.views._speakers import find_named, has_speaker, speaker, speakers
from service.store.views._topics import current_topics, timeline, topic, topics, wording
from service.store.views.paging import Item, Page, Slice
from service.store.views.where import By, Where

__all__ = [
    "By",
    "Item",
    "Page",
    "Slice",
    "Unjudged",
    "Where",
    "attribution",
    "attributions",
    "candidates",
    "claims",
    "counts",
    "current_topics",
    "decisions",
    "document",
    "documents",
    "failures",
    "find_named",
    "has_speaker",
    "known_speakers",
    "registered",
    "runs",
    "speaker",
    "speakers",
    "stances",
    "timeline",
    "topic",
    "topics",
    "unjudged",
    "wording",
]
