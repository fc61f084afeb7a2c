"""A claim as data and as text: nothing of it stands without who claims it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from publisher.describe.claim import describe_claim
from publisher.describe.names import Names, text_of
from publisher.describe.said import called, claim_without_words
from publisher.model import Term
from publisher.serve.agents.quotes import QUOTE, quote_text, quotes_of
from publisher.serve.agents.tool import Schema
from publisher.terms import bare, is_iri
from publisher.vocabulary import (
    EV_CLAIMANT,
    EV_CONTENT,
    EV_REPORTED_BY,
    EV_VOICE,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
)

_STANCES: Final = {
    "asserts": "asserts",
    "denies": "denies",
    "doubts": "doubts",
    "asks": "asks whether",
}


def claim_data(claim: Term, *, names: Names) -> dict[str, Any]:
    """Return a claim: who, how, reported where, about what, in which words, with which content."""
    described = describe_claim(claim, names=names)
    graph = names.graph
    claimants = graph.objects(claim, EV_CLAIMANT)
    quotes = quotes_of(claim, names=names)
    return {
        "claim": bare(claim),
        "attribution": claim_without_words(claim, names=names),
        "claimants": _links(claimants, names=names),
        "claimant_is_inferred": described.is_inferred,
        "stance": described.stance,
        "voices": [names.link(voice).label for voice in graph.objects(claim, EV_VOICE)],
        "reported_by": _links(graph.objects(claim, EV_REPORTED_BY), names=names),
        "reported_in": list(dict.fromkeys(quote["source_label"] for quote in quotes)),
        "claimed": [
            content
            for statement in graph.objects(claim, EV_CONTENT)
            if (content := _content(statement, names=names))
        ],
        "quotes": quotes,
        "notes": list(described.notes),
    }


def _links(terms: Iterable[Term], *, names: Names) -> list[dict[str, str]]:
    return [_link(term, names=names) for term in terms]


def _link(term: Term, *, names: Names) -> dict[str, str]:
    label = called(term, names=names) if is_iri(term) else text_of(term)
    return {"iri": bare(term), "label": label} if is_iri(term) else {"label": label}


def _content(statement: Term, *, names: Names) -> dict[str, Any] | None:
    part = {predicate: value for _, predicate, value in names.graph.about(statement)}
    if not {RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT} <= part.keys():
        return None
    return {
        "statement": bare(statement),
        "subject": _link(part[RDF_SUBJECT], names=names),
        "property": _link(part[RDF_PREDICATE], names=names),
        "value": _link(part[RDF_OBJECT], names=names),
    }


def claim_text(claim: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a claim, its claimant first."""
    sources = " and ".join(claim["reported_in"])
    reported = f", reported in {sources}" if sources else ""
    yield f"- {claim['attribution']}{reported} [{claim['claim']}]"
    who = " and ".join(each["label"] for each in claim["claimants"]) or "An unnamed claimant"
    if claim["claimant_is_inferred"]:
        who = f"{who} (as the editor infers)"
    verb = _STANCES.get(claim["stance"], claim["stance"])
    for content in claim["claimed"]:
        words = " – ".join(content[part]["label"] for part in ("subject", "property", "value"))
        yield f"  {who} {verb}: {words}"
    yield from (f"  In the words of the claim: {quote_text(quote)}" for quote in claim["quotes"])


_LINK: Final[Schema] = {
    "type": "object",
    "properties": {"iri": {"type": "string"}, "label": {"type": "string"}},
    "required": ["label"],
}
_LINKS: Final[Schema] = {"type": "array", "items": _LINK}
CLAIM_SCHEMA: Final[Schema] = {
    "type": "object",
    "description": "A claim, which is no fact: cite it with its claimant",
    "properties": {
        "claim": {"type": "string", "description": "Its IRI"},
        "attribution": {"type": "string", "description": "Whose claim it is, and about what"},
        "claimants": _LINKS,
        "claimant_is_inferred": {"type": "boolean"},
        "stance": {"enum": ["asserts", "denies", "doubts", "asks"]},
        "voices": {"type": "array", "items": {"type": "string"}},
        "reported_by": _LINKS,
        "reported_in": {"type": "array", "items": {"type": "string"}},
        "claimed": {
            "type": "array",
            "description": "What the claimant asserts, denies, doubts or asks, by the stance",
            "items": {
                "type": "object",
                "properties": {
                    "statement": {"type": "string"},
                    "subject": _LINK,
                    "property": _LINK,
                    "value": _LINK,
                },
                "required": ["statement", "subject", "property", "value"],
            },
        },
        "quotes": {"type": "array", "items": QUOTE},
        "notes": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["claim", "attribution", "claimants", "stance", "claimed", "quotes"],
}
