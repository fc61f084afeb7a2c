"""The tool `describe`: a resource's records with their quotes and, apart, the claims about it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from publisher import limits
from publisher.addresses import CLAIMS_SUFFIX
from publisher.describe import describe
from publisher.describe.names import Names
from publisher.describe.summary import summary
from publisher.description import Description, Row, Value
from publisher.model import Term
from publisher.serve.agents.addresses import page_address, resource_of
from publisher.serve.agents.claim_data import CLAIM_SCHEMA, claim_data, claim_text
from publisher.serve.agents.claims import attribution, claim_index
from publisher.serve.agents.quotes import QUOTE, quote_text, quotes_of
from publisher.serve.agents.sentences import sentence_on
from publisher.serve.agents.tool import (
    Arguments,
    Caller,
    Schema,
    Tool,
    ToolAnswer,
    ToolError,
    in_thread,
    number_argument,
    text_argument,
)
from publisher.serve.page_graph import lines_of_turtle, names_of_page
from publisher.serve.resource import MAX_REQUESTED_PATH
from publisher.terms import bare, iri, is_iri, literal, page_iri
from publisher.vocabulary import EV_CLAIM, EV_CONTENT_CLASS, RDF_STATEMENT, RDF_TYPE

_CLAIMS: Final = (
    "CLAIMS about it. None is a fact of this dataset: cite each with its claimant, as here."
)


async def _describe(arguments: Arguments, caller: Caller) -> ToolAnswer:
    term, path = resource_of(arguments["iri"], caller, tool="describe")
    size = caller.site.release.files[f"{path}.nt"].size
    if size > limits.AGENT_PAGE_BYTES:
        raise ToolError(
            f"describe: the description of {bare(term)} has {size:,} bytes. Ask for a part of it "
            "by sparql."
        )
    return await in_thread(lambda: _answer(term, path, arguments, caller), caller)


def _answer(term: Term, path: str, arguments: Arguments, caller: Caller) -> ToolAnswer:
    names = _names(path, caller)
    page = caller.site.release.addresses.page(path) or page_iri(term)
    if term not in {page, names.graph.head_of(page)} and not names.graph.is_subject(term):
        raise ToolError(
            f"describe: nothing is said of {bare(term)}; describe {bare(page)} says what is."
        )
    whole = describe(page, names=names)
    first, size = arguments["offset"], arguments["limit"]
    statements = [_with_claims(each, caller) for each in _statements(whole, term, names=names)]
    claims = _claims(term, whole, names=names)
    more = max(len(statements), len(claims)) > first + size
    data = {
        "iri": bare(term),
        "page": page_address(term, path, caller),
        "label": _label(term, names=names),
        "kind": _kind(term, names=names),
        "summary": sentence_on(term, names, caller),
        "statements": statements[first : first + size],
        "statement_count": len(statements),
        "claims": claims[first : first + size],
        "claim_count": len(claims),
        "next_offset": first + size if more else None,
    }
    return ToolAnswer(text=_text(data), data=data)


def _with_claims(statement: dict[str, Any], caller: Caller) -> dict[str, Any]:
    """Return a statement with whose claim it is of which it repeats words, if it does."""
    value = statement["value"]
    if statement["standing"] == "record" or "iri" in value:
        return statement
    claims = claim_index(caller).claims_of(literal(value["text"]))
    said = [attribution(claim, caller) for claim in dict.fromkeys(claims)]
    shown = {**value, "has_words_of_a_claim": True, "words_of": said}
    return {**statement, "value": shown} if said else statement


def _names(path: str, caller: Caller) -> Names:
    release = caller.site.release
    file = release.files.get(f"{path}{CLAIMS_SUFFIX}")
    more = lines_of_turtle(file.location.read_bytes()) if file else ()
    return names_of_page(path, release, more=more)


def _kind(term: Term, *, names: Names) -> str:
    types = names.graph.objects(term, RDF_TYPE)
    if EV_CLAIM in types or EV_CONTENT_CLASS in types or _is_of_claim(term, names=names):
        return "claim"
    return "statement" if RDF_STATEMENT in types else "resource"


def _is_of_claim(term: Term, *, names: Names) -> bool:
    return EV_CLAIM in names.graph.objects(page_iri(term), RDF_TYPE)


def _label(term: Term, *, names: Names) -> str:
    """Return the label, but for a claim and what belongs to it, whose labels have its words."""
    kind = _kind(term, names=names)
    return names.link(term).label if kind == "resource" else summary(term, names=names)


def _claims(term: Term, whole: Description, *, names: Names) -> list[dict[str, Any]]:
    if _kind(term, names=names) == "claim":
        return [claim_data(page_iri(term), names=names)]
    claims = (wanted_iri(claim.page.href, names=names) for claim in whole.claims)
    return [claim_data(claim, names=names) for claim in claims if claim]


def wanted_iri(href: str, *, names: Names) -> Term | None:
    """Return the resource at an address that `Names.link` made."""
    return names.graph.addresses.page(href.removesuffix(".html"))


def _statements(whole: Description, term: Term, *, names: Names) -> Iterator[dict[str, Any]]:
    """Yield what is stated of a thing; if that is a statement, itself; of a claim, nothing."""
    kind = _kind(term, names=names)
    things = (whole, *whole.parts)
    if kind == "statement":
        of_page = _stated(things, names=names)
        yield from (each for each in of_page if each.get("statement") == bare(term))
    elif kind == "resource":
        is_page = term == names.graph.page_of(whole.iri)
        wanted = [thing for thing in things if is_page or thing.iri == term]
        yield from _stated(wanted, names=names)


def _stated(things: Iterable[Description], *, names: Names) -> Iterator[dict[str, Any]]:
    for thing in things:
        for row in thing.rows:
            for value in (*row.values, *row.others):
                yield _statement(thing.iri, row, value, names=names)
        for label, values in (
            ("type", thing.types),
            ("also called", (*thing.alternative_labels, *thing.other_labels)),
            ("same as", thing.identifiers),
        ):
            for value in values:
                yield _unquoted(label, value)
        for note in thing.notes:
            said = {"property": {"label": "note of the editor"}, "value": {"text": note}}
            yield {"standing": "unquoted", **said}


def _statement(subject: Term, row: Row, value: Value, *, names: Names) -> dict[str, Any]:
    data = _unquoted(row.property.label, value)
    if row.property.title:
        data["property"]["name"] = row.property.title
    if value.anchor:
        statement = iri(f"{bare(page_iri(subject))}#{value.anchor}")
        data |= {
            "standing": "record",
            "statement": bare(statement),
            "quotes": quotes_of(statement, names=names),
        }
    return data


def _unquoted(label: str, value: Value) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": _words(value)}
    if is_iri(value.term):
        shown["iri"] = bare(value.term)
    for name in ("language", "datatype"):
        if said := getattr(value, name):
            shown[name] = said
    if value.claimed or value.is_claim:
        shown["has_words_of_a_claim"] = True
    return {"standing": "unquoted", "property": {"label": label}, "value": shown}


def _words(value: Value) -> str:
    """Return a value as a text; of a blank node, what is said of it."""
    if value.items:
        return ", ".join(map(_words, value.items))
    if value.nested:
        inner = (
            f"{row.property.label}: {', '.join(map(_words, row.values))}" for row in value.nested
        )
        return f"[{'; '.join(inner)}]"
    return value.text


def _text(data: dict[str, Any]) -> str:
    lines = [data["label"], data["summary"], f"IRI: {data['iri']}", f"Page: {data['page']}", ""]
    records = [each for each in data["statements"] if each.get("standing") == "record"]
    others = [each for each in data["statements"] if each.get("standing") != "record"]
    if records:
        lines.append("RECORDS: what the source states, each with the words that it rests on.")
        lines += [line for each in records for line in _record_lines(each)]
    if others:
        lines.append("WITHOUT A QUOTE:" if records else "STATEMENTS:")
        lines += [f"- {each['property']['label']}: {_value_text(each)}" for each in others]
    if data["claims"]:
        lines.append(_CLAIMS)
        lines += [line for each in data["claims"] for line in claim_text(each)]
    if data["next_offset"]:
        lines.append(
            f"There are {data['statement_count']:,} statements and {data['claim_count']:,} claims "
            f"in all: ask again with offset {data['next_offset']}."
        )
    return "\n".join(lines)


def _record_lines(each: dict[str, Any]) -> Iterator[str]:
    yield f"- {each['property']['label']}: {_value_text(each)} [{each['statement']}]"
    yield from (f"  {quote_text(quote)}" for quote in each["quotes"])


def _value_text(each: dict[str, Any]) -> str:
    value = each["value"]
    words = " ".join(str(value["text"]).split())
    target = value.get("iri")
    if said := value.get("words_of"):
        return f"{words} (words of: {'; '.join(each['attribution'] for each in said)})"
    return f"{words} <{target}>" if target and target != words else words


_VALUE: Final[Schema] = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "iri": {"type": "string"},
        "language": {"type": "string"},
        "datatype": {"type": "string"},
        "has_words_of_a_claim": {"type": "boolean"},
        "words_of": {
            "type": "array",
            "description": "The claims whose words it repeats: name their claimants",
            "items": {"type": "object"},
        },
    },
    "required": ["text"],
}
DESCRIBE: Final = Tool(
    name="describe",
    title="Describe a resource",
    description="Say what the dataset has on an IRI: its records, each with the quotes and the "
    "sources that it rests on, and apart from them the claims about it, each with who claims it, "
    "with which voice and stance, and in which words. Works for claims and statements too.",
    arguments={
        "iri": text_argument(
            "The IRI, or its path from the site's root", longest=MAX_REQUESTED_PATH
        ),
        "limit": number_argument(
            "Statements, and claims, of this page",
            least=1,
            most=limits.AGENT_ITEMS,
            default=limits.AGENT_ITEMS,
        ),
        "offset": number_argument(
            "Statements, and claims, to skip", least=0, most=limits.PAGE_OFFSET, default=0
        ),
    },
    required=("iri",),
    answer={
        "type": "object",
        "properties": {
            "iri": {"type": "string"},
            "page": {"type": "string"},
            "label": {"type": "string"},
            "kind": {"enum": ["resource", "statement", "claim"]},
            "summary": {"type": "string"},
            "statements": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "standing": {"enum": ["record", "unquoted"]},
                        "statement": {"type": "string", "description": "Its IRI"},
                        "property": {"type": "object"},
                        "value": _VALUE,
                        "quotes": {"type": "array", "items": QUOTE},
                    },
                    "required": ["property", "value"],
                },
            },
            "statement_count": {"type": "integer"},
            "claims": {"type": "array", "items": CLAIM_SCHEMA},
            "claim_count": {"type": "integer"},
            "next_offset": {"type": ["integer", "null"]},
        },
        "required": ["iri", "page", "label", "kind", "statements", "claims", "next_offset"],
    },
    call=_describe,
)
