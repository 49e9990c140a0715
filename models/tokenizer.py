"""The reader's words as spaCy tokens: `doc.text` is the text exactly as given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.text import words


class WordTokenizer:
    """Make a Doc whose tokens are the words of `models.text.words`, with white space in tokens of its own."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text as a Doc."""
        parts: list[str] = []
        spaces: list[bool] = []
        last = 0
        for start, end in words(text):
            _add_gap(text[last:start], parts, spaces)
            parts.append(text[start:end])
            spaces.append(False)
            last = end
        _add_gap(text[last:], parts, spaces)
        return Doc(self.vocab, words=parts, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> WordTokenizer:
        """Return the tokenizer itself: it has no state."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, _path: str | Path, **_: Any) -> WordTokenizer:
        """Return the tokenizer itself: it has no state."""
        return self


def _add_gap(gap: str, parts: list[str], spaces: list[bool]) -> None:
    """Give one blank to the token before it; keep longer white space as a token."""
    if gap.startswith(" ") and parts:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        parts.append(gap)
        spaces.append(False)


@util.registry.tokenizers("onrecord.WordTokenizer.v1")  # type: ignore[untyped-decorator]
def make_word_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Return the maker that a spaCy config names."""
    return lambda nlp: WordTokenizer(nlp.vocab)
