"""Report each file in a project's folders that is not read, because its author may believe that it
is published.
"""

import os
from pathlib import Path
from typing import Final

from publisher.findings import Finding, Place, Severity
from publisher.project import Project

PART_SUFFIXES: Final = {"ontology": ".ttl", "data": ".ttl", "shapes": ".ttl", "queries": ".rq"}
"""The suffix of the files that are read in each folder. In data/sources/ texts are read too."""
SOURCES: Final = ("data", "sources")
_TEXT: Final = ".txt"
_PACKED: Final = frozenset({".gz", ".bz2", ".xz", ".zst", ".br", ".zip", ".7z"})
_RDF: Final = frozenset(
    {
        *(".nt", ".n3", ".nq", ".trig", ".trix", ".rdf", ".rdfs", ".owl", ".xml", ".jsonld"),
        *(".json", ".rj", ".turtle", ".hdt", ".ttl"),
    }
)
_QUERIES: Final = frozenset({".rq", ".sparql", ".srq", ".ru"})
_DOCUMENTS: Final = frozenset(
    {
        *(".md", ".rst", ".adoc", ".html", ".htm", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".eml"),
        *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".tif", ".tiff"),
    }
)
_FOR_READERS: Final = frozenset(
    {"readme", "license", "licence", "copying", "notice", "changelog", "contributing", "authors"}
)


def unread_files(project: Project) -> list[Finding]:
    """Return a finding for each file and link that no part of the tool reads."""
    return [
        finding
        for part in PART_SUFFIXES
        for path in project.entries(part)
        if (finding := _finding(project, part, path))
    ]


def _finding(project: Project, part: str, path: Path) -> Finding | None:
    try:
        oddity = _oddity(path)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it leads to itself"
        oddity = f"it cannot be read ({reason})", "repair or remove it"
    if oddity:
        return _report(project, path, *oddity)
    within = path.relative_to(project.folder).parts
    is_read = path.name.endswith(PART_SUFFIXES[part])
    is_text = within[:-1] == SOURCES and path.name.endswith(_TEXT)
    return None if is_read or is_text else _file(project, part, path)


def _oddity(path: Path) -> tuple[str, str] | None:
    """Return why a path cannot be read as a file, and what to do; None if it can."""
    if path.is_symlink() and not path.exists():
        return f"the link leads nowhere: {path.readlink()}", "repair or remove it"
    # A folder is met here only if it is a link, or if it cannot be read.
    if path.is_symlink() and path.is_dir():
        hint = "put the folder itself here, or a link to each of its files"
        return "a link to a folder is not followed, so nothing in it is read", hint
    if path.is_dir():
        return "the folder cannot be read", "give yourself the right to read it"
    if not path.is_file():
        return "this is neither a file nor a folder", "move it away"
    return None


def _file(project: Project, part: str, path: Path) -> Finding | None:
    suffix = path.suffix.lower()
    if path.name.split(".")[0].lower() in _FOR_READERS:
        return None
    message = f'the file is not read: its name does not end in "{PART_SUFFIXES[part]}"'
    if suffix == PART_SUFFIXES[part]:
        hint = f"name it {path.stem}{suffix}"
    elif suffix in _PACKED:
        hint = "unpack it"
    elif part != "queries" and suffix in _QUERIES:
        hint = f"move it to queries/{path.stem}.rq"
    elif part == "queries" and suffix == ".ttl":
        hint = "move it to ontology/, data/ or shapes/"
    elif part == "queries" and suffix in _QUERIES:
        hint = f"name it {path.stem}.rq"
    elif suffix in _RDF:
        hint = f"write it as Turtle, {path.stem}.ttl"
    elif part == "data" and suffix == _TEXT:
        hint = f"a source's text is data/sources/{path.stem}.txt"
    else:
        hint = f"move it out of {part}/"
    severity = Severity.WARNING if suffix in _DOCUMENTS else Severity.ERROR
    return _report(project, path, message, hint, severity)


def _report(
    project: Project, path: Path, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(
        code="file-unread",
        message=_text(message),
        hint=_text(hint),
        severity=severity,
        place=Place(file=_text(project.name(path))),
    )


def _text(text: str) -> str:
    """Return a text that may repeat a file's name, with U+FFFD for what is not UTF-8 in it."""
    return os.fsencode(text).decode("utf-8", "replace")
