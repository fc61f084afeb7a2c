"""Commands that ask a site's addresses, made of its own data, so that each works as it stands."""

import json
import shlex
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final

from publisher.addresses import percent_encoded
from publisher.describe.names import Names
from publisher.description import SiteFrame
from publisher.linking import ApiExample, LinkTarget
from publisher.model import ReadyQuery
from publisher.sparql.tokens import form
from publisher.terms import bare, is_iri, plain
from publisher.vocabulary import OWL_SAME_AS, SCHEMA_SAME_AS, SKOS_EXACT_MATCH

_SAME: Final = frozenset({OWL_SAME_AS, SCHEMA_SAME_AS, SKOS_EXACT_MATCH})
_LOOKED_AT: Final = 20_000
"""Pages that are looked at for one with an IRI of somebody else."""
_MCP: Final = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
_FILES: Final = (
    ("catalog.ttl", "Catalogue", "The dataset in DCAT-AP, as portals harvest it."),
    ("void.ttl", "VoID", "Counts, vocabularies, links to other data sets, dumps."),
    ("dumps/all.nt.gz", "Dumps", "The whole dataset in every format; dumps/ has their list."),
    ("feed.ttl", "Change feed", "Every version of every resource, as LDES and TREE."),
    ("feed/changes.atom", "News", "What each release changed, as Atom for people."),
    ("beacon.txt", "BEACON", "Which identifiers of others have a page here."),
    ("links/sameas.tsv", "Links", "Links to other data sets as a table."),
    ("names.sqlite", "Names", "All names with their IRIs, for a look-up without a server."),
    ("tables/statements.csv", "One table", "All statements, one a row, as CSV."),
    ("datapackage.json", "Tables", "A table for each class, as a Frictionless data package."),
    ("openapi.json", "OpenAPI", "All of these addresses, as OpenAPI 3.1."),
    ("llms.txt", "For language models", "What the dataset is and how to cite it."),
)


def negotiation_examples(frame: SiteFrame, target: LinkTarget | None) -> tuple[ApiExample, ...]:
    """Return how to ask for a format: by Accept, by a suffix."""
    if target is None:
        return ()
    stem = f"{frame.base}{target.page.href.partition('#')[0].removesuffix('.html')}"
    is_here = target.iri.startswith(frame.base)
    address = target.iri if is_here else stem
    return (
        ApiExample(
            anchor="accept",
            title="By the Accept header",
            text="The server answers 303 with the document in the format that you accept.",
            command=_curl("-L", "-H", "Accept: text/turtle", address),
        ),
        ApiExample(
            anchor="suffix",
            title="By a suffix",
            text="Each page is a file: .html, .ttl, .jsonld, .nt, .rdf.",
            command=_curl(f"{stem}.ttl"),
            is_file=True,
        ),
    )


def api_examples(
    frame: SiteFrame,
    queries: Sequence[ReadyQuery],
    *,
    target: LinkTarget | None,
    operations: Collection[str],
    files: Collection[str],
    names: Names,
) -> tuple[ApiExample, ...]:
    """Return an example for each address that the site has, the server's first."""
    served = (*_sparql(frame, queries), *_services(frame, target, names=names))
    return (
        *(each for each in served if f"/{each.anchor}" in operations or each.anchor == "queries"),
        *(
            ApiExample(
                anchor=path.replace("/", "-").replace(".", "-"),
                title=title,
                text=text,
                command=_curl("-O", f"{frame.base}{path}")
                if _is_packed(path)
                else _curl(f"{frame.base}{path}"),
                is_file=True,
            )
            for path, title, text in _FILES
            if path in files
        ),
    )


def _is_packed(path: str) -> bool:
    return path.endswith((".gz", ".sqlite"))


def _sparql(frame: SiteFrame, queries: Sequence[ReadyQuery]) -> list[ApiExample]:
    query = "SELECT ?class (COUNT(?thing) AS ?things) WHERE { ?thing a ?class } GROUP BY ?class"
    examples = [
        ApiExample(
            anchor="sparql",
            title="SPARQL",
            text="SPARQL 1.1, read-only, as JSON, XML, CSV or TSV. An answer is never cut.",
            command=_curl(
                f"{frame.base}sparql",
                "-H",
                "Accept: text/csv",
                "--data-urlencode",
                f"query={query}",
            ),
        )
    ]
    with_parameters = [each for each in queries if each.parameters] or list(queries)
    for each in with_parameters[:1]:
        values = [
            part
            for parameter in each.parameters
            for part in ("--data-urlencode", f"{parameter.name}={plain(parameter.default)}")
        ]
        kind = "text/csv" if form(each.text) in {"SELECT", "ASK"} else "text/turtle"
        address = f"{frame.base}queries/{percent_encoded(each.name)}"
        options = ["-L", "-H", f"Accept: {kind}", *(["-G", *values] if values else [])]
        examples.append(
            ApiExample(
                anchor="queries",
                title="Ready queries",
                text=f"Prepared questions with parameters, such as “{each.title}”.",
                command=_curl(*options, address),
            )
        )
    return examples


def _services(frame: SiteFrame, target: LinkTarget | None, *, names: Names) -> list[ApiExample]:
    base = frame.base
    iri = target.iri if target else frame.dataset
    label = target.page.label if target else frame.title
    questions = json.dumps({"q0": {"query": label}}, ensure_ascii=False)
    examples = [
        ApiExample(
            anchor="cite",
            title="Citations",
            text="How to cite whatever has an IRI here: text, BibTeX, CSL-JSON, RIS.",
            command=_curl(
                "-G", f"{base}cite", "-d", "format=bibtex", "--data-urlencode", f"iri={iri}"
            ),
        ),
        ApiExample(
            anchor="reconcile",
            title="Reconciliation",
            text=f"Match names to IRIs, in OpenRefine and others: add {base}reconcile there.",
            command=_curl(f"{base}reconcile", "--data-urlencode", f"queries={questions}"),
        ),
        ApiExample(
            anchor="mcp",
            title="Agents",
            text="Tools for language models by the Model Context Protocol (streamable HTTP).",
            command=_curl(
                f"{base}mcp",
                *("-H", "Content-Type: application/json"),
                *("-H", "Accept: application/json, text/event-stream"),
                *("-d", _MCP),
            ),
        ),
    ]
    return [*examples, *_identity(base, names=names)]


def _identity(base: str, *, names: Names) -> list[ApiExample]:
    """Return how to ask for what is the same elsewhere, if the graph says so of anything."""
    linked = _linked(names)
    if linked is None:
        return []
    ours, theirs = linked
    return [
        ApiExample(
            anchor="sameas",
            title="The same elsewhere",
            text="What other data sets call a thing, and what we call theirs.",
            command=_curl("-G", f"{base}sameas", "--data-urlencode", f"iri={ours}"),
        ),
        ApiExample(
            anchor="lookup",
            title="Look up an identifier",
            text="Which resource has an identifier of somebody else.",
            command=_curl("-L", "-G", f"{base}lookup", "--data-urlencode", f"id={theirs}"),
        ),
    ]


def _linked(names: Names) -> tuple[str, str] | None:
    """Return a resource with another IRI of the same, or None if none has one."""
    graph = names.graph
    if not _SAME & graph.predicates:
        return None
    for page in islice(graph.pages(), _LOOKED_AT):
        if is_iri(page) and page not in graph.retired:
            for _, predicate, value in graph.read(page):
                is_other = is_iri(value) and not graph.addresses.is_own(value)
                if predicate in _SAME and is_other:
                    return bare(page), bare(value)
    return None


def _curl(*words: str) -> str:
    return " ".join(("curl", *map(shlex.quote, words)))
