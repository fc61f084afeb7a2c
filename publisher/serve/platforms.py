"""Where the server runs. It is asked before the server is imported, parts of which need Linux."""

import sys

from publisher.serve.listener import ServeError


def check_platform() -> None:
    """Raise ServeError if this is not Linux."""
    if not sys.platform.startswith("linux"):
        raise ServeError(
            "publisher serve needs Linux, because only there it can confine the processes that run "
            "strangers' queries; build the site, and let a web server send its files (publisher "
            "deploy) or run the container image: see docs/how-to/deploy.md"
        )
