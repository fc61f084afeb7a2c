"""The resources of a release that have an identifier."""

from collections.abc import Iterator

from publisher import limits
from publisher.addresses import percent_encoded
from publisher.authorities import identifiers_in
from publisher.describe.identifiers import text_key
from publisher.description import Link
from publisher.identity import Match, Member, StatedIdentifier
from publisher.link_queries import LinkQueries
from publisher.model import Iri
from publisher.serve.release import Release
from publisher.serve.wanted_iri import is_described, page_path_of, wanted_iris

_NEAREST = 5


def matches_of(given: str, release: Release, index: LinkQueries | None) -> tuple[Match, ...]:
    """Return the resources in use that have an identifier, each once, sorted by IRI."""
    found: dict[str, Match] = {}
    for match in _matches(given, release, index):
        if not match.member.is_retired:
            found.setdefault(match.member.iri, match)
    return tuple(found[each] for each in sorted(found)[: limits.LOOKUP_MATCHES])


def _matches(given: str, release: Release, index: LinkQueries | None) -> Iterator[Match]:
    wanted = wanted_iris(given, release)
    for iri in wanted:
        path = page_path_of(iri, release)
        if path and path not in release.retired and is_described(iri, release):
            known = index.member(iri) if index else Member(iri=Iri(iri))
            href = known.href or f"{percent_encoded(path)}.html"
            yield Match(member=Member(iri=Iri(iri), label=known.label, href=href))
    if index is None:
        return
    for iri in wanted:
        equals = index.equals(iri)
        for link in equals.links:
            for member in equals.ours:
                if member.iri in (link.subject, link.object):
                    other = link.object if member.iri == link.subject else link.subject
                    yield Match(member=member, property=link.property, value=other)
        yield from (Match(member=member) for member in equals.ours)
    keys = [text_key(given), *(each.key for each in identifiers_in(given))]
    for identifier in index.identified(keys):
        yield _match(identifier, index)


def nearest_identifiers(given: str, index: LinkQueries | None) -> list[Link]:
    """Return links to the resources whose identifiers begin like a text."""
    if index is None:
        return []
    near = index.near(text_key(given), count=_NEAREST)
    members = ((identifier, index.member(identifier.iri)) for identifier in near)
    return [
        Link(label=f"{member.label} ({identifier.value})", href=member.href)
        for identifier, member in members
        if member.href
    ]


def _match(identifier: StatedIdentifier, index: LinkQueries) -> Match:
    member = index.member(identifier.iri)
    return Match(member=member, property=identifier.property, value=identifier.value)
