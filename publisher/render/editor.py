"""`sparql.html`: the query editor, and the form that stands in for it."""

from collections.abc import Sequence
from typing import Final

from publisher.model import File, SiteFrame
from publisher.render.html import framed

PATH: Final = "sparql.html"
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
    return framed(
        frame,
        "sparql.html",
        path=PATH,
        title="SPARQL",
        first=FIRST_QUERY,
        scripts=scripts,
        styles=styles,
        licences=licences,
    )
