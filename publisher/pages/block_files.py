"""The blocks of a dataset as files: each process writes some of them, and all read them."""

import mmap
import os
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

from publisher.render.blocks import Segment, Segments


def write_segment(folder: Path, number: int, segment: Mapping[str, Segment]) -> None:
    """Write a segment in each format: `0.ttl` has its blocks, `0.ttl.index` their offsets."""
    for suffix, blocks in segment.items():
        (folder / f"{number}.{suffix}").write_bytes(blocks.content[:])
        with (folder / f"{number}.{suffix}.index").open("wb") as index:
            for column in (blocks.starts, blocks.ends, blocks.used):
                column.tofile(index)


def read_segments(folder: Path, suffixes: Iterable[str], *, count: int) -> Segments:
    """Return the segments that were written, their blocks mapped into memory."""
    formats = tuple(suffixes)
    return [
        {suffix: _read(folder / f"{number}.{suffix}") for suffix in formats}
        for number in range(count)
    ]


def _read(path: Path) -> Segment:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        content = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    finally:
        os.close(descriptor)
    index = array("Q", Path(f"{path}.index").read_bytes())
    size = len(index) // 3
    return Segment(
        content=content, starts=index[:size], ends=index[size : 2 * size], used=index[2 * size :]
    )
