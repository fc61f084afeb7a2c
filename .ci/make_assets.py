"""Fetch the query editor's files into the package: `make assets`.

npm installs what `publisher/editor/package-lock.json` names and checks each package against its
hash. Without these files the package works, and its query page is a plain form.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

EDITOR = Path(__file__).parents[1] / "publisher" / "editor"
ASSETS = EDITOR / "assets"
STAMP = ASSETS / "made-from.txt"
YASGUI = ("@zazuko/yasgui/build/yasgui.min.js", "@zazuko/yasgui/build/yasgui.min.css")


def make_assets() -> None:
    """Put the editor's files into the package, unless those of this lock are there already."""
    lock = (EDITOR / "package-lock.json").read_bytes()
    digest = hashlib.sha256(lock).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8").strip() == digest:
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
    # Last, because a call that was interrupted must not leave a stamp.
    STAMP.write_text(f"{digest}\n", encoding="utf-8")


def install(folder: Path) -> None:
    """Let npm install the packages of the lock into `folder`, without running their scripts.

    Raises SystemExit if npm is missing or fails.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(
            "npm is not installed. Install Node, or run `make setup`, which brings it into .venv."
        )
    call = [npm, "ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"]
    status = subprocess.run(call, cwd=folder, env=os.environ, check=False).returncode
    if status:
        raise SystemExit(
            f"npm ended with exit code {status} and did not install the query editor's packages. "
            "Try again when npm can reach its registry; without them the query page is a form."
        )


def licences(modules: Path) -> str:
    """Return what each package says of its licence, and the licence's text if it has one."""
    chapters = []
    for file in sorted(modules.glob("**/package.json")):
        folder = file.parent
        about = json.loads(file.read_bytes())
        # Other such files, in folders of a package, say how its parts are to be read.
        if not {"name", "version"} <= about.keys():
            continue
        title = f"{about['name']} {about['version']}: {about.get('license', 'see below')}"
        texts = sorted(
            path for path in folder.glob("*") if path.name.lower().startswith(("licen", "copying"))
        )
        text = texts[0].read_text(encoding="utf-8", errors="replace").strip() if texts else ""
        chapters.append(f"{title}\n{'=' * len(title)}\n\n{text}".strip())
    return "\n\n\n".join(chapters) + "\n"


if __name__ == "__main__":
    make_assets()
