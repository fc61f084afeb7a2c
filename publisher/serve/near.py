"""The addresses of a site that are nearest to one that it does not have."""

from typing import Final

from publisher.addresses import percent_encoded
from publisher.description import Link
from publisher.nearest import all_nearest
from publisher.serve.release import Release

SHOWN: Final = 5
_LIKENESS: Final = 65.0
"""Of 100. Lower, the words have nothing to do with each other."""
_LARGEST: Final = 50_000
"""Pages that are compared: some milliseconds, in which no other client is answered."""


def near(path: str, release: Release) -> list[Link]:
    """Links to the pages whose paths read most like `path`, the nearest first."""
    wanted = path.strip("/").lower()
    # A suffix that a page does not have is no part of its name.
    wanted = wanted.rpartition(".")[0] or wanted
    if not wanted or len(release.pages) > _LARGEST:
        return []
    stems = all_nearest(wanted, release.pages, limit=SHOWN, likeness=_LIKENESS)
    return [Link(label=stem, href=f"{percent_encoded(stem)}.html") for stem in stems]
