"""`sparql.html`: the query editor, and the form that stands in for it."""

from typing import Final

from publisher.description import SiteFrame
from publisher.editor import Editor
from publisher.model import File
from publisher.policies import EDITOR_PATH
from publisher.render.environment import render_page

ENDPOINT: Final = "sparql/index.html"
"""The file that a host with only the site's files serves at the endpoint's address."""
FIRST_QUERY: Final = """\
# How many there are of each kind.
SELECT ?kind (COUNT(?thing) AS ?things)
WHERE {
  ?thing a ?kind .
}
GROUP BY ?kind
ORDER BY DESC(?things) ?kind
"""


def editor_page(frame: SiteFrame, editor: Editor) -> File:
    """Return the page with the editor; if the editor has no files, with the form alone."""
    return render_page(
        frame,
        "sparql.html",
        path=EDITOR_PATH,
        title="SPARQL",
        first=FIRST_QUERY,
        editor=editor,
    )


def endpoint_page(frame: SiteFrame) -> File:
    """Return the page at the endpoint's address on a host without a server.

    It says where queries are answered. `publisher serve` answers at the same address itself, and
    never shows this page.
    """
    return render_page(frame, "endpoint.html", path=ENDPOINT, title="No queries here")
