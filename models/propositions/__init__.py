"""Tell whether words are a proposition, something that a speaker can want or reject, by word lists and word endings.

No parser is loaded: a finite verb is looked for that has a subject before it and belongs to no clause inside the
sentence. The test is there to catch names, questions and orders; words that can be read either way mostly pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.propositions.verbs import is_auxiliary, states
from models.propositions.words import BASES, NOUN_BASES, QUESTIONS

EXAMPLE = "Norway and Sweden keep the treaty in force"

LEAST_WORDS = 3
"""Words that the shortest propositions have ("Norway joins NATO")."""

MOST_WORDS = 40
"""Words above which the stance model would not read a position to its end: it has room for some 40 word pieces."""

_TOKEN = re.compile(r"[^\W\d_]+n[’']t\b|[^\W_]+(?:[-.&/][^\W_]+)*|[’'](?:s|re|ve|ll|d|m)?(?![^\W_])")
_QUOTED = re.compile(r"(?<!\w)[‘'](.+?)[’'](?!\w)")
_ORDERS = frozenset({"please", "do", "don't", "don’t", "not", "to", "have"})


def objection(words: str) -> str | None:
    """Return why words are no proposition, as a clause that goes on from "it"; None where they are one."""
    tokens = _TOKEN.findall(_QUOTED.sub(r"\1", words))
    if not any(token[0].isalpha() for token in tokens):
        return "has no words"
    if re.search(r"\?\W*$", words) or _asks(tokens):
        return "is a question"
    return _of_wrong_length(len(words.split())) or (None if states(tokens) else _lacking(tokens[0].lower()))


def _asks(tokens: Sequence[str]) -> bool:
    """Tell whether the first word asks: a question word, or an auxiliary that stands before its subject."""
    first = tokens[0].lower()
    return first in QUESTIONS or (is_auxiliary(tokens, 0) and first not in _ORDERS)


def _of_wrong_length(count: int) -> str | None:
    if count < LEAST_WORDS:
        return f"has {count} {'word' if count == 1 else 'words'}, too few to say who does what"
    if count > MOST_WORDS:
        return f"has {count} words, of which the stance model reads at most {MOST_WORDS}"
    return None


def _lacking(first: str) -> str:
    """Return what a sentence without a finite verb is: an order, an infinitive or a gerund; else a name."""
    if first in BASES | NOUN_BASES | _ORDERS or first.endswith("ing"):
        return "says what is to be done, but not who does it"
    return "names something, but has no verb that says what becomes of it"
