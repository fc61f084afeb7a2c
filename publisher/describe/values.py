"""Objects as pages show them: links, literals, and blank nodes with all that hangs on them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from publisher.describe.expressions import expression_of
from publisher.describe.known_terms import known_label
from publisher.describe.languages import languages_row
from publisher.describe.lists import list_items
from publisher.describe.names import Names, text_of
from publisher.description import Link, Row, Value
from publisher.model import Term, Triple
from publisher.terms import bare, datatype, is_blank, is_literal, language, lexical
from publisher.vocabulary import PREFIXES, RDF_NIL, RDF_TYPE

DEEPEST: Final = 8
"""Blank nodes one inside the other on a page; a deeper one is a link to its page."""
LARGEST: Final = 500
"""Blank nodes in one value."""
LONGEST: Final = 1_000
"""Items of one list."""

GraphsOf = Callable[[Triple], tuple[Link, ...]]
"""Return the graphs of a statement as its page shows them beside it."""

_ANY_URI: Final = f"{PREFIXES['xsd']}anyURI"
_WEB: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_MAIL: Final = re.compile(r"[^\s@:/<>\"]+@[^\s@:/<>\"]+\.[^\s@:/<>\"]+")
_TELEPHONE: Final = re.compile(r"\+?[0-9][0-9 ()./-]{4,}[0-9]")
_IMAGE: Final = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|tiff?|webp)(?:[?#].*)?$", re.IGNORECASE)
_MAILS: Final = frozenset(
    Term(f"<{iri}>")
    for iri in (
        "http://xmlns.com/foaf/0.1/mbox",
        "http://www.w3.org/2006/vcard/ns#email",
        "http://www.w3.org/2006/vcard/ns#hasEmail",
        "https://schema.org/email",
        "http://schema.org/email",
    )
)
_TELEPHONES: Final = frozenset(
    Term(f"<{iri}>")
    for iri in (
        "http://xmlns.com/foaf/0.1/phone",
        "http://www.w3.org/2006/vcard/ns#tel",
        "http://www.w3.org/2006/vcard/ns#hasTelephone",
        "https://schema.org/telephone",
        "http://schema.org/telephone",
    )
)
_IMAGES: Final = frozenset(
    Term(f"<{iri}>")
    for iri in (
        *(f"http://xmlns.com/foaf/0.1/{name}" for name in ("depiction", "img", "logo")),
        "http://xmlns.com/foaf/0.1/thumbnail",
        *(
            f"{scheme}://schema.org/{name}"
            for scheme in ("https", "http")
            for name in ("image", "logo", "photo", "thumbnail", "thumbnailUrl")
        ),
        *(f"http://www.europeana.eu/schemas/edm/{name}" for name in ("object", "preview")),
        "http://dbpedia.org/ontology/thumbnail",
        "http://www.wikidata.org/prop/direct/P18",
        "http://www.w3.org/2006/vcard/ns#hasPhoto",
    )
)


def no_graphs(_triple: Triple) -> tuple[Link, ...]:
    return ()


def value_of(triple: Triple, *, names: Names, graphs: GraphsOf = no_graphs) -> Value:
    """Return a triple's object, with the statements of a blank node nested in it."""
    return _Nesting(names=names, graphs=graphs).value(triple)


@dataclass(kw_only=True)
class _Nesting:
    names: Names
    graphs: GraphsOf
    left: int = LARGEST
    above: tuple[Term, ...] = ()

    def value(self, triple: Triple) -> Value:
        _, predicate, term = triple
        value = self._term(term, predicate)
        graphs = self.graphs(triple)
        return replace(value, graphs=graphs) if graphs else value

    def _term(self, term: Term, predicate: Term) -> Value:
        if is_literal(term):
            value = _literal(term, predicate)
            is_repeated = self.names.words_of_claims.are_in(lexical(term))
            return replace(value, repeats_claim=True) if is_repeated else value
        if is_blank(term):
            return self._blank(term, predicate)
        if term == RDF_NIL:
            return Value(term=term, text="empty list", title="rdf:nil")
        return _link(term, predicate, names=self.names)

    def _blank(self, node: Term, predicate: Term) -> Value:
        names = self.names
        link = names.link(node)
        reference = Value(term=node, text=link.label, href=link.href)
        self.left -= 1
        has_own_page = names.graph.page_of(node) == node
        if has_own_page or node in self.above or len(self.above) >= DEEPEST or self.left < 0:
            return reference
        expression = expression_of(node, predicate=predicate, names=names)
        if expression:
            return Value(term=node, text=_text(expression), expression=expression)
        self.above = (*self.above, node)
        items = list_items(node, graph=names.graph)
        if items is not None:
            shown = tuple(self._term(item, predicate) for item in items[:LONGEST])
            value = replace(reference, href="", items=shown, left_out=len(items) - len(shown))
        else:
            nested = self._rows(names.graph.read(node))
            value = replace(reference, href="", nested=nested)
        self.above = self.above[:-1]
        return value

    def _rows(self, triples: Iterable[Triple]) -> tuple[Row, ...]:
        grouped: dict[Term, list[Triple]] = {}
        for triple in triples:
            grouped.setdefault(triple[1], []).append(triple)
        names = self.names
        return tuple(
            languages_row(
                names.link(predicate),
                map(self.value, grouped[predicate]),
                languages=names.graph.languages,
            )
            for predicate in sorted(grouped, key=names.position)
        )


def _literal(term: Term, predicate: Term) -> Value:
    text, kind = lexical(term), bare(datatype(term))
    return Value(
        term=term,
        text=text,
        language=language(term),
        datatype=kind,
        href=_address(text, predicate),
        is_image=predicate in _IMAGES or (kind == _ANY_URI and bool(_IMAGE.search(text))),
    )


def _address(text: str, predicate: Term) -> str:
    """Return the address that a text is, whatever its datatype; empty if it is none."""
    if _WEB.fullmatch(text):
        return text
    if predicate in _MAILS and _MAIL.fullmatch(text):
        return f"mailto:{text}"
    if predicate in _TELEPHONES and _TELEPHONE.fullmatch(text):
        return "tel:" + re.sub(r"[^+0-9]", "", text)
    return ""


def _link(term: Term, predicate: Term, *, names: Names) -> Value:
    link = names.link(term)
    is_named = (
        predicate == RDF_TYPE
        or names.graph.addresses.is_own(term)
        or link.href != bare(term)
        or known_label(term)
    )
    is_elsewhere = link.href == bare(term)
    return Value(
        term=term,
        text=link.label if is_named else _outside(term),
        language=link.language if is_named else "",
        href=link.href,
        is_claim=link.is_claim,
        title=link.title or (bare(term) if is_named and is_elsewhere else ""),
        is_image=is_elsewhere and (predicate in _IMAGES or bool(_IMAGE.search(term[:-1]))),
    )


def _outside(term: Term) -> str:
    """Return an IRI of elsewhere; an address of mail or telephone without its scheme."""
    text = text_of(term)
    return text.split(":", 1)[1] if text.startswith(("mailto:", "tel:")) else text


def _text(expression: Iterable[Link | Value | str]) -> str:
    parts = (
        part if isinstance(part, str) else part.label if isinstance(part, Link) else part.text
        for part in expression
    )
    return "".join(parts)
