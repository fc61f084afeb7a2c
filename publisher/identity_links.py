"""The links from the graph's resources to the same things elsewhere, by where they lead.

Only what is asserted is a link: not what stands in the content of a claim, and not what a
nanopublication asserts.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from publisher import limits
from publisher.authorities import AUTHORITIES, linkset_name
from publisher.dataset import Dataset
from publisher.identity import Linkset, SameAs
from publisher.model import Term, Triple
from publisher.property_groups import RELATED_LINKS, SAME_LINKS
from publisher.terms import bare, iri
from publisher.vocabulary import EV_CLAIM, RDF_TYPE

OTHER_HOSTS: Final = "other"
"""The linkset of hosts that have no linkset of their own."""
_HAS_ASSERTION: Final = iri("http://www.nanopub.org/nschema#hasAssertion")
_WEB: Final = re.compile(r"<https?://", re.IGNORECASE)
_TITLES: Final = {authority.name: authority.title for authority in AUTHORITIES}


def link_triples(graph: Dataset) -> Iterator[Triple]:
    """Yield the asserted triples that link two IRIs as the same, or nearly, sorted."""
    predicates = sorted({*SAME_LINKS, *RELATED_LINKS} & graph.predicates)
    if not predicates:
        return
    claimed = frozenset(graph.values_of(_HAS_ASSERTION))
    names = "|".join(re.escape(predicate) for predicate in predicates)
    pattern = re.compile(rf"^(<[^>\n]*>) ({names}) (<[^>\n]*>) \.$".encode(), re.MULTILINE)
    for match in pattern.finditer(graph.lines):
        subject, predicate, value = (Term(part.decode()) for part in match.groups())
        triple = (subject, predicate, value)
        if subject != value and not _is_claimed(triple, claimed, graph):
            yield triple


def same_links(triples: Iterable[Triple], graph: Dataset) -> tuple[SameAs, ...]:
    """Return the links of the site's resources to the same things elsewhere, sorted."""
    links = set()
    for subject, predicate, value in triples:
        if predicate not in SAME_LINKS or not leads_elsewhere(subject, value, graph):
            continue
        # What says that two are the same says it both ways.
        is_turned = graph.addresses.is_own(value) and not graph.addresses.is_own(subject)
        ours, theirs = (value, subject) if is_turned else (subject, value)
        if _WEB.match(theirs) and ours not in graph.retired:
            links.add(SameAs(ours=bare(ours), property=bare(predicate), theirs=bare(theirs)))
    return tuple(sorted(links))


def linksets(graph: Dataset) -> tuple[Linkset, ...]:
    """Return the links to each authority and to each other host, sorted by name.

    The hosts with the fewest links, of more than are in `limits`, are in one linkset, OTHER_HOSTS.
    """
    triples = tuple(link_triples(graph))
    by_name: dict[str, list[Triple]] = {}
    for triple in triples:
        if theirs := _theirs(triple, graph):
            by_name.setdefault(linkset_name(bare(theirs)), []).append(triple)
    own_names = _names_of_their_own(Counter({name: len(each) for name, each in by_name.items()}))
    for name in sorted(by_name.keys() - own_names - {OTHER_HOSTS}):
        by_name.setdefault(OTHER_HOSTS, []).extend(by_name.pop(name))
    return tuple(
        Linkset(
            name=name,
            title=_TITLES.get(name, "Other hosts" if name == OTHER_HOSTS else name),
            triples=tuple(sorted(by_name[name])),
            same=same_links(by_name[name], graph),
        )
        for name in sorted(by_name)
    )


def _names_of_their_own(counts: Counter[str]) -> Collection[str]:
    ordered = sorted(counts, key=lambda name: (name not in _TITLES, -counts[name], name))
    return set(ordered[: limits.MOST_LINKSETS])


def _theirs(triple: Triple, graph: Dataset) -> Term | None:
    """Return the end of a link that is elsewhere, if it is an address of the web."""
    subject, _, value = triple
    if not leads_elsewhere(subject, value, graph):
        return None
    is_turned = graph.addresses.is_own(value) and not graph.addresses.is_own(subject)
    theirs = subject if is_turned else value
    return theirs if _WEB.match(theirs) else None


def leads_elsewhere(subject: Term, value: Term, graph: Dataset) -> bool:
    """Return whether one end is the site's own, or described here alone, and the other is not."""
    is_ours = graph.addresses.is_own(subject), graph.addresses.is_own(value)
    if any(is_ours):
        return not all(is_ours)
    return not graph.is_subject(value)


def _is_claimed(triple: Triple, claimed: Collection[Term], graph: Dataset) -> bool:
    ends = (triple[0], triple[2])
    if any(EV_CLAIM in graph.objects(graph.page_of(end), RDF_TYPE) for end in ends):
        return True
    graphs = graph.graphs_of(triple) if claimed else ()
    return bool(graphs) and all(name in claimed for name in graphs)
