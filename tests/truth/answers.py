"""What a site's server answers, in the smallest parts that somebody reads alone."""

import csv
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from mcp import Client

from publisher.citation import CITATION_FORMATS
from tests.agents.clients import text_of, with_client
from tests.reconcile.service import Service
from tests.serve.running import request
from tests.truth.outputs import Part, nodes

_TAGS = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_ANSWERS = ("csv", "tsv", "json")
_ROWS = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 150 OFFSET "


def answered_parts(
    address: str, site: Path, *, iris: Sequence[str] | None = None
) -> Iterator[Part]:
    """All parts of what a server answers on each IRI of a site, or on some."""
    iris = iris_of(site) if iris is None else iris
    yield from _cited(address, iris)
    yield from _found(address, iris)
    yield from _reconciled(address, site, iris)
    yield from _of_queries(address, site)
    yield from _of_agents(f"{address}/mcp", site, iris)


def iris_of(site: Path) -> list[str]:
    """The IRIs that a dump describes: resources, claims, statements, passages."""
    triples = ox.parse((site / "dumps/all.nt").read_bytes(), format=ox.RdfFormat.N_TRIPLES)
    subjects = {each.subject for each in triples}
    return sorted(each.value for each in subjects if isinstance(each, ox.NamedNode))


def _cited(address: str, iris: Sequence[str]) -> Iterator[Part]:
    for iri in iris:
        # A passage is cited as its source is.
        for name in ("text",) if "#char=" in iri else CITATION_FORMATS:
            path = f"/cite?iri={quote(iri, safe='')}&format={name}"
            yield from _body(address, path)


def _found(address: str, iris: Sequence[str]) -> Iterator[Part]:
    for iri in iris:
        given = quote(iri, safe="")
        for path in (f"/sameas?iri={given}", f"/lookup?id={given}"):
            reply = request(address, path, headers={"accept": "application/json"})
            yield from (Part(place=path, text=text) for text in nodes(json.loads(reply.body)))
    for path in {iri.split("/", 3)[-1].partition("#")[0] for iri in iris}:
        # A misspelt address, and the words of one.
        yield from _items_of(address, f"/{path}x")
        yield from _items_of(address, f"/{path.rpartition('/')[2]}")


def _reconciled(address: str, site: Path, iris: Sequence[str]) -> Iterator[Part]:
    service = Service(f"{address}/reconcile")
    entities = _entities(site)
    ids = [iri for iri, _ in entities]
    for _, label in entities:
        for found in (
            service.find(label, limit=10),
            json.loads(service.get("/suggest/entity", prefix=label[:6]).body)["result"],
        ):
            yield from _json(f"reconcile {label}", found)
    for iri in sorted({*iris, *ids}):
        for kind in ("preview", "flyout/entity", "flyout/type", "flyout/property"):
            reply = service.get(f"/{kind}", id=iri)
            if reply.status == 200:
                yield Part(place=f"reconcile/{kind} {iri}", text=plain(reply.body.decode()))
    schema = json.loads((site / "reconcile.json").read_bytes())
    properties = [each["id"] for each in schema["properties"]]
    for name in ("suggest/type", "suggest/property", "properties"):
        for prefix in "abcdefghijklmnopqrstuvwxyz":
            yield from _json(name, json.loads(service.get(f"/{name}", prefix=prefix).body))
    for first in range(0, len(ids), 50):
        for start in range(0, len(properties), 50):
            rows = service.extend(ids[first : first + 50], *properties[start : start + 50])
            yield from _json("reconcile extend", rows["rows"])


def _entities(site: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(f"file:{site}/names.sqlite?mode=ro", uri=True)) as names:
        return names.execute("SELECT iri, label FROM entity ORDER BY iri").fetchall()


def _of_queries(address: str, site: Path) -> Iterator[Part]:
    for file in sorted(site.glob("queries/*.rq")):
        for suffix in _ANSWERS:
            path = f"/queries/{file.stem}.{suffix}?limit=1000"
            reply = request(address, path)
            if reply.status != 200:
                continue
            yield from (Part(place=path, text=row) for row in _rows(reply.body.decode(), suffix))


def _rows(text: str, suffix: str) -> Iterator[str]:
    if suffix == "json":
        for row in json.loads(text).get("results", {}).get("bindings", ()):
            yield json.dumps(row, ensure_ascii=False)
    else:
        lines = text.splitlines()
        rows = csv.reader(lines, delimiter="," if suffix == "csv" else "\t")
        yield from (" | ".join(row) for row in rows)


def _of_agents(address: str, site: Path, iris: Sequence[str]) -> Iterator[Part]:
    """What each tool answers: of JSON and of its text the rows, each with the notes on it."""
    names = [label for _, label in _entities(site)]
    queries = sorted(file.stem for file in site.glob("queries/*.rq"))
    calls: list[tuple[str, dict[str, Any]]] = [
        *(("search", {"name": name}) for name in names),
        *(("describe", {"iri": iri}) for iri in iris),
        *(("cite", {"iri": iri}) for iri in iris),
        ("list_queries", {}),
        *(("run_query", {"name": name}) for name in queries),
        *(("sparql", {"query": f"{_ROWS}{offset}"}) for offset in range(0, 1_500, 150)),
    ]

    async def ask(client: Client) -> list[Part]:
        parts = []
        for name, arguments in calls:
            place = f"{name} {arguments}"
            result = await client.call_tool(name, arguments)
            if not result.is_error:
                texts = (*_data(result.structured_content), *_lines(text_of(result)))
                parts += [Part(place=place, text=_apart(text)) for text in texts]
        parts.append(Part(place="instructions", text=client.instructions or ""))
        return parts

    yield from with_client(address, ask)


def _apart(text: str) -> str:
    """A text in which names that stand beside each other make no run of words."""
    return text.replace(" – ", " – xxx ").replace("”. In:", "”. xxx In:")


def _data(data: object) -> Iterator[str]:
    """Each object of an answer with what it says of its claims; a claim is one object."""
    if isinstance(data, list):
        for each in data:
            yield from _data(each)
    elif isinstance(data, dict):
        if "attribution" in data or "words_of" in data or ("values" in data and "claims" in data):
            yield json.dumps(data, ensure_ascii=False)
        else:
            shown = {**data}
            for name, value in data.items():
                if isinstance(value, dict | list):
                    del shown[name]
                    numbered = _numbered(value, data.get("claims")) if name == "rows" else value
                    yield from _data(numbered)
            yield json.dumps(shown, ensure_ascii=False)
    else:
        yield str(data)


def _numbered(rows: Any, claims: Any) -> object:  # noqa: ANN401 -- JSON
    """Rows with the attributions that their numbers stand for."""
    by_number = {each["number"]: each["attribution"] for each in claims or ()}
    return [
        {**row, "claims": [by_number[number] for number in row["claims"]]}
        if "claims" in row
        else row
        for row in rows
    ]


_NUMBER = re.compile(r"\[(\d+)\]")


def _lines(text: str) -> Iterator[str]:
    """Each item of a text with the lines that belong to it, and with the notes on its claims."""
    lines = text.splitlines()
    notes = {found[1]: line for line in lines if (found := re.match(r"\[(\d+)\] ", line))}
    item: list[str] = []
    for line in lines:
        if item and not line.startswith("  "):
            yield "\n".join(item)
            item = []
        item += [line, *(notes[each] for each in _NUMBER.findall(line) if each in notes)]
    yield "\n".join(item)


def _body(address: str, path: str) -> Iterator[Part]:
    reply = request(address, path)
    yield Part(place=path, text=_apart(reply.body.decode()))


def _items_of(address: str, path: str) -> Iterator[Part]:
    reply = request(address, path, headers={"accept": "text/html"})
    if reply.status == 404:
        for item in re.split(r"</(?:p|li|h1|h2|title)>", reply.body.decode()):
            yield Part(place=path, text=plain(item))


def _json(place: str, value: object) -> Iterator[Part]:
    yield from (Part(place=place, text=text) for text in nodes(value))


def plain(html: str) -> str:
    return _SPACE.sub(" ", unescape(_TAGS.sub(" ", html))).strip()
