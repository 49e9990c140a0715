"""The judge: stances of statements that were read earlier, as the pass itself would judge them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.records import Attribution, Stance, Topic
from models.stances import StanceModel
from models.statements import statements


@dataclass(frozen=True, slots=True)
class Judge:
    """Hold a stance model, and the content-addressed name of what it judges: same weights and version, same name."""

    name: str
    model: StanceModel

    def judge(self, pairs: Sequence[tuple[str, Attribution, Topic]]) -> list[Stance]:
        """Return one stance for each (text, attribution, topic); the text is blanked outside its document's body."""
        read = [(statements(text, [attribution])[0], topic) for text, attribution, topic in pairs]
        return self.model.judge_pairs(read)
