"""The tool's own shapes pass what is right, and say of what is wrong what to do."""

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import SH

from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes import shape_faults
from publisher.check.shapes.shapes_graph import ShapesGraph, parse_shapes
from publisher.check.shapes.validation import validate
from publisher.load import tool_shapes
from tests.check.graphs import BASE, VOCABULARY, graph_of, index_of

CASES = Path(__file__).parent / "shapes"
PASSES = sorted(CASES.glob("*/passes/*.ttl"))
FAILS = sorted(CASES.glob("*/fails/*.ttl"))
EXPECTS = "# expects: "
FILES = tool_shapes()
PARSED = ShapesGraph(files=parse_shapes(FILES, base=BASE), base=BASE)
SHAPES = rdflib.Graph()
for file in FILES:
    SHAPES.parse(data=file.content, format="turtle")


def name(case: Path) -> str:
    return case.relative_to(CASES).with_suffix("").as_posix()


def messages(case: Path) -> list[str]:
    graph = graph_of(case.read_text(encoding="utf-8"))
    return [finding.message for finding in validate(PredicateIndex.of(graph), PARSED)]


def expected(case: Path) -> str:
    return case.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix(EXPECTS)


def test_there_are_cases_of_both_kinds() -> None:
    assert {case.parts[-3] for case in PASSES} == {case.parts[-3] for case in FAILS}
    assert len(PASSES) > 9


@pytest.mark.parametrize("case", PASSES, ids=name)
def test_what_is_right_passes(case: Path) -> None:
    assert messages(case) == []


@pytest.mark.parametrize("case", FAILS, ids=name)
def test_a_wrong_graph_has_one_finding_that_says_what_to_do(case: Path) -> None:
    assert messages(case) == [expected(case)]


def test_every_message_has_a_failing_case() -> None:
    assert {str(one) for one in SHAPES.objects(None, SH.message)} == set(map(expected, FAILS))


def test_every_constraint_has_a_message() -> None:
    assert all((shape, SH.message, None) in SHAPES for shape in SHAPES.objects(None, SH.property))


def test_the_tool_s_shapes_are_good_shapes() -> None:
    assert list(shape_faults(PARSED, index_of("<a> a :T ."), VOCABULARY)) == []
