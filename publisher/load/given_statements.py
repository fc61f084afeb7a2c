"""Take over what others have stated, as it is: no quote is looked for, and no statement is made.

The site is in RDF 1.1, which has no triple terms. Each becomes an `rdf:Statement`: under the name
of its reifier, or as a blank node where the term itself is an object.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from publisher.findings import Finding, Place
from publisher.load.rdf_file import RdfFile
from publisher.model import ANY, DEFAULT_GRAPH, Quad, Term, Triple
from publisher.reification import is_triple_term, rdf11, shared, subject_predicate_object
from publisher.terms import is_blank
from publisher.vocabulary import RDF_REIFIES


@dataclass(kw_only=True)
class GivenStatements:
    """The triples of the default graph and the quads of the named ones, and what is wrong."""

    triples: list[Triple] = field(default_factory=list)
    quads: list[Quad] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    suppressed: frozenset[Term] = frozenset()
    """None: no quote was looked for."""

    def add(self, file: RdfFile) -> None:
        """Add the triples and quads of a file."""
        if not any(is_triple_term(statement[2]) for statement in (*file.triples, *file.quads)):
            self.triples += file.triples
            self.quads += file.quads
            return
        reified: dict[Term, Term] = {}
        for quad in (*((*triple, DEFAULT_GRAPH) for triple in file.triples), *file.quads):
            self.findings += _findings(quad, reified, file=file.file)
            for subject, predicate, value in _in_rdf11(quad[:3]):
                if quad[3] == DEFAULT_GRAPH:
                    self.triples.append((subject, predicate, value))
                else:
                    self.quads.append((subject, predicate, value, quad[3]))


def as_given(files: Iterable[RdfFile]) -> GivenStatements:
    """Return what files say, in RDF 1.1."""
    statements = GivenStatements()
    for file in files:
        statements.add(file)
    return statements


def _in_rdf11(triple: Triple) -> Iterator[Triple]:
    """Yield a triple and the statements of the triple terms in it.

    `<r> rdf:reifies <<( s p o )>>` → `<r> a rdf:Statement ; rdf:subject s ; …`
    """
    subject, predicate, value = triple
    if not is_triple_term(value):
        yield triple
    elif predicate == RDF_REIFIES:
        yield from _statement(subject, value)
    else:
        node = _node(value)
        yield subject, predicate, node
        yield from _statement(node, value)


def _statement(name: Term, term: Term) -> Iterator[Triple]:
    subject, predicate, value = subject_predicate_object(term)
    if is_triple_term(value):
        yield from _statement(_node(value), value)
        value = _node(value)
    yield from rdf11(name, (subject, predicate, value))


def _node(term: Term) -> Term:
    """Return a blank node for a triple term: the same for the same term."""
    return Term(f"_:t{sha256(term.encode()).hexdigest()[:32]}")


def _findings(quad: Quad, reified: dict[Term, Term], *, file: str) -> Iterator[Finding]:
    subject, predicate, value, _ = quad
    about = (ANY if is_blank(subject) else subject, predicate, ANY)
    if not is_triple_term(value):
        return
    if predicate != RDF_REIFIES:
        yield Finding(
            code="triple-term-outside",
            message="<<( )>> is published as an rdf:Statement, because the site is in RDF 1.1",
            place=Place(file=file),
            about=about,
        )
    elif reified.setdefault(subject, value) != value:
        error = shared(subject)
        yield Finding(
            code=error.code,
            message=str(error),
            hint=error.hint,
            place=Place(file=file),
            about=(subject, ANY, ANY),
        )
