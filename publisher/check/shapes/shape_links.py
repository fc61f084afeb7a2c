"""Where the links and targets of shapes lead: to no shape, back to themselves, to no node."""

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
from publisher.check.terms.definitions import correct_name
from publisher.findings import Finding, Place
from publisher.model import ANY, Term, Triple
from publisher.nearest import nearest
from publisher.terms import is_blank, is_iri, is_literal
from publisher.vocabulary import CLASS_TYPES, RDF_TYPE

_NODE: Final = sh("node")


def check_links(
    shapes: ShapesGraph, index: PredicateIndex, faulty: Collection[Triple]
) -> Iterator[ShapeFault]:
    """Yield links to no shape, cycles, shapes and targets that reach nothing, misplaced shapes.

    `faulty`: triples with a fault already.
    """
    yield from _broken_links(shapes, index, faulty)
    yield from _cycles(shapes)
    yield from _unreached(shapes, index)
    yield from _reaching_nothing(shapes, index, faulty)
    yield from _misplaced(index)


def _broken_links(
    shapes: ShapesGraph, index: PredicateIndex, faulty: Collection[Triple]
) -> Iterator[ShapeFault]:
    for triple in shapes.triples:
        subject, predicate, value = triple
        if triple in faulty:
            continue
        if predicate in ONE_SHAPE:
            yield from _broken_link(shapes, index, triple, triple)
        elif predicate in LIST_OF_SHAPES:
            for member in shapes.members(value) or ():
                # The finding is at the member; what cannot be checked is the whole list.
                place = (subject, FIRST, member)
                yield from _broken_link(shapes, index, place, triple)


def _broken_link(
    shapes: ShapesGraph, index: PredicateIndex, place: Triple, link: Triple
) -> Iterator[ShapeFault]:
    """Yield a fault if a link, or the member of its list at `place`, leads to no fitting shape."""
    name, value = sh_name(link[1]), place[2]
    shown = shapes.shown(value)
    if is_literal(value):
        message = f"sh:{name} must link to a shape, but has the text {value}"
        yield _missing(shapes, place, link, message, "name a shape")
    elif value not in shapes.all_shapes:
        hint = correct_name(_nearest(shapes, value), "write the shape, or correct its name")
        if _is_class(value, index):
            hint = "name a class with sh:class"
        what = f"{shown}, which is not a shape" if is_iri(value) else "an empty shape"
        message = f"sh:{name} checks nothing, because it links to {what}"
        yield _missing(shapes, place, link, message, hint)
    elif link[1] == SH_PROPERTY and not shapes.values(value, SH_PATH):
        message = f"sh:property must link to a shape with sh:path, but {shown} has none"
        yield _missing(
            shapes, place, link, message, "give it a sh:path, or link to it with sh:node"
        )
    elif link[1] == _NODE and shapes.values(value, SH_PATH):
        message = f"sh:node must link to a shape without sh:path, but {shown} has one"
        yield _missing(shapes, place, link, message, "link to it with sh:property")


def _is_class(term: Term, index: PredicateIndex) -> bool:
    return not CLASS_TYPES.isdisjoint(index.graph.objects(term, RDF_TYPE))


def _missing(
    shapes: ShapesGraph, place: Triple, link: Triple, message: str, hint: str
) -> ShapeFault:
    finding = Finding(
        code="shape-missing",
        message=message,
        hint=hint,
        place=Place(file=shapes.files_of.get(link, "")),
        about=shapes.about(place),
    )
    return ShapeFault(finding=finding, triples=(link,))


def _nearest(shapes: ShapesGraph, value: Term) -> str:
    """Return the shape that was probably meant, as messages show it; empty if none."""
    names = [shapes.shown(shape) for shape in shapes.all_shapes if is_iri(shape)]
    return nearest(shapes.shown(value), sorted(names), ignore_case=True) if is_iri(value) else ""


def _cycles(shapes: ShapesGraph) -> Iterator[ShapeFault]:
    done: set[Term] = set()
    known: set[frozenset[Term]] = set()
    # Named shapes first, because the labels of blank nodes are others in each run.
    for start in sorted(shapes.links, key=lambda shape: (is_blank(shape), shape)):
        cycle = _cycle(start, shapes.links, done)
        if cycle and frozenset(cycle) not in known:
            known.add(frozenset(cycle))
            named = _from_first([shape for shape in cycle if is_iri(shape)])
            names = [shape.rpartition("#")[2].rstrip(">") for shape in [*named, *named[:1]]]
            finding = Finding(
                code="shape-recursive",
                message=f"shapes link back to themselves: {' → '.join(names)}",
                hint="remove one of these links, because SHACL does not define recursion",
                place=Place(file=shapes.file_of.get(named[0] if named else cycle[0], "")),
                about=(named[0] if named else ANY, ANY, ANY),
            )
            links = [t for shape in cycle for t in shapes.described[shape] if _is_link(t)]
            yield ShapeFault(finding=finding, triples=tuple(links))


def _is_link(triple: Triple) -> bool:
    return triple[1] in ONE_SHAPE | LIST_OF_SHAPES


def _from_first(cycle: list[Term]) -> list[Term]:
    """Return a cycle so that it begins with its least member."""
    at = cycle.index(min(cycle)) if cycle else 0
    return cycle[at:] + cycle[:at]


def _cycle(start: Term, links: dict[Term, list[Term]], done: set[Term]) -> list[Term]:
    """Return the first cycle that is reached from `start`; adds to `done` what is in none.

    A loop with a stack, because a long chain of shapes would exceed Python's recursion limit.
    """
    path: list[Term] = []
    on_path: set[Term] = set()
    stack: list[tuple[Term, bool]] = [(start, False)]
    while stack:
        node, is_left = stack.pop()
        if is_left:
            path.pop()
            on_path.discard(node)
            done.add(node)
        elif node in on_path:
            return path[path.index(node) :]
        elif node not in done:
            path.append(node)
            on_path.add(node)
            stack.append((node, True))
            stack += [(target, False) for target in links.get(node, [])]
    return []


def _unreached(shapes: ShapesGraph, index: PredicateIndex) -> Iterator[ShapeFault]:
    """Yield shapes without target to which no shape links, not even with a misspelt name."""
    reached = shapes.led_to.union(shapes.roots, shapes.deactivated)
    probably_meant = {_nearest(shapes, value) for value in shapes.wanted - shapes.all_shapes}
    typed = {s for s, p, o in shapes.triples if p == RDF_TYPE and o in SHAPE_TYPES}
    for shape in sorted(typed | shapes.links.keys()):
        if shape in reached or shapes.shown(shape) in probably_meant:
            continue
        hint = "give it a target: sh:targetClass"
        if _is_class(shape, index):
            hint += f" {shapes.shown(shape)}, or say here too that it is a class: a owl:Class"
        yield ShapeFault(
            finding=Finding(
                code="shape-without-target",
                message="the shape checks nothing: it has no target, and no shape links to it",
                hint=hint,
                place=Place(file=shapes.file_of[shape]),
                about=shapes.about_node(shape),
            )
        )


def _reaching_nothing(
    shapes: ShapesGraph, index: PredicateIndex, faulty: Collection[Triple]
) -> Iterator[ShapeFault]:
    for triple in shapes.triples:
        shape, target, value = triple
        if target not in TARGETS or triple in faulty or shape in shapes.deactivated:
            continue
        if shapes.files_of[triple].startswith("publisher/"):
            continue  # The tool's own shapes are for graphs of all kinds.
        if _is_empty(sh_name(target), value, index):
            fault = shapes.fault(
                "shape-reaches-nothing",
                f"the target sh:{sh_name(target)} {shapes.shown(value)} selects no node of "
                "the graph",
                "correct the target, or remove the shape",
                triple,
            )
            yield ShapeFault(finding=fault.finding)
    yield from _without_instance(shapes, index)


def _is_empty(target: str, value: Term, index: PredicateIndex) -> bool:
    """Return whether a target, such as `targetClass`, selects no node of the graph."""
    if target == "targetClass":
        return not index.instances_below([value])
    if target in {"targetSubjectsOf", "targetObjectsOf"}:
        return value not in index.by_predicate
    return target == "targetNode" and not index.graph.about(value)


def _without_instance(shapes: ShapesGraph, index: PredicateIndex) -> Iterator[ShapeFault]:
    for shape in shapes.roots:
        is_class = any(shapes.is_own_target(triple) for triple in shapes.described[shape])
        if is_class and shape not in shapes.deactivated and not index.instances_below([shape]):
            yield ShapeFault(
                finding=Finding(
                    code="shape-reaches-nothing",
                    message=f"the shape {shapes.shown(shape)} is its own target, but the class "
                    "has no instance in the graph",
                    hint="correct the class, or remove the shape",
                    place=Place(file=shapes.file_of[shape]),
                    about=(shape, ANY, ANY),
                )
            )


def _misplaced(index: PredicateIndex) -> Iterator[ShapeFault]:
    """Yield shapes outside of shapes/, which are published as data."""
    typed = {shape for class_ in SHAPE_TYPES for shape in index.instances(class_)}
    aimed = {shape for target in TARGETS for shape in index.triples_of(target).subjects}
    for shape in sorted(typed | aimed):
        yield ShapeFault(
            finding=Finding(
                code="shape-misplaced",
                message="a shape outside of shapes/ checks nothing, and is published as data",
                hint="move it to shapes/",
                about=(shape, ANY, ANY),
            )
        )
