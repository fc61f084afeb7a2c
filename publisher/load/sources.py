"""Read the stored sources, and check that no text has changed since it was stored."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from publisher.addresses import path_of
from publisher.evidence.quote import StoredText
from publisher.findings import Finding, Place, Severity
from publisher.load.decoding import decode, line_and_column
from publisher.load.rdf_file import RdfFile
from publisher.model import ANY, Source, Span, Term, Triple
from publisher.project import Project
from publisher.terms import NOT_XML, is_literal, lexical
from publisher.vocabulary import (
    DCTERMS_LANGUAGE,
    EV_HEADING,
    EV_SOURCE_CLASS,
    LABELS,
    RDF_TYPE,
    SCHEMA_SHA256,
)

_FOR_READERS: Final = frozenset({"readme", "license", "licence", "notice", "changelog"})
"""Names of texts that are for people who open the folder, not sources."""


def read_sources(
    project: Project,
    files: Iterable[RdfFile],
) -> tuple[dict[Term, Source], list[Finding], frozenset[Term]]:
    """Return the ev:Sources with their texts, the findings, and the sources without a text.

    The text of `<source/SLUG>` is `data/sources/SLUG.txt`. If it cannot be read, that is the one
    finding, and quotes of that source are not reported. Files that are no project have no texts:
    those of the folder in which the command is called are not theirs.
    """
    if project.inputs:
        return {}, [], frozenset()
    sources: dict[Term, Source] = {}
    findings: list[Finding] = []
    described: dict[Term, list[Triple]] = {}
    file_of: dict[Term, str] = {}
    for file in files:
        source_iris = {s for s, p, o in file.triples if p == RDF_TYPE and o == EV_SOURCE_CLASS}
        for triple in file.triples:
            if triple[0] in source_iris:
                described.setdefault(triple[0], []).append(triple)
                file_of[triple[0]] = file.file
    for iri, triples in sorted(described.items()):
        source, faults = _read(project, iri, triples, file_of[iri])
        findings += faults
        if source:
            sources[iri] = source
    return sources, findings, frozenset(described.keys() - sources.keys())


def _read(
    project: Project,
    iri: Term,
    triples: list[Triple],
    file: str,
) -> tuple[Source | None, list[Finding]]:
    slug = path_of(iri, base=project.base).removeprefix("source/")
    path = project.folder / "data" / "sources" / f"{slug}.txt"
    about = (iri, RDF_TYPE, EV_SOURCE_CLASS)
    content = _bytes(path) if slug and "/" not in slug and not slug.startswith(".") else None
    if content is None:
        return None, [_text_missing(slug if slug.isprintable() else "", about=about, file=file)]
    text, findings = decode(content, file=project.name(path))
    findings = findings or _unwritable(text, file=project.name(path))
    if findings:
        return None, findings
    values: dict[Term, list[Term]] = {}
    for _, predicate, value in triples:
        values.setdefault(predicate, []).append(value)
    findings += _digest(content, values, about=about, slug=slug, file=file)
    headings, missing = _headings(text, values.get(EV_HEADING, []), iri=iri, slug=slug, file=file)
    labels = [value for name in LABELS for value in values.get(name, []) if value.startswith('"')]
    languages = [value for value in values.get(DCTERMS_LANGUAGE, []) if value.startswith('"')]
    source = Source(
        iri=iri,
        label=lexical(labels[0]) if labels else slug,
        text=text,
        file=project.name(path),
        language=lexical(languages[0]) if languages else "",
        headings=headings,
    )
    return source, findings + missing


def _text_missing(slug: str, *, about: Triple, file: str) -> Finding:
    return Finding(
        code="source-missing",
        message=f"the text of source {slug or about[0]} is missing",
        hint=f"store it as data/sources/{slug or 'SLUG'}.txt",
        place=Place(file=file),
        about=about,
    )


def undescribed_texts(project: Project, sources: Iterable[Term]) -> Iterator[Finding]:
    """Yield a finding for each text in data/sources/ that none of `sources` describes."""
    if project.inputs:
        return
    described = {path_of(source, base=project.base).removeprefix("source/") for source in sources}
    for path in sorted((project.folder / "data" / "sources").glob("*.txt")):
        slug = path.stem
        is_ours = path.is_file() and not slug.startswith(".") and slug.lower() not in _FOR_READERS
        content = _bytes(path) if is_ours and slug not in described else None
        if content is not None:
            digest = hashlib.sha256(content).hexdigest()
            yield Finding(
                code="source-undescribed",
                severity=Severity.WARNING,
                message="no description names this text, so nobody can quote it",
                hint=f"write into data/sources/{slug}.ttl: <source/{slug}> a ev:Source ; "
                f'rdfs:label "…"@en ; schema:sha256 "{digest}" .',
                place=Place(file=project.name(path)),
            )


def _unwritable(text: str, *, file: str) -> list[Finding]:
    """Report the first character that no page and no RDF/XML could show; white space is allowed."""
    bad = next((match for match in NOT_XML.finditer(text) if not match.group().isspace()), None)
    if bad is None:
        return []
    line, column = line_and_column(text, bad.start())
    return [
        Finding(
            code="character-not-xml",
            message=f"the text has U+{ord(bad.group()):04X}, which XML cannot write",
            hint="store it without that character, as a source of its own",
            place=Place(file=file, line=line, column=column),
        )
    ]


def _bytes(path: Path) -> bytes | None:
    """Return the content of a file; None if there is none.

    None too if no file can have such a name (too long, or with a NUL), and for a device or a named
    pipe, because reading one may never end.
    """
    try:
        return path.read_bytes() if path.is_file() else None
    except (OSError, ValueError):
        return None


def _digest(
    content: bytes,
    values: Mapping[Term, list[Term]],
    *,
    about: Triple,
    slug: str,
    file: str,
) -> list[Finding]:
    actual = hashlib.sha256(content).hexdigest()
    digests = [lexical(value) for value in values.get(SCHEMA_SHA256, []) if value.startswith('"')]
    if not digests:
        return [
            Finding(
                code="source-undescribed",
                message=f"source {slug} has no schema:sha256",
                hint=f'add schema:sha256 "{actual}"',
                place=Place(file=file),
                about=about,
            )
        ]
    if actual in {digest.lower() for digest in digests}:
        return []
    return [
        Finding(
            code="source-changed",
            message=(
                f"the text of source {slug} has changed since it was stored: "
                f"expected SHA-256 {' '.join(digests[0].split())} but found {actual}"
            ),
            hint="restore it, or store the new text as a source of its own",
            place=Place(file=file),
            about=(about[0], SCHEMA_SHA256, ANY),
        )
    ]


def _headings(
    text: str,
    wanted: list[Term],
    *,
    iri: Term,
    slug: str,
    file: str,
) -> tuple[tuple[Span, ...], list[Finding]]:
    """Return the headings: whole lines only, because a sentence may have the same words."""
    lines: dict[str, list[Span]] = {}
    at = 0
    for line in text.split("\n"):
        lines.setdefault(" ".join(line.split()), []).append(Span(start=at, end=at + len(line)))
        at += len(line) + 1
    headings: list[Span] = []
    findings = []
    for heading in wanted:
        words = " ".join(lexical(heading).split()) if is_literal(heading) else ""
        spans = lines.get(words, []) if words else []
        headings += spans
        if not spans:
            findings.append(
                Finding(
                    code="heading-missing",
                    message=f"the heading is not a whole line of source {slug}",
                    hint="copy the line from the text",
                    place=Place(file=file),
                    about=(iri, EV_HEADING, heading),
                )
            )
    return tuple(sorted(headings)), findings


def stored_texts(sources: Mapping[Term, Source], *, base: str) -> dict[Term, StoredText]:
    """Return the texts, prepared for a search for quotes."""
    return {
        iri: StoredText(source.text, name=path_of(iri, base=base).removeprefix("source/"))
        for iri, source in sources.items()
    }
