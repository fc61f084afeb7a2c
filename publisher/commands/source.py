"""`publisher source add FILE`: store a text, and describe it, so that facts can quote it."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from publisher.check.iris.iris import why_unfit
from publisher.errors import PublisherError
from publisher.evidence.likeness import with_escapes
from publisher.load.decoding import decode
from publisher.project import Project
from publisher.terms import NOT_XML, literal
from publisher.well_formed import address_fault, character, is_language_tag

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG: Final = 60
# https://www.w3.org/TR/turtle/#grammar-production-IRIREF
_IRI: Final = re.compile(r'[^\x00-\x20<>"{}|^`\\]+')
_HTML: Final = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_PREFIXES: Final = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_INSTEAD: Final = "save its text as UTF-8 in a .txt file, compare the two, and add that file"
_WITHOUT_SUPPORT: Final = {
    "HTML": f"HTML cannot be stored yet; {_INSTEAD}",
    "PDF": f"PDF cannot be stored yet; {_INSTEAD} (`pdftotext FILE.pdf FILE.txt` extracts it)",
    "a document of an office program": f"such documents cannot be stored yet; {_INSTEAD}",
}
_SUFFIXES: Final = {
    ".htm": "HTML",
    ".html": "HTML",
    ".xhtml": "HTML",
    ".pdf": "PDF",
    ".doc": "a document of an office program",
    ".docx": "a document of an office program",
    ".odt": "a document of an office program",
}


class SourceError(PublisherError):
    """The file cannot be stored as a source. The message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetails:
    """What is known of a source. What is not known is an empty text, and is not published."""

    title: str = ""
    language: str = ""
    """A language tag: `en`, `az`."""
    publisher: str = ""
    """An IRI, absolute or relative to the base: `body/council`."""
    address: str = ""
    """The web address that the text was copied from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSource:
    slug: str
    text: Path
    description: Path
    characters: int
    sha256: str


def add_source(
    project: Project,
    file: Path,
    *,
    slug: str = "",
    about: SourceDetails = SourceDetails(),
    today: date | None = None,
) -> StoredSource:
    """Store a text byte for byte in `data/sources/SLUG.txt`, and describe it in `SLUG.ttl`.

    `slug`: without it, it is made from the file's name. `today`: the day of storing, for tests.
    Raises SourceError if the file is not UTF-8 text, or if a source of that name is there.
    """
    content = _read(file)
    text = _text(content, file=file)
    _check(about)
    name = _slug(slug, file=file)
    fault = why_unfit(name)
    if fault:
        raise SourceError(f"no source can have the name {name}: {fault}; give another with --slug")
    folder = project.folder / "data" / "sources"
    stored, description = folder / f"{name}.txt", folder / f"{name}.ttl"
    digest = hashlib.sha256(content).hexdigest()
    is_in_place = stored.exists() and stored.samefile(file)
    for path in (description,) if is_in_place else (stored, description):
        if path.exists() or path.is_symlink():
            raise SourceError(f"{path} is there already; name the source otherwise with --slug")
    folder.mkdir(parents=True, exist_ok=True)
    turtle = _turtle(name, about=about, sha256=digest, stored_on=today or date.today())  # noqa: DTZ011 -- the author's day
    _write_new(description, turtle.encode())
    if not is_in_place:
        try:
            _write_new(stored, content)
        except OSError:
            description.unlink()
            raise
    return StoredSource(
        slug=name, text=stored, description=description, characters=len(text), sha256=digest
    )


def _read(file: Path) -> bytes:
    if not file.exists():
        raise SourceError(f"{file} is not there")
    if not file.is_file():
        raise SourceError(f"{file} is not a file; name one text file")
    content = file.read_bytes()
    kind = "PDF" if content.startswith(b"%PDF-") else _SUFFIXES.get(file.suffix.lower(), "")
    if kind:
        raise SourceError(f"{file} is {kind}: {_WITHOUT_SUPPORT[kind]}")
    return content


def _text(content: bytes, *, file: Path) -> str:
    """Return the text as the checks will read it, because what they refuse is not worth storing."""
    text, findings = decode(content, file=str(file))
    if findings:
        spot = findings[0].place
        raise SourceError(f"{file}:{spot.line}:{spot.column}: {findings[0].text}")
    if not text.strip():
        raise SourceError(f"{file} is empty; there is nothing to quote")
    if _HTML.match(text):
        raise SourceError(f"{file} is HTML: {_WITHOUT_SUPPORT['HTML']}")
    odd = next((found for found in NOT_XML.finditer(text) if not found.group().isspace()), None)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise SourceError(
            f"{file}:{line}: the text has {character(odd.group())}, which XML cannot write; "
            "save it without that character"
        )
    return text


def _check(about: SourceDetails) -> None:
    if NOT_XML.search(about.title) or "\n" in about.title:
        raise SourceError("--title has a line end or a control character; write it in one line")
    if about.language and not is_language_tag(about.language):
        raise SourceError(
            f"--language {about.language!r} is not a language tag; write it as en or en-GB"
        )
    fault = address_fault(about.address) if about.address else ""
    if fault:
        raise SourceError(
            f"--address {about.address!r} is not a web address: {fault}; write it as https://…"
        )
    if about.publisher and not _is_iri(about.publisher):
        raise SourceError(
            f"--publisher {about.publisher!r} is not an IRI; name a resource of the graph, "
            "such as body/council, or give a web address"
        )


def _is_iri(text: str) -> bool:
    if "://" in text:
        return not address_fault(text)
    return bool(_IRI.fullmatch(text)) and ":" not in text and ".." not in text.split("/")


def _slug(slug: str, *, file: Path) -> str:
    if slug:
        if _SLUG.fullmatch(slug) and len(slug) <= _LONGEST_SLUG:
            return slug
        raise SourceError(
            f"--slug {slug!r} is not a name for a source; "
            f"write lower-case letters, digits and hyphens, at most {_LONGEST_SLUG}"
        )
    plain = unicodedata.normalize("NFKD", file.stem).encode("ascii", "ignore").decode().lower()
    made = _NOT_SLUG.sub("-", plain)[:_LONGEST_SLUG].strip("-")
    if not made:
        raise SourceError(f"{file}: no name can be made from the file's; give one with --slug")
    return made


def _turtle(slug: str, *, about: SourceDetails, sha256: str, stored_on: date) -> str:
    """Return the description as Turtle; a comment stands for what was not given."""
    facts = list(_facts(about, slug=slug))
    facts += [f'ev:storedOn "{stored_on.isoformat()}"^^xsd:date', f'schema:sha256 "{sha256}"']
    missing = list(_missing(about))
    lines = [
        f"# What is known of the text in {slug}.txt, which lies beside this file.",
        *(f"# Not known yet: {name}" for name in missing),
    ]
    statements = " ;\n  ".join([f"<source/{slug}> a ev:Source", *facts])
    return f"{chr(10).join(lines)}\n{_PREFIXES}\n{statements} .\n"


def _facts(about: SourceDetails, *, slug: str) -> Iterator[str]:
    # The label is the editor's choice, so the slug will do until the title is known.
    label = literal(about.title or slug, language=about.language if about.title else "")
    yield f"rdfs:label {with_escapes(label)}"
    if about.publisher:
        yield f"dcterms:publisher <{about.publisher}>"
    if about.language:
        yield f'dcterms:language "{about.language}"'
    if about.address:
        yield f"schema:url <{about.address}>"


def _missing(about: SourceDetails) -> Iterator[str]:
    if not about.title:
        yield 'its title. Write it into the label: rdfs:label "…"@en'
    if not about.publisher:
        yield "who published it: dcterms:publisher <…>"
    if not about.language:
        yield 'its language: dcterms:language "en"'
    if not about.address:
        yield "the web address that it was copied from: schema:url <https://…>"
    yield 'which of its lines are titles, which state nothing: ev:heading "…"'


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet; if that fails, leave none behind."""
    with path.open("xb") as file:
        try:
            file.write(content)
        except OSError:
            path.unlink(missing_ok=True)
            raise
