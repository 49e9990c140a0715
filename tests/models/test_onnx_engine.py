"""The engine of ONNX Runtime: windows by themselves, in order, on several threads, and no torch anywhere."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from models.batches import Window, make_window
from models.encoder import WordPieces
from models.engine import WindowScores
from models.onnx_engine import OnnxEngine
from models.weights import ONNX

SENTENCE = "“We stay,” Anna Weller said that the river treaty fell. "


@pytest.fixture(scope="module")
def windows(tiny_spans: Path) -> list[Window]:
    pieces = WordPieces(tiny_spans / "tokenizer.json")
    encoded = pieces.encode(SENTENCE * 4)
    return [make_window(encoded, (first, first + size), pieces) for first, size in ((0, 40), (3, 9), (20, 1), (7, 22))]


def assert_same(one: list[WindowScores], two: list[WindowScores]) -> None:
    for a, b in zip(one, two, strict=True):
        for name in ("tags", "names", "sentences", "links"):
            np.testing.assert_array_equal(getattr(a, name), getattr(b, name))


def test_onnx_engine_gives_a_window_the_same_in_any_company(tiny_spans: Path, windows: list[Window]) -> None:
    engine = OnnxEngine(tiny_spans / ONNX)
    alone = [scores for window in windows for scores in engine.score([window])]
    assert_same(list(engine.score(windows)), alone)
    assert_same(list(engine.score(windows[::-1])), alone[::-1])


def test_onnx_engine_gives_the_same_on_several_threads(tiny_spans: Path, windows: list[Window]) -> None:
    one, three = OnnxEngine(tiny_spans / ONNX), OnnxEngine(tiny_spans / ONNX, threads=3)
    assert_same(list(three.score(windows * 4)), list(one.score(windows * 4)))


def test_onnx_engine_begins_before_it_is_asked_where_it_has_threads(
    tiny_spans: Path, windows: list[Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Semaphore(0)
    monkeypatch.setattr(OnnxEngine, "_run", lambda _self, _window: begun.release())
    OnnxEngine(tiny_spans / ONNX, threads=2).score(windows)
    assert all(begun.acquire(timeout=30) for _ in windows)


def test_onnx_engine_waits_until_it_is_asked_where_it_has_none(
    tiny_spans: Path, windows: list[Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Window] = []
    monkeypatch.setattr(OnnxEngine, "_run", lambda _self, window: begun.append(window))
    scores = OnnxEngine(tiny_spans / ONNX).score(windows)
    assert begun == []
    next(scores)
    assert begun == windows[:1]


def run(code: str, *arguments: Path) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_onnx_engine_reads_without_loading_torch(tiny_spans: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from models.sections import load_scorer; "
        "scorer = load_scorer(Path(sys.argv[1]), engine='onnx'); text = 'Anna Weller said that rain fell.'; "
        "print(sum(len(s.scores().tags) for s in scorer.sections(text, scorer.encode(text)))); "
        "print(sorted({'torch', 'transformers'} & set(sys.modules)))"
    )
    assert run(code, tiny_spans).split("\n") == ["7", "[]"]


def test_onnx_engine_runs_the_pass_where_there_is_no_torch(tiny_spans: Path) -> None:
    """Hold this on a machine without torch, which spaCy's own libraries load wherever it is installed."""
    code = (
        "import sys; sys.modules['torch'] = sys.modules['transformers'] = None; "
        "from pathlib import Path; import models; "
        "nlp = models.load(spans=Path(sys.argv[1]), min_confidence=0.0, threads=2); "
        "print([a.kind for d in nlp.pipe(['“We stay,” Anna Weller said.'] * 2) for a in d._.attributions][:1])"
    )
    assert run(code, tiny_spans) == "['direct']"
