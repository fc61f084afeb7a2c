"""What SHACL's terms may have as value: at others pySHACL breaks off, or passes silently.

https://www.w3.org/TR/shacl/#syntax-rules
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from publisher.check.shapes.shape_paths import check_path
from publisher.check.shapes.shape_terms import is_unknown
from publisher.check.shapes.shapes_graph import (
    SH_PATH,
    SHAPE_TYPES,
    ShapeFault,
    ShapesGraph,
    sh,
    sh_name,
)
from publisher.model import Term, Triple
from publisher.terms import datatype, is_iri, is_literal, language, lexical
from publisher.vocabulary import PREFIXES, RDF_TYPE, XSD_BOOLEAN, XSD_STRING

_XSD: Final = PREFIXES["xsd"]
_NODE_KINDS: Final = frozenset(
    map(
        sh,
        (
            *("IRI", "Literal", "BlankNode"),
            *("IRIOrLiteral", "BlankNodeOrIRI", "BlankNodeOrLiteral"),
        ),
    )
)
_NUMBERS: Final = frozenset(f"<{_XSD}{name}>" for name in ("integer", "decimal", "double", "float"))
_FLAGS: Final = frozenset("imsxq")
_NODE_SHAPE, _PROPERTY_SHAPE = sh("NodeShape"), sh("PropertyShape")

Right: TypeAlias = Callable[[ShapesGraph, Term], bool]


class _Rule(NamedTuple):
    is_right: Right
    takes: str
    """What a term takes, as a message says it."""
    once: bool = True


def _is_count(_: ShapesGraph, value: Term) -> bool:
    return _is_integer(value) and not lexical(value).startswith("-")


def _is_integer(value: Term) -> bool:
    if not is_literal(value) or datatype(value) != f"<{_XSD}integer>":
        return False
    return re.fullmatch(r"[+-]?\d{1,18}", lexical(value), re.ASCII) is not None


def _is_text(_: ShapesGraph, value: Term) -> bool:
    return is_literal(value) and datatype(value) == XSD_STRING


def _is_said(_: ShapesGraph, value: Term) -> bool:
    return is_literal(value) and (datatype(value) == XSD_STRING or bool(language(value)))


def _is_boolean(_: ShapesGraph, value: Term) -> bool:
    is_typed = is_literal(value) and datatype(value) == XSD_BOOLEAN
    return is_typed and lexical(value) in {"true", "false", "1", "0"}


def _is_any_literal(_: ShapesGraph, value: Term) -> bool:
    return is_literal(value)


def _is_number(_: ShapesGraph, value: Term) -> bool:
    return is_literal(value) and datatype(value) in _NUMBERS


def _is_iri(_: ShapesGraph, value: Term) -> bool:
    return is_iri(value)


def _is_node(_: ShapesGraph, value: Term) -> bool:
    return not is_literal(value)


def _is_flags(_: ShapesGraph, value: Term) -> bool:
    return is_literal(value) and datatype(value) == XSD_STRING and {*lexical(value)} <= _FLAGS


def _is_list(graph: ShapesGraph, value: Term) -> bool:
    return graph.members(value) is not None


def _list_of(is_right: Right) -> Right:
    def is_such(graph: ShapesGraph, value: Term) -> bool:
        members = graph.members(value)
        return members is not None and all(is_right(graph, one) for one in members)

    return is_such


def _is_full_list(graph: ShapesGraph, value: Term) -> bool:
    return bool(graph.members(value))


_COUNT: Final = _Rule(_is_count, "one whole number, such as 1")
_LITERAL: Final = _Rule(_is_any_literal, "one literal")
_BOOLEAN: Final = _Rule(_is_boolean, "true or false, once")
_IRI: Final = _Rule(_is_iri, "an IRI", once=False)
_SHAPES: Final = _Rule(_is_full_list, "a list of shapes: ( … )", once=False)
_NODE: Final = _Rule(_is_node, "what has an IRI, or is in [ ]", once=False)
_RULES: Final[Mapping[str, _Rule]] = {
    **dict.fromkeys(("minCount", "maxCount", "minLength", "maxLength"), _COUNT),
    **dict.fromkeys(("qualifiedMinCount", "qualifiedMaxCount"), _COUNT),
    **dict.fromkeys(("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"), _LITERAL),
    **dict.fromkeys(("uniqueLang", "closed", "deactivated"), _BOOLEAN),
    "qualifiedValueShapesDisjoint": _BOOLEAN,
    **dict.fromkeys(("class", "equals", "disjoint", "lessThan", "lessThanOrEquals"), _IRI),
    **dict.fromkeys(("targetClass", "targetSubjectsOf", "targetObjectsOf"), _IRI),
    **dict.fromkeys(("and", "or", "xone"), _SHAPES),
    **dict.fromkeys(("sparql", "declare", "prefixes"), _NODE),
    "datatype": _Rule(_is_iri, "one datatype, such as xsd:date"),
    "severity": _Rule(_is_iri, "sh:Violation, sh:Warning or sh:Info, once"),
    "nodeKind": _Rule(
        lambda _, value: value in _NODE_KINDS,
        "one of sh:IRI, sh:Literal, sh:BlankNode, sh:IRIOrLiteral, sh:BlankNodeOrIRI, "
        "sh:BlankNodeOrLiteral",
    ),
    "in": _Rule(_is_list, "one list: ( … )"),
    "languageIn": _Rule(_list_of(_is_text), 'one list of languages: ( "en" "de" )'),
    "ignoredProperties": _Rule(_list_of(_is_iri), "one list of properties: ( … )"),
    "pattern": _Rule(_is_text, "a regular expression as a plain string", once=False),
    "flags": _Rule(_is_flags, 'one string of the letters "imsxq"'),
    "select": _Rule(_is_text, "one query as a plain string"),
    "ask": _Rule(_is_text, "one query as a plain string"),
    "message": _Rule(_is_said, "texts, with or without a language", once=False),
    "targetNode": _Rule(
        lambda _, value: not value.startswith("_:"), "an IRI or a literal", once=False
    ),
    "order": _Rule(_is_number, "one number"),
    "prefix": _Rule(_is_text, "one prefix as a plain string"),
    "namespace": _Rule(_is_any_literal, "one namespace, as a literal of xsd:anyURI"),
}
_OF_PROPERTIES: Final = (
    *("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals"),
    *("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"),
)
_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "qualifiedValueShape": ("qualifiedMinCount", "qualifiedMaxCount"),
    "qualifiedMinCount": ("qualifiedValueShape",),
    "qualifiedMaxCount": ("qualifiedValueShape",),
    "qualifiedValueShapesDisjoint": ("qualifiedValueShape",),
    "flags": ("pattern",),
    "ignoredProperties": ("closed",),
}


def check_shape_values(graph: ShapesGraph) -> Iterator[ShapeFault]:
    for subject, triples in graph.described.items():
        given: dict[str, list[Triple]] = {}
        for triple in triples:
            given.setdefault(sh_name(triple[1]), []).append(triple)
        given.pop("", None)
        for name, those in given.items():
            yield from _wrong(graph, name, those)
        yield from _out_of_place(graph, subject, given)
        yield from _paths(graph, subject, given)


def _wrong(graph: ShapesGraph, name: str, triples: list[Triple]) -> Iterator[ShapeFault]:
    rule = _RULES.get(name)
    if rule is None:
        return
    wrong = [triple for triple in triples if not rule.is_right(graph, triple[2])]
    for triple in wrong:
        # An unknown term of SHACL is told already, with the nearest.
        if not is_unknown(triple[2]):
            yield _malformed(graph, f"takes {rule.takes}, not {graph.shown(triple[2])}", triple)
    if rule.once and len(triples) > 1 and not wrong:
        yield _malformed(graph, f"takes {rule.takes}; here it has {len(triples)}", *triples)
    if name == "pattern":
        yield from _patterns(graph, [triple for triple in triples if triple not in wrong])


def _malformed(graph: ShapesGraph, what: str, *triples: Triple) -> ShapeFault:
    name = sh_name(triples[0][1])
    return graph.fault("shape-malformed", f"sh:{name} {what}", "correct it", *triples)


def _patterns(graph: ShapesGraph, triples: list[Triple]) -> Iterator[ShapeFault]:
    for triple in triples:
        try:
            re.compile(lexical(triple[2]))
        except (re.error, OverflowError, RecursionError) as error:
            message = f"sh:pattern does not compile: {error}"
            yield graph.fault("shape-pattern", message, "correct it", triple)


def _out_of_place(
    graph: ShapesGraph, subject: Term, given: Mapping[str, list[Triple]]
) -> Iterator[ShapeFault]:
    """Terms that say nothing without another, or not of this kind of shape."""
    for name, others in _NEEDS.items():
        if name in given and not any(other in given for other in others):
            wanted = " or ".join(f"sh:{other}" for other in others)
            yield _malformed(graph, f"checks nothing without {wanted}", *given[name])
    # What should be a property shape, or a path, is told of once.
    is_told = _is_property(graph, subject) or subject in graph.path_nodes
    if "path" not in given and not is_told:
        for name in _OF_PROPERTIES:
            if name in given:
                yield _malformed(graph, "is of a property shape, with sh:path", *given[name])


def _is_property(graph: ShapesGraph, subject: Term) -> bool:
    return subject in graph.properties or _PROPERTY_SHAPE in graph.values(subject, RDF_TYPE)


def _paths(
    graph: ShapesGraph, subject: Term, given: Mapping[str, list[Triple]]
) -> Iterator[ShapeFault]:
    kinds = {kind for kind in graph.values(subject, RDF_TYPE) if kind in SHAPE_TYPES}
    paths = given.get(sh_name(SH_PATH), [])
    if paths and _NODE_SHAPE in kinds:
        yield _malformed(graph, "is of a property shape, and this is a sh:NodeShape", *paths)
    elif len(paths) > 1:
        yield _malformed(graph, f"takes one path; here it has {len(paths)}", *paths)
    elif not paths and _PROPERTY_SHAPE in kinds and subject not in graph.properties:
        triple = (subject, RDF_TYPE, _PROPERTY_SHAPE)
        yield graph.fault(
            "shape-malformed", "the property shape has no sh:path", "give it one", triple
        )
    else:
        for triple in paths:
            yield from check_path(graph, triple)
