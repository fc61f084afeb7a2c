"""Unpack compressed files within limits: a few kilobytes can unpack to more than a disk holds."""

import bz2
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from publisher import limits
from publisher.errors import PublisherError
from publisher.findings import Finding, Place

PACKED: Final = (".gz", ".bz2", ".zip")
"""The suffixes of files that are unpacked."""
_PIECE: Final = 1 << 20
_FAULTS: Final = (
    *(OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile),
    *(RuntimeError, NotImplementedError),  # zipfile: of a password, and of other methods
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackedFile:
    """The bytes of a file, or of one in an archive: `data/all.zip/part.ttl`.

    `name` is the file's name without the suffix of its compression, from which its syntax is known.
    """

    file: str
    name: str
    content: bytes


class UnpackedTooLargeError(PublisherError):
    """A packed file holds more than it may. The message says how much that is."""


def unpack(file: str, content: bytes) -> tuple[list[UnpackedFile], list[Finding]]:
    """Return the files in a packed one, or the file itself if it is not packed.

    All or nothing: what cannot be unpacked to its end gives a finding and no file.
    """
    name = file.removesuffix(".gz").removesuffix(".bz2").removesuffix(".zip")
    try:
        if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return list(_members(file, content)), []
        if stream := _stream(content):
            with stream:
                unpacked = _read(stream, packed=len(content))
            return [UnpackedFile(file=file, name=name, content=unpacked)], []
    except UnpackedTooLargeError as error:
        return [], [_too_large(file, str(error))]
    except _FAULTS as error:
        return [], [_unreadable(file, str(error) or "it ends too early")]
    if file.lower().endswith(PACKED):
        return [], [_unreadable(file, "it is not what its suffix says")]
    return [UnpackedFile(file=file, name=file, content=content)], []


def _stream(content: bytes) -> gzip.GzipFile | bz2.BZ2File | None:
    if content.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=io.BytesIO(content))
    return bz2.BZ2File(io.BytesIO(content)) if content.startswith(b"BZh") else None


def _members(file: str, content: bytes) -> Iterator[UnpackedFile]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > limits.ARCHIVE_FILES:
            raise UnpackedTooLargeError(f"more than {limits.ARCHIVE_FILES:,} files")
        room = limits.UNPACKED_BYTES
        for info in members:
            with archive.open(info) as stream:
                unpacked = _read(stream, packed=len(content), room=room)
            room -= len(unpacked)
            name = f"{file}/{info.filename}"
            yield UnpackedFile(file=name, name=name, content=unpacked)


def _read(
    stream: gzip.GzipFile | bz2.BZ2File | IO[bytes],
    *,
    packed: int,
    room: int = limits.UNPACKED_BYTES,
) -> bytes:
    """Return what a stream unpacks to. Raises UnpackedTooLargeError."""
    most = max(limits.UNPACKED_FREE_BYTES, packed * limits.UNPACKED_RATIO)
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > room:
            raise UnpackedTooLargeError(f"more than {limits.UNPACKED_BYTES:,} bytes")
        if size > most:
            raise UnpackedTooLargeError(f"more than {limits.UNPACKED_RATIO} times its size")
    return b"".join(pieces)


def _too_large(file: str, size: str) -> Finding:
    return Finding(
        code="input-limit",
        message=f"the packed file holds {size}",
        hint="if that is what you expect, unpack it and publish the unpacked files",
        place=Place(file=file),
    )


def _unreadable(file: str, reason: str) -> Finding:
    return Finding(
        code="file-packed",
        message=f"the file cannot be unpacked: {reason}",
        hint="pack it again, or unpack it",
        place=Place(file=file),
    )
