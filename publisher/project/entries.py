"""What a folder holds to be read, without what editors and systems leave behind."""

import os
import re
from pathlib import Path
from typing import Final

# Of Emacs, Vim, Kate, Office and merges; of macOS and Windows on disks of others.
_LEFT_OVER: Final = re.compile(
    r".*~|#.*#|~\$.*|.*\.(?:sw[opx]|bak|orig|rej|tmp|part|crdownload)"
    r"|4913|__MACOSX|__pycache__|Icon\r|Thumbs\.db|[Dd]esktop\.ini|lost\+found"
)

_RELEASES: Final = ".releases"
"""The folder beside a site that holds its releases: see `publication`."""


def entries_in(top: Path) -> tuple[Path, ...]:
    """Return what a folder has to be read, sorted: files, and what is odd.

    Odd are links to a folder or to nowhere, and folders that cannot be read. Hidden files and
    folders are left out, and so are sites that this tool has built there.
    """
    paths: list[Path] = []
    walk = os.walk(top, onerror=lambda error: paths.append(Path(error.filename)))
    for folder, folders, files in walk:
        folders[:] = [name for name in folders if not _is_left_over(name)]
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        kept = [name for name in files if not _is_left_over(name)]
        entries = (Path(folder) / name for name in (*linked, *kept))
        paths += [path for path in entries if not _is_site(path)]
    # A missing folder is not odd: it has a finding of its own.
    return tuple(sorted(path for path in paths if path != top))


def _is_site(path: Path) -> bool:
    """Return whether a path is the link to a site: `site` → `.releases/12ab…/site`."""
    return path.is_symlink() and path.readlink().parts[:1] == (_RELEASES,)


def _is_left_over(name: str) -> bool:
    return name.startswith(".") or _LEFT_OVER.fullmatch(name) is not None
