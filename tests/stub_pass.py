"""A model pass without weights: the interface of `models` over a few regular expressions.

It reads `"Words," said Name.`, `"Words," Name said.`, `Name said clause.` and `According to Name, clause.` inside the
body, looks names up in the register, follows a pronoun to the last name before it, takes a date from `on YYYY-MM-DD`,
and judges a topic by the verbs beside its name. `install()` puts it in the place of the real one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from models.ids import attribution_id, digest, slug
from models.records import (
    Attribution,
    Document,
    KnownSpeaker,
    Label,
    Role,
    SaidOn,
    Span,
    Speaker,
    Stance,
    Topic,
)

NAME = r"(?P<source>(?:[A-Z]\. |[A-Z][\w'’-]* ){0,3}[A-Z][\w'’-]+|[Hh]e|[Ss]he)"
CUE = r"(?P<cue>said|claimed|urged|denied|warned)"
PATTERNS = (
    re.compile(rf'(?P<content>["“][^"”]+["”]),? (?:{CUE} {NAME}|{NAME.replace("source", "before")} (?P<after>said))'),
    re.compile(rf'\b{NAME} {CUE} (?P<content>[^\r\n."“”]*(?:["“][^"”\r\n]*["”][^\r\n."“”]*)*)(?=\.|$)', re.MULTILINE),
    re.compile(rf"(?P<cue>[Aa]ccording to) {NAME}, (?P<content>[^\r\n.]+)(?=\.)"),
)
FOR = re.compile(r"\b(keep|kept|maintain|extend|renew|support|valuable)\w*", re.IGNORECASE)
AGAINST = re.compile(r"\b(end|scrap|withdraw|terminat|reject|pointless)\w*", re.IGNORECASE)
DATE = re.compile(r"\bon (\d{4}-\d{2}-\d{2})\b")


@dataclass(slots=True)
class StubPass:
    """Hold what the pass was loaded with, and the ids of the documents it has read, in order."""

    register: tuple[KnownSpeaker, ...] = ()
    topics: tuple[Topic, ...] = ()
    seen: list[str] = field(default_factory=list)


def load(
    *,
    register: Sequence[KnownSpeaker] = (),
    topics: Sequence[Topic] = (),
    threads: int | None = None,
    min_confidence: float | None = None,
    min_attitude: float | None = None,
) -> StubPass:
    """Return the stub in the place of a spaCy Language; whatever it finds is surer than any least confidence."""
    return StubPass(tuple(register), tuple(topics))


def pass_name(nlp: StubPass) -> str:
    """Return the run key: a digest of the register and the topics."""
    register = [[known.id, known.name, known.type, *known.aliases] for known in nlp.register]
    topics = [[topic.id, topic.name, topic.position, topic.description, *topic.aliases] for topic in nlp.topics]
    return "stub-" + digest(register, topics)[:12]


def read(nlp: StubPass, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Attribution, ...]]]:
    """Yield each document with what the patterns find in its body."""
    for document in documents:
        nlp.seen.append(document.id)
        found = [
            _attribution(nlp, document, match, start)
            for start, end in document.body
            for match in _matches(document.text[start:end])
        ]
        yield document, tuple(sorted(found, key=lambda item: item.content[0]))


@dataclass(slots=True)
class StubJudge:
    """Hold the name of what it judges, and the ids of the attributions that it has judged, in order."""

    name: str = "stub-judge"
    seen: list[tuple[str, str]] = field(default_factory=list)

    def judge(self, pairs: Sequence[tuple[str, Attribution, Topic]]) -> list[Stance]:
        """Return the stances that `read` gives too."""
        self.seen += [(attribution.id, topic.id) for _, attribution, topic in pairs]
        return [_stance(topic, attribution.content[0].text) for _, attribution, topic in pairs]


def load_judge(*, threads: int | None = None) -> StubJudge:
    """Return the stub in the place of a Judge."""
    return StubJudge()


def install() -> None:
    """Put the stub in the place of the real model pass, in this process."""
    import models

    for function in (load, read, pass_name, load_judge):
        setattr(models, function.__name__, function)


def _matches(body: str) -> Iterator[re.Match[str]]:
    taken: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(body):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield match


def _attribution(nlp: StubPass, document: Document, match: re.Match[str], offset: int) -> Attribution:
    parts = {name: words for name, words in match.groupdict().items() if words}
    content, cue, source = (
        Span.of(document.text, offset + match.start(name), offset + match.end(name))
        for name in ("content", "cue" if "cue" in parts else "after", "source" if "source" in parts else "before")
    )
    ranges = [[(span.start, span.end)] for span in (content, cue, source)]
    quoted = re.search(r'["“]', content.text)
    return Attribution(
        id=attribution_id(document.id, *ranges),
        kind="direct" if content.text[0] in '"“' else "mixed" if quoted else "indirect",
        content=(content,),
        cue=(cue,),
        source=(source,),
        confidence=0.9,
        speakers=(_speaker(nlp, document, source),),
        said_on=_said_on(document, match.group()),
        stances=tuple(_stance(topic, content.text) for topic in nlp.topics),
    )


def _speaker(nlp: StubPass, document: Document, source: Span) -> Speaker:
    name = source.text
    if name.lower() in {"he", "she"}:
        earlier = re.findall(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b", document.text[: source.start])
        name = earlier[-1] if earlier else "unknown"
    roles = (
        (Role("Minister", document.published.date),) if re.search(rf"Minister {re.escape(name)}", document.text) else ()
    )
    name = name.removeprefix("Minister ")
    for known in nlp.register:
        if name.casefold() in {known.name.casefold(), *(alias.casefold() for alias in known.aliases)}:
            return Speaker(known.id, known.name, known.type, 0.95, roles)
    if name == "unknown":
        return Speaker(f"anonymous-{document.id[:12]}", "an unnamed source (anonymous)", "anonymous", 0.5)
    return Speaker(slug(name), name, "person", 0.8, roles)


def _said_on(document: Document, words: str) -> SaidOn:
    date = DATE.search(words)
    return SaidOn(date.group(1), "day", date.group()) if date else document.published


def _stance(topic: Topic, words: str) -> Stance:
    names = (topic.name, *topic.aliases)
    if not any(name.casefold() in words.casefold() for name in names):
        return _scored(topic, "unrelated")
    if words.rstrip('"”').endswith("?"):
        return Stance(
            topic.id, "undetermined", 0.25, dict.fromkeys(("support", "oppose", "neutral", "unrelated"), 0.25)
        )
    wants, rejects = bool(FOR.search(words)), bool(AGAINST.search(words))
    return _scored(topic, "neutral" if wants == rejects else "support" if wants else "oppose")


def _scored(topic: Topic, label: Label) -> Stance:
    scores = dict.fromkeys(("support", "oppose", "neutral", "unrelated"), 0.05)
    return Stance(topic.id, label, 0.85, scores | {label: 0.85})


def shortened(found: Sequence[Attribution], cut: int) -> tuple[Attribution, ...]:
    """Return statements whose contents lack their last `cut` letters, as another run might find them."""
    return tuple(_shortened(one, cut) if cut else one for one in found)


def _shortened(found: Attribution, cut: int) -> Attribution:
    (content,) = found.content
    shorter = Span(content.start, content.end - cut, content.text[:-cut])
    return replace(found, id=digest(found.id, cut), content=(shorter,))
