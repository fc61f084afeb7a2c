import json
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from tests.reconcile.service import Service, answer

HEADERS = {"Origin": "http://127.0.0.1:3333"}


def test_the_manifest_is_valid_and_names_addresses_that_answer(service: Service) -> None:
    manifest = answer(service.get(), "manifest")
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://example.org/"
    assert manifest["schemaSpace"] == "https://example.org/ontology#"
    assert manifest["defaultTypes"]
    for kind, offered in manifest["suggest"].items():
        assert offered["service_url"] == service.address
        assert service.get(offered["service_path"], prefix="e").status == 200, kind


def test_a_browser_may_read_the_manifest_from_another_site(service: Service) -> None:
    reply = service.get(headers=HEADERS)
    assert reply.header("access-control-allow-origin") == "*"


def test_the_manifest_is_the_same_whatever_a_client_adds_to_its_address(service: Service) -> None:
    # jQuery's JSONP sends both. A script of another site can read JSON, so no script is sent.
    reply = service.get(callback="jQuery1", _="1")
    assert reply.header("content-type") == "application/json"
    assert reply.body == service.get().body


def test_an_answer_that_is_known_is_not_sent_again(service: Service) -> None:
    tag = service.get().header("etag")
    assert service.get(headers={"If-None-Match": tag}).status == 304
    assert service.get("/suggest/type", prefix="a").header("etag") != tag


@pytest.mark.parametrize("path", ["", "/", "/suggest/type?prefix=n", "/preview?id=network/enoc"])
def test_each_address_answers_head_and_options(service: Service, path: str) -> None:
    got, head = service.ask(path), service.ask(path, method="HEAD")
    assert (head.status, head.body) == (got.status, b"")
    assert head.header("content-type") == got.header("content-type")
    options = service.ask(path, method="OPTIONS")
    assert options.status == 204
    assert ("POST" in options.header("allow")) == (path in {"", "/"})


def test_the_address_with_a_slash_leads_to_the_service(service: Service) -> None:
    assert service.ask("/?queries=%7B%7D").header("location") == "/reconcile?queries=%7B%7D"
    assert service.ask("/", method="POST", body=b"").status == 308


def test_the_preview_may_be_framed_and_no_other_page(service: Service) -> None:
    preview = service.get("/preview", id="network/enoc")
    assert "frame-ancestors *" in preview.header("content-security-policy")
    assert "script-src" not in preview.header("content-security-policy")
    assert b"<script" not in preview.body
    assert "frame-ancestors 'none'" in service.get().header("content-security-policy")


def test_the_preview_is_a_page_with_a_title_and_one_heading(service: Service) -> None:
    page = service.get("/preview", id="network/enoc")
    assert page.header("content-type").startswith("text/html")
    text = page.body.decode()
    assert text.count("<h1") == 1
    assert "<title>European Network of Ombudspersons for Children" in text
    assert '<html lang="en">' in text
    assert 'href="../network/enoc.html"' in text


class _Text(HTMLParser):
    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_preview_of_a_claim_has_its_words_only_with_its_claimant(service: Service) -> None:
    reader = _Text()
    reader.feed(service.get("/preview", id="claim/armenia-party-ccpr").body.decode())
    text = " ".join(reader.text.split())
    assert "Commissioner says: “to which Armenia is also a party”" in text
    assert text.count("Armenia") == 1
    assert "claim" in text.lower()


@pytest.mark.parametrize("kind", ["entity", "type", "property"])
def test_a_flyout_says_what_something_is(service: Service, kind: str) -> None:
    ids = {
        "entity": "network/enoc",
        "type": "https://example.org/ontology#Network",
        "property": "https://example.org/ontology#member",
    }
    members = json.loads(service.get(f"/flyout/{kind}", id=ids[kind]).body)
    assert members["id"] == ids[kind]
    assert members["html"].startswith("<p>")


@pytest.mark.parametrize("path", ["/flyout/entity", "/flyout/type", "/preview", "/view"])
def test_an_unknown_identifier_is_not_found_and_none_is_a_fault(
    service: Service, path: str
) -> None:
    for unknown in (
        "nobody here",
        "http://nowhere.example/x",
        "<>",
        "\ud800".encode("utf-8", "replace").decode(),
    ):
        assert service.get(path, id=unknown).status == 404, unknown
    assert service.get(path).status == 400


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("Part with a hash", "/doc.html#part"),
        ("Escaped summer", "/~25C3~25A9t~25C3~25A9.html"),
        ("Summer", "/%C3%A9t%C3%A9.html"),
        ("Tilde", "/a~7e23b.html"),
        ("Query string", "/a~3fb=c&d=e+f.html"),
        ("Elsewhere", "/_/http/elsewhere.example/x.html#y"),
        ("Schwa", "/_/http/elsewhere.example/%C9%99.html#%C9%99"),
        ("A book", "/_/urn/isbn/9780140449136.html"),
        ("France", "/france.html"),
    ],
)
def test_an_identifier_leads_back_however_a_client_puts_it_into_an_address(
    stranger: Service, name: str, page: str
) -> None:
    (found, *_) = stranger.find(name)
    assert found["name"] == name
    assert found["match"]
    identifier = found["id"]
    # JavaScript's encodeURI, which OpenRefine uses; encodeURIComponent; and no escapes at all
    # but those that HTTP needs.
    ways = (quote(identifier, safe=";,/?:@&=+$#-_.!~*'()"), quote(identifier, safe=""))
    for text in ways:
        reply = stranger.ask(f"/view?id={text}")
        assert reply.status == 303, text
        assert reply.header("location") == page
        preview = stranger.ask(f"/preview?id={text}")
        assert preview.status == 200
        assert f">{name}</h1>" in preview.body.decode()
    rows = stranger.extend([identifier], "http://www.w3.org/2000/01/rdf-schema#label")["rows"]
    assert rows[identifier] == {"http://www.w3.org/2000/01/rdf-schema#label": [{"str": name}]}
