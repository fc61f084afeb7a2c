"""A small release whose IRIs are in several namespaces, and at another address than the site."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from publisher.addresses import Addresses
from publisher.media_types import DOCUMENTS
from publisher.terms import iri
from tests.serve.releases import write_release

BASE: Final = "https://example.org/org/"
NAMESPACES: Final = {
    "https://w3id.org/me/org#": "",
    "https://w3id.org/me/id/": "id",
    "https://w3id.org/voc#": "voc",
    "http://data.example/x/": "x",
}
PATHS: Final[Mapping[str, str]] = {
    "https://w3id.org/me/org": "index",
    "https://w3id.org/me/id/": "id/index",
    "https://w3id.org/me/id/a": "id/a",
    "https://w3id.org/me/id/x/y.z": "id/x/y.z",
    "https://w3id.org/me/id/x/": "id/x/index",
    "https://w3id.org/me/id/p?id=1": "id/p~3fid=1",
    "https://w3id.org/me/id/caf%C3%A9": "id/caf~25C3~25A9",
    "https://w3id.org/me/id/Name": "id/~4eame",
    "https://w3id.org/me/id/name": "id/name",
    "https://w3id.org/me/id/a.html": "id/a~2ehtml",
    "https://w3id.org/me/id/tee/é": "id/tee/é",
    "https://w3id.org/voc": "voc",
    "http://data.example/x/b": "x/b",
    "https://doi.org/10.1/x": "_/https/doi.org/10.1/x",
}
"""The path of each IRI that has a page."""


def write_site(folder: Path, *, base: str = BASE, without: str = "") -> Path:
    """Write a site with a page for each IRI, which lacks one format; return its path."""
    addresses = Addresses.of(map(iri, PATHS), base=base, namespaces=NAMESPACES)
    assert {page: addresses.path(iri(page)) for page in PATHS} == PATHS
    files = {"index.html": "", "void.ttl": f"<{base}catalog#dataset> a <urn:x> .\n"}
    for page, path in PATHS.items():
        for suffix in DOCUMENTS:
            if suffix != without:
                files[f"{path}.{suffix}"] = f"{page} {suffix}"
    files["dumps/all.nt"] = "<urn:a> <urn:b> <urn:c> .\n"
    return write_release(folder, files, base=base, members=addresses.members())
