"""In a project with sources every statement shows its words, but for a closed list."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.check.predicate_index import PredicateIndex
from publisher.check.statements.claims import reified_of
from publisher.findings import Finding
from publisher.model import Term, Triple
from publisher.terms import is_iri, page_iri, prefixed
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_CONTENT_CLASS,
    EV_NAMESPACE,
    EV_RECORD,
    EV_SOURCE_CLASS,
    LABELS,
    LINKS,
    NOTES,
    OA_HAS_SOURCE,
    OTHER_LABELS,
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
        # What is no longer, and what replaced it.
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
"""Properties that the editor adds, or that state nothing of the world: they need no quote, and
neither do LINKS if they lead to an IRI."""
_EV: Final = f"<{EV_NAMESPACE}"
_OA: Final = OA_HAS_SOURCE.removesuffix("hasSource>")
"""What a passage is described by."""


def check_unquoted(
    index: PredicateIndex, *, ontology: Collection[Triple] = (), suppressed: Collection[Triple] = ()
) -> Iterator[Finding]:
    """A finding for each triple that needs words and has none.

    `ontology`: what stands in the files of ontology/. `suppressed`: triples that have a finding of
    their own. In a project without a source only its own properties need words.
    """
    needs = _Needs(index=index, ontology=frozenset(ontology))
    worded = set(suppressed)
    statements: set[Term] = set()
    for kind in (EV_RECORD, EV_CONTENT_CLASS):
        for statement, triple in reified_of(index, kind):
            statements.add(statement)
            worded.add(triple)
    has_sources = bool(index.graph.sources or index.instances(EV_SOURCE_CLASS))
    for predicate, uses in index.by_predicate.items():
        is_own = predicate.startswith(needs.own)
        if predicate in UNQUOTED or predicate.startswith(_EV) or not (is_own or has_sources):
            continue
        for subject, value in uses.pairs():
            triple = (subject, predicate, value)
            if predicate in LINKS and is_iri(value):
                continue
            # What may be said of a statement is a check of its own.
            if subject in statements or triple in worded:
                continue
            if needs.words(triple, is_own=is_own):
                shown = prefixed(predicate, base=index.graph.base)
                yield Finding(
                    code="evidence-missing",
                    message=f"the statement by {shown} shows no words",
                    hint='give it its quote: {| ev:quote "…" |}',
                    about=triple,
                )


@dataclass(frozen=True, kw_only=True)
class _Needs:
    """Which subjects are no things of the world: terms, sources and their passages."""

    index: PredicateIndex
    ontology: frozenset[Triple]

    @property
    def own(self) -> str:
        return f"<{self.index.graph.base}ontology#"

    def words(self, triple: Triple, *, is_own: bool) -> bool:
        subject = triple[0]
        page = page_iri(subject)
        # A thing of the project's own classes is no term, wherever it is written about.
        is_thing = subject in self._things
        if page == f"<{self.index.graph.base}ontology>":
            return is_thing and triple not in self.ontology
        if is_own:
            return True
        if subject in self._sources or (page in self._sources and triple[1].startswith(_OA)):
            return False
        return is_thing or triple not in self.ontology

    @cached_property
    def _sources(self) -> frozenset[Term]:
        return frozenset(self.index.instances(EV_SOURCE_CLASS))

    @cached_property
    def _things(self) -> frozenset[Term]:
        types = self.index.triples_of(RDF_TYPE).pairs()
        return frozenset(subject for subject, kind in types if kind.startswith(self.own))
