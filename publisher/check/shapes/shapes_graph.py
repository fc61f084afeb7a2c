"""The shapes of all files as one graph."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from publisher.findings import Finding, Place, Severity
from publisher.model import ANY, ShapesFile, Term, Triple
from publisher.terms import bare, is_blank, is_iri, is_literal
from publisher.vocabulary import CLASS_TYPES, PREFIXES, RDF_TYPE, TRUE, XSD_BOOLEAN

SH: Final = PREFIXES["sh"]
NIL: Final = Term(f"<{PREFIXES['rdf']}nil>")
FIRST: Final = Term(f"<{PREFIXES['rdf']}first>")
REST: Final = Term(f"<{PREFIXES['rdf']}rest>")


def sh(name: str) -> Term:
    return Term(f"<{SH}{name}>")


def sh_name(term: Term) -> str:
    """Return the local name of a term of SHACL; empty for any other term."""
    return term[len(SH) + 1 : -1] if term.startswith(f"<{SH}") else ""


TARGETS: Final = frozenset(
    map(sh, ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target"))
)
ONE_SHAPE: Final = frozenset(map(sh, ("property", "node", "not", "qualifiedValueShape")))
LIST_OF_SHAPES: Final = frozenset(map(sh, ("and", "or", "xone")))
SHAPE_TYPES: Final = frozenset({sh("NodeShape"), sh("PropertyShape")})
SH_QUERIES: Final = frozenset(map(sh, ("select", "ask", "construct", "update")))
SH_PATH: Final = sh("path")
SH_PATTERN: Final = sh("pattern")
SH_PROPERTY: Final = sh("property")
_DEACTIVATED: Final = sh("deactivated")
_YES: Final = frozenset({TRUE, f'"1"^^{XSD_BOOLEAN}'})
_KEPT_OF_DEACTIVATED: Final = frozenset({RDF_TYPE, SH_PATH, _DEACTIVATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedShapes:
    """The triples of one file. Blank nodes, `_:id`, are unique across files."""

    file: str
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeFault:
    """What is wrong with the shapes, and the triples that cannot be checked because of it."""

    finding: Finding
    triples: tuple[Triple, ...] = ()


def parse_shapes(files: Sequence[ShapesFile], *, base: str) -> list[ParsedShapes]:
    """Return the triples of each file."""
    parsed = []
    for file in files:
        quads = ox.parse(file.content, format=ox.RdfFormat.TURTLE, base_iri=base)
        triples = tuple(
            (Term(str(q.subject)), Term(str(q.predicate)), _object(q.object)) for q in quads
        )
        parsed.append(ParsedShapes(file=file.file, triples=triples))
    return parsed


def _object(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    return Term(f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term))


@dataclass(kw_only=True)
class ShapesGraph:
    """The shapes of some files. A deactivated shape counts as one without constraints."""

    files: Sequence[ParsedShapes]
    base: str

    @cached_property
    def triples(self) -> list[Triple]:
        return [triple for file in self.files for triple in self.active(file)]

    def active(self, file: ParsedShapes) -> Iterator[Triple]:
        """Yield the triples of a file, without the constraints of deactivated shapes."""
        for triple in file.triples:
            if triple[0] not in self._only_of_deactivated and (
                triple[0] not in self.deactivated or triple[1] in _KEPT_OF_DEACTIVATED
            ):
                yield triple

    @cached_property
    def deactivated(self) -> frozenset[Term]:
        return frozenset(s for s, p, o in self.files_of if p == _DEACTIVATED and o in _YES)

    @cached_property
    def _only_of_deactivated(self) -> frozenset[Term]:
        """Return the blank nodes that only deactivated shapes lead to, but for their paths."""
        if not self.deactivated:
            return frozenset()
        described, led_to = _by_subject(self.files_of), {o for _, _, o in self.files_of}
        pending = [node for node in described if is_iri(node) or node not in led_to]
        active: set[Term] = set()
        while pending:
            node = pending.pop()
            if node not in active:
                active.add(node)
                pending += [
                    value
                    for _, predicate, value in described.get(node, ())
                    if node not in self.deactivated or predicate == SH_PATH
                ]
        return frozenset(described.keys() - active)

    @cached_property
    def described(self) -> dict[Term, list[Triple]]:
        """Return the triples of each subject."""
        return _by_subject(self.triples)

    @cached_property
    def files_of(self) -> dict[Triple, str]:
        """Return the file of each triple."""
        return {triple: file.file for file in self.files for triple in file.triples}

    @cached_property
    def file_of(self) -> dict[Term, str]:
        """Return the last file that describes each subject."""
        return {triple[0]: file.file for file in self.files for triple in file.triples}

    def values(self, subject: Term, predicate: Term) -> list[Term]:
        """Return the values of a property of a subject."""
        return [o for _, p, o in self.described.get(subject, ()) if p == predicate]

    def members(self, node: Term) -> list[Term] | None:
        """Return the members of an RDF list; None if the node is not a well-formed one."""
        members: list[Term] = []
        seen: set[Term] = set()
        while node != NIL:
            first, rest = self.values(node, FIRST), self.values(node, REST)
            if node in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(node)
            members += first
            node = rest[0]
        return members

    @cached_property
    def links(self) -> dict[Term, list[Term]]:
        """Return the shapes to which each shape links, also as members of a list."""
        links: dict[Term, list[Term]] = {}
        for subject, predicate, value in self.triples:
            if predicate in ONE_SHAPE:
                links.setdefault(subject, []).append(value)
            elif predicate in LIST_OF_SHAPES:
                members = self.members(value)
                links.setdefault(subject, []).extend([value] if members is None else members)
        return links

    @cached_property
    def wanted(self) -> frozenset[Term]:
        """Return what some shape links to as a shape, whether or not it is one."""
        return frozenset(target for targets in self.links.values() for target in targets)

    @cached_property
    def led_to(self) -> frozenset[Term]:
        """Return what any shape links to, deactivated shapes too."""
        return frozenset(o for _, p, o in self.files_of if p in ONE_SHAPE or p == FIRST)

    @cached_property
    def properties(self) -> frozenset[Term]:
        """Return what some shape links to with sh:property."""
        return frozenset(o for _, p, o in self.triples if p == SH_PROPERTY)

    @cached_property
    def path_nodes(self) -> frozenset[Term]:
        """Return the blank nodes of which paths are made."""
        return self.below(*(o for _, p, o in self.triples if p == SH_PATH and is_blank(o)))

    @cached_property
    def all_shapes(self) -> frozenset[Term]:
        """Return what is meant as a shape: it has the type of one, or a property of SHACL."""
        return frozenset(
            subject
            for subject, predicate, value in self.triples
            if sh_name(predicate) or (predicate == RDF_TYPE and value in SHAPE_TYPES)
        )

    @cached_property
    def roots(self) -> tuple[Term, ...]:
        """Return the shapes that have a target, in the order of the files."""
        return tuple(
            dict.fromkeys(t[0] for t in self.triples if t[1] in TARGETS or self.is_own_target(t))
        )

    def is_own_target(self, triple: Triple) -> bool:
        """Return whether a triple says that a shape is a class, and thereby its own target."""
        subject, predicate, value = triple
        return predicate == RDF_TYPE and value in CLASS_TYPES and subject in self.all_shapes

    def below(self, *nodes: Term) -> frozenset[Term]:
        """Return some nodes and all that is reached from them, by any triple."""
        pending, reached = [*nodes], set[Term]()
        while pending:
            node = pending.pop()
            if node not in reached and node in self.described:
                reached.add(node)
                pending += [value for _, _, value in self.described[node]]
        return frozenset(reached)

    @cached_property
    def owners(self) -> dict[Term, Term]:
        """Return the IRI below which each blank node is written."""
        owners: dict[Term, Term] = {}
        for owner in self.described:
            pending = [owner] if is_iri(owner) else []
            while pending:
                for _, _, value in self.described.get(pending.pop(), ()):
                    if is_blank(value) and value not in owners:
                        owners[value] = owner
                        pending.append(value)
        return owners

    def about(self, triple: Triple) -> Triple:
        """Return what a finding on a triple is about: the triple without blank nodes.

        If the object is a blank node, it is the first triple of that node.
        """
        subject, predicate, value = self._without_blank_object(triple)
        named = subject if is_iri(subject) else self.owners.get(subject, ANY)
        return named, predicate, ANY if is_blank(value) else value

    def _without_blank_object(self, triple: Triple) -> Triple:
        pending, seen = [triple], set[Triple]()
        while pending:
            candidate = pending.pop()
            if not is_blank(candidate[2]):
                return candidate
            if candidate not in seen:
                seen.add(candidate)
                pending += reversed(self.described.get(candidate[2], ()))
        return triple

    def about_node(self, node: Term) -> Triple:
        """Return what a finding on a node is about; of a blank node, its target or its path."""
        if is_iri(node):
            return node, ANY, ANY
        triples = self.described.get(node, ())
        targets = [triple for triple in triples if triple[1] in TARGETS]
        paths = [triple for triple in triples if triple[1] == SH_PATH]
        return self.about([*targets, *paths, *triples, (ANY, ANY, ANY)][0])

    def fault(
        self, code: str, message: str, hint: str, *triples: Triple, severity: Severity | None = None
    ) -> ShapeFault:
        """Return a fault at the first of these triples. With a severity, they can be checked."""
        return ShapeFault(
            finding=Finding(
                code=code,
                message=message,
                hint=hint,
                place=Place(file=self.files_of.get(triples[0], "")),
                about=self.about(triples[0]),
                severity=severity or Severity.ERROR,
            ),
            triples=() if severity else triples,
        )

    def shown(self, term: Term) -> str:
        """Return a term as messages show it: `:Term`, `<kind/slug>`, `sh:in`, `"text"@en`."""
        if term == NIL:
            return "( )"
        if is_iri(term):
            for prefix, namespace in ((":", f"{self.base}ontology#"), *_SHOWN_PREFIXES):
                if bare(term).startswith(namespace):
                    return prefix + bare(term)[len(namespace) :]
            return f"<{bare(term).removeprefix(self.base)}>"
        if not is_literal(term):
            return "[ … ]"
        text, typed, datatype = term.rpartition("^^")
        if not typed or not datatype.endswith(">"):
            return term
        return f"{text}^^{self.shown(Term(datatype))}"


_SHOWN_PREFIXES: Final = tuple(
    (f"{name}:", PREFIXES[name]) for name in ("sh", "ev", "rdf", "rdfs", "xsd")
)


def _by_subject(triples: Iterable[Triple]) -> dict[Term, list[Triple]]:
    described: dict[Term, list[Triple]] = {}
    for triple in triples:
        described.setdefault(triple[0], []).append(triple)
    return described
