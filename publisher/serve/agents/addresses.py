"""What an agent means by an IRI, and where a person reads of it."""

from typing import Final

from publisher.addresses import anchor_of, percent_encoded
from publisher.model import Term
from publisher.serve.agents.tool import Caller, ToolError
from publisher.serve.cite import absolute
from publisher.serve.page_graph import path_of_term
from publisher.serve.suggestions import suggestions
from publisher.terms import fragment, iri

_SUFFIXES: Final = ("", ".html", "/")


def resource_of(text: str, caller: Caller, *, tool: str) -> tuple[Term, str]:
    """Return the term that an IRI, or the address of a page, names, and the path of its page.

    Raises ToolError.
    """
    release = caller.site.release
    address = absolute(text.strip().removeprefix("<").removesuffix(">"), release)
    for suffix in _SUFFIXES:
        term = iri(address.removesuffix(suffix))
        path = path_of_term(term, release)
        if path is not None:
            return term, path
    near = [link.label for link in suggestions(address.removeprefix(release.base), release)]
    meant = f" Near it are {', '.join(near)}." if near and address.startswith(release.base) else ""
    raise ToolError(
        f"{tool}: this dataset describes nothing with the IRI {address[:200]}; "
        f"use search to find the IRI of a name.{meant}"
    )


def page_address(term: Term, path: str, caller: Caller) -> str:
    """Return the address of the page, or of the section of it, that shows a term."""
    address = f"{caller.site.release.base}{percent_encoded(path)}.html"
    anchor = fragment(term) if caller.site.release.addresses.path(term) != path else ""
    return f"{address}#{anchor_of(anchor)}" if anchor else address
