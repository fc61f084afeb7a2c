"""Graph → descriptions: pure, no disk, no network, no store."""

from publisher.describe.names import Names
from publisher.describe.parts import closure_of_claims, documents_of
from publisher.describe.resource import describe, further_mentions
from publisher.describe.statement import value
from publisher.describe.term import describe_terms

__all__ = [
    "Names",
    "closure_of_claims",
    "describe",
    "describe_terms",
    "documents_of",
    "further_mentions",
    "value",
]
