"""Say whom a description means: the minister of a nation, the official spoken of before, both sides, a new party."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.naming import lexicon
from models.naming.antecedents import Place
from models.naming.entities import Entity, body_key, fold, same_nation
from models.naming.gather import Link
from models.naming.mentions import Mention

if TYPE_CHECKING:
    from models.naming.discourse import Discourse

_EMPTY = frozenset(
    {"former", "the", "his", "her", "its", "their", "senior", "new", "current", "then", "outgoing", "own"}
)
_SPELLINGS = {"defence": "defense", "labour": "labor", "gop": "republican", "us": "u.s."}
_EARLY = 900
# "The three-judge court", folded: how many belong to a body is no part of its name.
_COUNTED = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\w*(?:judge|member|person|nation|party|man)$"
)


def resolve(discourse: Discourse, mention: Mention, place: Place, owner: Entity | None) -> tuple[Link, ...]:
    """Return the parties that a description means; none where it describes no party at all."""
    if mention.kind == "thing" or mention.kind is None:
        return _thing(discourse, mention, owner)
    if mention.kind == "body" and (not mention.plural or _is_mass(mention)):
        return (_body(discourse, mention, place, owner),)
    if mention.plural or mention.kind == "group":
        return _group(discourse, mention, place, owner)
    return (_person(discourse, mention, place, owner),)


def _thing(discourse: Discourse, mention: Mention, owner: Entity | None) -> tuple[Link, ...]:
    """Return whom a poll, report or speech comes from, as far as the text has said so."""
    if owner:
        link = Link(owner, 0.75 if mention.kind else 0.5)
        discourse.things[mention.head] = link
        return (link,)
    before = discourse.things.get(mention.head)
    if before and mention.definite:
        return (Link(before.entity, 0.65),)
    if mention.definite is not False or mention.plural or mention.head not in lexicon.words("nouns", "reports"):
        return ()
    entity = discourse.cast.new("thing", words=mention.words)
    discourse.things[mention.head] = Link(entity, 0.75)
    return (discourse.things[mention.head],)


def _same(mention: Mention, entity: Entity) -> bool:
    return any(lexicon.same_role(mention.head, head) for head in entity.heads)


def _plain(words: Iterable[str]) -> set[str]:
    return {_SPELLINGS.get(word, word) for word in words} - _EMPTY


def _person(discourse: Discourse, mention: Mention, place: Place, owner: Entity | None) -> Link:
    """Return one person: known by role, by relation, or new."""
    if mention.head == "counterpart" and owner:
        found = _counterpart(discourse, mention, owner, place)
        if found:
            return found
    if mention.definite or (mention.definite is None and place.start < _EARLY):
        found = _known_person(discourse, mention, place, owner)
        if found:
            return found
    if not mention.definite and place.start < _EARLY and not mention.words.lower().startswith("another"):
        found = _introduced_later(discourse, mention)
        if found:
            return found
    entity = discourse.cast.new("person", words=_words(mention, owner))
    entity.owner = owner.number if owner else None
    entity.learn(mention)
    return Link(entity, 0.85 if not mention.definite else 0.6)


def _words(mention: Mention, owner: Entity | None) -> str:
    """Return the words of a description with a pronoun before it replaced by the owner's name."""
    if mention.owner is None or mention.owner.sort != "pronoun" or owner is None or not owner.named:
        return mention.words
    name = " ".join(owner.names.most_common(1)[0][0])
    return f"{name}’s {mention.words.split(' ', 1)[-1]}"


def _recent(discourse: Discourse, place: Place, limit: int = 80) -> list[Entity]:
    """Return the parties mentioned before, the latest first, each once."""
    numbers = dict.fromkeys(trace.entity for trace in reversed(discourse.trail[-limit:]) if trace.start < place.start)
    return [discourse.cast.all[number] for number in numbers]


def _known_person(discourse: Discourse, mention: Mention, place: Place, owner: Entity | None) -> Link | None:
    ranked: list[tuple[float, Entity]] = []
    for order, entity in enumerate(_recent(discourse, place)):
        fit = _fit(mention, entity, owner)
        if fit is not None:
            ranked.append((fit - 0.5 * math.log2(1 + order) + 0.2 * math.log2(1 + entity.seen), entity))
    ranked.sort(key=lambda item: -item[0])
    if not ranked:
        return None
    best, entity = ranked[0]
    margin = best - ranked[1][0] if len(ranked) > 1 else 3.0
    return Link(entity, 0.92 / (1.0 + math.exp(-margin - 0.5)))


def _fit(mention: Mention, entity: Entity, owner: Entity | None) -> float | None:
    """Return how well a description suits a person, None where they clash or share no role."""
    if entity.kind != "person" or entity.plural or (owner and owner.number == entity.number):
        return None
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return None
    if not same_nation(entity.nations, mention.nation):
        return None
    if owner and entity.owner is not None and entity.owner != owner.number:
        return None
    exact = any(lexicon.singular(mention.head) == head for head in entity.heads)
    if not (exact or (entity.named and _same(mention, entity))):
        return None
    wanted, known = _plain(mention.modifiers), _plain(entity.modifiers)
    shared = len(wanted & known) / len(wanted) if wanted else 0.5
    return 1.0 + 1.5 * shared + 0.8 * exact + (0.5 if mention.nation and mention.nation in entity.nations else 0.0)


def _counterpart(discourse: Discourse, mention: Mention, owner: Entity, place: Place) -> Link | None:
    """Return the person of another nation who holds the same office as the owner."""
    best: tuple[float, Entity] | None = None
    for order, entity in enumerate(_recent(discourse, place, 200)):
        if entity.kind != "person" or entity is owner or not same_nation(entity.nations, mention.nation):
            continue
        office = any(lexicon.same_role(one, other) for one in owner.heads for other in entity.heads)
        stated = bool(mention.nation and mention.nation in entity.nations)
        if office or (stated and not entity.heads):
            fit = 1.0 * office + 1.0 * stated + 0.3 * entity.named - 0.05 * order
            if best is None or fit > best[0]:
                best = (fit, entity)
    return Link(best[1], 0.75) if best else None


def _introduced_later(discourse: Discourse, mention: Mention) -> Link | None:
    """Return the named person whom the first lines describe before the name is given ("A judge ... Justice Smith")."""
    if mention.head in lexicon.words("nouns", "generic_people"):
        return None
    fitting = [
        entity
        for entity in discourse.cast.all
        if entity.named and entity.seen == 0 and (_fit(mention, entity, None) or 0.0) >= 1.0
    ]
    return Link(fitting[0], 0.6) if len(fitting) == 1 else None


def _group(discourse: Discourse, mention: Mention, place: Place, owner: Entity | None) -> tuple[Link, ...]:
    """Return the persons that a plural means where the text makes them clear, else a group."""
    if mention.definite and mention.count in (0, 2) and owner is None:
        pair = _pair(discourse, mention, place)
        if pair:
            return pair
    if mention.definite or (mention.modifiers and _is_mass(mention)):
        for entity in _recent(discourse, place):
            if _is_group_again(mention, entity):
                return (Link(entity, 0.75),)
    key = _words(mention, owner)
    entity = discourse.cast.group(key)
    entity.heads.add(mention.head)
    entity.learn(mention)
    return (Link(entity, 0.85),)


def _is_mass(mention: Mention) -> bool:
    """Tell whether a noun names many people in the singular ("state media", "the police")."""
    return mention.role.lower().endswith(mention.head)


def _is_group_again(mention: Mention, entity: Entity) -> bool:
    if not entity.plural or entity.members or mention.head not in entity.heads:
        return False
    return _plain(mention.modifiers) <= _plain(entity.modifiers) and same_nation(entity.nations, mention.nation)


def _pair(discourse: Discourse, mention: Mention, place: Place) -> tuple[Link, ...]:
    """Return the two persons of one role whom "the two ministers" or "both sides" mean."""
    if mention.head in lexicon.words("nouns", "sides"):
        return _two_nations(discourse, mention, place)
    if lexicon.noun_kind(mention.head) != "person":
        return ()
    fitting = [
        entity
        for entity in _recent(discourse, place)
        if entity.kind == "person" and entity.named and (_same(mention, entity) or "counterpart" in entity.heads)
    ]
    strict = [entity for entity in fitting if mention.head in entity.heads]
    chosen = strict if len(strict) == 2 else fitting
    if len(chosen) == 2 and (mention.count == 2 or len(fitting) == 2):
        return tuple(Link(entity, 0.8) for entity in sorted(chosen, key=lambda entity: entity.number))
    return ()


def _two_nations(discourse: Discourse, mention: Mention, place: Place) -> tuple[Link, ...]:
    """Return the two nations mentioned last where the text says that there are two."""
    nations = [entity for entity in _recent(discourse, place) if _is_nation(discourse, entity)][:2]
    if mention.count != 2 or len(nations) != 2:
        return ()
    return tuple(Link(entity, 0.6) for entity in sorted(nations, key=lambda entity: entity.number))


def _body(discourse: Discourse, mention: Mention, place: Place, owner: Entity | None) -> Link:
    """Return the body that a description means: a government, a body named before, or one known by these words."""
    nation = mention.nation or (next(iter(owner.nations), None) if owner and owner.kind == "body" else None)
    if mention.head in ("government", "country", "nation", "state", "kingdom"):
        if nation:
            return Link(discourse.cast.nation(nation), 0.88)
        recent = [entity for entity in _recent(discourse, place) if _is_nation(discourse, entity)]
        if recent and mention.definite:
            return Link(recent[0], 0.6)
    key = frozenset(_SPELLINGS.get(fold(word), fold(word)) for word in mention.role.split()) - _EMPTY
    key = frozenset(word for word in key if not _COUNTED.match(word))
    if mention.definite or (mention.definite is None and len(key) > 1):
        found = _known_body(discourse, mention, place, key, nation)
        if found:
            return Link(found, 0.8)
    if mention.definite:
        early = discourse.cast.all if place.start < _EARLY else []
        for entity in [each for each in early if each.named and each.kind == "body" and each.seen == 0]:
            if len(key) > 1 and _body_fits(discourse, mention, entity, key, nation):
                return Link(entity, 0.75)
    entity = discourse.cast.described(_words(mention, owner))
    entity.learn(mention)
    entity.heads.add(mention.head)
    return Link(entity, 0.75)


def _known_body(
    discourse: Discourse, mention: Mention, place: Place, key: frozenset[str], nation: str | None
) -> Entity | None:
    """Return the body that a description takes up again: spoken of lately and often; without "the" none by name."""
    ranked = [
        (
            0.7 * math.log2(1 + entity.seen)
            - 0.5 * math.log2(1 + order)
            + 2.0 * any(key <= body_key(name) for name in entity.names),
            entity,
        )
        for order, entity in enumerate(_recent(discourse, place, 200))
        if entity.kind == "body"
        and (mention.definite or not entity.named)
        and _body_fits(discourse, mention, entity, key, nation)
    ]
    return max(ranked, key=lambda item: item[0])[1] if ranked else None


def _is_nation(discourse: Discourse, entity: Entity) -> bool:
    return (
        entity.kind == "body"
        and len(entity.nations) == 1
        and discourse.cast.nation(next(iter(entity.nations))) is entity
    )


def _body_fits(discourse: Discourse, mention: Mention, entity: Entity, key: frozenset[str], nation: str | None) -> bool:
    if nation and entity.nations and nation not in entity.nations:
        return False
    if _is_nation(discourse, entity):
        return False
    for name in entity.names:
        known = body_key(name)
        if key <= known:
            return True
        if mention.head in lexicon.words("nouns", "generic_bodies") and key <= {mention.head} and len(name) >= 1:
            return True
    return bool(key) and key <= _plain(entity.modifiers) | entity.heads
