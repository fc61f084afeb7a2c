"""The terms by which the tool knows a source, a quote, a claim, a label: N-Triples IRIs."""

from types import MappingProxyType
from typing import Final

PREFIXES: Final = MappingProxyType(
    {
        "crm": "http://www.cidoc-crm.org/cidoc-crm/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "ev": "https://w3id.org/quoted-statements#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "lode": "http://linkedevents.org/ontology/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vann": "http://purl.org/vocab/vann/",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def _terms(prefix: str, *names: str) -> tuple[str, ...]:
    return tuple(f"<{PREFIXES[prefix]}{name}>" for name in names)


EV_NAMESPACE: Final = PREFIXES["ev"]

(
    EV_FILE,
    EV_SOURCE_CLASS,
    EV_RECORD,
    EV_CONTENT_CLASS,
    EV_CLAIM,
    EV_SOURCE,
    EV_QUOTE,
    EV_PREFIX,
    EV_SUFFIX,
    EV_HEADING,
    EV_EVIDENCE,
    EV_CONTENT,
    EV_CLAIMANT,
    EV_VOICE,
    EV_ABOUT,
    EV_DISPUTED_BY,
    EV_JOINS,
) = _terms(
    "ev",
    "File",
    "Source",
    "Record",
    "Content",
    "Claim",
    "source",
    "quote",
    "prefix",
    "suffix",
    "heading",
    "evidence",
    "content",
    "claimant",
    "voice",
    "about",
    "disputedBy",
    "joins",
)

(
    RDF_TYPE,
    RDF_STATEMENT,
    RDF_SUBJECT,
    RDF_PREDICATE,
    RDF_OBJECT,
    RDF_REIFIES,
    RDF_LANG_STRING,
    RDF_PROPERTY,
) = _terms(
    "rdf",
    "type",
    "Statement",
    "subject",
    "predicate",
    "object",
    "reifies",
    "langString",
    "Property",
)

(
    RDFS_LABEL,
    RDFS_CLASS,
    RDFS_SUBCLASS,
    RDFS_DEFINED_BY,
    RDFS_RANGE,
    RDFS_LITERAL,
    RDFS_DATATYPE,
) = _terms(
    "rdfs",
    "label",
    "Class",
    "subClassOf",
    "isDefinedBy",
    "range",
    "Literal",
    "Datatype",
)

(
    OA_SPECIFIC_RESOURCE,
    OA_HAS_SOURCE,
    OA_HAS_SELECTOR,
    OA_QUOTE_SELECTOR,
    OA_EXACT,
    OA_POSITION_SELECTOR,
    OA_START,
    OA_END,
) = _terms(
    "oa",
    "SpecificResource",
    "hasSource",
    "hasSelector",
    "TextQuoteSelector",
    "exact",
    "TextPositionSelector",
    "start",
    "end",
)

(
    SKOS_ALT_LABEL,
    SKOS_PREF_LABEL,
    SKOS_EDITORIAL_NOTE,
    SKOS_EXACT_MATCH,
) = _terms(
    "skos",
    "altLabel",
    "prefLabel",
    "editorialNote",
    "exactMatch",
)

SCHEMA_SAME_AS, SCHEMA_SHA256 = _terms("schema", "sameAs", "sha256")
OWL_CLASS, OWL_OBJECT_PROPERTY, OWL_DATATYPE_PROPERTY, OWL_ONTOLOGY, OWL_DEPRECATED = _terms(
    "owl", "Class", "ObjectProperty", "DatatypeProperty", "Ontology", "deprecated"
)
(
    DCTERMS_REPLACED_BY,
    DCTERMS_TITLE,
    DCTERMS_DESCRIPTION,
    DCTERMS_LANGUAGE,
    DCTERMS_PUBLISHER,
) = _terms("dcterms", "isReplacedBy", "title", "description", "language", "publisher")
XSD_STRING, XSD_NON_NEGATIVE_INTEGER, XSD_BOOLEAN = _terms(
    "xsd", "string", "nonNegativeInteger", "boolean"
)
TRUE: Final = f'"true"^^{XSD_BOOLEAN}'

CLASS_TYPES: Final = frozenset({RDFS_CLASS, OWL_CLASS})
PROPERTY_TYPES: Final = frozenset({RDF_PROPERTY, OWL_OBJECT_PROPERTY, OWL_DATATYPE_PROPERTY})
LABELS: Final = (RDFS_LABEL, SKOS_PREF_LABEL, DCTERMS_TITLE)
