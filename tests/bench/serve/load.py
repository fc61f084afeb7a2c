"""Load from wrk: requests a second of one address, or of many that never come twice."""

import re
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_RATE: Final = re.compile(r"Requests/sec:\s+([0-9.]+)")
_P99: Final = re.compile(r"99%\s+([0-9.]+)(us|ms|s)")
_BAD: Final = re.compile(r"Non-2xx or 3xx responses: ([0-9]+)|Socket errors: (.*)")
_PATIENCE: Final = 60.0
"""Seconds in which a machine comes to rest, or never does."""
_MILLISECONDS: Final = {"us": 0.001, "ms": 1.0, "s": 1000.0}

# A number that is not used again goes to the end of each address: no cache has seen it.
_SCRIPT: Final = """\
local paths = {{}}
for line in io.lines("{paths}") do paths[#paths + 1] = line end
local number = {start}
{headers}
request = function()
  number = number + 1
  local path = paths[number % #paths + 1]
  if {is_fresh} then path = path .. number end
  return wrk.format("GET", path)
end
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is asked of a server: paths in turn; with `is_fresh` each ends in a new number."""

    address: str
    paths: Sequence[str]
    headers: Mapping[str, str] = field(default_factory=dict)
    is_fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Answers a second, and the milliseconds within which 99 of 100 came."""

    rate: float
    p99: float


def _settle() -> None:
    """Wait until the machine is at rest: some servers go on with queries that nobody waits for."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        idle, every = _ticks()
        time.sleep(0.3)
        now_idle, now_every = _ticks()
        if now_idle - idle > 0.9 * (now_every - every):
            return


def _ticks() -> tuple[int, int]:
    """The processors' time so far: at rest, and in all. See proc_stat(5)."""
    times = [int(one) for one in Path("/proc/stat").read_text(encoding="ascii").split()[1:9]]
    return times[3] + times[4], sum(times)


class Load:
    """wrk with one thread, since it shares the cores with the servers."""

    def __init__(self, folder: Path, *, connections: int, seconds: int) -> None:
        wrk = shutil.which("wrk")
        if not wrk:
            raise SystemExit("wrk is not installed: apt-get install wrk")
        self._wrk = wrk
        self._folder = folder
        self._connections = connections
        self._seconds = seconds
        self._start = 0

    def measure(self, target: Target) -> Rate:
        """Ends the program where an answer was an error: such a rate says nothing."""
        _settle()
        self._start += 10_000_000
        paths, script = self._folder / "paths.txt", self._folder / "load.lua"
        paths.write_text("".join(f"{path}\n" for path in target.paths), encoding="utf-8")
        headers = "".join(
            f'wrk.headers["{name}"] = "{value}"\n' for name, value in target.headers.items()
        )
        script.write_text(
            _SCRIPT.format(
                paths=paths,
                start=self._start,
                headers=headers,
                is_fresh="true" if target.is_fresh else "false",
            ),
            encoding="utf-8",
        )
        options = ["-t1", f"-c{self._connections}", f"-d{self._seconds}s", "--latency"]
        options += ["--timeout", "30s", "-s", str(script), target.address]
        found = subprocess.run(
            [self._wrk, *options], capture_output=True, text=True, check=True
        ).stdout
        bad = _BAD.search(found)
        if bad:
            raise SystemExit(f"{target.address}{target.paths[0]}: {bad.group()}\n{found}")
        rate, p99 = _RATE.search(found), _P99.search(found)
        if not rate or not p99:
            raise SystemExit(f"wrk said what cannot be read:\n{found}")
        return Rate(rate=float(rate[1]), p99=float(p99[1]) * _MILLISECONDS[p99[2]])
