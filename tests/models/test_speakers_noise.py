"""Speakers from the names that a learned tagger really gives: cut, split, mislabelled, or missing altogether."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records import SaidOn
from models.speakers import resolve
from tests.models.drafts import Names, draft, named, sentences

ARTICLE = (
    "Borlish Defense Minister Paula Orrell met Cheong Seong-jin of the Orre Institute (OI) in Seoul on Monday.\n\n"
    "“We will stay,” Orrell said. She added that the Ministry of National Defense was ready.\n\n"
    "Cheong disagreed. The ministry, he said, was late, and the OI had warned of it.\n\n"
    "First Minister of Scotland Nicola Varley told The Gannet that Seoul was right."
)
PARTS = (
    ("Orrell", "said", "“We will stay,”"),
    ("She", "added", "that the Ministry of National Defense was ready"),
    ("he", "said", "The ministry"),
    ("the OI", "had warned", "of it"),
    ("First Minister of Scotland Nicola Varley", "told", "that Seoul was right"),
)
EXPECTED = [["Paula Orrell"], ["Paula Orrell"], ["Cheong Seong-jin"], ["Orre Institute"], ["Nicola Varley"]]


def cut(*pieces: tuple[str, str]) -> Names:
    """Return ranges and labels of pieces of the article, looked for one behind the other."""
    found, position = [], 0
    for words, label in pieces:
        start = ARTICLE.index(words, position)
        position = start + len(words)
        found.append((start, position, label))
    return tuple(found)


@pytest.mark.parametrize(
    "given_names",
    [
        (),
        cut(("Paula Orrell", "PERSON"), ("Cheong Seong-jin", "PERSON"), ("Orre Institute", "ORGANIZATION")),
        cut(("Paula", "PERSON"), ("Orrell", "PERSON"), ("Cheong Seong", "PERSON"), ("jin", "PERSON")),
        cut(("Defense", "ORGANIZATION"), ("Paula Orrell", "PERSON"), ("jin", "PERSON"), ("Institute", "ORGANIZATION")),
        cut(("Ministry of", "ORGANIZATION"), ("National Defense", "ORGANIZATION"), ("Scotland", "LOCATION")),
        cut(("of", "ORGANIZATION"), ("Orre", "LOCATION"), ("Institute", "ORGANIZATION"), ("OI", "LOCATION")),
        cut(("She", "PERSON"), ("he", "PERSON"), ("Nicola Varley", "PERSON")),
    ],
)
def test_speakers_are_the_same_however_the_names_are_cut(given_names: Names) -> None:
    assert named(ARTICLE, *PARTS, names=given_names) == EXPECTED


@settings(max_examples=50, deadline=None)
@given(st.permutations(range(len(PARTS))))
def test_speakers_do_not_depend_on_the_order_of_the_drafts(order: list[int]) -> None:
    drafts = draft(ARTICLE, *sorted(PARTS, key=lambda part: ARTICLE.index(part[2])))
    options = {"sentences": sentences(ARTICLE), "names": (), "published": SaidOn("2019-11-15", "day")}
    straight = resolve(ARTICLE, attributions=drafts, **options)  # type: ignore[arg-type]
    mixed = resolve(ARTICLE, attributions=[drafts[index] for index in order], **options)  # type: ignore[arg-type]
    assert mixed == tuple(straight[index] for index in order)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(ARTICLE)),
            st.integers(1, 30),
            st.sampled_from(["PERSON", "ORGANIZATION", "LOCATION", "MISC", "OTHER"]),
        ),
        max_size=8,
    )
)
def test_speakers_stand_any_names_at_all(given_names: list[tuple[int, int, str]]) -> None:
    names = tuple((start, start + size, label) for start, size, label in given_names)
    drafts = draft(ARTICLE, *PARTS)
    one = resolve(ARTICLE, sentences=sentences(ARTICLE), names=names, attributions=drafts)
    assert len(one) == len(drafts)
    assert all(each.name.strip() and each.id and 0 <= each.confidence <= 1 for found in one for each in found)
    assert one == resolve(ARTICLE, sentences=sentences(ARTICLE), names=names[::-1], attributions=drafts)


@pytest.mark.parametrize("ranges", [(), ((0, len(ARTICLE)),), ((0, 9),), ((5, 3), (-4, 2), (900, 1200))])
def test_speakers_stand_any_sentences(ranges: tuple[tuple[int, int], ...]) -> None:
    found = resolve(ARTICLE, sentences=ranges, names=(), attributions=draft(ARTICLE, *PARTS))
    assert len(found) == len(PARTS)


def test_speakers_ids_are_those_of_their_names() -> None:
    drafts = draft(ARTICLE, *PARTS)
    found = resolve(ARTICLE, sentences=sentences(ARTICLE), names=(), attributions=drafts)
    assert {each.name: each.id for one in found for each in one} == {
        "Paula Orrell": "paula-orrell",
        "Cheong Seong-jin": "cheong-seong-jin",
        "Orre Institute": "orre-institute",
        "Nicola Varley": "nicola-varley",
    }


def test_speakers_of_an_article_told_over_and_over_stay_the_same() -> None:
    text = "\n\n".join([ARTICLE] * 12)
    assert named(text, *(PARTS[0],) * 12) == [["Paula Orrell"]] * 12
