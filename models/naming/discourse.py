"""Follow a text from mention to mention, and say for each which parties of the document it means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.naming import antecedents, descriptions, lexicon
from models.naming.antecedents import Place, Trace
from models.naming.entities import Cast, Entity
from models.naming.gather import Link, gather
from models.naming.mentions import Mention, role_head

_FIRST = frozenset({"i", "you", "your", "yours", "me", "my", "we", "us", "our", "ours", "mine", "myself", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a mention, and the attribution whose source it belongs to (None elsewhere), with that one's contents."""

    mention: Mention
    attribution: int | None = None
    content: tuple[tuple[int, int], ...] = ()


class Discourse:
    """Hold the parties of one document and what has been said of them up to where the reading stands."""

    def __init__(
        self,
        text: str,
        *,
        sentences: Sequence[tuple[int, int]],
        paragraphs: Sequence[tuple[int, int]],
        quotes: Sequence[tuple[int, int]],
        offices: Callable[[Entity], Sequence[str]] = lambda _: (),
        spelled: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.text = text
        self._offices = offices
        self.cast = Cast(spelled)
        self.trail: list[Trace] = []
        self.things: dict[str, Link] = {}
        self._sentences = [start for start, _ in sentences]
        self._paragraphs = [start for start, _ in paragraphs]
        self._quotes = list(quotes)
        self._quote_starts = [start for start, _ in self._quotes]

    def read(self, found: Sequence[Found]) -> list[tuple[Link, ...]]:
        """Return the parties of each mention; the mentions are in order of the text."""
        named = gather(self.cast, [each.mention for each in found])
        for entity in self.cast.all:
            entity.seen, entity.last = 0, -1
            self._inform(entity)
        answers: list[tuple[Link, ...]] = []
        for index, each in enumerate(found):
            links = self._resolve(each, named.get(index))
            self._remember(each, links)
            if index and links and _joined(self.text, found[index - 1].mention, each.mention):
                self._pair(each, answers[-1], links)
            answers.append(links)
        return answers

    @property
    def home(self) -> str | None:
        """Return the nation at home in the text: the first one named, unless another is named twice as often."""
        counts: Counter[str] = Counter()
        for trace in self.trail:
            entity = self.cast.all[trace.entity]
            counts.update(entity.nations if not entity.heads else ())
        often = counts.most_common(1)
        first = next(iter(counts), None)
        return first if first is None or 2 * counts[first] > often[0][1] else often[0][0]

    def subject(self, start: int, end: int) -> Entity | None:
        """Return the party that is the first subject between two positions, outside quotations; None without one."""
        first = bisect_left(self.trail, start, key=lambda trace: trace.start)
        for trace in self.trail[first:]:
            if trace.start >= end:
                break
            if trace.subject and not trace.quoted:
                return self.cast.all[trace.entity]
        return None

    def _inform(self, entity: Entity) -> None:
        """Add the offices that the register gives a person around the day of publication."""
        for title in self._offices(entity) if entity.kind == "person" else ():
            head = role_head(title)
            if head:
                entity.heads.add(head)
                entity.modifiers |= {word.lower() for word in title.split()}

    def place(self, each: Found) -> Place:
        """Return where a mention stands."""
        start = each.mention.start
        return Place(
            start,
            bisect_right(self._sentences, start),
            bisect_right(self._paragraphs, start),
            each.content,
            self.quoted(start),
        )

    def quoted(self, position: int) -> bool:
        """Tell whether a position lies inside a direct quotation."""
        index = bisect_right(self._quote_starts, position) - 1
        return index >= 0 and position < self._quotes[index][1]

    def _resolve(self, each: Found, named: Link | None) -> tuple[Link, ...]:
        mention = each.mention
        if named:
            return self._expand(named)
        if mention.sort == "pronoun":
            return self._pronoun(each)
        place = self.place(each)
        owner = self._owner(each)
        return descriptions.resolve(self, mention, place, owner)

    def _owner(self, each: Found) -> Entity | None:
        owner = each.mention.owner
        if owner is None:
            return None
        links = self._resolve(Found(owner, each.attribution, each.content), self._by_name(owner))
        return links[0].entity if links else None

    def _by_name(self, mention: Mention) -> Link | None:
        return gather(self.cast, [mention]).get(0) if mention.sort == "name" else None

    def _pronoun(self, each: Found) -> tuple[Link, ...]:
        mention, place = each.mention, self.place(each)
        if mention.head in _FIRST:
            return ()
        if mention.head in _RELATIVE:
            return self._relative(mention)
        choice = antecedents.choose(mention, place, self.trail, self.cast.all)
        if choice is None:
            return ()
        if choice.entity.kind is None and mention.kind in ("person", "body", "group"):
            choice.entity.kind = "person" if mention.kind == "person" else "body"
        return self._expand(Link(choice.entity, choice.certainty))

    def _expand(self, link: Link) -> tuple[Link, ...]:
        members = link.entity.members
        return tuple(Link(self.cast.all[number], link.certainty) for number in members) if members else (link,)

    def _relative(self, mention: Mention) -> tuple[Link, ...]:
        """Return the party named right before a relative pronoun."""
        for trace in reversed(self.trail[-3:]):
            between = self.text[trace.start : mention.start]
            if len(between) <= 60 and not any(mark in between for mark in ".!?\n"):
                return self._expand(Link(self.cast.all[trace.entity], 0.6))
        return ()

    def _remember(self, each: Found, links: Sequence[Link]) -> None:
        for link in links:
            self._trace(each, link.entity)

    def _trace(self, each: Found, entity: Entity) -> None:
        mention, place = each.mention, self.place(each)
        entity.seen += 1
        entity.last = mention.start
        if mention.sort == "pronoun" and mention.gender and each.attribution is None and not entity.named:
            entity.genders[mention.gender] += 1
        before = self.text[max(0, mention.start - 30) : mention.start].rstrip(" \"“‘'").split()
        opens = (
            not before or before[-1][-1] in ".!?:\n—" or "\n" in self.text[max(0, mention.start - 3) : mention.start]
        )
        prepositional = bool(before) and before[-1].lower() in lexicon.words("nouns", "prepositions")
        source = each.attribution is not None
        self.trail.append(
            Trace(
                mention.start,
                place.sentence,
                place.paragraph,
                entity.number,
                mention.head or mention.words.lower(),
                mention.sort == "pronoun",
                source or (not prepositional and not _owns(self.text, mention)),
                opens,
                not self.trail or self.trail[-1].paragraph != place.paragraph,
                source,
                place.quoted,
            )
        )

    def _pair(self, each: Found, before: Sequence[Link], links: Sequence[Link]) -> None:
        """Remember two parties joined by "and" as one plural party."""
        numbers = tuple(dict.fromkeys(link.entity.number for link in [*before, *links]))
        if len(numbers) < 2:
            return
        pair = self.cast.new("group", plural=True)
        pair.members = numbers
        self._trace(each, pair)


def _owns(text: str, mention: Mention) -> bool:
    return text[mention.end : mention.end + 2] in ("'s", "’s") or mention.head in ("his", "her", "their", "its")


def _joined(text: str, one: Mention, other: Mention) -> bool:
    if one.sort == "pronoun" or other.sort == "pronoun" or not 0 < other.start - one.end <= 40:
        return False
    between = text[one.end : other.start].split()
    return (
        len(between) >= 1
        and between[0].lower() == "and"
        and len(between) <= 5
        and (len(between) == 1 or (other.sort == "name" and bool(other.role)) or other.sort == "nominal")
    )
