"""What one noun phrase shows of whom it means: its name, role, nation, owner, number and gender."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from models.naming import lexicon
from models.naming.lexicon import Gender, NounKind
from models.naming.tokens import Token

Sort = Literal["name", "pronoun", "nominal"]

PRONOUNS: dict[str, tuple[NounKind | None, Gender | None, bool]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("person", "male", False)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("person", "female", False)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("group", None, True)),
    **dict.fromkeys(("it", "its", "itself"), ("body", None, False)),
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "you", "your", "yours"), ("person", None, False)),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("group", None, True)),
    **dict.fromkeys(("who", "whom", "whose", "which", "that"), (None, None, False)),
}
OWNERS = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold what one noun phrase shows of whom it means; the range is that of its name, or of the whole phrase.

    `kind` is None where nothing tells a person from a body. `role` holds the words of an office as written, `head` its
    noun in lower-case singular, `modifiers` the other words of a description. `definite` is None for a bare phrase.
    """

    start: int
    end: int
    sort: Sort
    words: str
    kind: NounKind | None = None
    name: tuple[str, ...] = ()
    role: str = ""
    head: str = ""
    nation: str | None = None
    modifiers: frozenset[str] = frozenset()
    gender: Gender | None = None
    plural: bool = False
    definite: bool | None = None
    owner: Mention | None = None
    title: str = ""
    titled: bool = False
    count: int = field(default=0)


def pronoun(token: Token) -> Mention:
    """Return the mention of a personal, possessive or relative pronoun."""
    kind, gender, plural = PRONOUNS[token.lower]
    return Mention(
        token.start,
        token.end,
        "pronoun",
        token.text,
        kind,
        head=token.lower,
        gender=gender,
        plural=plural,
        definite=True,
    )


def role_head(role: str) -> str:
    """Return the last role noun of a role, in lower-case singular ("" where there is none)."""
    inner = (
        role.split(" of ", maxsplit=1)[0]
        .split(" at ", maxsplit=1)[0]
        .split(" for ", maxsplit=1)[0]
        .split(" in ", maxsplit=1)[0]
        .split(",", maxsplit=1)[0]
    )
    for word in reversed(inner.split()):
        if lexicon.is_role(word):
            base = lexicon.singular(word.lower().rstrip("."))
            full: str = lexicon.load("nouns")["abbreviated"].get(base, base)
            return full
    return ""
