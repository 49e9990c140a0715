"""Write the speaker register as JSON in the form in which it is read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from models.records import KnownSpeaker


def dump_speakers(known: Iterable[KnownSpeaker]) -> str:
    """Return a JSON list that `load_speakers` reads; names that it would refuse are left out.

    A person is known by a full name: bare surnames are left out, and so are people who have no other name, and unnamed
    ones.
    """
    entries = [entry for speaker in known if (entry := _entry(speaker)) is not None]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entry(known: KnownSpeaker) -> dict[str, Any] | None:
    least = 2 if known.type == "person" else 1
    names: dict[str, str] = {}
    for name in (known.name, *known.aliases):
        if len(name.split()) >= least:
            names.setdefault(name.casefold(), name)
    if not names or known.type == "anonymous":
        return None
    name, *aliases = names.values()
    roles = [
        {key: value for key, value in (("title", r.title), ("since", r.written_on), ("until", r.until)) if value}
        for r in known.roles
    ]
    optional = {"aliases": aliases, "roles": roles, "wikidata": known.wikidata}
    return {"id": known.id, "name": name, "type": known.type} | {key: value for key, value in optional.items() if value}
