"""The identifiers of entities in the reconciliation service: short, and safe in any address.

A client puts an identifier into an address as it is, or by JavaScript's encodeURI, which leaves
`#`, `&` and `+`, or by encodeURIComponent. So what would end or change it there is escaped by `~`
and two digits, as in the paths of the site:

    {space}network/enoc             network/enoc
    http://www.w3.org/ns/org#Post   http://www.w3.org/ns/org~23Post
"""

import re
from dataclasses import dataclass
from typing import Final

from publisher.path_segments import escape, unescaped

_UNSAFE: Final = re.compile(r"[\x00-\x20\"#%&'+;<>\\^`{|}~\x7f]")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
# https://www.rfc-editor.org/rfc/rfc3987#section-2.2: SPARQL and N-Triples can write it.
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class IdentifierSpace:
    """Identifiers relative to an IRI; those of other IRIs are the IRIs themselves."""

    iri: str

    def identifier(self, iri: str) -> str:
        """Return the identifier of an IRI."""
        rest = iri.removeprefix(self.iri)
        is_inside = iri.startswith(self.iri) and rest and not _ABSOLUTE.match(rest)
        return _UNSAFE.sub(lambda match: escape(match.group()), rest if is_inside else iri)

    def iris(self, identifier: str) -> tuple[str, ...]:
        """Return the IRIs that an identifier may mean, the likeliest first; none if it is no IRI.

        Somebody may send an IRI as it is, and in that a `~` need not be an escape.
        """
        texts = dict.fromkeys((unescaped(identifier), identifier))
        resolved = (self._resolved(text) for text in texts if text)
        return tuple(dict.fromkeys(iri for iri in resolved if _IRI.fullmatch(iri)))

    def _resolved(self, text: str) -> str:
        return text if _ABSOLUTE.match(text) else self.iri + text
