"""The files of the query editor: YASGUI, which `make assets` fetches, and our own scripts."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from publisher.model import File, SitePath

_SCRIPT: Final = "local-copy.js"
_SERVER: Final = "server.js"
_YASGUI: Final = "yasgui.min.js"
_EDITOR: Final = "editor.js"
_MODULES: Final = (
    _SERVER,
    _YASGUI,
    "address.js",
    "plot.js",
    "problem.js",
    "ready-queries.js",
    _EDITOR,
)
"""Each after the modules that it imports."""
_STYLES: Final = ("yasgui.min.css", "editor.css")
_LICENCES: Final = "LICENSES.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """The files of the editor.

    `scripts` are no modules; `modules` are those that a page starts with, `imported` the others.
    """

    scripts: tuple[File, ...]
    modules: tuple[File, ...]
    imported: tuple[File, ...] = ()
    styles: tuple[File, ...] = ()
    licences: File | None = None

    @property
    def files(self) -> tuple[File, ...]:
        licences = (self.licences,) if self.licences else ()
        return (*self.scripts, *self.modules, *self.imported, *self.styles, *licences)


def read_editor() -> Editor:
    """Return the editor from the package.

    If the package has no YASGUI, the editor has only the scripts that find out whether a server
    answers queries.
    """
    folder = files("publisher.editor")
    fetched, own = folder / "assets", folder / "own"
    scripts = (_hashed(_SCRIPT, own),)
    if not (fetched / _YASGUI).is_file():
        return Editor(scripts=scripts, modules=tuple(hashed_modules((_SERVER,), own).values()))
    modules = hashed_modules(_MODULES, fetched, own)
    return Editor(
        scripts=scripts,
        modules=(modules.pop(_EDITOR),),
        imported=tuple(modules.values()),
        styles=tuple(_hashed(name, fetched, own) for name in _STYLES),
        licences=File(
            path=SitePath("static/editor-licences.txt"), content=(fetched / _LICENCES).read_bytes()
        ),
    )


def hashed_modules(names: Iterable[str], *folders: Traversable) -> dict[str, File]:
    """Return the modules by name, importing each other by the names they have on the site."""
    modules: dict[str, File] = {}
    for name in names:
        content = _read(name, *folders)
        for imported, file in modules.items():
            on_site = file.path.removeprefix("static/")
            content = content.replace(f'"./{imported}"'.encode(), f'"./{on_site}"'.encode())
        modules[name] = _named_by_content(name, content)
    return modules


def _hashed(name: str, *folders: Traversable) -> File:
    return _named_by_content(name, _read(name, *folders))


def _read(name: str, *folders: Traversable) -> bytes:
    return next(folder / name for folder in folders if (folder / name).is_file()).read_bytes()


def _named_by_content(name: str, content: bytes) -> File:
    """Return a file with a digest in its name, so that a browser may keep it for ever.

    `plot.js` → `static/plot.0123456789ab.js`
    """
    stem, _, suffix = name.partition(".")
    suffix = suffix.removeprefix("min.")
    digest = hashlib.sha256(content).hexdigest()[:12]
    return File(path=SitePath(f"static/{stem}.{digest}.{suffix}"), content=content)
