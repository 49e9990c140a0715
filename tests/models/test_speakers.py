from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.records import Attribution, KnownSpeaker, Role, SaidOn, Span
from models.speakers import resolve
from tests.models.drafts import draft, named, speakers

PACT = (
    "Arlandish Defense Minister Paula Orrell met her Borlish counterpart, Karl Venn, in Orrehaven on Monday.\n\n"
    "Orrell said the pact must stay. “We will not leave it,” she said.\n\n"
    "Venn rejected the plan. He called it “a bad joke”.\n\n"
    "The two ministers agreed to meet again."
)


def test_speakers_surname_and_pronoun_resolve_to_the_full_name() -> None:
    found = named(
        PACT,
        ("Orrell", "said", "the pact must stay"),
        ("she", "said", "“We will not leave it,”"),
        ("Venn", "rejected", "the plan"),
        ("He", "called", "it “a bad joke”"),
    )
    assert found == [["Paula Orrell"], ["Paula Orrell"], ["Karl Venn"], ["Karl Venn"]]


def test_speakers_two_ministers_are_two_speakers() -> None:
    assert named(PACT, ("The two ministers", "agreed", "to meet again")) == [["Paula Orrell", "Karl Venn"]]


def test_speakers_roles_are_those_of_the_document_with_its_date() -> None:
    (found,) = speakers(PACT, ("Orrell", "said", "the pact must stay"), published="2019-11-18")
    assert found[0].id == "paula-orrell"
    assert Role("Arlandish Defense Minister", "2019-11-18") in found[0].roles


def test_speakers_joint_source_has_both() -> None:
    text = "Paula Orrell and Karl Venn spoke.\n\nOrrell and Venn said trade would grow. They warned that it takes time."
    found = named(text, ("Orrell and Venn", "said", "trade would grow"), ("They", "warned", "that it takes time"))
    assert found == [["Paula Orrell", "Karl Venn"]] * 2


def test_speakers_married_pair_shares_the_family_name() -> None:
    text = "Tom and Anna Weller said the bridge was late."
    assert named(text, ("Tom and Anna Weller", "said", "the bridge was late")) == [["Tom Weller", "Anna Weller"]]


def test_speakers_capital_stands_for_the_government() -> None:
    text = "Seoul has urged Tokyo to talk. The White House said it was watching. Britain’s government agreed to help."
    found = speakers(
        text,
        ("Seoul", "has urged", "Tokyo to talk"),
        ("The White House", "said", "it was watching"),
        ("Britain’s government", "agreed", "to help"),
    )
    assert [each[0].name for each in found] == ["South Korea", "White House", "United Kingdom"]
    assert {each[0].type for each in found} == {"organization"}


def test_speakers_washington_may_be_a_person() -> None:
    text = "Desmond Washington runs a mill. Washington said the mill would close."
    names = ((0, 18, "PERSON"), (text.index("Washington said"), text.index(" said"), "PERSON"))
    assert named(text, ("Washington", "said", "the mill would close"), names=names) == [["Desmond Washington"]]


def test_speakers_anonymous_officials_stay_apart() -> None:
    text = (
        "Arland may sign a pact, a senior official at the Ministry of Water said.\n\n"
        "The official said the talks were open. However, he cautioned that they may fail.\n\n"
        "It would help, another official said. “It opens a new chapter,” he said."
    )
    found = speakers(
        text,
        ("a senior official at the Ministry of Water", "said", "Arland may sign a pact"),
        ("The official", "said", "the talks were open"),
        ("he", "cautioned", "that they may fail"),
        ("another official", "said", "It would help"),
        ("he", "said", "“It opens a new chapter,”"),
    )
    first, second = "a senior official at the Ministry of Water (anonymous)", "another official (anonymous)"
    assert [each[0].name for each in found] == [first, first, first, second, second]
    assert all(each[0].type == "anonymous" for each in found)
    assert found[0][0].id != found[3][0].id


def test_speakers_anonymous_ids_differ_between_documents() -> None:
    part = ("a military source", "said", "the drill is off")
    one = speakers("A guess: a military source said the drill is off.", part)
    other = speakers("In short, a military source said the drill is off.", part)
    assert one[0][0].name == other[0][0].name
    assert one[0][0].id != other[0][0].id


def test_speakers_ministry_takes_the_fullest_name_of_the_text() -> None:
    text = (
        "Officials at the Ministry of National Defense met on Friday.\n\n"
        "The defense ministry denied the report. The ministry also said no date was set."
    )
    found = speakers(
        text, ("The defense ministry", "denied", "the report"), ("The ministry", "said", "no date was set")
    )
    assert [each[0].name for each in found] == ["Ministry of National Defense"] * 2
    assert found[0][0].type == "organization"


def test_speakers_acronym_is_the_same_body() -> None:
    text = "The Arland Water Board met. Prices will rise, the AWB said."
    assert named(text, ("the AWB", "said", "Prices will rise")) == [["Arland Water Board"]]


def test_speakers_groups_keep_their_words() -> None:
    text = "Critics say the move is early. U.S. officials demanded more money."
    found = speakers(text, ("Critics", "say", "the move is early"), ("U.S. officials", "demanded", "more money"))
    assert [(each[0].name, each[0].type) for each in found] == [("critics", "group"), ("U.S. officials", "group")]


def test_speakers_east_asian_names_keep_their_order() -> None:
    text = (
        "South Korean spokeswoman Seo Min-ji said talks went on.\n\nSeo said more would follow, and she denied a rift."
    )
    found = named(
        text,
        ("South Korean spokeswoman Seo Min-ji", "said", "talks went on"),
        ("Seo", "said", "more would follow"),
        ("she", "denied", "a rift"),
    )
    assert found == [["Seo Min-ji"]] * 3


def test_speakers_middle_initial_gives_no_second_person() -> None:
    text = "Karl T. Venn arrived on Friday. “We are ready,” Karl Venn said. Mr. Venn added that he would stay."
    found = speakers(text, ("Karl Venn", "said", "“We are ready,”"), ("Mr. Venn", "added", "that he would stay"))
    assert [each[0].id for each in found] == ["karl-venn", "karl-venn"]


def test_speakers_title_decides_between_two_of_one_family() -> None:
    text = "Anna Weller and Tom Weller own the mill. Mr. Weller said it pays. Ms. Weller said it does not."
    found = named(text, ("Mr. Weller", "said", "it pays"), ("Ms. Weller", "said", "it does not"))
    assert found == [["Tom Weller"], ["Anna Weller"]]


def test_speakers_apposition_gives_name_and_role() -> None:
    text = "Ines Marr, a professor at Orre University, said rain would come. The professor expects floods."
    source = "Ines Marr, a professor at Orre University,"
    found = speakers(text, (source, "said", "rain would come"), ("The professor", "expects", "floods"))
    assert [each[0].name for each in found] == ["Ines Marr", "Ines Marr"]
    assert found[0][0].roles[0].title == "professor at Orre University"


def test_speakers_possessive_source_is_its_owner() -> None:
    text = "Paula Orrell spoke in Orrehaven. Orrell’s demand that talks begin was heard. His report of delays was not."
    assert named(text, ("Orrell’s", "demand", "that talks begin")) == [["Paula Orrell"]]


def test_speakers_uncued_quotation_goes_on_with_the_speaker_before() -> None:
    text = (
        "Paula Orrell spoke to reporters.\n\n“We need the pact,” Orrell said.\n\n“We urge all sides to sit down.”\n\n"
        "The river runs through both countries."
    )
    found = speakers(text, ("Orrell", "said", "“We need the pact,”"), ("", "", "“We urge all sides to sit down.”"))
    assert [each[0].name for each in found] == ["Paula Orrell", "Paula Orrell"]
    assert found[1][0].confidence < found[0][0].confidence


def test_speakers_quotation_with_nobody_near_is_unknown() -> None:
    assert speakers("The bridge is long.\n\n“Nobody knows.”", ("", "", "“Nobody knows.”")) == [()]


def test_speakers_author_in_the_first_person_is_unknown() -> None:
    text = "Paula Orrell left. I think the plan is wrong."
    assert speakers(text, ("I", "think", "the plan is wrong")) == [()]


def test_speakers_register_gives_its_id_and_name() -> None:
    register = (KnownSpeaker("q7", "Paula Orrell", "person", ("Paula M. Orrell",)),)
    (found,) = speakers("Paula M. Orrell said yes.", ("Paula M. Orrell", "said", "yes"), register=register)
    assert (found[0].id, found[0].name) == ("q7", "Paula Orrell")


def test_speakers_bare_surname_needs_a_role_to_reach_the_register() -> None:
    register = (KnownSpeaker("q7", "Paula Orrell", "person", ("Orrell",), (Role("Defense Minister of Japan"),)),)
    (bare,) = speakers("A man came in. Orrell said yes.", ("Orrell", "said", "yes"), register=register)
    assert bare[0].id != "q7"
    text = "Japanese Defense Minister Orrell came in. Orrell said yes."
    (known,) = speakers(text, ("Orrell", "said", "yes"), register=register)
    assert known[0].id == "q7"
    text = "Mexican Defense Minister Orrell came in. Orrell said yes."
    (other,) = speakers(text, ("Orrell", "said", "yes"), register=register)
    assert other[0].id != "q7"


def test_speakers_wrong_labels_do_no_harm() -> None:
    names = tuple((match, match + 6, "ORGANIZATION") for match in (PACT.index("Orrell"), PACT.index("Orrell said")))
    found = named(PACT, ("Orrell", "said", "the pact must stay"), names=names)
    assert found == [["Paula Orrell"]]


def test_speakers_sloppy_borders_are_trimmed() -> None:
    text = "Paula Orrell came. Later, Orrell, said the pact must stay."
    assert named(text, (", Orrell,", "said", "the pact must stay")) == [["Paula Orrell"]]


def test_speakers_no_attributions_give_nothing() -> None:
    assert resolve("", sentences=(), names=(), attributions=()) == ()


ALPHABET = st.sampled_from(
    [
        "Paula",
        "Orrell",
        "he",
        "she",
        "the",
        "minister",
        "Seoul",
        ",",
        ".",
        "“",
        "”",
        "and",
        "'s",
        "said",
        "\n",
        "U.S.",
        "Ünal",
        "of",
        "—",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ALPHABET, min_size=1, max_size=30), st.data())
def test_speakers_never_raise_and_repeat(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    cut = st.tuples(st.integers(0, len(text)), st.integers(0, len(text) + 3)).filter(lambda pair: pair[0] < pair[1])
    ranges = data.draw(st.lists(cut, min_size=1, max_size=4))
    spans = [Span.of(text, start, end) for start, end in ranges if end <= len(text)]
    drafts = tuple(Attribution(str(i), "direct", (span,), (), (span,), 1.0) for i, span in enumerate(spans))
    names = tuple((start, end, "PERSON") for start, end in ranges)
    one = resolve(text, sentences=tuple(ranges), names=names, attributions=drafts, published=SaidOn())
    assert one == resolve(text, sentences=tuple(ranges), names=names, attributions=drafts, published=SaidOn())
    assert len(one) == len(drafts)
    assert all(0.0 <= each.confidence <= 1.0 and each.id and each.name for found in one for each in found)


def test_speakers_order_of_the_drafts_does_not_matter() -> None:
    drafts = draft(PACT, ("Orrell", "said", "the pact must stay"), ("He", "called", "it “a bad joke”"))
    forth = resolve(PACT, sentences=(), names=(), attributions=drafts)
    back = resolve(PACT, sentences=(), names=(), attributions=drafts[::-1])
    assert forth == back[::-1]
