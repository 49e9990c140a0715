"""The word lists by which a proposition is told from a name: verbs of public affairs, and small words of English."""

from __future__ import annotations

import json
from importlib import resources

_LISTS: dict[str, list[str]] = json.loads(
    (resources.files("models.propositions") / "data" / "words.json").read_text("utf-8")
)


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name])


def _third(base: str) -> str:
    """Return the form that follows he, she and it."""
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


AUXILIARIES = _words("auxiliaries")
BASES = _words("verbs")
NOUN_BASES = _words("verbs that are nouns too")
PRESENT = BASES | frozenset(map(_third, BASES)) | _words("third persons that are no nouns")
"""Present forms that are verbs wherever they have a subject."""
NOUN_PRESENT = NOUN_BASES | frozenset(map(_third, NOUN_BASES))
"""Present forms that may be nouns: only what follows them tells."""
PAST = _words("past forms without -ed")
BEFORE_TO = _words("verbs before to")
NOUN_MODALS = _words("modals that are nouns too")

QUESTIONS = _words("question words")
SUBJECTS = _words("subjects")
PLURALS = _words("plurals without s")
OPENERS = _words("openers")
"""Words that begin a noun phrase: a word right before one of them is seldom a noun."""
PREPOSITIONS = _words("prepositions")
QUALIFIERS = _words("qualifiers")
RELATIVES = _words("relatives")
CONJUNCTIONS = _words("conjunctions")
ADVERBS = _words("adverbs")
HEADS = _words("ends of names")
"""Nouns that names end with: right before one of them a word that may be a noun is one ("arms sales ban")."""
POSSESSIVES = frozenset({"’s", "'s", "’", "'"})
ENCLITICS = frozenset(f"{mark}{word}" for mark in "’'" for word in ("re", "ve", "ll", "d", "m"))
NO_OBJECTS = PREPOSITIONS | POSSESSIVES | HEADS | {""}
"""What no object of a verb begins with."""
NO_VERBS = PREPOSITIONS | OPENERS | ADVERBS | CONJUNCTIONS | QUALIFIERS | POSSESSIVES
NO_SUBJECTS = (OPENERS | PREPOSITIONS | POSSESSIVES | QUALIFIERS) - SUBJECTS
"""What no subject of a verb ends with."""
