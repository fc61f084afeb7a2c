"""Properties by what they are for: labels, names, links, notes; and the order of a page's rows."""

from typing import Final

from publisher.model import Term
from publisher.vocabulary import (
    DCTERMS_TITLE,
    FOAF_NAME,
    LABELS,
    OWL_SAME_AS,
    RDF_TYPE,
    RDFS_LABEL,
    SCHEMA_IDENTIFIER,
    SCHEMA_NAME,
    SCHEMA_SAME_AS,
    SKOS_ALT_LABEL,
    SKOS_BROAD_MATCH,
    SKOS_CLOSE_MATCH,
    SKOS_EXACT_MATCH,
    SKOS_NARROW_MATCH,
    SKOS_PREF_LABEL,
    SKOS_RELATED_MATCH,
    vocabulary_terms,
)

CORRECTION_CLASSES: Final = (
    *vocabulary_terms("schema", "CorrectionComment"),
    Term("<http://schema.org/CorrectionComment>"),
)
"""What a correction of the site is: the editor's own words on what the site published."""

XL_LABEL: Final = Term("<http://www.w3.org/2008/05/skos-xl#prefLabel>")
XL_FORM: Final = Term("<http://www.w3.org/2008/05/skos-xl#literalForm>")
"""A label of SKOS-XL is a resource, which has the text as its literal form."""

FURTHER_LABELS: Final = (
    *vocabulary_terms("schema", "name"),
    Term("<http://schema.org/name>"),
    FOAF_NAME,
    Term("<http://purl.org/dc/elements/1.1/title>"),
    Term("<http://purl.org/rss/1.0/title>"),
    Term("<http://www.w3.org/2006/vcard/ns#fn>"),
    Term("<http://www.geonames.org/ontology#name>"),
    Term("<http://www.geonames.org/ontology#officialName>"),
    Term("<http://www.w3.org/ns/regorg#legalName>"),
    *vocabulary_terms("schema", "legalName", "headline"),
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
    *vocabulary_terms("sh", "name"),
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

SAME_LINKS: Final = (
    OWL_SAME_AS,
    SKOS_EXACT_MATCH,
    SCHEMA_SAME_AS,
    Term("<http://schema.org/sameAs>"),
)
"""Properties that say that two are the same, the strongest first: of such links others follow."""
RELATED_LINKS: Final = (
    SKOS_CLOSE_MATCH,
    SKOS_BROAD_MATCH,
    SKOS_NARROW_MATCH,
    SKOS_RELATED_MATCH,
    *vocabulary_terms("skos", "mappingRelation"),
    *vocabulary_terms("owl", "equivalentClass", "equivalentProperty"),
)
"""Properties of things that are near each other, and need not be the same."""
STATED_IDENTIFIERS: Final = (
    *vocabulary_terms("dcterms", "identifier"),
    SCHEMA_IDENTIFIER,
    Term("<http://schema.org/identifier>"),
    *vocabulary_terms("skos", "notation"),
    *vocabulary_terms("org", "identifier"),
    Term("<http://www.w3.org/ns/adms#identifier>"),
    Term("<http://purl.org/dc/elements/1.1/identifier>"),
    *vocabulary_terms("schema", "isbn", "issn", "leiCode", "iso6523Code", "gtin", "sku"),
    *(Term(f"<http://schema.org/{name}>") for name in ("isbn", "issn", "leiCode", "gtin", "sku")),
    *(Term(f"<http://purl.org/ontology/bibo/{name}>") for name in ("doi", "isbn", "issn")),
    Term("<http://www.geonames.org/ontology#countryCode>"),
    Term("<http://publications.europa.eu/ontology/authority/op-code>"),
    Term("<http://www.wikidata.org/prop/direct/P297>"),
)
"""Properties whose values are identifiers, written as texts."""

USUAL_ORDER: Final = (
    RDF_TYPE,
    *LABELS,
    *FURTHER_LABELS,
    *vocabulary_terms("skos", "notation", "altLabel", "definition"),
    *vocabulary_terms("dcterms", "description"),
    Term("<http://purl.org/dc/elements/1.1/description>"),
    *vocabulary_terms("schema", "description"),
    Term("<http://schema.org/description>"),
    *vocabulary_terms("rdfs", "comment"),
    *vocabulary_terms("skos", "scopeNote", "note", "example"),
    *vocabulary_terms("rdfs", "subClassOf", "subPropertyOf"),
    *vocabulary_terms("owl", "equivalentClass", "equivalentProperty", "disjointWith", "inverseOf"),
    *vocabulary_terms("rdfs", "domain", "range"),
    *vocabulary_terms("schema", "domainIncludes", "rangeIncludes"),
    *vocabulary_terms(
        "skos", "inScheme", "topConceptOf", "hasTopConcept", "broader", "narrower", "related"
    ),
)
"""Properties that say what something is, what it means and where it belongs, in that order."""

OTHER_LABELS: Final = vocabulary_terms("skos", "altLabel", "hiddenLabel")
NOTES: Final = (
    *vocabulary_terms("rdfs", "comment"),
    *vocabulary_terms("skos", "note", "changeNote", "definition", "editorialNote", "example"),
    *vocabulary_terms("skos", "historyNote", "scopeNote"),
)
LINKS: Final = MAPPINGS | {
    *vocabulary_terms("skos", "mappingRelation"),
    *vocabulary_terms("rdfs", "seeAlso"),
}
"""Properties that link to a resource elsewhere, and state nothing more."""
MAPPING_LINKS: Final = LINKS | {
    Term("<http://schema.org/sameAs>"),
    *vocabulary_terms("owl", "equivalentClass", "equivalentProperty"),
}
"""Properties whose triples are a linkset, if they lead to another dataset."""
EDITORIAL: Final = LINKS | {*OTHER_LABELS, SCHEMA_IDENTIFIER}
"""Properties of what the editor adds: without a quote, no source says it."""
