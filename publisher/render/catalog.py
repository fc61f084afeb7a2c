"""What portals and crawlers read: VoID, a DCAT catalogue, sitemap, robots, JSON-LD context.

https://www.w3.org/TR/void/ and https://www.w3.org/TR/vocab-dcat-3/
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from publisher.addresses import percent_encoded
from publisher.dataset import Dataset
from publisher.description import SiteFrame
from publisher.media_types import DUMP_FORMATS
from publisher.model import File, SitePath, Term, Triple
from publisher.terms import iri, is_iri, literal
from publisher.vocabulary import PREFIXES, RDF_TYPE

DATASET_PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "records": "The asserted triples, each with its statement, its quote and its source.",
        "claims": (
            "The claims with all that belongs to them, the quotes of their claimants too. "
            "What they claim is not asserted."
        ),
        "asserted": "The plain asserted triples, without the words that they rest on.",
    }
)
"""What each part of the dataset holds, by the name of its dump; the dump `all` is the whole."""
WHOLE_DATASET: Final = (
    "Everything: the records and the claims with their evidence, and the terms of "
    "quoted statements (ev:)."
)
PLAIN_DATASET: Final = "Everything: all triples of the dataset."
"""What the dump `all` holds if there is no evidence in it."""
MOST_PARTITIONS: Final = 100
"""Classes whose instances are counted in the description of a dataset."""
SITEMAP_SIZE: Final = 50_000
"""Addresses in one sitemap, at most: https://www.sitemaps.org/protocol.html"""

_DCAT: Final = "http://www.w3.org/ns/dcat#"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_VOID: Final = "http://rdfs.org/ns/void#"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_COUNT: Final = iri(f"{PREFIXES['xsd']}nonNegativeInteger")


def part_iri(base: str, name: str) -> str:
    """Return the IRI of a part of the dataset."""
    return f"{base}void.ttl#{name}"


def void_triples(
    frame: SiteFrame, dataset: Dataset, *, triple_count: int, dumps: Iterable[str]
) -> Iterator[Triple]:
    """Yield the description of the dataset in VoID.

    `triple_count`: of the dump `all`. `dumps`: the paths of all dumps, such as `dumps/all.ttl.gz`.
    """
    dumps = sorted(dumps)
    about = iri(frame.dataset)
    yield from _description(about, frame)
    yield about, RDF_TYPE, _void("Dataset")
    yield about, _foaf("homepage"), iri(frame.base)
    for namespace in sorted(dataset.namespaces) or [frame.base]:
        yield about, _void("uriSpace"), literal(namespace)
    yield about, _void("triples"), _count(triple_count)
    yield from _parts(about, frame, dumps)
    documents = _count(sum(1 for _ in dataset.pages()))
    yield about, _void("entities"), documents
    yield about, _void("documents"), documents
    for path in dumps:
        name, _, suffix = path.removeprefix("dumps/").removesuffix(".gz").partition(".")
        if suffix in DUMP_FORMATS and path.endswith(".gz") and name in {"all", *DATASET_PARTS}:
            owner = about if name == "all" else iri(part_iri(frame.base, name))
            yield owner, _void("dataDump"), iri(f"{frame.base}{path}")
    yield about, _void("classes"), _count(len(dataset.classes))
    yield about, _void("properties"), _count(len(dataset.predicates))
    if not frame.has_sources:
        yield from _class_partitions(about, frame, dataset)
    for namespace in sorted({_namespace(term) for term in dataset.classes | dataset.predicates}):
        yield about, _void("vocabulary"), iri(namespace)


def _class_partitions(about: Term, frame: SiteFrame, dataset: Dataset) -> Iterator[Triple]:
    """Yield how many instances the largest classes have.

    https://www.w3.org/TR/void/#class-property-partitions
    """
    counts = {class_: dataset.count(class_, RDF_TYPE) for class_ in dataset.classes}
    largest = sorted(counts, key=lambda class_: (-counts[class_], class_))[:MOST_PARTITIONS]
    for number, class_ in enumerate(sorted(filter(is_iri, largest)), start=1):
        partition = iri(f"{frame.base}void.ttl#class-{number}")
        yield about, _void("classPartition"), partition
        yield partition, _void("class"), class_
        yield partition, _void("entities"), _count(counts[class_])


def catalog_triples(frame: SiteFrame, *, sizes: Mapping[str, int]) -> Iterator[Triple]:
    """Yield a catalogue of one dataset, with a distribution for each dump.

    `sizes`: bytes of the dumps by path, such as `dumps/all.ttl.gz`.
    """
    catalog = iri(f"{frame.base}catalog.ttl#catalog")
    dataset = iri(frame.dataset)
    yield from _description(catalog, frame)
    yield from _description(dataset, frame)
    yield catalog, RDF_TYPE, _dcat("Catalog")
    yield catalog, _dcat("dataset"), dataset
    yield catalog, _foaf("homepage"), iri(frame.base)
    yield dataset, RDF_TYPE, _dcat("Dataset")
    yield dataset, _dcat("landingPage"), iri(frame.base)
    yield from _parts(dataset, frame, sizes)
    for path in sorted(sizes):
        if path.removesuffix(".gz").rpartition(".")[2] in DUMP_FORMATS:
            yield from _distribution(path, sizes[path], frame, dataset=dataset)


def sitemap_files(frame: SiteFrame, paths: Iterable[str]) -> Iterator[File]:
    """Yield `sitemap.xml` of the pages; with more than SITEMAP_SIZE, several and their index."""
    pages = sorted(paths)
    parts = [pages[at : at + SITEMAP_SIZE] for at in range(0, len(pages), SITEMAP_SIZE)]
    if len(parts) <= 1:
        yield _sitemap("sitemap.xml", "urlset", "url", frame.base, pages)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _sitemap(name, "urlset", "url", frame.base, part)
    yield _sitemap("sitemap.xml", "sitemapindex", "sitemap", frame.base, names)


def robots_file(frame: SiteFrame) -> File:
    """Return `robots.txt`: crawlers may fetch all but queries, to which too many links lead.

    https://www.rfc-editor.org/rfc/rfc9309
    """
    root = urlsplit(frame.base).path or "/"
    text = (
        f"User-agent: *\nDisallow: {root}sparql?\nDisallow: {root}queries/*?\nAllow: /\n\n"
        f"Sitemap: {frame.base}sitemap.xml\n"
    )
    return File(path=SitePath("robots.txt"), content=text.encode())


def context_file(prefixes: Mapping[str, str]) -> File:
    """Return the prefixes of the site's files as a JSON-LD context."""
    context = {name: prefixes[name] for name in sorted(prefixes) if name}
    content = json.dumps({"@context": context}, ensure_ascii=False, indent=2)
    return File(path=SitePath("context.jsonld"), content=f"{content}\n".encode())


def _description(subject: Term, frame: SiteFrame) -> Iterator[Triple]:
    yield subject, _dcterms("title"), literal(frame.title, language=frame.language)
    if frame.description:
        text = literal(frame.description, language=frame.language)
        yield subject, _dcterms("description"), text
    if frame.publisher:
        agent = iri(f"{frame.base}catalog.ttl#publisher")
        yield subject, _dcterms("publisher"), agent
        yield agent, RDF_TYPE, _foaf("Agent")
        yield agent, _foaf("name"), literal(frame.publisher)
    yield from _license(subject, frame)


def _parts(dataset: Term, frame: SiteFrame, dumps: Iterable[str]) -> Iterator[Triple]:
    """Yield the description of the parts that have dumps. `dumps`: the paths of all dumps."""
    names = {path.removeprefix("dumps/").partition(".")[0] for path in dumps}
    whole = WHOLE_DATASET if names & DATASET_PARTS.keys() else PLAIN_DATASET
    yield dataset, _dcterms("description"), literal(whole, language="en")
    for name, description in DATASET_PARTS.items():
        if name not in names:
            continue
        part = iri(part_iri(frame.base, name))
        yield dataset, _dcterms("hasPart"), part
        yield part, RDF_TYPE, _void("Dataset")
        yield part, RDF_TYPE, _dcat("Dataset")
        title = literal(f"{frame.title}: {name}", language=frame.language)
        yield part, _dcterms("title"), title
        yield part, _dcterms("description"), literal(description, language="en")
        yield from _license(part, frame)


def _distribution(path: str, size: int, frame: SiteFrame, *, dataset: Term) -> Iterator[Triple]:
    name = path.removeprefix("dumps/")
    part = name.partition(".")[0]
    owner = iri(part_iri(frame.base, part)) if part in DATASET_PARTS else dataset
    distribution = iri(f"{frame.base}catalog.ttl#{name}")
    address = iri(f"{frame.base}{path}")
    media_type = DUMP_FORMATS[path.removesuffix(".gz").rpartition(".")[2]].media_type
    yield owner, _dcat("distribution"), distribution
    yield distribution, RDF_TYPE, _dcat("Distribution")
    yield distribution, _dcterms("title"), literal(name, language="en")
    yield distribution, _dcat("accessURL"), address
    yield distribution, _dcat("downloadURL"), address
    yield distribution, _dcat("mediaType"), iri(f"{_MEDIA_TYPES}{media_type}")
    yield distribution, _dcat("byteSize"), _count(size)
    if path.endswith(".gz"):
        yield distribution, _dcat("compressFormat"), iri(f"{_MEDIA_TYPES}application/gzip")
    yield from _license(distribution, frame)


def _license(subject: Term, frame: SiteFrame) -> Iterator[Triple]:
    if frame.license:
        yield subject, _dcterms("license"), iri(frame.license)


def _dcat(name: str) -> Term:
    return iri(f"{_DCAT}{name}")


def _dcterms(name: str) -> Term:
    return iri(f"{_DCTERMS}{name}")


def _foaf(name: str) -> Term:
    return iri(f"{_FOAF}{name}")


def _void(name: str) -> Term:
    return iri(f"{_VOID}{name}")


def _count(number: int) -> Term:
    return literal(str(number), datatype=_COUNT)


def _namespace(term: Term) -> str:
    text = term[1:-1]
    return text[: max(text.rfind("#"), text.rfind("/")) + 1]


def _sitemap(name: str, root: str, entry: str, base: str, paths: Iterable[str]) -> File:
    lines = "".join(
        f"<{entry}><loc>{escape(base + percent_encoded(path))}</loc></{entry}>\n" for path in paths
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{root}>\n'
    )
    return File(path=SitePath(name), content=content.encode())
