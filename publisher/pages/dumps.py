"""The dumps: the dataset as one file in each format, whole and in parts."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from publisher.describe.parts import (
    account_of,
    asserted_subjects,
    claim_subjects,
    record_subjects,
)
from publisher.model import File, Term, Triple
from publisher.pages.context import Context
from publisher.render.catalog import part_iri
from publisher.render.dumps import dump_files, rdf12_files
from publisher.terms import iri, literal
from publisher.vocabulary import DCTERMS_DESCRIPTION

_SUBJECTS: Final = {
    "asserted": asserted_subjects,
    "records": record_subjects,
    "claims": claim_subjects,
}
"""Functions that return the subjects of a part of the dataset, by the name of its dump."""


def whole_dump(context: Context) -> Iterator[File]:
    yield from dump_files("all", context.chunks, more=context.published_vocabulary)


def asserted_dump(context: Context) -> Iterator[File]:
    yield from _part(context, "asserted", header=_account(context))


def records_dump(context: Context) -> Iterator[File]:
    yield from _part(context, "records")


def claims_dump(context: Context) -> Iterator[File]:
    yield from _part(context, "claims")


def rdf12_dump(context: Context) -> Iterator[File]:
    yield from rdf12_files(context.chunks, more=context.published_vocabulary)


def _part(context: Context, name: str, *, header: Sequence[Triple] = ()) -> Iterator[File]:
    subjects: Collection[Term] = _SUBJECTS[name](context.dataset)
    yield from dump_files(name, context.chunks, subjects=subjects, header=header)


def _account(context: Context) -> tuple[Triple, ...]:
    """Return the triple that says whose account the asserted triples are; none without sources."""
    account = account_of(context.dataset)
    if not account:
        return ()
    subject = iri(part_iri(context.frame.base, "asserted"))
    return ((subject, DCTERMS_DESCRIPTION, literal(account, language="en")),)
