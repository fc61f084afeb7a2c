"""The ready queries as RDF, in the vocabulary that SPARQL editors and text-to-SPARQL tools load.

https://www.w3.org/TR/shacl-af/#SPARQLExecutable, as endpoints publish their examples:
https://github.com/sib-swiss/sparql-examples
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final
from urllib.parse import urljoin

from publisher.description import SiteFrame
from publisher.model import ReadyQuery, SitePath, Term, Triple
from publisher.render.dataset_parts import dcterms, license_triples
from publisher.render.document import file_triples
from publisher.sparql.tokens import form, tokenize
from publisher.terms import iri, literal
from publisher.vocabulary import PREFIXES, RDF_TYPE, RDFS_LABEL, RDFS_SEE_ALSO

QUERIES_PATH: Final = SitePath("dumps/queries.ttl")
_COMMENT: Final = iri(f"{PREFIXES['rdfs']}comment")
_ANY_URI: Final = iri(f"{PREFIXES['xsd']}anyURI")
_FORMS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "SELECT": ("SPARQLSelectExecutable", "select"),
        "ASK": ("SPARQLAskExecutable", "ask"),
        "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
    }
)
"""The class of a query and the property of its text, by its form."""
_DESCRIBE: Final = iri("https://purl.expasy.org/sparql-examples/ontology#describe")
"""SHACL has no property for the text of a DESCRIBE."""
_DIGITS: Final = 8


def query_triples(
    frame: SiteFrame, queries: Sequence[ReadyQuery], *, texts: Mapping[str, str]
) -> Iterator[Triple]:
    """Yield the description of ready queries.

    `texts`: each query by its name, as it runs at any endpoint that has this data.
    """
    yield from file_triples(frame, QUERIES_PATH, iri(f"{frame.base}catalog#api"))
    for query in queries:
        yield from _query(frame, query, literal(texts[query.name]))


def _query(frame: SiteFrame, query: ReadyQuery, text: Term) -> Iterator[Triple]:
    about = iri(f"{frame.base}queries/{query.name}#query")
    yield about, RDF_TYPE, _sh("SPARQLExecutable")
    kind = _FORMS.get(form(query.text))
    if kind:
        yield about, RDF_TYPE, _sh(kind[0])
        yield about, _sh(kind[1]), text
    else:
        yield about, _DESCRIBE, text
    yield about, RDFS_LABEL, literal(query.title, language=frame.language)
    yield about, _COMMENT, literal(_sentence(query), language=frame.language)
    yield about, _schema("target"), iri(f"{frame.base}sparql")
    for keyword in query.name.split("-"):
        yield about, _schema("keywords"), literal(keyword)
    yield about, dcterms("source"), iri(f"{frame.base}queries/{query.name}.rq")
    yield about, RDFS_SEE_ALSO, iri(f"{frame.base}queries/{query.name}.html")
    yield from license_triples(about, frame)
    prefixes = declared_prefixes(query.text, base=frame.base)
    if prefixes:
        node = _named(frame, "prefixes", repr(sorted(prefixes.items())))
        yield about, _sh("prefixes"), node
        for prefix, namespace in sorted(prefixes.items()):
            declaration = _named(frame, f"prefix-{prefix}", namespace)
            yield node, _sh("declare"), declaration
            yield declaration, _sh("prefix"), literal(prefix)
            yield declaration, _sh("namespace"), literal(namespace, datatype=_ANY_URI)


def _sentence(query: ReadyQuery) -> str:
    """Return what a query asks, in words."""
    title = query.title if query.title.endswith((".", "?", "!")) else f"{query.title}."
    return f"{title} {query.description}".strip()


def declared_prefixes(text: str, *, base: str) -> dict[str, str]:
    """Return the prefixes that a query declares, each with its namespace as a whole IRI.

    >>> declared_prefixes("PREFIX : <ontology#> ASK {}", base="https://a.org/")
    {'': 'https://a.org/ontology#'}
    """
    prefixes: dict[str, str] = {}
    tokens = list(tokenize(text))
    for at, token in enumerate(tokens[:-1]):
        following = tokens[at + 1]
        if token.is_word("BASE") and following.kind == "iri":
            base = urljoin(base, following.text[1:-1])
        elif token.is_word("PREFIX") and at + 2 < len(tokens):
            prefixes[following.text.removesuffix(":")] = _absolute(tokens[at + 2].text[1:-1], base)
        elif token.is_word("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            break
    return prefixes


def _absolute(text: str, base: str) -> str:
    joined = urljoin(base, text)
    # Python leaves out a fragment that is empty.
    return f"{joined}#" if text.endswith("#") and not joined.endswith("#") else joined


def _named(frame: SiteFrame, start: str, text: str) -> Term:
    digest = hashlib.sha256(text.removeprefix(frame.base).encode()).hexdigest()[:_DIGITS]
    return iri(f"{frame.base}{QUERIES_PATH}#{start}-{digest}")


def _sh(name: str) -> Term:
    return iri(f"{PREFIXES['sh']}{name}")


def _schema(name: str) -> Term:
    return iri(f"{PREFIXES['schema']}{name}")
