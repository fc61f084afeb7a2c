"""`sparql.html`: the query editor, and the form that stands in for it."""

from collections.abc import Sequence
from typing import Final

from publisher.description import SiteFrame
from publisher.model import File
from publisher.policies import EDITOR_PATH
from publisher.render.environment import render_page

PATH: Final = EDITOR_PATH
ENDPOINT: Final = "sparql/index.html"
"""Where a host that has the site's files alone looks for the endpoint's address."""
FIRST_QUERY: Final = """\
# How many there are of each kind.
SELECT ?kind (COUNT(?thing) AS ?things)
WHERE {
  ?thing a ?kind .
}
GROUP BY ?kind
ORDER BY DESC(?things) ?kind
"""


def editor_page(
    frame: SiteFrame,
    *,
    scripts: Sequence[str],
    styles: Sequence[str],
    licences: str,
) -> File:
    """The page, with the paths of the editor's scripts and styles; without any it is the form."""
    return render_page(
        frame,
        "sparql.html",
        path=PATH,
        title="SPARQL",
        first=FIRST_QUERY,
        scripts=scripts,
        styles=styles,
        licences=licences,
    )


def endpoint_page(frame: SiteFrame) -> File:
    """What stands in place of the endpoint on a host without a server: where queries are answered.

    `publisher serve` answers at the same address itself, and never shows this page there.
    """
    return render_page(frame, "endpoint.html", path=ENDPOINT, title="No queries here")
