"""What a graph says of itself: title, description, makers, licence, dates, version."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from publisher.describe.listing import SCHEME
from publisher.describe.names import Names
from publisher.describe.statement import value
from publisher.description import Value
from publisher.eu_tables import code_of
from publisher.graph import Graph
from publisher.model import Term, Triple
from publisher.navigation import Fact
from publisher.terms import bare, is_blank, is_iri, is_literal, language, lexical
from publisher.vocabulary import OWL_ONTOLOGY, PREFIXES
from publisher.well_formed import address_fault

_DC: Final = "http://purl.org/dc/elements/1.1/"
_CC: Final = "http://creativecommons.org/ns#"
_BIBO: Final = "http://purl.org/ontology/bibo/"
_PAV: Final = "http://purl.org/pav/"
_VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
_SCHEMA: Final = ("https://schema.org/", "http://schema.org/")


def known(*names: str) -> tuple[Term, ...]:
    """Return terms by their prefixed names; `schema:` stands for both of its namespaces."""
    namespaces = {**PREFIXES, "dc": _DC, "cc": _CC, "bibo": _BIBO, "pav": _PAV, "vcard": _VCARD}
    terms = []
    for name in names:
        prefix, _, local = name.partition(":")
        several = _SCHEMA if prefix == "schema" else (namespaces[prefix],)
        terms += [Term(f"<{namespace}{local}>") for namespace in several]
    return tuple(terms)


TITLES: Final = known("dcterms:title", "dc:title", "schema:name", "rdfs:label", "skos:prefLabel")
DESCRIPTIONS: Final = known(
    *("dcterms:description", "dc:description", "dcterms:abstract", "schema:description"),
    *("rdfs:comment", "skos:definition", "skos:note"),
)
LICENCES: Final = known("dcterms:license", "cc:license", "schema:license", "dcterms:rights")
PUBLISHERS: Final = known("dcterms:publisher", "dc:publisher", "schema:publisher")
_MODIFIED: Final = "Last modified"
FACTS: Final = (
    ("Creator", known("dcterms:creator", "dc:creator", "foaf:maker", "schema:creator")),
    ("Author", known("schema:author")),
    ("Contributor", known("dcterms:contributor", "dc:contributor", "schema:contributor")),
    ("Publisher", PUBLISHERS),
    ("Licence", LICENCES),
    ("Rights", known("dc:rights", "schema:copyrightNotice")),
    ("Issued", known("dcterms:issued", "schema:datePublished", "dcterms:available")),
    ("Created", known("dcterms:created", "schema:dateCreated")),
    (_MODIFIED, known("dcterms:modified", "schema:dateModified", "dc:date", "dcterms:date")),
    ("Version", known("owl:versionInfo", "schema:version", "dcterms:hasVersion")),
    ("IRI of this version", known("owl:versionIRI")),
    ("Version before", known("owl:priorVersion")),
    ("Status", known("bibo:status", "schema:creativeWorkStatus")),
    ("Preferred prefix", known("vann:preferredNamespacePrefix")),
    ("Namespace", known("vann:preferredNamespaceUri")),
    (
        "How to cite",
        known("dcterms:bibliographicCitation", "schema:citation", "schema:creditText"),
    ),
    ("Source", known("dcterms:source", "dc:source")),
    ("See also", known("rdfs:seeAlso", "foaf:homepage", "schema:url")),
    ("Imports", known("owl:imports")),
)
"""What a page on a dataset or an ontology shows of it, by the properties that say it."""
_MOST_VALUES: Final = 20
KNOWN_DATASETS: Final = known("void:Dataset", "dcat:Dataset", "schema:Dataset")
_DATASETS: Final = (
    *KNOWN_DATASETS,
    *known("dcat:Catalog"),
    OWL_ONTOLOGY,
    SCHEME,
)
"""Classes of what describes a whole graph, the most fitting first."""
_PAGES: Final = known("foaf:homepage", "foaf:page", "schema:url", "rdfs:seeAlso", "foaf:mbox")
NAMES: Final = known("foaf:name", "schema:name", "rdfs:label", "dcterms:title")


def described_whole(graph: Graph) -> Term | None:
    """Return the resource that describes the whole graph; None if nothing clearly does.

    It is the main namespace's own IRI, with or without its last character; else the one dataset,
    ontology or concept scheme that there is.
    """
    roots = [namespace for namespace, name in graph.namespaces.items() if not name]
    for root in roots:
        for text in (root, root.rstrip("#/"), f"{root.rstrip('#/')}#", f"{root.rstrip('#/')}/"):
            candidate = Term(f"<{text}>")
            if _title(candidate, graph):
                return candidate
    for class_ in _DATASETS:
        instances = [term for term in graph.instances(class_, size=200) if is_iri(term)]
        near = [term for term in instances if graph.addresses.is_own(term)]
        for some in (instances, near):
            if len(some) == 1:
                return some[0]
    return None


def facts(subject: Term, *, names: Names) -> tuple[Fact, ...]:
    """Return what a graph says of a dataset or an ontology, in the order of FACTS."""
    own = names.graph.about(subject)
    shown = []
    for label, predicates in FACTS:
        values = tuple(_values(own, predicates, names=names))
        if label == _MODIFIED:
            values = tuple(sorted(values, key=lambda value: value.text)[-1:])
        if values:
            left_out = max(len(values) - _MOST_VALUES, 0)
            shown.append(Fact(label=label, values=values[:_MOST_VALUES], left_out=left_out))
    return tuple(shown)


def title(subject: Term, graph: Graph) -> str:
    return _text(graph, subject, TITLES)


def description(subject: Term, graph: Graph) -> str:
    return _text(graph, subject, DESCRIPTIONS)


def licence(subject: Term, graph: Graph) -> str:
    """Return the address of the licence, which may be said by its usual name; empty if none is."""
    for predicate in LICENCES:
        for term in graph.objects(subject, predicate):
            text = bare(term) if is_iri(term) else lexical(term) if is_literal(term) else ""
            if not address_fault(text):
                return text
            if code := code_of("licence", text):
                return code.names[0]
    return ""


def publisher(subject: Term, *, names: Names) -> str:
    """Return the name of who publishes it; empty if it is not said, or by an IRI alone."""
    for predicate in PUBLISHERS:
        for term in names.graph.objects(subject, predicate):
            if is_literal(term):
                return lexical(term)
            if name := _text(names.graph, term, NAMES):
                return name
    return ""


def chosen(literals: Iterable[Term], languages: Sequence[str]) -> Term | None:
    """Return the literal in the preferred language, else one without language, else the first."""
    texts = [literal for literal in literals if is_literal(literal)]
    for tag in (*languages, ""):
        for text in texts:
            own = language(text).lower()
            if own == tag.lower() or (tag and own.startswith(f"{tag.lower()}-")):
                return text
    return texts[0] if texts else None


def _title(subject: Term, graph: Graph) -> str:
    return title(subject, graph) if graph.is_subject(subject) else ""


def _text(graph: Graph, subject: Term, predicates: Iterable[Term]) -> str:
    for predicate in predicates:
        text = chosen(graph.objects(subject, predicate), graph.languages)
        if text:
            return lexical(text)
    return ""


def _values(own: Sequence[Triple], predicates: Sequence[Term], *, names: Names) -> Iterator[Value]:
    """Yield the values of some properties; of a blank node, its name.

    Of texts in several languages only the preferred one is a fact.
    """
    texts = [o for _, p, o in own if p in predicates and is_literal(o) and language(o)]
    preferred = chosen(texts, names.graph.languages)
    seen: set[Term] = set()
    for triple in own:
        term = triple[2]
        if triple[1] not in predicates or term in seen:
            continue
        if is_literal(term) and language(term) and term != preferred:
            continue
        seen.add(term)
        if is_blank(term):
            name = _text(names.graph, term, NAMES)
            if name:
                yield Value(term=term, text=name, href=_homepage(term, names.graph))
        else:
            yield value(triple, names=names)


def _homepage(agent: Term, graph: Graph) -> str:
    pages = (o for p in _PAGES for o in graph.objects(agent, p) if o.startswith("<http"))
    return next(map(bare, pages), "")
