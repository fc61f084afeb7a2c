"""The program called as from a shell, in this process: by its entry point, whatever lies behind."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from unittest.mock import patch


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a call ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def publisher(*arguments: str | Path) -> Done:
    """Call the program with arguments."""
    (entry,) = entry_points(group="console_scripts", name="publisher")
    out, err = io.BytesIO(), io.BytesIO()
    code: object = 0
    with (
        patch.object(sys, "argv", ["publisher", *map(str, arguments)]),
        redirect_stdout(io.TextIOWrapper(out, encoding="utf-8", write_through=True)),
        redirect_stderr(io.TextIOWrapper(err, encoding="utf-8", write_through=True)),
    ):
        try:
            # The script of the package ends with what its function returns.
            code = entry.load()()
        except SystemExit as ended:
            code = ended.code
        printed, said = out.getvalue().decode(), err.getvalue().decode()
    return Done(code=code if isinstance(code, int) else 0, out=printed, err=said)
