"""The tool `search`: the resources with a name like the one that is given."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from publisher import limits
from publisher.model import Term
from publisher.serve.agents.addresses import page_address
from publisher.serve.agents.claims import claim_index
from publisher.serve.agents.rows import ask_rows
from publisher.serve.agents.sentences import sentence_on
from publisher.serve.agents.tool import (
    Arguments,
    Caller,
    Tool,
    ToolAnswer,
    in_thread,
    number_argument,
    text_argument,
)
from publisher.serve.page_graph import names_near, path_of_term
from publisher.terms import bare, iri, literal

_LONGEST: Final = 200
_FEW: Final = 10
_MOST_MATCHES: Final = 1_000
_MOST_CANDIDATES: Final = 100
_LABEL: Final = "<http://www.w3.org/2000/01/rdf-schema#label>"


async def _search(arguments: Arguments, caller: Caller) -> ToolAnswer:
    name, first, size = arguments["name"], arguments["offset"], arguments["limit"]
    terms = await in_thread(lambda: _by_name(name, caller), caller)
    if not terms and name.split():
        terms = await _by_words(name.split(), caller)
    shown = terms[first : first + size]
    hits = await in_thread(lambda: [_hit(term, caller) for term in shown], caller)
    more = len(terms) > first + size
    data = {
        "hits": [hit for hit in hits if hit],
        "count": len(terms),
        "next_offset": first + size if more else None,
    }
    return ToolAnswer(text=_text(name, data), data=data)


def _by_name(name: str, caller: Caller) -> list[Term]:
    """Return the resources that a name may mean, the likeliest first."""
    index = caller.site.release.names
    candidates = index.candidates(name, limit=_MOST_CANDIDATES) if index else ()
    return _with_page((iri(each.iri) for each in candidates), caller)


async def _by_words(words: Sequence[str], caller: Caller) -> list[Term]:
    """Return the resources whose labels have all words, those with the shortest labels first."""
    filters = " ".join(
        f"FILTER(CONTAINS(LCASE(STR(?label)), LCASE({literal(word)})))" for word in words
    )
    properties = " ".join(caller.site.release.description.get("label_properties", ())) or _LABEL
    table = await ask_rows(
        f"SELECT ?thing (MIN(STRLEN(STR(?label))) AS ?size) WHERE {{ VALUES ?p {{ {properties} }} "
        f"?thing ?p ?label . FILTER(isIRI(?thing)) {filters} }} "
        f"GROUP BY ?thing ORDER BY ?size ?thing LIMIT {_MOST_MATCHES}",
        caller,
    )
    return _with_page((row[0] for row in table.rows if row[0]), caller)


def _with_page(terms: Iterable[Term], caller: Caller) -> list[Term]:
    return [term for term in terms if path_of_term(term, caller.site.release)]


def _hit(term: Term, caller: Caller) -> dict[str, Any] | None:
    path = path_of_term(term, caller.site.release)
    if path is None:
        return None
    names = names_near(term, path, caller.site.release)
    is_claim = bool(claim_index(caller).claims_of(term))
    said = sentence_on(term, names, caller)
    return {
        "iri": bare(term),
        "page": page_address(term, path, caller),
        # The label of a claim has its words.
        "label": said if is_claim else names.link(term).label,
        "kind": "claim" if is_claim else "resource",
        "summary": said,
    }


def _text(name: str, data: dict[str, Any]) -> str:
    hits = data["hits"]
    if not hits:
        return (
            f"Nothing is called “{name[:80]}” here. Try fewer or other words, or list_queries and "
            "sparql."
        )
    lines = [f"- {_line(hit)} <{hit['iri']}>" for hit in hits]
    if data["next_offset"]:
        lines.append(f"There are {data['count']:,}: ask again with offset {data['next_offset']}.")
    return "\n".join(lines)


def _line(hit: dict[str, Any]) -> str:
    return str(hit["summary"] or hit["label"])


SEARCH: Final = Tool(
    name="search",
    title="Search by name",
    description="Find resources by name, and return their IRIs with a sentence on each. If nothing "
    "has such a name, what has the words in its label is found, claims too: a hit of the kind "
    "'claim' is no fact, and names its claimant.",
    arguments={
        "name": text_argument("A name, or words of one", longest=_LONGEST),
        "limit": number_argument("Hits", least=1, most=limits.AGENT_ITEMS, default=_FEW),
        "offset": number_argument("Hits to skip", least=0, most=_MOST_MATCHES, default=0),
    },
    required=("name",),
    answer={
        "type": "object",
        "properties": {
            "hits": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "iri": {"type": "string"},
                        "page": {"type": "string"},
                        "label": {"type": "string"},
                        "kind": {"enum": ["resource", "claim"]},
                        "summary": {"type": "string"},
                    },
                    "required": ["iri", "page", "label", "kind", "summary"],
                },
            },
            "count": {"type": "integer"},
            "next_offset": {"type": ["integer", "null"]},
        },
        "required": ["hits", "count", "next_offset"],
    },
    call=_search,
)
