"""Terms in shapes: of SHACL's, those that are none or not judged; of the project's, the missing."""

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
from publisher.check.terms.names import Namespace
from publisher.check.terms.well_known_vocabularies import datatype_fault, term_fault
from publisher.findings import Finding, Place, Severity
from publisher.model import ANY, Term, Triple
from publisher.nearest import nearest
from publisher.reification import is_triple_term
from publisher.terms import datatype, fragment, is_iri, is_literal, language, local_name
from publisher.vocabulary import PREFIXES

_PARTS: Final = re.compile(r"(\w+ConstraintComponent)-(\w+)")
"""A component's parameter: sh:InConstraintComponent-in."""
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
    "target": "name the nodes by sh:targetClass, sh:targetNode, sh:targetSubjectsOf or "
    "sh:targetObjectsOf",
    "rule": "write what it would infer into data/",
    "expression": "say it with sh:sparql",
    "entailment": "write what it would infer into data/",
}


def check_terms(
    graph: ShapesGraph,
    index: PredicateIndex,
    namespaces: Sequence[Namespace],
    told: Collection[Triple],
) -> Iterator[ShapeFault]:
    """`namespaces`: of the project's own terms, and of the tool's. `told`: faulty otherwise."""
    yield from _among_facts(index)
    for file in graph.files:
        triples = list(graph.active(file))
        yield from _without_shape(file, triples)
        yield from _of_shacl(graph, triples)
        yield from _advanced(graph, triples)
        yield from _rdf_12(graph, triples)
        for triple in triples:
            if triple[1] == _IMPORTS:
                yield graph.fault(
                    "shape-unsupported",
                    "owl:imports is not followed: what it names is not read",
                    "put those shapes into shapes/",
                    triple,
                    severity=Severity.WARNING,
                )
        untold = [triple for triple in triples if triple not in told]
        yield from _undefined(graph, untold, index, namespaces)
        yield from _foreign(graph, untold, index)


def _without_shape(file: ParsedShapes, triples: Iterable[Triple]) -> Iterator[ShapeFault]:
    has_shacl = any(sh_name(term) for triple in file.triples for term in triple)
    strange = [(t, term) for t in triples for term in t if _is_strange(term)]
    if strange:
        triple, term = strange[0]
        message = f"{term} is not of SHACL's namespace, which is <{SH}>"
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
                message="the file has no shape: nothing in it is checked",
                hint="write a sh:NodeShape with a target, or move the file out of shapes/",
                place=Place(file=file.file, line=1, column=1),
            )
        )


def _is_strange(term: Term) -> bool:
    return bool(_OTHER_SHACL.match(term)) and not term.startswith((f"<{SH}", f"<{SH[:-1]}>"))


def _of_shacl(graph: ShapesGraph, triples: Iterable[Triple]) -> Iterator[ShapeFault]:
    seen: dict[Term, list[Triple]] = {}
    for triple in triples:
        for term in triple:
            if is_unknown(term):
                seen.setdefault(term, []).append(triple)
    for term, those in seen.items():
        name = sh_name(term)
        if name in SHACL_12_TERMS:
            code, message = "shape-unsupported", "is of SHACL 1.2, which pySHACL passes silently"
            hint = "say it with SHACL 1.0 on the rdf:Statement form"
        else:
            code, message = "shape-term-unknown", "is no term of SHACL"
            near = nearest(name, sorted(SHACL_TERMS), ignore_case=True)
            hint = f"nearest is sh:{near}" if near else "it would check nothing"
        place = Place(file=graph.files_of[those[0]])
        message = f"sh:{name} {message}"
        about = (ANY, term, ANY)
        finding = Finding(code=code, message=message, hint=hint, place=place, about=about)
        yield ShapeFault(finding=finding, triples=tuple(those))


def _among_facts(index: PredicateIndex) -> Iterator[ShapeFault]:
    """Slips of the pen in the graph, which may use SHACL's terms too: sh:declare, sh:name."""
    for predicate, uses in index.by_predicate.items():
        if is_unknown(predicate):
            yield _slip(predicate, (uses.subjects[0], predicate, ANY))
    for value in sorted(filter(is_unknown, index.values)):
        yield _slip(value, (ANY, ANY, value))


def _slip(term: Term, about: Triple) -> ShapeFault:
    near = nearest(sh_name(term), sorted(SHACL_TERMS), ignore_case=True)
    finding = Finding(
        code="shape-term-unknown",
        message=f"sh:{sh_name(term)} is no term of SHACL",
        hint=f"nearest is sh:{near}" if near else "it says nothing",
        severity=Severity.WARNING,
        about=about,
    )
    return ShapeFault(finding=finding)


def is_unknown(term: Term) -> bool:
    """Whether a term is in the namespace of SHACL, and none of SHACL 1.0's."""
    name = sh_name(term)
    parts = _PARTS.fullmatch(name)
    known = SHACL_TERMS | ADVANCED_TERMS
    return bool(name) and name not in known and not (parts and {*parts.groups()} <= known)


def _advanced(graph: ShapesGraph, triples: Sequence[Triple]) -> Iterator[ShapeFault]:
    """Each use, but for what only says more of one that is told already."""
    links = [triple for triple in triples if sh_name(triple[1]) in ADVANCED_TERMS]
    kinds = {t[0]: t for t in triples if sh_name(t[2]) in ADVANCED_TERMS}
    # Of sh:rule [ a sh:TripleRule ], sh:rule is what the finding is about.
    below = graph.below(*(triple[2] for triple in links))
    inner = {node for node in below if node.startswith("_:")}
    told = inner.union(kinds)
    yield from (_unsupported(graph, t, t[1]) for t in links if t[0] not in told)
    yield from (_unsupported(graph, t, t[2]) for t in kinds.values() if t[0] not in inner)


def _unsupported(graph: ShapesGraph, triple: Triple, term: Term) -> ShapeFault:
    return graph.fault(
        "shape-unsupported",
        f"sh:{sh_name(term)} is beyond SHACL Core and SPARQL: it is not judged",
        _INSTEAD.get(sh_name(term), "say it with SHACL Core or sh:sparql"),
        triple,
    )


def _rdf_12(graph: ShapesGraph, triples: Iterable[Triple]) -> Iterator[ShapeFault]:
    for triple in triples:
        is_triple = is_triple_term(triple[2])
        if is_triple or (is_literal(triple[2]) and "--" in language(triple[2])):
            about = (ANY, triple[1], triple[2])
            if is_triple:
                # The triple inside: where a shape is annotated, no term stands for it.
                parts = triple[2][4:-4].split(" ", 2)
                subject, predicate, value = (ANY if one[:2] == "_:" else Term(one) for one in parts)
                about = (subject, predicate, value)
            finding = Finding(
                code="shape-unsupported",
                message="a triple or a direction of text (@en--ltr) is RDF 1.2, "
                "which pySHACL cannot read",
                hint="write shapes in RDF 1.1, without << >>, {| |} and --ltr",
                place=Place(file=graph.files_of[triple]),
                about=about,
            )
            yield ShapeFault(finding=finding, triples=(triple,))


def _undefined(
    graph: ShapesGraph,
    triples: Iterable[Triple],
    index: PredicateIndex,
    namespaces: Sequence[Namespace],
) -> Iterator[ShapeFault]:
    """Terms of the project or the tool that are neither defined nor shapes."""
    parameters = {value for _, predicate, value in graph.triples if predicate == _PARAMETER}
    for triple in triples:
        term = datatype(triple[2]) if is_literal(triple[2]) else triple[2]
        # A component's parameter is a property of shapes.
        is_judged = triple[0] not in parameters | graph.deactivated
        if is_iri(term) and is_judged and not _leads_to_shape(graph, triple):
            for namespace in namespaces:
                if fragment(term) and namespace.lacks(term) and term not in graph.shapes:
                    yield _term_unknown(graph, triple, term, namespace)
            if _names_term(graph, triple) and _is_stray(term, index, namespaces[0]):
                yield _term_unknown(graph, triple, term, namespaces[0])


def _foreign(
    graph: ShapesGraph, triples: Iterable[Triple], index: PredicateIndex
) -> Iterator[ShapeFault]:
    """Datatypes that are none, and terms that a well-known vocabulary does not have."""
    for triple in triples:
        term = triple[2]
        # What is misspelt as a target reaches nothing, which is found as such.
        is_named = _names_term(graph, triple) and sh_name(triple[1])[:6] != "target"
        if not is_iri(term) or not is_named or triple[0] in graph.deactivated:
            continue
        if triple[1] == _DATATYPE:
            if fault := datatype_fault(term, index.graph):
                yield graph.fault("datatype-unknown", *fault, triple)
        elif fault := term_fault(term):
            yield graph.fault("vocabulary-term-unknown", *fault, triple, severity=Severity.WARNING)


def _leads_to_shape(graph: ShapesGraph, triple: Triple) -> bool:
    """Whether what a triple names is meant as a shape: by its property, or as a list's member."""
    return triple[1] in ONE_SHAPE | LIST_OF_SHAPES or triple[2] in graph.wanted


def _names_term(graph: ShapesGraph, triple: Triple) -> bool:
    return triple[1] in _OF_TERMS or triple[1] == SH_PATH or triple[0] in graph.path_nodes


def _is_stray(term: Term, index: PredicateIndex, ours: Namespace) -> bool:
    """Whether an IRI under the base, but not among our terms, stands nowhere in the graph."""
    own = term.startswith(f"<{index.graph.base}") and not term.startswith(f"<{ours.iri}")
    return own and not (
        term in index.by_predicate or term in index.values or index.graph.lines_of(term)
    )


def _term_unknown(
    graph: ShapesGraph, triple: Triple, term: Term, namespace: Namespace
) -> ShapeFault:
    near = nearest(local_name(term), sorted(namespace.names), ignore_case=True)
    return graph.fault(
        "term-unknown",
        f"{graph.shown(term)} is defined nowhere",
        f"nearest is {namespace.prefix}{near}" if near else "define it in ontology/",
        triple,
    )
