"""`openapi.json`: the ready queries, the endpoint and the other services as an API.

https://spec.openapis.org/oas/v3.1.1
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from publisher.description import SiteFrame
from publisher.model import File, ReadyQuery, SitePath
from publisher.render.openapi.agents import agent_paths
from publisher.render.openapi.catalog import catalog_paths
from publisher.render.openapi.changes import change_paths
from publisher.render.openapi.citations import citation_paths
from publisher.render.openapi.links import link_paths
from publisher.render.openapi.operation import operation_paths
from publisher.render.openapi.queries import query_paths
from publisher.render.openapi.reconcile import reconcile_paths
from publisher.render.openapi.shared import COMPONENT_SCHEMAS, RESPONSES
from publisher.render.openapi.signposts import linkset_paths
from publisher.render.openapi.sparql import sparql_paths

OPENAPI_PATH: Final = SitePath("openapi.json")


def openapi_file(
    frame: SiteFrame, queries: Sequence[ReadyQuery], *, version: str, expected: Mapping[str, str]
) -> File:
    """Return the description of the site's API. Its server is where it is read from.

    `expected`: what a parameter of each type may be, in words.
    """
    about = {
        "openapi": "3.1.1",
        "info": {
            "title": frame.title,
            "description": frame.description,
            "version": version,
            **(
                {"license": {"name": "Licence of the data", "url": frame.license}}
                if frame.license
                else {}
            ),
        },
        "servers": [{"url": "."}],
        "externalDocs": {
            "description": "The same to try in a browser",
            "url": f"{frame.base}api.html",
        },
        "paths": {
            **query_paths(queries, expected),
            **sparql_paths(),
            **catalog_paths(),
            **linkset_paths(),
            **change_paths(),
            **citation_paths(frame.base, frame.dataset),
            **agent_paths(),
            **link_paths(),
            **reconcile_paths(),
            **operation_paths(),
        },
        "components": {"schemas": COMPONENT_SCHEMAS, "responses": RESPONSES},
    }
    return File(path=OPENAPI_PATH, content=json.dumps(about, ensure_ascii=False, indent=1).encode())
