"""`site.json`: what the site says of itself to programs: its server, and the query editor."""

import json
from collections.abc import Iterable, Mapping, Sequence

from publisher.addresses import SITE_DESCRIPTION
from publisher.dataset import Dataset
from publisher.description import SiteFrame
from publisher.model import File, Parameter, ReadyQuery, Term
from publisher.sparql.parameters import with_base
from publisher.sparql.tokens import form
from publisher.terms import bare, is_iri, lexical, plain
from publisher.vocabulary import CLASS_TYPES, PROPERTY_TYPES


def description_file(
    frame: SiteFrame,
    *,
    prefixes: Mapping[str, str],
    queries: Sequence[ReadyQuery],
    ontologies: Iterable[Dataset],
) -> File:
    """The frame of the pages, prefixes, kinds, ready queries, and the terms to write queries in."""
    about = {
        "base": frame.base,
        "title": frame.title,
        "description": frame.description,
        "publisher": frame.publisher,
        "license": frame.license,
        "language": frame.language,
        "has_sources": frame.has_sources,
        "prefixes": dict(prefixes),
        "kinds": [kind.label for kind in frame.kinds],
        "queries": [_query(one, base=frame.base) for one in queries],
        "terms": [one for graph in ontologies for one in _terms(graph)],
    }
    return File(
        path=SITE_DESCRIPTION, content=json.dumps(about, ensure_ascii=False, indent=1).encode()
    )


def _query(query: ReadyQuery, *, base: str) -> dict[str, object]:
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "form": form(query.text),
        "parameters": [_parameter(one) for one in query.parameters],
        "text": with_base(query.text, base),
    }


def _parameter(parameter: Parameter) -> dict[str, str]:
    """`default` is the text that a caller would give, `term` the term that it stands for."""
    return {
        "name": parameter.name,
        "type": parameter.type,
        "default": plain(parameter.default),
        "term": parameter.default,
    }


def _terms(graph: Dataset) -> list[dict[str, str]]:
    found: dict[Term, str] = {}
    for kind, types in (("class", CLASS_TYPES), ("property", PROPERTY_TYPES)):
        for type_ in sorted(types):
            for term in graph.instances(type_):
                found.setdefault(term, kind)
    return [
        {"iri": bare(term), "kind": kind, "label": _label(term, graph)}
        for term, kind in sorted(found.items())
        if is_iri(term)
    ]


def _label(term: Term, graph: Dataset) -> str:
    label = graph.label(term)
    return lexical(label) if label else bare(term)
