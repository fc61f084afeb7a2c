"""Record which files of a tree run, and how deep its calls go, in this process and its forks.

Python imports a module of this name in every process whose PYTHONPATH has its folder: see
`tests/house/runs.py`, which reads what is recorded. Recording needs no system call, because the
processes that run queries may make few of them.
"""

import json
import mmap
import os
import sys
import threading
from pathlib import Path
from types import CodeType, FrameType

IS_ON, DEPTH, FILES = 0, 1, 2
"""Offsets in the shared memory: a byte, a byte, and a byte for each file; then the stack."""
STACK_BYTES = 8192
MODULE = "<module>"
COMPREHENSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}


class Recorder(threading.local):
    """Counts the frames of the tree's own functions in one thread."""

    def __init__(self, shared: mmap.mmap, files: dict[str, int]) -> None:
        self.shared = shared
        self.files = files
        self.depth = 0
        self.modules = 0

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        number = self.files.get(code.co_filename)
        if number is None or event not in {"call", "return"}:
            return
        step = 1 if event == "call" else -1
        if code.co_name == MODULE:
            # Below the module that was started with `-m` is all the work.
            self.modules += step * (frame.f_globals["__name__"] != "__main__")
        # What runs while a module is imported is not part of the work that is measured.
        elif not self.modules and code.co_name not in COMPREHENSIONS:
            self.depth = max(self.depth + step, 0)
            if step == 1 and self.shared[IS_ON]:
                self._record(number, frame)

    def _record(self, number: int, frame: FrameType) -> None:
        self.shared[FILES + number] = 1
        if self.depth > self.shared[DEPTH]:
            self.shared[DEPTH] = min(self.depth, 255)
            text = json.dumps(list(map(_name, self._own_frames(frame)))).encode()
            start = FILES + len(self.files)
            if len(text) <= STACK_BYTES:
                self.shared[start : start + STACK_BYTES] = text.ljust(STACK_BYTES)

    def _own_frames(self, frame: FrameType | None) -> list[CodeType]:
        codes: list[CodeType] = []
        while frame:
            codes.append(frame.f_code)
            frame = frame.f_back
        return [
            code
            for code in reversed(codes)
            if code.co_filename in self.files and code.co_name not in {MODULE, *COMPREHENSIONS}
        ]


def _name(code: CodeType) -> str:
    return f"{code.co_filename}:{code.co_qualname}"


def start(shared_file: str, file_list: str) -> None:
    with Path(shared_file).open("r+b") as file:
        shared = mmap.mmap(file.fileno(), 0)
    names = Path(file_list).read_text(encoding="utf-8").splitlines()
    recorder = Recorder(shared, {name: number for number, name in enumerate(names)})
    threading.setprofile(recorder)
    sys.setprofile(recorder)


if "MEASURE_SHARED" in os.environ:
    start(os.environ["MEASURE_SHARED"], os.environ["MEASURE_FILES"])
