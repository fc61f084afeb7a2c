"""The versions of a project's ontology: each has an IRI, which leads to its text for good.

The text of a version are the triples of the ontology's files when the version was first published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from publisher.model import Term, Triple
from publisher.ntriples import line_of
from publisher.terms import fragment, is_iri
from publisher.vocabulary import OWL_ONTOLOGY, RDF_TYPE, RDFS_DEFINED_BY, vocabulary_terms

(VERSION_IRI,) = vocabulary_terms("owl", "versionIRI")
VERSIONS_FOLDER: Final = "versions/"
VERSIONS_INDEX: Final = f"{VERSIONS_FOLDER}index.json"
"""The list of the texts that releases have published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyVersion:
    """A version of an ontology. `lines`: its text as sorted N-Triples.

    `is_recorded`: whether later releases keep this text; that of a draft may still change.
    """

    iri: Term
    lines: bytes
    is_recorded: bool = True


def current_versions(ontology: Iterable[Triple], *, base: str) -> dict[Term, bytes]:
    """Return the text of each ontology that has a version below the base, by the version's IRI."""
    triples = tuple(ontology)
    headers = [s for s, p, o in triples if p == RDF_TYPE and o == OWL_ONTOLOGY and is_iri(s)]
    versions: dict[Term, bytes] = {}
    for header, predicate, version in sorted(triples):
        is_version = predicate == VERSION_IRI and header in headers and version != header
        # A hash IRI is shown on the page of its document, which has the terms of today.
        if is_version and version.startswith(f"<{base}") and not fragment(version):
            own = triples if len(headers) == 1 else _triples_of(header, triples)
            versions[version] = b"".join(sorted(set(map(line_of, own))))
    return versions


def all_versions(
    current: Mapping[Term, bytes], published: Mapping[Term, bytes], *, is_draft: bool
) -> tuple[OntologyVersion, ...]:
    """Return all versions, sorted by IRI. A version that was published keeps the text it had then.

    `is_draft`: whether what is new is not recorded.
    """
    new = {version: lines for version, lines in current.items() if version not in published}
    return tuple(
        sorted(
            (
                *(OntologyVersion(iri=iri, lines=lines) for iri, lines in published.items()),
                *(
                    OntologyVersion(iri=iri, lines=lines, is_recorded=not is_draft)
                    for iri, lines in new.items()
                ),
            ),
            key=lambda version: version.iri,
        )
    )


def _triples_of(header: Term, triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """Return the triples of one of several ontologies: of its header, and of its terms."""
    several = tuple(triples)
    defined = {s for s, p, o in several if p == RDFS_DEFINED_BY and o == header}
    starts = (f"{header[:-1]}#", f"{header[:-1]}/")
    return tuple(
        triple
        for triple in several
        if triple[0] == header or triple[0] in defined or triple[0].startswith(starts)
    )
