"""The index of links and identifiers: one SQLite file, which the server opens to read only.

The same input gives the same bytes.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

from publisher.authorities import canonical_iri
from publisher.describe.identifiers import keys_of
from publisher.describe.names import Names
from publisher.identity import StatedIdentifier
from publisher.link_queries import LINK_INDEX, LINK_TABLES
from publisher.model import File, Term, Triple
from publisher.property_groups import SAME_LINKS
from publisher.terms import bare, iri

_INSERT_LINK: Final = "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_RESOURCE: Final = "INSERT INTO resource VALUES (?, ?, ?, ?)"
_INSERT_IDENTIFIER: Final = "INSERT INTO identifier VALUES (?, ?, ?, ?)"


def index_file(
    links: Iterable[Triple], identifiers: Iterable[StatedIdentifier], *, names: Names
) -> Iterator[File]:
    """Yield `links/index.sqlite`, if there is anything to find."""
    links, identifiers = sorted(links), sorted(identifiers)
    if not links and not identifiers:
        return
    ends = {end for subject, _, value in links for end in (subject, value)}
    described = {end for end in ends if names.graph.has_page(names.graph.page_of(end))}
    described.update(iri(each.iri) for each in identifiers)
    with closing(sqlite3.connect(":memory:")) as index:
        index.executescript(LINK_TABLES)
        index.executemany(_INSERT_LINK, map(_link_row, links))
        index.executemany(
            _INSERT_RESOURCE, (_resource_row(term, names) for term in sorted(described))
        )
        index.executemany(_INSERT_IDENTIFIER, sorted(set(_identifier_rows(identifiers))))
        index.commit()
        # Makes the pages of the file depend on its rows alone.
        index.execute("VACUUM")
        yield File(path=LINK_INDEX, content=index.serialize())


def _link_row(link: Triple) -> tuple[str, str, str, str, str, bool]:
    subject, predicate, value = map(bare, link)
    is_same = link[1] in SAME_LINKS
    return subject, predicate, value, canonical_iri(subject), canonical_iri(value), is_same


def _resource_row(term: Term, names: Names) -> tuple[str, str, str, bool]:
    link = names.link(term)
    return bare(term), link.label, link.href, term in names.graph.retired


def _identifier_rows(
    identifiers: Iterable[StatedIdentifier],
) -> Iterator[tuple[str, str, str, str]]:
    for identifier in identifiers:
        for key in keys_of(identifier.value):
            yield key, identifier.iri, identifier.property, identifier.value
