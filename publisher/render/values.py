"""Objects of statements as HTML: links, literals, lists, nested statements and expressions."""

import re
from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

from publisher.description import Link, Row, Value
from publisher.render.literals import datatype_name, is_date, is_number, language_attributes
from publisher.render.markup import link_markup, links_markup
from publisher.terms import is_literal, lexical

_IMAGE: Final = Markup(' <span class="held">image</span>')
_WKT: Final = "http://www.opengis.net/ont/geosparql#wktLiteral"
_NUMBER: Final = r"(-?\d{1,3}(?:\.\d+)?)"
_POINT: Final = re.compile(rf"\s*POINT\s*\(\s*{_NUMBER}\s+{_NUMBER}\s*\)\s*", re.IGNORECASE)
"""A point of longitude and latitude: with another reference system it begins with its IRI."""


def value_markup(value: Value, root: str, *, plain_language: str = "") -> Markup:
    """Return a value as a link, a date, a list, nested statements, or text in its language.

    A literal in `plain_language` has no visible tag.
    """
    if value.expression:
        return _expression(value.expression, root)
    if value.items:
        return _items(value, root, plain_language)
    if value.nested:
        return _nested(value.nested, root, plain_language)
    if value.href and not is_literal(value.term):
        return _linked(value, root) + (_IMAGE if value.is_image else "")
    return _literal(value, root, plain_language)


def _linked(value: Value, root: str) -> Markup:
    link = Link(
        label=value.text,
        href=value.href,
        is_claim=value.is_claim,
        title=value.title,
        language=value.language,
    )
    return link_markup(link, root)


def _literal(value: Value, root: str, plain_language: str) -> Markup:
    if value.href:
        shown = _linked(value, root)
    elif (
        value.datatype
        and is_literal(value.term)
        and is_date(form := lexical(value.term), value.datatype)
    ):
        return Markup(f'<time datetime="{form}">{escape(value.text)}</time>')  # noqa: S704
    else:
        attributes = language_attributes(value.language)
        shown = Markup(f"<bdi{attributes}>{_text(value)}</bdi>")  # noqa: S704
    tag = value.language if value.language.lower() != plain_language.lower() else ""
    return shown + _beside(value, tag)


def _beside(value: Value, tag: str) -> Markup:
    """Return what stands behind a literal: its language, its datatype, a way to a map."""
    beside = Markup("")
    if tag:
        beside += Markup(' <span class="tag">{}</span>').format(tag)
    if value.is_image:
        beside += _IMAGE
    if name := datatype_name(value):
        beside += Markup(' <span class="tag" title="{}">{}</span>').format(value.datatype, name)
    if place := _POINT.fullmatch(value.text) if value.datatype == _WKT else None:
        address = f"geo:{place[2]},{place[1]}"
        beside += Markup(' <a href="{}">map</a>').format(address)
    return beside


def _text(value: Value) -> str:
    """Return the text of a value with the words of claims marked."""
    shown, at = [], 0
    for span in value.claimed:
        words = escape(value.text[span.start : span.end])
        shown += [
            escape(value.text[at : span.start]),
            f'<span data-nosnippet><mark class="of-claim">{words}</mark></span>',
        ]
        at = span.end
    text = "".join([*shown, escape(value.text[at:])])
    return f"<span data-nosnippet>{text}</span>" if value.repeats_claim and not at else text


def _expression(parts: Iterable[Link | Value | str], root: str) -> Markup:
    shown = [
        link_markup(part, root)
        if isinstance(part, Link)
        else _in_expression(part, root)
        if isinstance(part, Value)
        else _word(part)
        for part in parts
    ]
    return Markup('<span class="expression">{}</span>').format(Markup("").join(shown))


def _in_expression(value: Value, root: str) -> Markup:
    shown = value_markup(value, root, plain_language=value.language)
    is_text = is_literal(value.term) and not value.href and bool(value.datatype)
    return Markup("“{}”").format(shown) if is_text and not is_number(value.datatype) else shown


def _word(text: str) -> Markup:
    if text.strip().isalpha():
        return Markup(' <span class="keyword">{}</span> ').format(text.strip())
    return escape(text)


def _items(value: Value, root: str, plain_language: str) -> Markup:
    items = [
        Markup("<li>{}</li>").format(value_markup(item, root, plain_language=plain_language))
        for item in value.items
    ]
    if value.left_out:
        items.append(Markup("<li>… and {:,} more, in the data</li>").format(value.left_out))
    return Markup('<ol class="items">{}</ol>').format(Markup("").join(items))


def _nested(rows: Iterable[Row], root: str, plain_language: str) -> Markup:
    shown = []
    for row in rows:
        values = [
            Markup("<dd>{}{}</dd>").format(
                value_markup(value, root, plain_language=plain_language),
                graphs_markup(value.graphs, root),
            )
            for value in (*row.values, *row.others)
        ]
        name = link_markup(row.property, root)
        shown.append(Markup("<div><dt>{}</dt>{}</div>").format(name, Markup("").join(values)))
    return Markup('<dl class="nested">{}</dl>').format(Markup("").join(shown))


def graphs_markup(graphs: Iterable[Link], root: str) -> Markup:
    """Return the graphs of a statement as words behind it; nothing if there are none."""
    links = tuple(graphs)
    if not links:
        return Markup("")
    return Markup(' <span class="graph">in {}</span>').format(links_markup(links, root))
