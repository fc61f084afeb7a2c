"""What may be a link, and how it is written on a page."""

import pytest
from markupsafe import Markup

from publisher.description import Link, Value
from publisher.render.markup import (
    link_markup,
    links_markup,
    relative,
    root_of,
    url,
)
from publisher.render.values import value_markup
from publisher.terms import iri, literal


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "/absolute",
        "\\\\evil.example\\x",
        "/\\evil.example",
        "",
    ],
)
@pytest.mark.parametrize("root", ["", "../"])
def test_what_is_no_path_and_no_known_scheme_is_not_linked(href: str, root: str) -> None:
    assert relative(href, root) == ""
    assert url(href, root) == ""


@pytest.mark.parametrize("href", ["https://a.example/x", "http://a.example", "mailto:a@b.example"])
def test_a_known_scheme_leads_elsewhere_as_it_is(href: str) -> None:
    assert relative(href, "../") == href


def test_a_path_is_seen_from_the_depth_of_the_page() -> None:
    assert relative("network/enoc.html#a", root_of("index.html")) == "network/enoc.html#a"
    assert relative("network/enoc.html#a", root_of("kind/x.html")) == "../network/enoc.html#a"
    assert relative("a.html", root_of("a/b/c.html")) == "../../a.html"


def test_a_fragment_stays_on_its_page() -> None:
    assert relative("#of-char=0,5", "../") == "#of-char=0,5"


def test_an_address_is_escaped_for_an_attribute() -> None:
    assert url('a/"><b>&.html', "../") == Markup("../a/&#34;&gt;&lt;b&gt;&amp;.html")
    assert type(url("a.html", "")) is Markup


def test_a_colon_after_a_slash_is_no_scheme() -> None:
    assert relative("network/a:b.html", "../") == "../network/a:b.html"


def test_a_link_elsewhere_says_so_and_one_that_is_refused_is_text() -> None:
    elsewhere = Link(label="<Q1>", href="https://a.example/?x&y")
    assert link_markup(elsewhere, "../") == (
        '<a href="https://a.example/?x&amp;y" rel="external">&lt;Q1&gt;</a>'
    )
    assert link_markup(Link(label="here", href="a.html"), "") == '<a href="a.html">here</a>'
    assert link_markup(Link(label="<no>", href="javascript:x"), "") == "<bdi>&lt;no&gt;</bdi>"


def test_links_are_listed_with_every_part_escaped() -> None:
    links = (Link(label="<a>", href="a.html"), Link(label="&", href="javascript:x"))
    assert links_markup(links, "../") == '<a href="../a.html">&lt;a&gt;</a>, <bdi>&amp;</bdi>'
    assert type(links_markup((), "")) is Markup


def test_a_value_is_a_date_or_a_text_in_its_language() -> None:
    month = "http://www.w3.org/2001/XMLSchema#gYearMonth"
    date = Value(term=literal("2015-03", datatype=iri(month)), text="March 2015", datatype=month)
    assert value_markup(date, "") == '<time datetime="2015-03">March 2015</time>'
    assert value_markup(
        Value(term=literal("Bakı", language="az"), text="Bakı", language="az"), ""
    ) == ('<bdi lang="az" dir="auto">Bakı</bdi> <span class="tag">az</span>')
