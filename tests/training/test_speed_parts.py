"""The parts of the comparison of speeds: arithmetic counted, scores replayed, places named, and peaks by a clock."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from models.training import peak, speed
from models.training.speed import Arrangement, Trial, operations

SHAPES = st.fixed_dictionaries(
    {"hidden_size": st.integers(1, 64), "intermediate_size": st.integers(1, 64), "num_hidden_layers": st.integers(1, 9)}
)


@given(SHAPES, st.integers(1, 300), st.integers(1, 300))
def test_operations_of_one_long_window_exceed_those_of_two_short_ones(
    shape: dict[str, int], one: int, other: int
) -> None:
    apart = operations(shape, one) + operations(shape, other)
    extra = 4 * shape["hidden_size"] * shape["num_hidden_layers"] * 2 * one * other
    assert operations(shape, one + other) - apart == extra


@given(SHAPES, st.integers(1, 300))
def test_operations_grow_with_the_layers(shape: dict[str, int], pieces: int) -> None:
    single = shape | {"num_hidden_layers": 1}
    assert operations(shape, pieces) == shape["num_hidden_layers"] * operations(single, pieces)
    assert operations(shape, 0) == 0


@given(st.lists(st.integers(0, 4), max_size=6))
def test_replay_gives_scores_in_the_order_they_were_made(sizes: list[int]) -> None:
    scores = list(range(sum(sizes)))
    replay = speed._Replay(cast("Sequence[Any]", scores))
    given_back = [list(replay.score(cast("Sequence[Any]", [None] * size))) for size in sizes]
    assert [len(part) for part in given_back] == sizes
    assert [cast("Any", one) for part in given_back for one in part] == scores


def test_recorder_keeps_every_window_and_scores_none() -> None:
    recorder, windows = speed._Recorder(), [cast("Any", name) for name in "abc"]
    assert list(recorder.score(windows[:2])) == list(recorder.score(windows[2:])) == []
    assert recorder.windows == windows


def trial(folder: Path, count: int, *, on_cpu: bool = True) -> Trial:
    arrangement = Arrangement(
        name="x", engine=lambda _: cast("Any", speed._Recorder()), peak=lambda _: 4.0, on_cpu=on_cpu
    )
    return Trial(arrangement, count, folder, ["Rain fell on Borland.", "We stay."])


@pytest.mark.parametrize(
    ("count", "on_cpu", "place"), [(1, True, "1 core"), (2, True, "2 cores"), (16, True, "16 cores"), (8, False, "GPU")]
)
def test_trial_says_where_it_ran(tiny_spans: Path, count: int, on_cpu: bool, place: str) -> None:
    assert trial(tiny_spans, count, on_cpu=on_cpu).place == place


def test_trial_figures_share_the_peak(tiny_spans: Path) -> None:
    one = trial(tiny_spans, 1)
    one.network = one.whole = one._operations / 1e9 / 3
    one.peak = 4.0
    figures = one.figures(one)
    assert (figures["GFLOP per second"], figures["per cent of peak"]) == (3, 75)
    assert figures["times as fast"] == figures["network times as fast"] == 1
    one.peak = 12.0
    assert one.figures(one)["per cent of peak"] == 25


@pytest.fixture
def same_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


class Clock:
    """Tell times that go on by the given steps, two calls to a step."""

    def __init__(self, *steps: float) -> None:
        self.times = [sum(steps[:place]) + extra for place, step in enumerate(steps) for extra in (0, step)]
        self._left = iter(self.times)

    def __call__(self) -> float:
        return next(self._left)


@pytest.mark.parametrize(("cores", "clock"), [(1, "process_time"), (2, "perf_counter"), (64, "perf_counter")])
def test_rate_takes_the_best_try_by_the_clock_of_its_cores(
    monkeypatch: pytest.MonkeyPatch, cores: int, clock: str
) -> None:
    other = {"process_time": "perf_counter", "perf_counter": "process_time"}[clock]
    monkeypatch.setattr(time, clock, Clock(4.0, 2.0, 8.0))
    monkeypatch.setattr(time, other, Clock())
    called: list[int] = []
    assert peak._rate(lambda: called.append(1), cores) == pytest.approx(2 * peak.SIZE**3 * peak.PRODUCTS / 2.0 / 1e9)
    assert len(called) == peak.TRIES


def test_torch_peak_works_on_the_cores_it_is_given(monkeypatch: pytest.MonkeyPatch, same_threads: None) -> None:
    monkeypatch.setattr(peak, "SIZE", 8)
    monkeypatch.setattr(peak, "_rate", lambda multiply, cores: (multiply(), cores)[1])
    for cores in (1, 2):
        assert peak.torch_peak(cores, dtype=torch.bfloat16) == torch.get_num_threads() == cores


def test_products_of_the_int8_peak_are_those_of_the_identity(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(peak, "SIZE", 8)
    path = peak._write_products(tmp_path / "p.onnx")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (product,) = session.run(["product"], {"rows": np.arange(8)})
    np.testing.assert_allclose(product, np.eye(8), atol=0.02)
