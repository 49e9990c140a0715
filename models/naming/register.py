"""Look a document's party up among the known speakers, so that one person is one speaker over all documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.ids import slug
from models.naming import lexicon, nations, offices
from models.naming.entities import Entity, core, family, fold
from models.naming.mentions import role_head
from models.naming.spelling import keys, same_name
from models.records import KnownSpeaker

_SAME = {"person": ("person",), "body": ("organization",), "group": ("group",)}


class Register:
    """Hold the known speakers by full name and alias, by what these may be spelled as, and by family name."""

    def __init__(self, known: Iterable[KnownSpeaker] = ()) -> None:
        self._full: dict[str, list[KnownSpeaker]] = defaultdict(list)
        self._spelled: dict[str, list[KnownSpeaker]] = defaultdict(list)
        self._family: dict[str, list[KnownSpeaker]] = defaultdict(list)
        for speaker in known:
            for name in dict.fromkeys((speaker.name, *speaker.aliases)):
                self._add(speaker, name)

    def _add(self, speaker: KnownSpeaker, name: str) -> None:
        words = tuple(name.split())
        if not words:
            return
        if speaker.type == "person":
            if len(core(words)) > 1:
                self._put(self._full[_key(words)], speaker)
            for key in keys(name):
                self._put(self._spelled[key], speaker)
            self._put(self._family[family(words)], speaker)
        else:
            self._put(self._full[slug(name)], speaker)

    @staticmethod
    def _put(entries: list[KnownSpeaker], speaker: KnownSpeaker) -> None:
        if speaker not in entries:
            entries.append(speaker)

    def find(self, entity: Entity, home: str | None = None, *, among: Iterable[Entity] = ()) -> KnownSpeaker | None:
        """Return the known speaker that a party of a document is, None where that is not certain.

        `home` is the nation that the document is mostly about: a ministry without a nation is one of that nation's.
        `among` are the parties of the document.

        A full name is enough where one entry has it. Another spelling of one (Jung Kyung-doo for Jeong Kyeong-doo) is,
        where one entry goes by such a name, its nations and offices do not clash with the document's, and no other
        party of the document bears the name. A bare family name is not: a role or nation of the document must agree
        with the entry's, and no other entry may fit as well.
        """
        if entity.kind == "person":
            return self._person(entity, among)
        types = _SAME.get(entity.kind or "", ())
        plain = [phrase for phrase in (*(" ".join(name) for name in entity.names), entity.words) if phrase]
        owners = sorted(entity.nations) or ([home] if home and is_national(plain) else [])
        of_nation = [f"{form} {phrase}" for nation in owners for form in nations.forms(nation) for phrase in plain]
        for phrase in [*plain, *of_nation]:
            found = [entry for entry in self._full.get(slug(phrase), []) if entry.type in types]
            if len(found) == 1:
                return found[0]
        return None

    def offices(self, entity: Entity, year: int | None, *, among: Iterable[Entity] = ()) -> tuple[str, ...]:
        """Return the roles that the register gives a party, those written within three years of `year` or undated."""
        entry = self.find(entity, among=among)
        roles = entry.roles if entry else ()
        return tuple(role.title for role in roles if year is None or _near(role.written_on, year))

    def _person(self, entity: Entity, among: Iterable[Entity]) -> KnownSpeaker | None:
        full = _full_names(entity)
        for name in full:
            found = [entry for entry in self._full.get(_key(name), []) if _bears(entry, name)]
            best = found if len(found) == 1 else [entry for entry in found if _agrees(entity, entry)]
            if len(best) == 1:
                return best[0]
        if full:
            return self._other_spelling(entity, full, among)
        fitting = [
            entry for name in entity.names for entry in self._family.get(fold(name[-1]), []) if _agrees(entity, entry)
        ]
        unique = list({entry.id: entry for entry in fitting}.values())
        return unique[0] if len(unique) == 1 else None

    def _other_spelling(
        self, entity: Entity, full: Sequence[tuple[str, ...]], among: Iterable[Entity]
    ) -> KnownSpeaker | None:
        """Return the one entry with a name that a party's name may be another spelling of."""
        found = self._spelled_so(full)
        if len(found) != 1:
            return None
        (entry,) = found.values()
        titles = [role.title for role in entry.roles]
        others = (_full_names(other) for other in among if other is not entity and other.kind == "person")
        if offices.clash(entity.roles, titles, nation=entity.nations) or any(
            entry.id in self._spelled_so(names) for names in others
        ):
            return None
        return entry

    def _spelled_so(self, full: Iterable[tuple[str, ...]]) -> dict[str, KnownSpeaker]:
        return {
            entry.id: entry
            for name in full
            for key in keys(" ".join(name))
            for entry in self._spelled.get(key, ())
            if _bears(entry, name)
        }


def _full_names(entity: Entity) -> list[tuple[str, ...]]:
    """Return the names of two words or more that a document has for a party, the longest first."""
    return sorted((name for name in entity.names if len(core(name)) > 1), key=len, reverse=True)


def _bears(entry: KnownSpeaker, name: Sequence[str]) -> bool:
    """Tell whether neither suffix nor middle initials keep a name from being one of an entry's."""
    spelled = " ".join(name)
    return any(same_name(spelled, known) for known in (entry.name, *entry.aliases))


def is_national(phrases: Iterable[str]) -> bool:
    """Tell whether a body is of a kind that every nation has one of ("the Foreign Ministry", "the opposition")."""
    national = lexicon.words("nouns", "national_bodies")
    return any(phrase.lower() in national or not national.isdisjoint(phrase.lower().split()) for phrase in phrases)


def _near(written_on: str | None, year: int) -> bool:
    stated = (written_on or "")[:4]
    return not stated.isdigit() or abs(int(stated) - year) <= 3


def _key(words: Sequence[str]) -> str:
    return "".join(core(tuple(words)))


def _agrees(entity: Entity, entry: KnownSpeaker) -> bool:
    """Tell whether a role of the document goes with one of the register: the same office, and no other nation."""
    for role in entry.roles:
        head = role_head(role.title)
        nation = nations.nation_of(role.title)
        office = any(lexicon.same_role(head, other) for other in entity.heads) if head else False
        clash = nation and entity.nations and nation not in entity.nations
        shared = {word.lower() for word in role.title.split()} & entity.modifiers
        if office and not clash and (nation in entity.nations or shared):
            return True
    return False
