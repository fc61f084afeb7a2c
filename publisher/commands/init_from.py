"""`publisher init --from PATH DIR`: a project of somebody's RDF, with the settings as guessed."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from publisher.commands.init import InitError, check_empty
from publisher.commands.paths import Given, is_configured, project_of
from publisher.load.decoding import decode_any
from publisher.load.given_paths import IMPORTS
from publisher.load.syntaxes import SYNTAX_OF_SUFFIX, detect
from publisher.load.unread_files import is_for_readers, is_rdf_name
from publisher.project import CONFIGURATION, Project
from publisher.project.entries import entries_in
from publisher.terms import NOT_XML

_DATA: Final = Path("data")
_DATASET_EXAMPLE: Final = (
    "# What catalogues are told of the dataset. Take away the # before what is true.",
    "# [tool.publisher.dataset]",
    '# contact = "name@example.org"',
    '# keywords = ["office", "register"]',
    '# theme = "GOVE"',
    '# spatial = "FRA"',
    "# issued = 2026-01-31",
    "# modified = 2026-11-27",
    '# access_rights = "PUBLIC"',
)
"""The table of the dataset, to be filled in: nothing of it can be guessed."""
_GITIGNORE: Final = "site\n.releases/\n"


def init_from(
    folder: Path, sources: Sequence[Path], *, base: str | None = None
) -> tuple[Given, tuple[Path, ...]]:
    """Write a project of files that have none into `folder`.

    Return what was guessed, and the files that were written, sorted. Nothing but RDF is copied.
    Raises InitError, ProjectError, and OSError if it cannot be written.
    """
    check_empty(folder)
    for source in sources:
        if is_configured(source):
            raise InitError(f"{source} is a project already; copy its folder")
    given = project_of(sources, base=base)
    copies = dict(_copies(sources))
    if not copies:
        raise InitError(f"{sources[0]} has no file of RDF; name files or a folder of RDF")
    texts = {Path(CONFIGURATION): _settings(given.project), Path(".gitignore"): _GITIGNORE}
    written = [_write(folder / name, text.encode()) for name, text in texts.items()]
    written += [_write(folder / name, path.read_bytes()) for name, path in copies.items()]
    return given, tuple(sorted(written))


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    # "x", because a file that appeared in the meantime is somebody else's.
    with path.open("xb") as file:
        file.write(content)
    return path


def _copies(sources: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield the path in the project and the present path of each file of RDF."""
    taken: set[Path] = set()
    for source in sources:
        for path in entries_in(source) if source.is_dir() else (source,):
            if not path.is_file() or (source.is_dir() and is_for_readers(path.name)):
                continue
            below = path.relative_to(source) if source.is_dir() else Path(path.name)
            name = _name(path, below)
            if name is None:
                continue
            if name in taken:
                raise InitError(f"two files would be {name}: rename {path}, or name its folder")
            taken.add(name)
            yield name, path


def _name(path: Path, below: Path) -> Path | None:
    """Return the path of a file in the project, with a suffix that tells its syntax.

    None if the file is no RDF.
    """
    if not is_rdf_name(path.name):
        text, findings = decode_any(path.read_bytes(), file=path.name)
        syntax = None if findings else detect(path.name, text)
        suffix = next((suffix for suffix, each in SYNTAX_OF_SUFFIX.items() if each is syntax), None)
        if suffix is None:
            return None
        below = below.with_name(f"{below.name}{suffix}")
    is_in_place = below.parts[0] in {IMPORTS, "contexts"} and len(below.parts) > 1
    return below if is_in_place else _DATA / below


def _settings(project: Project) -> str:
    """Return the settings of a project that was guessed, each with what it is for."""
    tags = [project.language, *project.other_languages]
    namespaces = [f"{_quoted(iri)} = {_quoted(name)}" for iri, name in project.namespaces.items()]
    return "\n".join(
        (
            "# The settings of this project, as they were guessed from its RDF. All of them are in",
            "# the reference, docs/reference/settings.md.",
            "[tool.publisher]",
            "# The address of the site. The IRIs of the data stay as they are, wherever it is.",
            f"base = {_quoted(project.base)}",
            f"title = {_quoted(project.title)}",
            '# The language of labels; a list such as ["de", "en"] has the preferred one first.',
            f"language = {json.dumps(tags if len(tags) > 1 else tags[0])}",
            '# description = "One sentence for catalogues and search engines."',
            '# publisher = "Who publishes the site"',
            '# license = "https://creativecommons.org/licenses/by/4.0/"',
            "# Further properties that label resources.",
            '# labels = ["https://example.org/ontology#caption"]',
            '# What queries see that name no graph: the "union" of all, or the "default" graph.',
            '# default_graph = "union"',
            "",
            "# The namespaces whose IRIs are the site's own, and the first segment of the paths",
            '# of their pages; "" is the root of the site.',
            "[tool.publisher.namespaces]",
            *namespaces,
            "",
            *_DATASET_EXAMPLE,
            "",
            '# How bad a finding is, by its code: "error", "warning" or "off".',
            "# [tool.publisher.findings]",
            '# iri-vanished = "warning"',
            "",
            "# The files of JSON-LD contexts, because nothing is fetched. Those in contexts/ are",
            "# found by their names.",
            "# [tool.publisher.contexts]",
            '# "https://example.org/context" = "contexts/context.jsonld"',
            "",
        )
    )


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML, which JSON's strings are."""
    return json.dumps(NOT_XML.sub("", text).replace("\x7f", ""), ensure_ascii=False)
