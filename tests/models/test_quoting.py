"""Contents and the marks: whole quotations, taken up again, without a cue, and the kind that follows from them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drafts import Draft, cut_out, merge
from models.quotations import ranges_of
from models.quoting import follow_marks, is_statement, kind_of, outer_quotations
from models.text import Range, overlapping, words
from tests.models.strategies import prose


def at(text: str, part: str) -> Range:
    start = text.index(part)
    return start, start + len(part)


def drafted(text: str, content: list[str], *, cue: str = "", source: str = "") -> Draft:
    return Draft(
        tuple(at(text, part) for part in content),
        cue=(at(text, cue),) if cue else (),
        source=(at(text, source),) if source else (),
    )


def contents(text: str, drafts: list[Draft]) -> list[list[str]]:
    followed = follow_marks(text, drafts, outer_quotations(text))
    return [[text[slice(*part)] for part in one.content] for one in followed]


@pytest.mark.parametrize(
    ("text", "given_", "expected"),
    [
        ("“We will stay,” she said.", "We will stay", "“We will stay,”"),
        ("“We will stay,” she said.", "stay,”", "“We will stay,”"),
        ("She said “we will stay” then.", "“we", "“we will stay”"),
        ("She said that “we” will stay.", "that “we” will stay", "that “we” will stay"),
        ("She said that “we will” stay.", "that “we", "that “we will”"),
        ('"We will stay," she said.', 'We will stay,"', '"We will stay,"'),
        ("‘We will stay,’ she said.", "will", "‘We will stay,’"),
        ("She said that we will stay.", "that we will stay", "that we will stay"),
    ],
)
def test_follow_marks_widens_a_content_to_the_quotation(text: str, given_: str, expected: str) -> None:
    cue = "she said" if "she said" in text else "She said"
    assert contents(text, [drafted(text, [given_], cue=cue)]) == [[expected]]


@pytest.mark.parametrize(
    ("text", "given_", "expected"),
    [
        ("She said that we stay “here and now”.", "that we stay “", "that we stay"),
        ("He left “for good”, she said we stay here.", "”, she said we stay here", "we stay here"),
        ("She said that we stay “\n\nand wait.", "that we stay “\n\nand wait.", "that we stay “\n\nand wait."),
        ("She said that we stay “", "that we stay “", "that we stay"),
    ],
)
def test_follow_marks_gives_up_a_lone_mark(text: str, given_: str, expected: str) -> None:
    cue = "She said" if "She said" in text else "she said"
    assert contents(text, [drafted(text, [given_], cue=cue)]) == [[expected]]


def test_follow_marks_keeps_the_cue_out_of_the_content() -> None:
    text = "“We stay,” she said, “and we wait.”"
    (one,) = contents(text, [drafted(text, ["“We stay,” she said, “and we wait.”"], cue="said", source="she")])
    assert one == ["“We stay,”", "“and we wait.”"]


def test_follow_marks_leaves_a_statement_within_a_quotation_alone() -> None:
    text = "“Borland told us it would leave,” Weller said."
    inner = drafted(text, ["it would leave"], cue="told us", source="Borland")
    outer = drafted(text, ["Borland told us it would leave"], cue="said", source="Weller")
    assert contents(text, [inner, outer]) == [["“Borland told us it would leave,”"], ["it would leave"]]


def test_follow_marks_takes_up_the_quotation_after_the_cue() -> None:
    text = "“We stay,” she said. “We have no other way to go.”"
    assert contents(text, [drafted(text, ["“We stay,”"], cue="said", source="she")]) == [
        ["“We stay,”", "“We have no other way to go.”"]
    ]


def test_follow_marks_parts_quotations_with_narration_between() -> None:
    text = "“We stay,” she said. Rain fell. It was late. “We have no other way to go.”"
    assert len(contents(text, [drafted(text, ["“We stay,”"], cue="said", source="she")])) == 2


def test_follow_marks_does_not_take_up_a_quotation_in_the_next_paragraph_with_marks_closed() -> None:
    text = "“We stay,” she said.\n\n“We have no other way to go.”"
    assert contents(text, [drafted(text, ["“We stay,”"], cue="said", source="she")]) == [
        ["“We stay,”"],
        ["“We have no other way to go.”"],
    ]


def test_follow_marks_takes_a_quotation_over_paragraphs_whole() -> None:
    text = "She said: “We stay here.\n\n“We wait.\n\n“Then we go.”\n\nRain fell."
    assert contents(text, [drafted(text, ["“We stay here."], cue="said", source="She")]) == [
        ["“We stay here.", "“We wait.", "“Then we go.”"]
    ]


def test_follow_marks_makes_a_draft_of_a_sentence_without_cue() -> None:
    text = "Weller was angry. “We have no other way to go.” She left."
    (one,) = follow_marks(text, [], outer_quotations(text))
    assert (text[slice(*one.content[0])], one.cue, one.source) == ("“We have no other way to go.”", (), ())


@pytest.mark.parametrize(
    "text",
    [
        "The film “Gone with the wind.” was shown.",
        "He saw “The Long Way Home” in Orrehaven.",
        "It was a “so-called” peace.",
        "A “peace plan for all of us” was drawn up.",
    ],
)
def test_follow_marks_makes_no_draft_of_titles_and_doubted_words(text: str) -> None:
    assert contents(text, []) == []


def test_follow_marks_keeps_a_content_that_nothing_is_left_of() -> None:
    text = "She said so."
    assert contents(text, [Draft((at(text, "said"),), cue=(at(text, "said"),))]) == [["said"]]


def test_follow_marks_sorts_by_the_first_content() -> None:
    text = "She said it rains. He said it snows."
    one, two = drafted(text, ["it snows"], cue="He said"), drafted(text, ["it rains"], cue="She said")
    assert contents(text, [one, two]) == [["it rains"], ["it snows"]]


@st.composite
def texts_with_drafts(draw: st.DrawFn) -> tuple[str, list[Draft]]:
    """Return a text full of marks and drafts over its words: contents, cues and sources in any order."""
    text = draw(prose.filter(lambda text: any(sign.isalnum() for sign in text)))
    ranges = words(text)
    drafts = []
    for number in range(draw(st.integers(1, 3))):
        cuts = sorted(draw(st.sets(st.integers(0, len(ranges)), min_size=2, max_size=8)))
        spans = [(ranges[a][0], ranges[b - 1][1]) for a, b in pairwise(cuts)]
        order = draw(st.permutations(spans))
        cue = tuple(order[1:2]) if draw(st.booleans()) else ()
        source = tuple(order[2:3]) if cue else ()
        drafts.append(Draft(merge([order[0], *order[3:]]), cue, source, cue_confidence=float(number)))
    return text, drafts


def letters(text: str, ranges: tuple[Range, ...]) -> set[int]:
    return {place for start, end in ranges for place in range(start, end) if text[place].isalnum()}


@given(texts_with_drafts())
def test_follow_marks_loses_no_draft_and_no_word_of_one(case: tuple[str, list[Draft]]) -> None:
    text, drafts = case
    everything = follow_marks(text, drafts, outer_quotations(text))
    followed = {one.cue_confidence: one for one in everything if one.cue}
    found = {place for one in everything for place in letters(text, one.content)}
    for one in drafts:
        if one.cue:
            own = (*one.cue, *one.source)
            kept = followed[one.cue_confidence]
            assert (kept.cue, kept.source) == (one.cue, one.source)
            assert letters(text, cut_out(one.content, own)) <= found


@given(texts_with_drafts())
def test_follow_marks_leaves_no_half_quotation(case: tuple[str, list[Draft]]) -> None:
    text, drafts = case
    quoted = ranges_of(outer_quotations(text))
    for one in follow_marks(text, drafts, outer_quotations(text)):
        own = (*one.cue, *one.source)
        for start, end in one.content:
            for place in overlapping(quoted, start, end):
                opening, closing = quoted[place]
                if not any(opening <= s and e <= closing for s, e in own) and letters(text, one.content) - letters(
                    text, own
                ):
                    missing = letters(text, ((opening, closing),)) - letters(text, (*one.content, *own))
                    assert not missing


@given(texts_with_drafts())
def test_follow_marks_gives_sorted_contents_inside_the_text(case: tuple[str, list[Draft]]) -> None:
    text, drafts = case
    followed = follow_marks(text, drafts, outer_quotations(text))
    assert [one.content[0] for one in followed] == sorted(one.content[0] for one in followed)
    for one in followed:
        assert one.content == merge(one.content)
        assert 0 <= one.content[0][0] < one.content[-1][1] <= len(text)


@given(texts_with_drafts())
def test_follow_marks_has_nothing_left_to_do_the_second_time(case: tuple[str, list[Draft]]) -> None:
    text, drafts = case
    quoted = outer_quotations(text)
    once = follow_marks(text, drafts, quoted)
    claimed = {place for one in follow_marks(text, once, quoted) for place in letters(text, one.content)}
    assert claimed >= {place for one in once for place in letters(text, one.content)}
    assert len(follow_marks(text, once, quoted)) == len(once)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will stay here.” She left.", True),
        ("She was firm: “We will stay here,” and left.", True),
        ("Rain fell.\n“We will stay here”", False),
        ("Rain fell.\n“We will stay here!”", True),
        ("“We will stay here", True),
        ("It was “We will stay here.”", False),
        ("Rain fell. “we will stay here.”", False),
        ("“Stay.”", False),
        ("‘We will stay here.’", False),
        ("“”", False),
    ],
)
def test_is_statement_takes_a_sentence_of_its_own(text: str, expected: bool) -> None:
    assert is_statement(text, outer_quotations(text)[0]) is expected


def test_is_statement_takes_what_goes_on_from_the_paragraph_before() -> None:
    text = "“We stay.\n\n“and wait for rain”"
    assert is_statement(text, outer_quotations(text)[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay,” he said.", ["“We stay,”"]),
        ("‘We stay,’ he said.", ["‘We stay,’"]),
        ("“It’s ‘ours’ now,” he said.", ["“It’s ‘ours’ now,”"]),
        ("He said ‘no’ and “yes”.", ["‘no’", "“yes”"]),
        ("‘She told us “no” and left,’ he said.", ["‘She told us “no” and left,’"]),
        ("'She told us \"no\" and left,' he said.", ["'She told us \"no\" and left,'"]),
        ("‘We “stay’ here”", ["“stay’ here”"]),
    ],
)
def test_outer_quotations_joins_double_and_single_marks_in_order(text: str, expected: list[str]) -> None:
    assert [text[quotation.start : quotation.end] for quotation in outer_quotations(text)] == expected


@given(prose)
def test_outer_quotations_never_overlap(text: str) -> None:
    ranges = ranges_of(outer_quotations(text))
    assert all(one[1] <= two[0] for one, two in pairwise(ranges))


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We stay,” he said.", ["“We stay,”"], "direct"),
        ("“We stay,” he said, “here.”", ["“We stay,”", "“here.”"], "direct"),
        ("He said that we stay.", ["that we stay"], "indirect"),
        ("He said that “we” stay.", ["that “we” stay"], "mixed"),
        ("He said it was ‘ours’ now.", ["it was ‘ours’ now"], "mixed"),
        ("He said “we stay” and left.", ["“we stay” and"], "mixed"),
        ("He said — “we stay”.", ["— “we stay”"], "direct"),
        ("He said “we stay.\n\n“And wait.”", ["“we stay.", "“And wait.”"], "direct"),
        ("He said “…”", ["“…”"], "indirect"),
    ],
)
def test_kind_of_counts_the_words_inside_marks(text: str, content: list[str], kind: str) -> None:
    assert kind_of(text, [at(text, part) for part in content], outer_quotations(text)) == kind
