"""Literals, lists and nested statements as HTML."""

import pytest

from publisher.description import Link, Row, Value
from publisher.model import Term
from publisher.render.literals import direction
from publisher.render.values import graphs_markup, value_markup
from publisher.terms import iri, literal
from publisher.vocabulary import PREFIXES

HOSTILE = "<script>\"'&"
PROPERTY = Link(label="p", href="ns/p.html", title="ex:p")


def written(text: str, *, datatype: str = "", language: str = "") -> str:
    kind = datatype if "//" in datatype else f"{PREFIXES['xsd']}{datatype}" if datatype else ""
    term = literal(text, datatype=iri(kind)) if kind else literal(text, language=language)
    return str(value_markup(Value(term=term, text=text, datatype=kind, language=language), ""))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("x", "string"),
        ("1950", "gYear"),
        ("2015-03", "gYearMonth"),
        ("2015-03-01", "date"),
        ("2015-03-01Z", "date"),
        ("2015-03-01T10:00:00Z", "dateTime"),
        ("01", "integer"),
        ("+19.50", "decimal"),
        ("1e6", "double"),
        ("true", "boolean"),
    ],
)
def test_a_plain_datatype_is_not_shown(text: str, datatype: str) -> None:
    shown = written(text, datatype=datatype)

    assert text in shown
    assert "tag" not in shown


@pytest.mark.parametrize(
    ("text", "datatype", "name"),
    [
        ("P1Y", "duration", "xsd:duration"),
        ("0000-00-00", "date", "xsd:date"),
        ("2015-02-30", "date", "xsd:date"),
        ("soon", "integer", "xsd:integer"),
        ("yes", "boolean", "xsd:boolean"),
        ("<b>x</b>", f"{PREFIXES['rdf']}HTML", "HTML"),
        ("x", "http://e.example/types/", "types"),
        (HOSTILE, f"http://e.example/{HOSTILE}", "&lt;script&gt;&#34;&#39;&amp;"),
    ],
)
def test_any_other_datatype_and_one_that_the_text_is_not_stand_beside_it(
    text: str, datatype: str, name: str
) -> None:
    shown = written(text, datatype=datatype)

    assert f">{name}</span>" in shown
    assert "<b>" not in shown
    assert "<script>" not in shown


def test_a_text_shows_its_language_and_direction() -> None:
    assert written("سلام", language="ar") == (
        '<bdi lang="ar" dir="rtl">سلام</bdi> <span class="tag">ar</span>'
    )
    assert 'lang="de" dir="auto"' in written("Brot", language="de")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("he", "rtl"), ("fa-IR", "rtl"), ("ku-Arab", "rtl"), ("ar-Latn", "auto"), ("en", "auto")],
)
def test_the_script_decides_the_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_a_point_leads_to_a_map_without_any_host() -> None:
    wkt = "http://www.opengis.net/ont/geosparql#wktLiteral"

    assert '<a href="geo:52,5">map</a>' in written("POINT(5 52)", datatype=wkt)
    assert "<a" not in written("<http://e.example/crs> POINT(5 52)", datatype=wkt)
    assert "<a" not in written("POLYGON((1 2, 3 4))", datatype=wkt)


def test_an_image_elsewhere_is_a_link_that_says_so() -> None:
    image = iri("https://img.example/a.jpg")
    shown = value_markup(
        Value(term=image, text="https://img.example/a.jpg", href=image[1:-1], is_image=True), ""
    )

    assert str(shown).endswith('</a> <span class="held">image</span>')
    assert "<img" not in shown


def test_nested_statements_lists_and_expressions_are_escaped_and_linked() -> None:
    text = Value(term=literal(HOSTILE), text=HOSTILE)
    nested = Value(
        term=Term("_:x"), text="", nested=(Row(property=PROPERTY, values=(text,), others=(text,)),)
    )
    both = Value(term=Term("_:y"), text="", items=(nested, text), left_out=2_000)
    words = Value(term=Term("_:z"), text="", expression=(PROPERTY, " some ", "(", text, ")", " < "))

    shown = str(value_markup(both, "../"))
    assert "<script>" not in shown
    assert shown.count('<a href="../ns/p.html" title="ex:p">p</a>') == 1
    assert "… and 2,000 more, in the data" in shown
    assert '<span class="keyword">some</span>' in value_markup(words, "")
    assert "&lt;script" in value_markup(words, "")


def test_graphs_stand_behind_a_statement_if_there_are_any() -> None:
    assert graphs_markup((), "") == ""
    assert 'in <a href="g.html">g</a>' in graphs_markup((Link(label="g", href="g.html"),), "")
