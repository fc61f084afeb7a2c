"""Rules for Accept headers whose meaning is certain, as patterns that web servers can match.

A web server cannot weigh the types of a header. A rule therefore names a document only if the
negotiation of `publisher serve` would certainly choose the same; any other header is passed on.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from publisher.media_types import ALIASES, DOCUMENTS
from publisher.negotiation import accepted

ASK: Final = "ask"
"""No rule matches: `publisher serve` has to read the header."""

_TEXT: Final = {"txt": "text/plain"}
"""A format that only sources have: a rule must hold for them as well."""

CLIENTS: Final = (
    # rdflib's parser, for each of its formats
    "application/rdf+xml, */*;q=0.1",
    "text/n3, */*;q=0.1",
    "text/turtle, application/x-turtle, */*;q=0.1",
    "application/ld+json, application/json;q=0.9, */*;q=0.1",
    # Jena
    (
        "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,"
        "application/rdf+xml;q=0.7,*/*;q=0.3"
    ),
    (
        "text/turtle,application/n-triples;q=0.9,application/rdf+xml;q=0.7,application/trig,"
        "application/n-quads;q=0.9,application/x-trig;q=0.8,application/ld+json;q=0.8,*/*;q=0.5"
    ),
    # Comunica
    (
        "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
        "application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,"
        "text/n3;q=0.35,application/xml;q=0.3,text/xml;q=0.3,image/svg+xml;q=0.3,"
        "text/html;q=0.2,application/xhtml+xml;q=0.18"
    ),
    # the OWL API, which Protégé reads with
    "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09",
    "text/turtle, application/rdf+xml; q=0.9, application/xml; q=0.7, */*; q=0.1",
    # jQuery
    "application/json, text/javascript, */*; q=0.01",
    # a resolver that asks for one format and takes any
    "text/turtle, */*;q=0.1",
    "text/turtle;q=1.0, */*;q=0.1",
)
"""Headers that clients are known to send, to the letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """If `pattern` matches a header, in any case, the client prefers the document `suffix`.

    The pattern means the same in RE2, PCRE and Python, and matches the whole header.
    """

    pattern: str
    suffix: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules; the first one that matches decides."""
    return (
        Rule(pattern=r"^[ \t]*$", suffix="html"),
        # A type without a weight has the greatest, and of equal weights HTML is preferred.
        Rule(pattern=r"^[ \t]*text/html[ \t]*(?:,.*)?$", suffix="html"),
        *_known(),
        *_lists(),
    )


def decide(accept: str) -> str:
    """Return the suffix that the rules name for a header; ASK if none of them matches."""
    for rule in rules():
        if re.fullmatch(rule.pattern, accept, re.IGNORECASE):
            return rule.suffix
    return ASK


def _lists() -> list[Rule]:
    """Return the rules for lists without weights and parameters.

    The first document in our order that a list names is preferred. If it names none, not even by
    another name, a wildcard decides.
    """
    named = [_list(suffix, media_type) for suffix, media_type in DOCUMENTS.items()]
    others = _list(ASK, *sorted({*ALIASES, *_TEXT.values()}))
    groups = {media_type.partition("/")[0]: suffix for suffix, media_type in _BACKWARDS}
    # A more general wildcard comes later: "application/*, */*" means what "application/*" does.
    return [
        *named,
        others,
        *(_list(groups[group], f"{group}/*") for group in sorted(groups, reverse=True)),
        _list(next(iter(DOCUMENTS)), "*/*"),
    ]


_BACKWARDS: Final = tuple(reversed(tuple(DOCUMENTS.items())))


def _list(suffix: str, *ranges: str) -> Rule:
    """Return the rule for a list without weights that contains one of the ranges."""
    names = "|".join(_literal(media_range) for media_range in ranges)
    return Rule(pattern=rf'^(?:[^;"]*,)?[ \t]*(?:{names})[ \t]*(?:,[^;"]*)?$', suffix=suffix)


def _literal(text: str) -> str:
    # A space, a slash and a hyphen are literal in each of the dialects.
    return re.escape(text).replace(r"\ ", " ").replace(r"\-", "-")


def _known() -> list[Rule]:
    """Return the rules for the headers of known clients."""
    known = []
    for header in CLIENTS:
        suffix = accepted(header, DOCUMENTS)
        if suffix and suffix == accepted(header, {**DOCUMENTS, **_TEXT}):
            known.append(Rule(pattern=f"^{_literal(header)}$", suffix=suffix))
    return known
