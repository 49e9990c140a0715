"""The whole pass on small random weights: deterministic per document, exact in its offsets, and named by its parts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from spacy.language import Language

import models
from models.records import LABELS, Attribution, Document
from models.weights import ArtifactError
from tests import tiny
from tests.examples import REGISTER, TOPICS, documents, make_document
from tests.models.strategies import disjoint, prose

TEXT = (
    "“We should keep the River Treaty,” said Anna Weller. Borland said that it would leave. According to Jo Brand, "
    "the pact is “dead” now.\n\n“We have no other way.”\n\n‘It rains,’ she said."
)


@pytest.fixture(scope="module")
def nlp(tiny_spans: Path, tiny_stances: Path) -> Language:
    return models.load(register=REGISTER, topics=TOPICS, spans=tiny_spans, stances=tiny_stances, min_confidence=0.0)


def spans_of(attribution: Attribution) -> Iterator[tuple[int, int, str]]:
    for span in (*attribution.content, *attribution.cue, *attribution.source):
        yield span.start, span.end, span.text


def read(nlp: Language, *given_: Document) -> list[tuple[Attribution, ...]]:
    return [found for _, found in models.read(nlp, given_)]


def test_load_adds_the_components_in_order(nlp: Language) -> None:
    assert nlp.pipe_names == [
        "onrecord_reader",
        "onrecord_attributions",
        "onrecord_speakers",
        "onrecord_dates",
        "onrecord_stances",
    ]
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"]["onrecord_attributions"] == []


def test_load_needs_no_stance_model_without_topics(tiny_spans: Path, tmp_path: Path) -> None:
    nlp = models.load(spans=tiny_spans, stances=tmp_path / "absent")
    assert "onrecord_stances" not in nlp.pipe_names
    assert all(a.stances == () for a in nlp(TEXT)._.attributions)


@pytest.mark.parametrize("missing", ["spans", "stances"])
def test_load_names_the_weights_that_are_missing(
    tiny_spans: Path, tiny_stances: Path, tmp_path: Path, missing: str
) -> None:
    spans, stances = (
        tmp_path / "absent" if missing == name else folder
        for name, folder in (("spans", tiny_spans), ("stances", tiny_stances))
    )
    with pytest.raises(ArtifactError, match=r"absent.*is missing; restore it"):
        models.load(topics=TOPICS, spans=spans, stances=stances)


def test_load_passes_on_what_computes(tiny_spans: Path) -> None:
    engines = [
        models.load(spans=tiny_spans, engine=engine, threads=threads).get_pipe("onrecord_reader").scorer.engine  # type: ignore[attr-defined]
        for engine, threads in ((None, 1), ("onnx", 3), ("torch", None))
    ]
    assert [type(engine).__name__ for engine in engines] == ["OnnxEngine", "OnnxEngine", "TorchEngine"]
    assert [engine.threads for engine in engines] == [1, 3, 1]


def test_load_refuses_an_engine_that_does_not_compute_there(tiny_spans: Path) -> None:
    with pytest.raises(ValueError, match="take the engine torch"):
        models.load(spans=tiny_spans, engine="onnx", device="cuda")


def test_load_gives_torch_the_threads_asked_for(tiny_spans: Path, tiny_stances: Path) -> None:
    before = torch.get_num_threads()
    try:
        models.load(spans=tiny_spans, engine="torch", threads=1)
        assert torch.get_num_threads() == 1
        models.load(spans=tiny_spans, topics=TOPICS, stances=tiny_stances, threads=2)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_load_takes_texts_longer_than_spacys_own_limit(nlp: Language) -> None:
    assert nlp.max_length == models.LONGEST > 1_000_000


def test_pipe_works_as_a_library(nlp: Language) -> None:
    doc, empty = nlp.pipe([TEXT, ""])
    assert doc.text == TEXT
    assert doc._.document is None
    assert doc._.attributions
    assert empty._.attributions == ()
    assert [a.content[0].start for a in doc._.attributions] == sorted(a.content[0].start for a in doc._.attributions)


def test_read_yields_each_document_with_its_attributions(nlp: Language) -> None:
    given_ = documents()
    results = list(models.read(nlp, given_))
    assert [document for document, _ in results] == list(given_)
    for document, found in results:
        for attribution in found:
            assert all(document.text[start:end] == words for start, end, words in spans_of(attribution))
            assert [stance.topic for stance in attribution.stances] == [topic.id for topic in TOPICS]
            assert all(stance.label in LABELS for stance in attribution.stances)
            assert 0 <= attribution.confidence <= 1


def test_read_finds_the_quotations_without_a_cue(nlp: Language) -> None:
    (found,) = read(nlp, make_document(TEXT))
    assert "“We have no other way.”" in {span.text for a in found for span in a.content}


@pytest.mark.parametrize("threads", [1, 3])
def test_read_takes_no_more_documents_than_it_has_threads(tiny_spans: Path, threads: int) -> None:
    nlp = models.load(spans=tiny_spans, threads=threads)
    taken: list[int] = []

    def endless() -> Iterator[Document]:
        while True:
            taken.append(len(taken))
            yield make_document(f"{TEXT} {len(taken)}")

    next(models.read(nlp, endless()))
    assert len(taken) == threads


def test_read_gives_a_document_the_same_whatever_is_read_with_it(nlp: Language) -> None:
    many = [make_document(TEXT), make_document(TEXT * 12), *documents()[1:3]]
    together = read(nlp, *many)
    alone = [found for document in reversed(many) for found in read(nlp, document)]
    assert together == alone[::-1]


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "…", "“", "x" * 5_000, "\x00", "👍🏽 “é”", "a\u2028b\x85c"])
def test_read_bears_odd_texts(nlp: Language, text: str) -> None:
    (found,) = read(nlp, make_document(text))
    assert all(text[start:end] == words for a in found for start, end, words in spans_of(a))


def test_read_is_blind_to_furniture(nlp: Language) -> None:
    menus = ("Home News “Sport” Weather said Borland. ", "HOME 123 that it would leave, he “did. X")
    assert len(menus[0]) == len(menus[1])
    found = []
    for menu in menus:
        text = f"{menu}\n\n{TEXT}"
        document = replace(make_document(text), id="same", body=((len(menu) + 2, len(text)),))
        found.append(read(nlp, document))
    assert found[0] == found[1]
    assert found[0][0]


def test_read_finds_nothing_in_a_document_without_a_body(nlp: Language) -> None:
    assert read(nlp, replace(make_document(TEXT), body=())) == [()]


@given(prose.flatmap(lambda text: disjoint(len(text)).map(lambda body: (text, tuple(body)))))
@settings(max_examples=25)
def test_read_keeps_to_the_body_and_to_the_characters(case: tuple[str, tuple[tuple[int, int], ...]]) -> None:
    text, body = case
    document = replace(make_document(text), body=body)
    (found,) = read(Shared.nlp, document)
    inside = {place for start, end in body for place in range(start, end)}
    for attribution in found:
        for start, end, words in spans_of(attribution):
            assert text[start:end] == words
            assert all(place in inside or text[place].isspace() for place in range(start, end))


class Shared:
    """Hold the pass for property tests, which take no fixtures of a module's length."""

    nlp: Language


@pytest.fixture(autouse=True, scope="module")
def _share(nlp: Language) -> None:
    Shared.nlp = nlp


def test_pass_name_follows_everything_that_results_depend_on(
    tiny_spans: Path, tiny_stances: Path, tmp_path: Path
) -> None:
    other_spans, other_stances = tiny.write_spans(tmp_path / "a", seed=1), tiny.write_stances(tmp_path / "b", seed=1)
    names = [
        models.pass_name(models.load(register=register, topics=topics, spans=s, stances=t, min_confidence=least))
        for register, topics, s, t, least in (
            (REGISTER, TOPICS, tiny_spans, tiny_stances, None),
            ((), TOPICS, tiny_spans, tiny_stances, None),
            (REGISTER[:1], TOPICS, tiny_spans, tiny_stances, None),
            (REGISTER, TOPICS[:1], tiny_spans, tiny_stances, None),
            (REGISTER, (), tiny_spans, tiny_stances, None),
            (REGISTER, TOPICS, other_spans, tiny_stances, None),
            (REGISTER, TOPICS, tiny_spans, other_stances, None),
            (REGISTER, TOPICS, tiny_spans, tiny_stances, 0.5),
        )
    ]
    names.append(
        models.pass_name(
            models.load(register=REGISTER, topics=TOPICS, spans=tiny_spans, stances=tiny_stances, engine="torch")
        )
    )
    assert len(set(names)) == len(names)


def test_pass_name_is_the_same_for_the_same_parts(nlp: Language, tiny_spans: Path, tiny_stances: Path) -> None:
    again = models.load(
        register=REGISTER, topics=TOPICS, spans=tiny_spans, stances=tiny_stances, min_confidence=0.0, threads=1
    )
    assert models.pass_name(again) == models.pass_name(nlp)


def test_import_of_models_loads_neither_torch_nor_spacy() -> None:
    code = "import sys, models; print(sorted({'torch', 'spacy', 'numpy', 'transformers'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
