"""The map from IRIs to paths: which paths pages have, and that no two can ever have one file."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from publisher.addresses import Addresses
from publisher.model import SitePath, Term
from publisher.namespaces import OWN_FILES, OWN_FOLDERS, is_taken, name_fault
from publisher.pages.resource import PAGE_SUFFIXES, SOURCE_SUFFIXES
from publisher.path_segments import MAX_PATH, MAX_SEGMENT
from publisher.terms import iri

BASE: Final = "https://example.org/"
ORG: Final = "http://www.w3.org/ns/org#"
NAMESPACES: Final = {BASE: "", ORG: "org", "https://example.org/onto/": "onto"}


def _map(*pages: str, namespaces: Mapping[str, str] = NAMESPACES, base: str = BASE) -> Addresses:
    return Addresses.of(map(_term, pages), base=base, namespaces=namespaces)


def _term(text: str) -> Term:
    return Term(text) if text.startswith("_:") else iri(text)


def _path(page: str) -> str:
    return _map(page).path(_term(page))


@pytest.mark.parametrize(
    ("page", "path"),
    [
        # What people write.
        (f"{BASE}network/enoc", "network/enoc"),
        (f"{BASE}person/Zoë_Müller-Çelik", "person/Zoë_Müller-Çelik"),
        (f"{BASE}国/東京", "国/東京"),
        (f"{BASE}code/01.1", "code/01.1"),
        (f"{BASE}a(b),c+d=e@f!g'h&i;j$k", "a(b),c+d=e@f!g'h&i;j$k"),
        # The root itself, trailing and double slashes.
        (BASE, "index"),
        (f"{BASE}term/", "term/index"),
        (f"{BASE}a//b", "a/~/b"),
        (f"{BASE}/a", "~/a"),
        # Namespaces with a name.
        ("http://www.w3.org/ns/org", "org"),
        (f"{ORG}Post", "org/Post"),
        (f"{ORG}a/b", "org/a/b"),
        (ORG, "org/~"),
        ("http://www.w3.org/ns/org/a", "_/http/www.w3.org/ns/org/a"),
        ("https://example.org/onto/", "onto/index"),
        ("https://example.org/onto/Term", "onto/Term"),
        ("https://example.org/onto", "~6fnto"),
        (f"{BASE}org/x", "~6frg/x"),
        # Hash IRIs that have a page, in a namespace that is not theirs alone.
        (f"{BASE}vocab#Term", "vocab~~/Term"),
        (f"{BASE}vocab/#a/b", "vocab/index~~/a/b"),
        ("http://other.org/v#T", "_/http/other.org/v~~/T"),
        # All others.
        ("https://doi.org/10.1/x", "_/https/doi.org/10.1/x"),
        ("urn:uuid:0001", "_/urn/uuid/0001"),
        ("urn:", "_/urn/index"),
        ("urn::a", "_/urn/~/a"),
        ("urn:x:a/b", "_/urn/x/a~2fb"),
        ("tag:me@example.org,2024:a", "_/tag/me@example.org,2024/a"),
        ("mailto:a@b.example", "_/mailto/a@b.example"),
        ("doi:10.1/x", "_/doi/10.1~2fx"),
        ("http://u:p@[::1]:80/a", "_/http/u~3ap@~5b~3a~3a1~5d~3a80/a"),
        ("http://example.com", "_/http/example.com"),
        ("http://example.com/", "_/http/example.com/index"),
        ("http:a:b", "_/http/~~/a/b"),
        ("x://a/b", "_/x/~~/a/b"),
        ("file:///a", "_/file/~/a"),
        ("a/b", "_/~/a/b"),
        ("", "_/~/index"),
        ("_:b0", "_/~blank/b0"),
        # What file systems and web servers do not take, or take for something else.
        (f"{BASE}person?id=1", "person~3fid=1"),
        (f"{BASE}person%2F2", "person~252F2"),
        (f"{BASE}~me", "~7eme"),
        (f"{BASE}person:3", "person~3a3"),
        (f"{BASE}a b", "a~20b"),
        (f"{BASE}a\x00\n\u200b", "a~00~0a~e2~80~8b"),
        (f"{BASE}doc/a.html", "doc/a~2ehtml"),
        (f"{BASE}doc/a.TTL.gz", "doc/a.TTL~2egz"),
        (f"{BASE}doc/a.html/b", "doc/a~2ehtml/b"),
        (f"{BASE}doc/a.claims", "doc/a~2eclaims"),
        (f"{BASE}doc/a.php", "doc/a~2ephp"),
        (f"{BASE}index", "~69ndex"),
        (f"{BASE}term/Index", "term/~49ndex"),
        (f"{BASE}con/NUL/aux.x/com1/lpt²", "~63on/~4eUL/~61ux.x/~63om1/~6cpt²"),
        (f"{BASE}./../.../.a/a.", "~2e/~2e~2e/~2e.~2e/~2ea/a~2e"),
        # Unicode forms: NFC stays.
        (f"{BASE}caf\u00e9", "caf\u00e9"),
        (f"{BASE}cafe\u0301", "cafe~cc~81"),
        (f"{BASE}\u212b", "~e2~84~ab"),
        (f"{BASE}😀", "😀"),
        # The site's own addresses.
        (f"{BASE}queries/x", "~71ueries/x"),
        (f"{BASE}Sparql", "~53parql"),
        (f"{BASE}catalog", "~63atalog"),
        (f"{BASE}sitemap-2", "~73itemap-2"),
        (f"{BASE}_/x", "~5f/x"),
        (f"{BASE}.well-known/void", "~2ewell-known/void"),
        (f"{BASE}robots.txt", "robots~2etxt"),
        (f"{BASE}sitemap.xml/a", "~73itemap.xml/a"),
        (f"{BASE}site.json", "~73ite.json"),
        (f"{BASE}data.json/a.csv", "data.json/a.csv"),
        (f"{BASE}a/sparql", "a/sparql"),
        (f"{BASE}catalog/a", "catalog/a"),
        (f"{BASE}catalog/", "catalog/index"),
        (f"{BASE}catalog#a", "~63atalog~~/a"),
    ],
)
def test_each_kind_of_iri_has_its_path_and_the_path_leads_back(page: str, path: str) -> None:
    addresses = _map(page)
    assert addresses.path(_term(page)) == path
    assert addresses.page(path) == _term(page)
    assert addresses.iri(path) == (None if page.startswith("_:") else page)


def test_a_hash_namespace_may_be_the_root() -> None:
    addresses = _map(namespaces={ORG: ""}, base="https://me.example/org/")
    pages = ("http://www.w3.org/ns/org", f"{ORG}Post", f"{ORG}sparql", ORG)
    paths = [addresses.path(iri(page)) for page in pages]
    assert paths == ["index", "Post", "~73parql", "~"]
    assert [addresses.iri(path) for path in paths] == list(pages)
    assert addresses.path(iri("https://me.example/org/a")) == "_/https/me.example/org/a"


def test_the_base_is_the_root_if_no_namespace_is() -> None:
    addresses = _map(namespaces={ORG: "org"})
    assert addresses.path(iri(f"{BASE}a")) == "a"
    assert addresses.is_own(iri(f"{BASE}a"))


def test_is_own_knows_namespaces_and_the_documents_of_hash_namespaces() -> None:
    addresses = _map()
    own = (BASE, f"{BASE}a", f"{ORG}Post", "http://www.w3.org/ns/org")
    assert all(addresses.is_own(iri(text)) for text in own)
    foreign = (
        "http://www.w3.org/ns/organ",
        "https://doi.org/10.1/x",
        "urn:a",
        "http://example.org/a",
    )
    assert not any(addresses.is_own(iri(text)) for text in foreign)
    assert not addresses.is_own(Term("_:b0"))


def test_a_kind_is_a_folder_of_the_root_namespace() -> None:
    addresses = _map()
    kinds = {
        f"{BASE}network/enoc": "network",
        f"{BASE}source/a/b": "source",
        f"{BASE}about": "",
        BASE: "",
        f"{BASE}onto/Term": "",
        f"{ORG}Post": "",
        f"{BASE}vocab#Term": "",
        "https://doi.org/10.1/x": "",
        "_:b0": "",
    }
    assert {page: addresses.kind(_term(page)) for page in kinds} == kinds


def test_of_two_paths_that_differ_by_case_the_lower_one_stays() -> None:
    pages = [f"{BASE}term/{name}" for name in ("name", "Name", "NAME", "other", "Alone")]
    addresses = _map(*pages)
    paths = [addresses.path(iri(page)) for page in pages]
    assert paths == ["term/name", "term/~4eame", "term/~4e~41~4d~45", "term/other", "term/Alone"]
    assert [addresses.iri(path) for path in paths] == pages
    assert addresses.iri("term/Name") is None


def test_a_long_iri_is_found_back_by_look_up() -> None:
    pages = [f"{BASE}{'a' * (MAX_SEGMENT + more)}" for more in (0, 1, 2)]
    addresses = _map(*pages)
    short, *long = (addresses.path(iri(page)) for page in pages)
    assert short == "a" * MAX_SEGMENT
    assert all(path.startswith("_/~~/example-org-aaa") for path in long)
    assert len({*long}) == 2
    assert [addresses.iri(path) for path in long] == pages[1:]
    assert _map().iri(long[0]) is None
    assert _map().path(iri(pages[1])) == long[0]


def test_a_path_that_no_page_has_leads_nowhere() -> None:
    paths = ["", "a~zz", "a~4e", "_", "_/", "_/urn", "a//b", "/a", "a/", "~", "_/~blank", "org"]
    addresses = _map(namespaces={BASE: "", "https://example.org/onto/": "org"})
    assert [path for path in paths if addresses.page(path) is not None] == []


@pytest.mark.parametrize("name", ["org", "dcat-ap", "n_2"])
def test_a_name_of_letters_digits_and_hyphens_is_fit(name: str) -> None:
    assert name_fault(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        *sorted(OWN_FILES | OWN_FOLDERS),
        "sitemap-1",
        "Org",
        "a/b",
        "con",
        "index",
        "-a",
        "ü",
        "a" * 41,
    ],
)
def test_a_name_that_could_be_something_else_is_not_fit(name: str) -> None:
    assert name_fault(name)
    # It is passed over, so that no path becomes ambiguous.
    assert _map(namespaces={ORG: name}).path(iri(f"{ORG}a")) == "_/http/www.w3.org/ns/org~~/a"


# Whatever the IRIs are.

_PIECES: Final = (
    *("a", "A", "b", "/", "//", ":", "#", "?", "%", "~", ".", "..", " ", "\x00", "\n", "\\", '"'),
    *("index", "Index", "con", "nul", "com1", ".html", ".TTL", ".claims", ".gz", "~~", "~p2"),
    *("~4e", "4e", "sparql", "Sparql", "catalog", "_", "org", "onto", "queries", "sitemap-1"),
    *("é", "e\u0301", "É", "ß", "ss", "ẞ", "ſ", "K", "\u0301", "ı", "İ", "i\u0307", "Σ", "ς", "😀"),
    *("h\u0331", "ẖ", "H\u0331", "\u0345", "ͅα", "ǰ", "\u200d", "\ud800", "\ufffe", "x" * 181),
)
_STARTS: Final = (
    *(
        "",
        BASE,
        "https://example.org",
        "https://example.org/onto/",
        ORG,
        "http://www.w3.org/ns/org",
    ),
    *("http://a.example/", "HTTP://A.example/", "http://u:p@[::1]:80/", "http:", "https:/", "urn:"),
    *("urn:uuid:", "tag:", "mailto:", "x://", "x:", "_:", "con:", "~:", "a.html:"),
)
_texts = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=6).map("".join),
    st.text(max_size=30),
)
_pages = st.builds("{}{}".format, st.sampled_from(_STARTS), _texts).map(_term)
_maps = st.sampled_from(
    [NAMESPACES, {ORG: ""}, {BASE: "", f"{BASE}a": "n"}, {"http://a.example/": ""}]
)


@settings(max_examples=600, deadline=None)
@given(_pages, _maps)
@example(_term("_:a/b"), NAMESPACES)
def test_any_iri_has_a_path_that_leads_back(page: Term, namespaces: Mapping[str, str]) -> None:
    addresses = Addresses.of([page], base=BASE, namespaces=namespaces)
    path = addresses.path(page)
    assert addresses.page(path) == page
    assert _faults(path) == []


@settings(max_examples=600, deadline=None)
@given(st.lists(_pages, max_size=12, unique=True), _maps)
@example(list(map(_term, (f"{BASE}ss", f"{BASE}ß", f"{BASE}SS"))), NAMESPACES)
@example(list(map(_term, (f"{BASE}NAme", f"{BASE}NaMe"))), NAMESPACES)
@example(list(map(_term, (f"{BASE}H\u0331", f"{BASE}ẖ", f"{BASE}h\u0331"))), NAMESPACES)
def test_no_file_of_any_set_of_pages_is_another_file_or_a_folder(
    pages: list[Term], namespaces: Mapping[str, str]
) -> None:
    addresses = Addresses.of(pages, base=BASE, namespaces=namespaces)
    paths = [addresses.path(page) for page in pages]
    assert [addresses.page(path) for path in paths] == pages
    files = [file for path in paths for file in _files(path)]
    keys = [_as_on_disk(file) for file in files]
    assert len(keys) == len({*keys})
    folders = {
        _as_on_disk("/".join(path.split("/")[:count]))
        for path in paths
        for count in range(1, path.count("/") + 1)
    }
    assert folders.isdisjoint(keys)


@settings(max_examples=300, deadline=None)
@given(st.lists(_pages, min_size=1, max_size=8, unique=True), st.randoms())
def test_paths_do_not_depend_on_the_order_of_pages(pages: list[Term], random: object) -> None:
    shuffled = list(pages)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first = Addresses.of(pages, base=BASE, namespaces=NAMESPACES)
    second = Addresses.of(shuffled, base=BASE, namespaces=NAMESPACES)
    assert first == second


@settings(max_examples=300, deadline=None)
@given(st.lists(_pages, max_size=8, unique=True), _pages)
def test_a_new_iri_moves_at_most_one_older_path(pages: list[Term], new: Term) -> None:
    assume(new not in pages)
    before = Addresses.of(pages, base=BASE, namespaces=NAMESPACES)
    after = Addresses.of([*pages, new], base=BASE, namespaces=NAMESPACES)
    moved = [page for page in pages if before.path(page) != after.path(page)]
    assert len(moved) <= 1
    assert all(
        _as_on_disk(before.path(page)) == _as_on_disk(after.regular_path(new)) for page in moved
    )


@settings(max_examples=600, deadline=None)
@given(_texts, _maps)
def test_no_page_has_an_address_of_the_site_itself(
    text: str, namespaces: Mapping[str, str]
) -> None:
    addresses = Addresses(base=BASE, namespaces=namespaces)
    path = addresses.path(iri(f"{BASE}{text}"))
    assert path.startswith("_/") or not is_taken(path.split("/"))


@settings(max_examples=600, deadline=None)
@given(st.text(alphabet="ab~/._0123456789abcdef4eN", max_size=20))
def test_any_path_leads_to_one_page_or_to_none(path: str) -> None:
    addresses = Addresses(base=BASE, namespaces=NAMESPACES)
    page = addresses.page(path)
    assert page is None or addresses.path(page) == path


def _files(path: SitePath) -> Iterable[str]:
    for suffix in {*PAGE_SUFFIXES, *SOURCE_SUFFIXES, "trig", "nq"}:
        yield from (f"{path}.{suffix}", f"{path}.{suffix}.gz", f"{path}.{suffix}.br")
    yield from (f"{path}~p{number}.html" for number in (2, 10))


def _as_on_disk(path: str) -> str:
    """Return what the least exact file system makes of a path."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())
    return unicodedata.normalize("NFD", folded)


def _faults(path: str) -> list[str]:
    segments = path.split("/")
    odd = set('\\:*?"<>|%#[]^`{} ')
    return [
        *(["size"] if len(path.encode()) > MAX_PATH else []),
        *(["form"] if unicodedata.normalize("NFC", path) != path else []),
        *(segment for segment in segments if not segment or odd & {*segment}),
        *(segment for segment in segments if segment[0] == "." or segment[-1] == "."),
        *(segment for segment in segments if len(segment.encode()) > MAX_SEGMENT),
        *(letter for letter in path if unicodedata.category(letter)[0] in "CZ"),
    ]
