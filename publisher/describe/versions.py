"""A version of a resource, as a member of the feed: what is said of it, and since when.

The version has an IRI of its own, and what is said of the resource is said of it. Whatever else
the resource's page says (statements with their evidence, sections) hangs on it as blank nodes, each
with `prov:specializationOf` and the IRI by which others name it. So a member is whole by itself,
and versions never mix: https://w3id.org/tree/specification#member-extraction-algorithm

Nothing is asserted that the page does not assert: a claim's content stays an `rdf:Statement`.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.addresses import percent_encoded
from publisher.dataset import Dataset
from publisher.describe.changes import ResourceChange, content_subjects
from publisher.history import Version
from publisher.model import DEFAULT_GRAPH, Quad, Term
from publisher.ntriples import quad_line_of
from publisher.terms import fragment, iri, is_blank, is_iri, literal
from publisher.vocabulary import (
    AS_DELETE,
    AS_OBJECT,
    DCTERMS_HAS_PART,
    DCTERMS_VERSION_OF,
    EV_EVIDENCE,
    OA_HAS_SELECTOR,
    PROV_GENERATED_AT,
    PROV_SPECIALIZATION_OF,
    RDF_TYPE,
    XSD_DATE_TIME,
)

_OF_VERSION: Final = frozenset({DCTERMS_VERSION_OF, PROV_GENERATED_AT})
"""What a member says of itself: a resource's own values would be taken for the member's."""
_DIGITS: Final = 16


def version_of(change: ResourceChange, dataset: Dataset, *, stream: str, time: str) -> Version:
    """Return the version of a resource that a release brings; a tombstone if it is gone.

    Its IRI is a hash of what it says, and when. `stream`: the IRI of the feed.
    """
    if change.action == "gone":
        return _tombstone(change, dataset, stream=stream, time=time)
    head = dataset.head_of(change.page)
    subjects = [head, *_others(change.page, head, dataset)]
    quads = [quad for subject in subjects for quad in _quads_of(subject, dataset)]
    version, digest = _version(stream, time, change.page, quads)
    parts = _Parts.of(version, subjects, quads)
    about = [
        (version, DCTERMS_VERSION_OF, _identifier(change.page, head, dataset), DEFAULT_GRAPH),
        (version, PROV_GENERATED_AT, _time(time), DEFAULT_GRAPH),
    ]
    own = Term(f"_:v{digest}own")
    renamed = list(_renamed(quads, parts, version, own=own))
    return Version(iri=version, lines=_lines([*about, *renamed, *parts.linked(renamed)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The blank nodes of a version that stand for the other subjects of the page.

    `nodes`: the node of each subject; the first subject is the resource, and has the version.
    `named`: the IRI by which others name a subject, also of a blank node that is in a cycle.
    """

    version: Term
    nodes: Mapping[Term, Term]
    named: Mapping[Term, Term]

    @classmethod
    def of(cls, version: Term, subjects: Sequence[Term], quads: Sequence[Quad]) -> "_Parts":
        label = fragment(version)
        nodes = {subject: Term(f"_:{label}n{at}") for at, subject in enumerate(subjects) if at}
        cyclic = _cyclic(quads)
        named = {
            subject: subject if is_iri(subject) else Term(f"{version[:-1]}.{subject[2:]}>")
            for subject in nodes
            if is_iri(subject) or subject in cyclic
        }
        return cls(version=version, nodes={subjects[0]: version, **nodes}, named=named)

    def object(self, value: Term) -> Term:
        """Return how an object is named: by its IRI, or as a part that hangs there."""
        if not is_blank(value):
            return value
        return self.named.get(value) or self.nodes.get(value, value)

    def linked(self, quads: Sequence[Quad]) -> Iterator[Quad]:
        """Yield what names the parts, and hangs on the version those that hang nowhere."""
        objects = {quad[2] for quad in quads if is_blank(quad[2])}
        for subject, node in self.nodes.items():
            if subject in self.named:
                yield node, PROV_SPECIALIZATION_OF, self.named[subject], DEFAULT_GRAPH
            if node != self.version and node not in objects:
                yield self.version, DCTERMS_HAS_PART, node, DEFAULT_GRAPH


def _cyclic(quads: Sequence[Quad]) -> frozenset[Term]:
    """Return the blank nodes that lead back to themselves: a client would follow them for ever."""
    below: dict[Term, set[Term]] = {}
    for subject, _, value, _ in quads:
        if is_blank(subject) and is_blank(value):
            below.setdefault(subject, set()).add(value)
            below.setdefault(value, set())
    # What leads nowhere is in no cycle; without it, the next ones lead nowhere.
    above: dict[Term, list[Term]] = {}
    for node, values in below.items():
        for value in values:
            above.setdefault(value, []).append(node)
    ends = [node for node, values in below.items() if not values]
    while ends:
        end = ends.pop()
        del below[end]
        for node in above.get(end, ()):
            below[node].discard(end)
            if not below[node]:
                ends.append(node)
    return frozenset(below)


def _tombstone(change: ResourceChange, dataset: Dataset, *, stream: str, time: str) -> Version:
    version, _ = _version(stream, time, change.page, ())
    resource = _identifier(change.page, change.page, dataset)
    return Version(
        iri=version,
        lines=_lines(
            [
                (version, RDF_TYPE, AS_DELETE, DEFAULT_GRAPH),
                (version, DCTERMS_VERSION_OF, resource, DEFAULT_GRAPH),
                (version, PROV_GENERATED_AT, _time(time), DEFAULT_GRAPH),
                (version, AS_OBJECT, resource, DEFAULT_GRAPH),
            ]
        ),
    )


def _version(stream: str, time: str, page: Term, quads: Sequence[Quad]) -> tuple[Term, str]:
    """Return the IRI of a version, and the digest that it ends with."""
    digest = hashlib.sha256(f"{time}\n{page}\n".encode() + _lines(quads)).hexdigest()[:_DIGITS]
    return iri(f"{stream}#v{digest}"), digest


def _lines(quads: Sequence[Quad]) -> bytes:
    return b"".join(map(quad_line_of, dict.fromkeys(quads)))


def _time(time: str) -> Term:
    return literal(time, datatype=XSD_DATE_TIME)


def _identifier(page: Term, head: Term, dataset: Dataset) -> Term:
    """Return the IRI of a resource; of a blank node, that of its page."""
    if not is_blank(page):
        return head
    return iri(f"{dataset.base}{percent_encoded(dataset.addresses.path(page))}")


def _others(page: Term, head: Term, dataset: Dataset) -> Iterator[Term]:
    """Yield the other subjects of a page, and the passages that they rest on, sorted."""
    subjects = content_subjects(page, dataset)
    passages = {
        passage for subject in subjects for passage in dataset.objects(subject, EV_EVIDENCE)
    }
    selectors = {
        selector for passage in passages for selector in dataset.objects(passage, OA_HAS_SELECTOR)
    }
    found = {*subjects, *passages, *selectors} - {head}
    yield from sorted(filter(dataset.is_subject, found))


def _quads_of(subject: Term, dataset: Dataset) -> tuple[Quad, ...]:
    return dataset.quads_of(subject) if dataset.is_subject(subject) else ()


def _renamed(quads: Sequence[Quad], parts: _Parts, version: Term, *, own: Term) -> Iterator[Quad]:
    """Yield the quads of a page with the version and its parts as subjects.

    `own`: a part for what the resource says itself by a property that a version has.
    """
    for subject, predicate, value, graph in quads:
        node = parts.nodes[subject]
        if node == version and predicate in _OF_VERSION:
            node = own
            yield version, DCTERMS_HAS_PART, own, DEFAULT_GRAPH
        # The resource stays what it is where others name it: its statements are about it.
        yield node, predicate, parts.object(value), graph
