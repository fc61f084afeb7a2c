"""Find the line and column of each triple and term of a text in Turtle, TriG, N-Triples or N-Quads.

The parser that reads the graph keeps no positions. This one keeps nothing else: it checks nothing,
and stops silently at what it does not understand.

https://www.w3.org/TR/rdf12-turtle/#sec-grammar
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from publisher import limits
from publisher.load.turtle_tokens import Position, TurtleTokens
from publisher.model import ANY, Term, Triple
from publisher.terms import iri, lexical, literal
from publisher.vocabulary import RDF_TYPE, XSD_STRING

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FIRST: Final = Term(f"<{_RDF}first>")
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_CLOSING: Final = {"<<": ">>", "<<(": ")>>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """The first place of each part of a text. A blank node is ANY, because its name means nothing.

    The place of a triple is that of its object.
    """

    asserted: Mapping[Triple, Position]
    """Triples outside of `<< >>`."""
    described: Mapping[Triple, Position]
    """Triples in `<< >>` that have properties."""
    triples: Mapping[Triple, Position]
    """All of them."""
    patterns: Mapping[Triple, Position]
    """Triples with ANY for the object, or for the subject."""
    below: Mapping[Triple, Position]
    """Triples of the blank nodes inside the statement of a named subject, with that subject. The
    member of a list is the object of rdf:first.
    """
    subjects: Mapping[Term, Position]
    terms: Mapping[Term, Position]


def positions(text: str, base: str) -> Positions:
    """Return the places of a Turtle text, as far as it can be read."""
    reader = _Reader(tokens=TurtleTokens(text=text), base=base)
    # What is wrong is reported by the parser that reads the graph.
    with suppress(ValueError, OverflowError):
        reader.read()
    return Positions(
        asserted=reader.asserted,
        described=reader.described,
        triples=reader.triples,
        patterns=reader.patterns,
        below=reader.below,
        subjects=reader.subjects,
        terms=reader.terms,
    )


def _resolve(base: str, reference: str) -> str:
    """Resolve a reference: https://www.rfc-editor.org/rfc/rfc3986#section-5.2"""
    if _SCHEME.match(reference):
        return reference
    if not reference or reference.startswith("#"):
        return base.partition("#")[0] + reference
    if base.endswith("/") and reference[0] not in "/.?" and "/." not in reference:
        return base + reference
    joined = urljoin(base, reference)
    empty = reference[len(reference.rstrip("?#")) :]  # urljoin drops an empty query or fragment
    return joined if joined.endswith(empty) else joined + empty


@dataclass(slots=True, kw_only=True)
class _Reader:
    """A reader by recursive descent; an error ends it."""

    tokens: TurtleTokens
    base: str
    asserted: dict[Triple, Position] = field(default_factory=dict)
    described: dict[Triple, Position] = field(default_factory=dict)
    triples: dict[Triple, Position] = field(default_factory=dict)
    patterns: dict[Triple, Position] = field(default_factory=dict)
    below: dict[Triple, Position] = field(default_factory=dict)
    subjects: dict[Term, Position] = field(default_factory=dict)
    terms: dict[Term, Position] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    owner: Term = ANY
    depth: int = 0
    reified: tuple[Triple, Position] | None = None
    """The triple in the `<< >>` that was read last, and the place of its object."""

    def read(self) -> None:
        while self.tokens.kind:
            self._statement()

    def _statement(self) -> None:
        kind, lexeme = self.tokens.kind, self.tokens.lexeme.lower()
        word = lexeme if kind == "at" else f"@{lexeme}"
        if kind in {"at", "word"} and word in {"@prefix", "@base", "@version"}:
            self._directive(word, ends=kind == "at")
            return
        if kind == "word" and lexeme == "graph":
            self.tokens.next()
        if self.tokens.take("{"):
            self._graph()
        else:
            self._triples()

    def _graph(self) -> None:
        """Read to the end of a graph of TriG."""
        while not self.tokens.take("}"):
            self._triples()

    def _triples(self) -> None:
        start, is_reified = self.tokens.position, self.tokens.lexeme == "<<"
        self.owner = ANY
        self.owner = self._node()
        if self.tokens.take("{"):
            self._graph()
            return
        if is_reified and self.reified:
            self.described.setdefault(*self.reified)
        self._predicates(self.owner, start)
        if self.tokens.kind in {"iri", "blank"}:  # The graph of a line of N-Quads.
            self.tokens.next()
        # In TriG the last triples of a graph need no dot.
        if self.tokens.lexeme != "}":
            self.tokens.expect(".")

    def _directive(self, word: str, *, ends: bool) -> None:
        self.tokens.next()
        if word == "@version":
            self.tokens.next()
        else:
            prefix = self.tokens.next()[:-1] if word == "@prefix" else ""
            if self.tokens.kind != "iri":
                raise ValueError(word)
            resolved = self._iri()[1:-1]
            if word == "@base":
                self.base = resolved
            else:
                self.prefixes[prefix] = resolved
        if ends:
            self.tokens.expect(".")

    def _predicates(self, subject: Term, start: Position) -> None:
        if subject:
            self.subjects.setdefault(subject, start)
        while True:
            while self.tokens.take(";"):
                pass
            if self.tokens.kind not in {"iri", "name"} and self.tokens.lexeme != "a":
                return
            self._objects(subject, self._verb())
            if not self.tokens.take(";"):
                return

    def _objects(self, subject: Term, predicate: Term) -> None:
        while True:
            term, at = self._object(subject, predicate)
            self.asserted.setdefault((subject, predicate, term), at)
            self._annotations()
            if not self.tokens.take(","):
                return

    def _object(self, subject: Term, predicate: Term) -> tuple[Term, Position]:
        at = self.tokens.position
        term = self._node()
        self.triples.setdefault((subject, predicate, term), at)
        self.patterns.setdefault((subject, predicate, ANY), at)
        self.patterns.setdefault((ANY, predicate, term), at)
        if self.owner and not subject:
            self.below.setdefault((self.owner, predicate, term), at)
            self.below.setdefault((self.owner, predicate, ANY), at)
        return term, at

    def _annotations(self) -> None:
        # As in the graph's parser, a term after ~ names all blocks up to the next ~.
        reifier, start = ANY, self.tokens.position
        while True:
            if self.tokens.take("~"):
                start = self.tokens.position
                reifier = self._node() if self.tokens.kind in {"iri", "name", "blank"} else ANY
            elif self.tokens.take("{|"):
                self._deeper()
                owner, self.owner = self.owner, ANY
                self._predicates(reifier, start)
                self.owner = owner
                self.depth -= 1
                self.tokens.expect("|}")
            else:
                return

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > limits.NESTING:
            raise ValueError(self.depth)

    def _verb(self) -> Term:
        at = self.tokens.position
        if self.tokens.kind == "word":
            self.tokens.next()
            term = RDF_TYPE
        else:
            term = self._iri()
        self.terms.setdefault(term, at)
        return term

    def _node(self) -> Term:
        at = self.tokens.position
        if self.tokens.kind == "mark":
            self._deeper()
            term = self._compound(self.tokens.next())
            self.depth -= 1
        elif self.tokens.kind == "blank":
            self.tokens.next()
            return ANY
        elif self.tokens.kind in {"iri", "name"}:
            term = self._iri()
        else:
            term = self._literal()
        if term:
            self.terms.setdefault(term, at)
        return term

    def _compound(self, mark: str) -> Term:
        if mark == "[":
            self._predicates(ANY, self.tokens.position)
            self.tokens.expect("]")
            return ANY
        if mark == "(":
            if self.tokens.take(")"):
                return iri(f"{_RDF}nil")
            while not self.tokens.take(")"):
                at = self.tokens.position
                self.below.setdefault((self.owner, _FIRST, self._node()), at)
            return ANY
        closing = _CLOSING.get(mark)
        if closing is None:
            raise ValueError(mark)
        start = self.tokens.position
        subject = self._node()
        if subject:
            self.subjects.setdefault(subject, start)
        predicate = self._verb()
        term, at = self._object(subject, predicate)
        reifier = ANY
        if self.tokens.take("~") and self.tokens.kind in {"iri", "name", "blank"}:
            reifier = self._node()
        self.tokens.expect(closing)
        self.reified = (subject, predicate, term), at
        return reifier

    def _iri(self) -> Term:
        if self.tokens.kind == "iri":
            text = self.tokens.next()[1:-1]
            return iri(_resolve(self.base, lexical(Term(f'"{text}"')) if "\\" in text else text))
        if self.tokens.kind != "name":
            raise ValueError(self.tokens.lexeme)
        prefix, _, local = self.tokens.next().partition(":")
        if prefix not in self.prefixes:
            raise ValueError(prefix)
        return iri(self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local))

    def _literal(self) -> Term:
        kind, token = self.tokens.kind, self.tokens.lexeme
        if kind in {"integer", "decimal", "double"}:
            self.tokens.next()
            return literal(token, datatype=iri(f"{_XSD}{kind}"))
        if kind == "word" and token in {"true", "false"}:
            self.tokens.next()
            return literal(token, datatype=iri(f"{_XSD}boolean"))
        if kind not in {"long", "short"}:
            raise ValueError(token)
        self.tokens.next()
        quotes = 3 if kind == "long" else 1
        text = lexical(Term(f'"{token[quotes:-quotes]}"'))
        if self.tokens.kind == "at":
            return literal(text, language=self.tokens.next()[1:].lower())
        return literal(text, datatype=self._iri() if self.tokens.take("^^") else XSD_STRING)
