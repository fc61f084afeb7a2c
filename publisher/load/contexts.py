"""Find the JSON-LD contexts that files name by an address, in local files: nothing is fetched."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote, urlsplit

JsonObject: TypeAlias = dict[str, object]

CONTEXTS_FOLDER: Final = "contexts"
CONTEXT_SUFFIXES: Final = (".jsonld", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexts:
    """The contexts at hand: those named by their IRI, and files that are found by their names."""

    by_iri: Mapping[str, bytes] = field(default_factory=dict)
    by_name: Mapping[str, bytes] = field(default_factory=dict)
    """By path, such as `contexts/linked.art/ns/v1/linked-art.json`."""

    def find(self, iri: str) -> JsonObject | None:
        """Return the document of a context, None if it is not at hand.

        A file is that of an IRI if its name is the last segment of the IRI's path, with or without
        suffix, or the host's name; of several, the one whose path has the most in common with the
        IRI. Raises ValueError if it is no JSON object.
        """
        content = self.by_iri.get(iri) or self.by_iri.get(iri.rstrip("/#"))
        if content is None:
            content = self._by_name(iri)
        return None if content is None else read_context(content)

    def _by_name(self, iri: str) -> bytes | None:
        wanted = _segments(iri)
        if not wanted:
            return None
        found = [
            (_shared(wanted, _path_segments(path)), content)
            for path, content in self.by_name.items()
        ]
        most = max((shared for shared, _ in found), default=0)
        best = {content for shared, content in found if shared == most}
        # Two files of one name are no answer, unless they are the same.
        return best.pop() if most and len(best) == 1 else None


def read_context(content: bytes) -> JsonObject:
    """Return the JSON object of a context file. Raises ValueError."""
    try:
        document = json.loads(content)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    if not isinstance(document, dict):
        raise ValueError("it is not a JSON object")  # noqa: TRY004 -- of what a file holds
    return document


def is_context_only(document: object) -> bool:
    """Return whether JSON is a context and nothing else, so that it has no data."""
    return isinstance(document, dict) and document.keys() == {"@context"}


def context_files(folder: Path) -> Iterable[tuple[str, bytes]]:
    """Yield the path, from a folder's parent, and the bytes of each context in a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in CONTEXT_SUFFIXES and path.is_file():
            yield path.relative_to(folder.parent).as_posix(), path.read_bytes()


def _segments(iri: str) -> list[str]:
    """Return the host and the segments of an IRI's path, in lower case."""
    try:
        parts = urlsplit(iri)
    except ValueError:
        return []
    path = [unquote(segment) for segment in parts.path.split("/") if segment]
    return [text.lower() for text in (parts.netloc.removeprefix("www."), *path) if text]


def _path_segments(path: str) -> list[str]:
    return [segment.lower() for segment in path.split("/") if segment]


def _shared(wanted: list[str], path: list[str]) -> int:
    """Return how many segments an IRI and a path have in common from their ends.

    The suffix of the file may be more than the IRI has, and that of the IRI another one.
    """
    if not path or _stem(path[-1]) != _stem(wanted[-1]):
        return 0
    shared = 1
    while shared < min(len(wanted), len(path)) and wanted[-shared - 1] == path[-shared - 1]:
        shared += 1
    return shared


def _stem(name: str) -> str:
    return name.removesuffix(".jsonld").removesuffix(".json")
