"""The shapes pass what is right, and say of each thing that is wrong what to do."""

from functools import lru_cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDFS, SH

from tests.flagship import FOLDER, loaded

BASE = "https://example.org/"
CASES = Path(__file__).parent
PASSES = sorted(CASES.glob("*/passes/*.ttl"))
FAILS = sorted(CASES.glob("*/fails/*.ttl"))
EXPECTS = "# expects: "
FILES = sorted(path.name for path in (FOLDER / "shapes").glob("*.ttl"))
CONSTRAINTS = (
    SH.minCount,
    SH.maxCount,
    SH["class"],
    SH.datatype,
    SH.minInclusive,
    SH.uniqueLang,
    SH["or"],
)
NOT_CORE = (SH.sparql, SH.js, SH.rule, SH.target)


def _name(case: Path) -> str:
    return case.relative_to(CASES).with_suffix("").as_posix()


def _parsed(*files: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file, format="turtle", publicID=BASE)
    return graph


@lru_cache(maxsize=1)
def _shapes() -> rdflib.Graph:
    return _parsed(*(FOLDER / "shapes").glob("*.ttl"))


@lru_cache(maxsize=1)
def _classes() -> rdflib.Graph:
    hierarchy = rdflib.Graph()
    ontology = _parsed(*(FOLDER / "ontology").glob("*.ttl"))
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        hierarchy.add(triple)
    return hierarchy


def _report(data: rdflib.Graph) -> rdflib.Graph:
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes())
    assert isinstance(report, rdflib.Graph)
    return report


def _messages(data: rdflib.Graph) -> set[str]:
    return {str(message) for message in _report(data).objects(None, SH.resultMessage)}


def _broken(data: rdflib.Graph) -> set[tuple[str, str]]:
    """The message and the component of each constraint that the data breaks."""
    report = _report(data)
    return {
        (str(report.value(result, SH.resultMessage)), str(component))
        for result, component in report.subject_objects(SH.sourceConstraintComponent)
    }


def _component(constraint: rdflib.URIRef) -> str:
    name = constraint.removeprefix(str(SH))
    return f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent"


def _expected(case: Path) -> str:
    first = case.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith(EXPECTS), f"{_name(case)} begins with no {EXPECTS!r}"
    return first.removeprefix(EXPECTS)


def test_there_are_cases_of_both_kinds_for_every_class_with_a_shape() -> None:
    classes = {str(one).rpartition("#")[2] for one in _shapes().objects(None, SH.targetClass)}
    assert classes
    for cases in (PASSES, FAILS):
        folders = {case.parts[-3].replace("-", "") for case in cases}
        assert folders == {name.lower() for name in classes}


@pytest.mark.parametrize("case", PASSES, ids=_name)
def test_what_is_right_passes(case: Path) -> None:
    assert _messages(_parsed(case) + _classes()) == set()


@pytest.mark.parametrize("case", FAILS, ids=_name)
def test_what_is_wrong_is_told_what_to_do_and_nothing_else(case: Path) -> None:
    assert _messages(_parsed(case) + _classes()) == {_expected(case)}


def test_every_message_has_a_failing_case() -> None:
    messages = {str(message) for message in _shapes().objects(None, SH.message)}
    assert messages == {_expected(case) for case in FAILS}


def test_every_constraint_of_a_shape_has_a_failing_case() -> None:
    stated = {
        (str(_shapes().value(shape, SH.message)), _component(constraint))
        for shape in _shapes().objects(None, SH.property)
        for constraint in CONSTRAINTS
        if (shape, constraint, None) in _shapes()
    }
    assert stated
    assert stated == {broken for case in FAILS for broken in _broken(_parsed(case) + _classes())}


def test_the_constraints_are_all_that_the_shapes_use() -> None:
    used = {
        predicate
        for shape in _shapes().objects(None, SH.property)
        for predicate in _shapes().predicates(shape)
    }
    assert used - {SH.path, SH.message, SH.severity} == set(CONSTRAINTS)


def test_the_flagship_conforms_as_a_graph_of_rdflib() -> None:
    data = rdflib.Graph().parse(data=loaded().graph.lines, format="nt")
    assert _messages(data) == set()


def test_the_flagship_conforms_as_a_store_of_oxigraph() -> None:
    store = ox.Store()
    store.load(loaded().graph.lines, format=ox.RdfFormat.N_TRIPLES)
    # pySHACL reads a store directly, which its annotation does not say.
    assert _messages(cast("rdflib.Graph", store)) == set()


def test_every_class_of_the_ontology_has_its_one_shape() -> None:
    ontology = _parsed(*(FOLDER / "ontology").glob("*.ttl"))
    classes = sorted(map(str, ontology.subjects(rdflib.RDF.type, rdflib.OWL.Class)))
    classes.remove(f"{BASE}ontology#Country")  # All that a country must have, a place must.
    assert sorted(map(str, _shapes().objects(None, SH.targetClass))) == classes
    shapes = sorted(map(str, _shapes().subjects(rdflib.RDF.type, SH.NodeShape)))
    names = [one.replace("/ontology#", "/shapes#") + "Shape" for one in classes]
    assert shapes == sorted(names)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_shapes_mirrors_a_file_of_terms(name: str) -> None:
    assert (FOLDER / "ontology" / name).is_file()
    terms = _parsed(FOLDER / "ontology" / name)
    for one in _parsed(FOLDER / "shapes" / name).objects(None, SH.targetClass):
        assert (one, rdflib.RDF.type, rdflib.OWL.Class) in terms


def test_every_property_shape_has_a_message_and_a_severity() -> None:
    for shape in _shapes().objects(None, SH.property):
        assert (shape, SH.message, None) in _shapes()
        assert (shape, SH.severity, None) in _shapes()


@pytest.mark.parametrize("term", NOT_CORE)
def test_the_shapes_keep_to_the_core(term: rdflib.URIRef) -> None:
    assert (None, term, None) not in _shapes()
