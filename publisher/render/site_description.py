"""What the site says of itself to its own server: `site.json` and `claimed.json`.

The query editor reads `site.json` too.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from publisher.addresses import SITE_DESCRIPTION
from publisher.dataset import Dataset
from publisher.description import SiteFrame
from publisher.metadata import metadata_members
from publisher.model import File, Parameter, ReadyQuery, SitePath, Term
from publisher.sparql.tokens import form
from publisher.terms import bare, is_iri, lexical, plain
from publisher.vocabulary import CLASS_TYPES, PROPERTY_TYPES

CLAIMED_WORDS_PATH: Final = SitePath("claimed.json")


def site_description_file(
    frame: SiteFrame,
    *,
    prefixes: Mapping[str, str],
    queries: Sequence[ReadyQuery],
    texts: Mapping[str, str],
    ontologies: Iterable[Dataset],
    dataset: Dataset,
    default_graph: str,
) -> File:
    """Return `site.json`: addresses, the frame of the pages, prefixes, kinds, queries, terms.

    `texts`: each query by its name, as it runs anywhere. `default_graph`: which graphs a query
    sees that names none.
    """
    about = {
        **dataset.addresses.members(),
        "title": frame.title,
        "description": frame.description,
        "publisher": frame.publisher,
        "license": frame.license,
        "dataset": frame.dataset,
        "metadata": metadata_members(frame.metadata),
        "language": frame.language,
        "languages": list(dataset.languages),
        "label_properties": list(dataset.label_properties),
        "has_sources": frame.has_sources,
        "namespaces": dict(dataset.namespaces),
        "named_graphs": len(dataset.graphs()),
        "default_graph": default_graph,
        "prefixes": dict(prefixes),
        "kinds": [kind.label for kind in frame.kinds],
        "menu": [{"label": link.label, "href": link.href} for link in frame.menu],
        "ontology": frame.ontology,
        "queries": [_query(query, text=texts[query.name]) for query in queries],
        "terms": [term for ontology in ontologies for term in _terms(ontology)],
    }
    return File(
        path=SITE_DESCRIPTION, content=json.dumps(about, ensure_ascii=False, indent=1).encode()
    )


def _query(query: ReadyQuery, *, text: str) -> dict[str, object]:
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "form": form(query.text),
        "parameters": [_parameter(parameter) for parameter in query.parameters],
        "text": text,
    }


def _parameter(parameter: Parameter) -> dict[str, str]:
    """Return a parameter: `default` is what a caller would write, `term` what that stands for."""
    return {
        "name": parameter.name,
        "type": parameter.type,
        "default": plain(parameter.default),
        "term": parameter.default,
    }


def _terms(ontology: Dataset) -> list[dict[str, str]]:
    kinds: dict[Term, str] = {}
    for kind, types in (("class", CLASS_TYPES), ("property", PROPERTY_TYPES)):
        for type_ in sorted(types):
            for term in ontology.instances(type_):
                kinds.setdefault(term, kind)
    return [
        {"iri": bare(term), "kind": kind, "label": _label(term, ontology)}
        for term, kind in sorted(kinds.items())
        if is_iri(term)
    ]


def _label(term: Term, ontology: Dataset) -> str:
    label = ontology.label(term)
    return lexical(label) if label else bare(term)


def claimed_file(words: Mapping[str, Sequence[str]]) -> File:
    """Return `claimed.json`. `words`: lists of texts by name."""
    return File(
        path=CLAIMED_WORDS_PATH, content=json.dumps(words, ensure_ascii=False, indent=1).encode()
    )
