"""Random shapes, and random graphs to validate by them: a seed makes a pair."""

import random
from dataclasses import dataclass
from typing import Final

PLACE: Final = "https://elsewhere.example/"
PREFIXES: Final = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
LITERALS: Final = (
    *('"x"', '"y"', '""', '"x y"', '"x"@en', '"x"@EN', '"y"@en', '"x"@en-GB', '"x"@az', '"ə"'),
    *("1", "2", "01", "1.0", "1.5", "1e0", "true", "false", '"1"^^xsd:boolean', '"a"^^xsd:integer'),
    *('"2008"^^xsd:gYear', '"2008-01-31"^^xsd:date', '"2008-02-31"^^xsd:date', '"4"^^xsd:byte'),
    *('"2015-03-31T10:00:00Z"^^xsd:dateTime', '"4"^^xsd:nonNegativeInteger', '"x"^^<urn:t>'),
)
LANGUAGES: Final = ("", '"en"', '"az" "en"')
DATATYPES: Final = (
    *("string", "integer", "boolean", "decimal", "double", "date", "dateTime", "gYear", "byte"),
    "nonNegativeInteger",
)
KINDS: Final = ("IRI", "Literal", "BlankNode", "IRIOrLiteral", "BlankNodeOrIRI")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A shape, its message, and the facts that it is of; no other pair has a name in common."""

    message: str
    shapes: str
    facts: str


def pair(seed: int) -> Pair:
    return _Maker(seed).pair()


class _Maker:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- tests want the same numbers each time
        self._at = f"{PLACE}{seed}/"
        self._message = f"shape {seed}"

    def pair(self) -> Pair:
        return Pair(message=self._message, shapes=self._shape(), facts=self._facts())

    def _one(self, *choices: str) -> str:
        return self._random.choice(choices)

    def _node(self) -> str:
        return f"<{self._at}{self._one('a', 'b', 'c', 'd')}>"

    def _property(self) -> str:
        return f"<{self._at}{self._one('p', 'q')}>"

    def _class(self) -> str:
        return f"<{self._at}{self._one('C', 'D', 'E')}>"

    def _value(self) -> str:
        return self._node() if self._random.random() < 0.25 else self._one(*LITERALS)

    def _facts(self) -> str:
        lines = [
            f"{self._node()} {self._property()} {self._value()} ."
            for _ in range(self._random.randint(1, 12))
        ]
        lines += [f"{self._node()} a {self._class()} ." for _ in range(self._random.randint(1, 4))]
        lines += [
            f"{self._class()} rdfs:subClassOf {self._class()} ."
            for _ in range(self._random.randint(0, 2))
        ]
        return "\n".join(dict.fromkeys(lines))

    def _shape(self) -> str:
        target = self._random.choice(
            (
                f"sh:targetClass {self._class()}",
                f"sh:targetNode {self._node()}",
                f"sh:targetSubjectsOf {self._property()}",
                f"sh:targetObjectsOf {self._property()}",
                "a owl:Class",
            )
        )
        name = f"<{self._at}C>" if target == "a owl:Class" else f"<{self._at}Shape>"
        parts = [target]
        if self._random.random() < 0.5:
            parts += self._once(self._of_node(2))
        parts += [f"sh:property {self._of_property(2)}" for _ in range(self._random.randint(1, 2))]
        return f"{name} a sh:NodeShape ; {self._said(parts)} ."

    def _said(self, parts: list[str]) -> str:
        return " ; ".join([*dict.fromkeys(parts), f'sh:message "{self._message}"'])

    def _of_node(self, depth: int) -> list[str]:
        return [self._constraint(depth) for _ in range(self._random.randint(1, 2))]

    def _of_property(self, depth: int) -> str:
        parts = [f"sh:path {self._path(2)}"]
        for _ in range(self._random.randint(1, 3)):
            parts += [self._random.choice((self._constraint, self._of_values))(depth)]
        return f"[ {self._said(self._once(parts))} ]"

    def _once(self, parts: list[str]) -> list[str]:
        """No constraint twice: many may not be."""
        return list({part.split()[0]: part for part in parts}.values())

    def _inner(self, depth: int) -> str:
        parts = self._once(self._of_node(depth))
        if self._random.random() < 0.5:
            parts += [f"sh:property {self._of_property(depth)}"]
        return f"[ {self._said(parts)} ]"

    def _path(self, depth: int) -> str:
        if depth == 0 or self._random.random() < 0.6:
            return self._property()
        kind = self._one("inverse", "zeroOrMore", "oneOrMore", "zeroOrOne", "alternative", "( )")
        first = self._path(depth - 1)
        if kind == "( )":
            return f"( {first} {self._path(depth - 1)} )"
        if kind == "alternative":
            return f"[ sh:alternativePath ( {first} {self._path(depth - 1)} ) ]"
        return f"[ sh:{kind}Path {first} ]"

    def _constraint(self, depth: int) -> str:
        number = self._random.randint(0, 2)
        plain = (
            f"sh:datatype xsd:{self._one(*DATATYPES)}",
            f"sh:nodeKind sh:{self._one(*KINDS)}",
            f"sh:class {self._class()}",
            f"sh:in ( {' '.join(self._value() for _ in range(self._random.randint(0, 4)))} )",
            f"sh:in ( {' '.join(self._random.sample(LITERALS, 9))} )",
            f"sh:hasValue {self._value()}",
            f"sh:minLength {number}",
            f"sh:maxLength {number}",
            f'sh:pattern "{self._one("^x", "y$", ".", "^[0-9]+$")}"',
            f"sh:languageIn ( {self._one(*LANGUAGES)} )",
            f"sh:minInclusive {number}",
            f"sh:maxExclusive {number}",
            f"sh:equals {self._property()}",
            f"sh:disjoint {self._property()}",
        )
        if depth == 0 or self._random.random() < 0.6:
            return self._one(*plain)
        return self._random.choice(
            (
                f"sh:not {self._inner(depth - 1)}",
                f"sh:node {self._inner(depth - 1)}",
                f"sh:or ( {self._inner(depth - 1)} {self._inner(depth - 1)} )",
                f"sh:and ( {self._inner(depth - 1)} {self._inner(depth - 1)} )",
                f"sh:xone ( {self._inner(depth - 1)} {self._inner(depth - 1)} )",
            )
        )

    def _of_values(self, depth: int) -> str:
        number = self._random.randint(0, 2)
        qualified, least = "sh:qualifiedValueShape", self._one("Min", "Max")
        return self._random.choice(
            (
                f"sh:minCount {number}",
                f"sh:maxCount {number}",
                f"sh:uniqueLang {self._one('true', 'false')}",
                f"sh:lessThan {self._property()}",
                f"{qualified} {self._inner(max(depth - 1, 0))} ; sh:qualified{least}Count {number}",
            )
        )
