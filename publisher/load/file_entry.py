"""Publish on a source who entered and who reviewed its files, as each ev:File says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from publisher.findings import Finding, Place
from publisher.load.authored import ENTRY, Authored
from publisher.model import ANY, Term, Triple
from publisher.nearest import nearest
from publisher.terms import is_blank, prefixed
from publisher.vocabulary import EV_REVIEWED_BY, EV_REVIEWED_ON, EV_SOURCE

_REVIEW: Final = (EV_REVIEWED_BY, EV_REVIEWED_ON)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """Who entered and who reviewed a file of a source: pairs of property and value."""

    file: str
    source: Term
    properties: tuple[tuple[Term, Term], ...]

    def has(self, *predicates: Term) -> bool:
        return any(predicate in predicates for predicate, _ in self.properties)


def read_entries(authored: Authored) -> Iterator[FileEntry]:
    """Yield the entry of a file, if it names its source."""
    for source in list(authored.sources)[:1]:
        properties = tuple((p, value) for _, p, value in authored.entry if not is_blank(value))
        yield FileEntry(file=authored.file, source=source, properties=properties)


def entry_triples(all_entries: Iterable[FileEntry]) -> Iterator[Triple | Finding]:
    """Yield the triples that sources publish, and a finding for each file that lacks a review.

    A source is published as reviewed only if all its files are, because readers cannot tell from
    which file a fact comes.
    """
    of_source: dict[Term, list[FileEntry]] = {}
    for entry in all_entries:
        of_source.setdefault(entry.source, []).append(entry)
    for source, entries in of_source.items():
        open_files = [entry for entry in entries if not entry.has(EV_REVIEWED_BY)]
        for entry in entries:
            for predicate, value in entry.properties:
                if not open_files or predicate not in _REVIEW:
                    yield source, predicate, value
        if any(entry.has(*_REVIEW) for entry in entries):
            yield from map(_not_reviewed, open_files)


def _not_reviewed(entry: FileEntry) -> Finding:
    return Finding(
        code="review-partial",
        message="the file names no reviewer, so its source is published as not reviewed, "
        "even if its other files name one",
        hint="let a person compare it with the source, and add ev:reviewedBy",
        place=Place(file=entry.file),
        about=(ANY, EV_SOURCE, entry.source),
    )


def unpublished_properties(authored: Authored, *, base: str) -> Iterator[Finding]:
    """Yield a finding for each property of an ev:File that is not published."""
    for triple in authored.not_read:
        name = prefixed(triple[1], base=base)
        yield _finding(authored, triple, f"{name} of a file is not published", _nearest(name, base))
    for triple in () if authored.sources else authored.entry:
        name = prefixed(triple[1], base=base)
        hint = "name the source: [] a ev:File ; ev:source <source/…>"
        yield _finding(
            authored, triple, f"{name} is not published, because the file names no source", hint
        )


def _finding(authored: Authored, triple: Triple, message: str, hint: str) -> Finding:
    subject, predicate, value = triple
    return Finding(
        code="file-property-unknown",
        message=message,
        hint=hint,
        place=Place(file=authored.file),
        about=(_known(subject), predicate, _known(value)),
    )


def _known(term: Term) -> Term:
    return ANY if is_blank(term) else term


def _nearest(name: str, base: str) -> str:
    known = sorted(prefixed(term, base=base) for term in (EV_SOURCE, *ENTRY))
    near = nearest(name, known, likeness=70)
    return f"nearest is {near}" if near else f"known are {', '.join(known)}"
