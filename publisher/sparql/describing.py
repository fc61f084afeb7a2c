"""DESCRIBE answers the document of each resource, its evidence included.

The standard leaves open what DESCRIBE answers: https://www.w3.org/TR/sparql11-query/#describe
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias, cast

import pyoxigraph as ox

from publisher.addresses import SITE_DESCRIPTION, Addresses
from publisher.sparql.tokens import Token, tokenize
from publisher.terms import iri as iri_term

Ask: TypeAlias = Callable[[str], ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples]
Documents: TypeAlias = Callable[[str], bytes | None]
"""The N-Triples of the document of an IRI; None if it has none."""
_Resource: TypeAlias = ox.NamedNode | ox.BlankNode


def no_document(_iri: str) -> None:
    """Return None: the documents of a graph that has none."""


_ENDS: Final = ("WHERE", "FROM", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")


def site_documents(site: Path) -> Documents:
    """Return the documents of a built site, read from its `.nt` files."""
    addresses: Addresses | None = None

    def document(iri: str) -> bytes | None:
        nonlocal addresses
        try:
            if addresses is None:
                addresses = Addresses.read(json.loads((site / SITE_DESCRIPTION).read_bytes()))
            # No other file of the site is at the path of an IRI.
            return (site / f"{addresses.path(iri_term(iri))}.nt").read_bytes()
        except (OSError, ValueError):
            return None

    return document


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The parts of a DESCRIBE query: `PREFIX … DESCRIBE <a> ?b WHERE { … }`.

    `prologue` stands before DESCRIBE, `iris` and `variables` are what it describes (`*` is a
    variable here), `rest` is all from WHERE on.
    """

    prologue: str
    iris: tuple[str, ...]
    variables: tuple[str, ...]
    rest: str


def described(
    query: str, *, ask: Ask, documents: Documents, within: ox.Store | None = None
) -> Iterator[ox.Triple]:
    """Yield the triples that a DESCRIBE query answers, some more than once.

    A resource without a document of its own, such as one of another site or a statement, is
    described as the engine does: by its triples and those of the blank nodes that hang on it. `ask`
    raises what the engine raises for a malformed query. `within`: leave out what a document has
    beyond this store's default graph.
    """
    # Parsed as it was written first, so that an error's place is right.
    by_engine = cast("ox.QueryTriples", ask(query))
    resources = _described(_parts(query), ask)
    if resources is None:
        yield from by_engine
        return
    if any(isinstance(resource, ox.BlankNode) for resource in resources):
        # No other query can name it; what documents say beside is added.
        yield from by_engine
    for iri in (resource.value for resource in resources if isinstance(resource, ox.NamedNode)):
        document = documents(iri)
        if document is None:
            yield from cast("ox.QueryTriples", ask(f"DESCRIBE <{iri}>"))
        else:
            for quad in ox.parse(document, format=ox.RdfFormat.N_TRIPLES):
                if within is None or quad in within:
                    yield quad.triple


def _parts(query: str) -> _Parts | None:
    """Return the parts of a DESCRIBE query.

    None if it names a dataset of its own (FROM), because documents are of the whole graph.
    """
    tokens = list(tokenize(query))
    at = next(n for n, token in enumerate(tokens) if token.is_word("DESCRIBE"))
    named = []
    rest = len(query)
    for token in tokens[at + 1 :]:
        if token.is_word(*_ENDS) or token.text == "{":
            rest = token.start
            break
        named.append(token)
    if any(token.is_word("FROM") for token in tokens[at + 1 + len(named) :][:1]):
        return None
    return _Parts(
        prologue=query[: tokens[at].start],
        iris=tuple(token.text for token in named if token.kind in {"iri", "name"}),
        variables=tuple(token.text for token in named if _is_variable(token)),
        rest=query[rest:],
    )


def _is_variable(token: Token) -> bool:
    return token.kind == "variable" or token.text == "*"


def _described(parts: _Parts | None, ask: Ask) -> list[_Resource] | None:
    """Return the described resources, each once, in the order of the query and of its solutions.

    None if only the engine can tell.
    """
    if parts is None:
        return None
    resources: dict[_Resource, None] = {}
    try:
        if parts.iris:
            values = " ".join(parts.iris)
            query = f"{parts.prologue} SELECT ?iri {{ VALUES ?iri {{ {values} }} }}"
            resources |= _named(cast("ox.QuerySolutions", ask(query)))
        if parts.variables:
            query = f"{parts.prologue} SELECT {' '.join(parts.variables)} {parts.rest}"
            resources |= _named(cast("ox.QuerySolutions", ask(query)))
    except SyntaxError:
        # A DESCRIBE may group its solutions by what a SELECT may not name.
        return None
    return list(resources)


def _named(solutions: ox.QuerySolutions) -> dict[_Resource, None]:
    values = (value for solution in solutions for value in solution)
    return {value: None for value in values if isinstance(value, ox.NamedNode | ox.BlankNode)}
