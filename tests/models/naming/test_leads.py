"""Who speaks where no source is written: the person led up to, the subject of the cue, or nobody."""

import pytest

from tests.models.drafts import named, speakers

Parts = tuple[tuple[str, str, str], ...]


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "Paula Orrell commented on the radio. “We will stay.”",
            (("", "", "“We will stay.”"),),
            [["Paula Orrell"]],
        ),
        (
            "Karl Venn of Japan was blunt about it. “We will not.”",
            (("", "", "“We will not.”"),),
            [["Karl Venn"]],
        ),
        (
            "Karl Venn said yes. Paula Orrell took the stage. “We will not.”",
            (("Karl Venn", "said", "yes"), ("", "", "“We will not.”")),
            [["Karl Venn"], ["Paula Orrell"]],
        ),
        (
            "Karl Venn took the stage. Paula Orrell said yes. “We will not.”",
            (("Paula Orrell", "said", "yes"), ("", "", "“We will not.”")),
            [["Paula Orrell"], ["Paula Orrell"]],
        ),
        (
            "Japan waited for rain. “We will not.”",
            (("", "", "“We will not.”"),),
            [[]],
        ),
        (
            "Paula Orrell came.\n\n“We will stay.”",
            (("", "", "“We will stay.”"),),
            [[]],
        ),
        (
            "Saying rain was near, Paula Orrell left the hall.",
            (("", "Saying", "rain was near"),),
            [["Paula Orrell"]],
        ),
        (
            "Party leader Paula Orrell publicly declared intent to go on.",
            (("", "declared intent", "to go on"),),
            [["Paula Orrell"]],
        ),
        (
            "Paula Orrell came home and it was said that rain was near.",
            (("", "was said", "that rain was near"),),
            [[]],
        ),
        (
            "Paula Orrell said rain was near, adding that it would be long.",
            (("Paula Orrell", "said", "rain was near"), ("", "adding", "that it would be long")),
            [["Paula Orrell"], ["Paula Orrell"]],
        ),
    ],
)
def test_uncued_statements_take_the_person_led_up_to(text: str, parts: Parts, expected: list[list[str]]) -> None:
    assert named(text, *parts) == expected


def test_uncued_leads_are_less_sure_than_named_sources() -> None:
    text = "Paula Orrell said yes. Karl Venn took the stage. “We will not.”"
    first, second = speakers(text, ("Paula Orrell", "said", "yes"), ("", "", "“We will not.”"))
    assert first[0].confidence > second[0].confidence > 0.3


def test_uncued_first_person_in_a_quotation_is_its_speaker() -> None:
    text = "“I think rain is near,” Paula Orrell said."
    found = named(text, ("Paula Orrell", "said", "“I think rain is near,”"), ("I", "think", "rain is near"))
    assert found == [["Paula Orrell"], ["Paula Orrell"]]
