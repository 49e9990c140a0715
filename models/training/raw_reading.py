"""What the network finds in a text before marks, confidence, speakers and stances come in."""

from __future__ import annotations

from models.drafts import Draft, draft
from models.links import link
from models.sections import Scorer
from models.spans import find_runs


def raw_drafts(scorer: Scorer, text: str) -> list[Draft]:
    """Return the linked attributions of a text as the network's best path gives them."""
    encoded = scorer.encode(text)
    found: list[Draft] = []
    for section in (begun.scores() for begun in scorer.sections(text, encoded)):
        linked, _ = link(find_runs(section, scorer.transitions, scorer.start), section.links)
        found += [draft(one, encoded.words, section.first) for one in linked]
    return found
