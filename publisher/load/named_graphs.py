"""Find records and claims in named graphs, where no quote of them would be looked for."""

from typing import Final

from publisher.findings import Finding, Place
from publisher.load.authored import QUOTING
from publisher.load.rdf_file import RdfFile
from publisher.model import ANY, Quad
from publisher.reification import is_triple_term
from publisher.terms import is_blank
from publisher.vocabulary import EV_CLAIM, EV_CONTENT, RDF_TYPE

_HINT: Final = "write records and claims in the default graph, outside of GRAPH { … }"


def misplaced_in_graphs(file: RdfFile) -> Finding | None:
    """Return one finding for the quotes, claims and annotations in a file's named graphs."""
    for quad in file.quads:
        if _is_of_evidence(quad):
            return _finding(
                quad,
                code="quote-without-source",
                message="a named graph has a record or a claim, whose quote is not looked for",
                file=file.file,
            )
    for quad in file.quads:
        if is_triple_term(quad[2]):
            return _finding(
                quad,
                code="triple-term-outside",
                message="a named graph has an annotation or a triple term",
                file=file.file,
            )
    return None


def _is_of_evidence(quad: Quad) -> bool:
    _, predicate, value, _ = quad
    return (
        predicate in QUOTING
        or predicate == EV_CONTENT
        or (predicate, value)
        == (
            RDF_TYPE,
            EV_CLAIM,
        )
    )


def _finding(quad: Quad, *, code: str, message: str, file: str) -> Finding:
    subject, predicate, value = quad[:3]
    about = (
        ANY if is_blank(subject) else subject,
        predicate,
        ANY if is_blank(value) or is_triple_term(value) else value,
    )
    return Finding(code=code, message=message, hint=_HINT, place=Place(file=file), about=about)
