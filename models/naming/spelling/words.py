"""A person's name as words to compare: in plain letters, without middle initials and suffixes, which stand apart."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from models.naming import lexicon
from models.naming.names import is_initial

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the lower-case ASCII words of a name, the letters of its middle initials, and its suffix ("jr").

    Hyphens and apostrophes stay inside the words; initials that begin a name are its first word ("hr", "mcmaster").
    """

    all: tuple[str, ...]
    initials: str = ""
    suffix: str = ""


@lru_cache(maxsize=1 << 16)
def read(name: str) -> Words:
    """Return the words of a name as written in any script."""
    words: list[str] = []
    initials = suffix = ""
    for token in anyascii(name.replace("’", "'")).split():
        plain = token.strip(".,").lower()
        if token.lower() in lexicon.words("given_names", "suffixes") or plain in lexicon.words(
            "given_names", "suffixes"
        ):
            suffix = plain
        elif _is_initial(token):
            initials += token.replace(".", "").lower()
        else:
            if initials and not words:
                words, initials = [initials], ""
            words.append(plain)
    return Words(tuple(word for word in words if word), initials, suffix)


def _is_initial(token: str) -> bool:
    """Tell whether a token is initials, with or without full stops ("T.", "H.W.", "JD")."""
    bare = len(token) <= 2 and token.isupper() and not any(letter in "AEIOUY" for letter in token[1:])
    return is_initial(token) or (bare and token.isalpha())


def latin(name: str) -> frozenset[str]:
    """Return the letters of a name's words in the ways in which they are written without umlauts ("oe" or "o")."""
    spelled = unicodedata.normalize("NFC", name)
    return frozenset("".join(map(letters, read(form).all)) for form in {spelled, spelled.translate(_UMLAUTS)})


def letters(word: str) -> str:
    """Return a word's letters and digits alone."""
    return "".join(mark for mark in word if mark.isalnum())
