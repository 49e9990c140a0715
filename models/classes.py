"""Tell what was said or written from what is only held: belief, intention, support, a decision told as an act."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from models.records import AttributionClass, Kind

DATA = Path(__file__).parent / "data" / "reporting.json"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_VOWELS = "aeiou"


def class_of(cue: str, kind: Kind) -> AttributionClass:
    """Return speech where words are quoted, the cue is empty or a mark, or holds a word of saying or writing.

    Everything else is an attitude. `cue` is the cue's words as written. PolNeAR and the gold of other projects do not
    make the difference; `models/data/reporting.json` lists the words, written for this project.
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(cue)]
    if kind != "indirect" or not words:
        return "speech"
    spoken, phrases = _spoken()
    told = any(word in spoken for word in words) or any(phrase in " ".join(words) for phrase in phrases)
    return "speech" if told else "attitude"


@cache
def _spoken() -> tuple[frozenset[str], tuple[str, ...]]:
    data = json.loads(DATA.read_text("utf-8"))
    forms = {form for verb in data["verbs"] for form in inflected(verb)}
    plural = {form for noun in data["nouns"] for form in (noun, _with_s(noun))}
    return frozenset(forms | plural | set(data["irregular_forms"])), tuple(data["phrases"])


def inflected(verb: str) -> tuple[str, ...]:
    """Return the regular forms of an English verb; where a last consonant may double, both spellings."""
    if verb.endswith("e"):
        return (verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    if verb[-1] == "y" and verb[-2] not in _VOWELS:
        return (verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    forms = (verb, _with_s(verb), f"{verb}ed", f"{verb}ing")
    if verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS:
        return (*forms, f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")
    return forms


def _with_s(word: str) -> str:
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return f"{word}es"
    if word[-1] == "y" and word[-2] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"
