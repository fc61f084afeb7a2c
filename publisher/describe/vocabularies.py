"""The vocabularies of a graph: the terms of one ontology, or of one namespace, as one page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.describe.about import described_whole, description, facts, title
from publisher.describe.listing import FOLDER, Listing, page_href
from publisher.describe.resource import describe_term
from publisher.description import Link
from publisher.model import Term
from publisher.navigation import PagePart, Section, VocabularyPage
from publisher.terms import bare, fragment, is_iri, local_name
from publisher.vocabulary import (
    CLASS_TYPES,
    OWL_DATATYPE_PROPERTY,
    OWL_ONTOLOGY,
    PREFIXES,
    PROPERTY_TYPES,
    RDF_TYPE,
    RDFS_DATATYPE,
    RDFS_DEFINED_BY,
)

_OWL: Final = PREFIXES["owl"]
_SH: Final = PREFIXES["sh"]
_OTHER_PROPERTY_TYPES: Final = PROPERTY_TYPES | {
    Term(f"<{_OWL}{name}>")
    for name in ("OntologyProperty", "FunctionalProperty", "DeprecatedProperty")
}
_OBJECT_PROPERTY_TYPES: Final = frozenset(
    Term(f"<{_OWL}{name}>")
    for name in (
        *("ObjectProperty", "InverseFunctionalProperty", "TransitiveProperty"),
        *("SymmetricProperty", "AsymmetricProperty", "ReflexiveProperty", "IrreflexiveProperty"),
    )
)
_ALL_CLASS_TYPES: Final = CLASS_TYPES | {Term(f"<{_OWL}DeprecatedClass>")}
_IMPORTS: Final = Term(f"<{_OWL}imports>")
_VERSION_IRI: Final = Term(f"<{_OWL}versionIRI>")
_INDIVIDUAL: Final = Term(f"<{_OWL}NamedIndividual>")
_SHAPES: Final = frozenset({Term(f"<{_SH}NodeShape>"), Term(f"<{_SH}PropertyShape>")})
GROUPS: Final = (
    ("Classes", _ALL_CLASS_TYPES),
    ("Datatypes", frozenset({RDFS_DATATYPE})),
    ("Object properties", _OBJECT_PROPERTY_TYPES),
    ("Datatype properties", frozenset({OWL_DATATYPE_PROPERTY})),
    ("Annotation properties", frozenset({Term(f"<{_OWL}AnnotationProperty>")})),
    ("Properties", _OTHER_PROPERTY_TYPES),
    ("Shapes", _SHAPES),
    ("Individuals", frozenset({_INDIVIDUAL})),
)
"""The parts of a vocabulary's page, each with the types of its terms."""
OTHER_TERMS: Final = "Others"
_DEFINING: Final = frozenset[Term]().union(
    *(types for heading, types in GROUPS if heading != "Individuals")
)
"""The types that make a resource the term of a vocabulary."""
_FEWEST: Final = 10
"""Terms of a namespace that nothing describes, to make a vocabulary of their own."""
PAGE_TERMS: Final = 1_000
"""Terms on one page of a vocabulary, which is made to be printed or searched as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The terms of an ontology. `about`: what describes it; `path`: that of its page.

    `is_document`: its terms are sections of the page of their document, which is at `path`.
    """

    label: str
    path: str
    about: Term | None
    terms: frozenset[Term]
    is_document: bool = False


def vocabularies(listing: Listing) -> tuple[Vocabulary, ...]:
    """Return the vocabularies, the one with the most terms first."""
    graph = listing.graph
    groups = _by_ontology(_terms(listing), listing)
    alone = {
        key: terms
        for key, terms in groups.items()
        if key.startswith("<") or len(terms) >= _FEWEST or graph.addresses.is_own(terms[0])
    }
    others = [term for key, terms in groups.items() if key not in alone for term in terms]
    found = [_vocabulary(key, terms, listing) for key, terms in alone.items()]
    if others:
        path = f"{FOLDER}/vocabulary/others"
        label = "Terms of other vocabularies" if found else "Terms"
        found.append(Vocabulary(label=label, path=path, about=None, terms=frozenset(others)))
    return tuple(sorted(found, key=lambda each: (-len(each.terms), each.path)))


def vocabulary_pages(vocabulary: Vocabulary, listing: Listing) -> Iterator[VocabularyPage]:
    """Yield the page of a vocabulary; several only if it has more than PAGE_TERMS terms."""
    names = listing.names
    about = vocabulary.about
    ordered = sorted(vocabulary.terms, key=listing.key)
    pages = -(-len(ordered) // PAGE_TERMS)
    for number in range(1, pages + 1):
        shown = ordered[(number - 1) * PAGE_TERMS : number * PAGE_TERMS]
        anchors = _anchors(shown)
        described = [
            PagePart(
                anchor=anchors[term],
                description=describe_term(term, names=names),
                href=names.link(term).href,
            )
            for term in shown
        ]
        yield VocabularyPage(
            path=vocabulary.path,
            title=vocabulary.label,
            sections=grouped(described, listing),
            count=len(ordered),
            about=names.link(about) if about else None,
            facts=facts(about, names=names) if about else (),
            notes=(text,) if about and (text := description(about, listing.graph)) else (),
            number=number,
            pages=pages,
        )


def grouped(parts: Iterable[PagePart], listing: Listing) -> tuple[Section, ...]:
    """Return the parts of a page by what they are."""
    by_heading: dict[str, list[PagePart]] = {}
    for part in parts:
        by_heading.setdefault(_heading(part.description.iri, listing), []).append(part)
    order = (*(heading for heading, _ in GROUPS), OTHER_TERMS)
    return tuple(
        Section(heading=heading, parts=tuple(by_heading[heading]))
        for heading in order
        if heading in by_heading
    )


def _anchors(terms: Sequence[Term]) -> dict[Term, str]:
    """Return the anchors of terms: their fragments or local names; of two alike, with a number."""
    used: Counter[str] = Counter()
    anchors = {}
    for term in terms:
        name = fragment(term) or local_name(term) or "term"
        used[name] += 1
        anchors[term] = name if used[name] == 1 else f"{name}-{used[name]}"
    return anchors


def described_by(listing: Listing, vocabularies: Sequence[Vocabulary]) -> Term | None:
    """Return the resource that describes the whole graph; None if nothing clearly does.

    If there is no other, it is the ontology of which most resources are terms.
    """
    graph = listing.graph
    about = described_whole(graph)
    if about or not vocabularies:
        return about
    largest = vocabularies[0]
    resources = sum(map(is_iri, graph.subjects()))
    return largest.about if len(largest.terms) * 2 > resources else None


def vocabulary_link(vocabulary: Vocabulary) -> Link:
    return Link(label=vocabulary.label, href=page_href(vocabulary.path))


def _terms(listing: Listing) -> dict[Term, None]:
    graph = listing.graph
    return {
        term: None
        for type_ in sorted(_DEFINING & graph.classes)
        for term in graph.instances(type_)
        if is_iri(term)
    }


def _by_ontology(terms: Iterable[Term], listing: Listing) -> dict[str, list[Term]]:
    """Return terms by their ontology, if one is described; else by their namespace, as a text."""
    graph = listing.graph
    ontologies = {term for term in graph.instances(OWL_ONTOLOGY) if is_iri(term)}
    by_form = {_form(bare(ontology)): ontology for ontology in sorted(ontologies)}
    groups: dict[str, list[Term]] = {}
    for term in terms:
        defined_by = next(
            (each for each in graph.objects(term, RDFS_DEFINED_BY) if each in ontologies), None
        )
        namespace = bare(term)[: -len(local_name(term))] if local_name(term) else bare(term)
        key = defined_by or by_form.get(_form(namespace)) or namespace
        groups.setdefault(key, []).append(term)
    main = _main_ontology(ontologies.difference(map(Term, groups)), listing)
    loose = [key for key in groups if not key.startswith("<")]
    if main and loose:
        largest = max(loose, key=lambda key: (len(groups[key]), key))
        groups[main] = groups.pop(largest)
    return groups


def _main_ontology(ontologies: Iterable[Term], listing: Listing) -> Term | None:
    """Return the one ontology whose terms are not told by IRI; None if it is not clear.

    Of several ontologies it is that which others import.
    """
    graph = listing.graph
    left = sorted(ontologies)
    imported = [
        ontology
        for ontology in left
        if any(
            graph.count(each, _IMPORTS)
            for each in (ontology, *graph.objects(ontology, _VERSION_IRI))
        )
    ]
    for some in (left, imported):
        if len(some) == 1:
            return some[0]
    return None


def _form(text: str) -> str:
    """Return an IRI without what differs between a namespace and its ontology."""
    return text.rstrip("#/")


def _vocabulary(key: str, terms: Sequence[Term], listing: Listing) -> Vocabulary:
    graph = listing.graph
    about = Term(key) if key.startswith("<") else None
    # The namespace is the only name that it has.
    label = title(about, graph) or listing.names.link(about).label if about else f"Terms of {key}"
    pages = {graph.page_of(term) for term in terms}
    document = pages.pop() if len(pages) == 1 else None
    if document is not None and len(terms) > 1:
        path = str(graph.addresses.path(document))
        return Vocabulary(
            label=label, path=path, about=about, terms=frozenset(terms), is_document=True
        )
    path = listing.path_of("vocabulary", about or Term(f"<{key}>"))
    return Vocabulary(label=label, path=path, about=about, terms=frozenset(terms))


def _heading(term: Term, listing: Listing) -> str:
    types = set(listing.graph.objects(term, RDF_TYPE))
    return next((heading for heading, some in GROUPS if types & some), OTHER_TERMS)
