"""Arabic and Persian names: the sounds that a transliteration may stand for, without the article.

Newspapers write one sound in many ways (Gaddafi, Qadhafi, Kadafi; Mohammed, Muhammad) and the article as al-, el- or
not at all. "Bin" is no article: it tells whose son one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, product

from models.naming import lexicon

_DOUBLED = re.compile(r"([^aeiou])\1")
_SERVANT = re.compile(r"abd(?:[aeu]|ou)l?(?=..)")
_MOST = 64
"""Readings kept of one name; a name of many doubtful vowels has more than anybody writes."""


def readings(words: Sequence[str]) -> frozenset[str]:
    """Return the sounds that a name may stand for; none where nothing shows that it is an Arabic one."""
    plain = [part for word in words for part in word.replace("'", "").replace("`", "").split("-") if part]
    if not (_articled(words) or any(map(_shows, plain))):
        return frozenset()
    parts = list(_parts(plain))
    return frozenset(map("".join, islice(product(*map(_sounds, parts)), _MOST))) if len(parts) > 1 else frozenset()


def _articled(words: Sequence[str]) -> bool:
    return any(word.startswith(("al-", "el-")) for word in words) or not {"al", "el"}.isdisjoint(words[1:])


def _parts(plain: Sequence[str]) -> Iterator[str]:
    """Yield the parts of a name without articles, a servant joined to whom he serves ("abdel fattah")."""
    servant = ""
    for index, word in enumerate(plain):
        if index and index + 1 < len(plain) and word in _listed("particles"):
            continue
        if word in _listed("sons"):
            yield "bin"
        elif index + 1 < len(plain) and word in _listed("servants"):
            servant = "abd"
        else:
            yield servant + _SERVANT.sub("abd", word)
            servant = ""


@lru_cache(maxsize=1 << 14)
def _sounds(word: str) -> tuple[str, ...]:
    """Return the ways in which a word may sound, its last h unheard and doubled consonants single."""
    spelled = _DOUBLED.sub(r"\1", word)
    spelled = re.sub(r"(?<=[aeiou])h$", "", spelled)
    heard: list[Sequence[str]] = []
    at = 0
    while at < len(spelled):
        piece = spelled[at : at + 2] if spelled[at : at + 2] in _table() else spelled[at]
        sound = _table().get(piece, piece)
        heard.append([sound] if isinstance(sound, str) else sound)
        at += len(piece)
    return tuple(map("".join, islice(product(*heard), _MOST)))


@cache
def _shows(word: str) -> bool:
    """Tell whether a word shows that the name is an Arabic one: a given name, or "bin", "abu", "abd"."""
    return word.startswith("abd") or word in _listed("marks") or not _givens().isdisjoint(_sounds(word))


@cache
def _givens() -> frozenset[str]:
    listed: Sequence[str] = lexicon.load("romanization")["arabic"]["given"]
    return frozenset(sound for name in listed for sound in _sounds(name))


@cache
def _table() -> Mapping[str, str | Sequence[str]]:
    table: Mapping[str, str | Sequence[str]] = lexicon.load("romanization")["arabic"]["sounds"]
    return table


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(lexicon.load("romanization")["arabic"][key])
