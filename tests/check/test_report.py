import json

import rdflib
from rdflib.namespace import RDF, SH

from publisher.check.report import as_json, as_turtle
from publisher.findings import Finding, Place, Severity
from publisher.model import ANY
from tests.check.graphs import iri

FINDINGS = [
    Finding(
        code="label-missing",
        message='a has no "label"',
        hint="give it one",
        place=Place(file="data/a.ttl", line=3, column=1),
        about=(iri("a"), ANY, ANY),
    ),
    Finding(code="c", message="<script>ə\n", severity=Severity.WARNING),
]


def test_json_has_one_object_a_finding_with_the_same_keys() -> None:
    first, second = json.loads(as_json(FINDINGS))

    assert first == {
        "code": "label-missing",
        "severity": "error",
        "file": "data/a.ttl",
        "line": 3,
        "column": 1,
        "message": 'a has no "label"',
        "hint": "give it one",
    }
    assert list(second) == list(first)
    assert second["message"] == "<script>ə\n"


def test_turtle_is_a_report_of_shacl() -> None:
    report = rdflib.Graph().parse(data=as_turtle(FINDINGS), format="turtle")

    (node,) = report.subjects(RDF.type, SH.ValidationReport)
    assert report.value(node, SH.conforms) == rdflib.Literal(lexical_or_value=False)
    results = list(report.objects(node, SH.result))
    assert {report.value(one, SH.resultSeverity) for one in results} == {SH.Violation, SH.Warning}
    (focus,) = report.subjects(SH.focusNode, rdflib.URIRef("https://example.org/a"))
    message = 'data/a.ttl:3:1: a has no "label"; give it one [label-missing]'
    assert str(report.value(focus, SH.resultMessage)) == message


def test_a_report_without_errors_conforms() -> None:
    for findings in ([], FINDINGS[1:]):
        report = rdflib.Graph().parse(data=as_turtle(findings), format="turtle")
        assert (None, SH.conforms, rdflib.Literal(lexical_or_value=True)) in report


def test_a_report_is_the_same_in_every_run() -> None:
    assert as_turtle(FINDINGS) == as_turtle(FINDINGS)
