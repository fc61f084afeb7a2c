"""Resources in the terms of schema.org, as search engines read them: https://schema.org/

Only what is asserted is said. Of a claim: who claims it, and where; never its content as a fact.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from publisher.addresses import percent_encoded
from publisher.describe.kind_words import event_dates, event_place
from publisher.describe.listing import IN_SCHEME, NOTATION, TOP_CONCEPT_OF
from publisher.describe.names import Names
from publisher.describe.said import claim_without_words
from publisher.describe.schema_types import THING, schema_types
from publisher.describe.summary import summary, summary_title
from publisher.model import Term
from publisher.terms import bare, fragment, is_iri, is_literal, lexical, page_iri
from publisher.vocabulary import (
    DCTERMS_PUBLISHER,
    EV_ABOUT,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_EVIDENCE,
    OWL_SAME_AS,
    RDF_TYPE,
    RDFS_DEFINED_BY,
    SCHEMA_IDENTIFIER,
    SCHEMA_SAME_AS,
    SKOS_ALT_LABEL,
    SKOS_CONCEPT,
    SKOS_EXACT_MATCH,
)

_CONTEXT: Final = "https://schema.org"
MOST_NODES: Final = 100
"""Parts of a page that it says in these terms too."""
_MOST_NAMES: Final = 10
_SAME: Final = (
    OWL_SAME_AS,
    SCHEMA_SAME_AS,
    Term("<http://schema.org/sameAs>"),
    SKOS_EXACT_MATCH,
)
_TERM_TYPES: Final = frozenset({"Class", "Property"})

SchemaNode = Mapping[str, Any]


def schema_nodes(
    page: Term, parts: Sequence[Term], *, names: Names, sentence: str = ""
) -> tuple[SchemaNode, ...]:
    """Return what a page is about, and its parts, each object with its context.

    `page`: the subject of the page. `parts`: its sections, in order. `sentence`: the summary of the
    subject, if it is there already.
    """
    several = [schema_node(part, names=names) for part in parts[:MOST_NODES]]
    if not names.graph.about(page):
        about = {"@type": "WebPage", "url": _url(page, names=names), **_listed("about", several)}
        return ({"@context": _CONTEXT, **about},) if several else ()
    node = schema_node(page, names=names, sentence=sentence)
    if node["@type"] == "DefinedTermSet":
        node |= _listed("hasDefinedTerm", several)
    else:
        node |= _listed("subjectOf", _page_about(several, _url(page, names=names)))
    return ({"@context": _CONTEXT, **node},)


def _page_about(parts: Sequence[SchemaNode], url: str) -> list[SchemaNode]:
    """Return the page of a thing, if it is about its parts too."""
    return [{"@type": "WebPage", "url": url, "about": list(parts)}] if parts else []


def schema_node(term: Term, *, names: Names, sentence: str = "") -> dict[str, Any]:
    """Return a resource as a JSON-LD object without context."""
    graph = names.graph
    types = graph.objects(term, RDF_TYPE)
    if EV_CLAIM not in types and names.is_of_claims_alone(term):
        return _identity(term, [THING], names=names)
    sentence = sentence or summary(term, names=names)
    if term in graph.retired:
        return {**_identity(term, [THING], names=names), "description": sentence}
    if EV_CLAIM in types:
        return _claim(term, names=names, sentence=sentence)
    kinds = list(schema_types(types, graph))
    node = {
        **_identity(term, kinds, names=names),
        "description": sentence,
        **_listed("alternateName", _other_names(term, names=names)),
        **_listed("sameAs", _same(term, names=names)),
        **_listed("identifier", _texts(graph.objects(term, SCHEMA_IDENTIFIER))),
    }
    return node | _of_term(term, types, kinds, names=names) | _of_event(term, kinds, names=names)


def _identity(term: Term, kinds: list[str], *, names: Names) -> dict[str, Any]:
    """Return type, IRI, name and page. A blank node has no IRI that others could use."""
    return {
        "@type": kinds if len(kinds) > 1 else kinds[0],
        **({"@id": bare(term)} if is_iri(term) else {}),
        "name": summary_title(term, names=names) or names.link(term).label,
        "url": _url(term, names=names),
    }


def _url(term: Term, *, names: Names) -> str:
    graph = names.graph
    page = graph.page_of(term)
    if not graph.has_page(page):
        return bare(term) if is_iri(term) else graph.base
    anchor = fragment(term) if page != term else ""
    address = f"{graph.base}{percent_encoded(graph.addresses.path(page))}.html"
    return f"{address}#{anchor}" if anchor else address


def _claim(claim: Term, *, names: Names, sentence: str) -> dict[str, Any]:
    """Return a claim with its claimants and sources: https://schema.org/Claim

    It has no `text`, because only a sentence with the claimant in it may have the words.
    """
    graph = names.graph
    sources = {page_iri(passage) for passage in graph.objects(claim, EV_EVIDENCE)}
    return {
        "@type": "Claim",
        "@id": bare(claim),
        "name": claim_without_words(claim, names=names),
        "url": _url(claim, names=names),
        "description": sentence,
        **_listed("author", _named(graph.objects(claim, EV_CLAIMANT), names=names)),
        **_listed("appearance", _named(sorted(sources), names=names)),
        **_listed("about", _named(graph.objects(claim, EV_ABOUT), names=names)),
    }


def _named(terms: Iterable[Term], *, names: Names) -> list[dict[str, Any]]:
    """Return resources by type, IRI and name alone."""
    return [
        {"@type": "Thing", "name": lexical(term)} if is_literal(term) else _short(term, names=names)
        for term in terms
    ]


def _short(term: Term, *, names: Names) -> dict[str, Any]:
    graph = names.graph
    types = graph.objects(term, RDF_TYPE)
    if EV_CLAIM in types:
        name = claim_without_words(term, names=names)
        return {"@type": "Claim", "@id": bare(term), "name": name}
    kinds = [THING] if names.is_of_claims_alone(term) else list(schema_types(types, graph))
    short = _identity(term, kinds, names=names)
    publishers = graph.objects(term, DCTERMS_PUBLISHER) if term in graph.sources else ()
    return short | _listed("publisher", _named(publishers, names=names))


def _of_term(
    term: Term, types: Iterable[Term], kinds: list[str], *, names: Names
) -> dict[str, Any]:
    """Return where a concept, a class or a property is defined."""
    graph = names.graph
    is_concept = SKOS_CONCEPT in types
    if not is_concept and not _TERM_TYPES.intersection(kinds):
        return {}
    predicates = (IN_SCHEME, TOP_CONCEPT_OF) if is_concept else (RDFS_DEFINED_BY,)
    sets = {value for predicate in predicates for value in graph.objects(term, predicate)}
    return {
        "@type": sorted({"DefinedTerm", *kinds}) if not is_concept else "DefinedTerm",
        **_listed("inDefinedTermSet", [bare(each) for each in sorted(sets) if is_iri(each)]),
        **_listed("termCode", _texts(graph.objects(term, NOTATION))),
    }


def _of_event(term: Term, kinds: list[str], *, names: Names) -> dict[str, Any]:
    """Return when and where an event took place, if that is asserted."""
    if not any(kind.endswith("Event") for kind in kinds):
        return {}
    dates = event_dates(term, names=names)
    place = event_place(term, names=names)
    return {
        **({"startDate": dates[0]} if dates else {}),
        **({"endDate": dates[-1]} if len(dates) > 1 else {}),
        **({"location": _location(place, names=names)} if place else {}),
    }


def _location(place: Term, *, names: Names) -> dict[str, Any]:
    if is_literal(place):
        return {"@type": "Place", "name": lexical(place)}
    return {**_short(place, names=names)}


def _other_names(term: Term, *, names: Names) -> list[str]:
    """Return further labels, except those that repeat words of a claim."""
    graph = names.graph
    texts = [lexical(value) for _, _, value in graph.labels(term) if is_literal(value)]
    texts += _texts(graph.objects(term, SKOS_ALT_LABEL))
    label = names.link(term).label
    kept = (text for text in texts if text != label and not names.words_of_claims.are_in(text))
    return list(dict.fromkeys(kept))[:_MOST_NAMES]


def _same(term: Term, *, names: Names) -> list[str]:
    same = {value for predicate in _SAME for value in names.graph.objects(term, predicate)}
    return [bare(value) for value in sorted(same) if value.startswith("<http")]


def _texts(values: Iterable[Term]) -> list[str]:
    return [lexical(value) for value in values if is_literal(value)]


def _listed(name: str, values: Sequence[object]) -> dict[str, Any]:
    """Return a member with its value, or its values; no member without one."""
    if not values:
        return {}
    return {name: values[0] if len(values) == 1 else list(values)}
