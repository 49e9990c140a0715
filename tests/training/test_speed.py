"""The comparison of arrangements: which windows each reads, what is counted, and that scores are put in from before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from spacy.language import Language

import models
from models.batches import Window
from models.engine import WindowScores
from models.engines import load_engine
from models.training import speed
from models.training.peak import int8_peak, torch_peak
from models.training.polnear import GoldArticle, read_polnear
from models.training.speed import Arrangement, Trial, arrangements, compare, operations
from tests.training.corpus import sentence, write_article

ENCODER = {"hidden_size": 4, "intermediate_size": 16, "num_hidden_layers": 3}


@pytest.fixture(autouse=True)
def _same_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture
def articles(tmp_path: Path) -> list[GoldArticle]:
    for number in range(3):
        write_article(tmp_path, f"a{number}", [sentence(place) for place in range(30)])
    return list(read_polnear(tmp_path))


@pytest.fixture
def nlp(tiny_spans: Path) -> Language:
    return models.load(spans=tiny_spans, threads=1)


class Counted:
    """Count the windows that another engine reads."""

    def __init__(self, folder: Path, threads: int) -> None:
        self.threads = threads
        self.sizes: list[int] = []
        self._engine = load_engine(folder, threads=1)

    def score(self, windows: Sequence[Window]) -> Iterator[WindowScores]:
        self.sizes += [len(window.pieces) for window in windows]
        return self._engine.score(windows)


def trial(folder: Path, engine: Counted, texts: Sequence[str], **cut: Any) -> Trial:
    arrangement = Arrangement(name="counted", engine=lambda _: engine, peak=lambda _: 1.0, **cut)
    return Trial(arrangement, engine.threads, folder, texts)


def test_operations_count_two_for_each_weight_and_pair() -> None:
    assert operations(ENCODER, 1) == 3 * (2 * (4 * 16 + 2 * 64) + 4 * 4)
    assert operations(ENCODER, 10) - 10 * operations(ENCODER, 1) == 3 * 4 * 4 * (100 - 10)


def test_arrangements_begin_with_the_one_that_others_are_measured_by(tiny_spans: Path) -> None:
    first, *others = arrangements(tiny_spans)
    assert (first.window, first.by_paragraph) == (256, False)
    assert first.overlap == pytest.approx(1 / 3)
    assert {(one.window, one.by_paragraph) for one in others} == {(320, True)}
    assert len({one.name for one in others} | {first.name}) == len(others) + 1


def test_trial_reads_the_windows_sorted_and_once_where_the_engine_waits(
    nlp: Language, tiny_spans: Path, articles: list[GoldArticle]
) -> None:
    engine = Counted(tiny_spans, 1)
    one = trial(tiny_spans, engine, [articles[0].text, "Rain fell.", articles[1].text])
    one.run(nlp)
    first = list(engine.sizes)
    assert len(first) > 3
    assert first == sorted(first)
    one.run(nlp)
    assert engine.sizes == first * 2


def test_trial_times_the_whole_pass_where_the_engine_has_threads(
    nlp: Language, tiny_spans: Path, articles: list[GoldArticle]
) -> None:
    engine = Counted(tiny_spans, 2)
    trial(tiny_spans, engine, [articles[0].text]).run(nlp)
    assert sorted(engine.sizes[: len(engine.sizes) // 2]) == sorted(engine.sizes[len(engine.sizes) // 2 :])


def test_trial_puts_the_scores_where_they_belong(
    nlp: Language, tiny_spans: Path, articles: list[GoldArticle], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [article.text for article in articles]
    expected = [doc._.names for doc in nlp.pipe(texts)]
    found: list[Any] = []
    pipe = nlp.pipe
    monkeypatch.setattr(nlp, "pipe", lambda given: [found.append(doc._.names) for doc in pipe(given)])
    trial(tiny_spans, Counted(tiny_spans, 1), texts).run(nlp)
    assert any(expected)
    assert found == expected


def test_trial_figures_are_relative_to_the_base(nlp: Language, tiny_spans: Path) -> None:
    one, other = (trial(tiny_spans, Counted(tiny_spans, 1), ["Rain fell on Borland."]) for _ in range(2))
    (one.network, one.whole), (other.network, other.whole), other.peak = (2.0, 4.0), (0.5, 2.0), 1.0
    figures = other.figures(one)
    assert (figures["words per second"], figures["articles per second"]) == (2, 0.5)
    assert (figures["times as fast"], figures["network times as fast"]) == (2.0, 4.0)
    assert figures["network words per second"] == 8


def test_compare_gives_every_arrangement_its_figures_and_its_scores(
    nlp: Language, tiny_spans: Path, articles: list[GoldArticle], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "cores", lambda: 2)
    made = [
        Arrangement(name="one", engine=lambda n: load_engine(tiny_spans, engine="torch"), peak=lambda _: 1.0),
        Arrangement(name="two", engine=lambda n: load_engine(tiny_spans, threads=n), peak=lambda _: 1.0, window=100),
        Arrangement(name="far", engine=lambda n: load_engine(tiny_spans), peak=lambda _: 1.0, on_cpu=False),
    ]
    found = compare(nlp, tiny_spans, articles, made=made, rounds=1)
    assert {name: list(figures) for name, figures in found.items()} == {
        "one": ["1 core", "2 cores", "F1"],
        "two": ["1 core", "2 cores", "F1"],
        "far": ["GPU", "F1"],
    }
    assert found["one"]["1 core"]["times as fast"] == found["one"]["2 cores"]["times as fast"] == 1
    assert set(found["far"]["F1"]) == {"source exact", "cue exact", "content exact", "full exact"}


@pytest.mark.parametrize("peak", [int8_peak, lambda n: torch_peak(n, dtype=torch.float32)])
def test_peaks_are_rates(peak: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.training.peak.SIZE", 64)
    assert 0 < peak(1) < 1e6
