"""The manifest: what the reconciliation service offers, and where.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#service-manifest
"""

from typing import Final
from urllib.parse import urlsplit

from publisher.serve.reconcile.schema import ReconcileSchema, SchemaTerm
from publisher.serve.site_state import SiteState

WIDTH: Final = 420
HEIGHT: Final = 240
"""Pixels of a preview."""
SETTINGS: Final = (
    {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": "How many values of each entity, at most; 0 for all of them.",
    },
    {
        "name": "content",
        "label": "Content",
        "type": "select",
        "default": "",
        "help_text": "How other entities come as values.",
        "choices": [
            {"value": "", "name": "As entities"},
            {"value": "label", "name": "As labels"},
            {"value": "iri", "name": "As IRIs"},
        ],
    },
    {
        "name": "language",
        "label": "Language",
        "type": "text",
        "default": "",
        "help_text": "Only texts in this language, such as en, and those without a language.",
    },
)


def manifest(schema: ReconcileSchema, site: SiteState, *, address: str) -> dict[str, object]:
    """Return the manifest. `address`: of the service itself, as the client reached it."""
    suggest = {
        kind: {
            "service_url": address,
            "service_path": f"/suggest/{kind}",
            "flyout_service_url": address,
            "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
        }
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": site.frame.title or urlsplit(site.release.base).netloc,
        "identifierSpace": schema.space.iri,
        "schemaSpace": schema.vocabulary.iri,
        "documentation": _documentation(site),
        "serviceVersion": site.release.digest[:12],
        "view": {"url": f"{address}/view?id={{{{id}}}}"},
        "defaultTypes": [type_members(each) for each in schema.best_types()],
        "suggest": suggest,
        "preview": {
            "url": f"{address}/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "extend": {
            "propose_properties": {"service_url": address, "service_path": "/properties"},
            "property_settings": list(SETTINGS),
        },
    }


def _documentation(site: SiteState) -> str:
    """Return a page for people: how to use the site's services, or what the site is."""
    page = "link-to-us.html" if "link-to-us.html" in site.release.files else ""
    return f"{site.release.base}{page}"


def type_members(term: SchemaTerm) -> dict[str, object]:
    """Return a type or a property as answers name it."""
    described = {"description": term.description} if term.description else {}
    return {"id": term.iri, "name": term.name, **described}
