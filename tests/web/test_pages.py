"""The pages: what they show, that nothing comes from elsewhere, and that words never become markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from service.errors import taxonomy
from service.web.pages import kind_of, ticked

PAGES = ["/", "/docs", "/problems"]


class Checker(HTMLParser):
    """Collect ids, targets, labels and whatever a strict policy would block."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.labelled: list[str] = []
        self.inputs: list[str] = []
        self.blocked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        self.targets += [found[name] for name in ("href", "src", "action") if name in found]
        self.labelled += [found["for"]] if tag == "label" else []
        self.inputs += [found["id"]] if tag in {"input", "select"} else []
        self.blocked += [name for name in found if name.startswith("on") or name == "style"]
        self.blocked += [tag] if tag == "style" or (tag == "script" and "src" not in found) else []
        if tag not in {"meta", "link", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(page: str) -> Checker:
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    return checker


@pytest.mark.parametrize("address", PAGES)
def test_page_is_well_formed_and_its_own(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response.content_type == "text/html; charset=utf-8"
    checker = check(response.text)
    assert len(set(checker.ids)) == len(checker.ids)
    assert checker.blocked == []
    assert not [target for target in checker.targets if re.match(r"[a-z]+:|//", target)]
    assert set(checker.inputs) == set(checker.labelled)


@pytest.mark.parametrize("address", PAGES)
def test_page_links_lead_somewhere(client: FlaskClient, address: str) -> None:
    checker = check(client.get(address).text)
    for target in checker.targets:
        path, _, anchor = target.partition("#")
        if path:
            with client.get(path) as response:
                assert response.status_code == 200, target
        else:
            assert anchor in checker.ids, target


def test_docs_show_every_operation_and_schema(client: FlaskClient) -> None:
    spec, page = client.get("/openapi.json").get_json(), client.get("/docs").text
    for path, item in spec["paths"].items():
        assert f"<code>{path}</code>" in page
        assert f'id="{item["get"]["operationId"]}"' in page
    for name in spec["components"]["schemas"]:
        assert f'id="schema-{name}"' in page


def test_docs_curl_lines_work(client: FlaskClient) -> None:
    lines = re.findall(r"curl &#39;http://localhost(/[^&]*)&#39;", client.get("/docs").text.replace("'", "&#39;"))
    assert len(lines) == len(client.get("/openapi.json").get_json()["paths"])
    for line in lines:
        if "{" not in line:
            assert client.get(line).status_code == 200, line


def test_problems_page_has_a_heading_for_each_type(client: FlaskClient) -> None:
    checker = check(client.get("/problems").text)
    assert {kind.slug for kind in taxonomy()} < set(checker.ids)


def test_home_counts_what_the_store_holds(client: FlaskClient) -> None:
    counts = client.get("/healthz").get_json()["counts"]
    page = client.get("/").text
    assert f"<dt>attributions</dt><dd>{counts['attributions']:,}</dd>" in page


def test_home_without_a_store_says_what_to_do(storeless: FlaskClient) -> None:
    response = storeless.get("/")
    assert response.status_code == 200
    assert "onrecord db upgrade" in response.text


def test_host_header_cannot_become_markup(app: APIFlask) -> None:
    response = app.test_client().get("/docs", headers={"Host": 'x"><script>alert(1)</script>'})
    assert "<script>alert" not in response.text


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"$ref": "#/components/schemas/Span"}, "Span"),
        ({"type": "array", "items": {"type": "string"}}, "list of string"),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}]}, "[integer, integer]"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"type": "string", "enum": ["a", "b"]}, "a, b"),
        ({"type": "integer", "minimum": 1, "maximum": 9, "default": 5}, "integer from 1 to 9 default 5"),
        ({}, "anything"),
    ],
)
def test_kind_of_puts_a_type_into_words(schema: dict[str, object], words: str) -> None:
    assert kind_of(schema) == words


def test_ticked_makes_code_of_backticks_and_markup_of_nothing_else() -> None:
    assert ticked("give `next` <b>back</b>") == "give <code>next</code> &lt;b&gt;back&lt;/b&gt;"
    assert ticked("`<script>`") == "<code>&lt;script&gt;</code>"
    assert ticked(None) == ""
