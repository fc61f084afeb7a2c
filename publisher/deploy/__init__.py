"""Configurations of web servers that serve the site's files as `publisher serve` would.

What a web server cannot decide as `serve` decides it, it passes on to `serve`.
"""

import re
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from publisher import policies
from publisher.addresses import RETIRED_SUFFIX
from publisher.deploy import links
from publisher.deploy.accept import rules
from publisher.deploy.deployment import DeployError, Deployment, read_deployment
from publisher.deploy.redirects import redirects
from publisher.deploy.systemd import UNITS, Service, unit
from publisher.media_types import (
    CSVW,
    DOCUMENTS,
    LINKSETS,
    OTHERS,
    TABLES,
    content_type,
    media_type_of,
)

__all__ = [
    "REDIRECTS",
    "SERVERS",
    "UNITS",
    "DeployError",
    "Deployment",
    "Service",
    "configuration",
    "read_deployment",
    "redirects",
    "unit",
]

SERVERS: Final = ("nginx", "caddy", "apache")
REDIRECTS: Final = "w3id"
"""The choice of rules for a redirect service."""

_BY_PATH: Final = {
    **LINKSETS,
    r"cite/[^/]+\.json": content_type(media_type_of("cite/dataset.json")),
    r"tables/[^/]+\.csv": f"{content_type(TABLES['csv'])}; header=present",
    r"tables/[^/]+\.csv-metadata\.json": CSVW,
}
"""Content types of files that their suffixes do not tell, by the patterns of their paths."""
_SHORTLY: Final = "public, max-age=300"
_FOREVER: Final = "public, max-age=31536000, immutable"
_LARGEST_REQUEST: Final = 256
"""Kilobytes of a request's line and header."""


def configuration(server: str, deployment: Deployment) -> str:
    """Return the configuration for one of SERVERS."""
    # Text for a server, not HTML: nothing is escaped, because `Deployment` refuses what is unsafe.
    environment = Environment(  # noqa: S701
        loader=PackageLoader("publisher.deploy"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["pattern"] = re.escape
    return environment.get_template(f"{server}.conf").render(
        site=deployment,
        links=links,
        rules=rules(),
        documents=tuple(DOCUMENTS),
        document_types=DOCUMENTS,
        with_text=(*DOCUMENTS, "txt"),
        types=_types(),
        turtle=content_type(DOCUMENTS["ttl"]),
        by_path=_BY_PATH,
        common=policies.COMMON_HEADERS,
        policies={
            "page": policies.policy_value(policies.PAGE_POLICY),
            "editor": policies.policy_value(policies.EDITOR_POLICY),
            "file": policies.policy_value(policies.FILE_POLICY),
        },
        editor=policies.EDITOR_PATH,
        shortly=_SHORTLY,
        forever=_FOREVER,
        largest=_LARGEST_REQUEST,
        # A page that lacks any format lacks this one: XML cannot name all that RDF can.
        rarest="rdf",
        retired=RETIRED_SUFFIX,
    )


def _types() -> dict[str, str]:
    """Return the content type of each suffix that the site's files have."""
    suffixes = (*DOCUMENTS, *OTHERS, *TABLES)
    return {suffix: content_type(media_type_of(f"file.{suffix}")) for suffix in (*suffixes, "json")}
