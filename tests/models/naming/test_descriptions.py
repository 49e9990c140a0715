"""Whom descriptions mean, told by short invented articles."""

import pytest

from tests.models.drafts import named, speakers

Parts = tuple[tuple[str, str, str], ...]


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "Arlandish Defense Minister Paula Orrell came. The minister said rain was near.",
            (("The minister", "said", "rain was near"),),
            [["Paula Orrell"]],
        ),
        (
            "Japanese Foreign Minister Taro Orde met South Korean Foreign Minister Seo Min-ji. "
            "The Japanese minister said yes. The South Korean minister said no.",
            (("The Japanese minister", "said", "yes"), ("The South Korean minister", "said", "no")),
            [["Taro Orde"], ["Seo Min-ji"]],
        ),
        (
            "Mayor Tom Weller met teacher Anna Marr. The teacher said yes. The mayor said no.",
            (("The teacher", "said", "yes"), ("The mayor", "said", "no")),
            [["Anna Marr"], ["Tom Weller"]],
        ),
        (
            "Spokeswoman Anna Marr met spokesman Tom Weller. The spokesman said yes. The spokeswoman said no.",
            (("The spokesman", "said", "yes"), ("The spokeswoman", "said", "no")),
            [["Tom Weller"], ["Anna Marr"]],
        ),
        (
            "Two ministers, Paula Orrell and Karl Venn, met. Defense Minister Orrell came with Defense Minister Venn. "
            "Both ministers said yes.",
            (("Both ministers", "said", "yes"),),
            [["Paula Orrell", "Karl Venn"]],
        ),
        (
            "The Orre Gazette printed it. The newspaper said rain was near.",
            (("The newspaper", "said", "rain was near"),),
            [["Orre Gazette"]],
        ),
        (
            "A poll by Orre University found a tie. The poll showed a lead.",
            (("A poll by Orre University", "found", "a tie"), ("The poll", "showed", "a lead")),
            [["Orre University"], ["Orre University"]],
        ),
        (
            "According to Syrian state media, troops had left on Friday. Nobody came back, according to state media.",
            (
                ("Syrian state media", "According to", "troops had left"),
                ("state media", "according to", "Nobody came back"),
            ),
            [["Syrian state media"], ["Syrian state media"]],
        ),
        (
            "Japan’s government met. Rain is near, the government said.",
            (("the government", "said", "Rain is near"),),
            [["Japan"]],
        ),
        (
            "A crew of the North Orre Fire Service came. Nobody was hurt, according to a fire service statement.",
            (("a fire service statement", "according to", "Nobody was hurt"),),
            [["North Orre Fire Service"]],
        ),
    ],
)
def test_descriptions_mean_the_party_that_fits(text: str, parts: Parts, expected: list[list[str]]) -> None:
    assert named(text, *parts) == expected


@pytest.mark.parametrize(
    ("text", "source", "content", "name", "sort"),
    [
        ("A new report said rain was near.", "A new report", "rain was near", "a new report (anonymous)", "anonymous"),
        ("An army doctor said he slept.", "An army doctor", "he slept", "an army doctor (anonymous)", "anonymous"),
        ("Local teachers said it rained.", "Local teachers", "it rained", "Local teachers", "group"),
        ("A company official said no.", "A company official", "no", "a company official (anonymous)", "anonymous"),
    ],
)
def test_descriptions_of_nobody_named_keep_their_words(
    text: str, source: str, content: str, name: str, sort: str
) -> None:
    ((found,),) = speakers(text, (source, "said", content))
    assert (found.name, found.type) == (name, sort)


def test_descriptions_a_report_taken_up_again_is_the_same_source() -> None:
    text = "A new report said rain was near. The report also said that it would be long."
    found = speakers(
        text, ("A new report", "said", "rain was near"), ("The report", "also said", "that it would be long")
    )
    assert found[0][0].id == found[1][0].id


@pytest.mark.parametrize("source", ["The filing", "The decision", "The plan"])
def test_descriptions_a_thing_nobody_made_says_nothing(source: str) -> None:
    assert speakers(f"{source} said rain was near.", (source, "said", "rain was near")) == [()]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "Turkey’s Foreign Ministry denied it.",
            "Turkey’s Foreign Ministry",
            "Turkish Foreign Ministry",
        ),
        ("The Turkish Foreign Ministry denied it.", "The Turkish Foreign Ministry", "Turkish Foreign Ministry"),
        ("The Foreign Ministry of Turkey denied it.", "The Foreign Ministry of Turkey", "Foreign Ministry of Turkey"),
        ("The Water Board of Turkey denied it.", "The Water Board", "Water Board"),
        ("Turkey waits. The opposition denied it.", "The opposition", "Turkish opposition"),
        ("The opposition denied it.", "The opposition", "opposition"),
    ],
)
def test_descriptions_ministries_are_named_with_their_nation(text: str, source: str, name: str) -> None:
    ((found,),) = speakers(text, (source, "denied", "it"))
    assert found.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rain is near, according to The Gannet.", "The Gannet"),
        ("It was in the Gannet. Rain is near, according to the Gannet.", "Gannet"),
        ("Rain is near, according to the Washington Post.", "The Washington Post"),
        ("Rain is near, according to The Orre Gazette.", "The Orre Gazette"),
        ("Rain is near, according to the Orre Gazette.", "Orre Gazette"),
        ("Rain is near, according to The White House.", "White House"),
    ],
)
def test_descriptions_newspapers_keep_their_article(text: str, name: str) -> None:
    source = text.rsplit("according to ", 1)[1].rstrip(".")
    names = ((text.rindex(source), text.rindex(source) + len(source), "ORGANIZATION"),)
    ((found,),) = speakers(text, (source, "according to", "Rain is near"), names=names)
    assert found.name == name
