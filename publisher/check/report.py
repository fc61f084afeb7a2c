"""Findings as JSON, and as a SHACL validation report in Turtle."""

import json
from collections.abc import Sequence

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from publisher.findings import Finding, Severity
from publisher.model import ANY
from publisher.terms import bare, is_iri
from publisher.vocabulary import EV_NAMESPACE

_SEVERITIES = {
    Severity.ERROR: SH.Violation,
    Severity.WARNING: SH.Warning,
    Severity.NOTE: SH.Info,
}


def as_json(findings: Sequence[Finding]) -> str:
    """Return an array with an object for each finding; `line` and `column` are 0 if unknown."""
    return json.dumps(
        [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "file": finding.place.file,
                "line": finding.place.line,
                "column": finding.place.column,
                "message": finding.message,
                "hint": finding.hint,
            }
            for finding in findings
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_turtle(findings: Sequence[Finding]) -> str:
    """Return a SHACL validation report: each finding is a result, its place part of the message.

    https://www.w3.org/TR/shacl/#validation-report
    """
    report = Graph()
    report.bind("sh", SH)
    node = BNode("report")
    report.add((node, RDF.type, SH.ValidationReport))
    report.add((node, SH.conforms, Literal(not any(finding.is_error for finding in findings))))
    for number, finding in enumerate(findings):
        result = BNode(f"result{number}")
        report.add((node, SH.result, result))
        report.add((result, RDF.type, SH.ValidationResult))
        report.add((result, SH.resultSeverity, _SEVERITIES[finding.severity]))
        place = f"{finding.place.file}:{finding.place.line}:{finding.place.column}"
        text = f"{place}: {finding.text} [{finding.code}]"
        report.add((result, SH.resultMessage, Literal(text)))
        report.add((result, SH.sourceConstraintComponent, URIRef(f"{EV_NAMESPACE}{finding.code}")))
        focus, path, _ = finding.about or (ANY, ANY, ANY)
        if is_iri(focus):
            report.add((result, SH.focusNode, URIRef(bare(focus))))
        if is_iri(path):
            report.add((result, SH.resultPath, URIRef(bare(path))))
    return report.serialize(format="turtle")
