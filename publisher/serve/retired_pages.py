"""The retired pages of a release, as its `retired.json` and its `gone.json` list them."""

import json
from pathlib import Path
from typing import Any

from publisher.identity import Replacement, RetiredPage
from publisher.model import Iri


def read_retired(file: Path) -> dict[str, RetiredPage]:
    """Return the retired pages by path; none if there is no such file. Raises ValueError."""
    try:
        members: list[dict[str, Any]] = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    return {page.path: page for page in map(_page, members)}


def _page(members: dict[str, Any]) -> RetiredPage:
    replaced_by = tuple(Replacement(**by) for by in members["replaced_by"])
    return RetiredPage(**{**members, "replaced_by": replaced_by})


def read_gone(file: Path) -> list[Iri]:
    """Return the IRIs that are no longer described; none if there is no such file.

    Raises ValueError.
    """
    try:
        gone: list[Iri] = json.loads(file.read_bytes())
    except FileNotFoundError:
        return []
    return gone
