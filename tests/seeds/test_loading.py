"""What the readers of topics and of the speaker register accept, and how they refuse the rest."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.records import KnownSpeaker, Role, Topic
from seeds import SeedError, load_speakers, load_topics

TUNNEL = {
    "id": "tunnel",
    "name": "The tunnel under Orrehaven",
    "aliases": ["tunnel", "harbour tunnel"],
    "position": "The city of Orrehaven builds the tunnel",
    "description": "A road under the harbour.",
}
MINISTER = {
    "id": "ida-lund",
    "name": "Ida Lund",
    "type": "person",
    "aliases": ["Ida M. Lund"],
    "roles": [{"title": "Minister of Roads", "since": "2018-03-01", "until": "2020"}, {"title": "Mayor"}],
}


def write(folder: Path, content: object) -> Path:
    path = folder / "entries.json"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def without(entry: dict[str, Any], key: str) -> dict[str, Any]:
    return {other: value for other, value in entry.items() if other != key}


def test_load_topics_reads_an_entry(tmp_path: Path) -> None:
    assert load_topics(write(tmp_path, [TUNNEL])) == (
        Topic(
            "tunnel",
            "The tunnel under Orrehaven",
            ("tunnel", "harbour tunnel"),
            "The city of Orrehaven builds the tunnel",
            "A road under the harbour.",
        ),
    )


def test_load_topics_needs_no_description(tmp_path: Path) -> None:
    assert load_topics(str(write(tmp_path, [without(TUNNEL, "description")])))[0].description == ""


def test_load_topics_strips_outer_blanks(tmp_path: Path) -> None:
    (topic,) = load_topics(write(tmp_path, [{**TUNNEL, "name": " Tunnel of Orrehaven\n", "aliases": [" tunnel "]}]))
    assert (topic.name, topic.aliases) == ("Tunnel of Orrehaven", ("tunnel",))


@pytest.mark.parametrize("key", ["id", "name", "aliases", "position"])
def test_load_topics_names_the_key_that_is_missing(tmp_path: Path, key: str) -> None:
    path = write(tmp_path, [TUNNEL, without({**TUNNEL, "id": "bridge"}, key)])
    with pytest.raises(
        SeedError, match=f"entry 2.*: {key} missing; an entry needs id, name, aliases, position"
    ) as error:
        load_topics(path)
    assert str(error.value).startswith(f"{path}: entry 2")


@pytest.mark.parametrize("key", ["id", "name", "position"])
@pytest.mark.parametrize("value", ["", "  ", None, 3, ["words"]])
def test_load_topics_refuses_what_is_not_words(tmp_path: Path, key: str, value: object) -> None:
    with pytest.raises(SeedError, match=rf"entry 1.*{key} is .*give {key} as words"):
        load_topics(write(tmp_path, [{**TUNNEL, key: value}]))


@pytest.mark.parametrize("value", ["tunnel", None, {"tunnel": 1}, ["tunnel", ""], ["tunnel", 3]])
def test_load_topics_refuses_aliases_that_are_no_list_of_names(tmp_path: Path, value: object) -> None:
    with pytest.raises(SeedError, match=r"'tunnel'\): aliases is .*as a list of names"):
        load_topics(write(tmp_path, [{**TUNNEL, "aliases": value}]))


def test_load_topics_refuses_no_aliases(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="aliases is empty; list at least one name"):
        load_topics(write(tmp_path, [{**TUNNEL, "aliases": []}]))


def test_load_topics_refuses_an_alias_given_twice(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="'tunnel' stands twice in aliases; keep one"):
        load_topics(write(tmp_path, [{**TUNNEL, "aliases": ["tunnel", "Tunnel"]}]))


def test_load_topics_names_an_unknown_key(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"alias unknown; the keys are id, name, aliases, position, description"):
        load_topics(write(tmp_path, [{**TUNNEL, "alias": ["tunnel"]}]))


@pytest.mark.parametrize(
    "position",
    [
        "The tunnel",
        "The tunnel under Orrehaven",
        "HARBOUR TUNNEL",
        "Does the city build the tunnel?",
        "Whether the city builds the tunnel",
        "Should the city build the tunnel",
        "The question of the tunnel under the harbour",
    ],
)
def test_load_topics_refuses_a_position_that_is_no_proposition(tmp_path: Path, position: str) -> None:
    with pytest.raises(SeedError, match=r"is no proposition: it .+; write a whole statement"):
        load_topics(write(tmp_path, [{**TUNNEL, "position": position}]))


@pytest.mark.parametrize(("id_", "remedy"), [("The Tunnel", "'the-tunnel'"), ("tunnel_1", "'tunnel-1'")])
def test_load_topics_refuses_an_id_that_is_no_slug(tmp_path: Path, id_: str, remedy: str) -> None:
    with pytest.raises(SeedError, match=f"is no slug; use lower-case letters, digits and hyphens, such as {remedy}"):
        load_topics(write(tmp_path, [{**TUNNEL, "id": id_}]))


def test_load_topics_refuses_an_id_of_two_topics(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="the id 'tunnel' stands for two entries"):
        load_topics(write(tmp_path, [TUNNEL, TUNNEL]))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({}, "it holds one object; write a list"),
        ([], "it holds an empty list; write a list"),
        ("tunnel", "it holds a string; write a list"),
        (None, "it holds null; write a list"),
        (7, "it holds a bare value; write a list"),
        ([TUNNEL, "bridge"], "entry 2: it is a string; write it as an object"),
        ([[TUNNEL]], "entry 1: it is a list; write it as an object"),
    ],
)
@pytest.mark.parametrize("load", [load_topics, load_speakers])
def test_load_refuses_other_shapes(tmp_path: Path, content: object, reason: str, load: Any) -> None:
    if load is load_speakers:
        content = json.loads(json.dumps(content).replace(json.dumps(TUNNEL), json.dumps(MINISTER)))
    with pytest.raises(SeedError, match=reason):
        load(write(tmp_path, content))


def test_load_topics_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"absent.json: cannot be read \(No such file.*check the path"):
        load_topics(tmp_path / "absent.json")


def test_load_topics_names_the_byte_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "latin.json"
    path.write_bytes('[{"id": "brücke"}]'.encode("latin-1"))
    with pytest.raises(SeedError, match="byte 11 is not UTF-8; save the file as UTF-8"):
        load_topics(path)


@pytest.mark.parametrize("words", ["", "[{]", "[" * 100_000])
def test_load_topics_names_the_place_that_is_not_json(tmp_path: Path, words: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(words, "utf-8")
    with pytest.raises(SeedError, match=r"broken.json: not JSON \(.*\); correct it there"):
        load_topics(path)


def test_load_speakers_reads_an_entry(tmp_path: Path) -> None:
    roles = (Role("Minister of Roads", "2018-03-01", "2020"), Role("Mayor"))
    expected = KnownSpeaker("ida-lund", "Ida Lund", "person", ("Ida M. Lund",), roles)
    assert load_speakers(write(tmp_path, [MINISTER])) == (expected,)


def test_load_speakers_needs_neither_aliases_nor_roles(tmp_path: Path) -> None:
    body = {"id": "lundby-council", "name": "Lundby Council", "type": "organization"}
    assert load_speakers(write(tmp_path, [body])) == (KnownSpeaker("lundby-council", "Lundby Council", "organization"),)


@pytest.mark.parametrize("change", [{"name": "Lund"}, {"aliases": ["Ida M. Lund", "Lund"]}])
def test_load_speakers_refuses_a_bare_surname(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(SeedError, match="'Lund' is one word alone; know a person by a full name"):
        load_speakers(write(tmp_path, [{**MINISTER, **change}]))


def test_load_speakers_allows_one_word_for_a_body(tmp_path: Path) -> None:
    (body,) = load_speakers(write(tmp_path, [{"id": "arland", "name": "Arland", "type": "organization"}]))
    assert body.name == "Arland"


def test_load_speakers_refuses_an_unknown_type(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="type is 'human'; choose one of person, organization, group, anonymous"):
        load_speakers(write(tmp_path, [{**MINISTER, "type": "human"}]))


def test_load_speakers_refuses_a_name_of_two_speakers(tmp_path: Path) -> None:
    other = {"id": "ida-m-lund", "name": "IDA M. LUND", "type": "person"}
    with pytest.raises(SeedError, match=r"the name 'ida m. lund' stands for two entries; give each its own, or join"):
        load_speakers(write(tmp_path, [MINISTER, other]))


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        ("Mayor", "roles is 'Mayor'; give roles as a list"),
        (["Mayor"], r"roles is \['Mayor'\]; give roles as a list"),
        ([{"since": "2018"}], "give a role a title"),
        ([{"title": " "}], "give a role a title"),
        ([{"title": "Mayor", "from": "2018"}], "give a role a title"),
        ([{"title": "Mayor", "since": "March 2018"}], "'March 2018' in the role 'Mayor' is no date; write YYYY-MM-DD"),
        ([{"title": "Mayor", "until": "2018-13"}], "'2018-13' in the role 'Mayor' is no date"),
        ([{"title": "Mayor", "since": 2018}], "2018 in the role 'Mayor' is no date"),
        ([{"title": "Mayor", "since": "2018-05-02", "until": "2018-04"}], "ends .2018-04. before it begins"),
    ],
)
def test_load_speakers_refuses_bad_roles(tmp_path: Path, roles: object, reason: str) -> None:
    with pytest.raises(SeedError, match=reason):
        load_speakers(write(tmp_path, [{**MINISTER, "roles": roles}]))


def test_load_speakers_accepts_dates_of_unlike_precision(tmp_path: Path) -> None:
    role = {"title": "Mayor", "since": "2018-05-02", "until": "2018"}
    (speaker,) = load_speakers(write(tmp_path, [{**MINISTER, "roles": [role]}]))
    assert speaker.roles == (Role("Mayor", "2018-05-02", "2018"),)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "type"]), inner),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(key=st.sampled_from([*TUNNEL, *MINISTER]), value=json_values)
def test_load_raises_nothing_but_its_own_error(tmp_path: Path, key: str, value: object) -> None:
    for load, entry in ((load_topics, TUNNEL), (load_speakers, MINISTER)):
        path = write(tmp_path, [{**entry, key: value}])
        refused = ""
        try:
            load(path)
        except SeedError as error:
            refused = str(error)
        assert not refused or (refused.startswith(str(path)) and "; " in refused)


def test_load_speakers_takes_one_name_of_two_whom_roles_tell_apart(tmp_path: Path) -> None:
    roles = [{"title": "Mayor of Orre"}]
    other = {"id": "other", "name": MINISTER["name"], "type": "person", "roles": roles}
    assert [one.id for one in load_speakers(write(tmp_path, [MINISTER, other]))] == [MINISTER["id"], "other"]
    with pytest.raises(SeedError, match="or give both the roles that tell them apart"):
        load_speakers(write(tmp_path, [MINISTER, {**other, "roles": []}]))


def test_load_speakers_refuses_a_name_that_is_its_own_alias(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="'Ida Lund' is its own alias; leave it out"):
        load_speakers(write(tmp_path, [{"id": "a", "name": "Ida Lund", "type": "person", "aliases": ["IDA LUND"]}]))


def test_load_speakers_takes_a_wikidata_id(tmp_path: Path) -> None:
    entry = {"id": "arland", "name": "Arland", "type": "organization", "wikidata": "Q42"}
    assert load_speakers(write(tmp_path, [entry]))[0].wikidata == "Q42"


@pytest.mark.parametrize("value", ["42", "Q0", "Q", "q42", 42, "", "https://example.org/Q42"])
def test_load_speakers_refuses_what_is_no_wikidata_id(tmp_path: Path, value: object) -> None:
    entry = {"id": "arland", "name": "Arland", "type": "organization", "wikidata": value}
    with pytest.raises(SeedError, match="write the id alone, Q and a number, such as Q42"):
        load_speakers(write(tmp_path, [entry]))
