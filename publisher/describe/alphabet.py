"""All resources in the order of a language's alphabet, in pages."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from publisher.collation import Key, first_letter, sort_key
from publisher.describe.listing import ALPHABET, Listing, page_href
from publisher.description import Link
from publisher.model import Term
from publisher.navigation import PAGE_ENTRIES, AlphabetPage, Group, Item, numbered, page_count
from publisher.terms import is_iri
from publisher.vocabulary import RDF_STATEMENT, RDF_TYPE

_MOST_LETTERS: Final = 80
"""Links to letters on a page: of more, there is no use."""


def alphabet_pages(listing: Listing) -> Iterator[AlphabetPage]:
    """Yield the pages of all IRIs that are described, without statements about statements."""
    entries = sorted(_entry(term, listing) for term in _resources(listing))
    starts: dict[str, int] = {}
    for position, (_, letter, _) in enumerate(entries):
        starts.setdefault(letter, position // PAGE_ENTRIES + 1)
    letters = tuple(
        Link(label=letter, href=f"{page_href(ALPHABET, page)}#{_anchor(letter)}")
        for letter, page in list(starts.items())[:_MOST_LETTERS]
    )
    for number, shown in numbered(entries):
        yield AlphabetPage(
            path=ALPHABET,
            letters=letters,
            groups=tuple(
                _group(letter, [term for _, _, term in of_letter], listing)
                for letter, of_letter in groupby(shown, itemgetter(1))
            ),
            count=len(entries),
            number=number,
            pages=page_count(len(entries)),
        )


def _resources(listing: Listing) -> Iterator[Term]:
    graph = listing.graph
    statements = RDF_STATEMENT in graph.classes
    for subject in graph.subjects():
        if is_iri(subject) and not (
            statements and RDF_STATEMENT in graph.objects(subject, RDF_TYPE)
        ):
            yield subject


def _entry(term: Term, listing: Listing) -> tuple[Key, str, Term]:
    """Return what sorts a resource, and the heading under which it stands."""
    language = listing.graph.languages[0]
    label = listing.names.link(term).label
    return sort_key(label, language), first_letter(label, language), term


def _group(letter: str, terms: Sequence[Term], listing: Listing) -> Group:
    return Group(
        heading=Link(label=letter, href=""),
        anchor=_anchor(letter),
        items=tuple(
            Item(link=listing.names.link(term), words=listing.notation(term)) for term in terms
        ),
    )


def _anchor(letter: str) -> str:
    """Return the anchor of a letter: `letter-a`, `letter-259`."""
    name = letter.lower() if letter.isascii() and letter.isalpha() else str(ord(letter[0]))
    return f"letter-{name}"
