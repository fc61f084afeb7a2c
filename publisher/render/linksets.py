"""The links from the dataset to others, as linksets: https://www.w3.org/TR/void/#linkset."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from publisher import limits
from publisher.authorities import AUTHORITIES
from publisher.description import SiteFrame
from publisher.model import Term, Triple
from publisher.render.dataset_parts import count_term, dcterms, foaf, void
from publisher.terms import bare, iri, literal, local_name
from publisher.vocabulary import RDF_TYPE

_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {urlsplit(each.template).netloc: each.title for each in reversed(AUTHORITIES)}
)
"""What data sets are called, by the host of their IRIs."""
_HOST: Final = re.compile(r"https?://([^/?#]+)/")
_DIGITS: Final = 8


def linkset_triples(
    about: Term, frame: SiteFrame, links: Mapping[tuple[Term, str], int]
) -> Iterator[Triple]:
    """Yield the largest linksets, and the datasets that they lead to.

    `links`: how many triples there are, by property and the beginning of the IRIs that they lead
    to. All of them are triples of the dump `all`.
    """
    largest = sorted(links, key=lambda link: (-links[link], link))[: limits.DESCRIBED_LINKSETS]
    for space in sorted({space for _, space in largest}):
        yield from _target(frame, space)
    for predicate, space in sorted(largest):
        linkset = _named(frame, f"links-{local_name(predicate)}", f"{bare(predicate)} {space}")
        title = f"Links by {local_name(predicate)} to {_name(space)}"
        yield about, void("subset"), linkset
        yield linkset, RDF_TYPE, void("Linkset")
        yield linkset, dcterms("title"), literal(title, language="en")
        yield linkset, void("linkPredicate"), predicate
        yield linkset, void("subjectsTarget"), about
        yield linkset, void("objectsTarget"), _target_iri(frame, space)
        yield linkset, void("triples"), count_term(links[predicate, space])


def _target(frame: SiteFrame, space: str) -> Iterator[Triple]:
    target = _target_iri(frame, space)
    yield target, RDF_TYPE, void("Dataset")
    yield target, dcterms("title"), literal(_name(space), language="en")
    yield target, void("uriSpace"), literal(space)
    match = _HOST.match(space)
    if match and match[1] in _TITLES:
        yield target, foaf("homepage"), iri(match.group())


def _name(space: str) -> str:
    match = _HOST.match(space)
    host = match[1] if match else space
    plain = host.lower().removeprefix("www.")
    return _TITLES.get(plain) or _TITLES.get(f"www.{plain}", host)


def _target_iri(frame: SiteFrame, space: str) -> Term:
    match = _HOST.match(space)
    return _named(frame, f"target-{match[1] if match else space}", space)


def _named(frame: SiteFrame, start: str, text: str) -> Term:
    """Return a hash IRI that depends on a text alone: `void.ttl#target-viaf.org-1a2b3c4d`."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
    readable = re.sub(r"[^A-Za-z0-9._-]+", "-", start).rstrip("-")
    return iri(f"{frame.base}void.ttl#{readable}-{digest}")
