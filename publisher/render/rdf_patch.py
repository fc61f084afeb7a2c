"""What changed as RDF Patch: https://afs.github.io/rdf-patch/

A blank node has the label that it has in the dumps: patches in their order, applied by labels to
the empty dataset, make the dump.
"""

from collections.abc import Iterable, Iterator

from publisher.line_changes import ChangedLine


def patch_pieces(
    changes: Iterable[ChangedLine], *, patch_id: str = "", previous: str = ""
) -> Iterator[bytes]:
    """Yield a patch of changed N-Quads lines. The identifiers are URIs, or empty."""
    if patch_id:
        yield f"H id <{patch_id}> .\n".encode()
    if previous:
        yield f"H prev <{previous}> .\n".encode()
    yield b"TX .\n"
    for line, is_added in changes:
        yield (b"A " if is_added else b"D ") + line
    yield b"TC .\n"
