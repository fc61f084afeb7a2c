"""What may be a link, and how it is written on a page."""

import pytest

from publisher.render.links import relative, root_of


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
    assert relative(href, root=root) == ""


@pytest.mark.parametrize("href", ["https://a.example/x", "http://a.example", "mailto:a@b.example"])
def test_a_known_scheme_leads_elsewhere_as_it_is(href: str) -> None:
    assert relative(href, root="../") == href


def test_a_path_is_seen_from_the_depth_of_the_page() -> None:
    assert relative("network/enoc.html#a", root=root_of("index.html")) == "network/enoc.html#a"
    assert relative("network/enoc.html#a", root=root_of("kind/x.html")) == "../network/enoc.html#a"
    assert relative("a.html", root=root_of("a/b/c.html")) == "../../a.html"


def test_a_colon_after_a_slash_is_no_scheme() -> None:
    assert relative("network/a:b.html", root="../") == "../network/a:b.html"
