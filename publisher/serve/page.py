"""The answer to a query as a page, for a browser without scripts.

The page reads the answer as tab-separated values, where a row is a line and a cell a term of
Turtle: https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlencode

from publisher.addresses import anchor_of
from publisher.describe.words import ClaimedWords
from publisher.description import Link, Value
from publisher.media_types import content_type
from publisher.model import Term
from publisher.render.answers import Answer, answer_page
from publisher.render.claimed_words import PATH as CLAIMED
from publisher.serve.answers import Answered, ask, job_of
from publisher.serve.clients import Clients
from publisher.serve.compression import VARY
from publisher.serve.messages import Request, Response
from publisher.serve.problems import Problem
from publisher.serve.protocol import Asked
from publisher.serve.release import Release
from publisher.serve.served import Served
from publisher.terms import bare, is_iri, is_literal, language, lexical

SHOWN: Final = 500
"""Rows of a page."""
READ: Final = 1 << 19
"""Bytes of an answer that a page reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What a page shows of an answer; `more` where the answer goes on."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool


async def page_of(
    asked: Asked, request: Request, served: Served, clients: Clients
) -> Response | Problem:
    """The first rows of the answer, or the beginning of its graph."""
    job = replace(job_of(asked), table="tsv", graph="ttl")
    found = await ask(job, request.client, served, clients)
    if isinstance(found, Problem):
        return found
    content, more = await beginning(found)
    shown = Answer(title="Answer", text=asked.query, downloads=_downloads(asked, found.format))
    if found.format == "tsv":
        table = rows_of(content, more=more)
        shown = replace(
            shown,
            columns=table.columns,
            rows=[[value_of(one, served.release) for one in row] for row in table.rows],
            note="The answer goes on: its files have all of it." if table.more else "",
        )
    else:
        shown = replace(
            shown,
            graph=content.decode("utf-8", "replace") or "# an empty graph",
            note="The graph goes on: its files have all of it." if more else "",
        )
    return html(answer_page(served.frame, shown, path="sparql").content)


def html(content: bytes) -> Response:
    return Response(
        headers=(
            ("content-type", content_type("text/html")),
            VARY,
            ("cache-control", "no-cache"),
        ),
        body=content,
    )


async def beginning(found: Answered) -> tuple[bytes, bool]:
    """An answer as far as a page reads it, and whether it goes on. It is closed then.

    Raises PoolError where the answer breaks off before: a page shows no part of such a one.
    """
    if found.whole is not None:
        return found.whole[:READ], len(found.whole) > READ
    try:
        return await _read(found)
    finally:
        await found.aclose()


async def _read(found: AsyncIterator[bytes]) -> tuple[bytes, bool]:
    content = b""
    async for chunk in found:
        content += chunk
        if len(content) > READ:
            return content[:READ], True
    return content, False


def rows_of(content: bytes, *, more: bool, shown: int = SHOWN) -> Rows:
    """Tab-separated values as rows of terms, no more than are `shown`.

    `more` says that the last line may be cut.
    """
    lines = content.decode("utf-8", "replace").split("\n")
    if lines[0] in {"true", "false"}:
        truth = Term(f'"{lines[0]}"')
        return Rows(columns=("result",), rows=((truth,),), more=False)
    columns = tuple(one.removeprefix("?") for one in lines[0].split("\t")) if lines[0] else ()
    rows = [tuple(map(_term, line.split("\t"))) for line in lines[1:-1]]
    return Rows(columns=columns, rows=tuple(rows[:shown]), more=more or len(rows) > shown)


def _term(cell: str) -> Term | None:
    if not cell:
        return None
    # Numbers and booleans come without quotes.
    return Term(cell if cell[0] in '<"_' else f'"{cell}"')


def value_of(term: Term | None, release: Release) -> Value | None:
    """A term as a page shows it: a resource of this site leads to its page on this host."""
    if term is None:
        return None
    if is_iri(term):
        iri = bare(term)
        return Value(
            term=term, text=iri.removeprefix(release.base) or iri, href=_href(iri, release)
        )
    if is_literal(term):
        text = lexical(term)
        claimed = _claimed_words(release.folder).within(text)
        return Value(term=term, text=text, language=language(term), claimed=claimed)
    return Value(term=term, text=term)


@lru_cache(maxsize=2)
def _claimed_words(folder: Path) -> ClaimedWords:
    """The words of claims of a release, which never changes; none if it has no such file."""
    try:
        found = json.loads((folder / "site" / CLAIMED).read_bytes())
    except FileNotFoundError:
        return ClaimedWords()
    return ClaimedWords(**{name: tuple(texts) for name, texts in found.items()})


def _href(iri: str, release: Release) -> str:
    document, _, fragment = iri.partition("#")
    path = unquote(document.removeprefix(release.base)) if iri.startswith(release.base) else ""
    if f"{path}.html" in release.entries:
        return f"{quote(path)}.html#{anchor_of(fragment)}" if fragment else f"{quote(path)}.html"
    return iri


def _downloads(asked: Asked, format_: str) -> list[Link]:
    """The whole answer in the formats of its form."""
    formats = ("csv", "json", "xml", "tsv") if format_ == "tsv" else ("ttl", "jsonld", "nt", "rdf")
    graphs = [("default-graph-uri", one) for one in asked.default_graphs]
    graphs += [("named-graph-uri", one) for one in asked.named_graphs]
    fields = [("query", asked.query), *graphs]
    return [
        Link(label=one, href=f"sparql?{urlencode([*fields, ('format', one)])}") for one in formats
    ]
