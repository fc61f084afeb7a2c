"""The `Link` headers of the site, written with a web server's variable for a path.

`path` is that variable, such as `$path`: the address below the root, from its first slash, without
its suffix. https://signposting.org/FAIR/
"""

from collections.abc import Sequence

from publisher.deploy.deployment import Deployment
from publisher.media_types import DOCUMENTS, OTHERS

_TYPES = {**DOCUMENTS, "txt": OTHERS["txt"]}


def document_links(deployment: Deployment, suffix: str, *, path: str) -> str:
    """Return the links of a document that describes a resource."""
    iri = f"{deployment.origin}{path}"
    local = f"{deployment.root}{path}"
    links = [f'<{iri}>; rel="cite-as"', f'<{iri}.{suffix}>; rel="canonical"']
    links += [_relation(local, "alternate", other) for other in DOCUMENTS if other != suffix]
    if suffix == "html":
        links.append(_relation(local, "describedby", "ttl"))
        links.append('<https://schema.org/AboutPage>; rel="type"')
    return ", ".join([*links, *_license(deployment)])


def page_links(deployment: Deployment, *, path: str) -> str:
    """Return the links of a page that describes no resource. `path` has its suffix."""
    iri = f"{deployment.origin}{path}"
    return ", ".join([f'<{iri}>; rel="canonical"', *_license(deployment)])


def file_links(deployment: Deployment) -> str:
    """Return the links of any other file; empty if the site has no licence."""
    return ", ".join(_license(deployment))


def resource_links(
    deployment: Deployment, suffix: str, *, path: str, suffixes: Sequence[str]
) -> str:
    """Return the links of a resource's own address, which leads to one of its documents."""
    local = f"{deployment.root}{path}"
    links = [_relation(local, "describedby", suffix)]
    links += [_relation(local, "alternate", other) for other in suffixes if other != suffix]
    return ", ".join([*links, f'<{deployment.origin}{path}>; rel="canonical"'])


def _relation(path: str, relation: str, suffix: str) -> str:
    return f'<{path}.{suffix}>; rel="{relation}"; type="{_TYPES[suffix]}"'


def _license(deployment: Deployment) -> list[str]:
    return [f'<{deployment.license}>; rel="license"'] if deployment.license else []
