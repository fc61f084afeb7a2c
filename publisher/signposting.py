"""The typed links of pages and data by which programs find their way: FAIR Signposting.

Pages have them as `link` elements, servers send them as `Link` headers, and the link sets hold all
of them: https://signposting.org/FAIR/ and https://www.rfc-editor.org/rfc/rfc9264
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.media_types import DOCUMENTS
from publisher.metadata import DatasetMetadata

ABOUT_PAGE: Final = "https://schema.org/AboutPage"
SCHEMA: Final = "https://schema.org/"
LINKSET: Final = "linkset"
"""The path of the dataset's link set, without suffix; further ones are at `linkset-1`, ..."""
LINKSET_TYPES: Final = {"": "application/linkset", ".json": "application/linkset+json"}
"""The media types of a link set by the end of its path: RFC 9264, sections 4.1 and 4.2."""
RESOURCES_IN_LINKSET: Final = 100
"""Resources in one link set: their links are some 300 kB."""
DATASET_METADATA: Final = {
    "catalog.ttl": "text/turtle",
    "catalog.jsonld": "application/ld+json",
    "catalog.rdf": "application/rdf+xml",
    "void.ttl": "text/turtle",
}
"""The files that describe the dataset, with their media types."""
WHOLE_DUMPS: Final = {
    "dumps/all.ttl": "text/turtle",
    "dumps/all.nt": "application/n-triples",
}
"""The dumps that every site has."""
CATALOG_PAGE: Final = "catalog.html"
_HTML: Final = "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLink:
    """A link. `href`: an absolute address, or a path from the site's root, percent-encoded.

    `type`: the media type of what it leads to, if that is known.
    """

    rel: str
    href: str
    type: str = ""


def linkset_path(stem: str, count: int) -> str:
    """Return the path of the link set that has the links of a resource, without suffix.

    `count`: how many link sets there are besides the dataset's; if none, that has all links.
    """
    return f"{LINKSET}-{zlib.crc32(stem.encode()) % count + 1}" if count else LINKSET


def linkset_count(resources: int) -> int:
    """Return how many link sets a site has besides the dataset's."""
    return 0 if resources <= RESOURCES_IN_LINKSET else -(-resources // RESOURCES_IN_LINKSET)


def authors_of(metadata: DatasetMetadata) -> tuple[str, ...]:
    """Return the IRIs of who made a dataset, else of who publishes it; empty if none is known."""
    creators = tuple(agent.iri for agent in metadata.creators if agent.iri)
    publisher = metadata.publisher.iri if metadata.publisher else ""
    return tuple(dict.fromkeys(creators or filter(None, [publisher])))


def linkset_links(path: str = LINKSET) -> list[TypedLink]:
    """Return the links to a link set in both formats."""
    return [
        TypedLink(rel="linkset", href=f"{path}{suffix}", type=type_)
        for suffix, type_ in LINKSET_TYPES.items()
    ]


def landing_links(
    iri: str,
    stem: str,
    suffixes: Mapping[str, str],
    *,
    types: Iterable[str] = (),
    home: str = "",
) -> list[TypedLink]:
    """Return the links of the page of a resource: its IRI, its data, the dataset that it is of.

    `stem`: the path of its files, percent-encoded, without suffix; `suffixes`: the media types of
    its data by suffix. The data is both what the page is about and what describes it.
    `types`: the names of its types in schema.org. `home`: the path of the front page.
    """
    links = [TypedLink(rel="cite-as", href=iri)]
    for relation in ("describedby", "item"):
        links += [
            TypedLink(rel=relation, href=f"{stem}.{suffix}", type=type_)
            for suffix, type_ in suffixes.items()
        ]
    links += type_links(types)
    links.append(TypedLink(rel="collection", href=home, type=_HTML))
    return links


def data_links(iri: str, stem: str) -> list[TypedLink]:
    """Return the links of a file of a resource's data: its IRI, and the page that presents it."""
    return [
        TypedLink(rel="cite-as", href=iri),
        TypedLink(rel="describes", href=f"{stem}.html", type=_HTML),
        TypedLink(rel="collection", href=f"{stem}.html", type=_HTML),
    ]


def dataset_links(
    dataset: str, *, items: Mapping[str, str] = WHOLE_DUMPS, root: str = ""
) -> list[TypedLink]:
    """Return the links of the front page, on which the dataset lands.

    `items`: the media types of its dumps by path. `root`: what stands before the paths.
    """
    described = DATASET_METADATA.items()
    return [
        TypedLink(rel="cite-as", href=dataset),
        *(TypedLink(rel="describedby", href=root + path, type=type_) for path, type_ in described),
        *(TypedLink(rel="item", href=root + path, type=type_) for path, type_ in items.items()),
        *type_links(["Dataset"]),
    ]


def type_links(names: Iterable[str]) -> list[TypedLink]:
    """Return the links to what a page is: one about something, and what that is."""
    types = [ABOUT_PAGE, *(f"{SCHEMA}{name}" for name in names if name != "Thing")]
    return [TypedLink(rel="type", href=type_) for type_ in types]


def common_links(license_: str, authors: Sequence[str]) -> list[TypedLink]:
    """Return the links of every page and file of the data: licence and authors."""
    links = [TypedLink(rel="author", href=author) for author in authors]
    return [*links, TypedLink(rel="license", href=license_)] if license_ else links


def header_value(links: Iterable[TypedLink]) -> str:
    """Return links as the value of a `Link` header: https://www.rfc-editor.org/rfc/rfc8288"""
    return ", ".join(map(_in_header, links))


def _in_header(link: TypedLink) -> str:
    type_ = f'; type="{link.type}"' if link.type else ""
    return f'<{link.href}>; rel="{link.rel}"{type_}'


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderLinks:
    """The `Link` headers of a site's files, the same from every server.

    They say what a server knows by the address alone; pages and link sets say more. `base` has its
    last slash. A `path` begins with the site's root, is percent-encoded, and may be a variable.
    """

    base: str
    root: str
    """The path of the site's root, with its last slash."""
    license: str
    authors: tuple[str, ...]
    dataset: str

    def of_document(
        self, iri: str, path: str, address: str, suffix: str, suffixes: Mapping[str, str]
    ) -> str:
        """Return the links of a document of a resource.

        `path`, `address`: its own, without suffix. `suffixes`: the media types of all documents.
        """
        others = {each: type_ for each, type_ in suffixes.items() if each != suffix}
        data = {each: type_ for each, type_ in others.items() if each != "html"}
        about = (
            landing_links(iri, path, data, home=self.root)
            if suffix == "html"
            else data_links(iri, path)
        )
        cite_as, *rest = about
        alternates = [
            TypedLink(rel="alternate", href=f"{path}.{each}", type=type_)
            for each, type_ in others.items()
        ]
        canonical = TypedLink(rel="canonical", href=f"{address}.{suffix}")
        links = [cite_as, canonical, *alternates, *rest, *linkset_links(f"{self.root}{LINKSET}")]
        return header_value([*links, *self._common()])

    def of_dataset_page(self, page: str) -> str:
        """Return the links of the front page, if it is the page of no resource, or the catalogue's.

        The IRI of the dataset leads to the latter. `page`: its path, such as `index.html`.
        """
        canonical = TypedLink(rel="canonical", href=f"{self.base}{page}")
        suffixes = DOCUMENTS if page == CATALOG_PAGE else {}
        stem = f"{self.root}{page.removesuffix('.html')}"
        alternates = [
            TypedLink(rel="alternate", href=f"{stem}.{suffix}", type=type_)
            for suffix, type_ in suffixes.items()
            if suffix != "html"
        ]
        cite_as, *rest = dataset_links(self.dataset, root=self.root)
        links = [cite_as, canonical, *alternates, *rest]
        return header_value([*links, *linkset_links(f"{self.root}{LINKSET}"), *self._common()])

    def of_page(self, address: str) -> str:
        """Return the links of a page that is about no resource."""
        canonical = TypedLink(rel="canonical", href=address)
        collection = TypedLink(rel="collection", href=self.root, type=_HTML)
        return header_value([canonical, collection, *self._common()])

    def of_file(self) -> str:
        """Return the links of any other file of the data."""
        collection = TypedLink(rel="collection", href=self.root, type=_HTML)
        linksets = linkset_links(f"{self.root}{LINKSET}")
        return header_value([collection, *linksets, *self._common()])

    def _common(self) -> list[TypedLink]:
        return common_links(self.license, self.authors)
