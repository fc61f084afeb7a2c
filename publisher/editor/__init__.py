"""What the query editor is made of: YASGUI, fetched when the package was built, and our own."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from publisher.model import File, SitePath

_SERVER: Final = "server.js"
_SCRIPTS: Final = ("yasgui.min.js", "plot.js", "editor.js")
_STYLES: Final = ("yasgui.min.css", "editor.css")
_LICENCES: Final = "LICENSES.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """The editor's files, scripts and styles in the order in which a page names them."""

    scripts: tuple[File, ...] = ()
    styles: tuple[File, ...] = ()
    licences: File | None = None

    @property
    def files(self) -> tuple[File, ...]:
        return (*self.scripts, *self.styles, *((self.licences,) if self.licences else ()))


def read_editor() -> Editor:
    """The editor from the package; of a package that was built without it, the script alone that
    tells whether queries are answered.
    """
    folder = files("publisher.editor")
    fetched, own = folder / "assets", folder / "own"
    if not (fetched / _SCRIPTS[0]).is_file():
        return Editor(scripts=(_hashed(_SERVER, own),))
    return Editor(
        scripts=tuple(_hashed(name, fetched, own) for name in (_SERVER, *_SCRIPTS)),
        styles=tuple(_hashed(name, fetched, own) for name in _STYLES),
        licences=File(
            path=SitePath("static/editor-licences.txt"), content=(fetched / _LICENCES).read_bytes()
        ),
    )


def _hashed(name: str, *folders: Traversable) -> File:
    """A file named by its content, so that a browser may keep it for ever."""
    content = next(one / name for one in folders if (one / name).is_file()).read_bytes()
    stem, suffix = name.removesuffix(".min.js").removesuffix(".min.css"), name.rpartition(".")[2]
    stem = stem.removesuffix(f".{suffix}")
    digest = hashlib.sha256(content).hexdigest()[:12]
    return File(path=SitePath(f"static/{stem}.{digest}.{suffix}"), content=content)
