"""What clean articles look like, and that all of them comes through whole."""

from __future__ import annotations

import textwrap

import pytest

from models.records import Document, SaidOn
from service.ingest.article import Options, article
from service.ingest.failure import Failure

LEAD = "The council voted on Monday to close the old bridge, which engineers say could fall at any moment."
QUOTE = 'Its chair, Jo Fell, said that she had no choice. "I will not wait for a funeral," she told the meeting.'
END = "Shopkeepers on the far bank said they had not been asked and would go to court before the month is out."


def document(text: str, **options: object) -> Document:
    found = article(text, path="a.txt", options=Options(**options))  # type: ignore[arg-type]
    assert isinstance(found, Document), found
    return found


def body(text: str) -> str:
    return " ".join(" ".join(text[start:end] for start, end in document(text).body).split())


CLEAN = {
    "one line a paragraph": f"{LEAD}\n{QUOTE}\n{END}",
    "blank lines": f"{LEAD}\n\n{QUOTE}\n\n{END}\n",
    "a single paragraph": f"{QUOTE} She left at noon.",
    "windows line ends": f"{LEAD}\r\n\r\n{QUOTE}\r\n\r\n{END}\r\n",
    "short quotations": '"We\'ll see," he said.\n\n"No."\n\n“It is over.”',
    "a quotation over paragraphs": 'She said: "The bridge is old.\n\n"It is also tired.\n\n"So am I."',
    "bulleted sentences": "• Lorries are banned at once.\n• Cars may cross until Friday.",
    "bulleted demands": "The shopkeepers asked the council for three things:\n\n- a ferry\n- a date\n- money",
    "a transcript": "JO FELL: We have to close it.\nANN ROE: When?\nJO FELL: Tonight.\nANN ROE: And the school bus?",
    "questions and answers": "Q: Why now?\nA: It is old.\nQ: Who decided?\nA: I did.\nQ: Alone?\nA: Yes.",
    "a dateline": f"VELM, Sella (AP) — {LEAD}",
    "subscribers": "The paper said it had lost 4,000 subscribers since it moved behind a paywall.",
    "donations": '"Please donate what you can," the mayor told us.',
    "comments": "The mayor had no comment.\n\nHer deputy did not reply to a request for comment.",
}


@pytest.mark.parametrize("name", CLEAN)
def test_article_clean_text_comes_through_whole(name: str) -> None:
    text = f"{LEAD}\n\n{CLEAN[name]}\n\n{END}"
    assert body(text) == " ".join(text.split())
    assert body(CLEAN[name]) == " ".join(CLEAN[name].split())


@pytest.mark.parametrize("width", [60, 70, 72, 76, 80])
def test_article_wrapped_text_comes_through_whole(width: int) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in (LEAD, QUOTE, '"We\'ll see," he said.', END))
    assert body(text) == " ".join(text.split())


def test_article_title_is_not_in_the_body() -> None:
    text = f"Council closes old bridge\n\n{LEAD}\n\n{QUOTE}"
    found = document(text)
    assert found.title == "Council closes old bridge"
    assert found.body == ((text.index(LEAD), len(text)),)


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ("Posted : 2019-11-22 11:09", SaidOn("2019-11-22", "day", "Posted : 2019-11-22 11:09")),
        ("# 14 November 2019 10:48 (UTC +04:00)", SaidOn("2019-11-14", "day", "14 November 2019 10:48 (UTC +04:00)")),
        ("Published Nov 3, 2020", SaidOn("2020-11-03", "day", "Published Nov 3, 2020")),
        ("Updated Nov 3, 2020", SaidOn(None, None, "Updated Nov 3, 2020")),
        ("03/04/2019", SaidOn("2019", "year", "03/04/2019")),
        ("March 2020", SaidOn("2020-03", "month", "March 2020")),
        ("Jan. 10", SaidOn(None, None, "Jan. 10")),
        ("3 hours ago", SaidOn()),
    ],
)
def test_article_day_below_the_title(above: str, said: SaidOn) -> None:
    assert document(f"Council closes old bridge\n{above}\n\n{LEAD}\n\n{QUOTE}").published == said


@pytest.mark.parametrize(
    ("dateline", "said"),
    [
        ("VELM, March 5 (AP) —", SaidOn(None, None, "VELM, March 5 (AP) —")),
        ("VELM, Sella, Nov. 12, 2019 (AFP) -", SaidOn("2019-11-12", "day", "VELM, Sella, Nov. 12, 2019 (AFP) -")),
        ("VELM (Reuters) -", SaidOn()),
    ],
)
def test_article_dateline_of_the_report(dateline: str, said: SaidOn) -> None:
    assert document(f"Council closes old bridge\n\n{dateline} {LEAD}\n\n{QUOTE}").published == said


def test_article_days_in_prose_are_no_publication() -> None:
    assert document(f"Council closes old bridge\n\nOn 3 May 2020 it rained. {LEAD}\n\n{QUOTE}").published == SaidOn()


def test_article_clock_beside_a_menu_is_no_publication() -> None:
    menu = "\n".join(f"• {name}" for name in ("Politics", "Defense", "Economy", "Sports", "Culture", "World"))
    text = f"{menu}\nSun, August 14, 2022 | 09:22\nForeign Affairs\nCouncil closes old bridge\n\n{LEAD}\n\n{QUOTE}"
    found = document(text)
    assert found.title == "Council closes old bridge"
    assert found.published == SaidOn()


def test_article_day_of_a_teaser_is_no_publication() -> None:
    text = f"Council closes old bridge\n\n{LEAD}\n\n{QUOTE}\n\nRelated stories\nFerry to stop\nPublished 3 May 2020\n"
    assert document(text).published == SaidOn()


def test_article_label_wins_over_an_earlier_day() -> None:
    text = f"Friday, 1 May 2020\n\nCouncil closes old bridge\nPublished: 3 May 2020\n\n{LEAD}\n\n{QUOTE}"
    assert document(text).published.date == "2020-05-03"


@pytest.mark.parametrize("text", ["", "  \n\t", "\ufeff", "\u200b\n"])
def test_article_empty_text_fails(text: str) -> None:
    found = article(text, path="a.txt", options=Options())
    assert isinstance(found, Failure)
    assert found.slug == "empty"


def test_article_of_too_many_paragraphs_fails() -> None:
    found = article("A line.\n" * 10_001, path="a.txt", options=Options())
    assert isinstance(found, Failure)
    assert (found.slug, found.reason) == ("too-large", "the text has 10,001 paragraphs, the limit is 10,000")


def test_article_same_text_has_the_same_id() -> None:
    assert document(LEAD).id == document(LEAD).id != document(QUOTE).id
