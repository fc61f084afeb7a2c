"""A project folder and its configuration: read once, never changed."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypeAlias

from publisher import limits
from publisher.errors import PublisherError
from publisher.nearest import did_you_mean
from publisher.terms import NOT_XML
from publisher.well_formed import address_fault, is_language_tag

CONFIGURATION: Final = "pyproject.toml"
KEYS: Final = frozenset(
    {"base", "title", "description", "publisher", "license", "language", "deadline", "serve"},
)
LANGUAGE: Final = "en"
_TEXTS: Final = KEYS - {"deadline", "serve"}
Profile: TypeAlias = Literal["evidence", "open"]
Severity: TypeAlias = Literal["error", "warning", "off"]
_SHOWN: Final = frozenset({"title", "description", "publisher"})

# Of Emacs, Vim, Kate, Office and merges; of macOS and Windows on disks of others.
_LEFT_OVER: Final = re.compile(
    r".*~|#.*#|~\$.*|.*\.(?:sw[opx]|bak|orig|rej|tmp|part|crdownload)"
    r"|4913|__MACOSX|__pycache__|Icon\r|Thumbs\.db|[Dd]esktop\.ini|lost\+found"
)


class ProjectError(PublisherError):
    """The folder is not a project, or its configuration is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with `ontology/ data/ shapes/ queries/` and `[tool.publisher]`."""

    folder: Path
    base: str
    title: str
    description: str = ""
    publisher: str = ""
    license: str = ""
    language: str = LANGUAGE
    deadline: float = limits.READY_QUERY_SECONDS
    """Seconds that a ready query may take, and the shapes for each 10,000 triples."""
    serve: Mapping[str, object] = field(default_factory=dict)
    """`[tool.publisher.serve]`, which the server reads."""
    profile: Profile | None = None
    """Which rules hold: those of evidence, or those of any RDF; None to decide by the files."""
    own_namespaces: Mapping[str, str] = field(default_factory=dict)
    """`[tool.publisher.namespaces]`: the name of each namespace whose IRIs are the site's own."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """`[tool.publisher.findings]`: the severity of findings by their code."""
    other_languages: tuple[str, ...] = ()
    """The languages of labels after `language`, the preferred one first."""
    label_properties: tuple[str, ...] = ()
    """IRIs of further properties that label a resource, preferred to the usual ones."""
    contexts: Mapping[str, Path] = field(default_factory=dict)
    """The file of each JSON-LD context, by its IRI."""
    default_graph: Literal["union", "default"] = "union"
    """What the endpoint's default graph is: the union of all graphs, or the default one alone."""
    inputs: tuple[Path, ...] = ()
    """Files and folders to publish that are no project: they need no configuration."""

    @property
    def namespaces(self) -> Mapping[str, str]:
        """Return the namespaces of the site's own IRIs; the base alone if none is configured."""
        return self.own_namespaces or {self.base: ""}

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of labels, the preferred one first."""
        return (self.language, *self.other_languages)

    def name(self, path: Path) -> str:
        """Return a file as messages write it: from the project's folder, with `/`."""
        return path.relative_to(self.folder).as_posix()

    def files(self, part: str, suffix: str) -> tuple[Path, ...]:
        """Return the files of one part, sorted by name, sub-folders included."""
        paths = (path for path in self.entries(part) if path.name.endswith(suffix))
        return tuple(path for path in paths if path.is_file())

    def entries(self, part: str) -> tuple[Path, ...]:
        """Return what one part has to be read, sorted: files, and what is odd.

        Odd are links to a folder or to nowhere, and folders that cannot be read. Hidden files, and
        those that editors and systems leave behind, are left out.
        """
        paths: list[Path] = []
        walk = os.walk(self.folder / part, onerror=lambda error: paths.append(Path(error.filename)))
        for folder, folders, files in walk:
            folders[:] = [name for name in folders if not _is_left_over(name)]
            linked = [name for name in folders if (Path(folder) / name).is_symlink()]
            kept = [name for name in files if not _is_left_over(name)]
            paths += [Path(folder) / name for name in (*linked, *kept)]
        # A missing part is not odd: it has a finding of its own.
        return tuple(sorted(path for path in paths if path != self.folder / part))


def _is_left_over(name: str) -> bool:
    return name.startswith(".") or _LEFT_OVER.fullmatch(name) is not None


def read_project(folder: Path, *, base: str | None = None) -> Project:
    """Return the project in a folder; `base` republishes it elsewhere.

    Raises ProjectError.
    """
    settings = _settings(folder)
    unknown = sorted(set(settings) - KEYS)
    if unknown:
        allowed = ", ".join(sorted(KEYS))
        raise ProjectError(
            f"{CONFIGURATION}: unknown setting {unknown[0]!r}"
            + did_you_mean(unknown[0], KEYS, otherwise=f"; known are {allowed}")
        )
    values = {key: _text(key, value) for key, value in settings.items() if key in _TEXTS}
    serve = settings.get("serve", {})
    if not isinstance(serve, dict):
        raise ProjectError(f"{CONFIGURATION}: serve is not a table; write [tool.publisher.serve]")
    values["base"] = _base(base if base is not None else values.get("base", ""))
    values.setdefault("title", folder.resolve().name)
    _check_license(values.get("license", ""))
    _check_language(values.get("language", "en"))
    deadline = _seconds(settings.get("deadline", limits.READY_QUERY_SECONDS))
    return Project(
        folder=folder,
        serve=serve,
        deadline=deadline,
        base=values["base"],
        title=values["title"],
        description=values.get("description", ""),
        publisher=values.get("publisher", ""),
        license=values.get("license", ""),
        language=values.get("language", LANGUAGE),
    )


def _settings(folder: Path) -> Mapping[str, object]:
    path = folder / CONFIGURATION
    if path.exists() and not path.is_file():
        raise ProjectError(f"{path}: this is not a file; name the project's folder with --project")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise ProjectError(
            f"{path}: cannot be read ({reason}); name the project's folder with --project",
        ) from error
    if text.startswith("\ufeff"):
        raise ProjectError(
            f"{path}: the file begins with a byte-order mark; "
            "save it as UTF-8 without byte-order mark"
        )
    try:
        tools = tomllib.loads(text).get("tool")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProjectError(_toml_fault(path, str(error))) from error
    settings = tools.get("publisher") if isinstance(tools, dict) else None
    if not isinstance(settings, dict):
        raise ProjectError(f'{path}: no [tool.publisher]; give it base = "https://…/"')
    return settings


_TOML_PLACE: Final = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)


def _toml_fault(path: Path, error: str) -> str:
    """Return what the parser of TOML says, with its place in front as findings have it.

    `Invalid value (at line 10, column 12)` → `pyproject.toml:10:12: Invalid value; …`
    """
    match = _TOML_PLACE.fullmatch(error)
    if not match:
        return f"{path}: {error}"
    message, line, column = match.groups()
    hint = "; write a text in quotes" if message == "Invalid value" else ""
    return f"{path}:{line}:{column}: {message}{hint}"


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ProjectError(f"{CONFIGURATION}: {key} is not a text; write it in quotes")
    # The others have checks of their own, with better messages.
    bad = NOT_XML.search(value) if key in _SHOWN else None
    if bad:
        code = f"U+{ord(bad.group()):04X}"
        raise ProjectError(f"{CONFIGURATION}: {key} has {code}, which no page can show; remove it")
    return value


def _seconds(value: object) -> float:
    # True is a number for Python.
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf"):
        return float(value)
    raise ProjectError(f"{CONFIGURATION}: deadline {value!r} is not a number of seconds; write 10")


def _base(base: str) -> str:
    fault = address_fault(base)
    if not fault and ("?" in base or "#" in base):
        fault = "it has a query or a fragment"
    if not fault and not base.endswith("/"):
        fault = 'it does not end in "/"'
    if fault:
        raise ProjectError(
            f'base {_shown(base)} is not a web address that ends in "/": {fault}; '
            'write it as "https://…/"'
        )
    return base


def _check_license(license_: str) -> None:
    fault = address_fault(license_) if license_ else ""
    if fault:
        raise ProjectError(
            f"{CONFIGURATION}: license {_shown(license_)} is not the address of a licence: "
            f"{fault}; "
            'write it as "https://creativecommons.org/licenses/by/4.0/"'
        )


def _check_language(language: str) -> None:
    if not is_language_tag(language):
        raise ProjectError(
            f"{CONFIGURATION}: language {_shown(language)} is not a language tag; "
            'write it as "en" or "en-GB"'
        )


def _shown(text: str) -> str:
    """Return a text for a message: in one line, and without what moves a terminal's cursor."""
    return ascii(text) if not text.isprintable() else repr(text)
