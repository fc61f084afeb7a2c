"""The IRIs that the tool makes, and the paths on the site that IRIs lead to.

The IRI of a statement is a hash IRI on the page of its subject (or of its claim), that of a passage
one on the page of its source. So every statement has an anchor, and no node is blank.
"""

import hashlib
import re
from typing import Final
from urllib.parse import quote, unquote

from publisher.address_map import Addresses
from publisher.model import SitePath, Span, Term, Triple
from publisher.terms import bare, fragment, local_name, page_iri

__all__ = [
    "CLAIMS_SUFFIX",
    "DIGITS",
    "GONE",
    "RETIRED",
    "RETIRED_SUFFIX",
    "SITE_DESCRIPTION",
    "Addresses",
    "anchor_of",
    "claims_file_iri",
    "passage_iri",
    "path_of",
    "percent_encoded",
    "selector_iri",
    "span_of",
    "statement_iri",
]

DIGITS: Final = 8
CLAIMS_SUFFIX: Final = ".claims.ttl"
"""The end of the path of the file that lists the claims about a topic."""
SITE_DESCRIPTION: Final = SitePath("site.json")
"""The path of the file that describes the site to its server and to the query editor."""
_PASSAGE: Final = re.compile(r"char=\d{1,18},\d{1,18}", re.ASCII)
GONE: Final = SitePath("gone.json")
"""The path of the list of IRIs that are no longer described."""
RETIRED: Final = SitePath("retired.json")
"""The path of the list of retired resources that have pages."""
RETIRED_SUFFIX: Final = ".retired.json"
"""The end of the path of the file that says what became of a retired resource."""
_SELECTOR: Final = re.compile(r"^(?:quote|position)=(?=\d+,\d+$)")
_NOT_IN_A_PATH: Final = re.compile('[\x00-\x20"#%<>?\\[\\\\\\]^`{|}\x7f]')


def statement_iri(triple: Triple, *, host: Term, base: str) -> Term:
    """Return a statement's IRI, made of its terms relative to the base: the same for every base."""
    relative = "\n".join(triple).replace(f"<{base}", "<")
    digest = hashlib.sha256(relative.encode()).hexdigest()[:DIGITS]
    name = f"{local_name(triple[1])}-{digest}"
    if fragment(host):
        name = f"{fragment(host)}.{name}"
    return Term(f"{page_iri(host)[:-1]}#{name}>")


def passage_iri(source: Term, span: Span) -> Term:
    return Term(f"{source[:-1]}#char={span.start},{span.end}>")


def selector_iri(source: Term, kind: str, span: Span) -> Term:
    """Return the IRI of a passage's selector. `kind`: `quote` or `position`."""
    return Term(f"{source[:-1]}#{kind}={span.start},{span.end}>")


def is_passage(term: Term) -> bool:
    """Return whether a term has the form of a passage's IRI, which names its span."""
    return term.startswith("<") and _PASSAGE.fullmatch(fragment(term)) is not None


def span_of(passage_iri: Term) -> Span:
    """Return the inverse of `passage`."""
    start, end = fragment(passage_iri).removeprefix("char=").split(",")
    return Span(start=int(start), end=int(end))


def claims_file_iri(topic: Term) -> Term:
    """Return the document that lists the claims about a resource."""
    return Term(f"{topic[:-1]}{CLAIMS_SUFFIX}>")


def anchor_of(fragment: str) -> str:
    """Return the anchor of a fragment on its page: that of its passage for a selector."""
    return _SELECTOR.sub("char=", fragment)


def path_of(term: Term, *, base: str) -> SitePath:
    """Return the path of an authored IRI below the base; empty outside of it."""
    iri = bare(page_iri(term))
    return SitePath(unquote(iri[len(base) :]) if iri.startswith(base) else "")


def percent_encoded(path: str) -> str:
    """Return a path as an address has it.

    >>> quoted("thing/a b#c.html")
    'thing/a%20b%23c.html'
    """
    return _NOT_IN_A_PATH.sub(lambda match: quote(match.group(), safe=""), path)
