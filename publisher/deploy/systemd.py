"""Units by which systemd runs `publisher serve`: a socket that outlives it, and a service that
may touch nothing but what it serves.
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
    """What is run: `python` is the interpreter that has the program."""

    python: Path
    project: Path
    site: Path
    base: str
    upstream: str
    """`HOST:PORT`, or `unix:/PATH`, where it listens."""
    patience: float
    """Seconds in which it ends: more than a query may take."""

    @property
    def is_unix(self) -> bool:
        return self.upstream.startswith("unix:")

    @property
    def address(self) -> str:
        """As systemd writes it."""
        return self.upstream.removeprefix("unix:")

    @property
    def socket_folder(self) -> str:
        return str(Path(self.address).parent)


def unit(kind: str, service: Service) -> str:
    """One of UNITS. Raises DeployError."""
    for name in ("python", "project", "site", "base", "upstream"):
        wrong = _UNSAFE.search(str(getattr(service, name)))
        if wrong:
            value = str(getattr(service, name))
            raise DeployError(
                f"{name} {value!r} has {wrong.group()!r}, which systemd would read as its own"
            )
    # Text for systemd, not HTML: what it would read as its own was refused above.
    environment = Environment(  # noqa: S701
        loader=PackageLoader("publisher.deploy"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(kind).render(service=service)
