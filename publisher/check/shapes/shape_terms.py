"""Terms in shapes that do not exist, or that pySHACL does not check."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes.shacl_terms import ADVANCED_TERMS, SHACL_12_TERMS, SHACL_TERMS
from publisher.check.shapes.shapes_graph import (
    LIST_OF_SHAPES,
    ONE_SHAPE,
    SH,
    SH_PATH,
    ParsedShapes,
    ShapeFault,
    ShapesGraph,
    sh,
    sh_name,
)
from publisher.check.terms.definitions import Namespace, correct_name
from publisher.check.terms.well_known_vocabularies import datatype_fault, term_fault
from publisher.findings import Finding, Place, Severity
from publisher.model import ANY, Term, Triple
from publisher.nearest import nearest
from publisher.reification import is_triple_term
from publisher.terms import datatype, fragment, is_blank, is_iri, is_literal, language, local_name
from publisher.vocabulary import EV_NAMESPACE, PREFIXES

_PARTS: Final = re.compile(r"(\w+ConstraintComponent)-(\w+)")
"""The IRI of a component's parameter: sh:InConstraintComponent-in."""
_OTHER_SHACL: Final = re.compile(
    r"<https?://(?:www\.)?w3\.org/(?:ns/|TR/)?shacl(?!-)", re.IGNORECASE
)
_PARAMETER: Final = sh("parameter")
_DATATYPE: Final = sh("datatype")
_OF_TERMS: Final = frozenset(
    map(
        sh,
        (
            *("class", "datatype", "targetClass", "targetSubjectsOf", "targetObjectsOf"),
            *("equals", "disjoint", "lessThan", "lessThanOrEquals"),
        ),
    )
)
_IMPORTS: Final = f"<{PREFIXES['owl']}imports>"
_INSTEAD: Final = {
    "target": "name the nodes with sh:targetClass, sh:targetNode, sh:targetSubjectsOf or "
    "sh:targetObjectsOf",
    "rule": "write into data/ what it would infer",
    "expression": "write the constraint with sh:sparql",
    "entailment": "write into data/ what it would infer",
}


def check_terms(
    shapes: ShapesGraph,
    index: PredicateIndex,
    namespaces: Sequence[Namespace],
    faulty: Collection[Triple],
) -> Iterator[ShapeFault]:
    """Yield unknown and unsupported terms in shapes, and unknown SHACL terms in the graph.

    `namespaces`: of the project's own terms, if it must define them, and of the tool's. `faulty`:
    triples with a fault already.
    """
    yield from _unknown_in_graph(index)
    for file in shapes.files:
        triples = list(shapes.active(file))
        yield from _without_shape(file, triples)
        yield from _unknown_or_newer(shapes, triples)
        yield from _advanced(shapes, triples)
        yield from _rdf_12(shapes, triples)
        for triple in triples:
            if triple[1] == _IMPORTS:
                yield shapes.fault(
                    "shape-unsupported",
                    "owl:imports does nothing: the file that it names is not read",
                    "copy those shapes to shapes/",
                    triple,
                    severity=Severity.WARNING,
                )
        sound = [triple for triple in triples if triple not in faulty]
        yield from _undefined(shapes, sound, index, namespaces)
        yield from _not_in_vocabularies(shapes, sound, index)


def _without_shape(file: ParsedShapes, triples: Iterable[Triple]) -> Iterator[ShapeFault]:
    has_shacl = any(sh_name(term) for triple in file.triples for term in triple)
    misspelt = [(t, term) for t in triples for term in t if _is_misspelt_shacl(term)]
    if misspelt:
        triple, term = misspelt[0]
        message = f"{term} is not in the namespace of SHACL, which is <{SH}>"
        code = "shape-term-unknown" if has_shacl else "shapes-file-without-shape"
        if not has_shacl:
            message = f"the file has no shape: {message}"
        about = (ANY, term, ANY)
        yield ShapeFault(
            finding=Finding(
                code=code,
                message=message,
                hint=f"write @prefix sh: <{SH}> .",
                place=Place(file=file.file),
                about=about,
            ),
            triples=(triple,),
        )
    elif not has_shacl:
        yield ShapeFault(
            finding=Finding(
                code="shapes-file-without-shape",
                message="the file checks nothing, because it has no shape",
                hint="write a sh:NodeShape with a target, or move the file out of shapes/",
                place=Place(file=file.file, line=1, column=1),
            )
        )


def _is_misspelt_shacl(term: Term) -> bool:
    return bool(_OTHER_SHACL.match(term)) and not term.startswith((f"<{SH}", f"<{SH[:-1]}>"))


def _unknown_or_newer(shapes: ShapesGraph, triples: Iterable[Triple]) -> Iterator[ShapeFault]:
    """Yield one fault for each term that is not of SHACL 1.0, at its first use."""
    uses: dict[Term, list[Triple]] = {}
    for triple in triples:
        for term in triple:
            if is_unknown(term):
                uses.setdefault(term, []).append(triple)
    for term, triples_with_it in uses.items():
        name = sh_name(term)
        if name in SHACL_12_TERMS:
            code, message = "shape-unsupported", "is a term of SHACL 1.2, which pySHACL ignores"
            hint = "write the constraint with SHACL 1.0, on the rdf:Statement that is published"
        else:
            code, message = "shape-term-unknown", "is not a term of SHACL"
            hint = _correct_term(name, "remove it, because it checks nothing")
        finding = Finding(
            code=code,
            message=f"sh:{name} {message}",
            hint=hint,
            place=Place(file=shapes.files_of[triples_with_it[0]]),
            about=(ANY, term, ANY),
        )
        yield ShapeFault(finding=finding, triples=tuple(triples_with_it))


def _correct_term(name: str, otherwise: str) -> str:
    near = nearest(name, sorted(SHACL_TERMS), ignore_case=True)
    return correct_name(f"sh:{near}" if near else "", otherwise)


def _unknown_in_graph(index: PredicateIndex) -> Iterator[ShapeFault]:
    """Yield misspelt terms in the graph itself, which may use SHACL too: sh:declare, sh:name."""
    for predicate, uses in index.by_predicate.items():
        if is_unknown(predicate):
            yield _unknown_in_fact(predicate, (uses.subjects[0], predicate, ANY))
    for value in sorted(filter(is_unknown, index.values)):
        yield _unknown_in_fact(value, (ANY, ANY, value))


def _unknown_in_fact(term: Term, about: Triple) -> ShapeFault:
    finding = Finding(
        code="shape-term-unknown",
        message=f"sh:{sh_name(term)} is not a term of SHACL",
        hint=_correct_term(sh_name(term), "remove it, because it says nothing"),
        severity=Severity.WARNING,
        about=about,
    )
    return ShapeFault(finding=finding)


def is_unknown(term: Term) -> bool:
    """Return whether a term is in the namespace of SHACL, but not one of SHACL 1.0."""
    name = sh_name(term)
    parts = _PARTS.fullmatch(name)
    known = SHACL_TERMS | ADVANCED_TERMS
    return bool(name) and name not in known and not (parts and {*parts.groups()} <= known)


def _advanced(shapes: ShapesGraph, triples: Sequence[Triple]) -> Iterator[ShapeFault]:
    """Yield each use of a term beyond SHACL Core and SPARQL that is not part of another use."""
    links = [triple for triple in triples if sh_name(triple[1]) in ADVANCED_TERMS]
    types = {t[0]: t for t in triples if sh_name(t[2]) in ADVANCED_TERMS}
    # The finding on sh:rule [ a sh:TripleRule ] is about sh:rule alone.
    below = shapes.below(*(triple[2] for triple in links))
    inner = {node for node in below if is_blank(node)}
    reported = inner.union(types)
    yield from (_unsupported(shapes, t, t[1]) for t in links if t[0] not in reported)
    yield from (_unsupported(shapes, t, t[2]) for t in types.values() if t[0] not in inner)


def _unsupported(shapes: ShapesGraph, triple: Triple, term: Term) -> ShapeFault:
    return shapes.fault(
        "shape-unsupported",
        f"sh:{sh_name(term)} is not judged: it belongs neither to SHACL Core nor to SHACL-SPARQL",
        _INSTEAD.get(sh_name(term), "write the constraint with SHACL Core or sh:sparql"),
        triple,
    )


def _rdf_12(shapes: ShapesGraph, triples: Iterable[Triple]) -> Iterator[ShapeFault]:
    for triple in triples:
        is_triple = is_triple_term(triple[2])
        if is_triple or (is_literal(triple[2]) and "--" in language(triple[2])):
            about = (ANY, triple[1], triple[2])
            if is_triple:
                # About the inner triple, because no term stands for the annotation of a shape.
                parts = triple[2][4:-4].split(" ", 2)
                subject, predicate, value = (
                    ANY if part[:2] == "_:" else Term(part) for part in parts
                )
                about = (subject, predicate, value)
            finding = Finding(
                code="shape-unsupported",
                message="pySHACL cannot read RDF 1.2: a triple in a triple, or a text with a "
                "direction (@en--ltr)",
                hint="write shapes in RDF 1.1, without << >>, {| |} and --ltr",
                place=Place(file=shapes.files_of[triple]),
                about=about,
            )
            yield ShapeFault(finding=finding, triples=(triple,))


def _undefined(
    shapes: ShapesGraph,
    triples: Iterable[Triple],
    index: PredicateIndex,
    namespaces: Sequence[Namespace],
) -> Iterator[ShapeFault]:
    """Yield terms of the project or the tool that are neither defined nor shapes."""
    parameters = {value for _, predicate, value in shapes.triples if predicate == _PARAMETER}
    own = next((namespace for namespace in namespaces if namespace.iri != EV_NAMESPACE), None)
    for triple in triples:
        term = datatype(triple[2]) if is_literal(triple[2]) else triple[2]
        # A component's parameter is a property of shapes, which no ontology defines.
        is_judged = triple[0] not in parameters | shapes.deactivated
        if is_iri(term) and is_judged and not _leads_to_shape(shapes, triple):
            for namespace in namespaces:
                if fragment(term) and namespace.lacks(term) and term not in shapes.all_shapes:
                    yield _term_unknown(shapes, triple, term, namespace)
            if own and _names_term(shapes, triple) and _is_unused(term, index, own):
                yield _term_unknown(shapes, triple, term, own)


def _not_in_vocabularies(
    shapes: ShapesGraph, triples: Iterable[Triple], index: PredicateIndex
) -> Iterator[ShapeFault]:
    """Yield what is no datatype, and terms that a well-known vocabulary does not have."""
    for triple in triples:
        term = triple[2]
        # `shape_links` finds a misspelt target, because it reaches nothing.
        is_named = _names_term(shapes, triple) and sh_name(triple[1])[:6] != "target"
        if not is_iri(term) or not is_named or triple[0] in shapes.deactivated:
            continue
        if triple[1] == _DATATYPE:
            if fault := datatype_fault(term, index.graph):
                yield shapes.fault("datatype-unknown", *fault, triple)
        elif fault := term_fault(term):
            yield shapes.fault("vocabulary-term-unknown", *fault, triple, severity=Severity.WARNING)


def _leads_to_shape(shapes: ShapesGraph, triple: Triple) -> bool:
    """Return whether the object of a triple is meant as a shape, also as a member of a list."""
    return triple[1] in ONE_SHAPE | LIST_OF_SHAPES or triple[2] in shapes.wanted


def _names_term(shapes: ShapesGraph, triple: Triple) -> bool:
    return triple[1] in _OF_TERMS or triple[1] == SH_PATH or triple[0] in shapes.path_nodes


def _is_unused(term: Term, index: PredicateIndex, project_terms: Namespace) -> bool:
    """Return whether an IRI of the site is neither a term of the project nor in the graph."""
    is_own = index.graph.addresses.is_own(term)
    return (is_own and not term.startswith(f"<{project_terms.iri}")) and not (
        term in index.by_predicate or term in index.values or index.graph.lines_of(term)
    )


def _term_unknown(
    shapes: ShapesGraph, triple: Triple, term: Term, namespace: Namespace
) -> ShapeFault:
    near = nearest(local_name(term), namespace.names, ignore_case=True)
    return shapes.fault(
        "term-unknown",
        f"{shapes.shown(term)} is not defined",
        correct_name(f"{namespace.prefix}{near}" if near else "", "define it in ontology/"),
        triple,
    )
