"""The values that terms of SHACL may have: with others pySHACL fails, or checks nothing.

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
from publisher.terms import datatype, is_blank, is_iri, is_literal, language, lexical
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

ValueTest: TypeAlias = Callable[[ShapesGraph, Term], bool]


class _Rule(NamedTuple):
    """Which values a term may have. `expected`: as a message says it."""

    is_right: ValueTest
    expected: str
    is_single: bool = True


def _is_count(_: ShapesGraph, value: Term) -> bool:
    return _is_integer(value) and not lexical(value).startswith("-")


def _is_integer(value: Term) -> bool:
    if not is_literal(value) or datatype(value) != f"<{_XSD}integer>":
        return False
    return re.fullmatch(r"[+-]?\d{1,18}", lexical(value), re.ASCII) is not None


def _is_text(_: ShapesGraph, value: Term) -> bool:
    return is_literal(value) and datatype(value) == XSD_STRING


def _is_message(_: ShapesGraph, value: Term) -> bool:
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


def _is_list(shapes: ShapesGraph, value: Term) -> bool:
    return shapes.members(value) is not None


def _list_of(is_right: ValueTest) -> ValueTest:
    def is_right_list(shapes: ShapesGraph, value: Term) -> bool:
        members = shapes.members(value)
        return members is not None and all(is_right(shapes, member) for member in members)

    return is_right_list


def _is_full_list(shapes: ShapesGraph, value: Term) -> bool:
    return bool(shapes.members(value))


_COUNT: Final = _Rule(_is_count, "one whole number, such as 1")
_LITERAL: Final = _Rule(_is_any_literal, "one literal")
_BOOLEAN: Final = _Rule(_is_boolean, "true or false, once")
_IRI: Final = _Rule(_is_iri, "an IRI", is_single=False)
_SHAPES: Final = _Rule(_is_full_list, "a list of shapes, ( … )", is_single=False)
_NODE: Final = _Rule(_is_node, "an IRI or a blank node, [ … ]", is_single=False)
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
    "in": _Rule(_is_list, "one list, ( … )"),
    "languageIn": _Rule(_list_of(_is_text), 'one list of languages, such as ( "en" "de" )'),
    "ignoredProperties": _Rule(_list_of(_is_iri), "one list of properties, ( … )"),
    "pattern": _Rule(_is_text, "a regular expression as a plain string", is_single=False),
    "flags": _Rule(_is_flags, 'one string of the letters "imsxq"'),
    "select": _Rule(_is_text, "one query as a plain string"),
    "ask": _Rule(_is_text, "one query as a plain string"),
    "message": _Rule(_is_message, "a text, with or without a language", is_single=False),
    "targetNode": _Rule(
        lambda _, value: not is_blank(value), "an IRI or a literal", is_single=False
    ),
    "order": _Rule(_is_number, "one number"),
    "prefix": _Rule(_is_text, "one prefix as a plain string"),
    "namespace": _Rule(_is_any_literal, "one namespace, as a literal of xsd:anyURI"),
}
_OF_PROPERTIES: Final = (
    *("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals"),
    *("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"),
)
_ONLY_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "qualifiedValueShape": ("qualifiedMinCount", "qualifiedMaxCount"),
    "qualifiedMinCount": ("qualifiedValueShape",),
    "qualifiedMaxCount": ("qualifiedValueShape",),
    "qualifiedValueShapesDisjoint": ("qualifiedValueShape",),
    "flags": ("pattern",),
    "ignoredProperties": ("closed",),
}


def check_shape_values(shapes: ShapesGraph) -> Iterator[ShapeFault]:
    """Yield terms of SHACL with a wrong value, too many values, or on the wrong kind of shape."""
    for subject, triples in shapes.described.items():
        by_name: dict[str, list[Triple]] = {}
        for triple in triples:
            by_name.setdefault(sh_name(triple[1]), []).append(triple)
        by_name.pop("", None)
        for name, uses in by_name.items():
            yield from _wrong_values(shapes, name, uses)
        yield from _out_of_place(shapes, subject, by_name)
        yield from _paths(shapes, subject, by_name)


def _wrong_values(shapes: ShapesGraph, name: str, triples: list[Triple]) -> Iterator[ShapeFault]:
    rule = _RULES.get(name)
    if rule is None:
        return
    wrong = [triple for triple in triples if not rule.is_right(shapes, triple[2])]
    for triple in wrong:
        # `shape_terms` finds an unknown term of SHACL.
        if not is_unknown(triple[2]):
            shown = shapes.shown(triple[2])
            yield _malformed(shapes, f"must be {rule.expected}, but is {shown}", triple)
    if rule.is_single and len(triples) > 1 and not wrong:
        count = len(triples)
        yield _malformed(shapes, f"must be {rule.expected}, but has {count} values", *triples)
    if name == "pattern":
        yield from _patterns(shapes, [triple for triple in triples if triple not in wrong])


def _malformed(shapes: ShapesGraph, what: str, *triples: Triple) -> ShapeFault:
    name = sh_name(triples[0][1])
    return shapes.fault("shape-malformed", f"sh:{name} {what}", "correct the shape", *triples)


def _patterns(shapes: ShapesGraph, triples: list[Triple]) -> Iterator[ShapeFault]:
    for triple in triples:
        try:
            re.compile(lexical(triple[2]))
        except (re.error, OverflowError, RecursionError) as error:
            message = f"sh:pattern is not a regular expression: {error}"
            yield shapes.fault("shape-pattern", message, "correct the expression", triple)


def _out_of_place(
    shapes: ShapesGraph, subject: Term, by_name: Mapping[str, list[Triple]]
) -> Iterator[ShapeFault]:
    """Yield terms that check nothing without another term, or not on this kind of shape."""
    for name, others in _ONLY_WITH.items():
        if name in by_name and not any(other in by_name for other in others):
            missing = " or ".join(f"sh:{other}" for other in others)
            yield _malformed(shapes, f"checks nothing without {missing}", *by_name[name])
    # A property shape without sh:path, and a broken path, are faults of their own.
    is_reported = _is_property(shapes, subject) or subject in shapes.path_nodes
    if "path" not in by_name and not is_reported:
        for name in _OF_PROPERTIES:
            if name in by_name:
                what = "belongs on a property shape, but this shape has no sh:path"
                yield _malformed(shapes, what, *by_name[name])


def _is_property(shapes: ShapesGraph, subject: Term) -> bool:
    return subject in shapes.properties or _PROPERTY_SHAPE in shapes.values(subject, RDF_TYPE)


def _paths(
    shapes: ShapesGraph, subject: Term, by_name: Mapping[str, list[Triple]]
) -> Iterator[ShapeFault]:
    kinds = {kind for kind in shapes.values(subject, RDF_TYPE) if kind in SHAPE_TYPES}
    paths = by_name.get(sh_name(SH_PATH), [])
    if paths and _NODE_SHAPE in kinds:
        what = "belongs on a property shape, but this shape is a sh:NodeShape"
        yield _malformed(shapes, what, *paths)
    elif len(paths) > 1:
        yield _malformed(shapes, f"must be one path, but has {len(paths)} values", *paths)
    elif not paths and _PROPERTY_SHAPE in kinds and subject not in shapes.properties:
        triple = (subject, RDF_TYPE, _PROPERTY_SHAPE)
        yield shapes.fault(
            "shape-malformed", "the property shape has no sh:path", "give it a sh:path", triple
        )
    else:
        for triple in paths:
            yield from check_path(shapes, triple)
