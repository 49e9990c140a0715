"""The project's own word lists: nouns for people and bodies, titles, given names, and nations with their seats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

Gender = Literal["female", "male"]
NounKind = Literal["person", "body", "group", "thing"]

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife", "media": "media",
    "criteria": "criterion", "analyses": "analysis", "hypotheses": "hypothesis", "theses": "thesis", "data": "data",
    "staff": "staff", "police": "police", "press": "press", "congress": "congress", "boss": "boss", "news": "news",
    "analysis": "analysis", "series": "series", "clergy": "clergy", "lives": "life", "witness": "witness",
    "business": "business", "sources": "source", "census": "census", "corps": "corps",
    "campus": "campus", "caucus": "caucus",
}  # fmt: skip
_FEMALE_SUFFIXES = ("woman", "ess", "lady")
_PERSON_SUFFIXES = ("woman", "person", "ologist", "ician", "arian")


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return one of the JSON files of `models/naming/data` by its name without ending."""
    with (resources.files("models.naming") / "data" / f"{name}.json").open(encoding="utf-8") as file:
        content: Mapping[str, Any] = json.load(file)
    return content


@cache
def words(file: str, key: str) -> frozenset[str]:
    """Return one word list of a data file as a set, as written."""
    content: Iterable[str] = load(file)[key]
    return frozenset(content)


@cache
def lowered(file: str, key: str) -> frozenset[str]:
    """Return one word list of a data file as a set, in lower case."""
    return frozenset(word.lower() for word in words(file, key))


@cache
def titles() -> Mapping[str, Gender | None]:
    """Return the honorifics and abbreviated titles that stand before a name, with the gender they show."""
    found: dict[str, Gender | None] = dict.fromkeys(load("nouns")["titles"]["any"])
    found |= dict.fromkeys(load("nouns")["titles"]["male"], "male")
    found |= dict.fromkeys(load("nouns")["titles"]["female"], "female")
    return found


@cache
def _gendered() -> Mapping[str, Gender]:
    return dict.fromkeys(load("nouns")["male"], "male") | dict.fromkeys(load("nouns")["female"], "female")


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """Return the singular of a lower-case English noun (the word itself where it is none)."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("women", "men")):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


@lru_cache(maxsize=1 << 16)
def is_plural(word: str) -> bool:
    """Tell whether a lower-case noun is a plural form or names many people."""
    return word in words("nouns", "groups") or singular(word) != word or word in ("people", "police")


@lru_cache(maxsize=1 << 16)
def noun_kind(word: str) -> NounKind | None:
    """Return what a lower-case noun in the singular or plural stands for, None where no list holds it."""
    base = singular(word)
    one_or_many: NounKind = "person" if base == word else "group"
    listed: dict[str, NounKind] = {"people": one_or_many, "groups": "group", "bodies": "body", "things": "thing"}
    for key, kind in listed.items():
        if base in words("nouns", key) or (key == "groups" and word in words("nouns", key)):
            return kind
    last = base.rsplit("-", 1)[-1]
    if last != base:
        return noun_kind(last if base == word else last + "s")
    return one_or_many if base.endswith(_PERSON_SUFFIXES) else None


@lru_cache(maxsize=1 << 16)
def is_role(word: str) -> bool:
    """Tell whether a word, in any case, names what a person is (minister, spokeswoman, Secretary)."""
    lower = word.lower()
    return lower in titles() or noun_kind(lower) == "person" or singular(lower) in words("nouns", "people")


@lru_cache(maxsize=1 << 16)
def is_modifier(word: str) -> bool:
    """Tell whether a word, in any case, often stands before a role (former, deputy, defense)."""
    return word.lower() in words("nouns", "modifiers")


@lru_cache(maxsize=1 << 16)
def is_function(word: str) -> bool:
    """Tell whether a lower-case word is a determiner, preposition, auxiliary, adverb or common verb."""
    return word in words("nouns", "function_words") or word in words("nouns", "speech")


@lru_cache(maxsize=1 << 16)
def noun_gender(word: str) -> Gender | None:
    """Return the gender that a noun or a title shows ("spokeswoman", "Mr."), None where it shows none."""
    lower = word.lower()
    shown = titles().get(lower) or _gendered().get(singular(lower))
    if shown is None and lower.endswith(_FEMALE_SUFFIXES) and noun_kind(lower) in ("person", "group"):
        return "female"
    return shown


@lru_cache(maxsize=1 << 16)
def given_gender(name: str) -> Gender | None:
    """Return the gender that a given name mostly shows, None where it is unknown or shared."""
    key = name.lower()
    female, male = key in lowered("given_names", "female"), key in lowered("given_names", "male")
    if female == male:
        head = key.split("-", 1)[0]
        return given_gender(head) if head != key else None
    return "female" if female else "male"


@cache
def same_role(one: str, other: str) -> bool:
    """Tell whether two lower-case role nouns may describe one office ("spokesman", "spokeswoman")."""
    if singular(one) == singular(other):
        return True
    return any(singular(one) in group and singular(other) in group for group in load("nouns")["equivalents"])
