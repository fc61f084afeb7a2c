"""The dumps: the dataset as one file in each format, whole and in parts, and their page."""

import gzip
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from publisher.dataset import Dataset
from publisher.describe.own_graphs import own_part
from publisher.describe.parts import (
    account_of,
    asserted_subjects,
    claim_subjects,
    record_subjects,
)
from publisher.description import SiteFrame
from publisher.media_types import DUMP_FORMATS
from publisher.model import File, FileStream, Term, Triple
from publisher.pages.context import Context
from publisher.publication.written import WrittenFile
from publisher.render.chunks import Chunks
from publisher.render.dataset_parts import DATASET_PARTS, PLAIN_DATASET, WHOLE_DATASET, part_iri
from publisher.render.dumps import Download, Dump, downloads_page, dump_files, rdf12_files
from publisher.terms import iri, literal
from publisher.vocabulary import DCTERMS_DESCRIPTION, EV_NAMESPACE, RDF_SUBJECT

_SUBJECTS: Final = {
    "asserted": asserted_subjects,
    "records": record_subjects,
    "claims": claim_subjects,
}
"""Functions that return the subjects of a part of the dataset, by the name of its dump."""
DUMPS_FOLDER: Final = "dumps/"
_SUMS: Final = "SHA256SUMS"
_DESCRIPTIONS: Final[Mapping[str, str]] = {
    "all": WHOLE_DATASET,
    **DATASET_PARTS,
    "all-rdf12": "The same as all in RDF 1.2, with triple terms in place of rdf:Statement.",
    "queries": "The ready queries, as SPARQL editors load examples. It is no part of the dataset.",
    "shapes": "The shapes that the data is checked with. It is no part of the dataset.",
}
"""What each dump holds, in the order of the page."""
_VERSION: Final = b"VERSION "
_PIECE: Final = 1 << 20


def has_evidence(dataset: Dataset) -> bool:
    """Return whether a dataset has the parts that evidence makes: records, claims, asserted."""
    return bool(dataset.sources) or dataset.uses(EV_NAMESPACE)


def whole_dump(context: Context) -> Iterator[FileStream]:
    yield from dump_files("all", context.chunks, more=context.published_vocabulary)


def asserted_dump(context: Context) -> Iterator[FileStream]:
    yield from _part(context, "asserted", header=_account(context))


def records_dump(context: Context) -> Iterator[FileStream]:
    yield from _part(context, "records")


def claims_dump(context: Context) -> Iterator[FileStream]:
    yield from _part(context, "claims")


def rdf12_dump(context: Context) -> Iterator[FileStream]:
    dataset = context.dataset
    if dataset.sources or RDF_SUBJECT in dataset.predicates:
        yield from rdf12_files(context.chunks, more=context.published_vocabulary)


def _part(context: Context, name: str, *, header: Sequence[Triple] = ()) -> Iterator[FileStream]:
    if has_evidence(context.dataset):
        chunks = context.chunks if name == "claims" else _own_chunks(context)
        subjects: Collection[Term] = _SUBJECTS[name](chunks.graph)
        yield from dump_files(name, chunks, subjects=subjects, header=header)


def _own_chunks(context: Context) -> Chunks:
    """Return the chunks of what queries see as asserted: others' graphs are no account of ours."""
    own = own_part(context.dataset) if context.default_graph != "union" else context.dataset
    if own is context.dataset:
        return context.chunks
    more = context.names.vocabulary
    return Chunks.of(own, base=context.frame.base, prefixes=context.prefixes, more=more)


def _account(context: Context) -> tuple[Triple, ...]:
    """Return the triple that says whose account the asserted triples are; none without sources."""
    account = account_of(context.dataset)
    if not account:
        return ()
    subject = iri(part_iri(context.frame.base, "asserted"))
    return ((subject, DCTERMS_DESCRIPTION, literal(account, language="en")),)


def downloads_file(
    frame: SiteFrame,
    folder: Path,
    written: Iterable[WrittenFile],
    *,
    digests: Mapping[str, str],
) -> File:
    """Return the page of the dumps among the files that were written below a folder.

    `digests`: the RDFC-1.0 digests by the name of a dump, empty if it is too symmetrical.
    """
    files: dict[str, list[Download]] = {}
    dumps_written = [file for file in written if file.path.startswith(DUMPS_FOLDER)]
    for file in sorted(dumps_written, key=lambda file: _rank(file.path)):
        name = file.path.removeprefix(DUMPS_FOLDER)
        format_ = _format(name)
        if format_:
            size = (folder / file.path).stat().st_size
            download = Download(name=name, format=format_, size=size, sha256=file.sha256)
            files.setdefault(name.partition(".")[0], []).append(download)
    dumps = [
        Dump(
            name=name,
            description=_description(name, has_parts="records" in files),
            triples=_lines(folder / DUMPS_FOLDER / f"{name}.nt"),
            quads=_lines(folder / DUMPS_FOLDER / f"{name}.nq"),
            files=files[name],
            digest=digests.get(name),
        )
        for name in sorted(files, key=lambda name: (_place(name), name))
    ]
    return downloads_page(frame, dumps, sums=_SUMS)


def _place(name: str) -> int:
    order = tuple(_DESCRIPTIONS)
    return order.index(name) if name in order else len(order)


def _rank(path: str) -> tuple[int, str]:
    """Return a key that sorts the formats that most people read first."""
    order = tuple(DUMP_FORMATS)
    suffix = path.removesuffix(".gz").rpartition(".")[2]
    return order.index(suffix) if suffix in order else len(order), path


def _format(name: str) -> str:
    """Return the format of a dump in words; empty if the file is no dump."""
    suffix = name.removesuffix(".gz").rpartition(".")[2]
    if suffix not in DUMP_FORMATS:
        return ""
    format_ = DUMP_FORMATS[suffix].name
    return f"{format_}, gzip" if name.endswith(".gz") else format_


def _description(name: str, *, has_parts: bool) -> str:
    return PLAIN_DATASET if name == "all" and not has_parts else _DESCRIPTIONS.get(name, "")


def _lines(path: Path) -> int:
    """Return the number of lines of a dump, but the line of the version; 0 if there is no file.

    If there is no plain file, the compressed one is read.
    """
    plain, compressed = path.exists(), path.with_name(f"{path.name}.gz")
    # TriG and N-Quads are compressed copies if there is no named graph.
    if not plain and (path.suffix == ".nq" or not compressed.exists()):
        return 0
    with path.open("rb") if plain else gzip.open(compressed) as file:
        first = file.read(_PIECE)
        count = first.count(b"\n") - first.startswith(_VERSION)
        while piece := file.read(_PIECE):
            count += piece.count(b"\n")
    return count
