"""The steps of the model pass as spaCy components: each reads what stands before it and adds what it declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from models.ahead import ahead
from models.classes import class_of
from models.confidence import features, probability, source_features
from models.dates import said_on
from models.drafts import Draft, draft
from models.encoder import EncodedText
from models.engine import EngineName
from models.engines import use_threads
from models.ids import attribution_id, document_id
from models.links import link
from models.quotations import ranges_of
from models.quoting import follow_marks, kind_of, outer_quotations
from models.records import CLASSES, Attribution, AttributionClass, Document, KnownSpeaker, SaidOn, Span, Topic
from models.scope import keep_to_sentence
from models.sections import Scorer, Section, load_scorer
from models.spans import find_names, find_runs, find_sentences
from models.speakers import resolve
from models.stances import StanceModel
from models.statements import sentence_before, statements
from models.text import Range, paragraphs
from models.weights import read_config

EXTENSIONS = {"document": None, "sentences": (), "names": (), "drafts": (), "attributions": ()}
"""What the pass keeps on a Doc (`doc._`): its Document, ranges of sentences, names with types, drafts, attributions."""

for _name, _default in EXTENSIONS.items():
    Doc.set_extension(_name, default=_default, force=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold a text whose sections an engine has begun to read."""

    text: str
    encoded: EncodedText
    sections: Iterator[Section]


@Language.factory(
    "onrecord_reader",
    assigns=["doc.ents", "token.is_sent_start", "doc._.sentences", "doc._.drafts", "doc._.names"],
)
class Reader:
    """Find sentences, names, spans and links with one pass of the encoder."""

    def __init__(
        self,
        nlp: Language,
        name: str,
        artifact: str,
        engine: EngineName | None = None,
        threads: int | None = None,
        device: str | None = None,
    ) -> None:
        self.name = name
        self.scorer: Scorer = load_scorer(Path(artifact), engine=engine, threads=threads, device=device)

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with sentences, names and drafts set."""
        return self.set_annotations(doc, *self.predict(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Yield the Docs with sentences, names and drafts set; the next ones are begun while one is worked on.

        How many follows from the engine's threads; `batch_size` is spaCy's and changes nothing.
        """
        begun = ((doc, self.begin(doc.text)) for doc in stream)
        for doc, reading in ahead(begun, self.scorer.engine.threads):
            yield self.set_annotations(doc, *self.finish(reading))

    def predict(self, text: str) -> tuple[list[Range], list[tuple[int, int, str]], list[Draft]]:
        """Return the text's sentences, its names and the drafts of its attributions, in order."""
        return self.finish(self.begin(text))

    def begin(self, text: str) -> Reading:
        """Return a reading whose first section the engine has begun."""
        encoded = self.scorer.encode(text)
        return Reading(text, encoded, ahead(self.scorer.sections(text, encoded), 1))

    def finish(self, reading: Reading) -> tuple[list[Range], list[tuple[int, int, str]], list[Draft]]:
        """Return what `predict` does, of a text that was begun."""
        words, breaks = reading.encoded.words, paragraphs(reading.text)
        sentences: list[Range] = []
        names: list[tuple[int, int, str]] = []
        drafts: list[Draft] = []
        for section in (begun.scores() for begun in reading.sections):
            sentences += find_sentences(section, words, breaks)
            names += find_names(section, words)
            linked, _ = link(find_runs(section, self.scorer.transitions, self.scorer.start), section.links)
            drafts += [draft(one, words, section.first) for one in linked]
        return sentences, names, drafts

    def set_annotations(
        self, doc: Doc, sentences: list[Range], names: list[tuple[int, int, str]], drafts: list[Draft]
    ) -> Doc:
        """Write what `predict` found into the Doc."""
        # One array for all tokens: spaCy takes 20 microseconds for each token that is set by itself.
        starting = np.isin(doc.to_array("IDX"), [start for start, _ in sentences])
        starting[:1] = True
        values: Any = np.where(starting, 1, -1).astype(np.uint64)  # the unsigned form of -1: no sentence starts here
        doc.from_array("SENT_START", values)
        found = (doc.char_span(start, end, label=kind) for start, end, kind in names)
        doc.set_ents([span for span in found if span is not None])
        doc._.sentences, doc._.names, doc._.drafts = tuple(sentences), tuple(names), tuple(drafts)
        return doc


@Language.factory("onrecord_attributions", requires=["doc._.drafts", "doc._.sentences"], assigns=["doc._.attributions"])
class Attributions:
    """Make attributions of drafts: quotations whole, kind, class, confidences, exact words."""

    def __init__(
        self,
        nlp: Language,
        name: str,
        artifact: str,
        min_confidence: float | None = None,
        min_attitude: float | None = None,
    ) -> None:
        self.name = name
        config = read_config(Path(artifact))["confidence"]
        self.weights: Mapping[str, float] = config["weights"]
        self.source_weights: Mapping[str, float] = config["source_weights"]
        own: Mapping[AttributionClass, float] = config["thresholds"]
        least = own if min_confidence is None else dict.fromkeys(CLASSES, min_confidence)
        self.least = dict(least) | ({"attitude": min_attitude} if min_attitude is not None else {})

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with attributions that have no speakers, dates and stances yet."""
        text = doc.text
        document: Document | None = doc._.document
        # The Doc's own text is blanked outside the body, and with it the white space between blocks.
        original = document.text if document else text
        name = document.id if document else document_id(text)
        quoted = outer_quotations(text)
        made = []
        marks = ranges_of(quoted)
        drafts = [keep_to_sentence(one, doc._.sentences, marks) for one in doc._.drafts]
        for one in follow_marks(text, drafts, quoted):
            kind = kind_of(text, one.content, quoted)
            class_ = class_of(" ".join(text[s:e] for s, e in one.cue), kind)
            sure = probability(features(one, kind, class_), self.weights)
            if sure >= self.least[class_]:
                parts = [within(document, part) for part in (one.content, one.cue, one.source)]
                content, cue, source = (tuple(Span.of(original, s, e) for s, e in part) for part in parts)
                identity = attribution_id(name, *(list(part) for part in parts))
                right_source = probability(source_features(one, kind), self.source_weights)
                made.append(
                    Attribution(
                        identity,
                        kind,
                        content,
                        cue,
                        source,
                        sure,
                        class_=class_,
                        source_confidence=right_source,
                        before=sentence_before(doc._.sentences, content, cue),
                    )
                )
        unique = {attribution.id: attribution for attribution in made if attribution.content}
        doc._.attributions = tuple(sorted(unique.values(), key=lambda a: (a.content, a.cue, a.source)))
        return doc


def within(document: Document | None, ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Return the ranges cut where they cross furniture; mere white space between blocks of the body cuts nothing."""
    if document is None:
        return tuple(ranges)
    found = []
    for start, end in ranges:
        pieces: list[Range] = []
        for a, b in document.body:
            s, e = max(a, start), min(b, end)
            if s < e:
                if pieces and not document.text[pieces[-1][1] : s].strip():
                    pieces[-1] = (pieces[-1][0], e)
                else:
                    pieces.append((s, e))
        found += pieces
    return tuple(found)


@Language.factory("onrecord_speakers", requires=["doc._.attributions", "doc._.names"], assigns=["doc._.attributions"])
class Speakers:
    """Give each attribution the canonical speakers behind its source."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.register: Sequence[KnownSpeaker] = ()

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with speakers on its attributions."""
        drafts: tuple[Attribution, ...] = doc._.attributions
        found = resolve(
            doc.text,
            sentences=doc._.sentences,
            names=doc._.names,
            attributions=drafts,
            register=self.register,
            published=_published(doc),
        )
        doc._.attributions = tuple(replace(a, speakers=s) for a, s in zip(drafts, found, strict=True))
        return doc


@Language.factory("onrecord_dates", requires=["doc._.attributions", "doc._.sentences"], assigns=["doc._.attributions"])
class Dates:
    """Date each attribution from its own words and the day of publication."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the day of each statement; one may go on from the statement before it."""
        text, dated = doc.text, list[Attribution]()
        for attribution in doc._.attributions:
            day = said_on(
                text,
                sentences=doc._.sentences,
                attribution=attribution,
                published=_published(doc),
                before=dated[-1] if dated else None,
            )
            dated.append(replace(attribution, said_on=day))
        doc._.attributions = tuple(dated)
        return doc


@Language.factory("onrecord_stances", requires=["doc._.attributions"], assigns=["doc._.attributions"])
class Stances:
    """Judge each attribution's stance towards each topic."""

    def __init__(self, nlp: Language, name: str, artifact: str, threads: int | None = None) -> None:
        self.name = name
        use_threads(threads)
        self.model = StanceModel.load(Path(artifact))
        self.topics: Sequence[Topic] = ()

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with stances on its attributions, one for each topic."""
        made: tuple[Attribution, ...] = doc._.attributions
        if made and self.topics:
            judged = self.model.judge(statements(doc.text, made), self.topics)
            doc._.attributions = tuple(replace(a, stances=s) for a, s in zip(made, judged, strict=True))
        return doc


def _published(doc: Doc) -> SaidOn:
    document: Document | None = doc._.document
    return document.published if document else SaidOn()


def add_components(nlp: Language, configs: Mapping[str, Mapping[str, Any]]) -> None:
    """Add the pass's components in the order of `configs`, each with its config."""
    for name, config in configs.items():
        nlp.add_pipe(name, config=dict(config))
