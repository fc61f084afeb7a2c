"""Read the settings that are lists or tables."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

from publisher.namespaces import name_fault
from publisher.nearest import did_you_mean
from publisher.project.project import SEVERITIES, SeveritySetting
from publisher.project.values import CONFIGURATION, ProjectError, check_language, choice_of, shown
from publisher.severities import LEVELS, is_heart

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


def table_of(key: str, value: object) -> Mapping[str, object]:
    """Return a table of settings."""
    if not isinstance(value, dict):
        raise ProjectError(f"{CONFIGURATION}: {key} is not a table; write [tool.publisher.{key}]")
    return value


def languages_of(value: object) -> tuple[str, ...]:
    """Return the languages, the preferred one first."""
    tags = [tag for tag in _listed(value) if isinstance(tag, str)]
    if not tags or len(tags) != len(_listed(value)):
        raise ProjectError(
            f'{CONFIGURATION}: language is neither a text nor a list of texts; write it as "en" '
            'or ["de", "en"]'
        )
    for tag in tags:
        check_language(tag)
    twice = next((tag for tag in tags if tags.count(tag) > 1), None)
    if twice:
        raise ProjectError(f"{CONFIGURATION}: language has {twice!r} twice; remove one")
    return tuple(tags)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def label_properties_of(value: object) -> tuple[str, ...]:
    """Return the IRIs of properties that label resources."""
    if not isinstance(value, list):
        raise ProjectError(f"{CONFIGURATION}: labels is not a list; write it in [ ]")
    for iri in value:
        _check_iri(iri, 'labels has {}, which is not an IRI; write it as "https://…"')
    return tuple(value)


def own_namespaces_of(value: object) -> Mapping[str, str]:
    """Return the name of each namespace, by its IRI; "" names the root of the site."""
    namespaces = table_of("namespaces", value)
    for namespace, name in namespaces.items():
        _check_iri(namespace, 'namespaces has {}, which is not an IRI; write "https://…/" = "name"')
        fault = name_fault(name) if isinstance(name, str) else "it is not a text"
        if fault:
            raise ProjectError(
                f"{CONFIGURATION}: namespaces cannot name {shown(namespace)} {name!r}: {fault}; "
                "give it another name"
            )
    names = cast("dict[str, str]", namespaces)
    known: dict[str, str] = {}
    for namespace, name in names.items():
        if name in known:
            raise ProjectError(
                f"{CONFIGURATION}: namespaces gives {name!r} to {known[name]} and to {namespace}; "
                "give each a name of its own"
            )
        known[name] = namespace
    return dict(names)


def severities_of(value: object, *, folder: Path) -> Mapping[str, SeveritySetting]:
    """Return the severity of findings, by their code."""
    severities = table_of("findings", value)
    for code, severity in severities.items():
        choice_of(f"findings.{code}", severity, SEVERITIES)
        if is_heart(code) and has_sources(folder):
            raise ProjectError(
                f"{CONFIGURATION}: findings.{code} cannot be set in a project with sources, "
                "because readers rely on it; remove the line"
            )
        if code not in LEVELS:
            near = did_you_mean(code, LEVELS, otherwise="; docs/findings has a page for each")
            raise ProjectError(f"{CONFIGURATION}: findings has {code!r}, which is no code{near}")
    return cast("dict[str, SeveritySetting]", dict(severities))


def has_sources(folder: Path) -> bool:
    """Return whether texts of sources are stored in a project."""
    return any((folder / "data" / "sources").glob("*.txt"))


def contexts_of(value: object, *, folder: Path) -> Mapping[str, Path]:
    """Return the file of each JSON-LD context, by its IRI."""
    contexts: dict[str, Path] = {}
    for iri, file in table_of("contexts", value).items():
        _check_iri(iri, 'contexts has {}, which is not an IRI; write "https://…" = "FILE"')
        path = folder / file if isinstance(file, str) else None
        if path is None or not path.is_file():
            raise ProjectError(
                f"{CONFIGURATION}: contexts names {file!r} for {shown(iri)}, which is no file; "
                "write its path from the project's folder"
            )
        contexts[iri] = path
    return contexts


def _check_iri(iri: object, message: str) -> None:
    if not isinstance(iri, str) or not _IRI.fullmatch(iri):
        what = shown(iri) if isinstance(iri, str) else repr(iri)
        raise ProjectError(f"{CONFIGURATION}: {message.format(what)}")
