"""DCAT-AP 3.0.1 as its owners wrote it in SHACL, with pySHACL as the judge."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from tests.conftest import shared

FOLDER = "standards/dcat-ap-3.0.1"
SETS = ("shapes.ttl", "range.ttl", "deprecateduris.ttl")
RECOMMENDED = "shapes_recommended.ttl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One line of the judge: which property of which resource."""

    focus: str
    path: str
    message: str

    @property
    def property(self) -> str:
        """Return the local name of the property."""
        return self.path.rpartition("#")[2].rpartition("/")[2]


def parsed(path: Path) -> rdflib.Graph:
    """Return a catalogue as it is written: rdflib would rewrite some literals."""
    rdflib.NORMALIZE_LITERALS = False
    try:
        return rdflib.Graph().parse(path)
    finally:
        rdflib.NORMALIZE_LITERALS = True


def violations(graph: rdflib.Graph) -> list[Result]:
    """Return what the shapes, the ranges and the deprecated terms forbid."""
    return [result for name in SETS for result in results(graph, name)]


def warnings(graph: rdflib.Graph) -> list[Result]:
    """Return what is recommended and missing."""
    return results(graph, RECOMMENDED)


def results(graph: rdflib.Graph, name: str) -> list[Result]:
    _, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(name), inference="none")
    assert isinstance(report, rdflib.Graph)
    return [
        Result(
            focus=str(report.value(result, SH.focusNode)),
            path=str(report.value(result, SH.resultPath)),
            message=str(report.value(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]


def focus_nodes(graph: rdflib.Graph, name: str) -> dict[str, int]:
    """Return how many nodes each class has that a set of shapes looks at."""
    targets = set(_shapes(name).objects(None, SH.targetClass))
    counted = {str(each): len(set(graph.subjects(RDF.type, each))) for each in targets}
    return {each: count for each, count in counted.items() if count}


@cache
def _shapes(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(shared(FOLDER) / name)
