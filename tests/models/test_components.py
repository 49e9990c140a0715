"""The components: what each reads and writes, with drafts by hand and with small random weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from models import components
from models.components import Attributions, Dates, Reader, Speakers, Stances, within
from models.drafts import Draft
from models.records import Attribution, Document, SaidOn
from models.text import Range, mask, words
from models.tokenizer import WordTokenizer
from tests import tiny
from tests.examples import REGISTER, TOPICS, make_document
from tests.models.strategies import disjoint, prose

NLP = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "onrecord.WordTokenizer.v1"}}})
TEXT = "“We stay,” Anna Weller said on Wednesday. Borland said that it would leave.\n\n“We have no other way.”"


def at(part: str, text: str = TEXT) -> Range:
    return text.index(part), text.index(part) + len(part)


DIRECT = Draft((at("“We stay,”"),), (at("said"),), (at("Anna Weller"),), 0.9, 0.9, 0.9)
CLAIM = Draft((at("that it would leave"),), (at("said that"),), (at("Borland"),), 0.9, 0.9, 0.9)


def doc_of(text: str = TEXT, *, drafts: list[Draft] | None = None, document: Document | None = None) -> Doc:
    doc = NLP.make_doc(mask(text, document.body) if document else text)
    doc._.document, doc._.drafts = document, tuple(drafts or ())
    doc._.sentences = ((0, len(text)),)
    return doc


@pytest.fixture(scope="module")
def reader(tiny_spans: Path) -> Reader:
    return Reader(NLP, "onrecord_reader", str(tiny_spans))


@pytest.fixture
def make(tiny_spans: Path) -> Attributions:
    return Attributions(NLP, "onrecord_attributions", str(tiny_spans))


def test_components_are_registered_with_what_they_require_and_assign() -> None:
    chain = ["onrecord_reader", "onrecord_attributions", "onrecord_speakers", "onrecord_dates", "onrecord_stances"]
    known: set[str] = set()
    for name in chain:
        meta = Language.get_factory_meta(name)
        assert set(meta.requires) <= known
        known |= set(meta.assigns)
    assert "doc._.attributions" in known


def test_components_leave_a_new_doc_with_nothing_found() -> None:
    doc = NLP.make_doc("Rain fell.")
    assert {name: doc._.get(name) for name in components.EXTENSIONS} == components.EXTENSIONS


def test_reader_predicts_without_writing(reader: Reader) -> None:
    sentences, names, drafts = reader.predict(TEXT)
    assert sentences[0][0] == 0
    assert [TEXT[start:end] for start, end, _ in names] == [TEXT[start:end].strip() for start, end, _ in names]
    assert all(draft.cue and draft.content for draft in drafts)
    assert reader.predict(TEXT) == (sentences, names, drafts)


def test_reader_finds_nothing_in_an_empty_text(reader: Reader) -> None:
    assert reader.predict("") == ([], [], [])
    assert reader(NLP.make_doc(""))._.drafts == ()
    assert reader(NLP.make_doc(" \n"))._.sentences == ()


@pytest.mark.parametrize("text", [TEXT, TEXT * 40, "Rain", "‘’“”", "\n\n" + TEXT])
def test_reader_sentences_cover_every_word_in_order(reader: Reader, text: str) -> None:
    sentences, _, _ = reader.predict(text)
    covered = [place for start, end in sentences for place in words(text) if start <= place[0] and place[1] <= end]
    assert covered == words(text)


def test_reader_writes_sentences_names_and_drafts_on_the_doc(reader: Reader) -> None:
    sentences, drafts = [at("“We stay,” Anna Weller said on Wednesday."), at("Borland said")], [DIRECT]
    names = [(*at("Anna Weller"), "PERSON"), (*at("Borland"), "LOCATION")]
    doc = reader.set_annotations(NLP.make_doc(TEXT), sentences, names, drafts)
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Anna Weller", "PERSON"), ("Borland", "LOCATION")]
    assert [token.text for token in doc if token.is_sent_start] == ["“", "Borland"]
    assert (doc._.sentences, doc._.names, doc._.drafts) == (tuple(sentences), tuple(names), tuple(drafts))


def test_reader_keeps_names_that_are_no_tokens_out_of_the_entities(reader: Reader) -> None:
    doc = reader.set_annotations(NLP.make_doc("Weller"), [], [(1, 3, "PERSON")], [])
    assert (doc.ents, doc._.names) == ((), ((1, 3, "PERSON"),))


def test_attributions_cut_every_part_from_the_text(make: Attributions) -> None:
    first, second, third = make(doc_of(drafts=[CLAIM, DIRECT]))._.attributions
    assert [(a.kind, a.content[0].text) for a in (first, second, third)] == [
        ("direct", "“We stay,”"),
        ("indirect", "it would leave"),
        ("direct", "“We have no other way.”"),
    ]
    assert (first.cue[0].text, first.source[0].text) == ("said", "Anna Weller")
    assert (third.cue, third.source, third.speakers, third.stances) == ((), (), (), ())


def test_attributions_have_content_addressed_ids(make: Attributions) -> None:
    found = make(doc_of(drafts=[DIRECT]))._.attributions
    again = make(doc_of(drafts=[DIRECT, DIRECT]))._.attributions
    assert [a.id for a in found] == [a.id for a in again]
    named = make(doc_of(drafts=[DIRECT], document=make_document(TEXT)))._.attributions
    assert [a.id for a in named] == [a.id for a in found]
    other = replace(make_document(TEXT), id="other")
    assert make(doc_of(drafts=[DIRECT], document=other))._.attributions[0].id != found[0].id


def test_attributions_under_the_least_confidence_are_not_given(tiny_spans: Path) -> None:
    given_ = Attributions(NLP, "a", str(tiny_spans), min_confidence=0.0)(doc_of(drafts=[DIRECT, CLAIM]))
    sure = sorted(a.confidence for a in given_._.attributions)
    some = Attributions(NLP, "a", str(tiny_spans), min_confidence=sure[-1])(doc_of(drafts=[DIRECT, CLAIM]))
    assert [a.confidence for a in some._.attributions] == [value for value in sure if value >= sure[-1]]
    none = Attributions(NLP, "a", str(tiny_spans), min_confidence=1.0)(doc_of(drafts=[DIRECT, CLAIM]))
    assert none._.attributions == ()


def test_attributions_take_the_artifacts_threshold_unless_told(tmp_path: Path) -> None:
    folder = str(tiny.write_spans(tmp_path, threshold=0.35))
    assert Attributions(NLP, "a", folder).least == {"speech": 0.35, "attitude": 0.35}
    assert Attributions(NLP, "a", folder, min_confidence=0.0).least == {"speech": 0.0, "attitude": 0.0}
    assert Attributions(NLP, "a", folder, min_attitude=0.8).least == {"speech": 0.35, "attitude": 0.8}


def test_attributions_hold_attitudes_to_a_threshold_of_their_own(tmp_path: Path) -> None:
    folder = str(tiny.write_spans(tmp_path))
    text = "Weller said it rained. Borland feared a storm."
    drafts = [
        Draft((at(content, text),), (at(cue, text),), cue_confidence=0.9, content_confidence=0.9, link_confidence=0.9)
        for cue, content in (("said", "it rained"), ("feared", "a storm"))
    ]
    both = Attributions(NLP, "a", folder, min_confidence=0.0)(doc_of(text, drafts=drafts))._.attributions
    assert [(a.class_, a.kind) for a in both] == [("speech", "indirect"), ("attitude", "indirect")]
    speech = Attributions(NLP, "a", folder, min_confidence=0.0, min_attitude=1.0)(doc_of(text, drafts=drafts))
    assert [a.class_ for a in speech._.attributions] == ["speech"]


def test_attributions_say_how_sure_their_source_is(make: Attributions) -> None:
    sure = replace(CLAIM, source_confidence=0.99, source_link_confidence=0.99)
    doubtful = replace(CLAIM, source_confidence=0.2, source_link_confidence=0.1)
    found = [make(doc_of(drafts=[one]))._.attributions for one in (sure, doubtful)]
    first, second = (next(a for a in each if a.source).source_confidence for each in found)
    assert 1 > first > second > 0


def test_attributions_drop_what_lies_in_furniture(make: Attributions) -> None:
    body = (at("“We stay,” Anna Weller said on Wednesday."),)
    found = make(doc_of(drafts=[DIRECT, CLAIM], document=replace(make_document(TEXT), body=body)))._.attributions
    assert [a.content[0].text for a in found] == ["“We stay,”"]


@pytest.mark.parametrize("gap", ["\n\n", "\t", "\u00a0 ", "\u2003\n"])
def test_attributions_hold_the_documents_own_white_space(make: Attributions, gap: str) -> None:
    text = f"Weller said we stay{gap}and wait."
    start = text.index("and")
    document = replace(make_document(text), body=((0, start - len(gap)), (start, len(text))))
    draft = Draft((at(f"we stay{gap}and wait", text),), (at("said", text),))
    (found,) = make(doc_of(text, drafts=[draft], document=document))._.attributions
    assert [span.text for span in found.content] == [f"we stay{gap}and wait"]
    assert all(text[span.start : span.end] == span.text for span in found.content)


def test_attributions_reach_no_further_than_the_cues_sentence(make: Attributions) -> None:
    doc = doc_of(drafts=[replace(DIRECT, content=(*DIRECT.content, at("it would leave")))])
    doc._.sentences = (at("“We stay,” Anna Weller said on Wednesday."), at("Borland said that it would leave."))
    assert [[span.text for span in a.content] for a in make(doc)._.attributions] == [
        ["“We stay,”"],
        ["“We have no other way.”"],
    ]


def test_attributions_of_the_same_parts_are_one(make: Attributions) -> None:
    twice = [DIRECT, replace(DIRECT, cue_confidence=0.1)]
    assert len(make(doc_of(drafts=twice))._.attributions) == len(make(doc_of(drafts=[DIRECT]))._.attributions)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Document, list[Range]]:
    text = draw(prose)
    document = replace(make_document(text), body=tuple(draw(disjoint(len(text)))))
    return document, draw(disjoint(len(text)))


@given(bodies())
def test_within_keeps_every_word_of_the_body_and_none_of_the_furniture(case: tuple[Document, list[Range]]) -> None:
    document, ranges = case
    inside = {place for start, end in document.body for place in range(start, end)}
    asked = {place for start, end in ranges for place in range(start, end)}
    kept = [place for start, end in within(document, ranges) for place in range(start, end)]
    assert asked & inside <= set(kept) <= asked
    assert all(place in inside or document.text[place].isspace() for place in kept)
    assert kept == sorted(set(kept))


def test_within_changes_nothing_without_a_document() -> None:
    assert within(None, [(3, 5), (9, 12)]) == ((3, 5), (9, 12))


def test_speakers_resolve_sources_against_the_register(make: Attributions) -> None:
    component = Speakers(NLP, "onrecord_speakers")
    component.register = REGISTER
    found = component(make(doc_of(drafts=[DIRECT])))._.attributions
    assert [speaker.id for speaker in found[0].speakers] == ["anna-weller"]


def test_dates_read_the_words_against_the_publication(make: Attributions) -> None:
    document = make_document(TEXT, published="2019-11-15")
    doc = doc_of(drafts=[DIRECT], document=document)
    doc._.sentences = (at("“We stay,” Anna Weller said on Wednesday."),)
    first, last = Dates(NLP, "onrecord_dates")(make(doc))._.attributions
    assert (first.said_on.date, first.said_on.precision, first.said_on.evidence) == (
        "2019-11-13",
        "day",
        "on Wednesday",
    )
    assert last.said_on == document.published


def test_dates_go_on_from_the_statement_before(make: Attributions) -> None:
    text = "“We stay,” Anna Weller said on Wednesday. “We have no other way,” she added."
    parts = ((at("“We have no other way,”", text),), (at("added", text),), (at("she", text),))
    doc = doc_of(text, drafts=[DIRECT, Draft(*parts)], document=make_document(text, published="2019-11-15"))
    half = text.index(" “We have")
    doc._.sentences = ((0, half), (half + 1, len(text)))
    speakers, dates = Speakers(NLP, "speakers"), Dates(NLP, "dates")
    speakers.register = REGISTER
    assert [a.said_on.date for a in dates(speakers(make(doc)))._.attributions] == ["2019-11-13", "2019-11-13"]


def test_dates_stay_unknown_without_a_publication(make: Attributions) -> None:
    found = Dates(NLP, "onrecord_dates")(make(doc_of(drafts=[CLAIM])))._.attributions
    assert found[0].said_on == SaidOn()


def test_stances_judge_every_topic_in_order(make: Attributions, tiny_stances: Path) -> None:
    component = Stances(NLP, "onrecord_stances", str(tiny_stances))
    component.topics = TOPICS
    found = component(make(doc_of(drafts=[DIRECT, CLAIM])))._.attributions
    assert [[stance.topic for stance in a.stances] for a in found] == [[topic.id for topic in TOPICS]] * len(found)
    assert all(sum(stance.scores.values()) == pytest.approx(1, abs=1e-6) for a in found for stance in a.stances)


def test_stances_without_topics_or_attributions_are_none(make: Attributions, tiny_stances: Path) -> None:
    component = Stances(NLP, "onrecord_stances", str(tiny_stances))
    assert component(make(doc_of(drafts=[DIRECT])))._.attributions[0].stances == ()
    component.topics = TOPICS
    assert component(NLP.make_doc("Rain fell."))._.attributions == ()


@pytest.mark.parametrize("component", [Speakers, Dates])
def test_components_bear_a_doc_without_attributions(component: Any) -> None:
    assert component(NLP, "any")(NLP.make_doc("Rain fell."))._.attributions == ()


def test_components_keep_all_but_their_own_part(make: Attributions) -> None:
    before: tuple[Attribution, ...] = make(doc_of(drafts=[DIRECT, CLAIM]))._.attributions
    doc = doc_of()
    doc._.attributions = before
    after = Dates(NLP, "dates")(Speakers(NLP, "speakers")(doc))._.attributions
    assert [replace(a, speakers=(), said_on=SaidOn()) for a in after] == list(before)


def test_add_components_keeps_the_order_of_the_configs(tiny_spans: Path) -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    components.add_components(nlp, {"onrecord_attributions": {"artifact": str(tiny_spans)}, "onrecord_dates": {}})
    assert nlp.pipe_names == ["onrecord_attributions", "onrecord_dates"]
