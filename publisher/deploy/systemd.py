"""Units with which systemd runs `publisher serve`: a socket that stays open while it restarts, and
a service that can reach only what it serves.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from publisher.deploy.deployment import DeployError

UNITS: Final = ("systemd.service", "systemd.socket")
_UNSAFE: Final = re.compile(r"""[\s"'\\%$;]""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What the units run: `python` is the interpreter in which the program is installed."""

    python: Path
    project: Path
    site: Path
    base: str
    upstream: str
    """The address at which it listens: `HOST:PORT` or `unix:/PATH`."""
    timeout: float
    """Seconds in which it must end: more than a query may take."""

    @property
    def is_unix(self) -> bool:
        return self.upstream.startswith("unix:")

    @property
    def address(self) -> str:
        """The address as systemd writes it."""
        return self.upstream.removeprefix("unix:")

    @property
    def socket_folder(self) -> str:
        return str(Path(self.address).parent)


def unit(kind: str, service: Service) -> str:
    """Return one of UNITS. Raises DeployError."""
    for name in ("python", "project", "site", "base", "upstream"):
        value = str(getattr(service, name))
        wrong = _UNSAFE.search(value)
        if wrong:
            raise DeployError(
                f"{name} {value!r} has {wrong.group()!r}, which systemd would read as its own"
            )
    # Text for systemd, not HTML: what it would read as syntax was refused above.
    environment = Environment(  # noqa: S701
        loader=PackageLoader("publisher.deploy"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(kind).render(service=service)
