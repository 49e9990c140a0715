"""HTML pages: trafilatura finds the article, htmldate its day; the signals then go over what trafilatura kept."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import htmldate
import trafilatura
from justext.core import ParagraphMaker, preprocessor
from lxml import etree
from lxml import html as lxml_html

from models.records import Document, SaidOn
from service.ingest.article import Options, article
from service.ingest.blocks import split
from service.ingest.days import find
from service.ingest.failure import Failure
from service.ingest.metadata import Known, describe
from service.ingest.sections import sections

METADATA = "page metadata"
"""Evidence of a publication date that stands in the page's head, where no reader sees it."""

_REMEDY = "save the page again, or save its article as plain text"


def read_html(source: str, *, path: str, options: Options, known: Known | None = None) -> Document | Failure:
    """Make a document of an HTML page; its text is the article's text as extracted, and offsets are into that."""
    try:
        found: Any = trafilatura.bare_extraction(source, with_metadata=True, include_comments=False)
        text = (found.text if found else None) or ""
        stated = _known(source, found) if text.strip() else Known()
    except Exception as error:  # noqa: BLE001 - four libraries parse whatever a page holds; none documents its errors
        return Failure(path, "malformed", f"the HTML cannot be parsed ({type(error).__name__}: {error})", _REMEDY)
    if not text.strip():
        return Failure(path, "no-article", "no article was found in the HTML page", _REMEDY)
    known = (known or Known()).over(stated)
    return article(text, path=path, options=options, known=known, media_type="text/html")


def _known(source: str, found: Any) -> Known:
    """Return what the page's metadata say of the article, and its visible words where the metadata are silent."""
    tree = lxml_html.document_fromstring(source.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    stated = Known(
        title=found.title, outlet=found.sitename, byline=found.author, url=found.url, published=_published(tree)
    )
    paragraphs = ParagraphMaker.make_paragraphs(preprocessor(deepcopy(tree)))
    visible = "\n\n".join(paragraph.text for paragraph in paragraphs)
    blocks = split(visible)
    return stated.over(describe(visible, blocks, sections(blocks)))


def _published(tree: Any) -> SaidOn:
    """Return the day in the page's metadata; where day and month may be swapped, only its year."""
    head = deepcopy(tree)
    for body in head.findall(".//body"):
        scripts = [script for script in body.iter("script") if "json" in (script.get("type") or "")]
        body.clear()
        body.extend(scripts)
    date = htmldate.find_date(head, extensive_search=False, original_date=True)
    if date is None:
        return SaidOn()
    days = list(find(etree.tostring(head, encoding="unicode")))
    swappable = any(day.precision == "year" and day.date == date[:4] for day in days)
    if swappable and not any(day.date == date for day in days):
        return SaidOn(date[:4], "year", METADATA)
    return SaidOn(date, "day", METADATA)
