"""What the stance model reads: a statement beside a topic's written position, as token ids of fixed budgets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPEAKER_TOKENS = 16
WORDS_TOKENS = 96
TOPIC_TOKENS = 56
BEFORE_TOKENS = 40
LONGEST = SPEAKER_TOKENS + WORDS_TOKENS + TOPIC_TOKENS + BEFORE_TOKENS + 4  # four: [CLS] and three [SEP]

_AUXILIARY = re.compile(
    r"\b(should|must|will|shall|can|could|would|may|is|are|was|were|has|have|does|do|did|ought)\b(?! not\b|n['’]t)",
    re.I,
)
_NEGATED = re.compile(
    r"\b(should|must|will|shall|can|could|would|may|is|are|was|were|has|have|does|do|did|ought) not\b", re.I
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold what one speaker said, with the sentence before it as context (empty where there is none)."""

    speaker: str
    words: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Hold token ids and segment ids (0 the statement and its context, 1 the topic), of equal length."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]


def flip(position: str) -> str:
    """Return the opposite of a written position, made by negating its first auxiliary verb or the whole of it."""
    if _NEGATED.search(position):
        return _NEGATED.sub(r"\1", position, count=1)
    if _AUXILIARY.search(position):
        return _AUXILIARY.sub(r"\1 not", position, count=1)
    return f"It is not the case that {position}"


class StanceInput:
    """Turn statements and positions into token ids; words that exceed a part's budget are cut."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._first = _id(tokenizer, "[CLS]")
        self._end = _id(tokenizer, "[SEP]")
        self._colon = _id(tokenizer, ":")
        self.padding = _id(tokenizer, "[PAD]")

    def encode(self, statement: Statement, name: str, position: str) -> Encoded:
        """Return `speaker: words [SEP] name: position [SEP] before [SEP]` as ids, LONGEST of them at most."""
        said = self._labelled(statement.speaker, SPEAKER_TOKENS, statement.words, SPEAKER_TOKENS + WORDS_TOKENS)
        topic = self._labelled(name, TOPIC_TOKENS // 3, position, TOPIC_TOKENS)
        before = self._ids(statement.before)[-BEFORE_TOKENS:]
        first = [self._first, *said, self._end]
        second = [*topic, self._end]
        third = [*before, self._end] if before else []
        segments = [0] * len(first) + [1] * len(second) + [0] * len(third)
        return Encoded(tuple(first + second + third), tuple(segments))

    def _labelled(self, label: str, label_room: int, text: str, room: int) -> list[int]:
        head = self._ids(label)[: label_room - 1]
        return ([*head, self._colon] if head else []) + self._ids(text)[: room - len(head) - 1]

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def _id(tokenizer: Tokenizer, token: str) -> int:
    found: int | None = tokenizer.token_to_id(token)
    if found is None:
        raise ValueError(f"the tokenizer has no token {token!r}; use the tokenizer that came with the weights")
    return found
