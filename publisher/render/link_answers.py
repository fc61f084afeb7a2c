"""What the server answers about links and identifiers: JSON, Turtle, and pages."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from publisher.authorities import identifier_of_iri
from publisher.description import Link, SiteFrame
from publisher.identity import Equals, Match, Member, StatedLink
from publisher.model import File
from publisher.render.environment import render_page
from publisher.terms import iri
from publisher.vocabulary import PREFIXES

_NAMESPACES: Final[Mapping[str, str]] = {
    prefix: PREFIXES[prefix] for prefix in ("owl", "schema", "skos")
}


def same_as_json(iri: str, equals: Equals, *, base: str) -> bytes:
    """Return what is the same as an IRI, by which links, and what is near it."""
    return _json(
        {
            "iri": iri,
            "same": [_member(member, base) for member in equals.members],
            "links": list(map(_link, equals.links)),
            "related": list(map(_link, equals.related)),
        }
    )


def same_as_turtle(equals: Equals) -> bytes:
    """Return the links as they are asserted."""
    head = [f"@prefix {prefix}: <{space}> .\n" for prefix, space in _NAMESPACES.items()]
    links = sorted({*equals.links, *equals.related})
    lines = (
        f"{iri(link.subject)} {_in_turtle(link.property)} {iri(link.object)} .\n" for link in links
    )
    return "".join((*head, "\n", *lines)).encode()


def same_as_page(frame: SiteFrame, iri: str, equals: Equals, *, path: str) -> File:
    """Return the page of what is the same as an IRI."""
    return render_page(
        frame,
        "sameas.html",
        path=path,
        title=f"The same as {iri}",
        iri=iri,
        ours=[_named(member) for member in equals.ours],
        theirs=[
            (Link(label=member.iri, href=member.iri), authority_name(member.iri))
            for member in equals.members
            if not member.href
        ],
        related=[
            (_end(link.subject, equals), _short(link.property), _end(link.object, equals))
            for link in equals.related
        ],
    )


def matches_json(given: str, matches: Sequence[Match], *, base: str) -> bytes:
    """Return the resources that have an identifier, each with the statement that says so."""
    return _json(
        {
            "id": given,
            "matches": [
                {**_member(match.member, base), "property": match.property, "value": match.value}
                for match in matches
            ],
        }
    )


def matches_page(frame: SiteFrame, given: str, matches: Sequence[Match], *, path: str) -> File:
    """Return the page of several resources that have one identifier."""
    return render_page(
        frame,
        "lookup.html",
        path=path,
        title=f"Which one has {given}?",
        given=given,
        matches=[
            (_named(match.member), _short(match.property) if match.property else "", match.value)
            for match in matches
        ],
    )


def authority_name(iri: str) -> str:
    """Return the name of the authority that an IRI is of; empty if it is unknown."""
    identifier = identifier_of_iri(iri)
    return identifier.authority.title if identifier else ""


def _json(members: Mapping[str, object]) -> bytes:
    return json.dumps(members, ensure_ascii=False, indent=1).encode()


def _member(member: Member, base: str) -> dict[str, object]:
    identifier = identifier_of_iri(member.iri)
    return {
        "iri": member.iri,
        **({"label": member.label} if member.label else {}),
        **({"page": base + member.href} if member.href else {}),
        **({"retired": True} if member.is_retired else {}),
        **(
            {"authority": identifier.authority.name, "identifier": identifier.value}
            if identifier
            else {}
        ),
    }


def _link(link: StatedLink) -> dict[str, str]:
    return {"subject": link.subject, "property": link.property, "object": link.object}


def _named(member: Member) -> Link:
    return Link(label=member.label or member.iri, href=member.href)


def _end(iri: str, equals: Equals) -> Link:
    labelled = {str(member.iri): member for member in (*equals.members, *equals.near)}
    return (
        _named(labelled[iri])
        if iri in labelled and labelled[iri].href
        else Link(label=iri, href=iri)
    )


def _in_turtle(predicate: str) -> str:
    short = _short(predicate)
    return short if short != predicate else iri(predicate)


def _short(predicate: str) -> str:
    for prefix, space in _NAMESPACES.items():
        if predicate.startswith(space):
            return f"{prefix}:{predicate.removeprefix(space)}"
    return predicate
