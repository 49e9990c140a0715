"""Say who is behind each source: one canonical person, body or group per party, inside the document and beyond it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from models import text as prose
from models.ids import digest, document_id, slug
from models.naming import context, nations, phrases, uncued
from models.naming import names as proper
from models.naming.discourse import Discourse, Found
from models.naming.entities import Entity, core, is_suffix
from models.naming.gather import Link
from models.naming.lexicon import words
from models.naming.names import is_initial
from models.naming.register import Register, is_national
from models.records import Attribution, KnownSpeaker, Role, SaidOn, Span, Speaker, SpeakerType

_ROLES = 6
_NAME_WORD = r"[A-Z](?:[\w&-]|['’](?!s\b)(?=\w)|\.(?=\w))*"
_WITH_ARTICLE = re.compile(rf"(?<=[a-z,;] )The ({_NAME_WORD}(?: (?:of |and |& )?{_NAME_WORD})*)")
_ARTICLES = ("the ", "these ", "those ", "some ", "a ", "an ")


def resolve(
    text: str,
    *,
    sentences: Sequence[tuple[int, int]],
    names: Sequence[tuple[int, int, str]],
    attributions: Sequence[Attribution],
    register: Sequence[KnownSpeaker] = (),
    published: SaidOn | None = None,
) -> tuple[tuple[Speaker, ...], ...]:
    """Return the speakers of each draft attribution, in the order given; an empty tuple means unknown.

    `sentences` are half-open ranges and `names` ranges with PERSON, ORGANIZATION, LOCATION or MISC, all in code points
    of `text`; names may be missing. A speaker's confidence estimates the probability that it is the right one.
    """
    if not attributions:
        return ()
    paragraphs = prose.paragraphs(text)
    spans = _ordered(sentences, len(text)) or paragraphs
    quotes = _merged(span for each in attributions if each.kind == "direct" for span in _ranges(each.content))
    known, date = _register(tuple(register)), published.date if published else None
    year = int(date[:4]) if date and date[:4].isdigit() else None
    found = proper.find(text, spans, names)
    discourse = Discourse(
        text,
        sentences=spans,
        paragraphs=paragraphs,
        quotes=quotes,
        offices=lambda entity: known.offices(entity, year, among=discourse.cast.all),
        spelled=found.spelled,
    )
    mentions = _mentions(text, spans, found, attributions)
    answers: list[list[Link]] = [[] for _ in attributions]
    for each, links in zip(mentions, discourse.read(mentions), strict=True):
        if each.attribution is not None:
            answers[each.attribution] += links
    filled = uncued.fill(
        text,
        attributions,
        [tuple(links) for links in answers],
        sentences=spans,
        paragraphs=paragraphs,
        subject=discourse.subject,
    )
    naming = _Naming(text, known, date, discourse)
    return tuple(naming.speakers(links) for links in filled)


@lru_cache(maxsize=2)
def _register(known: tuple[KnownSpeaker, ...]) -> Register:
    """Return the register of some known speakers, made once for all documents of a pass."""
    return Register(known)


def _ordered(sentences: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    return sorted((max(0, start), min(end, length)) for start, end in sentences if max(0, start) < min(end, length))


def _ranges(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _mentions(
    text: str,
    sentences: Sequence[tuple[int, int]],
    known: proper.Names,
    attributions: Sequence[Attribution],
) -> list[Found]:
    """Return the mentions of all sources and of the text around them, in order, none told twice."""
    sources: list[Found] = []
    for index, each in enumerate(attributions):
        content = tuple(_ranges(each.content))
        for span in each.source[:1]:
            sources += [Found(mention, index, content) for mention in phrases.parse(text, span.start, span.end, known)]
    sources.sort(key=lambda each: each.mention.start)
    covered = _merged((each.mention.start, each.mention.end) for each in sources)
    whole = _merged((span.start, span.end) for each in attributions for span in each.source[:1])
    around = [
        Found(mention)
        for mention in context.scan(text, sentences, known)
        if not prose.overlapping(whole if mention.sort == "nominal" else covered, mention.start, mention.end)
    ]
    return sorted([*sources, *around], key=lambda each: each.mention.start)


class _Naming:
    """Turn parties of a document into speakers with ids, each party once."""

    def __init__(self, text: str, register: Register, written_on: str | None, discourse: Discourse) -> None:
        self._document = document_id(text)
        self._register = register
        self._written_on = written_on
        self._home = discourse.home
        self._parties = discourse.cast.all
        self._articled = articled(text)
        self._done: dict[int, Speaker | None] = {}

    def speakers(self, links: Sequence[Link]) -> tuple[Speaker, ...]:
        """Return the speakers of one attribution without doubles."""
        found: dict[str, Speaker] = {}
        for link in links:
            if link.entity.number not in self._done:
                self._done[link.entity.number] = self._speaker(link.entity)
            speaker = self._done[link.entity.number]
            if speaker and speaker.id not in found:
                confidence = round(min(1.0, max(0.0, link.certainty)), 4)
                found[speaker.id] = Speaker(speaker.id, speaker.name, speaker.type, confidence, speaker.roles)
        return tuple(found.values())

    def _speaker(self, entity: Entity) -> Speaker | None:
        roles = tuple(Role(title, self._written_on) for title in list(entity.roles)[:_ROLES])
        entry = self._register.find(entity, self._home, among=self._parties)
        if entry:
            return Speaker(entry.id, entry.name, entry.type, 1.0, roles)
        name, sort = canonical(entity, home=self._home)
        if (name in self._articled and not nations.body(name)) or (
            sort == "organization" and name in words("nouns", "with_article")
        ):
            name = f"The {name}"
        if not name:
            return None
        if sort == "anonymous":
            mark = digest("anonymous", self._document, entity.number)[:10]
            return Speaker(f"{slug(name)[:60]}-{mark}", f"{name} (anonymous)", sort, 1.0, roles)
        return Speaker(slug(name), name, sort, 1.0, roles)

    def _with_article(self, name: str) -> bool:
        """Tell whether a body's name holds a capital article: the list of newspapers or the text itself says so."""
        return name in words("nouns", "with_article") or (name in self._articled and not nations.body(name))


def canonical(entity: Entity, *, home: str | None = None) -> tuple[str, SpeakerType]:
    """Return the canonical name of a party and its type; an anonymous person's name is its description.

    `home` is the nation that the document is mostly about; "the opposition" alone is that nation's.
    """
    if entity.kind == "person" or (entity.kind is None and entity.named):
        return (_person(entity), "person") if entity.named else (entity.words, "anonymous")
    if entity.kind == "thing":
        return entity.words, "anonymous"
    if entity.kind == "group":
        return _bare(entity.words), "group"
    if entity.words and entity.names:
        return entity.words, "organization"
    name = _body(entity) if entity.names else _bare(entity.words)
    return _of_nation(name, entity, home), "organization"


def _of_nation(name: str, entity: Entity, home: str | None) -> str:
    """Return the name of a ministry, parliament or the like with its nation before it."""
    owners = sorted(entity.nations) or ([home] if home and name.lower() in words("nouns", "nations_own") else [])
    if len(owners) != 1 or not is_national([name]) or nations.nation_of(name):
        return name
    return f"{nations.forms(owners[0])[0]} {name}"


def articled(text: str) -> frozenset[str]:
    """Return the names that the text writes with a capital article inside a sentence ("according to The Hill")."""
    return frozenset(match[1] for match in _WITH_ARTICLE.finditer(text))


def _bare(name: str) -> str:
    for article in _ARTICLES:
        if name.lower().startswith(article):
            return name[len(article) :]
    return name


def _person(entity: Entity) -> str:
    """Return the fullest usual form: the commonest full name, middle initials left out where they are not customary."""
    full = [name for name in entity.names if len(core(name)) > 1]
    if not full:
        return _cased(" ".join(entity.names.most_common(1)[0][0]))
    cores = {core(name) for name in full}
    kept = [name for name in full if not any(_ends(long, core(name)) for long in cores)] or full
    best = max(kept, key=lambda name: (entity.names[name], len(name)))
    if " ".join(best) in words("given_names", "initialled"):
        return " ".join(best)
    return _cased(
        " ".join(word for index, word in enumerate(best) if not (0 < index < len(best) - 1 and is_initial(word)))
    )


def _ends(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return len(long) > len(short) and long[-len(short) :] == short


def _cased(name: str) -> str:
    return (
        " ".join(word if is_suffix(word) else word.title() for word in name.split())
        if name.isupper() and len(name) > 5
        else name
    )


def _body(entity: Entity) -> str:
    full = [name for name in entity.names if len(name) > 1] or list(entity.names)
    best = max(full, key=lambda name: (len(name), entity.names[name]), default=())
    return " ".join(best)
