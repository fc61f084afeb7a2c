"""A version of an ontology that was published keeps its text: what changes is another version."""

from collections.abc import Iterable, Iterator, Mapping

from publisher.findings import Finding, Severity
from publisher.model import ANY, Term, Triple
from publisher.ontology_versions import VERSION_IRI, current_versions
from publisher.terms import bare


def check_ontology_versions(
    ontology: Iterable[Triple], published: Mapping[Term, bytes], *, base: str
) -> Iterator[Finding]:
    """Yield a finding for each version whose text differs from the one that was published.

    `published`: the texts of the versions that releases have, by their IRIs.
    """
    triples = tuple(ontology)
    headers = {o: s for s, p, o in triples if p == VERSION_IRI}
    for version, lines in sorted(current_versions(triples, base=base).items()):
        before = published.get(version)
        if before is not None and before != lines:
            count = len(set(before.splitlines()) ^ set(lines.splitlines()))
            noun = "triple" if count == 1 else "triples"
            yield Finding(
                code="ontology-version-changed",
                message=f"the ontology differs in {count:,} {noun} from what was published as "
                f"{bare(version).removeprefix(base)}",
                hint="give it a new owl:versionIRI, with this one as its owl:priorVersion",
                severity=Severity.WARNING,
                about=(headers.get(version, ANY), VERSION_IRI, version),
            )
