"""The page of the dumps: each with its size, triples and checksums, and how to load it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from publisher.description import SiteFrame
from publisher.model import File
from publisher.render.environment import render_page

_PATH: Final = "dumps/index.html"
_UNITS: Final = ("bytes", "kB", "MB", "GB", "TB")
_STEP: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file of a dump: `name` in the folder of dumps, its format for a reader, its bytes."""

    name: str
    format: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A graph as files. `digest` is its RDFC-1.0 digest, empty if there is none."""

    name: str
    description: str
    triples: int
    files: Sequence[Download]
    digest: str = ""


def downloads_page(frame: SiteFrame, dumps: Sequence[Dump], *, sums: str) -> File:
    """Return the page of the dumps; `sums` is the name of the file with all checksums."""
    return render_page(
        frame, "dumps.html", path=_PATH, title="Dumps", dumps=dumps, sums=sums, size=_size
    )


def _size(number: int) -> str:
    """Return a number of bytes as a reader says it: 146073 → "146 kB"."""
    amount, unit = float(number), 0
    while amount >= _STEP and unit + 1 < len(_UNITS):
        amount, unit = amount / _STEP, unit + 1
    return f"{amount:.{1 if unit and amount < _STEP / 100 else 0}f} {_UNITS[unit]}"
