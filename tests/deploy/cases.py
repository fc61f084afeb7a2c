"""The matrix: requests that each web server must answer as `publisher serve` does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

FIREFOX: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
RDFLIB: Final = "text/turtle, application/x-turtle, */*;q=0.1"
COMPACT: Final = "gzip, deflate, br"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request. In a header `{tag}` and `{date}` are the server's own, from an earlier answer."""

    name: str
    path: str
    """Below the site's root."""
    status: int
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


def get(name: str, path: str, status: int, **headers: str) -> Case:
    return Case(name=name, path=path, status=status, headers=named(headers))


def head(name: str, path: str, status: int, **headers: str) -> Case:
    return Case(name=name, path=path, status=status, method="HEAD", headers=named(headers))


def other(method: str, path: str, status: int, **headers: str) -> Case:
    name = f"{method} {path or 'home'}"
    return Case(name=name, path=path, status=status, method=method, headers=named(headers))


def named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-").title(): value for name, value in headers.items()}


_QUERY: Final = "sparql?query=" + quote("SELECT ?s WHERE { ?s a ?c } ORDER BY ?s LIMIT 3")
_NAMES: Final = "%7B%22q%22%3A%7B%22query%22%3A%22ENOC%22%7D%7D"
_ALL: Final = "sparql?query=" + quote("SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o")
_GRAPH: Final = "sparql?query=" + quote("CONSTRUCT WHERE { ?s a ?c } LIMIT 1")

NEGOTIATED: Final = (
    get("resource without Accept", "network/enoc", 303),
    get("resource for a browser", "network/enoc", 303, accept=FIREFOX),
    get("resource for curl", "network/enoc", 303, accept="*/*"),
    get("resource as Turtle", "network/enoc", 303, accept="text/turtle"),
    get("resource as JSON-LD", "network/enoc", 303, accept="application/ld+json"),
    get("resource as N-Triples", "network/enoc", 303, accept="application/n-triples"),
    get("resource as RDF/XML", "network/enoc", 303, accept="application/rdf+xml"),
    get("resource in upper case", "network/enoc", 303, accept="TEXT/TURTLE"),
    get("resource for rdflib", "network/enoc", 303, accept=RDFLIB),
    get("resource as any application", "network/enoc", 303, accept="application/*"),
    get("resource as any text", "network/enoc", 303, accept="text/*"),
    get("two formats alike", "network/enoc", 303, accept="application/rdf+xml, text/turtle"),
    get("a weighed list", "network/enoc", 303, accept="text/html;q=0.3, text/turtle;q=0.7"),
    get("HTML refused", "network/enoc", 303, accept="text/html;q=0, */*;q=0.1"),
    get("a parameter", "network/enoc", 303, accept='text/turtle;charset="a,b"'),
    get("an old name of Turtle", "network/enoc", 303, accept="application/x-turtle"),
    get("an old name of N-Triples", "network/enoc", 303, accept="text/plain"),
    get("a header that cannot be read", "network/enoc", 406, accept=";;;"),
    get("no such format", "network/enoc", 406, accept="image/png"),
    get("no such format, for a person", "network/enoc?format=docx", 406, accept=FIREFOX),
    get("format by name", "network/enoc?format=ttl", 303, accept=FIREFOX),
    get("format by media type", "network/enoc?format=application/ld%2Bjson", 303),
    get("another parameter", "network/enoc?from=feed", 303, accept="text/turtle"),
    get("an empty query", "network/enoc?", 303, accept="text/turtle"),
    get("claim", "claim/armenia-party-ccpr", 303, accept="text/turtle"),
    get("source", "source/ngos-and-networks", 303, accept=FIREFOX),
    get("source as its text", "source/ngos-and-networks", 303, accept="text/plain"),
    get("source as Turtle", "source/ngos-and-networks", 303, accept="text/turtle"),
    get(
        "source as text or data", "source/ngos-and-networks", 303, accept="text/plain, text/turtle"
    ),
    get("ontology", "ontology", 303, accept="application/rdf+xml"),
    get("ontology for a browser", "ontology", 303, accept=FIREFOX),
    get("vocabulary", "vocabulary/quoted-statements", 303, accept="text/turtle"),
    get("VoID without suffix", "void", 303, accept="text/turtle"),
    get("feed without suffix", "feed", 303, accept="text/turtle"),
    get("feed for a client of streams", "feed", 303, accept="application/n-quads, text/turtle"),
    get("feed as JSON-LD by its name", "feed?format=jsonld", 303),
    get("feed in no such format", "feed", 406, accept="image/png"),
    head("HEAD of the feed", "feed", 303, accept="text/turtle"),
    get("catalogue for a browser", "catalog", 303, accept=FIREFOX),
    get("catalogue as Turtle", "catalog", 303, accept="text/turtle"),
    get("catalogue as RDF/XML", "catalog", 303, accept="application/rdf+xml"),
    get("catalogue as JSON-LD", "catalog", 303, accept="application/ld+json"),
    get("catalogue as N-Triples", "catalog", 303, accept="application/n-triples"),
    get("catalogue, its first page", "catalog?page=1", 303, accept="text/turtle"),
    get("catalogue, no such page", "catalog?page=2", 404, accept="text/turtle"),
    get("catalogue as a picture", "catalog", 406, accept="image/png"),
    head("HEAD of the catalogue", "catalog", 303, accept="application/rdf+xml"),
    get("VoID has no page", "void", 406, accept="text/html"),
    get("an index without suffix", "network/index", 303),
    get("resource for a script", "network/enoc", 303, accept="application/json, text/plain, */*"),
    get("named before a wildcard", "network/enoc", 303, accept="*/*, text/turtle"),
    get("a weight without its zero", "network/enoc", 303, accept="text/turtle;q=.9, */*;q=.8"),
    get("format in upper case", "network/enoc?format=TTL", 303),
    get("an escaped letter", "network/%65noc", 303, accept="text/turtle"),
    head("HEAD of a resource", "network/enoc", 303, accept="text/turtle"),
    head("HEAD of what is not there", "network/enok", 404),
)

DOCUMENTS: Final = (
    get("page", "network/enoc.html", 200),
    get("page, compact", "network/enoc.html", 200, accept_encoding=COMPACT),
    get("page as gzip", "network/enoc.html", 200, accept_encoding="gzip"),
    get("page, gzip refused", "network/enoc.html", 200, accept_encoding="gzip;q=0, identity"),
    get("page in any coding", "network/enoc.html", 200, accept_encoding="*"),
    get("Turtle", "network/enoc.ttl", 200),
    get("JSON-LD", "network/enoc.jsonld", 200),
    get("N-Triples", "network/enoc.nt", 200),
    get("RDF/XML, compact", "network/enoc.rdf", 200, accept_encoding=COMPACT),
    get("a suffix wins over Accept", "network/enoc.ttl", 200, accept="text/html"),
    get("a document and a query", "network/enoc.ttl?x=1", 200),
    get("claim's page", "claim/armenia-party-ccpr.html", 200, accept=FIREFOX),
    get("reader of a source", "source/ngos-and-networks.html", 200),
    get("text of a source", "source/ngos-and-networks.txt", 200, accept_encoding=COMPACT),
    get("annotations", "source/ngos-and-networks.annotations.jsonld", 200),
    get("ontology's page", "ontology.html", 200),
    get("ontology as Turtle", "ontology.ttl", 200),
    get("home", "", 200, accept=FIREFOX, accept_encoding=COMPACT),
    get("home by its name", "index.html", 200),
    head("home, headers alone", "", 200),
    get("links of all", "linkset", 200),
    get("links of all, compact", "linkset.json", 200, accept_encoding=COMPACT),
    head("links of all, headers alone", "linkset.json", 200),
    get("links that are known", "linkset.json", 304, if_none_match="{tag}"),
    get("links that are not there", "linkset-9", 404),
    other("OPTIONS", "linkset.json", 204),
    get("index", "network/", 200),
    get("index by its name", "network/index.html", 200),
    get("index without slash", "network", 301),
    get("page of the dumps", "dumps/", 200, accept_encoding=COMPACT),
    get("page for hosts without a server", "sparql/index.html", 200),
    get("dump", "dumps/all.nt", 200),
    get("dump, compact", "dumps/all.nt", 200, accept_encoding=COMPACT),
    get("dump as a gzip file", "dumps/all.nt.gz", 200),
    get("checksums", "dumps/SHA256SUMS", 200),
    get("names", "names.tsv", 200, accept_encoding=COMPACT),
    get("names without suffix", "names", 404),
    get("index of names", "names.sqlite", 200),
    get("part of the index of names", "names.sqlite", 206, range="bytes=0-15"),
    head("HEAD of the names", "names.tsv", 200),
    get("VoID", "void.ttl", 200),
    get("catalogue", "catalog.ttl", 200, accept_encoding=COMPACT),
    get("catalogue's page", "catalog.html", 200, accept=FIREFOX),
    head("HEAD of the catalogue's file", "catalog.rdf", 200),
    get("context", "context.jsonld", 200),
    get("robots", "robots.txt", 200),
    get("sitemap", "sitemap.xml", 200),
    get("site's description", "site.json", 200),
    get("stylesheet", "static/STYLESHEET", 200, accept_encoding=COMPACT),
    get("feed as Turtle", "feed.ttl", 200),
    get("feed as JSON-LD, compact", "feed.jsonld", 200, accept_encoding=COMPACT),
    get("open page of the feed", "feed/latest.ttl", 200),
    get("open page as N-Triples, compact", "feed/latest.nt", 200, accept_encoding=COMPACT),
    get("feed for a feed reader", "feed/changes.atom", 200, accept_encoding=COMPACT),
    get("what changed", "changes/", 200, accept=FIREFOX),
    get("what a release changed", "changes/1.html", 200, accept=FIREFOX),
    get("what changed, for programs", "changes/history.json", 200),
    get("difference as RDF Patch", "dumps/changes/PATCH", 200),
    head("HEAD of a difference", "dumps/changes/PATCH", 200),
    get("difference as a gzip file", "dumps/changes/PATCH.gz", 200),
    head("HEAD of a page", "network/enoc.html", 200),
    head("HEAD of a page, compact", "network/enoc.html", 200, accept_encoding=COMPACT),
)

CONDITIONAL: Final = (
    get("known by its tag", "network/enoc.ttl", 304, if_none_match="{tag}"),
    get("known by a weak tag", "network/enoc.ttl", 304, if_none_match='"x", {weak}'),
    get("known whatever it is", "network/enoc.ttl", 304, if_none_match="*"),
    get("known by another tag", "network/enoc.ttl", 200, if_none_match='"other"'),
    get("compact and known", "ontology.html", 304, if_none_match="{tag}", accept_encoding=COMPACT),
    get("known since", "network/enoc.ttl", 304, if_modified_since="{date}"),
    get(
        "known since long",
        "network/enoc.ttl",
        304,
        if_modified_since="Thu, 20 Nov 2025 00:00:00 GMT",
    ),
    get(
        "changed since", "network/enoc.ttl", 200, if_modified_since="Fri, 01 Jan 1971 00:00:00 GMT"
    ),
    get("known by both", "void.ttl", 304, if_none_match="{tag}", if_modified_since="{date}"),
    get(
        "known, with an old date",
        "void.ttl",
        304,
        if_none_match="{tag}",
        if_modified_since="Fri, 01 Jan 1971 00:00:00 GMT",
    ),
    head("HEAD of what is known", "network/enoc.html", 304, if_none_match="{tag}"),
    get("difference that is known", "dumps/changes/PATCH", 304, if_none_match="{tag}"),
    get("open page that is known", "feed/latest.ttl", 304, if_none_match="{tag}"),
    get("stylesheet that is known", "static/STYLESHEET", 304, if_none_match="{tag}"),
    get("as it was", "void.ttl", 200, if_match="{tag}"),
    get("not as it was", "void.ttl", 412, if_match='"other"'),
    get(
        "changed after",
        "void.ttl",
        412,
        if_unmodified_since="Fri, 01 Jan 1971 00:00:00 GMT",
    ),
    get("the beginning", "dumps/all.nt", 206, range="bytes=0-99"),
    get("the middle", "dumps/all.nt", 206, range="bytes=100-199"),
    get("the end", "dumps/all.nt", 206, range="bytes=-50"),
    get("beyond the end", "dumps/all.nt", 416, range="bytes=99999999-"),
    get("several parts", "dumps/all.nt", 200, range="bytes=0-1,4-5"),
    get("parts in lines", "dumps/all.nt", 200, range="lines=0-1"),
    get("a part of what is had", "dumps/all.nt", 206, range="bytes=0-9", if_range="{tag}"),
    get("a part by date", "dumps/all.nt", 206, range="bytes=0-9", if_range="{date}"),
    get("a part of what was", "dumps/all.nt", 200, range="bytes=0-9", if_range='"other"'),
    get("a part, compact", "ontology.html", 206, range="bytes=0-9", accept_encoding=COMPACT),
    head("HEAD of a part", "dumps/all.nt", 200, range="bytes=0-9"),
)

REFUSED: Final = (
    get("not there, near", "network/enok", 404),
    get("not there, for a person", "network/enok", 404, accept=FIREFOX),
    get("not there as a file", "network/enok.ttl", 404),
    get("no such folder", "nothing/", 404),
    get("two slashes", "network//enoc.ttl", 404),
    get("a path that climbs", "network/../void.ttl", 404),
    get("an escaped path that climbs", "network/%2e%2e/void.ttl", 404),
    get("not UTF-8", "network/%ff", 404),
    get("too long", "x" * 3_000, 414),
    get("a query too long for an address", f"sparql?query=ASK%7B%7D%23{'x' * 66_000}", 414),
    other("POST", "network/enoc", 405),
    other("POST", "network/enoc.html", 405),
    other("PUT", "network/enoc.ttl", 405),
    other("DELETE", "network/enoc.ttl", 405),
    other("PATCH", "", 405),
    other("OPTIONS", "network/enoc", 204),
    other("OPTIONS", "network/enoc.ttl", 204),
    other(
        "OPTIONS",
        "sparql",
        204,
        origin="https://elsewhere.example",
        access_control_request_method="POST",
    ),
)

ANSWERED: Final = (
    get("query", _QUERY, 200),
    get("query as CSV", _QUERY, 200, accept="text/csv"),
    get("query as XML", f"{_QUERY}&format=xml", 200),
    get("graph", _GRAPH, 200, accept="text/turtle"),
    get("no query", "sparql?query=SELEKT", 400),
    get("no format for it", _QUERY, 406, accept="image/png"),
    get("service description", "sparql", 200, accept="text/turtle"),
    get("known answer", _QUERY, 304, if_none_match="{tag}"),
    head("HEAD of an answer", _QUERY, 200),
    Case(
        name="query in a form",
        path="sparql",
        status=200,
        method="POST",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        body=b"query=ASK%7B%7D",
    ),
    Case(
        name="query as it is",
        path="sparql",
        status=200,
        method="POST",
        headers={"Content-Type": "application/sparql-query", "Accept": "text/csv"},
        body=b"SELECT ?s WHERE { ?s a ?c } ORDER BY ?s LIMIT 3",
    ),
    Case(
        name="an update",
        path="sparql",
        status=403,
        method="POST",
        headers={"Content-Type": "application/sparql-update"},
        body=b"CLEAR ALL",
    ),
    Case(
        name="a large query",
        path="sparql",
        status=200,
        method="POST",
        headers={"Content-Type": "application/sparql-query"},
        body=b"ASK {} #" + b"x" * 900_000,
    ),
    Case(
        name="too large",
        path="sparql",
        status=413,
        method="POST",
        headers={"Content-Type": "application/sparql-query"},
        body=b" " * 1_100_000,
    ),
    get("a long query", f"sparql?query=ASK%7B%7D{'%20' * 20_000}", 200),
    get("a long answer, compact", f"{_ALL}&format=csv", 200, accept_encoding=COMPACT),
    get("a long answer, gzip refused", f"{_ALL}&format=csv", 200, accept_encoding="gzip;q=0"),
    get("a long answer as a page", _ALL, 200, accept=FIREFOX, accept_encoding=COMPACT),
    get("known since no date", _QUERY, 200, if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT"),
    get("graph or page", _GRAPH, 200, accept="text/turtle, text/html;q=0.5"),
    get("a slash behind the endpoint", f"sparql/?{_QUERY.partition('?')[2]}", 301),
    other("POST", "sparql/", 308),
    get("a field that counts visits", "queries/claims.html?fbclid=a", 200),
    get("editor", "sparql.html", 200),
    get("ready query", "queries/networks.html", 404),
    get("ready query's page", "queries/claims.html", 200, accept=FIREFOX),
    get("ready query's text", "queries/claims.rq", 200),
    get("ready queries", "queries/", 200),
    get("manifest of the reconciliation", "reconcile", 200),
    get("manifest, from another site", "reconcile", 200, origin="https://elsewhere.example"),
    get("manifest, compact", "reconcile", 200, accept_encoding=COMPACT),
    get("manifest that is known", "reconcile", 304, if_none_match="{tag}"),
    head("HEAD of the manifest", "reconcile", 200),
    get("names in an address", f"reconcile?queries={_NAMES}", 200),
    Case(
        name="names in a form",
        path="reconcile",
        status=200,
        method="POST",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        body=f"queries={_NAMES}".encode(),
    ),
    Case(
        name="values in a form",
        path="reconcile",
        status=200,
        method="POST",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        body=b"extend=%7B%22ids%22%3A%5B%22network/enoc%22%5D%2C%22properties%22%3A%5B%5D%7D",
    ),
    Case(
        name="names that are no JSON",
        path="reconcile",
        status=400,
        method="POST",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        body=b"queries=%5B",
    ),
    Case(
        name="names in another media type",
        path="reconcile",
        status=415,
        method="POST",
        headers={"Content-Type": "application/json"},
        body=b"{}",
    ),
    get("a slash behind the reconciliation", "reconcile/", 301),
    get("suggestion", "reconcile/suggest/entity?prefix=euro", 200),
    get("suggestion of a type", "reconcile/suggest/type?prefix=net", 200),
    get("flyout", "reconcile/flyout/entity?id=network/enoc", 200),
    get("flyout of nothing", "reconcile/flyout/entity?id=nothing", 404),
    get("proposed properties", "reconcile/properties", 200),
    get("preview for a frame", "reconcile/preview?id=network/enoc", 200, accept=FIREFOX),
    get("preview of nothing", "reconcile/preview?id=nothing", 404, accept=FIREFOX),
    get("the way to a page", "reconcile/view?id=network%2Fenoc", 303),
    get("nothing of the reconciliation", "reconcile/nothing", 404),
    other("POST", "reconcile/preview", 405),
    other("DELETE", "reconcile", 405),
    other(
        "OPTIONS",
        "reconcile",
        204,
        origin="https://elsewhere.example",
        access_control_request_method="POST",
    ),
    get("alive", "healthz", 200),
    get("ready", "readyz", 200),
    get("alive, for a person", "healthz", 200, accept=FIREFOX),
)

_CITE: Final = "cite?iri=network/enoc"
CITED: Final = (
    get("citation", _CITE, 200),
    get("citation as BibTeX", _CITE, 200, accept="application/x-bibtex"),
    get("citation by the name of its format", f"{_CITE}&format=ris", 200, accept=FIREFOX),
    get("citation of what is not there", "cite?iri=network/enok", 404),
    get("citation of nothing", "cite", 400),
    get("citation in no such format", _CITE, 406, accept="image/png"),
    get("known citation", _CITE, 304, if_none_match="{tag}"),
    head("HEAD of a citation", _CITE, 200),
    other("OPTIONS", "cite", 204),
    other("POST", "cite", 405),
    get("citation of the dataset", "cite/dataset.bib", 200, accept_encoding=COMPACT),
    get("citation of the dataset as CSL-JSON", "cite/dataset.json", 200),
    head("HEAD of a file with a citation", "cite/dataset.ris", 200),
)

_MESSAGE: Final = {
    "Content-Type": "application/json",
    "Accept": "application/json, text/event-stream",
}
TOLD: Final = (
    get("the page on linking", "link-to-us.html", 200, accept_encoding=COMPACT),
    get("the page on linking, without suffix", "link-to-us", 303, accept=FIREFOX),
    head("HEAD of the page on linking", "link-to-us.html", 200),
    get("what language models read", "llms.txt", 200, accept_encoding=COMPACT),
    head("HEAD of what language models read", "llms.txt", 200),
    Case(
        name="an agent's message",
        path="mcp",
        status=200,
        method="POST",
        headers=_MESSAGE,
        body=b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}',
    ),
    Case(
        name="an agent's message of another site",
        path="mcp",
        status=200,
        method="POST",
        headers={**_MESSAGE, "Origin": "https://elsewhere.example"},
        body=b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}',
    ),
    Case(
        name="a message that is no JSON",
        path="mcp",
        status=400,
        method="POST",
        headers=_MESSAGE,
        body=b"{",
    ),
    Case(
        name="a message of no known type",
        path="mcp",
        status=415,
        method="POST",
        headers={"Content-Type": "text/plain"},
        body=b"{}",
    ),
    get("no stream of messages", "mcp", 405, accept="text/event-stream"),
    head("HEAD of the tools", "mcp", 405),
    other("DELETE", "mcp", 405),
    other("OPTIONS", "mcp", 204, origin="https://elsewhere.example"),
)

LINKED: Final = (
    get("the same", "sameas?iri=wd:Q1065", 200),
    get("the same, for a person", "sameas?iri=wd:Q1065", 200, accept=FIREFOX),
    get("the same as Turtle", "sameas?iri=institution/un", 200, accept="text/turtle"),
    get("the same, known", "sameas?iri=wd:Q1065", 304, if_none_match="{tag}"),
    get("the same as nothing", "sameas?iri=http://nobody.example/x", 404),
    get("the same as what", "sameas", 400),
    get("the same in no such format", "sameas?iri=wd:Q1065", 406, accept="image/png"),
    get("an identifier", "lookup?id=0000%200004%200441%202096", 200),
    get("an identifier, for a person", "lookup?id=Q1065", 303, accept=FIREFOX),
    get("an identifier as Turtle", "lookup?id=Q1065", 303, accept="text/turtle"),
    get("an identifier that nothing has", "lookup?id=Q0", 404),
    get("no identifier", "lookup", 400),
    head("HEAD of the same", "sameas?iri=wd:Q1065", 200),
    head("HEAD of an identifier", "lookup?id=Q1065", 200),
    other("POST", "sameas", 405),
    other("POST", "lookup", 405),
    other("OPTIONS", "sameas", 204),
    other("OPTIONS", "lookup", 204),
    get("table of links", "links/sameas.tsv", 200, accept_encoding=COMPACT),
    get("BEACON", "beacon.txt", 200),
    get("BEACON of an authority", "links/wikidata.beacon.txt", 200),
    get("linkset", "links/wikidata.nt", 200),
    get("page of the links", "links/", 200, accept=FIREFOX),
    get("index of links", "links/index.sqlite", 200),
    get("retired", "claim/offence", 410, accept=FIREFOX),
    get("retired as Turtle", "claim/offence", 410, accept="text/turtle"),
    get("retired without Accept", "claim/offence", 410),
    get("page of what is retired", "claim/offence.html", 200),
    get("what became of it", "claim/offence.retired.json", 200),
    head("HEAD of what is retired", "claim/offence", 410, accept="text/turtle"),
    get("retired pages", "retired.json", 200),
    get("page of corrections", "corrections.html", 200),
    get("page of corrections without suffix", "corrections", 303, accept=FIREFOX),
)


CASES: Final = (*NEGOTIATED, *DOCUMENTS, *CONDITIONAL, *REFUSED, *ANSWERED, *CITED, *TOLD, *LINKED)
