"""The dumps as parts of a site that any process can make."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from publisher.describe.parts import (
    account_of,
    asserted_subjects,
    claim_subjects,
    record_subjects,
)
from publisher.model import File, Term, Triple
from publisher.pages.catalog import part_iri
from publisher.pages.resource import Pages
from publisher.render.dumps import digest_file, dump_files, dump_lines, rdf12_files
from publisher.terms import iri, literal
from publisher.vocabulary import DCTERMS_DESCRIPTION

PARTS: Final = {
    "asserted": asserted_subjects,
    "records": record_subjects,
    "claims": claim_subjects,
}
"""The subjects of each part of the dataset, by the name of its dump."""


def whole(pages: Pages) -> Iterator[File]:
    yield from dump_files("all", pages.chunks, more=pages.published_vocabulary)


def asserted(pages: Pages) -> Iterator[File]:
    yield from _part(pages, "asserted", header=_account(pages))


def records(pages: Pages) -> Iterator[File]:
    yield from _part(pages, "records")


def claims(pages: Pages) -> Iterator[File]:
    yield from _part(pages, "claims")


def digests(pages: Pages) -> Iterator[File]:
    """The RDFC-1.0 digest of each dump."""
    graph = pages.names.graph
    lines = {"all": dump_lines(graph, more=pages.published_vocabulary)}
    for name, subjects in PARTS.items():
        header = _account(pages) if name == "asserted" else ()
        lines[name] = dump_lines(graph, subjects=subjects(graph), header=header)
    yield digest_file(lines)


def rdf12(pages: Pages) -> Iterator[File]:
    yield from rdf12_files(pages.chunks, more=pages.published_vocabulary)


def _part(pages: Pages, name: str, *, header: Sequence[Triple] = ()) -> Iterator[File]:
    subjects: Collection[Term] = PARTS[name](pages.names.graph)
    yield from dump_files(name, pages.chunks, subjects=subjects, header=header)


def _account(pages: Pages) -> tuple[Triple, ...]:
    """The triple that says whose account the asserted triples are; none without sources."""
    account = account_of(pages.names.graph)
    if not account:
        return ()
    subject = iri(part_iri(pages.frame.base, "asserted"))
    return ((subject, DCTERMS_DESCRIPTION, literal(account, language="en")),)
