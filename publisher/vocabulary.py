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


def _terms(prefix: str, *names: str) -> tuple[Term, ...]:
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
) = _terms(
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
    SKOS_CLOSE_MATCH,
    SKOS_BROAD_MATCH,
    SKOS_NARROW_MATCH,
    SKOS_RELATED_MATCH,
    SKOS_CONCEPT,
    SKOS_IN_SCHEME,
    SKOS_TOP_CONCEPT_OF,
    SKOS_HAS_TOP_CONCEPT,
) = _terms(
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

SCHEMA_SAME_AS, SCHEMA_SHA256, SCHEMA_IDENTIFIER, SCHEMA_NAME = _terms(
    "schema", "sameAs", "sha256", "identifier", "name"
)
(FOAF_NAME,) = _terms("foaf", "name")
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
OWL_SAME_AS, OWL_IMPORTS = _terms("owl", "sameAs", "imports")
XSD_STRING, XSD_NON_NEGATIVE_INTEGER, XSD_BOOLEAN = _terms(
    "xsd", "string", "nonNegativeInteger", "boolean"
)
TRUE: Final = Term(f'"true"^^{XSD_BOOLEAN}')

CLASS_TYPES: Final = frozenset({RDFS_CLASS, OWL_CLASS})
PROPERTY_TYPES: Final = frozenset({RDF_PROPERTY, OWL_OBJECT_PROPERTY, OWL_DATATYPE_PROPERTY})
LABELS: Final = (RDFS_LABEL, SKOS_PREF_LABEL, DCTERMS_TITLE)

XL_LABEL: Final = Term("<http://www.w3.org/2008/05/skos-xl#prefLabel>")
XL_FORM: Final = Term("<http://www.w3.org/2008/05/skos-xl#literalForm>")
"""A label of SKOS-XL is a resource, which has the text as its literal form."""

FURTHER_LABELS: Final = (
    *_terms("schema", "name"),
    Term("<http://schema.org/name>"),
    FOAF_NAME,
    Term("<http://purl.org/dc/elements/1.1/title>"),
    Term("<http://purl.org/rss/1.0/title>"),
    Term("<http://www.w3.org/2006/vcard/ns#fn>"),
    Term("<http://www.geonames.org/ontology#name>"),
    Term("<http://www.geonames.org/ontology#officialName>"),
    Term("<http://www.w3.org/ns/regorg#legalName>"),
    *_terms("schema", "legalName", "headline"),
    Term("<http://schema.org/legalName>"),
    Term("<http://schema.org/headline>"),
    Term("<http://purl.org/goodrelations/v1#name>"),
    Term("<http://usefulinc.com/ns/doap#name>"),
    Term("<https://www.w3.org/ns/activitystreams#name>"),
    Term("<https://www.ica.org/standards/RiC/ontology#name>"),
    Term("<https://www.ica.org/standards/RiC/ontology#title>"),
    Term("<http://www.loc.gov/mads/rdf/v1#authoritativeLabel>"),
    Term("<https://d-nb.info/standards/elementset/gnd#preferredName>"),
    XL_FORM,
    *_terms("sh", "name"),
)
"""What labels a resource that has none of LABELS, the preferred property first."""

NAMING: Final = frozenset(
    {SCHEMA_NAME, FOAF_NAME, RDFS_LABEL, SKOS_PREF_LABEL, SKOS_ALT_LABEL, DCTERMS_TITLE}
)
"""Properties whose values are names. So are the values of their subproperties."""
MAPPINGS: Final = frozenset(
    {
        OWL_SAME_AS,
        SCHEMA_SAME_AS,
        SKOS_EXACT_MATCH,
        SKOS_CLOSE_MATCH,
        SKOS_BROAD_MATCH,
        SKOS_NARROW_MATCH,
        SKOS_RELATED_MATCH,
    }
)
"""Links to resources elsewhere that are the same, or nearly."""
STANCES: Final = (EV_ASSERTS, EV_DENIES, EV_DOUBTS, EV_ASKS)
ATTRIBUTIONS: Final = (EV_STATED, EV_INFERRED)

USUAL_ORDER: Final = (
    RDF_TYPE,
    *LABELS,
    *FURTHER_LABELS,
    *_terms("skos", "notation", "altLabel", "definition"),
    *_terms("dcterms", "description"),
    Term("<http://purl.org/dc/elements/1.1/description>"),
    *_terms("schema", "description"),
    Term("<http://schema.org/description>"),
    *_terms("rdfs", "comment"),
    *_terms("skos", "scopeNote", "note", "example"),
    *_terms("rdfs", "subClassOf", "subPropertyOf"),
    *_terms("owl", "equivalentClass", "equivalentProperty", "disjointWith", "inverseOf"),
    *_terms("rdfs", "domain", "range"),
    *_terms("schema", "domainIncludes", "rangeIncludes"),
    *_terms("skos", "inScheme", "topConceptOf", "hasTopConcept", "broader", "narrower", "related"),
)
"""Properties that say what something is, what it means and where it belongs, in that order."""

OTHER_LABELS: Final = _terms("skos", "altLabel", "hiddenLabel")
NOTES: Final = (
    *_terms("rdfs", "comment"),
    *_terms("skos", "note", "changeNote", "definition", "editorialNote", "example"),
    *_terms("skos", "historyNote", "scopeNote"),
)
LINKS: Final = MAPPINGS | {*_terms("skos", "mappingRelation"), *_terms("rdfs", "seeAlso")}
"""Properties that link to a resource elsewhere, and state nothing more."""
EDITORIAL: Final = LINKS | {*OTHER_LABELS, SCHEMA_IDENTIFIER}
"""Properties of what the editor adds: without a quote, no source says it."""
