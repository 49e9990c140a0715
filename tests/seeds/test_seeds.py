"""What the committed seeds hold: every entry is usable, and the articles are ours and complete."""

import re

import seeds
from models.ids import slug
from models.records import KnownSpeaker


def known() -> dict[str, KnownSpeaker]:
    return {speaker.id: speaker for speaker in seeds.speakers()}


def test_topics_start_with_gsomia() -> None:
    first, *others = seeds.topics()
    assert first.id == "gsomia"
    assert (
        first.position == "South Korea and Japan keep the General Security of Military Information Agreement in force"
    )
    assert len(others) >= 2
    assert all(topic.description for topic in (first, *others))


def test_speakers_have_the_slug_of_their_name_as_id() -> None:
    assert [speaker.id for speaker in seeds.speakers() if speaker.id != slug(speaker.name)] == []


def test_speakers_join_the_spellings_of_one_person() -> None:
    assert {"Jung Kyung-doo", "Jeong Kyeong-du"} <= set(known()["jeong-kyeong-doo"].aliases)
    assert "Mark T. Esper" in known()["mark-esper"].aliases


def test_speakers_know_governments_by_their_capitals() -> None:
    capitals = {"united-states": "Washington", "south-korea": "Seoul", "japan": "Tokyo", "north-korea": "Pyongyang"}
    assert all(capital in known()[id_].aliases for id_, capital in capitals.items())


def test_speakers_keep_names_that_several_countries_use_out_of_their_aliases() -> None:
    shared = {"Defense Ministry", "Foreign Ministry", "Ministry of National Defense", "Ministry of Foreign Affairs"}
    assert shared.isdisjoint(alias for speaker in seeds.speakers() for alias in (speaker.name, *speaker.aliases))


def test_speakers_hold_dated_roles() -> None:
    (secretary,) = (role for role in known()["mark-esper"].roles if "Defense" in role.title)
    assert (secretary.written_on, secretary.until) == ("2019-07-23", "2020-11-09")
    people = [speaker for speaker in seeds.speakers() if speaker.type == "person"]
    assert [speaker.name for speaker in people if not any(role.written_on for role in speaker.roles)] == []


def test_articles_have_headline_outlet_byline_date_and_body() -> None:
    paths = sorted(seeds.articles().glob("*.txt"))
    assert 8 <= len(paths) <= 12
    for path in paths:
        headline, head, *body = path.read_text("utf-8").strip().split("\n\n")
        outlet, byline, date = head.split("\n")
        assert headline[-1].isalnum()
        assert (outlet, byline[:3]) == ("On Record Sample Desk", "By ")
        assert path.name[:4] in date
        assert 120 <= sum(len(paragraph.split()) for paragraph in body) <= 260


def test_articles_cover_the_years_from_2011_to_2023() -> None:
    years = {path.name[:4] for path in seeds.articles().glob("*.txt")}
    assert years == {"2011", "2012", "2016", "2019", "2023"}
    assert all(re.match(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.txt$", path.name) for path in seeds.articles().iterdir())


def test_gold_lies_beside_the_articles() -> None:
    assert seeds.gold().is_file()
    assert seeds.gold().parent == seeds.articles().parent
