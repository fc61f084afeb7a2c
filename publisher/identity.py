"""Links from the site's resources to the same things elsewhere, for files and for the server."""

from dataclasses import dataclass

from publisher.model import Iri, Triple


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SameAs:
    """A statement that one of the site's resources and something elsewhere are the same."""

    ours: Iri
    property: Iri
    theirs: Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkset:
    """The links to one authority, or to one host, as the graph asserts them.

    `same`: those of them that say that both are the same.
    """

    name: str
    title: str
    triples: tuple[Triple, ...]
    same: tuple[SameAs, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class StatedIdentifier:
    """An identifier that the graph gives as a text: an ISO code, an inventory number."""

    iri: Iri
    property: Iri
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A resource that links name: its label, and its page if the site has one."""

    iri: Iri
    label: str = ""
    href: str = ""
    """The address of its page from the site's root; empty if it is elsewhere."""
    is_retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class StatedLink:
    """A link as the graph asserts it."""

    subject: Iri
    property: Iri
    object: Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Equals:
    """What is the same as an IRI, and by which links.

    `related`: links that lead from these to others, `near`.
    """

    members: tuple[Member, ...] = ()
    links: tuple[StatedLink, ...] = ()
    related: tuple[StatedLink, ...] = ()
    near: tuple[Member, ...] = ()

    @property
    def ours(self) -> tuple[Member, ...]:
        """Return the members that have a page."""
        return tuple(member for member in self.members if member.href)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A resource that has an identifier, and the statement that says so.

    `property` and `value` are empty if its IRI is the identifier.
    """

    member: Member
    property: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What replaced a retired resource."""

    iri: Iri
    href: str = ""
    """The address of its page from the site's root, without suffix; empty if it has none here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiredPage:
    """A retired resource that has a page of its own at `path`."""

    iri: Iri
    path: str
    replaced_by: tuple[Replacement, ...] = ()
    is_merged: bool = False
    """Whether it and the one that replaced it are the same."""
