import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.deploy.accept import ASK, CLIENTS, decide, rules
from publisher.media_types import DOCUMENTS
from publisher.negotiation import accepted

SOURCE = {**DOCUMENTS, "txt": "text/plain"}

names = st.sampled_from(
    (
        *DOCUMENTS.values(),
        *("application/json", "text/xml", "text/n3"),
        *("text/plain", "text/*", "application/*", "*/*", "TEXT/HTML", "image/png"),
        *("text/html/x", "html", "*/html", "", " ", "text/turtlex", "xtext/turtle"),
    )
)
parameters = st.sampled_from(
    ("", "", "", ";q=0.5", "; q=0", ";q=1", ";level=1", ';a="b,c"', ";", '"')
)
spaces = st.sampled_from(("", " ", "\t"))
members = st.builds("".join, st.tuples(spaces, names, spaces, parameters))
headers = st.one_of(
    st.lists(members, max_size=5).map(",".join),
    st.text('texhml/*,;q=01. \t"', max_size=40),
    st.sampled_from(CLIENTS),
)


@given(headers)
def test_what_a_rule_decides_the_server_would_decide_too(header: str) -> None:
    suffix = decide(header)
    assert suffix in {ASK, accepted(header, DOCUMENTS)}
    assert suffix in {ASK, accepted(header, SOURCE)}


@pytest.mark.parametrize(
    ("header", "suffix"),
    [
        ("", "html"),
        ("*/*", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("application/rdf+xml, text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/*", "nt"),
        ("text/turtle, */*", "ttl"),
        ("*/*, text/turtle", "ttl"),
        ("application/json, text/plain, */*", ASK),
        ("application/json, text/javascript, */*; q=0.01", "jsonld"),
        ("text/plain", ASK),
        ("text/turtle;q=0.5, text/html;q=0.4", ASK),
        ("image/png", ASK),
        ('text/turtle;a="b"', ASK),
    ],
)
def test_the_headers_of_most_clients_are_decided(header: str, suffix: str) -> None:
    assert decide(header) == suffix


def test_every_header_that_is_known_word_for_word_has_its_rule() -> None:
    assert all(decide(header) != ASK for header in CLIENTS)


def test_a_pattern_is_one_that_every_web_server_reads() -> None:
    for rule in rules():
        # RE2 has no lookahead and no back reference; in a configuration it stands in quotes.
        assert not re.search(r"\(\?[=!<]|\\[1-9]|['`]", rule.pattern)
        assert rule.pattern.startswith("^")
        assert rule.pattern.endswith("$")
