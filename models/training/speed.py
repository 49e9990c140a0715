"""How fast the pass is in several arrangements of its network, timed side by side, and how right in each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, cast

import torch
from spacy.language import Language

from models.batches import Window
from models.components import Reader
from models.engine import Engine, WindowScores
from models.engines import cores
from models.onnx_engine import OnnxEngine
from models.sections import OVERLAP, WINDOW, Scorer, scorer_of
from models.torch_engine import TorchEngine, load_network
from models.training.peak import int8_peak, torch_peak
from models.training.polnear import GoldArticle
from models.training.span_scores import score_spans
from models.weights import ONNX, read_config

TIMED = 16
"""Articles that are timed, evenly drawn; all are scored."""
ROUNDS = 4
"""Times that each arrangement is timed, in turn with the others; the best one counts, as it was disturbed least."""
SCORED = ("source exact", "cue exact", "content exact", "full exact")
GPU_BATCH = 64

Figures = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Hold how a network is run: its engine on a number of cores, the peak there in GFLOP/s, and the windows."""

    name: str
    engine: Callable[[int], Engine]
    peak: Callable[[int], float]
    window: int = WINDOW
    overlap: float = OVERLAP
    by_paragraph: bool = True
    on_cpu: bool = True

    def scorer(self, folder: Path, engine: Engine) -> Scorer:
        """Return a scorer that cuts texts as the arrangement does."""
        cut = {"window": self.window, "overlap": self.overlap, "by_paragraph": self.by_paragraph}
        return scorer_of(folder, engine, **cut)  # type: ignore[arg-type]


def arrangements(folder: Path) -> list[Arrangement]:
    """Return what is compared; the first is what the others are measured by."""
    eager, network = load_network(folder, attention="eager"), load_network(folder)
    fp32, bf16 = (partial(torch_peak, dtype=dtype) for dtype in (torch.float32, torch.bfloat16))
    made = [
        Arrangement(
            name="torch fp32, eager, windows of 256, a third read twice",
            engine=lambda _: TorchEngine(eager),
            peak=fp32,
            window=256,
            overlap=1 / 3,
            by_paragraph=False,
        ),
        Arrangement(name="torch fp32", engine=lambda _: TorchEngine(network), peak=fp32),
        Arrangement(name="torch bf16", engine=lambda _: TorchEngine(network, precision="bf16"), peak=bf16),
        Arrangement(name="onnx int8", engine=lambda n: OnnxEngine(folder / ONNX, threads=n), peak=int8_peak),
    ]
    if torch.cuda.is_available():
        gpu = TorchEngine(load_network(folder), device="cuda", batch=GPU_BATCH)
        peak = partial(torch_peak, dtype=torch.float32, device="cuda")
        made.append(Arrangement(name="torch fp32 on the GPU", engine=lambda _: gpu, peak=peak, on_cpu=False))
    return made


def compare(
    nlp: Language,
    folder: Path,
    articles: Sequence[GoldArticle],
    *,
    made: Sequence[Arrangement] | None = None,
    rounds: int = ROUNDS,
) -> Figures:
    """Return the figures of each arrangement on one core and on all (or on the GPU), and its F1.

    One core is timed in CPU time of this process, all cores and a GPU by the clock. A pass is the network and all the
    rest but stances. The network is timed over the windows of all articles, sorted by length as batches need them, and
    the rest with the scores put in from before; an engine with threads works during the rest too, so its pass is timed
    as it is.
    """
    made = arrangements(folder) if made is None else made
    texts = [article.text for article in articles[:: max(1, len(articles) // TIMED)]]
    counts = sorted({1, cores()})
    trials = [Trial(one, count, folder, texts) for one in made for count in (counts if one.on_cpu else counts[-1:])]
    for _ in range(rounds):
        for trial in trials:
            trial.run(nlp)
    found: Figures = {one.name: {} for one in made}
    for trial in trials:
        base = next(other for other in trials if other.cores == trial.cores)
        found[trial.arrangement.name][trial.place] = trial.figures(base)
    for one in made:
        found[one.name]["F1"] = _f1(nlp, one.scorer(folder, one.engine(cores())), articles)
    return found


class Trial:
    """Time one arrangement on a number of cores; `run` once for each round."""

    def __init__(self, arrangement: Arrangement, count: int, folder: Path, texts: Sequence[str]) -> None:
        self.arrangement, self.cores, self._texts = arrangement, count, texts
        self._engine = arrangement.engine(count)
        recorder = _Recorder()
        self._scorer = arrangement.scorer(folder, recorder)
        for text in texts:
            list(self._scorer.sections(text, self._scorer.encode(text)))
        self._windows = recorder.windows
        self._operations = sum(operations(read_config(folder)["encoder"], len(w.pieces)) for w in recorder.windows)
        self.network = self.whole = float("inf")
        self.peak = 0.0

    @property
    def place(self) -> str:
        """Return where it ran, in words."""
        return "GPU" if not self.arrangement.on_cpu else "1 core" if self.cores == 1 else f"{self.cores} cores"

    def run(self, nlp: Language) -> None:
        """Time the network and the whole pass once more; the shortest times are kept."""
        torch.set_num_threads(self.cores)
        _reader(nlp).scorer = self._scorer
        by_length = sorted(range(len(self._windows)), key=lambda place: len(self._windows[place].pieces))
        started = self._clock()
        scores = list(self._engine.score([self._windows[place] for place in by_length]))
        network = self._clock() - started
        of_place = dict(zip(by_length, scores, strict=True))
        waits = self._engine.threads == 1
        self._scorer.engine = _Replay([of_place[place] for place in range(len(scores))]) if waits else self._engine
        started = self._clock()
        list(nlp.pipe(self._texts))
        whole = self._clock() - started + (network if waits else 0)
        self.network, self.whole = min(self.network, network), min(self.whole, whole)
        self.peak = max(self.peak, self.arrangement.peak(self.cores))

    def figures(self, base: Trial) -> dict[str, float]:
        """Return words and articles per second, how many times as fast as `base`, and the arithmetic done."""
        words = sum(len(text.split()) for text in self._texts)
        done = self._operations / self.network / 1e9
        return {
            "words per second": round(words / self.whole),
            "articles per second": round(len(self._texts) / self.whole, 2),
            "times as fast": round(base.whole / self.whole, 2),
            "network words per second": round(words / self.network),
            "network times as fast": round(base.network / self.network, 2),
            "GFLOP per second": round(done),
            "per cent of peak": round(100 * done / self.peak),
        }

    def _clock(self) -> float:
        return time.process_time() if self.cores == 1 and self.arrangement.on_cpu else time.perf_counter()


class _Recorder:
    """Keep the windows that a scorer asks for."""

    threads = 1

    def __init__(self) -> None:
        self.windows: list[Window] = []

    def score(self, windows: Sequence[Window]) -> Iterator[WindowScores]:
        self.windows += windows
        return iter(())


class _Replay:
    """Give scores from before to a scorer that asks for the same windows in the same order."""

    threads = 1

    def __init__(self, scores: Sequence[WindowScores]) -> None:
        self._left = iter(scores)

    def score(self, windows: Sequence[Window]) -> Iterator[WindowScores]:
        return islice(self._left, len(windows))


def operations(encoder: Mapping[str, Any], pieces: int) -> int:
    """Return the multiplications and additions that an encoder's matrices take for one window, heads left out."""
    width, inner = encoder["hidden_size"], encoder["intermediate_size"]
    linear = 2 * pieces * (4 * width**2 + 2 * width * inner)
    attention = 4 * pieces**2 * width
    return int(encoder["num_hidden_layers"] * (linear + attention))


def _f1(nlp: Language, scorer: Scorer, articles: Sequence[GoldArticle]) -> dict[str, float]:
    _reader(nlp).scorer = scorer
    torch.set_num_threads(cores())
    with nlp.select_pipes(enable=["onrecord_reader", "onrecord_attributions"]):
        found = [doc._.attributions for doc in nlp.pipe(article.text for article in articles)]
    scores = score_spans(zip(articles, found, strict=True))
    return {name: scores[name]["f1"] for name in SCORED}


def _reader(nlp: Language) -> Reader:
    return cast("Reader", nlp.get_pipe("onrecord_reader"))
