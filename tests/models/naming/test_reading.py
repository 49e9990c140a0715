import pytest

from models.naming import names, reading
from models.naming.mentions import Mention
from models.naming.tokens import tokenise


def read(phrase: str, *given: tuple[str, str]) -> Mention:
    """Return the mention that a whole phrase is, with names given by their words and label."""
    found = tuple((phrase.index(words), phrase.index(words) + len(words), label) for words, label in given)
    known = names.find(phrase, [(0, len(phrase))], found)
    mention = reading.read(phrase, tokenise(phrase), known)
    assert mention is not None
    return mention


@pytest.mark.parametrize(
    ("phrase", "words", "head"),
    [
        ("First Minister of Scotland Nicola Varley", "Nicola Varley", "minister"),
        ("president of Argentina Alberto Suarez", "Alberto Suarez", "president"),
        ("U.S. Secretary of State Anna Weller", "Anna Weller", "secretary"),
        ("member of parliament Kevin Marsh", "Kevin Marsh", "member"),
        ("a protester using the pseudonym Katya", "Katya", "protester"),
        ("a woman named Ines", "Ines", "woman"),
        ("a farmer identified as Tom Orde", "Tom Orde", "farmer"),
        ("US Ambassador to Germany Richard Orde", "Richard Orde", "ambassador"),
    ],
)
def test_reading_a_name_that_closes_a_description_is_the_person(phrase: str, words: str, head: str) -> None:
    mention = read(phrase, (words, "PERSON"))
    assert (mention.sort, mention.kind, mention.words, mention.head) == ("name", "person", words, head)
    assert phrase[mention.start : mention.end] == words


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("a spokesman for Karl Venn", "Karl Venn"),
        ("an aide to President Karl Venn", "Karl Venn"),
        ("a lawyer for Mr. Venn", "Venn"),
        ("the daughter of King Karl Venn", "Karl Venn"),
        ("critics of Karl Venn", "Karl Venn"),
        ("a man known to friends as Karl Venn’s shadow", "Karl Venn"),
        ("the brother of Senator Anna Weller", "Anna Weller"),
        ("supporters of Argentina Karl Venn", "Karl Venn"),
    ],
)
def test_reading_a_name_behind_a_preposition_is_not_the_person(phrase: str, name: str) -> None:
    assert read(phrase, (name, "PERSON")).sort == "nominal"


def test_reading_a_role_of_a_closing_name_keeps_its_words() -> None:
    mention = read("First Minister of Scotland Nicola Varley", ("Nicola Varley", "PERSON"))
    assert mention.role == "First Minister of Scotland"


@pytest.mark.parametrize(
    ("phrase", "nation"),
    [
        ("US Secretary of State Anna Weller", "United States"),
        ("South Korean Defense Minister Seo Min-ji", "South Korea"),
        ("Japan’s ambassador", "Japan"),
        ("Seoul’s Ministry of Water", "South Korea"),
        ("the minister", None),
    ],
)
def test_reading_finds_the_nation(phrase: str, nation: str | None) -> None:
    assert read(phrase).nation == nation


@pytest.mark.parametrize("phrase", ["US", "US’s"])
def test_reading_us_in_capitals_is_the_united_states(phrase: str) -> None:
    assert read(phrase).nation == "United States"


def test_reading_us_in_small_letters_is_a_pronoun() -> None:
    mention = read("us")
    assert (mention.sort, mention.plural) == ("pronoun", True)


@pytest.mark.parametrize(
    ("phrase", "definite", "count"),
    [
        ("the official", True, 0),
        ("an official", False, 0),
        ("another official", False, 0),
        ("official", None, 0),
        ("the two officials", True, 2),
        ("both officials", True, 2),
        ("three officials", None, 3),
        ("some officials", False, 0),
    ],
)
def test_reading_determiners_tell_what_is_known(phrase: str, definite: bool | None, count: int) -> None:
    mention = read(phrase)
    assert (mention.definite, mention.count, mention.head) == (definite, count, "official")


@pytest.mark.parametrize(
    ("phrase", "head", "owner"),
    [
        ("his lawyer", "lawyer", "his"),
        ("Orrell’s spokesman", "spokesman", "Orrell"),
        ("the ministry’s spokeswoman", "spokeswoman", "the ministry"),
        ("their demand", "demand", "their"),
    ],
)
def test_reading_splits_owners_off(phrase: str, head: str, owner: str) -> None:
    mention = read(phrase)
    assert mention.head == head
    assert mention.owner is not None
    assert mention.owner.words == owner


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("the Kurdish-led Water Forces", "Water Forces"),
        ("the Borlish-backed Arland Council", "Arland Council"),
        ("the Center for Strategic and Water Studies", "Center for Strategic and Water Studies"),
        ("the North Orre Fire and Rescue Service", "North Orre Fire and Rescue Service"),
        ("the Gannet newspaper chain", "Gannet"),
        ("the Supreme Court of the United Kingdom", "Supreme Court of the United Kingdom"),
    ],
)
def test_reading_names_of_bodies_are_whole_and_without_modifiers(phrase: str, words: str) -> None:
    mention = read(phrase)
    assert (mention.sort, mention.kind, mention.words) == ("name", "body", words)


@pytest.mark.parametrize(
    ("phrase", "kind", "plural"),
    [
        ("a senior official at the ministry", "person", False),
        ("one of the ministers", "person", False),
        ("some of the ministers", "group", True),
        ("members of the council", "group", True),
        ("the defense ministry", "body", False),
        ("a new study", "thing", False),
        ("residents", "group", True),
        ("the cardiologist", "person", False),
    ],
)
def test_reading_descriptions_show_kind_and_number(phrase: str, kind: str, plural: bool) -> None:
    mention = read(phrase)
    assert (mention.sort, mention.kind, mention.plural) == ("nominal", kind, plural)


@pytest.mark.parametrize(
    ("phrase", "owner"),
    [
        ("a letter by the Water Board", "Water Board"),
        ("a poll published by Orre News last week", "Orre News"),
        ("a fire service statement", "fire service"),
        ("an Orre University poll", "Orre University"),
    ],
)
def test_reading_things_belong_to_their_makers(phrase: str, owner: str) -> None:
    mention = read(phrase)
    assert mention.owner is not None
    assert mention.owner.words.removeprefix("a ") == owner


def test_reading_a_thing_with_nobody_behind_it_has_no_owner() -> None:
    assert read("a new report").owner is None


def test_reading_marks_alone_are_no_mention() -> None:
    known = names.find("“ – ”", [(0, 5)], ())
    assert reading.read("“ – ”", tokenise("“ – ”"), known) is None
