import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.naming import context, names
from models.naming.entities import Cast, Entity
from models.naming.gather import gather
from tests.models.drafts import named, sentences, speakers


def parties(text: str) -> list[Entity]:
    """Return the parties of all names of a text."""
    known = names.find(text, sentences(text), ())
    cast = Cast(known.spelled)
    gather(cast, [mention for mention in context.scan(text, sentences(text), known) if mention.sort == "name"])
    return [entity for entity in cast.all if entity.named]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They saw Karl Venn. Mr. Venn left. Then Venn slept.", 1),
        ("They saw Karl T. Venn. Later Karl Venn left.", 1),
        ("They saw Thomas Weller. Later Tom Weller left.", 1),
        ("They saw Tom Weller and Anna Weller there.", 2),
        ("They saw Tom Weller Jr. and then Tom Weller there.", 2),
        ("So the Arland Water Board met. Then the Board left.", 1),
        ("So the Arland Water Board (AWB) met. Then the AWB left.", 1),
        ("So the Arlandish Workers’ Party (PKA) met. Then the PKA left.", 1),
        ("So the PKA met. Then the Arlandish Workers’ Party (PKA) left.", 1),
        ("So the Ministry of Defence met. Then the Defense Ministry left.", 1),
        ("They went to Seoul. Then South Korea left.", 1),
        ("So the Orre Council and the Marsh Council met.", 2),
        ("So the Japanese Foreign Ministry met the Chinese Foreign Ministry.", 2),
    ],
)
def test_gather_names_of_one_party_are_one(text: str, count: int) -> None:
    assert len([entity for entity in parties(text) if entity.kind or len(entity.names) > 0]) == count


def test_gather_the_plural_of_a_family_is_its_members() -> None:
    text = "Tom Weller and Anna Weller own a mill. The Wellers said it would close."
    assert named(text, ("The Wellers", "said", "it would close")) == [["Tom Weller", "Anna Weller"]]


def test_gather_the_plural_of_a_family_with_one_known_member_is_that_one() -> None:
    text = "Tom Weller bought a mill. The Wellers said it would close."
    assert named(text, ("The Wellers", "said", "it would close")) == [["Tom Weller"]]


def test_gather_a_plural_nobody_bears_is_a_name_of_its_own() -> None:
    text = "Tom Weller bought a mill. The Springs said it would close."
    assert "Tom Weller" not in named(text, ("The Springs", "said", "it would close"))[0]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "So the Arland Water Front (AWX) met. Rain is near, the AWX said.",
            "the AWX",
            "Arland Water Front",
        ),
        (
            "So the California Department of Fish and Parks met. Fish are few, the Department said.",
            "the Department",
            "California Department of Fish and Parks",
        ),
        (
            "A crew of the North Orre Fire and Rescue Service came. Nobody was hurt, the fire service said.",
            "the fire service",
            "North Orre Fire and Rescue Service",
        ),
        (
            "On Friday the Court of Sessions met. Nothing changes, the three-judge court said.",
            "the three-judge court",
            "Court of Sessions",
        ),
        (
            "The Kurdish-led Water Forces marched. All is calm, the Water Forces said.",
            "the Water Forces",
            "Water Forces",
        ),
    ],
)
def test_gather_bodies_go_by_their_fullest_name(text: str, source: str, name: str) -> None:
    content = text.split(". ", 1)[1].split(", ", 1)[0]
    (found,) = speakers(text, (source, "said", content))
    assert [(each.name, each.type) for each in found] == [(name, "organization")]


WORDS = st.sampled_from(
    [
        "Karl",
        "Venn",
        "Mr.",
        "Weller",
        "the",
        "Wellers",
        "Board",
        "Orre",
        "Seoul",
        "(AWB)",
        "AWB",
        "minister",
        "and",
        ",",
        ".",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_gather_every_name_has_a_party_and_a_certainty(pieces: list[str]) -> None:
    text = " ".join(pieces)
    known = names.find(text, [(0, len(text))], ())
    mentions = context.scan(text, [(0, len(text))], known)
    links = gather(Cast(known.spelled), mentions)
    assert set(links) == {index for index, mention in enumerate(mentions) if mention.sort == "name"}
    assert all(0.0 < link.certainty <= 1.0 for link in links.values())
