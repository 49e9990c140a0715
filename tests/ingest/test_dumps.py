"""How much of an article is kept, and how much furniture comes with it, over the page dumps of these tests."""

from __future__ import annotations

import pytest

from tests.ingest.dumps import Counts, Dump, all_dumps, count, read_dump

DUMPS = all_dumps()


def totals(dumps: list[Dump]) -> Counts:
    each = [count(dump.text, dump.gold, read_dump(dump).body) for dump in dumps]
    return Counts(*(sum(getattr(counts, name) for counts in each) for name in ("body", "kept", "wrong")))


def test_dumps_are_many() -> None:
    assert len(DUMPS) >= 25
    assert all(any(mark is True for mark in dump.gold) for dump in DUMPS)


def test_dumps_body_kept_and_furniture_left_out() -> None:
    counts = totals(DUMPS)
    assert counts.recall >= 0.995
    assert counts.precision >= 0.99


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.name)
def test_dumps_each_page_keeps_its_article(dump: Dump) -> None:
    counts = count(dump.text, dump.gold, read_dump(dump).body)
    assert counts.recall >= 0.95, "the body loses prose"
    assert counts.precision >= 0.9, "furniture is taken for body"


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.name)
def test_dumps_each_page_says_what_it_says(dump: Dump) -> None:
    document = read_dump(dump)
    found = {
        "title": document.title,
        "outlet": document.outlet,
        "byline": document.byline,
        "published": document.published.date,
        "evidence": document.published.evidence,
    }
    assert {name: value for name, value in found.items() if value is not None} == dump.says


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.name)
def test_dumps_evidence_stands_in_the_page(dump: Dump) -> None:
    evidence = read_dump(dump).published.evidence
    assert evidence is None or evidence in dump.text


def test_count_marks_recall_and_precision() -> None:
    counts = count("ab cd ef", (True, True, False, False, False, None, None, None), ((0, 1), (3, 8)))
    assert counts == Counts(body=2, kept=1, wrong=2)
    assert counts.recall == 0.5
    assert counts.precision == pytest.approx(1 / 3)
