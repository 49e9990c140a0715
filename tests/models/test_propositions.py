from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from models.propositions import EXAMPLE, MOST_WORDS, objection
from models.propositions.verbs import is_finite

GOOD = (
    EXAMPLE,
    "The city builds the tunnel",
    "South Korea and Japan keep the General Security of Military Information Agreement in force",
    "South Korea pays a larger share of the cost of keeping US troops in the country",
    "The United States and South Korea suspend or reduce their joint military exercises",
    "Japan lifts the export restrictions that it imposed on South Korea in 2019",
    "GSOMIA should be kept",
    "The treaty must not be renewed",
    "Norway joins NATO",
    "Turkey stays in NATO",
    "The UK leaves the European Court of Human Rights",
    "The death penalty is wrong",
    "Parliament passes the budget before Christmas",
    "Germany won't send tanks to Ukraine",
    "Germany won’t send tanks to Ukraine.",
    "US troops leave Syria",
    "The US is right to sanction Iran",
    "Police use face-recognition cameras",
    "Nurses accept the government's pay offer",
    "Quebec bans mobile phones in schools",
    "Those who pollute must pay for the damage",
    "Countries that signed the accord should leave it",
    "It is time to end the war",
    "There is a second referendum on independence",
    "The minimum wage rises to 16 euros",
    "Brexit was a mistake",
    "The Senate confirms the nominee",
    "Armenia and Turkey reopen the border",
    "No new coal mines are opened after 2025",
    "The government has the right to read private mail",
    "Scotland legalises assisted dying",
    "Farmers may shoot wolves",
    "Everyone gets a basic income",
    "Washington scraps the tariffs on steel and aluminium",
    "Seoul abides by the comfort women deal",
    "The EU fully phases out Russian gas",
    "India's farm laws are repealed",
    "The court ruled that the law is void",
    "We don't need another airport",
    "Schools teach children in their own language",
)
BAD = {
    "has no words": ("", "   ", "…", "???", "2019!"),
    "is a question": (
        "Should South Korea keep GSOMIA?",
        "Should South Korea keep GSOMIA",
        "South Korea keeps GSOMIA?",
        "Is the treaty still useful",
        "What the allies want from Seoul",
        "Whether Japan lifts its export curbs",
        "How the treaty ends",
        "Why Seoul ended the pact",
        "If the pact ends",
        "Doesn't the treaty help both sides",
    ),
    "too few": ("GSOMIA", "Tax reform", "Taxes rise", "Gun control"),
    "names something": (
        "The intelligence pact between South Korea and Japan",
        "South Korea's share of the cost of US troops",
        "Japan's export curbs on South Korea",
        "Joint military drills",
        "US-South Korean military exercises in the spring",
        "The agreement that is in force",
        "Countries which should pay more",
        "People who have left the country",
        "The idea that the law is void",
        "The political will to act",
        "Troops stationed in South Korea",
        "Missile Limits Treaty of 1987",
        "The ban on mining in Antarctica",
        "Taxes on sugary drinks",
        "Arms sales to Saudi Arabia",
        "Pro-choice and pro-life",
        "Yes to a united Europe",
    ),
    "not who does it": (
        "Keep the agreement in force",
        "Keeping the agreement in force",
        "To keep the agreement in force",
        "Don't end the agreement",
    ),
}


@pytest.mark.parametrize("words", GOOD)
def test_objection_is_none_to_a_proposition(words: str) -> None:
    assert objection(words) is None


@pytest.mark.parametrize(("reason", "words"), [(reason, words) for reason, all_ in BAD.items() for words in all_])
def test_objection_says_why_words_are_no_proposition(reason: str, words: str) -> None:
    assert reason in (objection(words) or "")


def test_there_are_forty_of_each() -> None:
    assert len(set(GOOD)) == 40
    assert len({words for all_ in BAD.values() for words in all_}) == 40


def test_objection_tells_the_positions_of_the_training_topics_from_their_names() -> None:
    lines = Path(models.__file__).parent / "training" / "data" / "topics.jsonl"
    topics = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    positions = [topic[key] for topic in topics for key in ("position", "opposite")]
    assert [words for words in positions if objection(words)] == []
    names = {name for topic in topics for name in (topic["name"], *topic["aliases"])}
    assert [name for name in sorted(names) if objection(name) is None] == []


def test_objection_counts_words_up_to_what_the_model_reads() -> None:
    long = "Norway keeps the treaty " + "very " * (MOST_WORDS - 5) + "long"
    assert objection(long) is None
    assert objection(f"{long} enough") == "has 41 words, of which the stance model reads at most 40"


@given(st.text())
def test_objection_takes_any_text(words: str) -> None:
    reason = objection(words)
    assert reason is None or (reason and "\n" not in reason)


@given(st.sampled_from(GOOD))
def test_objection_does_not_depend_on_the_full_stop(words: str) -> None:
    assert objection(words.rstrip(".") + ".") is None
    assert objection(words + "?") == "is a question"


@pytest.mark.parametrize(
    ("words", "finite"),
    [
        ("Japan lifts the curbs", [1]),
        ("The bans on arms sales last", []),
        ("Canada and Mexico keep the pact", [3]),
        ("The US Senate must act", [3]),
        ("They’ve left the pact", [1, 2]),
        ("The will of the people", []),
        ("Weapons sold to Iran", []),
        ("Iran sold the weapons", [1]),
    ],
)
def test_is_finite_finds_verbs_with_a_subject(words: str, finite: list[int]) -> None:
    tokens = words.replace("’", " ’").split()
    assert [place for place in range(len(tokens)) if is_finite(tokens, place)] == finite
