"""What the page of the dumps says of them, read from the files as they are written."""

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from publisher.description import SiteFrame
from publisher.model import File
from publisher.pages.catalog import PARTS, WHOLE
from publisher.publication.publication import Written
from publisher.render.downloads import Download, Dump, downloads_page

FOLDER: Final = "dumps/"
SUMS: Final = "SHA256SUMS"
_DIGESTS: Final = "RDFC10-SHA256"
_FORMATS: Final[Mapping[str, str]] = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
    "trig": "TriG",
    "nq": "N-Quads",
}
_DESCRIPTIONS: Final[Mapping[str, str]] = {
    "all": WHOLE,
    **PARTS,
    "all-rdf12": "The same as all in RDF 1.2, with triple terms in place of rdf:Statement.",
}
"""What each dump holds, in the order of the page."""
_VERSION: Final = b"VERSION "
_PIECE: Final = 1 << 20


def downloads_file(frame: SiteFrame, folder: Path, written: Iterable[Written]) -> File:
    """The page of the dumps among the files that were written below a folder."""
    files: dict[str, list[Download]] = {}
    for one in sorted(written, key=lambda one: _rank(one.path)):
        name = one.path.removeprefix(FOLDER)
        format_ = _format(name)
        if one.path.startswith(FOLDER) and format_:
            size = (folder / one.path).stat().st_size
            found = Download(name=name, format=format_, size=size, sha256=one.sha256)
            files.setdefault(name.partition(".")[0], []).append(found)
    digests = _digests(folder)
    names = sorted(files, key=lambda name: (_place(name), name))
    dumps = [
        Dump(
            name=name,
            description=_DESCRIPTIONS.get(name, ""),
            triples=_triples(folder, name),
            files=files[name],
            digest=digests.get(name, ""),
        )
        for name in names
    ]
    return downloads_page(frame, dumps, sums=SUMS)


def _place(name: str) -> int:
    order = tuple(_DESCRIPTIONS)
    return order.index(name) if name in order else len(order)


def _rank(path: str) -> tuple[int, str]:
    """Of a dump's files those first that most people read."""
    order = tuple(_FORMATS)
    suffix = path.removesuffix(".gz").rpartition(".")[2]
    return order.index(suffix) if suffix in order else len(order), path


def _format(name: str) -> str:
    """The format of a dump for a reader; empty for a file that is none."""
    suffix = name.removesuffix(".gz").rpartition(".")[2]
    found = _FORMATS.get(suffix, "")
    return f"{found}, gzip" if found and name.endswith(".gz") else found


def _digests(folder: Path) -> dict[str, str]:
    file = folder / FOLDER / _DIGESTS
    if not file.exists():
        return {}
    lines = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in lines}


def _triples(folder: Path, name: str) -> int:
    """The lines of its N-Triples, of which each is a triple but that of the version."""
    plain = folder / FOLDER / f"{name}.nt"
    with plain.open("rb") if plain.exists() else gzip.open(f"{plain}.gz") as file:
        first = file.read(_PIECE)
        count = first.count(b"\n") - first.startswith(_VERSION)
        while piece := file.read(_PIECE):
            count += piece.count(b"\n")
    return count
