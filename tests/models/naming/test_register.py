from __future__ import annotations

from models.naming.entities import Cast, Entity
from models.naming.mentions import Mention
from models.naming.register import Register
from models.records import KnownSpeaker, Role

ORRELL = KnownSpeaker(
    "q1", "Paula Orrell", "person", ("Paula M. Orrell", "Orrell"), (Role("Japanese Defense Minister", "2011-03-01"),)
)
OTHER = KnownSpeaker("q2", "Karl Orrell", "person", (), (Role("Japanese Finance Minister", "2019-01-01"),))
BOARD = KnownSpeaker("q3", "Arland Water Board", "organization", ("AWB",))
REGISTER = Register((ORRELL, OTHER, BOARD))


def entity(*names: str, kind: str = "person", role: str = "", head: str = "", nation: str | None = None) -> Entity:
    found = Cast().new(kind)  # type: ignore[arg-type]
    for name in names:
        mention = Mention(0, 1, "name", name, kind, tuple(name.split()), role=role, head=head, nation=nation)  # type: ignore[arg-type]
        found.learn(mention)
    return found


def test_register_full_name_is_enough() -> None:
    assert REGISTER.find(entity("Paula Orrell")) == ORRELL
    assert REGISTER.find(entity("Orrell", "Paula T. Orrell")) == ORRELL


def test_register_bare_surname_is_not() -> None:
    assert REGISTER.find(entity("Orrell")) is None


def test_register_surname_with_role_and_nation_is() -> None:
    found = entity("Orrell", role="Japanese Defense Minister", head="minister", nation="Japan")
    assert REGISTER.find(found) is None  # the finance minister of the same nation and name fits as well
    assert Register((ORRELL,)).find(found) == ORRELL


def test_register_other_nation_does_not_agree() -> None:
    found = entity("Orrell", role="French Defense Minister", head="minister", nation="France")
    assert Register((ORRELL,)).find(found) is None


def test_register_other_full_name_never_falls_back_to_the_surname() -> None:
    found = entity("Ines Orrell", role="Japanese Defense Minister", head="minister", nation="Japan")
    assert REGISTER.find(found) is None


def test_register_two_of_one_full_name_need_a_role() -> None:
    twin = KnownSpeaker("q9", "Paula Orrell", "person", (), (Role("mayor of Orre", None),))
    register = Register((ORRELL, twin))
    assert register.find(entity("Paula Orrell")) is None
    found = entity("Paula Orrell", role="Japanese Defense Minister", head="minister", nation="Japan")
    assert register.find(found) == ORRELL


def test_register_bodies_match_by_name_and_alias_and_kind() -> None:
    assert REGISTER.find(entity("Arland Water Board", kind="body")) == BOARD
    assert REGISTER.find(entity("AWB", kind="body")) == BOARD
    assert REGISTER.find(entity("Paula Orrell", kind="body")) is None


def test_register_offices_are_those_around_the_year() -> None:
    found = entity("Paula Orrell")
    assert REGISTER.offices(found, 2012) == ("Japanese Defense Minister",)
    assert REGISTER.offices(found, 2019) == ()
    assert REGISTER.offices(found, None) == ("Japanese Defense Minister",)
    assert REGISTER.offices(entity("Tom Weller"), None) == ()


DOO = KnownSpeaker(
    "doo", "Jeong Kyeong-doo", "person", (), (Role("South Korean Defense Minister", "2018-09-21", "2020-09-18"),)
)
KOREANS = Register((DOO, KnownSpeaker("du", "Jeong Kyeong-hun", "person")))


def test_register_other_spelling_is_enough_where_nothing_clashes() -> None:
    assert KOREANS.find(entity("Jung Kyung-doo")) == DOO
    assert KOREANS.find(entity("Jung", "Jung Kyung Doo")) == DOO
    found = entity("Chung Kyung-doo", role="South Korean Defence Minister", head="minister", nation="South Korea")
    assert KOREANS.find(found) == DOO


def test_register_other_spelling_of_another_nation_or_office_is_another() -> None:
    assert KOREANS.find(entity("Jung Kyung-doo", role="Chinese minister", head="minister", nation="China")) is None
    assert KOREANS.find(entity("Jung Kyung-doo", role="film director", head="director")) is None


def test_register_other_spelling_of_two_entries_is_neither() -> None:
    twin = KnownSpeaker("twin", "Chung Kyung-du", "person")
    assert Register((DOO, twin)).find(entity("Jung Kyung-doo")) is None
    assert Register((DOO, twin)).find(entity("Chung Kyung-du")) == twin


def test_register_other_spelling_beside_the_name_itself_is_another() -> None:
    """A newspaper writes one person's name in one way throughout an article."""
    one, other = entity("Jeong Kyeong-doo"), entity("Jung Kyung-doo")
    assert KOREANS.find(other, among=(one, other)) is None
    assert KOREANS.find(one, among=(one, other)) == DOO
    assert KOREANS.find(other, among=(other, entity("Jung Kyung-doo", kind="body"))) == DOO


def test_register_suffix_and_initials_keep_names_apart() -> None:
    register = Register(
        (KnownSpeaker("trump", "Donald Trump", "person"), KnownSpeaker("w", "George W. Bush", "person"))
    )
    assert register.find(entity("Donald J. Trump")) is not None
    assert register.find(entity("Donald Trump Jr.")) is None
    assert register.find(entity("George H. W. Bush")) is None
