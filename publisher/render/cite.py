"""A citation as text, BibTeX, CSL-JSON and RIS."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final
from urllib.parse import quote

from publisher.citation import SUFFIXES, Reference
from publisher.model import File, SitePath

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_BLANKS: Final = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
_CSL_TYPES: Final = {"dataset": "dataset", "query": "dataset"}
_RIS_TYPES: Final = {"dataset": "DATA", "query": "DATA"}
_ACCENTS: Final = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
"""The accents of LaTeX by combining character."""
_LETTERS: Final = {
    "\\": r"{\textbackslash}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "ı": r"{\i}",
    "ß": r"{\ss}",
    "æ": r"{\ae}",
    "Æ": r"{\AE}",
    "œ": r"{\oe}",
    "Œ": r"{\OE}",
    "ø": r"{\o}",
    "Ø": r"{\O}",
    "ł": r"{\l}",
    "Ł": r"{\L}",
    "å": r"{\aa}",
    "Å": r"{\AA}",
}
"""What LaTeX has commands for. Other characters are written as they are, in UTF-8."""
_LONE_BRACES: Final = {"{": r"{\ensuremath{\lbrace}}", "}": r"{\ensuremath{\rbrace}}"}
"""Braces that come in no pairs. BibTeX counts `\\{` as one that opens."""


def citation_bytes(citation: Reference, name: str) -> bytes:
    """Return a citation in a format of `FORMATS`, by its name."""
    return _WRITERS[name](citation).encode()


def citation_files(citation: Reference, stem: str) -> Iterator[File]:
    """Yield a citation in every format, as files."""
    for name, suffix in SUFFIXES.items():
        yield File(path=SitePath(f"{stem}.{suffix}"), content=citation_bytes(citation, name))


def text(citation: Reference) -> str:
    r"""Return a citation for a reader.

    `Office of the Ombudsman. “ENOC”. In: The network. Version 1.2, 27 November 2026. IRI.\n`
    """
    title = citation.title
    parts = [
        ", ".join(citation.creators) or citation.publisher,
        title if citation.kind == "dataset" else f"“{title}”",
        f"In: {citation.container}" if citation.container else "",
        _version_and_day(citation),
        citation.publisher if citation.creators else "",
        f"https://doi.org/{citation.identifier}" if citation.identifier else "",
        citation.address,
        f"IRI: {citation.iri}" if citation.iri != citation.address else "",
        *citation.notes,
        f"Licence: {citation.licence}" if citation.licence else "",
    ]
    return " ".join(_sentence(_line(part)) for part in parts if part) + "\n"


def bibtex(citation: Reference) -> str:
    """Return a citation as an entry of BibTeX that biblatex reads too."""
    fields = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in citation.creators),
        "title": f"{{{_latex(citation.title)}}}",
        "howpublished": _latex(f"In: {citation.container}" if citation.container else ""),
        "publisher": _latex(citation.publisher),
        "version": _latex(citation.version),
        "doi": citation.identifier,
        "url": _uri(citation.address),
        "note": _latex(" ".join(map(_sentence, _all_notes(citation)))),
        "copyright": _uri(citation.licence),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines += [f"  {name} = {value}," for name, value in _bibtex_date(citation)]
    return "\n".join((f"@misc{{{citation.key},", *lines, "}", ""))


def csl(citation: Reference) -> str:
    """Return a citation as CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/"""
    date = _date_parts(citation)
    item = {
        "id": citation.key,
        "type": _CSL_TYPES.get(citation.kind, "webpage"),
        "title": _line(citation.title),
        "author": [{"literal": _line(name)} for name in citation.creators],
        "container-title": _line(citation.container),
        "publisher": _line(citation.publisher),
        "version": _line(citation.version),
        "issued": {"date-parts": [date]} if date else None,
        "DOI": citation.identifier,
        "URL": _uri(citation.address),
        "language": citation.language,
        "note": " ".join(map(_sentence, _all_notes(citation))),
    }
    members = {name: value for name, value in item.items() if value}
    return json.dumps([members], ensure_ascii=False, indent=1) + "\n"


def ris(citation: Reference) -> str:
    """Return a citation as RIS: a line a field, which ends with CR and LF."""
    year, *rest = _date_parts(citation) or (0,)
    lines = [
        ("TY", _RIS_TYPES.get(citation.kind, "ELEC")),
        ("ID", citation.key),
        *(("AU", name) for name in citation.creators),
        ("TI", citation.title),
        ("T2", citation.container),
        ("PB", citation.publisher),
        ("PY", f"{year:04}" if year else ""),
        ("DA", "/".join((f"{year:04}", *(f"{part:02}" for part in rest))) if rest else ""),
        ("ET", citation.version),
        ("DO", citation.identifier),
        ("UR", _uri(citation.address)),
        ("LA", citation.language),
        *(("N1", note) for note in _all_notes(citation)),
        ("ER", ""),
    ]
    shown = (f"{tag}  - {_line(value)}" for tag, value in lines if value or tag == "ER")
    return "".join(f"{line}\r\n" for line in shown)


_WRITERS: Final[dict[str, Callable[[Reference], str]]] = {
    "text": text,
    "bibtex": bibtex,
    "csl": csl,
    "ris": ris,
}


def _all_notes(citation: Reference) -> list[str]:
    """Return what formats without a field of its own say in a note."""
    iri = f"IRI: {citation.iri}" if citation.iri != citation.address else ""
    licence = f"Licence: {citation.licence}" if citation.licence else ""
    return [_line(note) for note in (*citation.notes, iri, licence) if note]


def _version_and_day(citation: Reference) -> str:
    version = citation.version
    # A number; a word such as "v2" or "draft" says itself what it is.
    shown = f"Version {version}" if version[:1].isdigit() else version
    return ", ".join(part for part in (shown, _day(citation)) if part)


def _day(citation: Reference) -> str:
    date = _date_parts(citation)
    if not date:
        return ""
    year, *rest = date
    month = [_MONTHS[rest[0] - 1]] if rest else []
    return " ".join((*map(str, rest[1:]), *month, f"{year:04}"))


def _bibtex_date(citation: Reference) -> Iterator[tuple[str, str]]:
    date = _date_parts(citation)
    if date:
        yield "year", f"{{{date[0]:04}}}"
    if len(date) > 1:
        yield "month", _MONTHS[date[1] - 1][:3].lower()
    yield from (("day", f"{{{day}}}") for day in date[2:])


def _date_parts(citation: Reference) -> tuple[int, ...]:
    """Return year, month and day, or as many of them as are known."""
    match = _DATE.match(citation.date)
    parts = tuple(int(part) for part in match.groups() if part) if match else ()
    is_month = len(parts) < 2 or 1 <= parts[1] <= len(_MONTHS)  # noqa: PLR2004 -- its place
    return parts if is_month else parts[:1]


def _sentence(words: str) -> str:
    """Return words with a full stop, unless they end with a sign or with an address."""
    is_address = "://" in words.rpartition(" ")[2]
    return words if is_address or words.endswith((".", "!", "?", ".”", "!”", "?”")) else f"{words}."


def _line(words: str) -> str:
    """Return a text in one line, because a line break would end its field."""
    return _BLANKS.sub(" ", words).strip()


def _uri(address: str) -> str:
    """Return an address in ASCII, which every program takes for one.

    https://www.rfc-editor.org/rfc/rfc3987#section-3.1
    """
    return quote(address, safe="%/:?#[]@!$&'()*+,;=-._~")


def _latex(words: str) -> str:
    r"""Return a text as LaTeX writes it: `Şəki & co_` → `{\c{S}}əki \& co\_`."""
    line = unicodedata.normalize("NFC", _line(words))
    braces = {} if _is_paired(line) else _LONE_BRACES
    return "".join(braces.get(each) or _latex_character(each) for each in line)


def _is_paired(line: str) -> bool:
    """Return whether each brace of a line is closed, and none is before it opens."""
    steps = ({"{": 1, "}": -1}.get(character, 0) for character in line)
    depths = list(accumulate(steps, initial=0))
    return min(depths) == depths[-1] == 0


def _latex_character(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    letter, *marks = tuple(unicodedata.normalize("NFD", character))
    if not (marks and letter.isascii() and letter.isalpha() and all(m in _ACCENTS for m in marks)):
        return character
    accented = r"{\i}" if letter == "i" else letter
    for mark in marks:
        accented = f"\\{_ACCENTS[mark]}{{{accented}}}"
    return f"{{{accented}}}"
