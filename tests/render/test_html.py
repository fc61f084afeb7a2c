"""Pages as a browser and a careful reader meet them."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from publisher.description import Link, Value
from publisher.model import File
from publisher.render import (
    index_page,
    kind_page,
    ontology_page,
    queries_index,
    query_page,
    resource_page,
    stylesheet,
)
from tests.render.samples import claim, description, evidence, frame, query, value

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e]]>--><!--{{ 7*7 }}&amp;"


def _pages(text: str) -> Iterator[File]:
    site, link = frame(text), Link(label=text, href="network/enoc.html")
    yield resource_page(site, description(text))
    yield resource_page(site, description(text), number=2, pages=3)
    yield resource_page(site, description(text, path="enoc"))
    yield index_page(
        site,
        counts={text: 12345, "claims": 3},
        sources=[link],
        queries=[link],
        claimants=[link],
        downloads=[link],
    )
    yield kind_page(
        site, Link(label=text, href="network/"), [(link, text), (link, "")], retired=[link]
    )
    terms = [description(text, path="ontology#Network"), description(text, path="ontology#member")]
    yield ontology_page(site, terms, description(text, path="ontology"))
    rows: list[list[Value | None]] = [
        [value(text), value(text, href="a/b.html")],
        [None, value(text)],
    ]
    yield query_page(site, query(text), [text, "b"], rows, text=text)
    yield queries_index(site, [query(text)])


def _read(page: File) -> Element:
    untyped: Any = html5lib
    parser = untyped.HTMLParser(strict=True, namespaceHTMLElements=False)
    parsed: Element = parser.parse(page.content.decode())
    return parsed


def _text(element: Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


@pytest.mark.parametrize(
    "text", ["plain", HOSTILE, "\x00\x01\x0b\x7f\x85\ufffe\U0001fffe", "a\r\nb"]
)
def test_every_page_is_valid_whatever_the_text(text: str) -> None:
    for page in _pages(text):
        _read(page)


@pytest.mark.parametrize("edge", [
    *range(0x21), *range(0x7E, 0xA1), 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFDCF, 0xFDD0, 0xFDEF,
    0xFDF0, 0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x1FFFD, 0x1FFFE, 0x2FFFF, 0x10FFFD, 0x10FFFF,
])  # fmt: skip
def test_a_character_that_html_has_not_is_replaced_and_every_other_kept(edge: int) -> None:
    is_control = (edge < 0x20 and chr(edge) not in "\t\n\f\r") or 0x7F <= edge < 0xA0
    is_none = 0xFDD0 <= edge < 0xFDF0 or edge & 0xFFFE == 0xFFFE or 0xD800 <= edge < 0xE000
    shown = "\ufffd" if is_control or is_none else chr(edge)
    page = index_page(frame(f"a{chr(edge)}b"), counts={}, sources=(), queries=())
    assert f"<title>a{shown}b</title>".encode() in page.content


def test_hostile_text_stays_text() -> None:
    for page in _pages(HOSTILE):
        tree = _read(page)
        assert tree.find(".//img") is None
        assert all(s.get("type") == "application/ld+json" for s in tree.iter("script"))
        assert not [e for e in tree.iter() if any(name.startswith("on") for name in e.attrib)]
        assert "49" not in page.content.decode().replace("12,345", "")
        assert HOSTILE in "".join(tree.itertext())


def test_two_frames_of_a_process_keep_their_own_header_and_footer() -> None:
    for text in ("One", HOSTILE):
        page = _read(resource_page(frame(text), description("x")))
        for place in (".//header[@class='site']/a", ".//footer//bdi"):
            element = page.find(place)
            assert element is not None
            assert _text(element) == text


def test_every_link_is_relative_or_leads_elsewhere_by_a_known_scheme() -> None:
    for page in _pages("plain"):
        root = "../" * page.path.count("/")
        for link in _read(page).iter("a"):
            href = link.get("href", "")
            assert href.startswith(("#", "http://", "https://", root)), href
            assert "javascript" not in href
            if not root and not href.startswith("http"):
                assert not href.startswith("../")


def test_an_id_stands_once_on_a_page() -> None:
    for page in _pages("plain"):
        ids = [element.get("id") for element in _read(page).iter() if element.get("id")]
        expected = ids if page.path == "ontology.html" else list(dict.fromkeys(ids))
        assert ids == expected, page.path


def test_no_data_can_end_the_script_element_that_it_is_in() -> None:
    node = {"@context": "https://schema.org", "name": HOSTILE + "</script><!--<script>\ufffe\x7f"}
    tree = _read(resource_page(frame(), replace(description(), schema_nodes=(node,))))
    scripts = [json.loads(script.text or "") for script in tree.iter("script")]
    assert node in scripts


def test_the_whole_jsonld_is_linked_and_not_in_the_page() -> None:
    tree = _read(resource_page(frame(), description()))
    linked = [
        link.get("href")
        for link in tree.iter("link")
        if link.get("rel") == "alternate" and link.get("type") == "application/ld+json"
    ]
    assert linked == ["../network/enoc.jsonld"]
    for script in tree.iter("script"):
        assert json.loads(script.text or "")["@context"] == "https://schema.org"


def test_no_page_has_inline_style_or_leaves_the_site_for_what_it_loads() -> None:
    for page in _pages("plain"):
        tree = _read(page)
        assert tree.find(".//style") is None
        assert not [element for element in tree.iter() if element.get("style")]
        assert not [element for element in tree.iter() if element.get("src")]
        policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']")
        assert policy is not None
        assert policy.get("content", "").startswith("default-src 'none'; style-src 'self'")


def test_a_quote_is_shown_in_its_whole_sentence() -> None:
    proof = replace(evidence("x"), before="It is not ", exact="true", after=" at all.")
    row = description().rows[0]
    told = replace(row.values[0], evidence=(proof,))
    page = replace(description(), rows=(replace(row, values=(told,)),), joined=(), claims=())
    quote = _read(resource_page(frame(), replace(page, claim=None))).find(".//dd//blockquote")
    assert quote is not None
    assert _text(quote) == "It is not true at all."
    assert quote.get("cite") == "../source/page.html"


def test_a_claim_is_never_worded_as_a_fact() -> None:
    page = replace(description("X"), rows=(), joined=(), claim=None, source=None)
    page = replace(page, claims=(claim("Trial"), claim("The page", reported=False)))
    tree = _read(resource_page(frame(), page))
    leads = [_text(p) for p in tree.iter("p") if p.get("class") == "lead"]
    assert leads == [
        "Claim Trial, in the source’s words Trial and Trial, as Trial reports:",
        "Claim The source “The page” says:",
    ]
    contents = [_text(li) for li in tree.iterfind(".//ul[@class='contents']/li")]
    assert contents[0] == "claimed: claim: Trial – claim: Trial – Trial"
    section = tree.find(".//section[@class='claims']")
    assert section is not None
    assert "not by this site" in _text(section)
    assert tree.find(".//section[@class='record']") is None


def test_a_value_without_evidence_is_the_editors_and_no_part_of_the_record() -> None:
    page = replace(description(), source=None)
    tree = _read(resource_page(frame(), page))
    quoted = tree.findall(".//section[@class='record']//dd")
    added = tree.findall(".//section[@class='editorial']//dd")
    assert ["editor" in _text(dd) for dd in quoted[:1]] == [False]
    assert [_text(dd).endswith("editor") for dd in added] == [True, True]
    assert quoted[0].get("id") == "established-8485a3"


def test_a_project_without_sources_has_no_editor_and_no_record() -> None:
    page = replace(description(), source=None, claim=None, claims=(), retired=False)
    tree = _read(resource_page(replace(frame(), has_sources=False), page))
    text = _text(tree)
    assert "editor" not in text
    assert "On record" not in text
    assert next(_text(one) for one in tree.iter("h2")) == "Statements"


def test_what_grows_runs_over_numbered_pages_that_show_nothing_else() -> None:
    page = resource_page(frame(), description(), number=2, pages=3)
    tree = _read(page)
    assert page.path == "network/enoc~p2.html"
    assert [_text(heading) for heading in tree.iter("h2")] == [
        "Joined with others",
        "Claims",
        "Named by",
        "This description as data",
    ]
    hrefs = [link.get("href") for link in tree.iterfind(".//nav[@class='pages']/a")]
    assert hrefs == ["../network/enoc.html", "../network/enoc~p3.html"]


def test_a_retired_resource_says_what_replaced_it() -> None:
    banner = _read(resource_page(frame(), description())).find(".//div[@role='note']")
    assert banner is not None
    assert "What replaced it: ENOC." in _text(banner)


def test_a_retired_statement_keeps_its_anchor_and_says_what_replaced_it() -> None:
    entries = _read(resource_page(frame(), description())).findall(
        ".//section[@class='retired']//li"
    )
    assert [(one.get("id"), " ".join(_text(one).split())) for one in entries] == [
        ("founded-1", "#founded-1 no longer stated; replaced by ENOC, claim: ENOC"),
        ("until-1", "#until-1 no longer stated"),
    ]
    assert [link.get("href") for link in entries[0].iter("a")] == [
        "../country/azerbaijan.html",
        "../claim/one.html#founded-2",
    ]


def test_the_reader_shows_the_text_whole_with_an_anchor_for_each_passage() -> None:
    tree = _read(resource_page(frame(), description("ab\ncd\n")))
    reader = tree.find(".//div[@class='text']")
    assert reader is not None
    assert [m.get("id") for m in reader.iter("mark") if m.get("id")] == ["char=0,4", "char=2,9"]
    shown = "".join("".join(p.itertext()) for p in reader)
    assert shown == "ab\ncd\n" * 3


def test_the_stylesheet_is_named_by_its_content() -> None:
    assert re.fullmatch(r"static/site\.[0-9a-f]{12}\.css", stylesheet().path)
    assert b"url(" not in stylesheet().content


def test_a_claims_page_says_claim_once_in_heading_and_title() -> None:
    for label in ("The trial was unlawful", "Claim: “the unlawful trial”"):
        tree = _read(resource_page(frame(), description(label)))
        for element in (tree.find(".//h1"), tree.find(".//title")):
            assert element is not None
            assert _text(element).startswith("Claim: ")
            assert _text(element).count("Claim") == 1


def test_a_page_is_made_without_disk_or_network() -> None:
    script = (
        "import sys\n"
        "from tests.render.samples import description, frame\n"
        "from publisher.render import resource_page\n"
        "def refuse(event, _):\n"
        "    if event in ('open', 'socket.connect'):\n"
        "        raise RuntimeError(event)\n"
        "site, page = frame(), description()\n"
        "sys.addaudithook(refuse)\n"
        "resource_page(site, page)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_hub_links_to_the_pages_about_this_one_and_to_both_ends() -> None:
    page = resource_page(frame(), description(), number=50, pages=99)
    shown = [_text(e) for e in _read(page).iterfind(".//nav[@class='pages']/*")]
    assert shown == ["1", "47", "48", "49", "50", "51", "52", "53", "99"]


@pytest.mark.parametrize(
    ("publisher", "license_", "expected"),
    [
        ("A. Editor", "", "Published by A. Editor. What is on record"),
        ("", "https://a.example/licence", "Published under https://a.example/licence. What"),
        ("", "", "What is on record"),
    ],
)
def test_the_footer_names_nobody_if_nobody_is_named(
    publisher: str, license_: str, expected: str
) -> None:
    site = replace(frame(), publisher=publisher, license=license_)

    page = _read(queries_index(site, [query("q")]))

    (footer,) = page.iter("footer")
    assert _text(footer).startswith(expected)
