"""The words that a statement or a claim rests on, with their source."""

from typing import Any, Final

from publisher.addresses import is_passage
from publisher.describe.names import Names
from publisher.describe.statement import passage_evidence
from publisher.model import Term
from publisher.serve.agents.tool import Schema
from publisher.terms import bare, page_iri
from publisher.vocabulary import EV_EVIDENCE

QUOTE: Final[Schema] = {
    "type": "object",
    "properties": {
        "quote": {"type": "string", "description": "The words of the source, to the letter"},
        "source": {"type": "string", "description": "The IRI of the source"},
        "source_label": {"type": "string"},
        "passage": {"type": "string", "description": "The IRI of the passage"},
    },
    "required": ["quote", "source", "source_label", "passage"],
}


def quotes_of(statement: Term, *, names: Names) -> list[dict[str, Any]]:
    """Return the passages that a statement or a claim rests on, in the order of the sources."""
    passages = filter(is_passage, names.graph.objects(statement, EV_EVIDENCE))
    described = [(passage, passage_evidence(passage, names=names)) for passage in passages]
    described.sort(key=lambda each: (each[1].source_href, each[1].start, each[1].end))
    return [
        {
            "quote": evidence.exact,
            "source": bare(page_iri(passage)),
            "source_label": evidence.source_label,
            "passage": bare(passage),
        }
        for passage, evidence in described
    ]


def quote_text(quote: dict[str, Any]) -> str:
    words = " ".join(quote["quote"].split())
    return f"“{words}” – {quote['source_label']} <{quote['passage']}>"
