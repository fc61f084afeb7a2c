"""Report each file in a project's folders that is not read, because its author may believe that it
is published.
"""

import os
from pathlib import Path, PurePosixPath
from typing import Final

from publisher.findings import Finding, Place, Severity
from publisher.load.packed_files import PACKED
from publisher.load.syntaxes import OFTEN_OTHER, SYNTAX_OF_SUFFIX, last_suffix
from publisher.project import Project

RDF_PARTS: Final = ("ontology", "data", "imports")
"""The folders in which RDF in every syntax is read. In data/sources/ texts are read too."""
PART_SUFFIXES: Final = {"shapes": ".ttl", "queries": ".rq"}
"""The suffix of the files that are read in each of the others."""
SOURCES: Final = ("data", "sources")
_TEXT: Final = ".txt"
_PACKED: Final = frozenset({".gz", ".bz2", ".xz", ".zst", ".br", ".zip", ".7z", ".tar", ".tgz"})
_RDF: Final = frozenset({*SYNTAX_OF_SUFFIX, ".trix", ".rj", ".hdt", ".obo", ".ofn", ".omn", ".owx"})
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
        for part in (*RDF_PARTS, *PART_SUFFIXES)
        for path in project.entries(part)
        if (finding := _finding(project, part, path))
    ]


def _finding(project: Project, part: str, path: Path) -> Finding | None:
    name = project.name(path)
    for finding in odd_entry(path, name=name):
        return finding
    is_text = _is_beside_sources(project, path) and path.name.endswith(_TEXT)
    return None if is_read(project, part, path) or is_text else _file(name, part, path)


def odd_entry(path: Path, *, name: str) -> list[Finding]:
    """Return a finding if a path cannot be read as a file."""
    try:
        oddity = _oddity(path)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it leads to itself"
        oddity = f"it cannot be read ({reason})", "repair or remove it"
    return [_report(name, *oddity)] if oddity else []


def is_rdf_name(name: str) -> bool:
    """Return whether a file's name has a suffix of RDF, packed or not."""
    suffix = last_suffix(name)
    bare = name[: -len(suffix)] if suffix in PACKED else name
    return suffix == ".zip" or last_suffix(bare) in SYNTAX_OF_SUFFIX


def is_read(project: Project, part: str, path: Path) -> bool:
    """Return whether an entry of a folder is read: by its name, and because it is a file."""
    if not path.is_file():
        return False
    if part not in RDF_PARTS:
        return path.name.endswith(PART_SUFFIXES[part])
    # A page beside the texts of sources is what one of them was copied from, not data.
    is_original = _is_beside_sources(project, path) and last_suffix(path.name) in OFTEN_OTHER
    return is_rdf_name(path.name) and not is_original


def is_for_readers(name: str) -> bool:
    """Return whether a file is for people who open the folder, such as README.md."""
    return PurePosixPath(name).name.split(".")[0].lower() in _FOR_READERS


def _is_beside_sources(project: Project, path: Path) -> bool:
    return path.relative_to(project.folder).parts[:-1] == SOURCES


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


def _file(name: str, part: str, path: Path) -> Finding | None:
    suffix = path.suffix.lower()
    if is_for_readers(path.name):
        return None
    wanted = PART_SUFFIXES.get(part)
    message = "the file is not read: its name has no suffix of RDF"
    if wanted:
        message = f'the file is not read: its name does not end in "{wanted}"'
    hint = _hint(part, path, suffix)
    severity = Severity.WARNING if suffix in _DOCUMENTS else Severity.ERROR
    return _report(name, message, hint, severity)


def _hint(part: str, path: Path, suffix: str) -> str:
    hints = (
        (suffix == PART_SUFFIXES.get(part), f"name it {path.stem}{suffix}"),
        (suffix in _PACKED, "unpack it"),
        (part != "queries" and suffix in _QUERIES, f"move it to queries/{path.stem}.rq"),
        (
            part == "queries" and suffix in SYNTAX_OF_SUFFIX,
            "move it to ontology/, data/ or shapes/",
        ),
        (part == "queries" and suffix in _QUERIES, f"name it {path.stem}.rq"),
        (suffix in _RDF, f"write it as Turtle, {path.stem}.ttl"),
        (part == "data" and suffix == _TEXT, f"a source's text is data/sources/{path.stem}.txt"),
    )
    return next((hint for is_so, hint in hints if is_so), f"move it out of {part}/")


def _report(name: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        code="file-unread",
        message=_text(message),
        hint=_text(hint),
        severity=severity,
        place=Place(file=_text(name)),
    )


def _text(text: str) -> str:
    """Return a text that may repeat a file's name, with U+FFFD for what is not UTF-8 in it."""
    return os.fsencode(text).decode("utf-8", "replace")
