"""How sure the model pass is that a draft is an attribution: a logistic function of the network's own probabilities."""

from __future__ import annotations

import math
from collections.abc import Mapping

from models.drafts import Draft
from models.records import Kind

FEATURES = ("bias", "cue", "content", "link", "no_cue", "no_source", "direct", "mixed", "short")
SHORT = 12
"""Characters under which a content counts as short."""


def features(draft: Draft, kind: Kind) -> dict[str, float]:
    """Return the values that the confidence is made of, by the names of `FEATURES`; probabilities as log odds."""
    return {
        "bias": 1.0,
        "cue": _log_odds(draft.cue_confidence) if draft.cue else 0.0,
        "content": _log_odds(draft.content_confidence) if draft.cue else 0.0,
        "link": _log_odds(draft.link_confidence) if draft.cue else 0.0,
        "no_cue": float(not draft.cue),
        "no_source": float(not draft.source and bool(draft.cue)),
        "direct": float(kind == "direct"),
        "mixed": float(kind == "mixed"),
        "short": float(sum(e - s for s, e in draft.content) < SHORT),
    }


def confidence(draft: Draft, kind: Kind, weights: Mapping[str, float]) -> float:
    """Return the probability, to four places, that a careful reader would find the draft too."""
    total = sum(weights[name] * value for name, value in features(draft, kind).items())
    return round(1 / (1 + math.exp(-total)), 4)


def _log_odds(probability: float) -> float:
    clipped = min(max(probability, 1e-3), 1 - 1e-3)
    return math.log(clipped / (1 - clipped))
