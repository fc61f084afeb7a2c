"""What a release says of one thing, read from the file of its page: no query, no whole graph."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.model import Source, Term
from publisher.ntriples import line_of, triple_of
from publisher.serve.release import Release
from publisher.terms import iri, is_iri, literal, page_iri
from publisher.vocabulary import EV_NAMESPACE, LABELS, RDFS_LABEL

_HOPS: Final = 3
"""From a claim to its content, to what that is about, to its label."""
_MOST_LINES: Final = 1_000
"""Triples of a subject whose objects are looked up. A statement has a dozen."""


def path_of_term(term: Term, release: Release) -> str | None:
    """Return the path of the page that describes a term; None if there is none."""
    for page in (term, page_iri(term)):
        path = release.addresses.path(page)
        if release.has_resource(path):
            return path
    return None


def names_near(term: Term, path: str, release: Release) -> Names:
    """Return names of a graph that has what a page says of a term, and of what that names."""
    lines = _page_lines(release, path)
    wanted = dict.fromkeys((term, page_iri(term)))
    reached: set[Term] = set()
    for _ in range(_HOPS + 1):
        reached.update(wanted)
        near = (each for each in wanted if len(lines.get(each, ())) <= _MOST_LINES)
        objects = (triple_of(line)[2] for each in near for line in lines.get(each, ()))
        wanted = dict.fromkeys(each for each in objects if each in lines and each not in reached)
    return names_of(release, (line for each in reached for line in lines.get(each, ())))


def names_of_page(path: str, release: Release, *, more: Sequence[bytes] = ()) -> Names:
    """Return names of a graph that has all that the file of a page says, and more lines."""
    lines = _page_lines(release, path)
    labels = _label_lines((triple_of(line)[2] for line in more), release) if more else ()
    own = (line for group in lines.values() for line in group)
    return names_of(release, (*more, *labels, *own))


def lines_of_turtle(content: bytes) -> tuple[bytes, ...]:
    """Return the lines of N-Triples of Turtle that the site wrote."""
    triples = ox.parse(content, format=ox.RdfFormat.TURTLE, lenient=True)
    return tuple(
        line_of((Term(str(each.subject)), Term(str(each.predicate)), Term(str(each.object))))
        for each in triples
    )


def names_of(release: Release, lines: Iterable[bytes]) -> Names:
    """Return names of a graph of some lines, with the labels of the site's terms."""
    about = release.description
    kept = set(lines)
    subjects = {line.partition(b" ")[0] for line in kept}
    terms = [line for line in _term_lines(release) if line.partition(b" ")[0] not in subjects]
    graph = _dataset(release, (*kept, *terms))
    graph.sources = dict(_sources(subjects, release))
    order = tuple(iri(term["iri"]) for term in about.get("terms", ()))
    graph.term_order = order
    own = (line for line in terms if line.startswith(f"<{EV_NAMESPACE}".encode()))
    return Names(graph=graph, vocabulary=_dataset(release, own))


def _dataset(release: Release, lines: Iterable[bytes]) -> Dataset:
    about = release.description
    graph = Dataset(base=release.base, lines=b"".join(sorted(set(lines))))
    graph.namespaces = release.addresses.namespaces
    graph.languages = tuple(about.get("languages", ())) or (str(about.get("language", "en")),)
    if properties := about.get("label_properties"):
        graph.label_properties = tuple(map(Term, properties))
    return graph


def _sources(subjects: Iterable[bytes], release: Release) -> Iterator[tuple[Term, Source]]:
    """Yield the sources that some subjects are, or are passages of."""
    if not release.description.get("has_sources"):
        return
    for page in {page_iri(Term(subject.decode())) for subject in subjects}:
        file = release.files.get(f"{release.addresses.path(page)}.txt")
        if file is not None:
            text = _text(file.location)
            yield page, Source(iri=page, label="", text=text, file=file.path)


@lru_cache(maxsize=8)
def _text(location: Path) -> str:
    return location.read_bytes().decode()


def _label_lines(terms: Iterable[Term], release: Release) -> Iterator[bytes]:
    """Yield the lines that label some resources, from the files of their pages."""
    properties = {text.encode() for text in release.description.get("label_properties", LABELS)}
    for term in dict.fromkeys(filter(is_iri, terms)):
        path = path_of_term(term, release)
        lines = _page_lines(release, path).get(term, ()) if path else ()
        yield from (line for line in lines if line.split(b" ", 2)[1] in properties)


def _page_lines(release: Release, path: str) -> dict[Term, list[bytes]]:
    """Return the lines of a page's N-Triples by subject."""
    lines: dict[Term, list[bytes]] = {}
    for line in release.files[f"{path}.nt"].location.read_bytes().splitlines(keepends=True):
        lines.setdefault(Term(line.partition(b" ")[0].decode()), []).append(line)
    return lines


def _term_lines(release: Release) -> Iterator[bytes]:
    """Yield the labels of the terms of the site's ontologies."""
    for term in release.description.get("terms", ()):
        yield line_of((iri(term["iri"]), RDFS_LABEL, literal(term["label"])))
