"""The index of links and identifiers: its schema, and what is asked of it.

`links/index.sqlite` is in each release. It is opened for reading alone, as a file that never
changes, by each request anew, which takes a tenth of a millisecond.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from publisher import limits
from publisher.authorities import canonical_iri
from publisher.errors import PublisherError
from publisher.identity import Equals, Member, StatedIdentifier, StatedLink
from publisher.model import Iri, SitePath

LINK_INDEX: Final = SitePath("links/index.sqlite")
LINK_TABLES: Final = """
CREATE TABLE link (
  subject TEXT, property TEXT, object TEXT, subject_key TEXT, object_key TEXT, is_same INTEGER
);
CREATE TABLE resource (
  iri TEXT PRIMARY KEY, label TEXT, href TEXT, is_retired INTEGER
) WITHOUT ROWID;
CREATE TABLE identifier (key TEXT, iri TEXT, property TEXT, value TEXT);
CREATE INDEX link_by_subject ON link (subject_key);
CREATE INDEX link_by_object ON link (object_key);
CREATE INDEX identifier_by_key ON identifier (key);
"""
_LINKS: Final = (
    "SELECT subject, property, object, is_same FROM link WHERE subject_key = ? "
    "UNION SELECT subject, property, object, is_same FROM link WHERE object_key = ? "
    "ORDER BY 1, 2, 3 LIMIT ?"
)
_RESOURCE: Final = "SELECT iri, label, href, is_retired FROM resource WHERE iri = ?"
_IDENTIFIER: Final = (
    "SELECT iri, property, value FROM identifier WHERE key = ? ORDER BY 1, 2, 3 LIMIT ?"
)
_NEAR: Final = (
    "SELECT DISTINCT iri, property, value FROM identifier WHERE key >= ? AND key < ? "
    "ORDER BY key, iri LIMIT ?"
)


class TooManyLinksError(PublisherError):
    """So many IRIs are said to be the same that the data must be wrong."""


@contextmanager
def open_index(file: Path) -> Iterator["LinkQueries"]:
    """Yield the queries of an index. Raises sqlite3.Error if it cannot be read."""
    address = f"file:{quote(str(file))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield LinkQueries(connection)


class LinkQueries:
    """The questions of one open index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def equals(self, iri: str) -> Equals:
        """Return all that is the same as an IRI, by any number of links, sorted.

        IRIs that differ by `http` and `https`, or in the form of an authority's identifier, are
        one. Raises TooManyLinksError.
        """
        pending, seen = [canonical_iri(iri)], {canonical_iri(iri)}
        members: set[Iri] = set()
        links: set[StatedLink] = set()
        related: set[StatedLink] = set()
        while pending:
            key = pending.pop()
            for *ends, is_same in self._links(key):
                link = StatedLink(subject=ends[0], property=ends[1], object=ends[2])
                if not is_same:
                    related.add(link)
                    continue
                links.add(link)
                members.update((link.subject, link.object))
                new = {canonical_iri(link.subject), canonical_iri(link.object)} - seen
                seen |= new
                pending += new
            if len(members) > limits.SAME_MEMBERS or len(related) > limits.SAME_MEMBERS:
                raise TooManyLinksError(iri)
        return Equals(
            members=tuple(self.member(each) for each in sorted(members)),
            links=tuple(sorted(links)),
            related=tuple(sorted(related)),
            near=tuple(self.member(each) for each in sorted(_ends(related) - members)),
        )

    def member(self, iri: str) -> Member:
        """Return what is known of an IRI."""
        row = self._connection.execute(_RESOURCE, (iri,)).fetchone()
        if row is None:
            return Member(iri=Iri(iri))
        return Member(iri=row[0], label=row[1], href=row[2], is_retired=bool(row[3]))

    def identified(self, keys: Iterable[str]) -> tuple[StatedIdentifier, ...]:
        """Return the identifiers that have one of some keys, each once."""
        rows = (
            row
            for key in dict.fromkeys(keys)
            for row in self._connection.execute(_IDENTIFIER, (key, limits.LOOKUP_MATCHES))
        )
        return tuple(dict.fromkeys(map(_identifier, rows)))

    def near(self, key: str, *, count: int) -> tuple[StatedIdentifier, ...]:
        """Return the first identifiers that begin with a key."""
        if not key:
            return ()
        rows = self._connection.execute(_NEAR, (key, f"{key}\U0010ffff", count))
        return tuple(map(_identifier, rows))

    def _links(self, key: str) -> list[tuple[Iri, Iri, Iri, int]]:
        # One more than allowed, so that too many are noticed.
        return self._connection.execute(_LINKS, (key, key, limits.SAME_MEMBERS + 2)).fetchall()


def _ends(links: Iterable[StatedLink]) -> set[Iri]:
    return {end for link in links for end in (link.subject, link.object)}


def _identifier(row: tuple[Iri, Iri, str]) -> StatedIdentifier:
    return StatedIdentifier(iri=row[0], property=row[1], value=row[2])
