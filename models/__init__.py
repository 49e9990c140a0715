"""The model pass: text in, attributions out. Knows no database and no HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from models.ids import digest
from models.records import Attribution, Document, KnownSpeaker, Topic
from models.text import mask
from models.weights import FOLDER, verify

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from models.engine import EngineName
    from models.judging import Judge

SPANS = FOLDER / "spans"
STANCES = FOLDER / "stances"
LONGEST = 100_000_000
"""Characters that one text may have; spaCy's own limit is for parsers that the pass does not use."""


def load(
    *,
    register: Sequence[KnownSpeaker] = (),
    topics: Sequence[Topic] = (),
    engine: EngineName | None = None,
    device: str | None = None,
    threads: int | None = None,
    min_confidence: float | None = None,
    min_attitude: float | None = None,
    spans: Path = SPANS,
    stances: Path = STANCES,
) -> Language:
    """Return a spaCy Language whose Docs carry `doc._.attributions`; the networks are loaded here, not at import.

    `register` names known speakers; `topics` is what stances are judged on (without any, no stance model is loaded);
    `engine` runs the networks: onnx on a CPU (where the artifacts have its files), torch on a `device` such as cuda;
    `threads` is how many cores they may use (all by default); `min_confidence` the probability under which an
    attribution is not given (the artifact's own for each class by default), `min_attitude` that of attitudes where it
    is another.

    Raises:
        ArtifactError: a file of the weights is missing or is not the recorded one.
        ValueError: the engine does not compute on the device.
    """
    import spacy

    from models import components, tokenizer  # noqa: F401  (registers the factories)
    from models.engines import choose_engine

    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "onrecord.WordTokenizer.v1"}}})
    nlp.max_length = LONGEST
    computing = {"engine": engine, "device": device, "threads": threads}
    configs: dict[str, dict[str, object]] = {
        "onrecord_reader": {"artifact": str(spans), **computing},
        "onrecord_attributions": {
            "artifact": str(spans),
            "min_confidence": min_confidence,
            "min_attitude": min_attitude,
        },
        "onrecord_speakers": {},
        "onrecord_dates": {},
    }
    if topics:
        configs["onrecord_stances"] = {"artifact": str(stances), "threads": threads}
    components.add_components(nlp, configs)
    nlp.get_pipe("onrecord_speakers").register = tuple(register)  # type: ignore[attr-defined]
    if topics:
        nlp.get_pipe("onrecord_stances").topics = tuple(topics)  # type: ignore[attr-defined]
    parts = [
        verify(spans),
        choose_engine(spans, engine=engine, device=device),
        verify(stances) if topics else None,
        [asdict(replace(known, wikidata=None)) for known in register],
        [asdict(t) for t in topics],
        min_confidence,
        min_attitude,
    ]
    nlp.meta["onrecord_pass"] = digest(version("onrecord"), *parts)
    return nlp


def load_judge(*, threads: int | None = None, stances: Path = STANCES) -> Judge:
    """Return the stance model alone, to judge statements that were read earlier; torch is loaded here, not at import.

    Raises:
        ArtifactError: a file of the weights is missing or is not the recorded one.
    """
    import torch

    from models.judging import Judge
    from models.stances import StanceModel

    if threads is not None:
        torch.set_num_threads(threads)
    return Judge(digest("judge", version("onrecord"), verify(stances)), StanceModel.load(stances))


def pass_name(nlp: Language) -> str:
    """Return the content-addressed name of the loaded pass: same weights, register, topics and version, same name.

    Wikidata ids are not read by, so they do not count.
    """
    return str(nlp.meta["onrecord_pass"])


def read(nlp: Language, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Attribution, ...]]]:
    """Yield each document with its attributions; what a document yields depends on that document alone."""
    for doc in nlp.pipe(_make_doc(nlp, document) for document in documents):
        yield doc._.document, doc._.attributions


def _make_doc(nlp: Language, document: Document) -> Doc:
    doc = nlp.make_doc(mask(document.text, document.body))
    doc._.document = document
    return doc
