"""Links to the same things elsewhere as files: TSV, BEACON and N-Triples, and the page of them.

BEACON is what libraries exchange links by: https://gbv.github.io/beaconspec/beacon.html
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from publisher.addresses import percent_encoded
from publisher.authorities import AUTHORITIES, Authority, identifier_of_iri
from publisher.description import SiteFrame
from publisher.identity import Linkset, SameAs
from publisher.model import File, SitePath
from publisher.ntriples import line_of
from publisher.property_groups import SAME_LINKS
from publisher.render.environment import render_page
from publisher.terms import bare

_FOLDER: Final = "links/"
SAME_AS_TABLE: Final = SitePath(f"{_FOLDER}sameas.tsv")
BEACON: Final = SitePath("beacon.txt")
PAGE: Final = f"{_FOLDER}index.html"
_BEACON_SUFFIX: Final = ".beacon.txt"
_COLUMNS: Final = ("resource", "property", "same")
_AUTHORITIES: Final = {authority.name: authority for authority in AUTHORITIES}
# https://www.rfc-editor.org/rfc/rfc3339#section-5.6
_TIMESTAMP: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?")
_NOT_IN_A_FIELD: Final = re.compile(r"[\s|]+")
_ANY_IRI: Final = "{+ID}"


def identity_link_files(frame: SiteFrame, linksets: Sequence[Linkset]) -> Iterator[File]:
    """Yield the files of all links, and those of each linkset."""
    links = sorted(link for linkset in linksets for link in linkset.same)
    yield links_page(frame, linksets)
    if links:
        yield same_as_table(links)
        yield _beacon_of_all(frame, links)
    for linkset in linksets:
        content = b"".join(map(line_of, linkset.triples))
        yield File(path=SitePath(f"{_FOLDER}{linkset.name}.nt"), content=content)
        if linkset.same:
            yield _beacon(frame, linkset)


def links_page(frame: SiteFrame, linksets: Sequence[Linkset]) -> File:
    """Return the page that says where the links lead, and how to ask for them."""
    examples = [link for linkset in linksets for link in linkset.same[:1]]
    return render_page(
        frame,
        "links.html",
        path=PAGE,
        title="Links to the same things elsewhere",
        linksets=linksets,
        example=examples[0] if examples else None,
        example_id=_example(examples),
    )


def _example(links: Iterable[SameAs]) -> str:
    identifiers = (identifier_of_iri(link.theirs) for link in links)
    return next((each.value for each in identifiers if each), "")


def same_as_table(links: Iterable[SameAs]) -> File:
    """Return `links/sameas.tsv`: a line for each link, sorted, below the names of the columns."""
    rows = ((link.ours, link.property, link.theirs) for link in links)
    lines = ("\t".join(row) for row in (_COLUMNS, *rows))
    return File(path=SAME_AS_TABLE, content="".join(f"{line}\n" for line in lines).encode())


def _beacon_of_all(frame: SiteFrame, links: Sequence[SameAs]) -> File:
    """Return `beacon.txt`, which leads from the site's resources to all others."""
    base = _common_start(frame, links)
    pairs = sorted({(_shortened(link.ours, base), link.theirs) for link in links})
    head = {
        **_about_dump(frame, BEACON),
        "DESCRIPTION": f"Links from {frame.title} to the same things elsewhere",
        "PREFIX": f"{base}{_ANY_IRI}",
        "TARGET": _ANY_IRI,
        **_relation(links),
    }
    return _beacon_file(BEACON, head, pairs)


def _beacon(frame: SiteFrame, linkset: Linkset) -> File:
    """Return a file that leads from the identifiers of one authority to the site's resources.

    So do those that portals collect: who has an identifier finds what is here.
    """
    authority = _AUTHORITIES.get(linkset.name)
    path = SitePath(f"{_FOLDER}{linkset.name}{_BEACON_SUFFIX}")
    base = _common_start(frame, linkset.same)
    identifiers = {link: _identifier(link, authority) for link in linkset.same}
    is_short = authority is not None and all(identifiers.values())
    pairs = sorted(
        {
            (identifiers[link] if is_short else link.theirs, _shortened(link.ours, base))
            for link in linkset.same
        }
    )
    head = {
        **_about_dump(frame, path),
        "NAME": frame.title,
        "INSTITUTION": frame.publisher,
        "DESCRIPTION": f"Links from {linkset.title} to the same things in {frame.title}",
        "PREFIX": _pattern(authority) if authority and is_short else _ANY_IRI,
        "TARGET": f"{base}{_ANY_IRI}",
        **_relation(linkset.same),
    }
    return _beacon_file(path, head, pairs)


def _about_dump(frame: SiteFrame, path: str) -> dict[str, str]:
    metadata = frame.metadata
    contact = metadata.contact
    time = metadata.modified or metadata.issued
    return {
        "FORMAT": "BEACON",
        "FEED": f"{frame.base}{percent_encoded(path)}",
        "HOMEPAGE": f"{frame.base}{_FOLDER}",
        "CONTACT": f"{contact.name} <{contact.email}>" if contact and contact.email else "",
        "TIMESTAMP": time if _TIMESTAMP.fullmatch(time) else "",
    }


def _relation(links: Iterable[SameAs]) -> dict[str, str]:
    """Return the property that all pairs have; without one the format's own default holds."""
    by_pair: dict[tuple[str, str], set[str]] = {}
    for link in links:
        by_pair.setdefault((link.ours, link.theirs), set()).add(link.property)
    for predicate in map(bare, SAME_LINKS):
        if all(predicate in properties for properties in by_pair.values()):
            return {"RELATION": predicate}
    return {}


def _beacon_file(path: SitePath, head: dict[str, str], pairs: Iterable[tuple[str, str]]) -> File:
    """Return a file of link lines: the annotation between both ends is empty."""
    fields = [f"#{name}: {_on_a_line(value)}\n" for name, value in head.items() if value]
    lines = [f"{source}||{target}\n" for source, target in pairs]
    return File(path=path, content="".join((*fields, "\n", *lines)).encode())


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


def _common_start(frame: SiteFrame, links: Iterable[SameAs]) -> str:
    """Return the base if all of the site's IRIs begin with it, and go on; else an empty text."""
    base = frame.base
    return base if all(link.ours.startswith(base) and link.ours != base for link in links) else ""


def _shortened(ours: str, base: str) -> str:
    return _NOT_IN_A_FIELD.sub("", ours.removeprefix(base))


def _identifier(link: SameAs, authority: Authority | None) -> str:
    """Return the identifier of a link; empty if its IRI is no normal one of the authority."""
    found = identifier_of_iri(link.theirs)
    is_normal = found is not None and found.authority is authority and found.iri == link.theirs
    return found.value if found and is_normal else ""


def _pattern(authority: Authority) -> str:
    return authority.template.replace("{}", _ANY_IRI)
