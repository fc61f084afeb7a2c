"""Read which resources and statements the last release has."""

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from publisher.addresses import GONE, SITE_DESCRIPTION, Addresses
from publisher.model import LastRelease, Term
from publisher.ntriples import triple_of
from publisher.ontology_versions import VERSIONS_INDEX
from publisher.publication.releases import RELEASES
from publisher.terms import iri
from publisher.vocabulary import RDF_PREDICATE, RDF_SUBJECT

DUMP: Final = "dumps/all.nt.gz"
_TERMS: Final = 3
_PASSAGES: Final = (b"#char=", b"#quote=", b"#position=")
_SUBJECT, _PREDICATE = RDF_SUBJECT.encode(), RDF_PREDICATE.encode()
# RuntimeError: links that lead to each other, and JSON that is nested without end.
_UNREADABLE: Final = (
    *(OSError, EOFError, zlib.error, ValueError),
    *(KeyError, TypeError, RuntimeError),
)


def read_last(site: Path, previous: Path | None = None) -> LastRelease:
    """Return the IRIs that the release at `site` has, and those of the release that goes on.

    Return none if there is no release of this tool, or if it cannot be read whole, because a
    damaged site must not keep a good one from being built. `previous`: the folder of the release
    that is named as the one before, wherever it is.
    """
    last = _read_release(site.resolve()) if _is_published(site) else LastRelease()
    return _both(last, _read_release(previous)) if previous else last


def _is_published(site: Path) -> bool:
    try:
        folder = site.resolve(strict=True)
        return site.is_symlink() and folder.parent.parent.name == RELEASES
    except _UNREADABLE:
        return False


def _both(last: LastRelease, previous: LastRelease) -> LastRelease:
    return LastRelease(
        subjects=last.subjects | previous.subjects,
        statements={**previous.statements, **last.statements},
        gone=last.gone | previous.gone,
        namespaces=last.namespaces | previous.namespaces,
        ontologies={**last.ontologies, **previous.ontologies},
    )


def _read_release(folder: Path) -> LastRelease:
    """Return the IRIs of the release in a folder; none if it cannot be read whole."""
    try:
        addresses = Addresses.read(json.loads((folder / SITE_DESCRIPTION).read_bytes()))
        with gzip.open(folder / DUMP) as lines:
            named = _named(lines, addresses)
        return replace(
            named,
            gone=_gone(folder / GONE),
            namespaces=frozenset(addresses.namespaces),
            ontologies=read_ontologies(folder),
        )
    except _UNREADABLE:
        return LastRelease()


def read_ontologies(folder: Path) -> dict[Term, bytes]:
    """Return the text of each version of the ontology that a release has, by the version's IRI.

    Return none if there is no release in the folder, or if it cannot be read.
    """
    try:
        listed = json.loads((folder / VERSIONS_INDEX).read_bytes())
        return {iri(each["iri"]): _lines(folder / each["file"]) for each in listed}
    except _UNREADABLE:
        return {}


def _lines(file: Path) -> bytes:
    """Return the lines of a file of N-Triples. Raises ValueError if one of them is none."""
    content = file.read_bytes()
    for line in content.splitlines(keepends=True):
        if len(triple_of(line)) != _TERMS or not line.endswith(b" .\n"):
            raise ValueError(f"{file.name} is no file of N-Triples")
    return content


def _gone(file: Path) -> frozenset[Term]:
    try:
        return frozenset(map(iri, json.loads(file.read_bytes())))
    except FileNotFoundError:
        return frozenset()


def _named(lines: Iterable[bytes], addresses: Addresses) -> LastRelease:
    """`lines`: N-Triples sorted by subject."""
    subjects: list[bytes] = []
    parts: dict[bytes, dict[bytes, Term]] = {}
    current, is_named = b"", False
    for line in lines:
        subject, predicate, value = line.split(b" ", 2)
        if subject != current:
            current = subject
            is_own = addresses.is_own(Term(subject.decode()))
            is_named = is_own and not any(mark in subject for mark in _PASSAGES)
            if is_named:
                subjects.append(subject)
        if is_named and predicate in {_SUBJECT, _PREDICATE}:
            parts.setdefault(subject, {})[predicate] = Term(value.decode()[: -len(" .\n")])
    return LastRelease(
        subjects=frozenset(Term(subject.decode()) for subject in subjects),
        statements={
            Term(statement.decode()): (part[_SUBJECT], part[_PREDICATE])
            for statement, part in parts.items()
            if len(part) == len((_SUBJECT, _PREDICATE))
        },
    )
