from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection

from service.errors import InvalidParameter
from service.store import views
from service.store.views import By, Where
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import REGISTER, TOPICS, make_document


def counts(periods: list[dict[str, Any]]) -> list[tuple[str | None, dict[str, int]]]:
    """Return each period with the counts that are not nought."""
    return [(item["period"], {label: n for label, n in item["counts"].items() if n}) for item in periods]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "year",
            [
                ("2018", {"undetermined": 1}),
                ("2019", {"support": 2, "oppose": 2, "neutral": 1}),
                (None, {"support": 1}),
            ],
        ),
        (
            "month",
            [
                ("2018", {"undetermined": 1}),
                ("2019-08", {"oppose": 2, "neutral": 1}),
                ("2019-11", {"support": 2}),
                (None, {"support": 1}),
            ],
        ),
        (
            "day",
            [
                ("2018", {"undetermined": 1}),
                ("2019-08", {"oppose": 2, "neutral": 1}),
                ("2019-11-13", {"support": 1}),
                ("2019-11-15", {"support": 1}),
                (None, {"support": 1}),
            ],
        ),
    ],
)
def test_timeline_counts_by_period_and_never_sharpens_a_date(connection: Connection, by: By, expected: Any) -> None:
    assert counts(views.timeline(connection, "river-treaty", by=by)) == expected


def test_timeline_gives_each_speaker_a_series_with_evidence(connection: Connection) -> None:
    (period,) = views.timeline(connection, "river-treaty", where=Where(since="2019-08", until="2019-08"))
    assert [speaker["id"] for speaker in period["speakers"]] == ["anna-weller", "borland", "piet-onca"]
    for speaker in period["speakers"]:
        for id_ in speaker["attributions"]:
            statement = views.attribution(connection, id_)
            assert statement is not None
            assert [item["id"] for item in statement["speakers"]] == [speaker["id"]]
            label = next(item["label"] for item in statement["stances"] if item["topic"] == "river-treaty")
            assert speaker["counts"][label] == 1
    assert sum(period["counts"].values()) == len(period["attributions"]) == 3


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"speaker": "anna-weller"}, [("2019-08", {"neutral": 1}), ("2019-11", {"support": 2})]),
        ({"stance": "oppose"}, [("2019-08", {"oppose": 2})]),
        ({"stance": "unrelated"}, [("2018", {"unrelated": 1}), ("2019-11", {"unrelated": 1})]),
        ({"outlet": "Borland Post"}, [("2019-08", {"oppose": 2, "neutral": 1})]),
        ({"kind": "direct"}, [("2018", {"undetermined": 1}), ("2019-11", {"support": 1})]),
        ({"q": "keep"}, [("2019-11", {"support": 1})]),
        ({"run": "absent"}, []),
    ],
    ids=str,
)
def test_timeline_keeps_what_is_asked_for(connection: Connection, where: dict[str, Any], expected: Any) -> None:
    assert counts(views.timeline(connection, "river-treaty", where=Where(**where))) == expected


def test_timeline_of_a_speaker_has_only_that_series(connection: Connection) -> None:
    periods = views.timeline(connection, "river-treaty", where=Where(speaker="anna-weller"))
    assert {speaker["id"] for period in periods for speaker in period["speakers"]} == {"anna-weller"}


def test_timeline_counts_a_joint_statement_once_and_for_each_speaker(
    writer: Writer, run: int, connect: Connection
) -> None:
    from dataclasses import replace

    from models.records import Speaker

    document = make_document("Jo Brand said they keep the River Treaty.", published="2021-05-01")
    ((_, (found,)),) = stub_pass.read(stub_pass.load(register=REGISTER, topics=TOPICS), [document])
    both = (*found.speakers, Speaker("piet-onca", "Piet Onça", "person", 0.6))
    silent = make_document("It was said they keep the River Treaty.", published="2021-05-01")
    nobody = replace(found, id="nobody", content=(), cue=(), source=(), speakers=())
    writer.write(run, [(document, (replace(found, speakers=both),)), (silent, (nobody,))])
    (period,) = views.timeline(connect, "river-treaty", where=Where(since="2021"))
    assert (period["counts"]["support"], len(period["attributions"])) == (2, 2)
    assert [(item["id"], item["counts"]["support"]) for item in period["speakers"]] == [
        ("jo-brand", 1),
        ("piet-onca", 1),
    ]


def test_timeline_refuses_another_period(connection: Connection) -> None:
    with pytest.raises(InvalidParameter, match="'week' is none of year, month, day"):
        views.timeline(connection, "river-treaty", by="week")  # type: ignore[arg-type]


def test_timeline_of_no_topic_is_empty(connection: Connection) -> None:
    assert views.timeline(connection, "absent") == []
