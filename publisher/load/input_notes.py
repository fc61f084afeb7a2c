"""Note what was read in a way that its author may not expect. A note stops nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from publisher.findings import Finding, Place, Severity
from publisher.load.inputs import RESERVED_BASE, Inputs
from publisher.model import Term
from publisher.project import Project
from publisher.terms import bare, is_iri
from publisher.vocabulary import OWL_IMPORTS

_SCHEME: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*):(?!//)")
_KNOWN_SCHEMES: Final = frozenset(
    {
        *("urn", "mailto", "tel", "sms", "geo", "data", "info", "tag", "did", "doi", "hdl", "ark"),
        *("news", "about", "javascript", "cid", "mid", "ni", "nih", "magnet", "xmpp", "sip"),
        *("sips", "bitcoin", "blob", "file", "http", "https", "ftp", "pkcs11", "swh", "lsid"),
    }
)
"""Schemes that are followed by no slashes: https://www.iana.org/assignments/uri-schemes"""


def input_notes(project: Project, inputs: Inputs) -> Iterator[Finding]:
    """Yield the notes on all files: relative IRIs, undeclared prefixes, and absent imports."""
    if project.inputs and not project.input_base:
        yield from _relative_iris(inputs)
    yield from _undeclared_prefixes(inputs)
    yield from _absent_imports(inputs)


def _relative_iris(inputs: Inputs) -> Iterator[Finding]:
    start = f"<{RESERVED_BASE}"
    for file in inputs.files:
        relative = {term for term in _iris(file.triples, file.quads) if term.startswith(start)}
        if relative:
            yield _report(
                "iri-relative",
                f"relative IRIs ({len(relative):,}) are resolved against {RESERVED_BASE}, "
                "because the file has no base",
                hint="give the address of the data with --base",
                file=file.file,
            )


def _undeclared_prefixes(inputs: Inputs) -> Iterator[Finding]:
    for file in inputs.files:
        schemes: Counter[str] = Counter()
        examples: dict[str, Term] = {}
        for term in set(_iris(file.triples, file.quads)):
            match = _SCHEME.match(term)
            if match and match[1].lower() not in _KNOWN_SCHEMES:
                schemes[match[1]] += 1
                examples[match[1]] = min(term, examples.get(match[1], term))
        for scheme, count in sorted(schemes.items()):
            yield _report(
                "prefix-undeclared",
                f"{scheme}: is read as the scheme of IRIs ({count:,}), such as {examples[scheme]}",
                hint=f"if it is a prefix, the file, or its context, does not declare {scheme}:",
                file=file.file,
            )


def _absent_imports(inputs: Inputs) -> Iterator[Finding]:
    subjects = {triple[0] for file in inputs.files for triple in file.triples}
    subjects |= {quad[0] for file in inputs.files for quad in file.quads}
    for file in inputs.files:
        for imported in sorted({o for _, p, o in file.triples if p == OWL_IMPORTS and is_iri(o)}):
            document = bare(imported).rstrip("#/")
            if not {Term(f"<{document}{end}>") for end in ("", "#", "/")} & subjects:
                yield _report(
                    "import-absent",
                    f"the import {bare(imported)} is not at hand, and nothing is fetched",
                    hint="to publish it too, save it in imports/",
                    file=file.file,
                )


def _iris(*parts: Iterable[tuple[Term, ...]]) -> Iterator[Term]:
    return (term for part in parts for statement in part for term in statement if is_iri(term))


def _report(code: str, message: str, *, hint: str, file: str) -> Finding:
    return Finding(
        code=code, message=message, hint=hint, severity=Severity.NOTE, place=Place(file=file)
    )
