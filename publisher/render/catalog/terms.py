"""The IRIs of a catalogue, each with its type in the file itself, as DCAT-AP's shapes want it."""

from collections.abc import Iterator
from typing import Final

from publisher.eu_tables import SCHEME_TITLES, Code, code_of, code_of_iri, language_code
from publisher.metadata import LabelledIri
from publisher.model import Term, Triple
from publisher.render.dataset_parts import dcterms
from publisher.terms import iri, literal
from publisher.vocabulary import PREFIXES, RDF_TYPE

ADMS: Final = "http://www.w3.org/ns/adms#"
DCAT_AP: Final = "http://data.europa.eu/r5r/"
HYDRA: Final = "http://www.w3.org/ns/hydra/core#"
SPDX: Final = "http://spdx.org/rdf/terms#"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
CATALOG_PREFIXES: Final = {
    **{name: PREFIXES[name] for name in ("dcat", "dcterms", "foaf", "rdfs", "skos", "void", "xsd")},
    "adms": ADMS,
    "dcatap": DCAT_AP,
    "hydra": HYDRA,
    "spdx": SPDX,
    "vcard": VCARD,
}
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_ENGLISH: Final = "en"


def skos(name: str) -> Term:
    return iri(f"{PREFIXES['skos']}{name}")


def code_triples(code: Code, *types: Term) -> Iterator[Triple]:
    """Yield a term of an EU table: its types, its label, and its table with a title."""
    term, scheme = iri(code.iri), iri(code.scheme)
    for type_ in (*types, skos("Concept")):
        yield term, RDF_TYPE, type_
    yield term, skos("prefLabel"), literal(code.label, language=_ENGLISH)
    yield term, skos("inScheme"), scheme
    yield from scheme_triples(code)


def scheme_triples(code: Code) -> Iterator[Triple]:
    scheme = iri(code.scheme)
    title = literal(SCHEME_TITLES[code.table], language=_ENGLISH)
    yield scheme, RDF_TYPE, skos("ConceptScheme")
    yield scheme, dcterms("title"), title


def term_triples(term: LabelledIri, *types: Term, language: str) -> Iterator[Triple]:
    """Yield a term of any list with its types and its label."""
    code = code_of_iri(term.iri)
    if code:
        yield from code_triples(code, *types)
        return
    for type_ in types:
        yield iri(term.iri), RDF_TYPE, type_
    label = term.label or term.iri
    yield iri(term.iri), skos("prefLabel"), literal(label, language=language)


def coded(
    subject: Term, predicate: Term, address: str, type_: Term, *, language: str = _ENGLISH
) -> Iterator[Triple]:
    """Yield a value by its IRI, typed; nothing if there is none."""
    if address:
        yield subject, predicate, iri(address)
        yield from term_triples(LabelledIri(iri=address), type_, language=language)


def language_triples(subject: Term, tags: tuple[str, ...]) -> Iterator[Triple]:
    """Yield the languages that the EU's table has."""
    for code in filter(None, map(language_code, tags)):
        yield subject, dcterms("language"), iri(code.iri)
        yield from code_triples(code, dcterms("LinguisticSystem"))


def media_type(name: str) -> tuple[Term, Triple]:
    """Return the IRI of a media type, and the triple that types it."""
    term = iri(f"{_MEDIA_TYPES}{name}")
    return term, (term, RDF_TYPE, dcterms("MediaType"))


def license_iri(address: str) -> str:
    """Return the licence as the EU's table has it; the address itself if it is not there."""
    code = code_of("licence", address) if address else None
    return code.iri if code else address


def license_document(address: str) -> Iterator[Triple]:
    """Yield a licence as a document, with the same one in the EU's table, if that has it."""
    if not address:
        return
    own = iri(address)
    yield own, RDF_TYPE, dcterms("LicenseDocument")
    code = code_of("licence", address)
    if code is None:
        return
    title = literal(code.label, language=_ENGLISH)
    yield own, dcterms("title"), title
    kinds = tuple(_license_types(code))
    for kind in kinds:
        yield own, dcterms("type"), iri(kind.iri)
    if code.iri != address:
        eu = iri(code.iri)
        yield own, skos("exactMatch"), eu
        yield from code_triples(code, dcterms("LicenseDocument"))
        yield eu, dcterms("title"), title
        yield eu, skos("exactMatch"), own
        for kind in kinds:
            yield eu, dcterms("type"), iri(kind.iri)
    for kind in kinds:
        yield from code_triples(kind)


def _license_types(code: Code) -> Iterator[Code]:
    """Yield what kinds of licence one is, by its name."""
    is_public = code.code.startswith(("CC0", "CC_PDM", "ODC_PDDL"))
    marks = {
        "PublicDomain": is_public,
        "Attribution": not is_public,
        "ViralEffect-ShareAlike": "SA_" in code.code or code.code in {"ODC_BL", "GPL_3_0"},
        "NonCommercialUseOnly": "NC" in code.code,
        "NoDerivativeWork": "ND_" in code.code,
    }
    for name, holds in marks.items():
        kind = code_of("licencetype", name)
        if holds and kind:
            yield kind
