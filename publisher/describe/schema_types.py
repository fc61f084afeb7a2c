"""Which types of schema.org fit a resource: by its classes, those above them, and alignments."""

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from publisher.graph import Graph
from publisher.model import Term
from publisher.terms import is_iri
from publisher.vocabulary import (
    CLASS_TYPES,
    EV_CLAIM,
    EV_SOURCE_CLASS,
    PROPERTY_TYPES,
    RDFS_SUBCLASS,
    SKOS_CLOSE_MATCH,
    SKOS_EXACT_MATCH,
    vocabulary_terms,
)

THING: Final = "Thing"
EVENT: Final = "Event"
_SCHEMA: Final = re.compile(r"<https?://schema\.org/([A-Z][A-Za-z0-9]*)>")
_BROADER: Final = (
    RDFS_SUBCLASS,
    *vocabulary_terms("owl", "equivalentClass"),
    SKOS_EXACT_MATCH,
    SKOS_CLOSE_MATCH,
)
_MOST_CLASSES: Final = 200
"""Classes above a resource's that are looked at: of a thesaurus of classes there may be more."""

_NAMESPACES: Final = MappingProxyType(
    {
        "as": "https://www.w3.org/ns/activitystreams#",
        "bibo": "http://purl.org/ontology/bibo/",
        "crm": "http://www.cidoc-crm.org/cidoc-crm/",
        "cv": "http://data.europa.eu/m8g/",
        "dbo": "http://dbpedia.org/ontology/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcmitype": "http://purl.org/dc/dcmitype/",
        "dcterms": "http://purl.org/dc/terms/",
        "doap": "http://usefulinc.com/ns/doap#",
        "eli": "http://data.europa.eu/eli/ontology#",
        "event": "http://purl.org/NET/c4dm/event.owl#",
        "fabio": "http://purl.org/spar/fabio/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "gn": "http://www.geonames.org/ontology#",
        "gndo": "https://d-nb.info/standards/elementset/gnd#",
        "gsp": "http://www.opengis.net/ont/geosparql#",
        "lode": "http://linkedevents.org/ontology/",
        "mads": "http://www.loc.gov/mads/rdf/v1#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "person": "http://www.w3.org/ns/person#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "rico": "https://www.ica.org/standards/RiC/ontology#",
        "rov": "http://www.w3.org/ns/regorg#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
        "wd": "http://www.wikidata.org/entity/",
    }
)
_KNOWN: Final = MappingProxyType(
    {
        "Person": "as:Person crm:E21_Person dbo:Person foaf:Person gndo:DifferentiatedPerson "
        "mads:PersonalName person:Person prov:Person rico:Person vcard:Individual wd:Q5",
        "Organization": "as:Organization cv:PublicOrganisation dbo:Organisation foaf:Organization "
        "gndo:CorporateBody mads:CorporateName org:FormalOrganization org:Organization "
        "org:OrganizationalUnit prov:Organization rico:CorporateBody rov:RegisteredOrganization "
        "vcard:Organization wd:Q43229",
        "Place": "as:Place crm:E53_Place dbo:Place dcterms:Location geo:SpatialThing gn:Feature "
        "gndo:PlaceOrGeographicName gsp:Feature mads:Geographic prov:Location rico:Place "
        "vcard:Location wd:Q17334923",
        "Country": "dbo:Country wd:Q6256",
        "City": "dbo:City wd:Q515",
        EVENT: "as:Event bibo:Event crm:E5_Event dbo:Event dcmitype:Event event:Event lode:Event "
        "rico:Event wd:Q1656682",
        "CreativeWork": "as:Document bibo:Document crm:E73_Information_Object dcmitype:Text "
        "dcterms:BibliographicResource dcterms:LicenseDocument fabio:Expression fabio:Work "
        "foaf:Document rico:Record",
        "Article": "as:Article bibo:Article",
        "Book": "bibo:Book dbo:Book fabio:Book wd:Q571",
        "ScholarlyArticle": "bibo:AcademicArticle fabio:JournalArticle",
        "Report": "bibo:Report fabio:Report",
        "Thesis": "bibo:Thesis fabio:Thesis",
        "Legislation": "bibo:Legislation eli:LegalExpression eli:LegalResource "
        "eli:LegalResourceSubdivision",
        "ImageObject": "as:Image dcmitype:Image dcmitype:StillImage foaf:Image",
        "VideoObject": "as:Video dcmitype:MovingImage",
        "AudioObject": "as:Audio dcmitype:Sound",
        "SoftwareApplication": "dcmitype:Software",
        "SoftwareSourceCode": "doap:Project",
        "Collection": "crm:E78_Curated_Holding dcmitype:Collection skos:Collection "
        "skos:OrderedCollection",
        "Dataset": "dcat:Dataset dcmitype:Dataset qb:DataSet void:Dataset",
        "DataCatalog": "dcat:Catalog",
        "DataDownload": "dcat:Distribution",
        "WebAPI": "dcat:DataService",
        "Project": "foaf:Project",
        "Role": "org:Post org:Role",
        "DefinedTerm": "skos:Concept",
        "DefinedTermSet": "owl:Ontology skos:ConceptScheme",
        "Class": "rdfs:Datatype",
        "Property": "owl:AnnotationProperty owl:FunctionalProperty owl:TransitiveProperty "
        "owl:SymmetricProperty owl:InverseFunctionalProperty",
    }
)
"""Classes of usual vocabularies, by the type of schema.org that comes nearest."""


def _by_class() -> dict[Term, str]:
    types = {EV_CLAIM: "Claim", EV_SOURCE_CLASS: "CreativeWork"}
    types |= dict.fromkeys(CLASS_TYPES, "Class") | dict.fromkeys(PROPERTY_TYPES, "Property")
    for type_, classes in _KNOWN.items():
        for name in classes.split():
            prefix, _, local = name.partition(":")
            types[Term(f"<{_NAMESPACES[prefix]}{local}>")] = type_
    return types


_BY_CLASS: Final = MappingProxyType(_by_class())


def schema_types(classes: Iterable[Term], graph: Graph) -> tuple[str, ...]:
    """Return the names of the types that fit the instances of some classes, sorted.

    `Thing` if nothing fits: https://schema.org/docs/full.html
    """
    found = {name for class_ in classes for name in _nearest(class_, graph)}
    more_exact = found - {THING, "CreativeWork"}
    kept = more_exact or found & {"CreativeWork"}
    # A term that is both a class and a concept is explained as what it is used as.
    return tuple(sorted(kept)) or (THING,)


def _nearest(class_: Term, graph: Graph) -> set[str]:
    """Return the types of the nearest classes above a class that have one."""
    for level in broader_levels(class_, graph, by=_BROADER):
        exact = {match[1] for match in map(_SCHEMA.fullmatch, level) if match}
        names = exact or {_BY_CLASS[each] for each in level if each in _BY_CLASS}
        if names:
            return names
    return set()


def broader_levels(term: Term, graph: Graph, *, by: Iterable[Term]) -> Iterator[list[Term]]:
    """Yield a class or a property, then those above it by their distance, each level sorted.

    `by`: the properties that lead to what is broader.
    """
    predicates = frozenset(by)
    level, seen = [term], {term}
    while level and len(seen) < _MOST_CLASSES:
        yield level
        above = {
            value
            for narrower in level
            for _, predicate, value in graph.about(narrower)
            if predicate in predicates and is_iri(value)
        }
        level = sorted(above - seen)
        seen.update(level)
