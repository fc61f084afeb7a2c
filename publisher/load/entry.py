"""Who entered and who reviewed a file, which its ev:File says and its source publishes."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from publisher.load.authored import ENTRY, Authored
from publisher.load.blanks import is_blank
from publisher.model import ANY, Finding, Place, Term, Triple
from publisher.terms import prefixed
from publisher.vocabulary import EV_SOURCE


def entry(authored: Authored) -> Iterator[Triple]:
    """Yield what a file says of its entry and review, of its source."""
    for source in list(authored.sources)[:1]:
        for _, predicate, value in authored.entry:
            yield source, predicate, value


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
    near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=70)
    return f"nearest is {near[0]}" if near else f"known are {', '.join(known)}"
