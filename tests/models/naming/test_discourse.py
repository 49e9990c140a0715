"""What a text's reading keeps: its parties in order, the nation at home, and who stands as a subject where."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import text as prose
from models.naming import context, names
from models.naming.discourse import Discourse, Found
from tests.models.drafts import sentences


def read(text: str) -> Discourse:
    """Return the discourse of a text without attributions, read to its end."""
    ranges = sentences(text)
    known = names.find(text, ranges, ())
    discourse = Discourse(text, sentences=ranges, paragraphs=prose.paragraphs(text), quotes=[], spelled=known.spelled)
    discourse.read([Found(mention) for mention in context.scan(text, ranges, known)])
    return discourse


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("In Seoul it rained. Then Japan waited.", "South Korea"),
        ("Rain fell on Japan. South Korea waited. South Korea slept. South Korea woke.", "South Korea"),
        ("In Japan it rained. South Korea waited. Japan slept.", "Japan"),
        ("In Orre it rained.", None),
        ("In Turkey the US Senator Karl Venn met Mexican Senator Paula Orrell.", "Turkey"),
    ],
)
def test_discourse_home_is_the_nation_spoken_of_first_or_much_more(text: str, home: str | None) -> None:
    assert read(text).home == home


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Karl Venn met Paula Orrell.", "Karl Venn"),
        ("At noon Paula Orrell met Karl Venn.", "Paula Orrell"),
        ("At the home of Karl Venn rain fell.", None),
        ("The rain fell.", None),
    ],
)
def test_discourse_subject_is_the_first_party_behind_no_preposition(text: str, name: str | None) -> None:
    found = read(text).subject(0, len(text))
    assert (" ".join(next(iter(found.names))) if found else None) == name


def test_discourse_subject_lies_inside_the_range() -> None:
    text = "Karl Venn slept. Paula Orrell left."
    at = text.index("Paula")
    found = read(text).subject(at, len(text))
    assert found is not None
    assert ("Paula", "Orrell") in found.names
    assert read(text).subject(5, at) is None


def test_discourse_trail_is_in_order_of_the_text() -> None:
    trail = read("Karl Venn met Paula Orrell. She told him that the minister knew.").trail
    assert [trace.start for trace in trail] == sorted(trace.start for trace in trail)
    assert {trace.sentence for trace in trail} == {1, 2}


def test_discourse_two_joined_by_and_are_they() -> None:
    discourse = read("Karl Venn and Paula Orrell met.")
    (pair,) = [entity for entity in discourse.cast.all if entity.members]
    assert pair.plural
    assert [discourse.cast.all[number].named for number in pair.members] == [True, True]


PIECES = st.sampled_from(
    ["Karl Venn", "Paula Orrell", "he", "she", "they", "the minister", "Seoul", "and", ".", "met", "\n\n"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=24))
def test_discourse_every_trace_is_of_a_known_party(pieces: list[str]) -> None:
    discourse = read(" ".join(pieces))
    assert all(0 <= trace.entity < len(discourse.cast.all) for trace in discourse.trail)
    assert [entity.number for entity in discourse.cast.all] == list(range(len(discourse.cast.all)))
    assert all(number < len(discourse.cast.all) for entity in discourse.cast.all for number in entity.members)
