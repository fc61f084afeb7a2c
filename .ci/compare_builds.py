"""Build the wheel and the sdist twice, and compare them: `python .ci/compare_builds.py DIR`.

The second build has other clocks, other permissions and a copy of the files. What the first made
lies in DIR afterwards. The exit code is 1 if a file differs.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

TREE = Path(__file__).parents[1]


def compare_builds(out: Path) -> list[str]:
    """Return the names of the files that differ, or that one build alone made."""
    with TemporaryDirectory(prefix="builds-") as name:
        copy, second = Path(name) / "tree", Path(name) / "second"
        _copy_tree(copy)
        _build(TREE, out)
        _build(copy, second)
        first_files, second_files = _contents(out), _contents(second)
    names = sorted(first_files.keys() | second_files.keys())
    return [name for name in names if first_files.get(name) != second_files.get(name)]


def _copy_tree(copy: Path) -> None:
    """Copy what the package is made of, with new times and fewer permissions."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 -- the git of whoever builds
        cwd=TREE,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assets = (TREE / "publisher/editor/assets").glob("*")
    tracked = [TREE / path for path in listing.split("\0") if path]
    for path in [*tracked, *assets]:
        target = copy / path.relative_to(TREE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        target.chmod(0o600)


def _build(tree: Path, out: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(tree)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _epoch()}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def _epoch() -> str:
    """Return the time of the last commit, in seconds."""
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(
        command, cwd=TREE, capture_output=True, check=True, text=True
    ).stdout.strip()


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


if __name__ == "__main__":
    differing = compare_builds(Path(sys.argv[1]))
    if differing:
        sys.exit(f"not reproducible: {', '.join(differing)}")
