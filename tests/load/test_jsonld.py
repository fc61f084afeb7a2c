"""JSON-LD is read as JSON-LD 1.1 says, with contexts from files alone."""

import json
import socket
from typing import NoReturn

import pytest

from publisher.load.contexts import Contexts
from publisher.load.rdf_files import parse_rdf
from publisher.model import Triple

BASE = "https://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
NAME = "<https://schema.org/name>"
CONTEXT = json.dumps({"@context": {"name": "https://schema.org/name"}}).encode()


def triples(document: object, contexts: Contexts | None = None) -> list[Triple]:
    content = json.dumps(document).encode()
    file, findings = parse_rdf(content, file="a.jsonld", base=BASE, contexts=contexts or Contexts())
    assert file, findings
    return list(file.triples)


def values(*given: object) -> list[str]:
    node = {"@id": "https://e.org/a", "https://e.org/b": list(given)}
    return [value for _, _, value in triples(node)]


def test_numbers_and_booleans_have_their_datatypes() -> None:
    assert sorted(values(1, 2.5, True, "x", 10**21)) == sorted(  # noqa: FBT003
        [
            f'"1"^^<{XSD}integer>',
            f'"2.5E0"^^<{XSD}double>',
            f'"true"^^<{XSD}boolean>',
            '"x"',
            f'"1.0E21"^^<{XSD}double>',
        ]
    )


def test_lists_are_lists_in_order() -> None:
    found = triples({"@id": "https://e.org/a", "https://e.org/b": {"@list": ["x", "y"]}})

    assert [value for _, p, value in found if p.endswith("#first>")] == ['"x"', '"y"']


def test_two_types_with_contexts_of_their_own_both_hold() -> None:
    context = {
        "@vocab": "https://v.org/",
        "A": {"@id": "https://v.org/A", "@context": {"one": "https://v.org/first"}},
        "B": {"@id": "https://v.org/B", "@context": {"two": "https://v.org/second"}},
    }
    document = {"@context": context, "@id": "https://e.org/a", "@type": ["A", "B"], "one": "1"}

    found = {(p, o) for _, p, o in triples({**document, "two": "2"})}

    assert {("<https://v.org/first>", '"1"'), ("<https://v.org/second>", '"2"')} <= found


@pytest.mark.parametrize(
    ("iri", "contexts"),
    [
        ("https://c.org/ns/people.jsonld", Contexts(by_name={"contexts/people.jsonld": CONTEXT})),
        ("https://c.org/ns/people", Contexts(by_name={"contexts/people.json": CONTEXT})),
        ("https://c.org/", Contexts(by_name={"contexts/c.org.jsonld": CONTEXT})),
        ("https://c.org/x", Contexts(by_iri={"https://c.org/x": CONTEXT})),
        ("people.jsonld", Contexts(by_name={"data/people.jsonld": CONTEXT})),
        (
            "https://c.org/one/c.json",
            Contexts(by_name={"contexts/one/c.json": CONTEXT, "contexts/two/c.json": b"{}"}),
        ),
    ],
)
def test_a_context_is_found_by_its_name(iri: str, contexts: Contexts) -> None:
    document = {"@context": iri, "@id": "https://e.org/a", "name": "A"}

    assert triples(document, contexts) == [("<https://e.org/a>", NAME, '"A"')]


def test_a_context_that_is_not_at_hand_is_named_and_nothing_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_network(*_: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    for context in (
        "https://schema.org/",
        ["https://schema.org/"],
        {"@import": "https://schema.org/"},
        {"T": {"@id": "https://e.org/T", "@context": "https://schema.org/"}},
        "file:///etc/passwd",
    ):
        document = {"@context": context, "@type": "T", "@id": "https://e.org/a", "name": "A"}
        file, (finding,) = parse_rdf(json.dumps(document).encode(), file="a.jsonld", base=BASE)
        assert file is None
        assert finding.code == "context-missing"
        assert "--context" in finding.hint


def test_a_file_that_is_a_context_and_nothing_else_is_no_data_and_no_fault() -> None:
    assert parse_rdf(CONTEXT, file="c.json", base=BASE) == (None, [])


@pytest.mark.parametrize(
    "context",
    [
        b'{"@context": "https://c.org/x"}',
        b'{"@context": ["https://c.org/x", {"@import": "https://c.org/x"}]}',
        b"[]",
        b"[" * 100_000,
        b"not JSON",
        b'{"@context": 7}',
    ],
)
def test_a_context_that_is_none_or_includes_itself_is_a_finding(context: bytes) -> None:
    document = {"@context": "https://c.org/x", "@id": "https://e.org/a", "name": "A"}
    contexts = Contexts(by_iri={"https://c.org/x": context})

    file, (finding,) = parse_rdf(
        json.dumps(document).encode(), file="a.jsonld", base=BASE, contexts=contexts
    )

    assert file is None
    assert finding.code == "rdf-syntax"


def test_a_key_that_stands_twice_is_told() -> None:
    text = b'{"@id": "https://e.org/a", "https://e.org/b": "lost", "https://e.org/b": "kept"}'

    file, (finding,) = parse_rdf(text, file="a.jsonld", base=BASE)

    assert file
    assert finding.code == "json-key-twice"


def test_blank_nodes_of_two_scripts_of_a_page_are_not_one() -> None:
    script = '<script type="application/ld+json">{"https://e.org/b": "%d"}</script>'

    file, _ = parse_rdf((script % 1 + script % 2).encode(), file="a.html", base=BASE)

    assert file
    assert len({subject for subject, _, _ in file.triples}) == 2
