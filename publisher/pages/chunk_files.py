"""The chunks of a graph on the disk, because several processes write and read them."""

import mmap
import os
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

from publisher.render.chunks import ChunkArray, ChunkArrays


def save_chunks(folder: Path, number: int, arrays: Mapping[str, ChunkArray]) -> None:
    """Save one array of chunks, in each format, as `NUMBER.SUFFIX` and `NUMBER.SUFFIX.index`."""
    for suffix, chunks in arrays.items():
        (folder / f"{number}.{suffix}").write_bytes(chunks.content[:])
        with (folder / f"{number}.{suffix}.index").open("wb") as index:
            for column in (chunks.starts, chunks.ends, chunks.prefix_masks):
                column.tofile(index)


def load_chunks(folder: Path, suffixes: Iterable[str], *, count: int) -> ChunkArrays:
    """Return the arrays that have been saved, their content mapped into memory."""
    formats = tuple(suffixes)
    return [
        {suffix: _load(folder / f"{number}.{suffix}") for suffix in formats}
        for number in range(count)
    ]


def _load(path: Path) -> ChunkArray:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        content = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    finally:
        os.close(descriptor)
    index = array("Q", Path(f"{path}.index").read_bytes())
    size = len(index) // 3
    return ChunkArray(
        content=content,
        starts=index[:size],
        ends=index[size : 2 * size],
        prefix_masks=index[2 * size :],
    )
