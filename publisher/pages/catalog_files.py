"""The catalogue in each format of RDF, and as a page."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from publisher import limits
from publisher.describe.citations import dataset_citation
from publisher.media_types import FORMATS
from publisher.model import File, SitePath, Term, Triple
from publisher.ntriples import line_of
from publisher.pages.context import Context
from publisher.pages.shapes import SHAPES_PATH
from publisher.publication.written import WrittenFile
from publisher.render.catalog import (
    CatalogContents,
    CatalogFile,
    Page,
    catalog_pages,
    catalog_triples,
)
from publisher.render.catalog.page import catalog_page
from publisher.render.catalog.terms import CATALOG_PREFIXES
from publisher.render.formats import WRITERS, rdf_file, writers
from publisher.render.query_examples import QUERIES_PATH
from publisher.render.writer import by_predicate
from publisher.terms import NOT_XML, datatype, iri, is_iri, is_literal, language, lexical, literal
from publisher.vocabulary import RDF_TYPE

_DUMPS: Final = "dumps/"
_TABLES: Final = frozenset({"tables/statements.csv", "tables/statements.parquet"})
_MOST_KINDS: Final = 3
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def catalog_files(
    context: Context,
    folder: Path,
    written: Iterable[WrittenFile],
    *,
    size: int = limits.CATALOG_PAGE_DATASETS,
) -> Iterator[File]:
    """Yield the catalogue of the files that were written below a folder.

    `size`: datasets on a page of the files for programs. The page for people has all.
    """
    contents = catalog_contents(context, folder, written)
    pages = catalog_pages(contents, size=size)
    for number in range(1, pages + 1):
        for each in FORMATS:
            page = Page(number=number, pages=pages, suffix=each.suffix, size=size)
            triples = tuple(dict.fromkeys(map(_for_all, catalog_triples(contents, page))))
            content = rdf_content(triples, each.suffix, base=context.frame.base)
            yield File(path=SitePath(page.path), content=content)
    yield catalog_page(contents, dataset_citation(context.frame))


def _for_all(triple: Triple) -> Triple:
    """Return a triple as every format can say it.

    Data that describes itself may have characters that XML lacks, but harvesters look for RDF/XML.
    """
    subject, predicate, value = triple
    if not is_literal(value) or not NOT_XML.search(lexical(value)):
        return triple
    text = NOT_XML.sub(_REPLACEMENT, lexical(value))
    tag = language(value)
    return (
        subject,
        predicate,
        literal(text, language=tag) if tag else literal(text, datatype=datatype(value)),
    )


def catalog_contents(
    context: Context, folder: Path, written: Iterable[WrittenFile]
) -> CatalogContents:
    """Return what the catalogue lists, of the files that were written."""
    ontology = unquote(context.frame.ontology.removesuffix(".html"))
    of_ontology = {f"{ontology}.{each.suffix}" for each in FORMATS} if ontology else set()
    files: dict[str, list[CatalogFile]] = {}
    for each in written:
        group = "ontology" if each.path in of_ontology else _group(each.path)
        if group:
            size = (folder / each.path).stat().st_size
            file = CatalogFile(path=each.path, size=size, sha256=each.sha256)
            files.setdefault(group, []).append(file)
    return CatalogContents(
        frame=context.frame,
        summary=_summary(context),
        files=tuple(files.get("dumps", ())),
        ontology=tuple(files.get("ontology", ())),
        ontology_title=_ontology_title(context),
        shapes=tuple(files.get("shapes", ())),
        tables=tuple(files.get("tables", ())),
        query_count=len(context.queries),
    )


def _group(path: str) -> str:
    """Return which files of the catalogue one belongs to; empty if it is in none."""
    if path in _TABLES:
        return "tables"
    if path == SHAPES_PATH:
        return "shapes"
    # The ready queries are no part of the dataset: they are described with their API.
    is_dump = path.startswith(_DUMPS) and path != QUERIES_PATH
    return "dumps" if is_dump else ""


def rdf_content(triples: Sequence[Triple], suffix: str, *, base: str) -> bytes:
    """Return triples as a file of a format, subjects in the order of their first triple."""
    by_subject: dict[Term, list[Triple]] = {}
    for triple in triples:
        by_subject.setdefault(triple[0], []).append(triple)
    if suffix == "nt":
        return b"".join(line_of(each) for several in by_subject.values() for each in several)
    predicates = {predicate for _, predicate, _ in triples}
    writer = writers(
        {suffix: WRITERS[suffix]}, base=base, prefixes=CATALOG_PREFIXES, predicates=predicates
    )[suffix]
    chunks = [writer.chunk(each, by_predicate(of)) for each, of in by_subject.items()]
    mask = 0
    for _, of_chunk in chunks:
        mask |= of_chunk
    return rdf_file(writer, [text.encode() for text, _ in chunks], prefix_mask=mask)


def _summary(context: Context) -> str:
    """Return a sentence on a graph that nobody has described: how much of what it has."""
    dataset = context.dataset
    pages = sum(1 for _ in dataset.pages())
    text = f"An RDF graph of {len(dataset):,} triples about {pages:,} resources."
    counts = {each: dataset.count(each, RDF_TYPE) for each in dataset.classes if is_iri(each)}
    largest = sorted(counts, key=lambda each: (-counts[each], each))[:_MOST_KINDS]
    if largest:
        named = (f"{context.names.link(each).label} ({counts[each]:,})" for each in largest)
        text += f" Its largest classes are {', '.join(named)}."
    return text


def _ontology_title(context: Context) -> str:
    if context.vocabularies:
        return context.vocabularies[0].label
    label = context.dataset.label(iri(f"{context.frame.base}ontology"))
    is_text = label is not None and is_literal(label)
    return lexical(label) if label and is_text else f"{context.frame.title}: ontology"
