from __future__ import annotations

import pytest

from models.records import Attribution
from tests import stub_pass
from tests.examples import REGISTER, TOPICS, TREATY, documents, make_document


def read(text: str, **options: str) -> tuple[Attribution, ...]:
    nlp = stub_pass.load(register=REGISTER, topics=TOPICS)
    ((_, found),) = stub_pass.read(nlp, [make_document(text, **options)])
    return found


@pytest.mark.parametrize(
    ("text", "kind", "content", "speaker"),
    [
        ("“We stay,” said Anna Weller.", "direct", "“We stay,”", "anna-weller"),
        ('"We stay," Jo Brand said.', "direct", '"We stay,"', "jo-brand"),
        ("Weller said that rain fell.", "indirect", "that rain fell", "anna-weller"),
        ("Borland said the pact is “dead” now.", "mixed", "the pact is “dead” now", "borland"),
        ("According to Piet Onça, rain fell.", "indirect", "rain fell", "piet-onca"),
        ("Jo Brand left. He said rain fell.", "indirect", "rain fell", "jo-brand"),
    ],
)
def test_read_finds_each_form(text: str, kind: str, content: str, speaker: str) -> None:
    (found,) = read(text)
    assert (found.kind, found.content[0].text, found.speakers[0].id) == (kind, content, speaker)


def test_read_cuts_every_span_from_the_text() -> None:
    nlp = stub_pass.load(register=REGISTER, topics=TOPICS)
    results = list(stub_pass.read(nlp, documents()))
    assert [len(found) for _, found in results] == [3, 3, 2, 1, 0]
    for document, found in results:
        for attribution in found:
            for span in attribution.content + attribution.cue + attribution.source:
                assert document.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("they keep the River Treaty", "support"),
        ("they end the water pact", "oppose"),
        ("the River Treaty is old", "neutral"),
        ("it rains", "unrelated"),
    ],
)
def test_read_judges_each_label(words: str, label: str) -> None:
    (found,) = read(f"Jo Brand said {words}.")
    assert {stance.topic: stance.label for stance in found.stances}[TREATY.id] == label


def test_read_abstains_on_a_question() -> None:
    assert read("“Shall we end the River Treaty?” said Jo Brand.")[0].stances[0].label == "undetermined"


def test_read_prefers_the_date_in_the_words() -> None:
    assert read("Jo Brand said on 2019-11-13 it rained.", published="2019-11-15")[0].said_on.date == "2019-11-13"
    assert read("Jo Brand said it rained.", published="2019-11-15")[0].said_on.date == "2019-11-15"


def test_pass_name_follows_register_and_topics() -> None:
    names = {
        stub_pass.pass_name(stub_pass.load(register=register, topics=topics))
        for register in ((), REGISTER)
        for topics in ((), TOPICS)
    }
    assert len(names) == 4
