"""How sure the model pass is of a draft and of its source: logistic functions of the network's own probabilities."""

from __future__ import annotations

import math
from collections.abc import Mapping

from models.drafts import Draft
from models.records import AttributionClass, Kind

FEATURES = ("bias", "cue", "content", "exact", "link", "no_cue", "no_source", "direct", "mixed", "short", "attitude")
"""What the probability of an attribution is made of."""

SOURCE_FEATURES = ("bias", "source", "source_link", "no_cue", "no_source", "no_source_link", "quoted")
"""What the probability of its source is made of."""

SHORT = 12
"""Characters under which a content counts as short."""


def features(draft: Draft, kind: Kind, class_: AttributionClass) -> dict[str, float]:
    """Return the values of `FEATURES`; probabilities as log odds."""
    return {
        "bias": 1.0,
        "cue": _log_odds(draft.cue_confidence) if draft.cue else 0.0,
        "content": _log_odds(draft.content_confidence) if draft.cue else 0.0,
        "exact": _log_odds(draft.exact_confidence) if draft.cue else 0.0,
        "link": _log_odds(draft.link_confidence) if draft.cue else 0.0,
        "no_cue": float(not draft.cue),
        "no_source": float(not draft.source and bool(draft.cue)),
        "direct": float(kind == "direct"),
        "mixed": float(kind == "mixed"),
        "short": float(sum(e - s for s, e in draft.content) < SHORT),
        "attitude": float(class_ == "attitude"),
    }


def source_features(draft: Draft, kind: Kind) -> dict[str, float]:
    """Return the values of `SOURCE_FEATURES`; probabilities as log odds."""
    link = _log_odds(draft.source_link_confidence) if draft.cue else 0.0
    return {
        "bias": 1.0,
        "source": _log_odds(draft.source_confidence) if draft.source else 0.0,
        "source_link": link if draft.source else 0.0,
        "no_cue": float(not draft.cue),
        "no_source": float(not draft.source and bool(draft.cue)),
        "no_source_link": 0.0 if draft.source else link,
        "quoted": float(kind != "indirect"),
    }


def probability(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the logistic function of the weighted sum of `values`, to four places."""
    total = sum(weights[name] * value for name, value in values.items())
    return round(1 / (1 + math.exp(-total)), 4)


def _log_odds(share: float) -> float:
    clipped = min(max(share, 1e-3), 1 - 1e-3)
    return math.log(clipped / (1 - clipped))
