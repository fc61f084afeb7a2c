"""Who entered and who reviewed a file, which its ev:File says and its source publishes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from publisher.findings import Finding, Place, Severity
from publisher.load.authored import ENTRY, Authored
from publisher.load.blanks import is_blank
from publisher.model import ANY, Term, Triple
from publisher.nearest import nearest
from publisher.terms import prefixed
from publisher.vocabulary import EV_REVIEWED_BY, EV_REVIEWED_ON, EV_SOURCE

_REVIEW: Final = (EV_REVIEWED_BY, EV_REVIEWED_ON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a file of a source says of its entry and review: properties and values."""

    file: str
    source: Term
    said: tuple[tuple[Term, Term], ...]

    def has(self, *predicates: Term) -> bool:
        return any(predicate in predicates for predicate, _ in self.said)


def entries(authored: Authored) -> Iterator[Entry]:
    """Yield what a file says, if it names the source of which it is published."""
    for source in list(authored.sources)[:1]:
        said = tuple((p, value) for _, p, value in authored.entry if not is_blank(value))
        yield Entry(file=authored.file, source=source, said=said)


def published(found: Iterable[Entry]) -> Iterator[Triple | Finding]:
    """Yield what is published of the sources, and a finding for each half-reviewed source's files.

    A source is reviewed if all its files are: readers cannot tell which fact is of which file.
    """
    of_source: dict[Term, list[Entry]] = {}
    for one in found:
        of_source.setdefault(one.source, []).append(one)
    for source, own in of_source.items():
        open_files = [one for one in own if not one.has(EV_REVIEWED_BY)]
        for one in own:
            for predicate, value in one.said:
                if not open_files or predicate not in _REVIEW:
                    yield source, predicate, value
        if any(one.has(*_REVIEW) for one in own):
            yield from map(_not_reviewed, open_files)


def _not_reviewed(one: Entry) -> Finding:
    return Finding(
        code="review-partial",
        message="the file names no reviewer, so its source is published as not reviewed, "
        "whatever is said of its other files",
        hint="let a person compare it with the source, and add ev:reviewedBy",
        severity=Severity.WARNING,
        place=Place(file=one.file),
        about=(ANY, EV_SOURCE, one.source),
    )


def unread(authored: Authored, *, base: str) -> Iterator[Finding]:
    """Yield a finding for what a file says of itself and nothing publishes."""
    for one in authored.not_read:
        name = prefixed(one[1], base=base)
        yield _finding(
            authored, one, f"{name} of a file is published nowhere", _nearest(name, base)
        )
    for one in () if authored.sources else authored.entry:
        name = prefixed(one[1], base=base)
        hint = "name the source: [] a ev:File ; ev:source <source/…>"
        yield _finding(authored, one, f"{name} of a file without source is published nowhere", hint)


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
    known = sorted(prefixed(one, base=base) for one in (EV_SOURCE, *ENTRY))
    near = nearest(name, known, likeness=70)
    return f"nearest is {near}" if near else f"known are {', '.join(known)}"
