"""The `Link` headers of the site, written with a web server's own name for a path.

`path` is that name: what stands for an address below the root, from its first slash, without
its suffix. https://signposting.org/FAIR/
"""

from collections.abc import Sequence

from publisher.deploy.deployment import Deployment
from publisher.media_types import DOCUMENTS, OTHERS

_TYPES = {**DOCUMENTS, "txt": OTHERS["txt"]}


def document_links(deployment: Deployment, suffix: str, *, path: str) -> str:
    """Of a document about a resource."""
    iri = f"{deployment.origin}{path}"
    local = f"{deployment.root}{path}"
    found = [f'<{iri}>; rel="cite-as"', f'<{iri}.{suffix}>; rel="canonical"']
    found += [_relation(local, "alternate", one) for one in DOCUMENTS if one != suffix]
    if suffix == "html":
        found.append(_relation(local, "describedby", "ttl"))
        found.append('<https://schema.org/AboutPage>; rel="type"')
    return ", ".join([*found, *_license(deployment)])


def page_links(deployment: Deployment, *, path: str) -> str:
    """Of a page that is about no resource. `path` has its suffix."""
    iri = f"{deployment.origin}{path}"
    return ", ".join([f'<{iri}>; rel="canonical"', *_license(deployment)])


def file_links(deployment: Deployment) -> str:
    """Of any other file; empty where the site has no licence."""
    return ", ".join(_license(deployment))


def resource_links(
    deployment: Deployment, suffix: str, *, path: str, suffixes: Sequence[str]
) -> str:
    """Of a resource's own address, which leads to one of its documents."""
    local = f"{deployment.root}{path}"
    found = [_relation(local, "describedby", suffix)]
    found += [_relation(local, "alternate", one) for one in suffixes if one != suffix]
    return ", ".join([*found, f'<{deployment.origin}{path}>; rel="canonical"'])


def _relation(path: str, relation: str, suffix: str) -> str:
    return f'<{path}.{suffix}>; rel="{relation}"; type="{_TYPES[suffix]}"'


def _license(deployment: Deployment) -> list[str]:
    return [f'<{deployment.license}>; rel="license"'] if deployment.license else []
