"""The texts of all published versions of the ontology, each where its IRI leads to."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final

from publisher.description import Description
from publisher.media_types import FORMATS
from publisher.model import File, SitePath, Term
from publisher.ntriples import triple_of
from publisher.ontology_versions import VERSIONS_FOLDER, VERSIONS_INDEX, OntologyVersion
from publisher.pages.context import Context
from publisher.render.chunks import Chunks
from publisher.render.lists import ontology_version_page
from publisher.terms import bare

_STORED: Final = ("nt", "ttl")
"""The suffixes of the files that later releases keep."""


def version_files(context: Context) -> Iterator[File]:
    """Yield the text of each version and their list.

    A version that nothing is said of has files of its own at its IRI; others have a page.
    """
    recorded = []
    for version in context.versions:
        path = context.dataset.addresses.path(version.iri)
        contents = _contents(context, version)
        stored = f"{VERSIONS_FOLDER}{path}"
        for suffix in _STORED:
            if suffix in contents:
                yield File(path=SitePath(f"{stored}.{suffix}"), content=contents[suffix])
        if version.is_recorded:
            recorded.append({"iri": bare(version.iri), "file": f"{stored}.nt"})
        if not context.dataset.has_page(version.iri):
            for suffix, content in contents.items():
                yield File(path=SitePath(f"{path}.{suffix}"), content=content)
            formats = tuple(each for each in FORMATS if each.suffix in contents)
            yield ontology_version_page(
                context.frame, path=path, iri=bare(version.iri), formats=formats
            )
    if recorded:
        content = json.dumps(recorded, ensure_ascii=False, indent=1).encode()
        yield File(path=SitePath(VERSIONS_INDEX), content=content)


def with_text(description: Description, context: Context) -> tuple[Description, Chunks]:
    """Return what the RDF of a page shows, and where from: of a version, its text as well."""
    version = next((each for each in context.versions if each.iri == description.iri), None)
    if version is None:
        return description, context.chunks
    whole = context.dataset
    own = b"".join(map(whole.lines_of, description.subjects))
    labels = (
        f"{' '.join(triple)} .\n".encode()
        for named in description.named
        for triple in whole.labels(named)
    )
    lines = {*_lines(version.lines), *_lines(own), *labels}
    chunks = _chunks(context, b"".join(sorted(lines)))
    subjects = dict.fromkeys((*description.subjects, *_subjects(version)))
    return replace(description, subjects=tuple(subjects)), chunks


def _contents(context: Context, version: OntologyVersion) -> dict[str, bytes]:
    """Return the text of a version by suffix."""
    contents = _chunks(context, version.lines).contents(_subjects(version), ())
    return {**contents, "nt": version.lines}


def _subjects(version: OntologyVersion) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(triple_of(line)[0] for line in BytesIO(version.lines)))


def _chunks(context: Context, lines: bytes) -> Chunks:
    """Return the chunks of the text of a version, which is small."""
    graph = replace(context.dataset, lines=lines, quads=b"")
    return Chunks.of(graph, base=context.frame.base, prefixes=context.prefixes)


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)
