"""The pages of docs/findings, each a fault put into the good project beside this file."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).parent / "project"
PAGES: Final = Path(__file__).parents[2] / "docs" / "findings"
_BLOCK: Final = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`changes`: the faulty files by name, None for what is taken away. `prints`: whole lines.

    `published`: the files of a release that was built before, if there was one. `inputs`: the
    files that are published without a project.
    """

    code: str
    changes: dict[str, bytes | None]
    prints: tuple[str, ...]
    published: dict[str, bytes | None]
    inputs: tuple[str, ...] = ()


def pages() -> list[Path]:
    return sorted(path for path in PAGES.glob("*.md") if path.stem != "README")


def read_page(path: Path) -> Page:
    """Return the blocks of a page.

    `file=NAME` is a file (`encoding=…` if not UTF-8), `input=NAME` one that is published alone,
    `remove=NAME` a file or folder taken away, `published=NAME` a file of the last release; the
    block of text that follows "prints" is what is printed.
    """
    changes: dict[str, bytes | None] = {}
    published: dict[str, bytes | None] = {}
    inputs: list[str] = []
    text = path.read_text(encoding="utf-8")
    for _, words, content in _BLOCK.findall(text):
        said = dict(word.split("=", 1) for word in words.split())
        if "file" in said:
            changes[said["file"]] = content.encode(said.get("encoding", "utf-8"))
        elif "input" in said:
            changes[said["input"]] = content.encode()
            inputs.append(said["input"])
        elif "published" in said:
            published[said["published"]] = content.encode()
        elif "remove" in said:
            changes[said["remove"]] = None
    printed = re.search(r"prints\n\n```text\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    prints = tuple(printed[1].splitlines()) if printed else ()
    return Page(
        code=path.stem,
        changes=changes,
        prints=prints,
        published=published,
        inputs=tuple(inputs),
    )


def write_project(folder: Path, changes: dict[str, bytes | None]) -> None:
    """The good project in a folder, with its changes."""
    shutil.copytree(PROJECT, folder, dirs_exist_ok=True)
    for name, content in changes.items():
        path = folder / name
        if content is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
