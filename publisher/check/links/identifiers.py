"""The identifiers that links lead to: of the right form, with right check digits, written alike."""

from collections.abc import Iterator

from publisher.authorities import identifier_of_iri
from publisher.check.links import LinkIndex
from publisher.findings import Finding
from publisher.model import Term, Triple
from publisher.terms import bare


def check_link_identifiers(index: LinkIndex) -> Iterator[Finding]:
    """Yield a finding for each end of a link that is no identifier, or not in its normal form."""
    seen: set[tuple[Term, Term]] = set()
    for link, ours, theirs in index.ends:
        if (ours, theirs) not in seen:
            seen.add((ours, theirs))
            yield from _faults(link, theirs)


def _faults(link: Triple, theirs: Term) -> Iterator[Finding]:
    identifier = identifier_of_iri(bare(theirs))
    if identifier is None:
        return
    title = identifier.authority.title
    if fault := identifier.fault:
        yield Finding(
            code="link-malformed",
            message=f"{theirs} cannot be an identifier of {title}: {fault}",
            hint="look it up again, and correct it or take the link away",
            about=link,
        )
    elif identifier.iri != bare(theirs):
        yield Finding(
            code="link-variant",
            message=f"{theirs} is not the IRI by which others know this identifier of {title}",
            hint=f"write <{identifier.iri}>",
            about=link,
        )
