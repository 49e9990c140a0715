from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, func, select

from models.ids import attribution_id
from models.records import Attribution, Document, KnownSpeaker, Role, SaidOn, Span, Speaker
from service.ingest.failure import Failure
from service.store import tables as t
from service.store import views
from service.store.rows import fingerprint
from service.store.views import Where
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import BRIDGE, REGISTER, TOPICS, TREATY, documents, make_document
from tests.store.dump import dump

Result = tuple[Document, tuple[Attribution, ...]]


def read(*items: Document) -> list[Result]:
    return list(stub_pass.read(stub_pass.load(register=REGISTER, topics=TOPICS), items))


def count(connection: Connection, table: Any) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_write_does_nothing_the_second_time(writer: Writer, run: int, connect: Connection) -> None:
    before = dump(connect)
    connect.rollback()
    assert writer.write(run, read(*documents())) == 0
    assert dump(connect) == before


def test_write_adds_and_never_edits_under_a_new_run(writer: Writer, run: int, connect: Connection) -> None:
    before = dump(connect)
    connect.rollback()
    assert writer.write(writer.open_run("second"), read(*documents())) == 5
    after = dump(connect)
    for name in ("documents", "readings", "attributions", "spans", "attribution_speakers", "stances"):
        assert before[name] == [row for row in after[name] if row in before[name]]
    assert len(after["attributions"]) == 2 * len(before["attributions"])
    assert after["documents"] == before["documents"]
    assert {item["run"] for item in views.attributions(connect).items} == {"second"}
    assert {item["run"] for item in views.attributions(connect, where=Where(run="first")).items} == {"first"}


def test_write_is_all_or_nothing(writer: Writer, connect: Connection) -> None:
    good, (document, found) = read(*documents()[:2])
    torn = replace(found[0], cue=(Span(0, 4, "none"),))
    run = writer.open_run("first")
    with pytest.raises(ValueError, match="cue span"):
        writer.write(run, [good, (document, (*found[1:], torn))])
    assert count(connect, t.documents) == count(connect, t.readings) == count(connect, t.attributions) == 0


def test_write_keeps_a_document_without_statements(writer: Writer, connect: Connection) -> None:
    silent = make_document("Rain fell.")
    run = writer.open_run("first")
    assert writer.write(run, read(silent)) == 1
    assert writer.done(run, [silent]) == {fingerprint(silent)}
    assert views.document(connect, silent.id)["attributions"] == 0  # type: ignore[index]


def test_write_keeps_several_speakers_in_order(writer: Writer, connect: Connection) -> None:
    document = make_document("Both ministers said it rained.")
    content, cue = Span.of(document.text, 20, 29), Span.of(document.text, 15, 19)
    speakers = (Speaker("z", "Zed", "person", 0.9), Speaker("a", "Ay", "person", 0.8))
    id_ = attribution_id(document.id, [(20, 29)], [(15, 19)], [])
    found = Attribution(id_, "indirect", (content,), (cue,), (), 0.7, speakers, SaidOn())
    writer.write(writer.open_run("first"), [(document, (found,))])
    item = views.attribution(connect, id_)
    assert item is not None
    assert [speaker["id"] for speaker in item["speakers"]] == ["z", "a"]
    assert [item["content"][0]["text"], item["cue"][0]["text"], item["source"]] == ["it rained", "said", []]


def test_open_run_opens_each_name_once(writer: Writer, connect: Connection) -> None:
    first = writer.open_run("first", started_at="2026-01-01T00:00:00+00:00")
    assert writer.open_run("first", started_at="2027-01-01T00:00:00+00:00") == first
    assert writer.open_run("second") != first
    writer.close_run(first, finished_at="2026-01-02T00:00:00+00:00")
    shown = views.runs(connect)[1]
    assert (shown["id"], shown["started_at"], shown["finished_at"]) == (
        "first",
        "2026-01-01T00:00:00+00:00",
        "2026-01-02T00:00:00+00:00",
    )


def test_done_knows_what_the_run_has_read_just_so(writer: Writer, run: int) -> None:
    first, *_ = documents()
    dated = replace(first, published=SaidOn("2019-11-14", "day", "given by the caller"))
    new = make_document("Something else.")
    assert writer.done(run, [first, dated, new]) == {fingerprint(first)}
    assert writer.done(run, [replace(first, path="moved.txt")]) == {fingerprint(first)}
    assert writer.done(writer.open_run("second"), documents()) == set()


def test_write_lets_the_reading_asked_for_last_count(writer: Writer, run: int, connect: Connection) -> None:
    first, *_ = documents()
    dated = replace(first, published=SaidOn("2020-02-02", "day", "given by the caller"))

    def published() -> Any:
        connect.rollback()
        shown = views.document(connect, first.id)
        assert shown is not None
        return shown["published"]

    assert published() == "2019-11-15"
    assert writer.write(run, read(dated)) == 1
    assert published() == "2020-02-02"
    assert [item["run"] for item in views.attributions(connect, where=Where(document=first.id)).items] == ["first"] * 3
    assert len(views.attributions(connect, where=Where(document=first.id, run="first")).items) == 3
    assert writer.write(run, [], asked=[dated, first]) == 0
    assert published() == "2019-11-15"
    assert writer.write(run, [], asked=[first, dated]) == 0
    assert published() == "2020-02-02"


def test_add_topics_makes_a_new_version_of_a_changed_topic(writer: Writer, run: int, connect: Connection) -> None:
    changed = replace(TREATY, position="The River Treaty is renewed for ten years")
    writer.add_topics([changed])
    writer.add_topics([changed])
    shown = views.topic(connect, TREATY.id)
    assert shown is not None
    assert [(item["version"], item["position"]) for item in shown["versions"]] == [
        (1, TREATY.position),
        (2, changed.position),
    ]
    assert (shown["version"], shown["position"]) == (2, changed.position)
    assert changed in views.current_topics(connect).values()
    assert views.stances(connect, TREATY.id).items == []
    judged = views.stances(connect, TREATY.id, where=Where(topic_version=1)).items
    assert {item["stance"]["topic_version"] for item in judged} == {1}
    connect.rollback()
    again = writer.open_run("second")
    writer.write(again, read(*documents()))
    assert {item["stance"]["topic_version"] for item in views.stances(connect, TREATY.id).items} == {2}


def test_add_topics_returns_the_version_that_counts(writer: Writer) -> None:
    assert writer.add_topics([replace(TREATY, name="Pact"), BRIDGE]) == {TREATY.id: 2, BRIDGE.id: 1}
    assert writer.add_topics([TREATY]) == {TREATY.id: 1}


def test_add_topics_lets_an_earlier_wording_count_again(writer: Writer, connect: Connection) -> None:
    writer.add_topics([replace(TREATY, name="Pact")])
    writer.add_topics([TREATY])
    shown = views.topic(connect, TREATY.id)
    assert shown is not None
    assert (shown["version"], len(shown["versions"])) == (1, 2)


def test_add_register_is_what_known_speakers_gives_back(writer: Writer, run: int, connect: Connection) -> None:
    assert views.known_speakers(connect) == REGISTER


def test_add_register_replaces_names_and_roles(writer: Writer, run: int, connect: Connection) -> None:
    newer = KnownSpeaker("anna-weller", "Anna Weller", "person", ("Anna W.",), (Role("Envoy", "2020", "2021"),))
    writer.add_register([newer])
    assert newer in views.known_speakers(connect)
    shown = views.speaker(connect, "anna-weller")
    assert shown is not None
    assert {item["name"]: item["registered"] for item in shown["names"]} == {
        "Anna Weller": True,
        "Weller": False,
        "A. Weller": False,
        "Anna W.": True,
    }
    assert shown["roles"] == [{"title": "Envoy", "written_on": "2020", "until": "2021"}]


def test_add_register_renames_a_speaker_that_articles_gave(writer: Writer, run: int, connect: Connection) -> None:
    assert views.attributions(connect, where=Where(q="johanna")).items == []
    connect.rollback()
    writer.add_register([KnownSpeaker("jo-brand", "Johanna Brand", "person", ("Jo Brand",))])
    found = views.attributions(connect, where=Where(q="johanna")).items
    assert {item["speakers"][0]["name"] for item in found} == {"Johanna Brand"}
    assert len(found) == 4


def test_roles_keep_the_day_on_which_they_were_written(writer: Writer, run: int, connect: Connection) -> None:
    shown = views.speaker(connect, "jo-brand")
    assert shown is not None
    assert shown["roles"] == [{"title": "Minister", "written_on": "2018", "until": None}]


def test_failures_are_kept_until_the_path_is_read(writer: Writer, run: int, connect: Connection) -> None:
    broken = [Failure("0.txt", "empty", "the file is empty", "leave it out"), Failure("x.txt", "binary", "r", "m")]
    writer.add_failures(run, broken)
    writer.add_failures(run, [replace(broken[0], reason="it is still empty")])
    assert [(item["path"], item["reason"]) for item in views.failures(connect).items] == [
        ("x.txt", "r"),
        ("0.txt", "it is still empty"),
    ]
    connect.rollback()
    writer.write(run, [], asked=documents())
    assert [item["path"] for item in views.failures(connect).items] == ["x.txt"]
    connect.rollback()
    writer.write(run, read(make_document("Jo Brand said it rained.", path="x.txt")))
    assert views.failures(connect).items == []


EXACT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        st.sampled_from("\r\n\t\u2028\x85\ufeff\u0301\U0001f469\u200d\U0001f467\x1a\"'“”"),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=EXACT, data=st.data())
def test_texts_and_offsets_survive_exactly(engine: Engine, text: str, data: st.DataObject) -> None:
    document = make_document(text, title=text, outlet=text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    id_ = attribution_id(document.id, [(start, end)], [], [])
    found = Attribution(id_, "direct", (span,), (), (), 0.5, (Speaker("s", text, "person", 1.0),))
    writer = Writer(engine)
    writer.write(writer.open_run(id_), [(document, (found,))])
    with engine.connect() as connection:
        kept = views.document(connection, document.id)
        item = views.attribution(connection, id_)
    assert kept is not None
    assert item is not None
    assert (kept["text"], kept["title"], kept["outlet"]) == (text, text, text)
    (words,) = item["content"]
    assert kept["text"][words["start"] : words["end"]] == words["text"] == span.text
