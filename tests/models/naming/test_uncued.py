from __future__ import annotations

from tests.models.drafts import named, speakers


def test_uncued_quotation_takes_the_speaker_of_its_paragraph() -> None:
    text = "“The dam holds,” Karl Venn said. “It will hold for years.”"
    found = named(text, ("Karl Venn", "said", "“The dam holds,”"), ("", "", "“It will hold for years.”"))
    assert found == [["Karl Venn"]] * 2


def test_uncued_quotation_before_its_speaker_is_named() -> None:
    text = "Rain fell.\n\n“The dam holds.” “It will hold,” Karl Venn said."
    found = named(text, ("", "", "“The dam holds.”"), ("Karl Venn", "said", "“It will hold,”"))
    assert found == [["Karl Venn"]] * 2


def test_uncued_open_quotation_goes_on_in_the_next_paragraph_with_more_certainty() -> None:
    part = ("Karl Venn", "said:", "“The dam holds.")
    open_mark = speakers("Karl Venn said: “The dam holds.\n\n“It will hold.”", part, ("", "", "“It will hold.”"))
    closed = speakers(
        "Karl Venn said: “The dam holds.”\n\n“It will hold.”",
        ("Karl Venn", "said:", "“The dam holds.”"),
        ("", "", "“It will hold.”"),
    )
    assert open_mark[1][0].name == closed[1][0].name == "Karl Venn"
    assert open_mark[1][0].confidence > closed[1][0].confidence


def test_uncued_participle_goes_on_with_the_subject() -> None:
    text = "Karl Venn said the dam holds, adding that it is old. The road was described as long."
    found = named(
        text, ("Karl Venn", "said", "the dam holds"), ("", "adding", "that it is old"), ("", "described", "as long")
    )
    assert found == [["Karl Venn"], ["Karl Venn"], []]


def test_uncued_passive_has_no_speaker() -> None:
    text = "Karl Venn said the dam holds and it was expected that rain would come."
    found = named(text, ("Karl Venn", "said", "the dam holds"), ("", "expected", "that rain would come"))
    assert found[1] == []


def test_uncued_first_person_inside_a_quotation_is_its_speaker() -> None:
    text = "“I believe the dam holds,” Karl Venn said."
    found = named(text, ("Karl Venn", "said", "“I believe the dam holds,”"), ("I", "believe", "the dam holds"))
    assert found == [["Karl Venn"]] * 2
