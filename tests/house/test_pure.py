"""Describing and rendering touch neither disk nor network."""

import subprocess
import sys

SCRIPT = """
import sys
from tests import flagship
from publisher.commands.build import _pages
from publisher.pages.overview import resources

loaded = flagship.loaded()
pages = _pages(flagship.project(), loaded)
documents = resources(loaded.graph)
list(pages.files(documents[0]))  # What is imported late is imported now.
touched = []

def hook(event, arguments):
    if event in {"open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.listdir"}:
        touched.append((event, arguments))

sys.addaudithook(hook)
made = [file for document in documents for file in pages.files(document)]
assert len(made) > 200, len(made)
assert not touched, touched[:3]
open(sys.executable, "rb").close()
assert touched, "the hook sees nothing"
"""


def test_describe_and_render_open_nothing() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, "")
