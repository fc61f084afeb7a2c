"""The blocks of a graph on the disk, where several processes make and read them."""

import mmap
import os
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

from publisher.render.blocks import Segment, Segments


def write_segment(folder: Path, number: int, segment: Mapping[str, Segment]) -> None:
    for suffix, one in segment.items():
        (folder / f"{number}.{suffix}").write_bytes(one.content[:])
        with (folder / f"{number}.{suffix}.index").open("wb") as index:
            for part in (one.starts, one.ends, one.used):
                part.tofile(index)


def read_segments(folder: Path, suffixes: Iterable[str], *, count: int) -> Segments:
    """The segments that have been written, their content mapped into memory."""
    formats = tuple(suffixes)
    return [
        {suffix: _read(folder / f"{number}.{suffix}") for suffix in formats}
        for number in range(count)
    ]


def _read(path: Path) -> Segment:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        content = mmap.mmap(descriptor, 0, prot=mmap.PROT_READ)
    finally:
        os.close(descriptor)
    index = array("Q", Path(f"{path}.index").read_bytes())
    size = len(index) // 3
    return Segment(
        content=content, starts=index[:size], ends=index[size : 2 * size], used=index[2 * size :]
    )
