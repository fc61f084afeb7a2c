"""Read the RDF of a project: the files of its folders, or the paths that it was called with."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from publisher.findings import Finding, Place, Severity
from publisher.load.contexts import (
    CONTEXT_SUFFIXES,
    CONTEXTS_FOLDER,
    Contexts,
    context_files,
    is_context_only,
    read_context,
)
from publisher.load.given_paths import IMPORTS, GivenFile, given_files
from publisher.load.rdf_file import RdfFile
from publisher.load.rdf_files import InputFile, ReadFiles, no_rdf, read_rdf, texts_with_lines
from publisher.load.syntaxes import SYNTAX_OF_SUFFIX, Syntax, last_suffix
from publisher.load.turtle_files import own_bases
from publisher.load.unread_files import is_for_readers, is_rdf_name, is_read, odd_entry
from publisher.project import Project
from publisher.project.entries import entries_in
from publisher.terms import iri, is_iri
from publisher.vocabulary import OWL_ONTOLOGY, RDF_TYPE

_HEAD: Final = 4_096
RESERVED_BASE: Final = "https://example.invalid/"
"""What relative IRIs are resolved against if no base is given: a host that nobody can have.

https://www.rfc-editor.org/rfc/rfc2606#section-2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The files of RDF that were read, and what is wrong with the others.

    `others`: the files that hold no RDF, beside those of a folder that is no project.
    """

    ontology: tuple[RdfFile, ...] = ()
    data: tuple[RdfFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[RdfFile, ...]:
        return (*self.ontology, *self.data)


def read_inputs(project: Project) -> Inputs:
    """Return the RDF of a project's folders, or of the paths that are published without one."""
    if project.inputs:
        return _read_paths(project)
    parts = [project.folder / part for part in ("ontology", "data")]
    contexts = _contexts(project, top=(project.folder,), beside=parts)
    ontology = _read_part(project, "ontology", contexts)
    data = _read_part(project, "data", contexts)
    imports = _read_part(project, IMPORTS, contexts)
    return Inputs(
        ontology=ontology.files,
        data=(
            *data.files,
            *(as_import(file, base=project.base, below=file.file) for file in imports.files),
        ),
        findings=(
            *(*ontology.findings, *data.findings, *imports.findings),
            *_others((*ontology.others, *data.others, *imports.others)),
        ),
    )


def without_own_bases(inputs: Inputs) -> Inputs:
    """Return the files that are published under the configured base, and findings for others."""
    findings = [
        finding for file in inputs.files for finding in own_bases(file.text, file=file.file)
    ]
    refused = {finding.place.file for finding in findings}
    return replace(
        inputs,
        ontology=tuple(file for file in inputs.ontology if file.file not in refused),
        data=tuple(file for file in inputs.data if file.file not in refused),
        findings=(*inputs.findings, *findings),
    )


def _others(names: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each file without RDF, a warning for a page of HTML."""
    for name in names:
        if not is_for_readers(name):
            is_page = SYNTAX_OF_SUFFIX.get(last_suffix(name)) is Syntax.HTML
            severity = Severity.WARNING if is_page else Severity.ERROR
            yield replace(no_rdf(name), severity=severity)


def input_texts(project: Project) -> Iterator[tuple[InputFile, str]]:
    """Yield the files in which a triple has a line, each with its text."""
    if project.inputs:
        given = given_files(project.inputs)
        tried = [file for file in given if file.path.is_file() and is_tried(file)]
        yield from texts_with_lines(
            _input_files(tried, base=project.input_base or RESERVED_BASE, findings=[])
        )
        return
    for part in ("ontology", "data", IMPORTS):
        paths = [path for path in project.entries(part) if is_read(project, part, path)]
        yield from texts_with_lines(_project_files(project, paths, findings=[]))


def _read_part(project: Project, part: str, contexts: Contexts) -> ReadFiles:
    paths = [path for path in project.entries(part) if is_read(project, part, path)]
    findings: list[Finding] = []
    read = read_rdf(_project_files(project, paths, findings=findings), contexts=contexts)
    return replace(read, findings=(*findings, *read.findings))


def _project_files(
    project: Project, paths: Iterable[Path], *, findings: list[Finding]
) -> Iterator[InputFile]:
    for path in paths:
        content = read_bytes(path, name=project.name(path), findings=findings)
        if content is not None:
            yield InputFile(file=project.name(path), content=content, base=project.base)


def read_bytes(path: Path, *, name: str, findings: list[Finding]) -> bytes | None:
    """Return the bytes of a file; without them, add the reason to `findings`."""
    try:
        return path.read_bytes()
    except OSError as error:
        findings.append(
            Finding(
                code="encoding",
                message=f"the file cannot be read ({error.strerror})",
                place=Place(file=name),
            )
        )
        return None


def _read_paths(project: Project) -> Inputs:
    given = given_files(project.inputs)
    odd = {file: found for file in given if (found := odd_entry(file.path, name=file.name))}
    findings = [finding for found in odd.values() for finding in found]
    tried = {file.name: file for file in given if file not in odd and is_tried(file)}
    base = project.input_base or RESERVED_BASE
    read = read_rdf(
        _input_files(tried.values(), base=base, findings=findings),
        contexts=_contexts(
            project,
            top=[path if path.is_dir() else path.parent for path in project.inputs],
            beside=project.inputs,
        ),
    )
    named = {file.name for file in given if file.is_named}
    skipped = {file.name for file in given if file not in odd} - tried.keys()
    return Inputs(
        data=tuple(_of_given(file, tried, base=base) for file in read.files),
        findings=(*findings, *read.findings, *(no_rdf(n) for n in read.others if n in named)),
        others=tuple(sorted({*skipped, *(name for name in read.others if name not in named)})),
    )


def _of_given(file: RdfFile, given: Mapping[str, GivenFile], *, base: str) -> RdfFile:
    """Return a file as it is published: one below imports/ is a graph of its own."""
    path = PurePosixPath(file.file)
    # The archive that the file is in, if it is in one.
    names = (str(name) for name in (path, *path.parents) if str(name) in given)
    origin = given[next(names)]
    below = f"{origin.below}{file.file.removeprefix(origin.name)}"
    return as_import(file, base=base, below=below) if origin.is_import else file


def as_import(file: RdfFile, *, base: str, below: str) -> RdfFile:
    """Return a file of imports/ with its triples in a graph of their own, named by its ontology.

    Pages and dumps then say what is said elsewhere, and the union of all graphs has it.
    """
    ontologies = (s for s, p, o in file.triples if p == RDF_TYPE and o == OWL_ONTOLOGY)
    name = next(filter(is_iri, ontologies), iri(f"{base}{quote(os.fsencode(below))}"))
    quads = tuple((*triple, name) for triple in file.triples)
    return replace(file, triples=(), quads=(*quads, *file.quads), is_import=True)


def is_tried(file: GivenFile) -> bool:
    """Return whether a file may hold RDF: by its suffix, or because it has none."""
    return file.is_named or is_rdf_name(file.path.name) or not file.path.suffix


def _input_files(
    files: Iterable[GivenFile], *, base: str, findings: list[Finding]
) -> Iterator[InputFile]:
    for file in files:
        content = read_bytes(file.path, name=file.name, findings=findings)
        if content is not None:
            address = base + quote(os.fsencode(file.below))
            yield InputFile(file=file.name, content=content, base=address)


def _contexts(project: Project, *, top: Iterable[Path], beside: Iterable[Path]) -> Contexts:
    """Return the contexts that settings name, those in contexts/, and those beside the data."""
    by_name: dict[str, bytes] = {}
    for folder in top:
        by_name.update(context_files(folder / CONTEXTS_FOLDER))
    for path in beside:
        by_name.update(_context_only(entries_in(path) if path.is_dir() else (path,)))
    by_iri = {iri: path.read_bytes() for iri, path in project.contexts.items()}
    return Contexts(by_iri=by_iri, by_name=by_name)


def _context_only(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the files that hold a context of JSON-LD and nothing else."""
    for path in paths:
        if path.suffix.lower() in CONTEXT_SUFFIXES and path.is_file():
            content = path.read_bytes()
            if b'"@context"' in content[:_HEAD] and _is_context(content):
                yield path.as_posix(), content


def _is_context(content: bytes) -> bool:
    try:
        return is_context_only(read_context(content))
    except ValueError:
        return False
