"""Describing and rendering touch neither disk nor network."""

import subprocess
import sys

SCRIPT = """
import sys
from tests import flagship
from publisher.pages.kinds import resources
from publisher.pages.resource import resource_files

context = flagship.context()
pages = resources(context.dataset)
list(resource_files(context, pages=pages[:1]))  # What is imported late is imported now.
touched = []

def hook(event, arguments):
    if event in {"open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.listdir"}:
        touched.append((event, arguments))

sys.addaudithook(hook)
files = list(resource_files(context, pages=pages))
assert len(files) > 200, len(files)
assert not touched, touched[:3]
open(sys.executable, "rb").close()
assert touched, "the hook sees nothing"
"""


def test_describe_and_render_open_nothing() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, "")
