"""The page "Link to us": IRIs, formats, citations and addresses, with examples that work."""

from typing import Final

from publisher.citation import CITATION_FORMATS
from publisher.description import SiteFrame
from publisher.head import Head
from publisher.linking import CitationExample, LinkGuide
from publisher.model import File
from publisher.render.cite import citation_bytes
from publisher.render.environment import render_page

LINK_TO_US: Final = "link-to-us.html"
_NAMES: Final = {"text": "Text", "bibtex": "BibTeX", "csl": "CSL-JSON", "ris": "RIS"}
_ABOUT: Final = "How to link to what this site describes, how to cite it, and how programs read it."


def link_page(frame: SiteFrame, guide: LinkGuide) -> File:
    """Return the page."""
    return render_page(
        frame,
        "link-to-us.html",
        path=LINK_TO_US,
        title="Link to us",
        head=Head(description=_ABOUT),
        about=_ABOUT,
        guide=guide,
        citations=[(each.title, _formats(each)) for each in guide.citations],
    )


def _formats(example: CitationExample) -> list[tuple[str, str]]:
    """Return a citation in each format, by the name that a reader knows."""
    return [
        (_NAMES[name], citation_bytes(example.citation, name).decode().strip())
        for name in CITATION_FORMATS
    ]
