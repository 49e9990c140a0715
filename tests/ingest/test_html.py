from __future__ import annotations

import pytest

from models.records import Document, SaidOn
from service.ingest.article import Options
from service.ingest.failure import Failure
from service.ingest.html import read_html

META = '<meta property="article:published_time" content="2021-04-07T10:00:00Z">'
BODY = (
    "The port of Velm will reopen on Friday after eleven weeks of repairs, the transport minister said on Wednesday.",
    '"We promised the fishermen that they would be back by the spring run, and kept our word," Brode told reporters.',
    "The harbour was closed in January when a storm tore away its northern wall. Repairs have cost 14 million crowns.",
    "Opposition lawmaker Piet Aalder said the work should have been done years ago, and accused the ministry of sloth.",
)


def page(head: str = META, above: str = "") -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return (
        f"<!doctype html><html><head><title>Port of Velm to reopen | The Velm Courier</title>{head}"
        '<meta property="og:site_name" content="The Velm Courier"><meta name="author" content="Ada Lorn">'
        '<link rel="canonical" href="https://velm.example/port"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Port of Velm to reopen</h1>{above}{paragraphs}</article>"
        "<div class='comments'><h3>Comments</h3><p>Great news for everyone who lives here, I think.</p></div>"
        "<footer>© 2021 The Velm Courier</footer></body></html>"
    )


def document(source: str) -> Document:
    found = read_html(source, path="a.html", options=Options())
    assert isinstance(found, Document), found
    return found


def test_html_reads_article_and_metadata() -> None:
    found = document(page())
    assert (found.title, found.outlet, found.byline, found.url) == (
        "Port of Velm to reopen", "The Velm Courier", "Ada Lorn", "https://velm.example/port",
    )  # fmt: skip
    assert found.published == SaidOn("2021-04-07", "day", "page metadata")
    assert found.media_type == "text/html"


def test_html_body_is_the_paragraphs_alone() -> None:
    found = document(page(above="<p>By Ada Lorn</p>"))
    body = "\n".join(found.text[start:end] for start, end in found.body)
    assert body.split("\n") == list(BODY)


def test_html_date_in_visible_words_has_them_as_evidence() -> None:
    found = document(page(head="", above="<p>Published: 7 April 2021, 10:12</p>"))
    assert found.published == SaidOn("2021-04-07", "day", "Published: 7 April 2021, 10:12")


def test_html_ambiguous_metadata_keeps_the_year_alone() -> None:
    found = document(page(head='<meta name="date" content="03/04/2021">'))
    assert found.published == SaidOn("2021", "year", "page metadata")


def test_html_without_a_date_has_none() -> None:
    assert document(page(head="")).published == SaidOn()


def test_html_plain_takes_all_that_was_extracted() -> None:
    found = read_html(page(), path="a.html", options=Options(plain=True))
    assert isinstance(found, Document)
    assert len(found.body) == 1
    assert found.text[slice(*found.body[0])] == found.text.strip()


@pytest.mark.parametrize(
    "source", ["<html></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "<p></p>", "<"]
)
def test_html_without_an_article_fails(source: str) -> None:
    found = read_html(source, path="a.html", options=Options())
    assert isinstance(found, Failure)
    assert found.slug == "no-article"


def test_html_parser_trouble_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    found = read_html(page(), path="a.html", options=Options())
    assert isinstance(found, Failure)
    assert found.slug == "malformed"
    assert "no such thing" in found.reason
