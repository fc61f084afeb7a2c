"""Read the settings of a project folder, `[tool.publisher]` of its pyproject.toml."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

from publisher import limits
from publisher.nearest import did_you_mean
from publisher.project.dataset_settings import dataset_of, table_line
from publisher.project.project import (
    DEFAULT_GRAPH_SETTINGS,
    LANGUAGE,
    PROFILES,
    DefaultGraphSetting,
    Profile,
    Project,
)
from publisher.project.tables import (
    contexts_of,
    label_properties_of,
    languages_of,
    own_namespaces_of,
    severities_of,
    table_of,
)
from publisher.project.values import (
    CONFIGURATION,
    ProjectError,
    base_of,
    check_license,
    checked_text,
    choice_of,
    seconds_of,
)

_TEXTS: Final = frozenset({"base", "title", "description", "publisher", "license"})
KEYS: Final = _TEXTS | {
    *("dataset", "language", "labels", "deadline", "serve"),
    *("profile", "namespaces", "findings", "contexts", "default_graph"),
}
_TOML_PLACE: Final = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)


def read_project(
    folder: Path, *, base: str | None = None, contexts: Mapping[str, Path] | None = None
) -> Project:
    """Return the project in a folder; `base` republishes it elsewhere.

    `contexts`: files of JSON-LD contexts by IRI, beside those of the settings.

    Raises ProjectError.
    """
    text, settings = _settings(folder)
    _check_keys(settings)
    texts = {key: checked_text(key, value) for key, value in settings.items() if key in _TEXTS}
    check_license(texts.get("license", ""))
    language, *others = languages_of(settings.get("language", LANGUAGE))
    dataset = dataset_of(
        table_of("dataset", settings.get("dataset", {})), top=texts, language=language, text=text
    )
    texts |= dataset.texts
    configured = contexts_of(settings.get("contexts", {}), folder=folder)
    return Project(
        folder=folder,
        base=base_of(base if base is not None else texts.get("base", "")),
        title=texts.get("title", folder.resolve().name),
        description=texts.get("description", ""),
        publisher=texts.get("publisher", ""),
        license=texts.get("license", ""),
        language=language,
        other_languages=tuple(others),
        dataset=dataset.metadata,
        dataset_line=table_line(text) if "dataset" in settings else 0,
        findings=dataset.findings,
        deadline=seconds_of(settings.get("deadline", limits.READY_QUERY_SECONDS)),
        serve=table_of("serve", settings.get("serve", {})),
        profile=_profile(settings.get("profile")),
        own_namespaces=own_namespaces_of(settings.get("namespaces", {})),
        severities=severities_of(settings.get("findings", {}), folder=folder),
        label_properties=label_properties_of(settings.get("labels", [])),
        contexts={**configured, **(contexts or {})},
        default_graph=_default_graph(settings.get("default_graph", "union")),
    )


def _check_keys(settings: Mapping[str, object]) -> None:
    unknown = sorted(set(settings) - KEYS)
    if unknown:
        allowed = ", ".join(sorted(KEYS))
        raise ProjectError(
            f"{CONFIGURATION}: unknown setting {unknown[0]!r}"
            + did_you_mean(unknown[0], KEYS, otherwise=f"; known are {allowed}")
        )


def _profile(value: object) -> Profile | None:
    return None if value is None else cast("Profile", choice_of("profile", value, PROFILES))


def _default_graph(value: object) -> DefaultGraphSetting:
    return cast("DefaultGraphSetting", choice_of("default_graph", value, DEFAULT_GRAPH_SETTINGS))


def _settings(folder: Path) -> tuple[str, Mapping[str, object]]:
    """Return the text of the file, and its table of settings."""
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
    return text, settings


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
