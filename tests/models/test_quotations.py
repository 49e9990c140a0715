"""Quotations by their marks: scripts, nesting, missing marks, paragraphs, apostrophes and inch signs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import quotations as module
from models.quotations import Quotation, quotations, ranges_of, single_quotations
from models.text import containing, paragraphs
from tests.models.strategies import MARKS, prose

DOUBLE = '"“”„«»「」'


def found(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in quotations(text)]


def singles(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in single_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We stay," she said.', ['"We stay,"']),
        ("“We stay,” she said.", ["“We stay,”"]),
        ("„Wir bleiben“, sagte sie.", ["„Wir bleiben“"]),
        ("„Zostajemy”, powiedziała.", ["„Zostajemy”"]),
        ("« Nous restons », dit-elle.", ["« Nous restons »"]),
        ("「残ります」と語った。", ["「残ります」"]),
        ("《留下》，他说。", ["《留下》"]),
        ("＂We stay,＂ she said.", ["＂We stay,＂"]),
        ('"We stay,” she said.', ['"We stay,”']),
        ('“We stay," she said.', ['“We stay,"']),
        ("”We stay,” she said.", ["”We stay,”"]),
        ('He said: "No." She said: "Yes."', ['"No."', '"Yes."']),
        ('"No.""Yes."', ['"No."', '"Yes."']),
        ('He called it (“a farce”) and a—"joke".', ["“a farce”", '"joke"']),
        ('He said:"No."', ['"No."']),
        ("No marks at all", []),
        ("", []),
    ],
)
def test_quotations_follow_the_marks_of_any_script(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“She said “no” to us,” he said.", ["“She said “no” to us,”"]),
        ("“She said ‘no’ to us,” he said.", ["“She said ‘no’ to us,”"]),
        ('“She said "no" to us,” he said.', ['“She said "no" to us,”']),
        ("«Elle a dit «non»», dit-il.", ["«Elle a dit «non»»"]),
        ("「彼は『いいえ』と言った」", ["「彼は『いいえ』と言った」"]),
        ("“One “two “three” two” one” and “four”", ["“One “two “three” two” one”", "“four”"]),
    ],
)
def test_quotations_give_the_outermost_of_nested_ones(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay. He left.", ["“We stay. He left."]),
        ("“We stay.\n\nHe left.", ["“We stay."]),
        ("We stay,” she said.", []),
        ("We stay,” she said. “We do.”", ["“We do.”"]),
        ("“We stay. She said: “We do.”", ["“We stay. She said:", "“We do.”"]),
        ('She said: "We stay. He said: "We go."', ['"We stay. He said:', '"We go."']),
        ("“", ["“"]),
        ("”", []),
        ('"', ['"']),
    ],
)
def test_quotations_live_with_missing_marks(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("closed", [True, False])
def test_quotations_say_whether_a_closing_mark_came(closed: bool) -> None:
    (only,) = quotations("“We stay.”" if closed else "“We stay.")
    assert only.closed is closed


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("«", "»"), ("「", "」")])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n \r\n"])
def test_quotations_go_on_over_paragraphs(opening: str, closing: str, gap: str) -> None:
    text = f"She said: {opening}One.{gap}{opening}Two.{gap}{opening}Three.{closing}{gap}{opening}Four.{closing}"
    quoted = quotations(text)
    assert [text[start:end].strip(opening + closing) for start, end in ranges_of(quoted)] == [
        "One.",
        "Two.",
        "Three.",
        "Four.",
    ]
    assert [quotation.continues for quotation in quoted] == [False, True, True, False]
    assert [quotation.closed for quotation in quoted] == [False, False, True, True]


def test_quotations_do_not_go_on_past_a_paragraph_without_marks() -> None:
    quoted = quotations("“One.\n\nHe left.\n\n“Two.”")
    assert [quotation.continues for quotation in quoted] == [False, False]


def test_quotations_take_only_the_first_of_a_paragraph_as_going_on() -> None:
    quoted = quotations("“One.\n\n“Two,” she said. “Three.”")
    assert [quotation.continues for quotation in quoted] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('A 5" pipe and a 6" pipe', []),
        ('"A 6" pipe," he said.', ['"A 6" pipe,"']),
        ('"A 6" pipe and a 5" one," he said. "Yes."', ['"A 6" pipe and a 5" one,"', '"Yes."']),
        ('“A 6" pipe,” he said.', ['“A 6" pipe,”']),
        ('"Area 51" and "Route 66"', ['"Area 51"', '"Route 66"']),
        ('"Apollo 13" was shown.', ['"Apollo 13"']),
        ('He scored "10", she "9".', ['"10"', '"9"']),
    ],
)
def test_quotations_tell_inch_signs_from_closing_marks(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(prose)
def test_quotations_are_ordered_disjoint_and_inside_one_paragraph(text: str) -> None:
    breaks = paragraphs(text)
    before: Quotation | None = None
    for quotation in quotations(text):
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert before is None or before.end <= quotation.start
        home = containing(breaks, quotation.start)
        assert home is not None
        assert containing(breaks, quotation.end - 1) == home
        if quotation.continues:
            assert before is not None
            assert not before.closed
            assert quotation.start == breaks[home][0]
            assert containing(breaks, before.start) == home - 1
        before = quotation


@given(st.lists(st.sampled_from([*DOUBLE, "word", " ", ". ", "\n\n"]), max_size=30).map("".join))
def test_quotations_begin_with_a_mark_and_end_with_one_where_closed(text: str) -> None:
    for quotation in quotations(text):
        assert text[quotation.start] in DOUBLE
        assert not text[quotation.end - 1].isspace()
        assert not quotation.single
        if quotation.closed:
            assert text[quotation.end - 1] in DOUBLE
            assert quotation.end - quotation.start >= 2


@given(st.lists(st.sampled_from(["We stay.", "No!", "It rains here, often."]), min_size=1, max_size=6), st.booleans())
def test_quotations_find_every_well_formed_one(said: list[str], curly: bool) -> None:
    opening, closing = "“”" if curly else '""'
    expected = [f"{opening}{words}{closing}" for words in said]
    assert found(" She said: ".join(["", *expected])) == expected


@pytest.mark.parametrize("mark", [*DOUBLE, '" ', ' "', '"a', "“ ”", '“"”', '6"', "“\n\n", "‘’", "' a"])
def test_quotations_read_long_texts_of_marks(mark: str) -> None:
    text = mark * (100_000 // len(mark))
    for reader in (quotations, single_quotations):
        ranges = ranges_of(reader(text))
        assert all(one[1] <= two[0] for one, two in pairwise(ranges))


def test_quotations_look_at_each_mark_a_fixed_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    turn = module._turn

    def counted(*given: object) -> object:
        calls.append(given[1])
        return turn(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_turn", counted)
    text = "“a “b” " * 5_000
    quotations(text)
    assert len(calls) == len(set(calls)) == sum(sign in "“”" for sign in text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘We stay,’ she said.", ["‘We stay,’"]),
        ("'We stay,' she said.", ["'We stay,'"]),
        ("She called it 'a farce'.", ["'a farce'"]),
        ("‘It’s ours,’ she said.", ["‘It’s ours,’"]),
        ("'It's ours,' she said.", ["'It's ours,'"]),
        ("The ministers' talks and the minister's plan", []),
        ("The ministers’ talks and the minister’s plan", []),
        ("the summer of '69 wasn't 'good'", ["'good'"]),
        ("a 6' pole and a 5' pole", []),
        ("rock 'n' roll", ["'n'"]),
        ("‘We ‘stay’ here", ["‘stay’"]),
        ("‘We stay.\n\nHe left.’", []),
    ],
)
def test_single_quotations_tell_apostrophes_apart(text: str, expected: list[str]) -> None:
    assert singles(text) == expected


@given(st.lists(st.sampled_from([*MARKS, "word", "s", "6", " ", "\n"]), max_size=40).map("".join))
def test_single_quotations_are_ordered_disjoint_and_inside_one_paragraph(text: str) -> None:
    breaks = paragraphs(text)
    last = 0
    for quotation in single_quotations(text):
        assert quotation.single
        assert last <= quotation.start < quotation.end - 1
        assert text[quotation.start] in "‘'"
        assert text[quotation.end - 1] in "’'"
        assert containing(breaks, quotation.start) == containing(breaks, quotation.end - 1)
        last = quotation.end
