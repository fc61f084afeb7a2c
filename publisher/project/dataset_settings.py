"""Read `[tool.publisher.dataset]`: what a project says of its dataset as a whole."""

from collections.abc import Mapping
from typing import Final

from publisher.metadata import Agent, Contact, DatasetMetadata, LabelledIri, Period
from publisher.nearest import did_you_mean
from publisher.project.values import CONFIGURATION, ProjectError

_TEXTS: Final = (
    *("identifier", "version", "issued", "modified"),
    *("frequency", "access_rights", "rights"),
)
DATASET_KEYS: Final = frozenset(
    {*_TEXTS, "publisher", "creators", "contact", "keywords", "themes", "spatial", "temporal"}
)


def dataset_of(settings: Mapping[str, object]) -> DatasetMetadata:
    """Return what the settings say of the dataset. Raises ProjectError."""
    _check_keys("dataset", settings, DATASET_KEYS)
    texts = {name: _text(name, settings.get(name, "")) for name in _TEXTS}
    publisher, contact = _table(settings, "publisher"), _table(settings, "contact")
    temporal = _table(settings, "temporal")
    return DatasetMetadata(
        **texts,
        publisher=Agent(**publisher) if publisher else None,
        creators=tuple(Agent(**each) for each in _tables(settings, "creators")),
        contact=Contact(**contact) if contact else None,
        keywords=tuple(_text("keywords", each) for each in _list(settings, "keywords")),
        themes=tuple(LabelledIri(**each) for each in _tables(settings, "themes")),
        spatial=tuple(LabelledIri(**each) for each in _tables(settings, "spatial")),
        temporal=Period(**temporal) if temporal else None,
    )


def _check_keys(name: str, table: Mapping[str, object], keys: frozenset[str]) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        allowed = ", ".join(sorted(keys))
        raise ProjectError(
            f"{CONFIGURATION}: [tool.publisher.{name}]: unknown setting {unknown[0]!r}"
            + did_you_mean(unknown[0], keys, otherwise=f"; known are {allowed}")
        )


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ProjectError(
            f"{CONFIGURATION}: [tool.publisher.dataset]: {name} is not a text; write it in quotes"
        )
    return value


def _list(settings: Mapping[str, object], name: str) -> list[object]:
    value = settings.get(name, [])
    if not isinstance(value, list):
        raise ProjectError(
            f"{CONFIGURATION}: [tool.publisher.dataset]: {name} is not a list; write it in [ ]"
        )
    return value


def _table(settings: Mapping[str, object], name: str) -> dict[str, str]:
    return _checked_table(name, settings.get(name, {}))


def _tables(settings: Mapping[str, object], name: str) -> list[dict[str, str]]:
    return [_checked_table(name, each) for each in _list(settings, name)]


_MEMBERS: Final = {
    "publisher": frozenset({"name", "iri", "type"}),
    "creators": frozenset({"name", "iri", "type"}),
    "contact": frozenset({"name", "email", "form"}),
    "themes": frozenset({"iri", "label"}),
    "spatial": frozenset({"iri", "label"}),
    "temporal": frozenset({"start", "end"}),
}


def _checked_table(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ProjectError(
            f"{CONFIGURATION}: [tool.publisher.dataset]: {name} is not a table; write it in {{ }}"
        )
    _check_keys(f"dataset.{name}", value, _MEMBERS[name])
    for required in ("name", "iri"):
        is_required = required == "name" or name in {"themes", "spatial"}
        if value and is_required and required in _MEMBERS[name] and not value.get(required):
            raise ProjectError(
                f"{CONFIGURATION}: [tool.publisher.dataset.{name}] has no {required}; give it one"
            )
    return {key: _text(f"{name}.{key}", each) for key, each in value.items()}
