"""The chunks of a graph on the disk, because several processes write and read them."""

import mmap
import os
from array import array
from collections.abc import Iterable
from pathlib import Path

from publisher.render.chunk_arrays import ChunkArray, SubjectArray, SubjectArrays


def save_chunks(folder: Path, number: int, subjects: SubjectArray) -> None:
    """Save one array of subjects.

    `NUMBER.SUFFIX` has the chunks of a format, `NUMBER.index` where each subject's lines begin,
    and then the three columns of each format.
    """
    with (folder / f"{number}.index").open("wb") as index:
        index.write(array("Q", subjects.lines).tobytes())
        for suffix, chunks in subjects.chunks.items():
            (folder / f"{number}.{suffix}").write_bytes(chunks.content[:])
            for column in (chunks.starts, chunks.ends, chunks.prefix_masks):
                index.write(array("Q", column).tobytes())


def load_chunks(folder: Path, suffixes: Iterable[str], *, count: int) -> SubjectArrays:
    """Return the arrays that have been saved, mapped into memory.

    `suffixes`: those of the formats, in the order in which they were saved.
    """
    formats = tuple(suffixes)
    return SubjectArrays.of(_load(folder, number, formats) for number in range(count))


def _load(folder: Path, number: int, formats: tuple[str, ...]) -> SubjectArray:
    index = memoryview(_mapped(folder / f"{number}.index")).cast("Q")
    size = len(index) // (1 + 3 * len(formats))
    columns = [index[at : at + size] for at in range(0, len(index), size)]
    return SubjectArray(
        lines=columns[0],
        chunks={
            suffix: ChunkArray(
                content=_mapped(folder / f"{number}.{suffix}"),
                starts=columns[3 * at + 1],
                ends=columns[3 * at + 2],
                prefix_masks=columns[3 * at + 3],
            )
            for at, suffix in enumerate(formats)
        },
    )


def _mapped(path: Path) -> mmap.mmap | bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        # An empty file cannot be mapped: all subjects of an array may be nested in those of others.
        if not os.fstat(descriptor).st_size:
            return b""
        return mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    finally:
        os.close(descriptor)
