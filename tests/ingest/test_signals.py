from __future__ import annotations

import pytest

from service.ingest.blocks import split
from service.ingest.page import Page
from service.ingest.signals import SIGNALS, WEIGHTS, explain, score

PROSE = "The minister told reporters on Monday that the bridge would be closed until the end of the year."


def signals_of(line: str, *, before: str = PROSE, after: str = PROSE) -> dict[str, float]:
    page = Page.of(split(f"{before}\n\n{line}\n\n{after}"))
    return explain(page, 1)


def test_weights_name_every_signal_once() -> None:
    assert [signal.__name__ for signal in SIGNALS] == list(dict.fromkeys(signal.__name__ for signal in SIGNALS))
    assert {signal.__name__ for signal in SIGNALS} == set(WEIGHTS)


def test_signals_stay_in_their_range() -> None:
    page = Page.of(
        split("\n\n".join([PROSE, "Menu", "© 2020 The Paper", "3 comments", "Reply", '"Yes," he said.', PROSE]))
    )
    for signal in SIGNALS:
        for index in range(len(page.blocks)):
            assert -1 <= signal(page, index) <= 1, signal.__name__


def test_score_is_the_weighted_sum() -> None:
    page = Page.of(split(PROSE))
    assert score(page, 0) == pytest.approx(sum(explain(page, 0).values()), abs=0.05)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Share this article", "control"),
        ("1.2k shares", "control"),
        ("5 min read", "control"),
        ("Posted: 3 May 2020 10:15", "day_line"),
        ("Subscribe to our newsletter and never miss a story.", "appeal"),
        ("Please consider supporting our journalism with a monthly donation.", "appeal"),
        ("We use cookies to improve your experience on our site.", "appeal"),
        ("The mayor speaks at the town hall on Monday. Reuters", "caption"),
        ("The mayor speaks at the town hall on Monday. (AP Photo/Jo Fell)", "caption"),
        ("The mayor speaks at the town hall. Photograph: Jo Fell/The Paper", "caption"),
        ("The mayor, left, speaks to farmers at the market.", "pointing"),
        ("By Jo Fell", "signed"),
        ("By JO FELL and ANN ROE", "signed"),
        ("Jo Fell, Staff Writer", "signed"),
        ("Reporting by Jo Fell; Editing by Ann Roe", "signed"),
        ("jfell@paper.example", "contact"),
        ("Copyright 2020 The Paper. All rights reserved.", "imprint"),
        ("Related stories", "heading"),
        ("You may also like", "heading"),
        ("Leave a comment", "heading"),
        ("Read more: Bridge closed for good", "heading"),
        ("The bridge was built in ... read more", "truncated"),
        ("Mayor Opens Northern Bridge", "capitals"),
        ("Bridge to be closed until the end of the year, minister says", "headline"),
        ("• Bridge closed", "bullet"),
    ],
)
def test_signal_sees_furniture(line: str, name: str) -> None:
    assert signals_of(line).get(name, 0) < 0


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('"We\'ll see," he said.', "quotation"),
        ("“It is over.”", "quotation"),
        ("Q: Do you think that it will open again?", "labelled"),
        ("MODERATOR: Thank you all for coming.", "labelled"),
        ("The union set three conditions:", "introducing"),
        ("He added:", "reporting"),
        ("Nobody was hurt.", "sentence"),
    ],
)
def test_signal_sees_prose(line: str, name: str) -> None:
    assert signals_of(line)[name] > 0
    assert sum(signals_of(line).values()) > 0


@pytest.mark.parametrize(
    "line",
    [
        '"Please donate to our hospital," the nurse told the crowd.',
        '"Subscribe to our newsletter," he said with a laugh.',
        "The company said that 4,000 readers had cancelled their subscriptions since March.",
        "The agency is seen by Washington as a key partner in the region.",
        "The ministry posted the order on its website on Friday.",
        "The paper's editor, Jo Fell, resigned on Tuesday. (Reuters)",
        "He went on to read more letters from the front than any other minister.",
        "Tell us what you know, the judge asked the witness, who said nothing.",
    ],
)
def test_score_keeps_prose_that_speaks_of_what_furniture_speaks_of(line: str) -> None:
    page = Page.of(split(f"{PROSE}\n\n{line}\n\n{PROSE}"))
    assert score(page, 1) > 0, explain(page, 1)


def test_listed_takes_the_items_that_a_sentence_introduces() -> None:
    page = Page.of(split("The union set two conditions:\n• higher wages\n• shorter nights\nTalks go on."))
    assert page.listed == {1, 2}
    assert score(page, 1) > 0


def test_teaser_goes_back_to_its_headline() -> None:
    teaser = "Bridge closed for good, says mayor\n\nThe mayor said on Sunday that the bridge was lost. ... read more"
    assert Page.of(split(f"{PROSE}\n\n{teaser}")).teasers == {1, 2}


def test_echo_finds_a_pull_quote() -> None:
    quote = "I told them that the bridge would not stand another winter"
    page = Page.of(split(f'"{quote}"\n\n"{quote}," said the engineer, who left the agency in May.'))
    assert page.echoes == {0}


def test_repeated_marks_captions_beside_themselves_and_not_the_first_telling() -> None:
    page = Page.of(
        split(f"{PROSE}\n\nThe bridge at dusk on Monday\nThe bridge at dusk on Monday\n\nTalks go on.\n\n{PROSE}")
    )
    assert "repeated" not in explain(page, 0)
    assert explain(page, 1)["repeated"] < 0
    assert explain(page, 4)["repeated"] < 0
