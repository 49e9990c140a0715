"""Quotations at their edges, items read ahead of those dealt with, and threads of engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import engines
from models.ahead import ahead
from models.engines import cores, use_threads
from models.quoting import follow_marks, is_statement, kind_of, outer_quotations
from tests.models.test_quoting import at, contents, drafted


def test_outer_quotations_of_a_text_without_marks_are_none() -> None:
    assert outer_quotations("") == outer_quotations("The dam holds, she says.") == ()


@given(st.text(alphabet="ab .\n", max_size=30))
def test_follow_marks_without_marks_makes_no_drafts(text: str) -> None:
    assert follow_marks(text, [], outer_quotations(text)) == []


@pytest.mark.parametrize(
    ("text", "given_", "expected"),
    [
        ("She said, it holds, then.", ", it holds,", "it holds"),
        ("She said that it holds, then.", "that it holds,", "that it holds"),
        ("She said so: it holds; then.", "it holds;", "it holds"),
        ("She said it holds.", " it holds", "it holds"),
        ("She said it holds.", "it holds.", "it holds."),
    ],
)
def test_follow_marks_trims_space_and_commas(text: str, given_: str, expected: str) -> None:
    assert contents(text, [drafted(text, [given_], cue="said", source="She")]) == [[expected]]


def test_follow_marks_joins_contents_in_one_quotation() -> None:
    text = "“The dam holds and the wall stands,” she said."
    assert contents(text, [drafted(text, ["The dam", "the wall"], cue="said", source="she")]) == [
        ["“The dam holds and the wall stands,”"]
    ]


def test_follow_marks_gives_two_drafts_their_own_quotations() -> None:
    text = "“The dam holds,” she said. “The wall falls,” he replied."
    one = drafted(text, ["dam holds"], cue="said", source="she")
    other = drafted(text, ["wall falls"], cue="replied", source="he")
    assert contents(text, [other, one]) == [["“The dam holds,”"], ["“The wall falls,”"]]


@pytest.mark.parametrize(
    ("after", "taken"),
    [
        ("“The wall will stand too.”", True),
        ("“the wall will stand too.”", False),
        ("“No.”", False),
        ("“The wall will stand too” and left.", False),
        ("‘The wall will stand too.’", False),
    ],
)
def test_follow_marks_takes_up_only_a_sentence(after: str, taken: bool) -> None:
    text = f"“The dam holds,” she said. {after}"
    (one,) = contents(text, [drafted(text, ["“The dam holds,”"], cue="said", source="she")])
    assert (len(one) == 2) is taken


def test_follow_marks_needs_the_cue_between_the_quotations() -> None:
    text = "She said: “The dam will hold.” “The wall will stand too.”"
    found = contents(text, [drafted(text, ["“The dam will hold.”"], cue="said", source="She")])
    assert found == [["“The dam will hold.”"], ["“The wall will stand too.”"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Will the dam hold?” Rain fell.", True),
        ("“The dam will hold …” Rain fell.", True),
        ("“The dam will hold—” Rain fell.", True),
        ("“The dam will hold” Rain fell.", False),
        ("Rain fell! “The dam will hold.”", True),
        ("Rain fell… “The dam will hold.”", True),
        ("Rain, “The dam will hold.”", False),
        ("Rain fell.\n\n“The dam will hold.”", True),
        ("“Dams.”", False),
        ("“10 dams will hold.”", True),
    ],
)
def test_is_statement_goes_by_the_marks_around(text: str, expected: bool) -> None:
    assert is_statement(text, outer_quotations(text)[0]) is expected


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (["“the dam holds”"], "direct"),
        (["that"], "indirect"),
        (["that", "“the dam holds”"], "mixed"),
        (["“the dam", "holds”"], "direct"),
        ([], "indirect"),
    ],
)
def test_kind_of_looks_at_all_contents(content: list[str], kind: str) -> None:
    text = "She said that “the dam holds” now."
    assert kind_of(text, [at(text, part) for part in content], outer_quotations(text)) == kind


def test_ahead_of_nothing_is_nothing() -> None:
    assert list(ahead([], 3)) == []


@given(st.integers(0, 12), st.integers(-3, 15))
def test_ahead_takes_no_more_than_there_are(size: int, count: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(size):
            taken.append(number)
            yield number

    rest = ahead(items(), count)
    assert len(taken) == min(size, max(1, count))
    assert list(rest) == taken == list(range(size))


def test_ahead_lets_a_failure_through_where_it_happens() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    rest = ahead(items(), 1)
    assert next(rest) == 1
    with pytest.raises(ValueError, match="broken"):
        next(rest)
    with pytest.raises(ValueError, match="broken"):
        ahead(items(), 2)


def test_cores_are_those_the_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda process: {0, 2, 5} if process == 0 else set(), raising=False)
    assert cores() == 3


def test_cores_without_affinity_are_those_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 6)
    assert cores() == 6


@pytest.mark.parametrize(("threads", "told"), [(None, []), (1, [1]), (5, [5])])
def test_use_threads_tells_torch_the_number(
    threads: int | None, told: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    monkeypatch.setattr("torch.set_num_threads", calls.append)
    use_threads(threads)
    assert calls == told


@pytest.mark.parametrize("engine", ["onnx", "torch"])
def test_choose_engine_on_the_cpu_is_the_same_without_a_device(
    engine: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engines, "recorded", lambda folder: {engines.ONNX: "sum"} if engine == "onnx" else {})
    chosen = [engines.choose_engine(tmp_path, device=device) for device in (None, "cpu")]
    assert chosen == [engine, engine]
