"""What the stance model reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from models.stance_input import LONGEST, StanceInput, Statement, flip
from tests.models.stance_stub import WORDS, reader

text = st.lists(st.sampled_from(WORDS[4:]), max_size=150).map(" ".join)


@pytest.mark.parametrize(
    ("position", "opposite"),
    [
        ("The port should be sold", "The port should not be sold"),
        ("The port should not be sold", "The port should be sold"),
        ("Norway keeps the pact", "It is not the case that Norway keeps the pact"),
        ("The tax is wrong and should go", "The tax is not wrong and should go"),
    ],
)
def test_flip_negates(position: str, opposite: str) -> None:
    assert flip(position) == opposite


@given(st.sampled_from(["should", "must", "will", "is", "are", "can", "has"]), text)
def test_flip_of_an_auxiliary_is_its_own_inverse(verb: str, rest: str) -> None:
    position = f"Norway {verb} go {rest.replace(' not ', ' ').replace(' is ', ' ')}"

    assert flip(flip(position)) == position


def test_encode_puts_statement_topic_and_context_in_their_segments() -> None:
    encoded = reader().encode(Statement("Norway", "it is good", "the pact ends"), "pact", "Norway keeps the pact")

    ids = {word: number for number, word in enumerate(WORDS)}
    expected = "[CLS] norway : it is good [SEP] pact : norway keeps the pact [SEP] the pact ends [SEP]"
    assert encoded.ids == tuple(ids[word] for word in expected.split())
    assert encoded.segments == (0,) * 7 + (1,) * 7 + (0,) * 4


def test_encode_leaves_out_what_is_empty() -> None:
    encoded = reader().encode(Statement("", "it is good"), "", "Norway keeps the pact")

    assert WORDS.index(":") not in encoded.ids
    assert encoded.ids.count(WORDS.index("[SEP]")) == 2


@given(speaker=text, words=text, before=text, name=text, position=text)
def test_encode_never_exceeds_its_budget(speaker: str, words: str, before: str, name: str, position: str) -> None:
    encoded = reader().encode(Statement(speaker, words, before), name, position)

    assert len(encoded.ids) == len(encoded.segments) <= LONGEST


def test_encode_keeps_the_end_of_the_context() -> None:
    encoded = reader().encode(Statement("", "good", "the " * 60 + "pact ends"), "", "it is")

    assert encoded.ids[-3:] == (WORDS.index("pact"), WORDS.index("ends"), WORDS.index("[SEP]"))


def test_reader_refuses_a_tokenizer_without_its_marks() -> None:
    bare = Tokenizer(WordLevel({"[CLS]": 0, "[UNK]": 1}, unk_token="[UNK]"))  # noqa: S106

    with pytest.raises(ValueError, match=r"no token '\[SEP\]'; use the tokenizer that came with the weights"):
        StanceInput(bare)
