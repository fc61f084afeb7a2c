"""Where a triple stands in the files, for findings that came of the graph.

The parser that reads the graph keeps no positions. This one, of the same Turtle, keeps nothing
else: it checks nothing and stops silently at what it does not understand.

https://www.w3.org/TR/rdf12-turtle/#sec-grammar
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias
from urllib.parse import urljoin

from publisher.model import ANY, Finding, Place, Term, Triple
from publisher.terms import document, iri, lexical, literal
from publisher.vocabulary import RDF_TYPE, XSD_STRING

Position: TypeAlias = tuple[int, int]

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_DEEPEST: Final = 100
_BASE_CHARS: Final = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_CHARS: Final = rf"{_BASE_CHARS}_0-9\u00B7\u0300-\u036F\u203F\u2040\-"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_SPACE: Final = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_TOKEN: Final = re.compile(
    rf"""
    (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<long>\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*+\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*+''')
  | (?P<short>"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+')
  | (?P<at>@[A-Za-z]++(?:--?[A-Za-z0-9]++)*+)
  | (?P<double>[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[eE][+-]?[0-9]++)
  | (?P<decimal>[+-]?[0-9]*+\.[0-9]++)
  | (?P<integer>[+-]?[0-9]++)
  | (?P<blank>_:[{_BASE_CHARS}_0-9](?:[{_CHARS}]|\.++(?=[{_CHARS}]))*+)
  | (?P<name>(?:[{_BASE_CHARS}](?:[{_CHARS}]|\.++(?=[{_CHARS}]))*+)?
      :(?:(?:[{_BASE_CHARS}_:0-9]|{_ESCAPED})
        (?:[{_CHARS}:]|{_ESCAPED}|\.++(?=[{_CHARS}:%\\]))*+)?)
  | (?P<word>[A-Za-z]++)
  | (?P<mark><<\(|\)>>|<<|>>|\{{\||\|\}}|\^\^|[.;,~()\[\]])
    """,
    re.VERBOSE,
)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_CLOSING: Final = {"<<": ">>", "<<(": ")>>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Where the parts of a text stand first; a blank node is ANY, as it has no name elsewhere.

    A triple stands where its object does. `asserted` are those of `triples` that do not stand
    in `<< >>` alone. `patterns` are triples of which the object, or the subject, is left open.
    """

    asserted: Mapping[Triple, Position]
    triples: Mapping[Triple, Position]
    patterns: Mapping[Triple, Position]
    subjects: Mapping[Term, Position]
    terms: Mapping[Term, Position]


_Look: TypeAlias = Callable[[Positions, Term, Term, Term], Position | None]

_LOOKS: Final[tuple[_Look, ...]] = (
    # In any file before one that is only claimed: what is wrong with those is what is asserted.
    lambda at, s, p, o: at.asserted.get((s, p, o)) if s and p and o else None,
    lambda at, s, p, o: at.triples.get((s, p, o)) if s and p and o else None,
    lambda at, s, p, _: at.patterns.get((s, p, ANY)) if s and p else None,
    # Another named subject's triple would be the wrong place; an annotation's has no name.
    lambda at, s, p, o: (at.triples if s else at.patterns).get((ANY, p, o)) if p and o else None,
    lambda at, s, _p, _o: at.subjects.get(s),
    lambda at, s, _p, _o: at.terms.get(s),
    # A statement's IRI is made from its resource's, and is written nowhere.
    lambda at, s, _p, _o: at.subjects.get(document(s)),
    lambda at, _s, p, _o: at.terms.get(p),
    lambda at, _s, _p, o: at.terms.get(o),
)
"""From the most specific to the least."""


def place(findings: Iterable[Finding], texts: Mapping[str, str], base: str) -> list[Finding]:
    """Findings with line and column (from 1, in code points) where `about` is found in a text."""
    files = sorted(texts, key=lambda file: (not file.startswith(("data/", "ontology/")), file))
    known: dict[str, Positions] = {}

    def positions_in(file: str) -> Positions:
        if file not in known:
            known[file] = positions(texts[file], base)
        return known[file]

    def placed(finding: Finding) -> Finding:
        if finding.place.line or finding.about is None:
            return finding
        among = [finding.place.file] if finding.place.file in texts else files
        for look in _LOOKS:
            for file in among:
                if at := look(positions_in(file), *finding.about):
                    return replace(finding, place=Place(file=file, line=at[0], column=at[1]))
        return finding

    return [placed(finding) for finding in findings]


def positions(text: str, base: str) -> Positions:
    """Where the triples and terms of a Turtle text stand, as far as it can be read."""
    reader = _Reader(text=text, base=base)
    with suppress(ValueError, OverflowError):  # the parser that reads the graph says what is wrong
        reader.read()
    return Positions(
        asserted=reader.asserted,
        triples=reader.triples,
        patterns=reader.patterns,
        subjects=reader.subjects,
        terms=reader.terms,
    )


def _resolve(base: str, reference: str) -> str:
    """RFC 3986, section 5.2."""
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
    """Reads a text by recursive descent; an error is the end of what it can read."""

    text: str
    base: str
    asserted: dict[Triple, Position] = field(default_factory=dict)
    triples: dict[Triple, Position] = field(default_factory=dict)
    patterns: dict[Triple, Position] = field(default_factory=dict)
    subjects: dict[Term, Position] = field(default_factory=dict)
    terms: dict[Term, Position] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    depth: int = 0
    kind: str = ""
    lexeme: str = ""
    start: int = 0
    end: int = 0

    def read(self) -> None:
        self.lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self._next()
        while self.kind:
            self._statement()

    def _next(self) -> str:
        """Go to the next token; gives the one that is left."""
        left = self.lexeme
        space = _SPACE.match(self.text, self.end)
        self.start = space.end() if space else self.end
        match = _TOKEN.match(self.text, self.start)
        self.kind = (match.lastgroup or "") if match else ""
        self.lexeme = match.group() if match else ""
        self.end = match.end() if match else self.start
        return left

    def _take(self, mark: str) -> bool:
        taken = self.kind == "mark" and self.lexeme == mark
        if taken:
            self._next()
        return taken

    def _expect(self, mark: str) -> None:
        if not self._take(mark):
            raise ValueError(mark)

    def _at(self, offset: int) -> Position:
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def _statement(self) -> None:
        word = self.lexeme.lower() if self.kind == "at" else f"@{self.lexeme.lower()}"
        if self.kind in {"at", "word"} and word in {"@prefix", "@base", "@version"}:
            self._directive(word, ends=self.kind == "at")
            return
        start = self.start
        self._predicates(self._node(), start)
        self._expect(".")

    def _directive(self, word: str, *, ends: bool) -> None:
        self._next()
        if word == "@version":
            self._next()
        else:
            prefix = self._next()[:-1] if word == "@prefix" else ""
            if self.kind != "iri":
                raise ValueError(word)
            resolved = self._iri()[1:-1]
            if word == "@base":
                self.base = resolved
            else:
                self.prefixes[prefix] = resolved
        if ends:
            self._expect(".")

    def _predicates(self, subject: Term, start: int) -> None:
        if subject:
            self.subjects.setdefault(subject, self._at(start))
        while True:
            while self._take(";"):
                pass
            if self.kind not in {"iri", "name"} and self.lexeme != "a":
                return
            self._objects(subject, self._verb())
            if not self._take(";"):
                return

    def _objects(self, subject: Term, predicate: Term) -> None:
        while True:
            term, at = self._object(subject, predicate)
            self.asserted.setdefault((subject, predicate, term), at)
            self._annotations()
            if not self._take(","):
                return

    def _object(self, subject: Term, predicate: Term) -> tuple[Term, Position]:
        at = self._at(self.start)
        term = self._node()
        self.triples.setdefault((subject, predicate, term), at)
        self.patterns.setdefault((subject, predicate, ANY), at)
        self.patterns.setdefault((ANY, predicate, term), at)
        return term, at

    def _annotations(self) -> None:
        # As the graph's parser has it, a term after ~ names all blocks up to the next ~.
        reifier, start = ANY, self.start
        while True:
            if self._take("~"):
                start = self.start
                reifier = self._node() if self.kind in {"iri", "name", "blank"} else ANY
            elif self._take("{|"):
                self._deeper()
                self._predicates(reifier, start)
                self.depth -= 1
                self._expect("|}")
            else:
                return

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ValueError(self.depth)

    def _verb(self) -> Term:
        at = self._at(self.start)
        if self.kind == "word":
            self._next()
            term = RDF_TYPE
        else:
            term = self._iri()
        self.terms.setdefault(term, at)
        return term

    def _node(self) -> Term:
        at = self._at(self.start)
        if self.kind == "mark":
            self._deeper()
            term = self._compound(self._next())
            self.depth -= 1
        elif self.kind == "blank":
            self._next()
            return ANY
        elif self.kind in {"iri", "name"}:
            term = self._iri()
        else:
            term = self._literal()
        if term:
            self.terms.setdefault(term, at)
        return term

    def _compound(self, mark: str) -> Term:
        if mark == "[":
            self._predicates(ANY, self.start)
            self._expect("]")
            return ANY
        if mark == "(":
            if self._take(")"):
                return iri(f"{_RDF}nil")
            while not self._take(")"):
                self._node()
            return ANY
        closing = _CLOSING.get(mark)
        if closing is None:
            raise ValueError(mark)
        start = self.start
        subject = self._node()
        if subject:
            self.subjects.setdefault(subject, self._at(start))
        self._object(subject, self._verb())
        reifier = ANY
        if self._take("~") and self.kind in {"iri", "name", "blank"}:
            reifier = self._node()
        self._expect(closing)
        return reifier

    def _iri(self) -> Term:
        if self.kind == "iri":
            text = self._next()[1:-1]
            return iri(_resolve(self.base, lexical(f'"{text}"') if "\\" in text else text))
        if self.kind != "name":
            raise ValueError(self.lexeme)
        prefix, _, local = self._next().partition(":")
        if prefix not in self.prefixes:
            raise ValueError(prefix)
        return iri(self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local))

    def _literal(self) -> Term:
        kind, token = self.kind, self.lexeme
        if kind in {"integer", "decimal", "double"}:
            self._next()
            return literal(token, datatype=iri(f"{_XSD}{kind}"))
        if kind == "word" and token in {"true", "false"}:
            self._next()
            return literal(token, datatype=iri(f"{_XSD}boolean"))
        if kind not in {"long", "short"}:
            raise ValueError(token)
        self._next()
        quotes = 3 if kind == "long" else 1
        text = lexical(f'"{token[quotes:-quotes]}"')
        if self.kind == "at":
            return literal(text, language=self._next()[1:].lower())
        return literal(text, datatype=self._iri() if self._take("^^") else XSD_STRING)
