"""In a project with sources every statement has a quote, but for a closed list of properties."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.check.predicate_index import PredicateIndex, statements_of
from publisher.findings import Finding
from publisher.model import Term, Triple
from publisher.property_groups import CORRECTION_CLASSES, LINKS, NOTES, OTHER_LABELS
from publisher.terms import is_iri, page_iri, prefixed
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_CONTENT_CLASS,
    EV_NAMESPACE,
    EV_RECORD,
    EV_SOURCE_CLASS,
    LABELS,
    OA_HAS_SOURCE,
    OWL_DEPRECATED,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    SCHEMA_IDENTIFIER,
    SKOS_HAS_TOP_CONCEPT,
    SKOS_IN_SCHEME,
    SKOS_TOP_CONCEPT_OF,
)

UNQUOTED: Final = frozenset(
    {
        RDF_TYPE,
        *LABELS,
        *OTHER_LABELS,
        *NOTES,
        SCHEMA_IDENTIFIER,
        # What is retired, and what replaced it.
        OWL_DEPRECATED,
        DCTERMS_REPLACED_BY,
        # Of a voice: which scheme it is of.
        SKOS_IN_SCHEME,
        SKOS_TOP_CONCEPT_OF,
        SKOS_HAS_TOP_CONCEPT,
        # Of a statement: which triple it is about.
        RDF_SUBJECT,
        RDF_PREDICATE,
        RDF_OBJECT,
    }
)
"""Properties that the editor adds, or that state nothing about the world. They need no quote.

LINKS need none either if their value is an IRI.
"""
_EV: Final = f"<{EV_NAMESPACE}"
_OA: Final = OA_HAS_SOURCE.removesuffix("hasSource>")
"""The namespace of the properties that describe a passage of a source."""


def check_unquoted(
    index: PredicateIndex, *, ontology: Collection[Triple] = (), suppressed: Collection[Triple] = ()
) -> Iterator[Finding]:
    """Yield a finding for each triple that needs a quote and has none.

    `ontology`: the triples of the files of ontology/. `suppressed`: triples that have a finding of
    their own. In a project without a source only its own properties need a quote.
    """
    rule = _QuoteRule(index=index, ontology=frozenset(ontology))
    quoted = set(suppressed)
    statements: set[Term] = set()
    for class_ in (EV_RECORD, EV_CONTENT_CLASS):
        for statement, triple in statements_of(index, class_):
            statements.add(statement)
            quoted.add(triple)
    has_sources = bool(index.graph.sources or index.instances(EV_SOURCE_CLASS))
    for predicate, uses in index.by_predicate.items():
        is_own = predicate.startswith(rule.own)
        if predicate in UNQUOTED or predicate.startswith(_EV) or not (is_own or has_sources):
            continue
        for subject, value in uses.pairs():
            triple = (subject, predicate, value)
            if predicate in LINKS and is_iri(value):
                continue
            # `placement` checks what is said of a statement.
            if subject in statements or triple in quoted:
                continue
            if rule.needs_quote(triple, is_own=is_own):
                name = prefixed(predicate, base=index.graph.base)
                yield Finding(
                    code="evidence-missing",
                    message=f"the statement with {name} has no quote",
                    hint='quote the words of the source that say so: {| ev:quote "…" |}',
                    about=triple,
                )


@dataclass(frozen=True, kw_only=True)
class _QuoteRule:
    """Tells which triples are about the world, and not about terms, sources or passages."""

    index: PredicateIndex
    ontology: frozenset[Triple]

    @property
    def own(self) -> str:
        """Return how the project's own terms begin."""
        return f"<{self.index.graph.base}ontology#"

    def needs_quote(self, triple: Triple, *, is_own: bool) -> bool:
        """Return whether a triple needs a quote. `is_own`: its property is the project's own."""
        subject = triple[0]
        page = page_iri(subject)
        # An instance of the project's own classes is a thing even if a file of ontology/ has it.
        is_thing = subject in self._things
        if page == f"<{self.index.graph.base}ontology>":
            return is_thing and triple not in self.ontology
        if is_own:
            return True
        if subject in self._sources or (page in self._sources and triple[1].startswith(_OA)):
            return False
        if subject in self._corrections:
            return False
        return is_thing or triple not in self.ontology

    @cached_property
    def _sources(self) -> frozenset[Term]:
        return frozenset(self.index.instances(EV_SOURCE_CLASS))

    @cached_property
    def _corrections(self) -> frozenset[Term]:
        """Return what speaks of the site itself, which no source can say."""
        return frozenset(each for kind in CORRECTION_CLASSES for each in self.index.instances(kind))

    @cached_property
    def _things(self) -> frozenset[Term]:
        types = self.index.triples_of(RDF_TYPE).pairs()
        return frozenset(subject for subject, class_ in types if class_.startswith(self.own))
