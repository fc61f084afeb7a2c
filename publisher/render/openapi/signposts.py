"""The dataset's link set as operations of the API."""

from publisher.render.openapi.shared import PROBLEM, TEXT_SCHEMA, Object
from publisher.signposting import LINKSET, LINKSET_TYPES


def linkset_paths() -> Object:
    """Return the paths of the link set, one for each format: RFC 9264."""
    return {
        f"/{LINKSET}{suffix}": {
            "get": {
                "operationId": f"linkset{suffix.replace('.', '-')}",
                "tags": ["Catalogue"],
                "summary": f"The typed links of the dataset, as {media_type}",
                "description": (
                    "FAIR Signposting, level 2. If the site has more than a hundred resources, the "
                    "page of each names the link set that has its links, such as linkset-1."
                ),
                "responses": {
                    "200": {
                        "description": "Every link with its anchor",
                        "content": {
                            media_type: {"schema": {"type": "object"} if suffix else TEXT_SCHEMA}
                        },
                    },
                    "default": PROBLEM,
                },
            }
        }
        for suffix, media_type in LINKSET_TYPES.items()
    }
