"""The parties of one document: names gathered into persons and bodies, descriptions into people and groups."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from models.naming import lexicon
from models.naming.lexicon import Gender, NounKind
from models.naming.mentions import Mention
from models.naming.names import is_initial

_SMALL = frozenset({"of", "the", "for", "and", "&", "on", "in", "at"})
_SPELLINGS = {"defence": "defense", "labour": "labor", "centre": "center", "organisation": "organization"}


@dataclass(slots=True)
class Entity:
    """Hold one party while a document is read: its names, roles, and the evidence for what it is."""

    number: int
    kind: NounKind | None
    names: Counter[tuple[str, ...]] = field(default_factory=Counter)
    words: str = ""
    roles: dict[str, None] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    genders: Counter[Gender] = field(default_factory=Counter)
    plural: bool = False
    owner: int | None = None
    members: tuple[int, ...] = ()
    seen: int = 0
    last: int = -1

    @property
    def gender(self) -> Gender | None:
        """Return the gender that most of the evidence shows."""
        female, male = self.genders["female"], self.genders["male"]
        if female == male:
            return None
        return "female" if female > male else "male"

    @property
    def named(self) -> bool:
        """Tell whether the document names the party."""
        return bool(self.names)

    def learn(self, mention: Mention) -> None:
        """Add what a mention shows of the party."""
        if mention.name:
            self.names[mention.name] += 1
        if mention.kind in ("person", "body") and self.kind is None:
            self.kind = mention.kind
        if mention.role and mention.sort == "name" and mention.head not in ("counterpart", ""):
            self.roles.setdefault(mention.role)
        if mention.head and mention.kind == "person" and mention.sort != "pronoun":
            self.heads.add(mention.head)
        if mention.nation and mention.sort != "pronoun":
            self.nations.add(mention.nation)
        self.modifiers |= mention.modifiers | {word.lower() for word in mention.role.split()}
        if mention.gender and mention.sort != "pronoun":
            self.genders[mention.gender] += 5
        if self.kind == "person" and mention.sort == "name" and len(mention.name) > 1:
            given = lexicon.given_gender(_given(mention.name))
            if given:
                self.genders[given] += 1


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word in lower case without accents, full stops, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", word).lower()
    return "".join(mark for mark in plain if mark.isalnum())


def is_suffix(word: str) -> bool:
    """Tell whether a word follows a family name ("Jr.", "III")."""
    return word.lower() in lexicon.words("given_names", "suffixes")


@lru_cache(maxsize=1 << 16)
def core(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded words of a person's name without middle initials and suffixes."""
    kept = [word for index, word in enumerate(name) if not (index and (is_initial(word) or is_suffix(word)))]
    return tuple(fold(word) for word in kept if fold(word)) or tuple(fold(word) for word in name)


@lru_cache(maxsize=1 << 16)
def family_first(name: tuple[str, ...]) -> bool:
    """Tell whether a person's family name is written first ("Jeong Kyeong-doo", "Kim Jong Un", "Xi Jinping")."""
    listed = name[0] in lexicon.words("given_names", "family_first")
    if len(name) < 2 or not listed or lexicon.given_gender(name[0]):
        return len(name) == 2 and "-" in name[1] and name[1].split("-", 1)[1][:1].islower()
    return (len(name) <= 3 and name[-1] not in lexicon.words("given_names", "family_first")) or "-" in name[-1]


def _given(name: tuple[str, ...]) -> str:
    return name[-1] if family_first(name) else name[0]


def family(name: tuple[str, ...]) -> str:
    """Return the folded family name of a person's name."""
    words = core(name)
    if family_first(name):
        return words[0]
    return words[-1]


@lru_cache(maxsize=1 << 16)
def _long(given: str) -> str:
    found: str = lexicon.load("given_names")["short"].get(given, given)
    return found


@lru_cache(maxsize=1 << 16)
def body_key(name: tuple[str, ...]) -> frozenset[str]:
    """Return the folded content words of a body's name, one spelling for "defence" and "defense"."""
    return frozenset(
        _SPELLINGS.get(fold(word), fold(word)) for word in name if word.lower() not in _SMALL and fold(word)
    )


def acronym(name: Sequence[str]) -> str:
    """Return the initials of a body's name, small words left out ("Democratic National Committee" gives "dnc")."""
    return "".join(fold(word)[:1] for word in name if word.lower() not in _SMALL)


class Cast:
    """Gather the named parties of one document; every look-up goes through an index of name words."""

    def __init__(self, spelled: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.all: list[Entity] = []
        self._persons: dict[str, list[Entity]] = defaultdict(list)
        self._bodies: dict[str, list[Entity]] = defaultdict(list)
        self._nations: dict[str, Entity] = {}
        self._described: dict[tuple[NounKind, str], Entity] = {}
        self.spelled: Mapping[str, tuple[str, ...]] = spelled or {}

    def new(self, kind: NounKind | None, *, words: str = "", plural: bool = False) -> Entity:
        """Return a new party without a name."""
        entity = Entity(len(self.all), kind, words=words, plural=plural)
        self.all.append(entity)
        return entity

    def group(self, words: str) -> Entity:
        """Return the group that goes by these words in this document."""
        return self._worded("group", words)

    def described(self, words: str) -> Entity:
        """Return the body without a name that goes by these words in this document."""
        return self._worded("body", words)

    def _worded(self, kind: NounKind, words: str) -> Entity:
        key = (kind, words.lower())
        if key not in self._described:
            self._described[key] = self.new(kind, words=words, plural=kind == "group")
        return self._described[key]

    def nation(self, name: str) -> Entity:
        """Return the government of a nation."""
        if name not in self._nations:
            entity = self._nations[name] = self.new("body", words=name)
            entity.names[tuple(name.split())] += 1
            entity.nations.add(name)
        return self._nations[name]

    def person(self, mention: Mention) -> Entity:
        """Return the person of a name of two words or more, a new one where nobody of this name is known."""
        words = core(mention.name)
        junior = any(is_suffix(word) for word in mention.name)
        for entity in reversed(self._persons.get(family(mention.name), [])[-40:]):
            if any(_same_person(words, name) and junior == any(map(is_suffix, name)) for name in entity.names):
                return entity
        entity = self.new("person")
        self._index(entity, mention.name)
        return entity

    def _index(self, entity: Entity, name: tuple[str, ...]) -> None:
        for word in {family(name), *core(name)}:
            self._persons[word].append(entity)

    def bearers(self, word: str) -> list[Entity]:
        """Return the persons with a name word, in order of first mention."""
        return self._persons.get(fold(word), [])

    def lone(self, mention: Mention) -> Entity:
        """Return a new person known by one name word only; it may yet turn out to be a body."""
        entity = self.new(mention.kind)
        self._index(entity, mention.name)
        return entity

    def body(self, mention: Mention) -> Entity:
        """Return the body of a name, matched by its words, its initials or its short form."""
        name = mention.name
        found = self.find_body(name, mention.nation)
        if found is None:
            found = self.new("body")
            if len(name) == 1 and name[0] in self.spelled:
                name = self.spelled[name[0]]
                found.names[name] += 1
            for word in {*body_key(name), acronym(name), fold("".join(name))}:
                if word:
                    self._bodies[word].append(found)
        return found

    def find_body(self, name: tuple[str, ...], nation: str | None = None) -> Entity | None:
        """Return the known body that a full, short or abbreviated name means, None where there is none."""
        name = self.spelled.get(name[0], name) if len(name) == 1 else name
        key = body_key(name)
        single = fold("".join(name)) if len(name) == 1 else ""
        candidates: Iterable[Entity] = reversed(self._bodies.get(single or fold(name[-1]), [])[-40:])
        for entity in candidates:
            if nation and entity.nations and nation not in entity.nations:
                continue
            if any(_differs(name, other) for other in entity.names):
                continue
            for other in entity.names:
                if body_key(other) == key or (single and len(other) > 1 and single == acronym(other)):
                    return entity
                if _short_form(name, other) or _short_form(other, name):
                    return entity
        if len(name) > 1:
            for entity in self._bodies.get(acronym(name), []):
                if any(
                    len(other) == 1 and fold(other[0]) == acronym(name) and other[0].isupper() for other in entity.names
                ):
                    return entity
        return None

    def family(self, plural: str) -> list[Entity]:
        """Return the persons whom the plural of a family name means ("the Wellers")."""
        if not plural.endswith("s") or self.bearers(plural):
            return []
        word = fold(plural.removesuffix("es") if plural.endswith(("ses", "zes", "ches")) else plural[:-1])
        return [entity for entity in self.bearers(word) if any(family(name) == word for name in entity.names)]


def _same_person(one: tuple[str, ...], name: tuple[str, ...]) -> bool:
    other = core(name)
    if one == other:
        return True
    if len(other) < 2:
        return False
    if one[-1] == other[-1] and _long(one[0]) == _long(other[0]):
        return True
    if len(one) == len(other) == 2:
        return "".join(one) == "".join(other)
    short, long = sorted((one, other), key=len)
    tail = long[-len(short) :] == short and lexicon.given_gender(short[0]) is None
    return tail or "".join(one) == "".join(other)


def _differs(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two long names of bodies are of different ones ("New York Post", "Washington Post")."""
    small, large = sorted((body_key(one), body_key(other)), key=len)
    return len(small) > 1 and not small <= large and acronym(one) != acronym(other)


def _short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether one body name shortens another ("Times" of "New York Times", "Defence Ministry")."""
    if len(short) >= len(full):
        return False
    small, large = body_key(short), body_key(full)
    if len(short) == 1:
        return fold(short[0]) in large and short[0] in lexicon.words("nouns", "body_names")
    return small < large and bool(small & {fold(word) for word in lexicon.words("nouns", "body_names")})


def same_nation(one: Iterable[str], other: str | None) -> bool:
    """Tell whether a nation goes with a set of nations; an unknown one goes with all."""
    known = set(one)
    return other is None or not known or other in known
