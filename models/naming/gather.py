"""Gather the names of a document into parties: full names first, then the short names that go back to them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.naming import lexicon, nations
from models.naming.entities import Cast, Entity, core, family, fold, same_nation
from models.naming.mentions import Mention

_NEAR = 600.0


@dataclass(frozen=True, slots=True)
class Link:
    """Hold the party that a mention means, and how sure that is, from 0 to 1."""

    entity: Entity
    certainty: float


def gather(cast: Cast, mentions: Sequence[Mention]) -> dict[int, Link]:
    """Return the party of each mention that is a name, by its index; the mentions are in order of the text."""
    found: dict[int, Link] = {}
    sides = {mention.nation for mention in mentions if mention.nation}
    for index, mention in enumerate(mentions):
        link = _full(cast, mention, sides) if mention.sort == "name" else None
        if link:
            link.entity.learn(mention)
            found[index] = link
    for telling in (_gendered, _titled, _any):
        _shorts(cast, mentions, found, telling)
    return found


def _gendered(mention: Mention) -> bool:
    return mention.gender is not None


def _titled(mention: Mention) -> bool:
    return mention.titled


def _any(_: Mention) -> bool:
    return True


def _shorts(
    cast: Cast, mentions: Sequence[Mention], found: dict[int, Link], telling: Callable[[Mention], bool]
) -> None:
    """Add the parties of the short names that tell enough; those with a title come before bare ones."""
    for entity in cast.all:
        entity.last = -1
    for index, mention in enumerate(mentions):
        if mention.sort != "name":
            continue
        if index not in found and telling(mention):
            found[index] = short(cast, mention)
            found[index].entity.learn(mention)
        if index in found:
            found[index].entity.last = mention.start


def _full(cast: Cast, mention: Mention, sides: set[str]) -> Link | None:
    """Return the party of a name that needs no other mention: a nation, a full name, a body."""
    phrase = " ".join(mention.name)
    place = nations.place(phrase) if mention.kind == "body" and not mention.titled else None
    if place:
        return Link(cast.nation(place.nation), 0.9)
    side = nations.side(phrase)
    if side and side in sides and mention.definite:
        return Link(cast.nation(side), 0.85)
    if mention.kind == "person" and len(core(mention.name)) > 1:
        return Link(cast.person(mention), 0.97)
    if mention.kind == "body" and (len(mention.name) > 1 or mention.definite):
        return Link(cast.body(mention), 0.93)
    return None


def short(cast: Cast, mention: Mention) -> Link:
    """Return the party of a name of one word, or of a name that nothing yet tells a person's from a body's."""
    word = mention.name[-1]
    if len(core(mention.name)) > 1:
        known = cast.find_body(mention.name, mention.nation)
        return Link(known, 0.85) if known else Link(cast.person(mention), 0.8)
    kin = cast.family(word) if mention.definite and mention.kind != "body" else []
    if kin:
        return Link(_all_of(cast, kin), 0.75)
    ranked = sorted(
        (
            (_score(mention, entity, word), entity)
            for entity in cast.bearers(word)[-60:]
            if _may_be(mention, entity, word)
        ),
        key=lambda item: -item[0],
    )
    if ranked:
        best, entity = ranked[0]
        margin = best - ranked[1][0] if len(ranked) > 1 else 4.0
        return Link(entity, 0.95 / (1.0 + math.exp(-1.2 * margin)) if len(ranked) > 1 else 0.95)
    body = cast.find_body(mention.name, mention.nation)
    if body and mention.kind != "person":
        return Link(body, 0.85)
    if mention.kind == "person" or (mention.kind is None and not (mention.definite or word.isupper())):
        return Link(cast.lone(mention), 0.8 if mention.titled else 0.6)
    return Link(cast.body(mention), 0.75)


def _all_of(cast: Cast, members: Sequence[Entity]) -> Entity:
    """Return one party for several, the party itself where there is only one."""
    if len(members) == 1:
        return members[0]
    whole = cast.new("group", plural=True)
    whole.members = tuple(entity.number for entity in members)
    return whole


def _may_be(mention: Mention, entity: Entity, word: str) -> bool:
    """Tell whether a lone name word may mean a person: no clash of gender, and no title with a given name."""
    if mention.kind == "body" and word.isupper() and len(word) <= 3:
        return False
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return False
    by_family = any(family(name) == fold(word) for name in entity.names)
    if by_family:
        return True
    return not mention.title and any(
        core(name)[0] == fold(word) or core(name)[-1] == fold(word) for name in entity.names
    )


def _score(mention: Mention, entity: Entity, word: str) -> float:
    value = 2.0 * any(family(name) == fold(word) for name in entity.names)
    value += 0.5 * math.log2(1 + sum(entity.names.values()))
    value += 1.0 * any(len(name) == 1 and fold(name[0]) == fold(word) for name in entity.names)
    value -= 1.0 * any(len(name) == 1 and fold(name[0]) != fold(word) for name in entity.names)
    if entity.last >= 0:
        value += 1.5 + 1.5 * math.exp((entity.last - mention.start) / _NEAR)
    if mention.head:
        value += 1.5 * any(lexicon.same_role(mention.head, head) for head in entity.heads)
    if mention.nation:
        value += 0.7 if same_nation(entity.nations, mention.nation) else -1.5
    return value
