from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from service.ingest.blocks import INVISIBLE, Block, split, trim

PARAGRAPH = (
    "The committee met again on Tuesday and could not agree on anything at all, which surprised nobody who had "
    "watched it for the past three years and seen its members walk out of the same door in the same order each "
    "time that the chairman asked them to vote."
)


def plains(text: str) -> list[str]:
    return [block.plain for block in split(text)]


def test_split_takes_each_line_of_an_unwrapped_text() -> None:
    assert plains("One line here.\nAnother line there.\n\nA third.") == [
        "One line here.", "Another line there.", "A third.",
    ]  # fmt: skip


def test_split_joins_lines_wrapped_at_a_width() -> None:
    text = textwrap.fill(PARAGRAPH, 72) + "\n\nHe said no.\n"
    assert plains(text) == [PARAGRAPH, "He said no."]


def test_split_keeps_paragraphs_apart_that_no_blank_line_parts() -> None:
    first = "The water rose through the night and by the morning it had reached\nthe church, where bells were ringing."
    second = (
        "Nobody had thought of the school, which stands lower than the rest\nof the town, as it was built long ago."
    )
    assert len(split(f"{first}\n{second}\n")) == 2


def test_split_does_not_join_a_list_of_headlines() -> None:
    text = "\n".join(
        ["Minister opens a bridge over the northern river today", "Ferry captain retires after forty years at sea"] * 3
    )
    assert len(split(text)) == 6


def test_split_knows_every_line_end() -> None:
    assert plains("One.\r\nTwo.\rThree.\u2028Four.") == ["One.", "Two.", "Three.", "Four."]


def test_block_takes_its_bullet_off() -> None:
    block = split("  • Keep the ferry running")[0]
    assert block.bullet
    assert block.plain == "Keep the ferry running"
    assert (block.start, block.end) == (2, 26)


def test_block_measures_function_words() -> None:
    assert Block.of("They said that it was over", 0, 26).function_words > 0.8
    assert Block.of("Sports Weather Business", 0, 23).function_words == 0


def test_trim_drops_white_and_invisible_characters() -> None:
    text = "\ufeff \u200b\xa0word\u200b\n"
    start, end = trim(text, 0, len(text))
    assert text[start:end] == "word"


@given(st.text())
def test_split_blocks_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for block in split(text):
        assert last <= block.start < block.end <= len(text)
        cut = text[block.start : block.end]
        assert cut == cut.strip()
        assert cut.strip(INVISIBLE) == cut
        last = block.end


@given(st.text())
def test_split_loses_nothing_that_shows(text: str) -> None:
    blocks = split(text)
    covered = set().union(*(range(block.start, block.end) for block in blocks)) if blocks else set()
    assert all(i in covered or text[i].isspace() or text[i] in INVISIBLE for i in range(len(text)))
