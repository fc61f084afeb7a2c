"""Ask the flagship's dumps, as whoever downloads them does."""

from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from tests import flagship

BASE = flagship.project().base
_PREFIXES = f"""BASE <{BASE}>
PREFIX : <ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX ev: <https://w3id.org/quoted-statements#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@lru_cache(maxsize=2)
def _store(dump: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=str(dump), format=ox.RdfFormat.N_TRIPLES)
    return store


def asked(site: Path, query: str, *, dump: str = "all") -> set[tuple[str, ...]]:
    """Return the rows of a query; our own IRIs relative to the base, white space as one space."""
    found = _store(site / "dumps" / f"{dump}.nt").query(_PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    return {tuple(map(_cell, row)) for row in found}


def _cell(term: object) -> str:
    if term is None:
        return ""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return " ".join(term.value.removeprefix(BASE).split())
