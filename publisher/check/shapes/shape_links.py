"""Whom shapes lead to: nobody, themselves, or what is not there; and what their targets reach."""

from collections.abc import Collection, Iterator
from typing import Final

from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes.shapes_graph import (
    FIRST,
    LIST_OF_SHAPES,
    ONE_SHAPE,
    SH_PATH,
    SH_PROPERTY,
    SHAPE_TYPES,
    TARGETS,
    ShapeFault,
    ShapesGraph,
    sh,
    sh_name,
)
from publisher.findings import Finding, Place, Severity
from publisher.model import ANY, Term, Triple
from publisher.nearest import nearest
from publisher.terms import is_iri, is_literal
from publisher.vocabulary import CLASS_TYPES, RDF_TYPE

_NODE: Final = sh("node")


def check_links(
    graph: ShapesGraph, index: PredicateIndex, told: Collection[Triple]
) -> Iterator[ShapeFault]:
    """`told`: triples of which something else is wrong, which is told already."""
    yield from _missing(graph, index, told)
    yield from _recursive(graph)
    yield from _unreached(graph, index, _meant(graph))
    yield from _reaching_nothing(graph, index, told)
    yield from _misplaced(index)


def _missing(
    graph: ShapesGraph, index: PredicateIndex, told: Collection[Triple]
) -> Iterator[ShapeFault]:
    for triple in graph.triples:
        subject, predicate, value = triple
        if triple in told:
            continue
        if predicate in ONE_SHAPE:
            yield from _wrong(graph, index, triple, triple)
        elif predicate in LIST_OF_SHAPES:
            for member in graph.members(value) or ():
                # The finding is at the member; what cannot be judged is the whole list.
                at = (subject, FIRST, member)
                yield from _wrong(graph, index, at, triple)


def _wrong(
    graph: ShapesGraph, index: PredicateIndex, at: Triple, link: Triple
) -> Iterator[ShapeFault]:
    """What is wrong with a link, or with one member of its list, whose place is `at`."""
    name, value = sh_name(link[1]), at[2]
    if is_literal(value):
        yield _at(graph, at, link, f"sh:{name} leads to {value}, which is no shape", "name a shape")
    elif value not in graph.shapes:
        near = _nearest(graph, value)
        hint = f"nearest is {near}" if near else "write the shape, or correct its name"
        if _is_class(value, index):
            hint = "it is a class: name it by sh:class"
        what = f"{graph.shown(value)}, which is no shape" if is_iri(value) else "an empty shape"
        yield _at(graph, at, link, f"sh:{name} leads to {what}: it checks nothing", hint)
    elif link[1] == SH_PROPERTY and not graph.values(value, SH_PATH):
        message = f"sh:property leads to {graph.shown(value)}, which has no sh:path"
        yield _at(graph, at, link, message, "give it sh:path, or lead to it by sh:node")
    elif link[1] == _NODE and graph.values(value, SH_PATH):
        message = f"sh:node leads to {graph.shown(value)}, which has sh:path"
        yield _at(graph, at, link, message, "lead to it by sh:property")


def _is_class(term: Term, index: PredicateIndex) -> bool:
    return not CLASS_TYPES.isdisjoint(index.graph.objects(term, RDF_TYPE))


def _at(graph: ShapesGraph, at: Triple, link: Triple, message: str, hint: str) -> ShapeFault:
    finding = Finding(
        code="shape-missing",
        message=message,
        hint=hint,
        place=Place(file=graph.files_of.get(link, "")),
        about=graph.about(at),
    )
    return ShapeFault(finding=finding, triples=(link,))


def _nearest(graph: ShapesGraph, value: Term) -> str:
    """The shape that was probably meant, as messages show it."""
    names = [graph.shown(shape) for shape in graph.shapes if is_iri(shape)]
    return nearest(graph.shown(value), sorted(names), ignore_case=True) if is_iri(value) else ""


def _meant(graph: ShapesGraph) -> frozenset[str]:
    """The shapes that some shape would lead to, were it not for a slip of the pen."""
    return frozenset(_nearest(graph, value) for value in graph.wanted - graph.shapes)


def _recursive(graph: ShapesGraph) -> Iterator[ShapeFault]:
    done: set[Term] = set()
    known: set[frozenset[Term]] = set()
    # Named shapes first: the labels of blank nodes are others in each run.
    for start in sorted(graph.links, key=lambda shape: (shape.startswith("_:"), shape)):
        cycle = _cycle(start, graph.links, done)
        if cycle and frozenset(cycle) not in known:
            known.add(frozenset(cycle))
            named = _from_first([one for one in cycle if is_iri(one)])
            shown = " → ".join(one.rpartition("#")[2].rstrip(">") for one in [*named, *named[:1]])
            finding = Finding(
                code="shape-recursive",
                message=f"shapes lead back to themselves: {shown}",
                hint="cut the circle: recursion has no meaning in SHACL",
                place=Place(file=graph.file_of.get(named[0] if named else cycle[0], "")),
                about=(named[0] if named else ANY, ANY, ANY),
            )
            links = [t for one in cycle for t in graph.described[one] if _is_link(t)]
            yield ShapeFault(finding=finding, triples=tuple(links))


def _is_link(triple: Triple) -> bool:
    return triple[1] in ONE_SHAPE | LIST_OF_SHAPES


def _from_first(circle: list[Term]) -> list[Term]:
    at = circle.index(min(circle)) if circle else 0
    return circle[at:] + circle[:at]


def _cycle(start: Term, links: dict[Term, list[Term]], done: set[Term]) -> list[Term]:
    """The first circle met from `start`, without recursion of our own."""
    path: list[Term] = []
    on_path: set[Term] = set()
    stack: list[tuple[Term, bool]] = [(start, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            path.pop()
            on_path.discard(node)
            done.add(node)
        elif node in on_path:
            return path[path.index(node) :]
        elif node not in done:
            path.append(node)
            on_path.add(node)
            stack.append((node, True))
            stack += [(one, False) for one in links.get(node, [])]
    return []


def _unreached(
    graph: ShapesGraph, index: PredicateIndex, meant: frozenset[str]
) -> Iterator[ShapeFault]:
    reached = graph.led_to.union(graph.roots, graph.deactivated)
    typed = {s for s, p, o in graph.triples if p == RDF_TYPE and o in SHAPE_TYPES}
    for shape in sorted(typed | graph.links.keys()):
        if shape in reached or graph.shown(shape) in meant:
            continue
        hint = "give it sh:targetClass"
        if _is_class(shape, index):
            hint += f" {graph.shown(shape)}, or say here too that it is a class: a owl:Class"
        yield ShapeFault(
            finding=Finding(
                code="shape-without-target",
                message="the shape has no target and no shape leads to it: it checks nothing",
                hint=hint,
                place=Place(file=graph.file_of[shape]),
                about=graph.about_node(shape),
            )
        )


def _reaching_nothing(
    graph: ShapesGraph, index: PredicateIndex, told: Collection[Triple]
) -> Iterator[ShapeFault]:
    predicates = index.by_predicate.keys()
    for triple in graph.triples:
        shape, target, value = triple
        if target not in TARGETS or triple in told or shape in graph.deactivated:
            continue
        if graph.files_of[triple].startswith("publisher/"):
            continue
        name = sh_name(target)
        empty = (
            (name == "targetClass" and not index.instances_below([value]))
            or (name in {"targetSubjectsOf", "targetObjectsOf"} and value not in predicates)
            or (name == "targetNode" and not index.graph.about(value))
        )
        if empty:
            yield ShapeFault(
                finding=graph.fault(
                    "shape-reaches-nothing",
                    f"the target sh:{name} {value} selects no node of the graph",
                    "correct it, or remove the shape",
                    triple,
                ).finding
            )
    yield from _without_instance(graph, index)


def _without_instance(graph: ShapesGraph, index: PredicateIndex) -> Iterator[ShapeFault]:
    for shape in graph.roots:
        classes = [t for t in graph.described[shape] if graph.is_own_target(t)]
        if classes and shape not in graph.deactivated and not index.instances_below([shape]):
            yield ShapeFault(
                finding=Finding(
                    code="shape-reaches-nothing",
                    message=f"the class {shape}, its own target, has no instance in the graph",
                    hint="correct it, or remove the shape",
                    place=Place(file=graph.file_of[shape]),
                    about=(shape, ANY, ANY),
                )
            )


def _misplaced(index: PredicateIndex) -> Iterator[ShapeFault]:
    """Shapes among the facts, which are published and judge nothing."""
    typed = {shape for kind in SHAPE_TYPES for shape in index.instances(kind)}
    aimed = {shape for target in TARGETS for shape in index.triples_of(target).subjects}
    for shape in sorted(typed | aimed):
        yield ShapeFault(
            finding=Finding(
                code="shape-misplaced",
                message="a shape outside of shapes/ is published, and checks nothing",
                hint="move it to shapes/",
                severity=Severity.WARNING,
                about=(shape, ANY, ANY),
            )
        )
