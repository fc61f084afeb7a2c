"""What a release says of one thing, read from the file of its page: no query, no whole graph."""

from collections.abc import Iterable, Iterator
from typing import Final

from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.model import Term
from publisher.ntriples import line_of, triple_of
from publisher.serve.release import Release
from publisher.terms import iri, literal, page_iri
from publisher.vocabulary import EV_NAMESPACE, RDFS_LABEL

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


def names_of_page(path: str, release: Release) -> Names:
    """Return names of a graph that has all that the file of a page says."""
    lines = _page_lines(release, path)
    return names_of(release, (line for group in lines.values() for line in group))


def names_of(release: Release, lines: Iterable[bytes]) -> Names:
    """Return names of a graph of some lines, with the labels of the site's terms."""
    about = release.description
    kept = set(lines)
    subjects = {line.partition(b" ")[0] for line in kept}
    terms = [line for line in _term_lines(release) if line.partition(b" ")[0] not in subjects]
    graph = _dataset(release, (*kept, *terms))
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
