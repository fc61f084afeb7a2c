"""Convert statements between RDF 1.1 (rdf:Statement) and RDF 1.2 (rdf:reifies).

A triple term is its N-Triples 1.2 text, `<<( s p o )>>`:
https://www.w3.org/TR/rdf12-n-triples/#triple-terms
"""

from collections.abc import Iterable, Iterator
from typing import Final

from publisher.errors import PublisherError
from publisher.model import ANY, Term, Triple
from publisher.vocabulary import (
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_REIFIES,
    RDF_STATEMENT,
    RDF_SUBJECT,
    RDF_TYPE,
)

_PARTS: Final = sorted((RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT))


class ReificationError(PublisherError):
    """A triple term that has no RDF 1.1 form. `code` is the code of its finding."""

    def __init__(self, code: str, message: str, hint: str, *, about: Triple) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.about = about


def is_triple_term(term: Term) -> bool:
    return term.startswith("<<(")


def triple_term(triple: Triple) -> Term:
    return Term(f"<<( {triple[0]} {triple[1]} {triple[2]} )>>")


def triple_of_term(term: Term) -> Triple:
    """Return the triple that a triple term stands for.

    Raises ReificationError if its object is a triple term itself.
    """
    subject, predicate, value = subject_predicate_object(term)
    if is_triple_term(value):
        raise ReificationError(
            "triple-term-nested",
            "a statement about a statement is nested in << >>",
            "name the inner statement and use its IRI",
            about=(subject, predicate, ANY),
        )
    return subject, predicate, value


def subject_predicate_object(term: Term) -> Triple:
    """Return the parts of a triple term; the last may be a triple term itself."""
    subject, predicate, value = map(Term, term[4 : -len(" )>>")].split(" ", 2))
    return subject, predicate, value


def rdf11(reifier: Term, triple: Triple) -> tuple[Triple, ...]:
    """Return `reifier rdf:reifies <<( triple )>>` in RDF 1.1 form.

    Lossless only if a reifier reifies one triple, through rdf:reifies alone.
    """
    subject, predicate, value = triple
    return (
        (reifier, RDF_TYPE, RDF_STATEMENT),
        (reifier, RDF_SUBJECT, subject),
        (reifier, RDF_PREDICATE, predicate),
        (reifier, RDF_OBJECT, value),
    )


def to_rdf12(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the inverse of `rdf11` for statements that have one subject, predicate and object each.

    All other triples stay as they are.
    """
    parts: dict[Term, list[Triple]] = {}
    rest: list[Triple] = []
    for triple in triples:
        if triple[1] in _PARTS:
            parts.setdefault(triple[0], []).append(triple)
        else:
            rest.append(triple)
    complete = {
        subject
        for subject, own_triples in parts.items()
        if sorted(p for _, p, _ in own_triples) == _PARTS
    }
    for subject, predicate, value in rest:
        if (predicate, value) != (RDF_TYPE, RDF_STATEMENT) or subject not in complete:
            yield subject, predicate, value
    for subject, own_triples in parts.items():
        if subject in complete:
            part = {predicate: value for _, predicate, value in own_triples}
            triple = (part[RDF_SUBJECT], part[RDF_PREDICATE], part[RDF_OBJECT])
            yield subject, RDF_REIFIES, triple_term(triple)
        else:
            yield from own_triples


def shared(reifier: Term) -> ReificationError:
    return ReificationError(
        "reifier-shared",
        f"{reifier} reifies two triples",
        "give each statement an IRI of its own, or leave the ~ <iri> out",
        about=(reifier, ANY, ANY),
    )


def outside(about: Triple) -> ReificationError:
    return ReificationError(
        "triple-term-outside",
        "<<( )>> is written as an object of its own",
        "write << s p o >> in ev:content, or s p o {| ev:quote … |}",
        about=about,
    )
