"""Debian's OpenRefine as a process without a window, asked by the commands that its page sends."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from tests.conftest import absent
from tests.serve.running import Reply, request

START: Final = 90
"""Seconds in which it must answer, on a machine that does other things as well."""
WORK: Final = 60
"""Seconds in which it must have reconciled a few rows."""
STOP: Final = 20
FORM: Final = "application/x-www-form-urlencoded"
ROWS: Final = json.dumps({"facets": [], "mode": "row-based"})


@dataclass(frozen=True, slots=True)
class OpenRefine:
    """A running OpenRefine."""

    address: str

    def get(self, command: str, **fields: object) -> Any:  # noqa: ANN401 -- JSON
        return json.loads(self._ask(command, fields).body)

    def post(self, command: str, *, project: str, **fields: object) -> Any:  # noqa: ANN401 -- JSON
        body = urlencode({**_texts(fields), "csrf_token": self._token()}).encode()
        answer = json.loads(self._ask(command, {"project": project}, body, FORM).body)
        assert answer.get("code") != "error", answer
        return answer

    def create(self, column: str, values: Sequence[str]) -> str:
        """Return the number of a new project with one column."""
        mark = uuid.uuid4().hex
        parts = {
            'name="project-name"': "names",
            'name="format"': "text/line-based/*sv",
            'name="options"': json.dumps({"separator": ",", "headerLines": 1, "encoding": "UTF-8"}),
            'name="project-file"; filename="names.csv"': "\n".join((column, *values)) + "\n",
        }
        body = "".join(
            f"--{mark}\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n"
            for head, text in parts.items()
        )
        reply = self._ask(
            "create-project-from-upload",
            {"csrf_token": self._token()},
            f"{body}--{mark}--\r\n".encode(),
            f"multipart/form-data; boundary={mark}",
        )
        return reply.header("location").rpartition("project=")[2]

    def wait(self, project: str) -> None:
        """Wait until it has done what was started."""
        end = time.monotonic() + WORK
        while self.get("get-processes", project=project)["processes"]:
            assert time.monotonic() < end, "OpenRefine is not ready in time"
            time.sleep(0.1)

    def rows(self, project: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.get("get-rows", project=project, start=0, limit=100)[
            "rows"
        ]
        return rows

    def columns(self, project: str) -> list[dict[str, Any]]:
        model = self.get("get-models", project=project)["columnModel"]
        columns: list[dict[str, Any]] = model["columns"]
        return columns

    def _token(self) -> str:
        return str(self.get("get-csrf-token")["token"])

    def _ask(
        self,
        command: str,
        fields: dict[str, object],
        body: bytes | None = None,
        content_type: str = "",
    ) -> Reply:
        return request(
            self.address,
            f"/command/core/{command}?{urlencode(fields)}",
            method="GET" if body is None else "POST",
            body=body,
            headers={"Content-Type": content_type} if content_type else {},
        )


def _texts(fields: dict[str, object]) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in fields.items()
    }


@contextmanager
def openrefine(folder: Path) -> Iterator[OpenRefine]:
    """OpenRefine with an empty workspace, on this machine alone; ended by its own id."""
    program = shutil.which("openrefine")
    if program is None:
        absent("OpenRefine is not installed: apt-get install openrefine")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [
        str(program),
        *("-i", "127.0.0.1", "-p", str(port), "-d", str(folder / "workspace"), "-m", "400M"),
        *("-x", "refine.headless=true"),
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "HOME": str(folder)},
            # The script starts Java as a process of its own: both are one group.
            start_new_session=True,
        )
    try:
        running = OpenRefine(f"http://127.0.0.1:{port}")
        _wait_for(running, process, folder / "log")
        yield running
    finally:
        _end(process)


def _wait_for(running: OpenRefine, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START
    while True:
        try:
            running.get("get-version")
        except (OSError, ValueError):
            said = log.read_text(encoding="utf-8", errors="replace")
            assert process.poll() is None, said
            assert time.monotonic() < end, said
            time.sleep(0.2)
        else:
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(STOP)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        if not _has_members(process.pid):
            return


def _has_members(group: int) -> bool:
    """Return whether a process of the group is there still, after a while."""
    end = time.monotonic() + STOP
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True
