"""The `Link` headers of the site, written with a web server's variable for a path.

`path` is that variable, such as `$path`: the address below the root, from its first slash, without
its suffix. https://signposting.org/FAIR/
"""

from collections.abc import Sequence

from publisher.deploy.deployment import Deployment
from publisher.media_types import DOCUMENTS, OTHERS
from publisher.signposting import CATALOG_PAGE, HeaderLinks

_TYPES = {**DOCUMENTS, "txt": OTHERS["txt"]}


def document_links(deployment: Deployment, suffix: str, *, path: str) -> str:
    """Return the links of a document that describes a resource."""
    iri = f"{deployment.origin}{path}"
    local = f"{deployment.root}{path}"
    return _links(deployment).of_document(iri, local, iri, suffix, DOCUMENTS)


def home_links(deployment: Deployment) -> str:
    """Return the links of the front page."""
    return _links(deployment).of_dataset_page("index.html")


def catalog_links(deployment: Deployment) -> str:
    """Return the links of the catalogue's page."""
    return _links(deployment).of_dataset_page(CATALOG_PAGE)


def page_links(deployment: Deployment, *, path: str) -> str:
    """Return the links of a page that describes no resource. `path` has its suffix."""
    return _links(deployment).of_page(f"{deployment.origin}{path}")


def file_links(deployment: Deployment) -> str:
    """Return the links of any other file."""
    return _links(deployment).of_file()


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


def _links(deployment: Deployment) -> HeaderLinks:
    return HeaderLinks(
        base=deployment.base,
        root=f"{deployment.root}/",
        license=deployment.license,
        authors=deployment.authors,
        dataset=deployment.dataset,
    )
