"""The shapes of all files as one graph, and the questions that are asked of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from publisher.findings import Finding, Place, Severity
from publisher.model import ANY, ShapesFile, Term, Triple
from publisher.terms import bare, is_iri, is_literal
from publisher.vocabulary import CLASS_TYPES, PREFIXES, RDF_TYPE, TRUE, XSD_BOOLEAN

SH: Final = PREFIXES["sh"]
NIL: Final = Term(f"<{PREFIXES['rdf']}nil>")
FIRST: Final = Term(f"<{PREFIXES['rdf']}first>")
REST: Final = Term(f"<{PREFIXES['rdf']}rest>")


def sh(name: str) -> Term:
    return Term(f"<{SH}{name}>")


def sh_name(term: Term) -> str:
    """The local name of a term of SHACL, empty for any other."""
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
_KEPT: Final = frozenset({RDF_TYPE, SH_PATH, _DEACTIVATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedShapes:
    """One file's triples, blank nodes as `_:id`, unique across files."""

    file: str
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeFault:
    """What is wrong with the shapes, and which triples cannot be judged for it."""

    finding: Finding
    triples: tuple[Triple, ...] = ()


def parse_shapes(files: Sequence[ShapesFile], *, base: str) -> list[ParsedShapes]:
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
    """`files` as they were parsed. A deactivated shape counts as one without constraints."""

    files: Sequence[ParsedShapes]
    base: str

    @cached_property
    def triples(self) -> list[Triple]:
        return [triple for file in self.files for triple in self.active(file)]

    def active(self, file: ParsedShapes) -> Iterator[Triple]:
        """The triples of a file, but for what a deactivated shape says."""
        for triple in file.triples:
            if triple[0] not in self._unheard and (
                triple[0] not in self.deactivated or triple[1] in _KEPT
            ):
                yield triple

    @cached_property
    def deactivated(self) -> frozenset[Term]:
        return frozenset(s for s, p, o in self.files_of if p == _DEACTIVATED and o in _YES)

    @cached_property
    def _unheard(self) -> frozenset[Term]:
        """The blank nodes that only deactivated shapes lead to, but for their paths."""
        if not self.deactivated:
            return frozenset()
        described, led_to = _by_subject(self.files_of), {o for _, _, o in self.files_of}
        pending = [node for node in described if is_iri(node) or node not in led_to]
        heard: set[Term] = set()
        while pending:
            node = pending.pop()
            if node not in heard:
                heard.add(node)
                pending += [
                    value
                    for _, predicate, value in described.get(node, ())
                    if node not in self.deactivated or predicate == SH_PATH
                ]
        return frozenset(described.keys() - heard)

    @cached_property
    def described(self) -> dict[Term, list[Triple]]:
        """The triples of each subject."""
        return _by_subject(self.triples)

    @cached_property
    def files_of(self) -> dict[Triple, str]:
        """The file of each triple."""
        return {triple: file.file for file in self.files for triple in file.triples}

    @cached_property
    def file_of(self) -> dict[Term, str]:
        """The last file that describes a subject."""
        return {triple[0]: file.file for file in self.files for triple in file.triples}

    def values(self, subject: Term, predicate: Term) -> list[Term]:
        return [o for _, p, o in self.described.get(subject, ()) if p == predicate]

    def members(self, node: Term) -> list[Term] | None:
        """The members of a list; None if it is no list, or a broken one."""
        found: list[Term] = []
        seen: set[Term] = set()
        while node != NIL:
            first, rest = self.values(node, FIRST), self.values(node, REST)
            if node in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(node)
            found += first
            node = rest[0]
        return found

    @cached_property
    def links(self) -> dict[Term, list[Term]]:
        """Which shape leads to which, lists followed."""
        found: dict[Term, list[Term]] = {}
        for subject, predicate, value in self.triples:
            if predicate in ONE_SHAPE:
                found.setdefault(subject, []).append(value)
            elif predicate in LIST_OF_SHAPES:
                members = self.members(value)
                found.setdefault(subject, []).extend([value] if members is None else members)
        return found

    @cached_property
    def wanted(self) -> frozenset[Term]:
        """What a shape leads to as to another shape."""
        return frozenset(one for many in self.links.values() for one in many)

    @cached_property
    def led_to(self) -> frozenset[Term]:
        """What any shape leads to, deactivated ones too."""
        return frozenset(o for _, p, o in self.files_of if p in ONE_SHAPE or p == FIRST)

    @cached_property
    def properties(self) -> frozenset[Term]:
        """What a shape leads to as to a property shape."""
        return frozenset(o for _, p, o in self.triples if p == SH_PROPERTY)

    @cached_property
    def path_nodes(self) -> frozenset[Term]:
        """The blank nodes of which paths are made."""
        return self.below(*(o for _, p, o in self.triples if p == SH_PATH and o.startswith("_:")))

    @cached_property
    def shapes(self) -> frozenset[Term]:
        """What is meant as a shape and says something: by its type, or by a term of SHACL's."""
        return frozenset(
            subject
            for subject, predicate, value in self.triples
            if sh_name(predicate) or (predicate == RDF_TYPE and value in SHAPE_TYPES)
        )

    @cached_property
    def roots(self) -> tuple[Term, ...]:
        """The shapes that have a target, in the order in which they come."""
        return tuple(
            dict.fromkeys(t[0] for t in self.triples if t[1] in TARGETS or self.is_own_target(t))
        )

    def is_own_target(self, triple: Triple) -> bool:
        """Whether a triple makes a shape its own target: it says that it is a class."""
        subject, predicate, value = triple
        return predicate == RDF_TYPE and value in CLASS_TYPES and subject in self.shapes

    def below(self, *nodes: Term) -> frozenset[Term]:
        """Some nodes and all that they lead to, by any triple."""
        pending, found = [*nodes], set[Term]()
        while pending:
            one = pending.pop()
            if one not in found and one in self.described:
                found.add(one)
                pending += [value for _, _, value in self.described[one]]
        return frozenset(found)

    @cached_property
    def owners(self) -> dict[Term, Term]:
        """The IRI below which each blank node is written."""
        found: dict[Term, Term] = {}
        for owner in self.described:
            pending = [owner] if is_iri(owner) else []
            while pending:
                for _, _, value in self.described.get(pending.pop(), ()):
                    if value.startswith("_:") and value not in found:
                        found[value] = owner
                        pending.append(value)
        return found

    def about(self, triple: Triple) -> Triple:
        """A triple as a finding is about it: without blank nodes.

        Where the object is one, the finding is about the first that is said of it.
        """
        subject, predicate, value = self._telling(triple)
        named = subject if is_iri(subject) else self.owners.get(subject, ANY)
        return named, predicate, ANY if value.startswith("_:") else value

    def _telling(self, triple: Triple) -> Triple:
        pending, seen = [triple], set[Triple]()
        while pending:
            one = pending.pop()
            if not one[2].startswith("_:"):
                return one
            if one not in seen:
                seen.add(one)
                pending += reversed(self.described.get(one[2], ()))
        return triple

    def about_node(self, node: Term) -> Triple:
        """A node as a finding is about it; a blank one by its target, or its path."""
        if is_iri(node):
            return node, ANY, ANY
        triples = self.described.get(node, ())
        telling = [t for t in triples if t[1] in TARGETS] or [t for t in triples if t[1] == SH_PATH]
        return self.about((telling or [*triples, (ANY, ANY, ANY)])[0])

    def fault(
        self, code: str, message: str, hint: str, *triples: Triple, severity: Severity | None = None
    ) -> ShapeFault:
        """A fault at the first of these triples."""
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
        """A term as messages show it: `:Term` and `<kind/slug>` for what is the project's own."""
        if term == NIL:
            return "( )"
        if is_iri(term):
            for prefix, namespace in ((":", f"{self.base}ontology#"), *_SHOWN):
                if bare(term).startswith(namespace):
                    return prefix + bare(term)[len(namespace) :]
            return f"<{bare(term).removeprefix(self.base)}>"
        if not is_literal(term):
            return "[ … ]"
        text, typed, kind = term.rpartition("^^")
        return f"{text}^^{self.shown(Term(kind))}" if typed and kind.endswith(">") else term


_SHOWN: Final = tuple((f"{name}:", PREFIXES[name]) for name in ("sh", "ev", "rdf", "rdfs", "xsd"))


def _by_subject(triples: Iterable[Triple]) -> dict[Term, list[Triple]]:
    found: dict[Term, list[Triple]] = {}
    for triple in triples:
        found.setdefault(triple[0], []).append(triple)
    return found
