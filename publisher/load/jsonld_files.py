"""Read JSON-LD by PyLD, with contexts from local files alone.

pyoxigraph and rdflib lose triples of contexts that hold for one type. https://www.w3.org/TR/json-ld11-api/
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NoReturn

import pyoxigraph as ox

from publisher import limits
from publisher.errors import PublisherError
from publisher.findings import Finding, Place, Severity
from publisher.load.contexts import Contexts, is_context_only
from publisher.load.rdf_file import Outcome
from publisher.load.syntax_errors import one_line
from publisher.load.turtle_files import parsed_lines, too_long

if TYPE_CHECKING:
    from pyld.documentloader.base import RemoteDocument
    from pyld.options import ToRdfOptions

_N_QUADS: Final = "application/n-quads"
_MESSAGES: Final = 5
_BLANK: Final = re.compile(rb"(?m)(?:^|(?<= ))_:b\d+(?= )")


class JsonLdFileError(PublisherError):
    """A file of JSON-LD that cannot be read: why, and what to do; `code` is the finding's."""

    def __init__(self, message: str, *, hint: str = "", code: str = "rdf-syntax") -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code
        self.line, self.column = 1, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLdResult:
    """What a document says, as N-Quads; and which of its keys stand twice in one object."""

    quads: bytes
    twice: tuple[str, ...] = ()
    is_context: bool = False


def parse_jsonld(text: str, *, file: str, base: str, contexts: Contexts) -> Outcome:
    """Return what a file of JSON-LD says."""
    return jsonld_outcome([text], file=file, base=base, contexts=contexts)


def jsonld_outcome(texts: Sequence[str], *, file: str, base: str, contexts: Contexts) -> Outcome:
    """Return what all documents in a file say; nothing if one of them cannot be read."""
    try:
        results = [read_jsonld(text, base=base, contexts=contexts) for text in texts]
        if all(result.is_context for result in results):
            return Outcome()
        lines = b"".join(_unmixed(result.quads, at) for at, result in enumerate(results))
        # Read again, because PyLD does not look at what an IRI is made of.
        parsed = ox.parse(lines, format=ox.RdfFormat.N_QUADS)
        canonical = ox.serialize(parsed, format=ox.RdfFormat.N_QUADS) or b""
    except JsonLdFileError as error:
        return Outcome(findings=(_finding(error, file),))
    except SyntaxError as error:
        return Outcome(findings=(_finding(JsonLdFileError(_without_place(error)), file),))
    except (ValueError, MemoryError) as error:
        return Outcome(findings=(too_long(file, str(error)),))
    outcome = parsed_lines(canonical, file=file)
    notes = (*_twice(results, file), *_directions(texts, file))
    return replace(outcome, findings=notes)


def _unmixed(quads: bytes, number: int) -> bytes:
    """Return quads whose blank nodes are not taken for those of another document of the file."""
    return _BLANK.sub(lambda match: match.group() + b"d%d" % number, quads) if number else quads


def _without_place(error: SyntaxError) -> str:
    return re.sub(r"^Parser error .*?: ", "", str(error.msg))


def _finding(error: JsonLdFileError, file: str) -> Finding:
    return Finding(
        code=error.code,
        message=one_line(str(error))[:300],
        hint=one_line(error.hint)[:300],
        place=Place(file=file, line=error.line, column=error.column),
    )


def _twice(results: Iterable[JsonLdResult], file: str) -> Iterator[Finding]:
    keys = sorted({key for result in results for key in result.twice})
    if keys:
        yield Finding(
            code="json-key-twice",
            message=f"an object has the key {keys[0]!a} twice, and the last value alone is read",
            hint="write the values as a list: [ …, … ]",
            severity=Severity.WARNING,
            place=Place(file=file),
        )


def _directions(texts: Iterable[str], file: str) -> Iterator[Finding]:
    if any('"@direction"' in text for text in texts):
        yield Finding(
            code="direction-dropped",
            message="the file gives texts a base direction, which RDF 1.1 does not have",
            hint="pages take the direction from the language",
            severity=Severity.NOTE,
            place=Place(file=file),
        )


def read_jsonld(text: str, *, base: str, contexts: Contexts) -> JsonLdResult:
    """Return what a document of JSON-LD says. Raises JsonLdFileError."""
    from pyld import jsonld  # noqa: PLC0415 -- it takes long, and most projects have no JSON-LD

    keys = _Keys()
    document = _read_json(text, keys)
    if is_context_only(document):
        return JsonLdResult(quads=b"", is_context=True)
    _check_nesting(document)
    loader = _Loader(contexts=contexts)
    options: ToRdfOptions = {"base": base, "documentLoader": loader.load, "format": _N_QUADS}
    try:
        quads = jsonld.to_rdf(document, options).encode()
    except RecursionError:
        raise _too_deep() from None
    except Exception as error:  # noqa: BLE001 -- PyLD raises what its code meets in odd input
        raise _fault(error, loader) from None
    return JsonLdResult(quads=quads, twice=tuple(keys.twice))


@dataclass(slots=True)
class _Keys:
    """The keys that stand twice in an object: JSON keeps the last of them alone."""

    twice: list[str] = field(default_factory=list)

    def object_of(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        document = dict(pairs)
        if len(document) != len(pairs):
            names = [name for name, _ in pairs]
            self.twice += sorted({name for name in names if names.count(name) > 1})
        return document


def _read_json(text: str, keys: _Keys) -> object:
    try:
        return json.loads(text, object_pairs_hook=keys.object_of, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        fault = JsonLdFileError(f"the file is not JSON: {error.msg}")
        fault.line, fault.column = error.lineno, error.colno
        raise fault from None
    except ValueError as error:
        raise JsonLdFileError(f"the file is not JSON: {error}") from None
    except RecursionError:
        raise _too_deep() from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _check_nesting(document: object) -> None:
    level, depth = [document], 0
    while level:
        depth += 1
        if depth > limits.JSON_NESTING:
            raise _too_deep()
        level = [child for value in level for child in _children(value)]


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _too_deep() -> JsonLdFileError:
    return JsonLdFileError(
        f"objects and lists are nested more than {limits.JSON_NESTING} deep",
        hint='give the inner ones an "@id" and write them beside each other in "@graph"',
        code="input-limit",
    )


@dataclass(slots=True, kw_only=True)
class _Loader:
    """A document loader that answers from local files."""

    contexts: Contexts
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def load(self, iri: str, _options: object) -> "RemoteDocument":
        """https://www.w3.org/TR/json-ld11-api/#loaddocumentcallback"""
        try:
            document = self.contexts.find(iri)
        except ValueError as error:
            self.wrong.append(f"the context {iri} cannot be read: {error}")
            raise
        if document is None:
            self.missing.append(iri)
            raise LookupError(iri)
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": iri,
            "document": document,
        }


def _fault(error: Exception, loader: _Loader) -> JsonLdFileError:
    if loader.missing:
        iri = loader.missing[0]
        return JsonLdFileError(
            f"the context {iri} is not at hand, and nothing is fetched",
            hint=f"save it in contexts/, or name a file: --context {iri}=FILE",
            code="context-missing",
        )
    if loader.wrong:
        return JsonLdFileError(loader.wrong[0])
    return JsonLdFileError(_innermost(error))


def _innermost(error: Exception) -> str:
    """Return what went wrong, from the end of the chain of what PyLD raised."""
    from pyld.jsonld import JsonLdError  # noqa: PLC0415 -- see `read_jsonld`

    messages: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(messages) < _MESSAGES:
        if isinstance(cause, JsonLdError):
            code = f" ({cause.code})" if cause.code else ""
            messages.append(f"{str(cause.args[0]).rstrip('.')}{code}")
        else:
            messages.append(f"{type(cause).__name__} {cause}".strip())
        cause = cause.__cause__
    return f"the file is not JSON-LD: {messages[-1]}"
