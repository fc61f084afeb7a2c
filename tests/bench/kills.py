"""Kill builds at random moments: `python -m tests.bench.kills [--times 200] [--seed 1]`.

Each build has two workers, and is killed at a moment between its start and its end. After each,
the next build must succeed, and no process of the killed one may be left. The exit code is 1 if
one build failed or one process was left.
"""

import argparse
import os
import random
import signal
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.generate import generate
from tests.calls import command, processes_of, wait_for


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pages", type=int, default=200)
    asked = options.parse_args()
    moments = random.Random(asked.seed)  # noqa: S311 -- moments, no secrets
    with TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        generate(project, pages=asked.pages)
        call = command("build", "--quiet", "--project", project, "--workers", "2")
        started = time.monotonic()
        subprocess.run(call, check=True)
        seconds = time.monotonic() - started
        print(f"{asked.times} builds of {seconds:.1f} seconds, each killed once")
        faults = 0
        for number in range(1, asked.times + 1):
            faults += _kill(call, moments.uniform(0, seconds))
            if number % 20 == 0:
                print(f"{number} killed, {faults} faults", flush=True)
    print(f"{faults} faults")
    return 1 if faults else 0


def _kill(call: list[str], after: float) -> bool:
    """Whether something was left, or forbade the next build."""
    build = subprocess.Popen(call, start_new_session=True)
    try:
        build.wait(after)
    except subprocess.TimeoutExpired:
        os.kill(build.pid, signal.SIGKILL)
        build.wait()
    following = subprocess.run(call, capture_output=True, encoding="utf-8", check=False)
    is_clean = wait_for(lambda: not processes_of(build.pid), seconds=2)
    if following.returncode or not is_clean:
        print(f"after {after:.3f} seconds: {following.stderr.strip()}, {processes_of(build.pid)}")
        return True
    return False


if __name__ == "__main__":
    raise SystemExit(main())
