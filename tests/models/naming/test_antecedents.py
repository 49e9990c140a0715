from __future__ import annotations

import pytest

from models.naming import antecedents
from models.naming.lexicon import load
from models.records import KnownSpeaker, Role
from tests.models.drafts import named


def test_antecedents_every_weight_is_a_feature() -> None:
    from models.naming.antecedents import Place, Trace
    from models.naming.entities import Cast
    from models.naming.mentions import Mention

    entity = Cast().new("person")
    trace = Trace(0, 1, 1, 0, "venn", False, True, True, True, True, False)
    mention = Mention(9, 11, "pronoun", "he", "person", head="he", gender="male")
    values = antecedents.features(mention, Place(9, 1, 1), entity, [trace], last_source=None)
    assert set(load("weights")["antecedent"]) == set(values)


@pytest.mark.parametrize(("pronoun", "expected"), [("He", ["Karl Venn"]), ("She", ["Paula Orrell"])])
def test_antecedents_gender_decides(pronoun: str, expected: list[str]) -> None:
    text = f"Paula Orrell met Karl Venn at the river. {pronoun} said it was late."
    assert named(text, (pronoun, "said", "it was late")) == [expected]


def test_antecedents_subject_of_the_sentence_before_a_mere_object() -> None:
    text = "Karl Venn arrived late.\n\nTom Marr criticized Venn in public. He said the plan had failed."
    assert named(text, ("He", "said", "the plan had failed")) == [["Tom Marr"]]


def test_antecedents_speaker_is_not_named_in_the_own_statement_before_the_tag() -> None:
    text = "Karl Venn spoke first. The plan was sound, Venn said.\n\nTom Marr and Lou Ames agreed to meet, he added."
    found = named(text, ("Venn", "said", "The plan was sound"), ("he", "added", "Tom Marr and Lou Ames agreed to meet"))
    assert found[1] == ["Karl Venn"]


def test_antecedents_it_is_a_body() -> None:
    text = "The Arland Water Board met Karl Venn. It said prices would rise."
    assert named(text, ("It", "said", "prices would rise")) == [["Arland Water Board"]]


def test_antecedents_nobody_fits_gives_unknown() -> None:
    assert named("Karl Venn left. She said it was late.", ("She", "said", "it was late")) == [[]]


def test_antecedents_too_far_back_gives_unknown() -> None:
    gap = "The river rose. " * 20
    assert named(f"Karl Venn left. {gap}He said it was late.", ("He", "said", "it was late")) == [[]]


def test_antecedents_counterpart_is_the_same_office_of_the_other_nation() -> None:
    text = (
        "U.S. Defense Secretary Karl Venn arrived. South Korean Defense Minister Seo Min-ji met him.\n\n"
        "Venn praised the plan. His South Korean counterpart rejected it."
    )
    found = named(text, ("Venn", "praised", "the plan"), ("His South Korean counterpart", "rejected", "it."))
    assert found == [["Karl Venn"], ["Seo Min-ji"]]


def test_antecedents_office_goes_back_to_its_holder() -> None:
    text = "Sen. Karl Venn and Judge Tom Marr met. The senator said yes. The judge said no."
    found = named(text, ("The senator", "said", "yes"), ("The judge", "said", "no"))
    assert found == [["Karl Venn"], ["Tom Marr"]]


def test_antecedents_register_offices_help() -> None:
    register = (KnownSpeaker("venn", "Karl Venn", "person", (), (Role("Governor of Arland", None),)),)
    text = "Karl Venn met Tom Marr. The governor said yes."
    part = ("The governor", "said", "yes")
    assert named(text, part, register=register) == [["Karl Venn"]]
    assert named(text, part) != [["Karl Venn"]]


def test_antecedents_poll_stands_for_its_maker() -> None:
    text = "An Orre University poll shows a lead. It is small, according to the poll."
    found = named(text, ("An Orre University poll", "shows", "a lead"), ("the poll", "according to", "It is small"))
    assert found == [["Orre University"]] * 2
