"""`publisher deploy`: print a configuration for a web server, or a unit for systemd."""

import os
import sys
from pathlib import Path

from publisher import limits
from publisher.deploy import (
    REDIRECTS,
    SERVERS,
    UNITS,
    DeployError,
    Deployment,
    Service,
    configuration,
    read_deployment,
    redirects,
    unit,
)
from publisher.project import Project
from publisher.serve.settings import Settings, max_body

__all__ = ["SERVERS", "UNITS", "DeployError", "deploy"]


def deploy(
    project: Project,
    server: str,
    *,
    out: Path,
    upstream: str,
    listen: str,
    server_name: str = "",
    cache: str = "",
    brotli: bool = False,
) -> str:
    """Return the configuration of a server or unit for the site at `out`. Raises DeployError."""
    deadline = project.serve.get("deadline", limits.QUERY_SECONDS)
    if not isinstance(deadline, int | float):
        raise DeployError(f"[tool.publisher.serve]: deadline: expected a number, not {deadline!r}")
    if cache and server == "caddy":
        raise DeployError("Caddy has no cache of its own; leave out --cache")
    deployment = read_deployment(
        out,
        upstream=upstream,
        listen=listen,
        server_name=server_name,
        cache=cache,
        brotli=brotli,
        timeout=deadline + limits.PROXY_EXTRA_SECONDS,
        body=2 * max_body(_query_size(project)),
    )
    if deployment.base != project.base:
        raise DeployError(
            f"{out} was built for {deployment.base}, and the project's base is {project.base}; "
            "build it again, or say --base as the build did"
        )
    if server not in (REDIRECTS, *UNITS):
        return configuration(server, deployment)
    if cache or brotli or server_name:
        raise DeployError("--cache, --brotli and --server-name are of a web server alone")
    if server == REDIRECTS:
        return redirects(out)
    return unit(server, _service(project, deployment))


def _query_size(project: Project) -> int:
    size = project.serve.get("query_size", Settings().query_size)
    if not isinstance(size, int):
        raise DeployError(f"[tool.publisher.serve]: query_size: expected a number, not {size!r}")
    return size


def _service(project: Project, deployment: Deployment) -> Service:
    return Service(
        # Not resolved: a virtual environment is known by its link.
        python=Path(os.path.abspath(sys.executable)),  # noqa: PTH100
        project=project.folder.resolve(),
        site=deployment.site,
        base=project.base,
        upstream=deployment.upstream,
        timeout=deployment.timeout,
    )
