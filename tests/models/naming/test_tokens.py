import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.naming.tokens import Words, tokenise

TEXTS = st.text(alphabet=st.sampled_from(list("aB9.,'’-–&\n “”éU")), max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Venn left.", ["Mr.", "Venn", "left", "."]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("Karl T. Venn", ["Karl", "T.", "Venn"]),
        ("Orrell’s plan", ["Orrell", "’s", "plan"]),
        ("They’re late", ["They", "’re", "late"]),
        ("we've won", ["we", "'ve", "won"]),
        ("she doesn't know", ["she", "doesn't", "know"]),
        ("O'Neill met d'Estaing", ["O'Neill", "met", "d'Estaing"]),
        ("Seo Min-ji spoke", ["Seo", "Min-ji", "spoke"]),
        ("AT&T paid", ["AT&T", "paid"]),
        ("at example.com today", ["at", "example.com", "today"]),
        ("in Arland.Venn left", ["in", "Arland", ".", "Venn", "left"]),
        ("yes -- no", ["yes", "--", "no"]),
        ("(AWB)", ["(", "AWB", ")"]),
        ("", []),
    ],
)
def test_tokens_are_the_words_and_marks_of_news_prose(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == words


def test_tokens_know_capitals_words_and_possessives() -> None:
    first, mark, second, stop = tokenise("Orrell’s plan.")
    assert (first.capital, first.word, first.possessive, first.lower) == (True, True, False, "orrell")
    assert (mark.capital, mark.word, mark.possessive, mark.lower) == (False, False, True, "'s")
    assert (second.capital, second.word) == (False, True)
    assert (stop.word, stop.possessive) == (False, False)


def test_tokens_of_a_range_are_never_cut() -> None:
    text = "with Cheong Seong-Chang, who"
    at = text.index("Chang")
    assert [token.text for token in tokenise(text, at, at + 5)] == ["Seong-Chang"]
    assert [token.text for token in tokenise(text, at - 1, at + 7)] == ["Seong-Chang", ","]


def test_tokens_of_an_empty_range_are_none() -> None:
    assert tokenise("one two", 3, 3) == []
    assert tokenise("one two", 5, 2) == []
    assert tokenise("one two", 3, 4) == []


@given(TEXTS)
def test_tokens_hold_their_own_words_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[token.start : token.end] == token.text != "" for token in tokens)
    assert all(one.end <= other.start for one, other in itertools.pairwise(tokens))
    rest = text
    for token in reversed(tokens):
        rest = rest[: token.start] + rest[token.end :]
    assert not rest.strip()


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_tokens_of_a_range_are_those_that_meet_it(text: str, start: int, end: int) -> None:
    meeting = [token for token in Words(text).all if token.start < end and start < token.end] if start < end else []
    assert tokenise(text, start, end) == meeting
