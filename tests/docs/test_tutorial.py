"""The tutorial, done as it says: every file is written, every call made, every answer compared."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.conftest import absent

PAGE = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ADDRESS = "http://127.0.0.1:8000/"
# A build takes as long as it takes, and has fewer files if the package has no query editor.
VARIES = re.compile(r"\d+ files, \d+\.\d seconds")


@dataclass(frozen=True, slots=True)
class Block:
    language: str
    role: str
    text: str


BLOCKS = [Block(*match.groups(default="")) for match in BLOCK.finditer(PAGE)]


@dataclass(slots=True)
class Reader:
    """Somebody who does what the page says, in a folder."""

    folder: Path
    address: str = ADDRESS
    printed: str | None = None
    compared: int = 0
    replaced: str = ""
    servers: list[subprocess.Popen[str]] = field(default_factory=list)

    def follow(self, block: Block) -> None:
        role, _, file = block.role.partition("=")
        path = self.folder / file
        if block.language == "console":
            self.printed = self._serve() if role == "serve" else self._call(block)
        elif role == "file":
            path.write_text(block.text, encoding="utf-8")
        elif role == "append":
            path.write_text(path.read_text("utf-8") + block.text, encoding="utf-8")
        elif role == "old":
            self.replaced = block.text
        elif role == "new":
            old = path.read_text("utf-8")
            assert old.count(self.replaced) == 1
            path.write_text(old.replace(self.replaced, block.text), encoding="utf-8")
        elif block.language == "text":
            self._compare(block.text)

    def _compare(self, expected: str) -> None:
        assert self.printed is not None, "an answer without a call"
        assert VARIES.sub("…", self.printed) == VARIES.sub("…", expected)
        self.printed = None
        self.compared += 1

    def _call(self, block: Block) -> str:
        printed = ""
        for line in block.text.splitlines():
            words = shlex.split(line.replace(ADDRESS, self.address))
            if words[0] == "cd":
                self.folder /= words[1]
                continue
            done = subprocess.run(
                [*program(words[0]), *words[1:]],
                cwd=self.folder,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert done.returncode == (block.role == "fails"), done
            printed += done.stdout + done.stderr
        return printed.replace("\r\n", "\n")

    def _serve(self) -> str:
        """Serve at a free port: another program may have the one of the page."""
        server = subprocess.Popen(
            [*program("publisher"), "serve", "--port", "0"],
            cwd=self.folder,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.servers.append(server)
        assert server.stderr is not None
        line = server.stderr.readline()
        self.address = line.rpartition(" ")[2].strip()
        return line.replace(self.address, ADDRESS)


def program(name: str) -> list[str]:
    return [sys.executable, "-m", "publisher"] if name == "publisher" else [name]


@contextmanager
def reading(folder: Path) -> Iterator[Reader]:
    reader = Reader(folder=folder)
    try:
        yield reader
    finally:
        for server in reader.servers:
            server.terminate()
            server.communicate(timeout=60)


def test_the_tutorial_works_as_it_says(tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        absent("curl is not installed: apt-get install curl")
    with reading(tmp_path) as reader:
        for block in BLOCKS:
            reader.follow(block)
        assert reader.compared == sum(b.language == "text" and not b.role for b in BLOCKS)

    assert reader.compared >= 12
    assert all(server.returncode == 0 for server in reader.servers)


def test_the_tutorial_shows_an_answer_to_every_call() -> None:
    shown = [block for block in BLOCKS if block.language in {"console", "text"}]

    for call, answer in pairwise(shown):
        if call.language == "console":
            assert (answer.language, answer.role) == ("text", ""), call.text
