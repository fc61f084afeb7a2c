"""Class expressions, property chains and paths in words, after OWL's Manchester syntax.

https://www.w3.org/TR/owl2-manchester-syntax/ and https://www.w3.org/TR/shacl/#property-paths

A blank node is an expression only if all that it says is said by the words: what has a second
value, or a property that no rule below knows, is shown as rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from publisher.describe.lists import list_items
from publisher.describe.names import Names
from publisher.description import Expression, Link, Value
from publisher.model import Term
from publisher.terms import bare, datatype, is_blank, is_iri, is_literal, language, lexical
from publisher.vocabulary import PREFIXES, RDF_LIST, RDF_NIL, RDF_TYPE, RDFS_CLASS, RDFS_DATATYPE

_LONGEST: Final = 1_500
"""Nodes in one expression: more is for a program."""
_DEEPEST: Final = 24


def _owl(name: str) -> Term:
    return Term(f"<{PREFIXES['owl']}{name}>")


def _sh(name: str) -> Term:
    return Term(f"<{PREFIXES['sh']}{name}>")


def _xsd(name: str) -> Term:
    return Term(f"<{PREFIXES['xsd']}{name}>")


_STRUCTURAL_TYPES: Final = frozenset(
    {
        RDFS_CLASS,
        RDFS_DATATYPE,
        RDF_LIST,
        *map(_owl, ("Class", "Restriction", "DataRange", "DataRestriction", "ObjectProperty")),
        *map(_owl, ("DatatypeProperty", "ObjectRestriction", "SelfRestriction")),
    }
)
_ON_PROPERTY: Final = _owl("onProperty")
_FILLERS: Final = MappingProxyType(
    {_owl("someValuesFrom"): " some ", _owl("allValuesFrom"): " only ", _owl("hasValue"): " value "}
)
_CARDINALITIES: Final = MappingProxyType(
    {
        _owl(name): word
        for word, names in {
            " min ": ("minCardinality", "minQualifiedCardinality"),
            " max ": ("maxCardinality", "maxQualifiedCardinality"),
            " exactly ": ("cardinality", "qualifiedCardinality"),
        }.items()
        for name in names
    }
)
_SELF: Final = _owl("hasSelf")
_QUALIFIERS: Final = frozenset({_owl("onClass"), _owl("onDataRange")})
_SEPARATORS: Final = MappingProxyType(
    {_owl("intersectionOf"): " and ", _owl("unionOf"): " or ", _owl("oneOf"): ", "}
)
_NEGATIONS: Final = frozenset({_owl("complementOf"), _owl("datatypeComplementOf")})
_INVERSE: Final = _owl("inverseOf")
_DATATYPE: Final = frozenset({_owl("onDatatype"), _owl("withRestrictions")})
_FACETS: Final = MappingProxyType(
    {
        _xsd("minInclusive"): "≥ ",
        _xsd("maxInclusive"): "≤ ",
        _xsd("minExclusive"): "> ",
        _xsd("maxExclusive"): "< ",
        _xsd("length"): "length ",
        _xsd("minLength"): "minLength ",
        _xsd("maxLength"): "maxLength ",
        _xsd("pattern"): "pattern ",
        _xsd("totalDigits"): "totalDigits ",
        _xsd("fractionDigits"): "fractionDigits ",
        Term(f"<{PREFIXES['rdf']}langRange>"): "langRange ",
    }
)
_LISTS: Final = MappingProxyType(
    {
        _owl("propertyChainAxiom"): " o ",
        _owl("hasKey"): ", ",
        _owl("disjointUnionOf"): ", ",
        **_SEPARATORS,
    }
)
"""Properties whose value is a list that is read as one expression."""
_PATH: Final = _sh("path")
_PATH_SIGNS: Final = MappingProxyType(
    {
        _sh("inversePath"): ("^", ""),
        _sh("zeroOrMorePath"): ("", "*"),
        _sh("oneOrMorePath"): ("", "+"),
        _sh("zeroOrOnePath"): ("", "?"),
    }
)
_SEQUENCE: Final = " / "
_CHOICE: Final = " | "
_ALTERNATIVE: Final = _sh("alternativePath")


def expression_of(node: Term, *, predicate: Term, names: Names) -> Expression:
    """Return a blank node in words; empty if it is no expression. `predicate` leads to it."""
    words = _Words(names=names)
    if predicate == _PATH:
        said = words.path(node)
    elif predicate in _LISTS and (items := list_items(node, graph=names.graph)) is not None:
        said = words.separated(items, _LISTS[predicate])
        said = ("{", *said, "}") if said and predicate == _owl("oneOf") else said
    else:
        said = words.node(node)
    return said or ()


@dataclass(kw_only=True)
class _Words:
    """Each method returns None for what it cannot say whole."""

    names: Names
    left: int = _LONGEST
    depth: int = 0

    def node(self, term: Term, *, in_brackets: bool = False) -> Expression | None:
        """Return a class, a data range or a property."""
        if not is_blank(term):
            return (self._plain(term),)
        self.left -= 1
        if self.left < 0 or self.depth > _DEEPEST:
            return None
        parts = self._parts(term)
        if not parts:
            return None
        self.depth += 1
        said = self._of(parts)
        self.depth -= 1
        if said and in_brackets and said[0] != "{":
            return ("(", *said, ")")
        return said

    def separated(
        self, items: Sequence[Term], separator: str, *, in_brackets: bool = True
    ) -> Expression | None:
        said: list[Link | Value | str] = []
        for item in items:
            words = self.node(item, in_brackets=in_brackets)
            if words is None:
                return None
            said += [separator, *words] if said else words
        return tuple(said)

    def path(self, term: Term) -> Expression | None:
        """Return a path as SPARQL writes it: `a / ^b`, `(a | b)*`."""
        if not is_blank(term):
            return (self._plain(term),)
        self.left -= 1
        if self.left < 0 or self.depth > _DEEPEST:
            return None
        self.depth += 1
        said = self._path(term)
        self.depth -= 1
        return said

    def _path(self, term: Term) -> Expression | None:
        items = list_items(term, graph=self.names.graph)
        if items:
            return self._paths(items, _SEQUENCE)
        parts = self._parts(term)
        if not parts or len(parts) > 1:
            return None
        ((predicate, value),) = parts.items()
        if predicate == _ALTERNATIVE:
            items = list_items(value, graph=self.names.graph)
            return self._paths(items, _CHOICE) if items else None
        if predicate not in _PATH_SIGNS or not (said := self.path(value)):
            return None
        said = said if len(said) == 1 else ("(", *said, ")")
        before, after = _PATH_SIGNS[predicate]
        return tuple(part for part in (before, *said, after) if part)

    def _paths(self, items: Sequence[Term], separator: str) -> Expression | None:
        said: list[Link | Value | str] = []
        for item in items:
            words = self.path(item)
            if words is None:
                return None
            if _SEQUENCE in words or _CHOICE in words:
                words = ("(", *words, ")")
            said += [separator, *words] if said else words
        return tuple(said)

    def _parts(self, term: Term) -> Mapping[Term, Term] | None:
        """Return the values by property, without types that the words say; None if one has two."""
        triples = [
            triple
            for triple in self.names.graph.read(term)
            if triple[1] != RDF_TYPE or triple[2] not in _STRUCTURAL_TYPES
        ]
        parts = {predicate: value for _, predicate, value in triples}
        return parts if len(parts) == len(triples) else None

    def _of(self, parts: Mapping[Term, Term]) -> Expression | None:
        if _ON_PROPERTY in parts:
            return self._restriction(parts)
        if parts.keys() == _DATATYPE:
            return self._data_range(parts)
        if len(parts) > 1:
            return None
        ((predicate, value),) = parts.items()
        if predicate in _SEPARATORS:
            return self._combination(predicate, value)
        if predicate in _NEGATIONS:
            return self._behind("not ", value)
        return self._behind("inverse ", value) if predicate == _INVERSE else None

    def _behind(self, word: str, value: Term) -> Expression | None:
        said = self.node(value, in_brackets=True)
        return (word, *said) if said else None

    def _combination(self, predicate: Term, value: Term) -> Expression | None:
        items = list_items(value, graph=self.names.graph)
        if not items:
            return None
        said = self.separated(items, _SEPARATORS[predicate])
        return ("{", *said, "}") if said and predicate == _owl("oneOf") else said

    def _restriction(self, parts: Mapping[Term, Term]) -> Expression | None:
        on = self.node(parts[_ON_PROPERTY], in_brackets=True)
        rest = {predicate: value for predicate, value in parts.items() if predicate != _ON_PROPERTY}
        qualifier = next((rest.pop(one) for one in _QUALIFIERS if one in rest), None)
        if not on or len(rest) != 1:
            return None
        ((predicate, value),) = rest.items()
        if predicate in _CARDINALITIES and is_literal(value):
            said = self._cardinality(predicate, value, qualifier)
        else:
            said = self._filled(predicate, value) if qualifier is None else None
        return (*on, *said) if said else None

    def _cardinality(
        self, predicate: Term, value: Term, qualifier: Term | None
    ) -> Expression | None:
        number = (_CARDINALITIES[predicate], self._number(value))
        if qualifier is None:
            return number
        filler = self.node(qualifier, in_brackets=True)
        return (*number, " ", *filler) if filler else None

    def _filled(self, predicate: Term, value: Term) -> Expression | None:
        if predicate == _SELF and value.startswith('"true"'):
            return (" Self",)
        if predicate not in _FILLERS:
            return None
        filler = self.node(value, in_brackets=True)
        return (_FILLERS[predicate], *filler) if filler else None

    def _data_range(self, parts: Mapping[Term, Term]) -> Expression | None:
        on = self.node(parts[_owl("onDatatype")])
        facets = list_items(parts[_owl("withRestrictions")], graph=self.names.graph)
        if not on or not facets:
            return None
        said: list[Link | Value | str] = []
        for facet in facets:
            parts = self._parts(facet) or {} if is_blank(facet) else {}
            if len(parts) != 1:
                return None
            ((predicate, value),) = parts.items()
            if predicate not in _FACETS or not is_literal(value):
                return None
            said += [", " if said else "[", _FACETS[predicate], self._number(value)]
        return (*on, *said, "]")

    def _number(self, term: Term) -> Value:
        """Return a literal whose datatype the words around it say."""
        return Value(term=term, text=lexical(term))

    def _plain(self, term: Term) -> Link | Value:
        if is_iri(term):
            if term == RDF_NIL:
                return Value(term=term, text="nothing")
            return self.names.link(term)
        text = lexical(term)
        return Value(term=term, text=text, language=language(term), datatype=bare(datatype(term)))
