"""The dataset: sorted N-Triples, with an index.

The triples of a resource are one slice of the lines, found by a dictionary: four times as fast as
a store in memory. Only queries and SHACL need a store.
"""

import re
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar, cast

from publisher.model import Source, Term, Triple
from publisher.terms import page_iri
from publisher.vocabulary import (
    EV_ABOUT,
    EV_EVIDENCE,
    LABELS,
    OA_HAS_SELECTOR,
    OA_HAS_SOURCE,
    OWL_DEPRECATED,
    RDF_PREDICATE,
    RDF_TYPE,
    TRUE,
)

STRUCTURAL = frozenset({EV_EVIDENCE, OA_HAS_SELECTOR, OA_HAS_SOURCE, RDF_PREDICATE})
"""Properties that connect a statement with its parts. They do not mention a resource."""

_Entry = TypeVar("_Entry")

# So that no function is called to make each text a Term: a graph has millions.
_split = cast("Callable[[str, str, int], list[Term]]", str.split)


def triple_of(line: bytes) -> Triple:
    """Return the terms of a canonical N-Triples line, which ends with ` .` and a line feed."""
    subject, predicate, value = _split(line.decode()[:-3], " ", 2)
    return subject, predicate, value


def line_of(triple: Triple) -> bytes:
    return f"{triple[0]} {triple[1]} {triple[2]} .\n".encode()


_OTHER_SCHEME = re.compile(rb"<(?!https?:)([A-Za-z][A-Za-z0-9+.-]*):")
_IRI_OBJECT = re.compile(rb" (<[^<> ]*>) \.\n")
_LABELS = tuple(f" {label} ".encode() for label in LABELS)
_TYPE = RDF_TYPE.encode()
_EVIDENCE = EV_EVIDENCE.encode()
_STRUCTURAL = frozenset(predicate.encode() for predicate in STRUCTURAL)
_RETIRED = f" {OWL_DEPRECATED} {TRUE} .\n".encode()

REMEMBERED = 20_000
"""Subjects whose triples are kept parsed."""


@dataclass(kw_only=True)
class Dataset:
    """The published graph in its RDF 1.1 form: every node an IRI.

    `lines`: N-Triples sorted by bytes. `sources` by IRI term. `term_order`: the ontology's terms
    in the order in which its files define them.
    """

    base: str
    lines: bytes
    sources: Mapping[Term, Source] = field(default_factory=dict)
    term_order: tuple[Term, ...] = ()

    @classmethod
    def of(
        cls,
        triples: Iterable[Triple],
        *,
        base: str,
        sources: Mapping[Term, Source] | None = None,
        term_order: tuple[Term, ...] = (),
    ) -> "Dataset":
        # A dictionary keeps the order, and so the runs of lines that are in order already: sorting
        # them takes a fifth of the time of sorting a set.
        lines = sorted(dict.fromkeys(map(line_of, triples)))
        return cls(base=base, lines=b"".join(lines), sources=sources or {}, term_order=term_order)

    def __len__(self) -> int:
        return self.lines.count(b"\n")

    def __iter__(self) -> Iterator[Triple]:
        return (triple_of(line) for line in self.lines.splitlines(keepends=True))

    def __contains__(self, triple: Triple) -> bool:
        return line_of(triple) in self.lines_of(triple[0])

    @cached_property
    def about(self) -> Callable[[Term], tuple[Triple, ...]]:
        """Return the triples of a subject, sorted."""
        # A page asks for its subjects, and its neighbours', a dozen times.
        return lru_cache(maxsize=REMEMBERED)(self.read)

    @cached_property
    def labels(self) -> Callable[[Term], tuple[Triple, ...]]:
        """Return the triples that label a subject, sorted."""
        # Kept apart: of most neighbours a page needs the labels, and of few all triples.
        return lru_cache(maxsize=REMEMBERED)(self._read_labels)

    def read(self, subject: Term) -> tuple[Triple, ...]:
        """Return the same as `about` without keeping it, for a caller that asks once."""
        return tuple(map(triple_of, self.lines_of(subject).splitlines(keepends=True)))

    def lines_of(self, subject: Term) -> bytes:
        """Return the lines of a subject."""
        start, end = self._index.spans.get(subject, (0, 0))
        return self.lines[start:end]

    def named_by(self, subject: Term) -> list[Term]:
        """Return the IRIs that are objects of a subject's triples."""
        # By bytes: a literal ends by a quotation mark, its language, or ^^ and a datatype.
        return [Term(value.decode()) for value in _IRI_OBJECT.findall(self.lines_of(subject))]

    def _read_labels(self, subject: Term) -> tuple[Triple, ...]:
        lines = self.lines_of(subject)
        if not any(label in lines for label in _LABELS):
            return ()
        starts = tuple(f"{subject} {label} ".encode() for label in LABELS)
        return tuple(
            triple_of(line) for line in lines.splitlines(keepends=True) if line.startswith(starts)
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the dataset without its index and caches."""
        return _graph, (self.base, self.lines, self.sources, self.term_order)

    def objects(self, subject: Term, predicate: Term) -> tuple[Term, ...]:
        return tuple(o for _, p, o in self.about(subject) if p == predicate)

    def size(self, subject: Term) -> int:
        """Return the number of bytes of a subject's lines."""
        start, end = self._index.spans.get(subject, (0, 0))
        return end - start

    def subjects(self) -> KeysView[Term]:
        return self._index.spans.keys()

    def pages(self) -> Iterable[Term]:
        """Return the IRIs that have files of their own: the subjects without fragments, sorted."""
        return self._pages.keys()

    def subjects_of(self, page: Term) -> tuple[Term, ...]:
        """Return the subjects of a page: the resource, and the hash IRIs on its page."""
        return tuple(self._pages.get(page, ()))

    def naming(self, term: Term) -> tuple[Triple, ...]:
        """Return the triples with `term` as object, sorted, without STRUCTURAL properties."""
        return tuple(triple_of(self._line_at(at)) for at in self._index.naming.get(term, ()))

    def resting_on(self, passage: Term) -> tuple[Term, ...]:
        """Return the statements and claims whose evidence is a passage, sorted."""
        return tuple(self._index.resting.get(passage, ()))

    def claims_about(self, page: Term) -> tuple[Term, ...]:
        """Return the claims about a resource or a hash IRI on its page, sorted."""
        subjects = {page, *self.subjects_of(page)}
        claims = {s for topic in subjects for s, p, _ in self.naming(topic) if p == EV_ABOUT}
        return tuple(sorted(page_iri(claim) for claim in claims))

    def instances(self, of: Term) -> tuple[Term, ...]:
        return tuple(s for s, p, _ in self.naming(of) if p == RDF_TYPE)

    def label(self, term: Term) -> Term | None:
        """Return the label of a resource as a literal: English if there is one, else the first."""
        labels = [o for _, _, o in self.labels(term) if o.startswith('"')]
        english = [label for label in labels if label.endswith("@en")]
        return next(iter(english or labels), None)

    @property
    def predicates(self) -> frozenset[Term]:
        return self._index.predicates

    @property
    def classes(self) -> frozenset[Term]:
        """The classes that have instances."""
        return self._index.classes

    def uses(self, namespace: str) -> bool:
        """Return whether a predicate or a class is a term of a namespace."""
        start = f"<{namespace}"
        return any(term.startswith(start) for term in self.predicates | self.classes)

    def schemes(self) -> frozenset[str]:
        """Return the schemes of IRIs, without http and https; perhaps some that only a text has."""
        return frozenset(scheme.decode() for scheme in _OTHER_SCHEME.findall(self.lines))

    @cached_property
    def retired(self) -> frozenset[Term]:
        """The terms that are marked as no longer in use."""
        retired: set[Term] = set()
        # By bytes: most graphs have few, and none should pay for parsing all the others.
        at = self.lines.find(_RETIRED)
        while at >= 0:
            retired.add(Term(self.lines[self.lines.rfind(b"\n", 0, at) + 1 : at].decode()))
            at = self.lines.find(_RETIRED, at + len(_RETIRED))
        return frozenset(retired)

    def _line_at(self, start: int) -> bytes:
        return self.lines[start : self.lines.index(b"\n", start) + 1]

    @cached_property
    def _index(self) -> "_Index":
        spans: dict[Term, tuple[int, int]] = {}
        naming: dict[bytes, list[int]] = {}
        resting: dict[bytes, list[Term]] = {}
        predicates: set[bytes] = set()
        classes: set[bytes] = set()
        own = f"<{self.base}".encode()
        current, subject, first, at = b"", Term(""), 0, 0
        # By bytes: each term that comes up again and again is decoded once.
        for line in self.lines.splitlines(keepends=True):
            start, predicate, value = line.split(b" ", 2)
            if start != current:
                if subject:
                    spans[subject] = (first, at)
                current, subject, first = start, Term(start.decode()), at
            predicates.add(predicate)
            if value.startswith(b"<"):
                if predicate == _TYPE:
                    classes.add(value)
                    naming.setdefault(value, []).append(at)
                elif predicate == _EVIDENCE:
                    resting.setdefault(value, []).append(subject)
                elif predicate not in _STRUCTURAL and value.startswith(own):
                    naming.setdefault(value, []).append(at)
            at += len(line)
        if subject:
            spans[subject] = (first, at)
        return _Index(
            spans=spans,
            naming=_by_term(naming),
            resting=_by_term(resting),
            predicates=frozenset(Term(predicate.decode()) for predicate in predicates),
            classes=frozenset(Term(value[: -len(" .\n")].decode()) for value in classes),
        )

    @cached_property
    def _pages(self) -> dict[Term, list[Term]]:
        pages: dict[Term, list[Term]] = {}
        for subject in self._index.spans:
            pages.setdefault(page_iri(subject), []).append(subject)
        return dict(sorted(pages.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """The span of each subject's lines; the offsets of the lines that have an IRI as object."""

    spans: dict[Term, tuple[int, int]]
    naming: dict[Term, list[int]]
    resting: dict[Term, list[Term]]
    predicates: frozenset[Term]
    classes: frozenset[Term]


def _graph(
    base: str, lines: bytes, sources: Mapping[Term, Source], term_order: tuple[Term, ...]
) -> Dataset:
    return Dataset(base=base, lines=lines, sources=sources, term_order=term_order)


def _by_term(index: Mapping[bytes, list[_Entry]]) -> dict[Term, list[_Entry]]:
    """Return the index by term: the keys are ends of lines, such as `<a> .` and a line feed."""
    return {Term(end[:-3].decode()): values for end, values in index.items()}
