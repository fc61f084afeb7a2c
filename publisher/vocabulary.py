"""The terms that the tool knows, such as source, quote, claim and label, as N-Triples IRIs."""

from types import MappingProxyType
from typing import Final

from publisher.model import Term

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


def vocabulary_terms(prefix: str, *names: str) -> tuple[Term, ...]:
    """Return the terms that have some names in the vocabulary of a prefix."""
    return tuple(Term(f"<{PREFIXES[prefix]}{name}>") for name in names)


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
    EV_EDITORIAL,
    EV_ATTRIBUTION,
    EV_STATED,
    EV_INFERRED,
    EV_STANCE,
    EV_ASSERTS,
    EV_DENIES,
    EV_DOUBTS,
    EV_ASKS,
    EV_REPORTED_BY,
    EV_CONTRADICTS,
    EV_AS_OF,
    EV_READING,
    EV_ONLY_CLAIMED,
    EV_NAMING,
    EV_ENTERED_BY,
    EV_ENTERED_ON,
    EV_REVIEWED_BY,
    EV_REVIEWED_ON,
    EV_STORED_ON,
    EV_SAID,
    EV_NARRATED,
    EV_VOICES,
) = vocabulary_terms(
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
    "Editorial",
    "attribution",
    "stated",
    "inferred",
    "stance",
    "asserts",
    "denies",
    "doubts",
    "asks",
    "reportedBy",
    "contradicts",
    "asOf",
    "reading",
    "onlyClaimed",
    "naming",
    "enteredBy",
    "enteredOn",
    "reviewedBy",
    "reviewedOn",
    "storedOn",
    "said",
    "narrated",
    "voices",
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
    RDF_FIRST,
    RDF_REST,
    RDF_NIL,
    RDF_LIST,
) = vocabulary_terms(
    "rdf",
    "type",
    "Statement",
    "subject",
    "predicate",
    "object",
    "reifies",
    "langString",
    "Property",
    "first",
    "rest",
    "nil",
    "List",
)

(
    RDFS_LABEL,
    RDFS_CLASS,
    RDFS_SUBCLASS,
    RDFS_SUBPROPERTY,
    RDFS_DEFINED_BY,
    RDFS_RANGE,
    RDFS_LITERAL,
    RDFS_DATATYPE,
    RDFS_SEE_ALSO,
) = vocabulary_terms(
    "rdfs",
    "label",
    "Class",
    "subClassOf",
    "subPropertyOf",
    "isDefinedBy",
    "range",
    "Literal",
    "Datatype",
    "seeAlso",
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
) = vocabulary_terms(
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
    SKOS_CLOSE_MATCH,
    SKOS_BROAD_MATCH,
    SKOS_NARROW_MATCH,
    SKOS_RELATED_MATCH,
    SKOS_CONCEPT,
    SKOS_IN_SCHEME,
    SKOS_TOP_CONCEPT_OF,
    SKOS_HAS_TOP_CONCEPT,
) = vocabulary_terms(
    "skos",
    "altLabel",
    "prefLabel",
    "editorialNote",
    "exactMatch",
    "closeMatch",
    "broadMatch",
    "narrowMatch",
    "relatedMatch",
    "Concept",
    "inScheme",
    "topConceptOf",
    "hasTopConcept",
)

SCHEMA_SAME_AS, SCHEMA_SHA256, SCHEMA_IDENTIFIER, SCHEMA_NAME = vocabulary_terms(
    "schema", "sameAs", "sha256", "identifier", "name"
)
(FOAF_NAME,) = vocabulary_terms("foaf", "name")
OWL_CLASS, OWL_OBJECT_PROPERTY, OWL_DATATYPE_PROPERTY, OWL_ONTOLOGY, OWL_DEPRECATED = (
    vocabulary_terms("owl", "Class", "ObjectProperty", "DatatypeProperty", "Ontology", "deprecated")
)
(
    DCTERMS_REPLACED_BY,
    DCTERMS_TITLE,
    DCTERMS_DESCRIPTION,
    DCTERMS_LANGUAGE,
    DCTERMS_PUBLISHER,
) = vocabulary_terms("dcterms", "isReplacedBy", "title", "description", "language", "publisher")
DCTERMS_VERSION_OF, DCTERMS_HAS_PART, DCTERMS_LICENSE = vocabulary_terms(
    "dcterms", "isVersionOf", "hasPart", "license"
)
PROV_GENERATED_AT, PROV_SPECIALIZATION_OF = vocabulary_terms(
    "prov", "generatedAtTime", "specializationOf"
)
AS_DELETE: Final = Term("<https://www.w3.org/ns/activitystreams#Delete>")
AS_OBJECT: Final = Term("<https://www.w3.org/ns/activitystreams#object>")
OWL_SAME_AS, OWL_IMPORTS = vocabulary_terms("owl", "sameAs", "imports")
OWL_ANNOTATED_SOURCE, OWL_ANNOTATED_PROPERTY, OWL_ANNOTATED_TARGET = vocabulary_terms(
    "owl", "annotatedSource", "annotatedProperty", "annotatedTarget"
)
XSD_STRING, XSD_NON_NEGATIVE_INTEGER, XSD_BOOLEAN, XSD_DATE_TIME = vocabulary_terms(
    "xsd", "string", "nonNegativeInteger", "boolean", "dateTime"
)
TRUE: Final = Term(f'"true"^^{XSD_BOOLEAN}')

CLASS_TYPES: Final = frozenset({RDFS_CLASS, OWL_CLASS})
PROPERTY_TYPES: Final = frozenset({RDF_PROPERTY, OWL_OBJECT_PROPERTY, OWL_DATATYPE_PROPERTY})
LABELS: Final = (RDFS_LABEL, SKOS_PREF_LABEL, DCTERMS_TITLE)
STANCES: Final = (EV_ASSERTS, EV_DENIES, EV_DOUBTS, EV_ASKS)
ATTRIBUTIONS: Final = (EV_STATED, EV_INFERRED)
