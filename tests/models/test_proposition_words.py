"""The verbs and words of propositions: lists that hold together, and each rule about a finite verb on its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.propositions import words as w
from models.propositions.verbs import is_auxiliary, is_finite, states


@pytest.mark.parametrize(
    ("base", "third"),
    [
        ("deny", "denies"),
        ("destroy", "destroys"),
        ("pass", "passes"),
        ("tax", "taxes"),
        ("teach", "teaches"),
        ("abolish", "abolishes"),
        ("veto", "vetoes"),
        ("buzz", "buzzes"),
        ("keep", "keeps"),
    ],
)
def test_third_is_the_form_after_she(base: str, third: str) -> None:
    assert w._third(base) == third


@pytest.mark.parametrize("name", sorted(w._LISTS))
def test_word_lists_are_lower_case_and_name_each_word_once(name: str) -> None:
    held = w._LISTS[name]
    assert held
    assert len(held) == len(set(held))
    assert all(word == word.lower().strip() for word in held)


def test_word_lists_tell_verbs_from_verbs_that_are_nouns() -> None:
    assert not w.BASES & w.NOUN_BASES
    assert w.BASES < w.PRESENT
    assert w.NOUN_BASES < w.NOUN_PRESENT
    assert w.NOUN_MODALS < w.AUXILIARIES
    assert not w.NO_SUBJECTS & w.SUBJECTS
    assert {"’re", "'ll", "’d"} < w.ENCLITICS


@pytest.mark.parametrize(
    ("words", "place", "auxiliary"),
    [
        ("The pact can end", 2, True),
        ("It 's over", 1, True),
        ("Seoul 's share", 1, False),
        ("'s over", 0, False),
        ("They ’ve left", 1, True),
        ("It doesn't end", 1, True),
        ("It doesn’t end", 1, True),
        ("The pact ends", 2, False),
        ("It WAS over", 1, True),
    ],
)
def test_is_auxiliary_tells_shortened_verbs_from_possessives(words: str, place: int, auxiliary: bool) -> None:
    assert is_auxiliary(words.split(), place) is auxiliary


@pytest.mark.parametrize(
    ("words", "place", "finite"),
    [
        ("Keeps the pact", 0, False),
        ("Norway still keeps the pact", 2, True),
        ("Norway formally keeps the pact", 2, True),
        ("of keeps", 1, False),
        ("The US can leave", 2, True),
        ("The can of worms", 1, False),
        ("Borland and Arland demand a vote", 3, True),
        ("Borland demand a vote", 1, False),
        ("Borland demands a vote", 1, True),
        ("The demands of unions", 1, False),
        ("Unions demand a vote", 1, True),
        ("Norway joining the pact", 1, False),
        ("Parliament rejected the pact", 1, True),
        ("Promises rejected by voters", 1, False),
        ("Iran agreed to talks", 1, True),
        ("Iran sold to talks", 1, False),
        ("Arland needs to leave", 1, True),
    ],
)
def test_is_finite_goes_by_the_words_beside(words: str, place: int, finite: bool) -> None:
    assert is_finite(words.split(), place) is finite


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("Norway keeps the pact", True),
        ("The pact that Norway keeps", False),
        ("The pact that Norway keeps is void", True),
        ("People who have left the country", False),
        ("People who have left the country must return", True),
        ("The pact because Norway keeps it", False),
        ("Norway leaves because Sweden keeps the pact", True),
        ("keeps", False),
        ("", False),
    ],
)
def test_states_wants_a_verb_outside_clauses(words: str, stated: bool) -> None:
    assert states(words.split()) is stated


@given(st.sampled_from(sorted(w.BASES)))
def test_states_knows_each_plain_verb_after_its_subject(base: str) -> None:
    assert states(["They", base, "it"])
    assert states(["Norway", w._third(base), "it"])


@given(st.sampled_from(sorted(w.AUXILIARIES)), st.sampled_from(["Norway", "They", "Police"]))
def test_states_knows_each_auxiliary_before_a_verb(auxiliary: str, subject: str) -> None:
    assert states([subject, auxiliary, "keep", "it"])


@given(
    st.lists(st.sampled_from(["the", "of", "Norway", "who", "keeps", "left", "very", "’s", "can", "if"]), max_size=9)
)
def test_is_finite_takes_any_words_and_states_one_of_them(tokens: list[str]) -> None:
    verbs = [place for place in range(len(tokens)) if is_finite(tokens, place)]
    assert 0 not in verbs
    assert verbs or not states(tokens)
