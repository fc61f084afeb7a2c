"""What portals and crawlers read: VoID, a first DCAT catalogue, sitemap, robots, context."""

import json
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from rdflib import Graph as RdflibGraph
from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, VOID, XSD

from publisher.addresses import percent_encoded
from publisher.dataset import Dataset
from publisher.description import SiteFrame
from publisher.model import File, SitePath

MEDIA_TYPES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
PARTS: Final = {
    "records": "The asserted triples, each with its statement, its quote and its source.",
    "claims": (
        "The claims with all that belongs to them, the quotes of their claimants too. "
        "What they claim is not asserted."
    ),
    "asserted": "The plain asserted triples, without the words that they rest on.",
}
"""The parts of the dataset by the name of their dump; the whole is the dump `all`."""
WHOLE: Final = (
    "Everything: the records and the claims with their evidence, and the terms of "
    "quoted statements (ev:)."
)
SITEMAP_SIZE = 50_000
"""Addresses in one sitemap, at most: https://www.sitemaps.org/protocol.html"""

_IANA = Namespace("https://www.iana.org/assignments/media-types/")


def part_iri(base: str, name: str) -> str:
    """The IRI of a part of the dataset."""
    return f"{base}void.ttl#{name}"


def void_files(frame: SiteFrame, graph: Dataset, more: Dataset | None = None) -> Iterable[File]:
    """`void.ttl`, and the same where VoID's clients look for it. `more`: as in the dump `all`."""
    about = RdflibGraph()
    dataset = URIRef(f"{frame.base}void.ttl#dataset")
    _describe(about, dataset, frame)
    about.add((dataset, RDF.type, VOID.Dataset))
    about.add((dataset, FOAF.homepage, URIRef(frame.base)))
    about.add((dataset, VOID.uriSpace, Literal(frame.base)))
    about.add((dataset, VOID.triples, _count(len(graph) + (len(more) if more else 0))))
    _describe_parts(about, dataset, frame)
    documents = sum(1 for _ in graph.documents())
    about.add((dataset, VOID.entities, _count(documents)))
    about.add((dataset, VOID.documents, _count(documents)))
    for suffix in MEDIA_TYPES:
        about.add((dataset, VOID.dataDump, URIRef(f"{frame.base}dumps/all.{suffix}.gz")))
        for name in PARTS:
            part = URIRef(part_iri(frame.base, name))
            address = f"{frame.base}dumps/{name}.{suffix}.gz"
            about.add((part, VOID.dataDump, URIRef(address)))
    about.add((dataset, VOID.classes, _count(len(graph.classes))))
    about.add((dataset, VOID.properties, _count(len(graph.predicates))))
    for vocabulary in sorted({_namespace(term) for term in graph.classes | graph.predicates}):
        about.add((dataset, VOID.vocabulary, URIRef(vocabulary)))
    content = _turtle(about)
    return (
        File(path=SitePath("void.ttl"), content=content),
        File(path=SitePath(".well-known/void"), content=content),
    )


def catalog_file(frame: SiteFrame, *, sizes: dict[str, int]) -> File:
    """A first DCAT catalogue: one dataset, a distribution a dump. `sizes`: bytes by path."""
    about = RdflibGraph()
    catalog = URIRef(f"{frame.base}catalog.ttl#catalog")
    dataset = URIRef(f"{frame.base}catalog.ttl#dataset")
    _describe(about, catalog, frame)
    _describe(about, dataset, frame)
    about.add((catalog, RDF.type, DCAT.Catalog))
    about.add((catalog, DCAT.dataset, dataset))
    about.add((catalog, FOAF.homepage, URIRef(frame.base)))
    about.add((dataset, RDF.type, DCAT.Dataset))
    about.add((dataset, DCAT.landingPage, URIRef(frame.base)))
    _describe_parts(about, dataset, frame)
    for path in sorted(sizes):
        suffix = path.removesuffix(".gz").rpartition(".")[2]
        if suffix not in MEDIA_TYPES:
            continue
        name = path.removeprefix("dumps/")
        of = name.partition(".")[0]
        owner = URIRef(part_iri(frame.base, of)) if of in PARTS else dataset
        distribution = URIRef(f"{frame.base}catalog.ttl#{name}")
        address = URIRef(f"{frame.base}{path}")
        about.add((owner, DCAT.distribution, distribution))
        about.add((distribution, RDF.type, DCAT.Distribution))
        about.add((distribution, DCTERMS.title, Literal(name, lang="en")))
        about.add((distribution, DCAT.accessURL, address))
        about.add((distribution, DCAT.downloadURL, address))
        about.add((distribution, DCAT.mediaType, _IANA[MEDIA_TYPES[suffix]]))
        about.add((distribution, DCAT.byteSize, _count(sizes[path])))
        if path.endswith(".gz"):
            about.add((distribution, DCAT.compressFormat, _IANA["application/gzip"]))
        if frame.license:
            about.add((distribution, DCTERMS.license, URIRef(frame.license)))
    return File(path=SitePath("catalog.ttl"), content=_turtle(about))


def sitemap_files(frame: SiteFrame, paths: Sequence[str]) -> Iterable[File]:
    """`sitemap.xml` of the pages; an index of several where one would be too long."""
    pages = sorted(paths)
    parts = [pages[at : at + SITEMAP_SIZE] for at in range(0, len(pages), SITEMAP_SIZE)]
    if len(parts) <= 1:
        yield File(
            path=SitePath("sitemap.xml"), content=_sitemap("urlset", "url", frame.base, pages)
        )
        return
    names = [SitePath(f"sitemap-{number}.xml") for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield File(path=name, content=_sitemap("urlset", "url", frame.base, part))
    yield File(
        path=SitePath("sitemap.xml"), content=_sitemap("sitemapindex", "sitemap", frame.base, names)
    )


def robots_file(frame: SiteFrame) -> File:
    """What crawlers may fetch: all but queries, of which pages link to more than there are pages.

    https://www.rfc-editor.org/rfc/rfc9309
    """
    root = urlsplit(frame.base).path or "/"
    text = (
        f"User-agent: *\nDisallow: {root}sparql?\nDisallow: {root}queries/*?\nAllow: /\n\n"
        f"Sitemap: {frame.base}sitemap.xml\n"
    )
    return File(path=SitePath("robots.txt"), content=text.encode())


def context_file(prefixes: dict[str, str]) -> File:
    """The prefixes of the site's files as a JSON-LD context."""
    context = {name: prefixes[name] for name in sorted(prefixes) if name}
    content = json.dumps({"@context": context}, ensure_ascii=False, indent=2)
    return File(path=SitePath("context.jsonld"), content=f"{content}\n".encode())


def _describe(about: RdflibGraph, subject: URIRef, frame: SiteFrame) -> None:
    about.add((subject, DCTERMS.title, Literal(frame.title, lang=frame.language)))
    if frame.description:
        about.add((subject, DCTERMS.description, Literal(frame.description, lang=frame.language)))
    if frame.publisher:
        agent = URIRef(f"{frame.base}catalog.ttl#publisher")
        about.add((subject, DCTERMS.publisher, agent))
        about.add((agent, RDF.type, FOAF.Agent))
        about.add((agent, FOAF.name, Literal(frame.publisher)))
    if frame.license:
        about.add((subject, DCTERMS.license, URIRef(frame.license)))


def _describe_parts(about: RdflibGraph, dataset: URIRef, frame: SiteFrame) -> None:
    about.add((dataset, DCTERMS.description, Literal(WHOLE, lang="en")))
    for name, description in PARTS.items():
        part = URIRef(part_iri(frame.base, name))
        about.add((dataset, DCTERMS.hasPart, part))
        about.add((part, RDF.type, VOID.Dataset))
        about.add((part, RDF.type, DCAT.Dataset))
        about.add((part, DCTERMS.title, Literal(f"{frame.title}: {name}", lang=frame.language)))
        about.add((part, DCTERMS.description, Literal(description, lang="en")))
        if frame.license:
            about.add((part, DCTERMS.license, URIRef(frame.license)))


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.nonNegativeInteger)


def _namespace(term: str) -> str:
    iri = term[1:-1]
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _turtle(graph: RdflibGraph) -> bytes:
    graph.bind("dcat", DCAT)
    graph.bind("void", VOID)
    return graph.serialize(format="turtle", encoding="utf-8")


def _sitemap(root: str, entry: str, base: str, paths: Sequence[str]) -> bytes:
    lines = "".join(
        f"<{entry}><loc>{escape(base + percent_encoded(path))}</loc></{entry}>\n" for path in paths
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{root}>\n'
    ).encode()
