"""Triples in the four formats of a page, by own loops over term strings.

pyoxigraph and rdflib are the judges in the tests; neither is imported here.
"""

from collections.abc import Iterator, Mapping, Sequence

from publisher.model import Term, Triple
from publisher.render.grouping import Groups, grouped, namespaces
from publisher.render.jsonld import jsonld
from publisher.render.rdfxml import rdfxml
from publisher.render.turtle import turtle

FORMATS = ("ttl", "jsonld", "nt", "rdf")
"""The suffixes, in the order in which pages offer them."""


def serialize(
    triples: Sequence[Triple],
    *,
    media: str,
    base: str,
    prefixes: Mapping[str, str],
    first: Term = "",
) -> bytes:
    """The triples as a file of suffix `media`, one of FORMATS; `first` is the subject on top.

    `prefixes` maps to namespaces; without an empty one, that is `{base}ontology#`. Order and
    repetition of `triples` do not matter. Raises ValueError for what RDF/XML cannot write.
    """
    return _written(
        grouped(triples, first=first), media=media, known=namespaces(prefixes, base=base)
    )


def serializations(
    triples: Sequence[Triple], *, base: str, prefixes: Mapping[str, str], first: Term = ""
) -> Iterator[tuple[str, bytes]]:
    """Suffix and bytes of every format of FORMATS, the triples grouped once for all."""
    groups = grouped(triples, first=first)
    known = namespaces(prefixes, base=base)
    for media in FORMATS:
        yield media, _written(groups, media=media, known=known)


def _written(groups: Groups, *, media: str, known: dict[str, str]) -> bytes:
    match media:
        case "nt":
            text = _ntriples(groups)
        case "ttl":
            text = turtle(groups, namespaces=known)
        case "jsonld":
            text = jsonld(groups, namespaces=known)
        case "rdf":
            text = rdfxml(groups, namespaces=known)
        case _:
            raise ValueError(f"unknown format {media}: expected one of {', '.join(FORMATS)}")
    return text.encode()


def _ntriples(groups: Groups) -> str:
    return "".join(
        f"{subject} {predicate} {value} .\n"
        for subject, predicates in groups
        for predicate, values in predicates
        for value in values
    )
