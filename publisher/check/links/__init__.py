"""Links to the same things elsewhere: their identifiers, whether they are unique, who says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from publisher.dataset import Dataset
from publisher.identity_links import leads_elsewhere, link_triples
from publisher.model import Term, Triple
from publisher.property_groups import SAME_LINKS


@dataclass(frozen=True, kw_only=True)
class LinkIndex:
    """The asserted links of a graph, found once for all checks of them."""

    graph: Dataset

    @cached_property
    def links(self) -> tuple[Triple, ...]:
        """Return all links, sorted, without those of what is retired."""
        retired = self.graph.retired
        return tuple(link for link in link_triples(self.graph) if link[0] not in retired)

    @cached_property
    def ends(self) -> tuple[tuple[Triple, Term, Term], ...]:
        """Return each link that leads elsewhere, with its end that is ours and the other."""
        return tuple(self._ends())

    def same(self) -> Iterator[tuple[Triple, Term, Term]]:
        """Yield those of `ends` that say that both are the same."""
        return (each for each in self.ends if each[0][1] in SAME_LINKS)

    def _ends(self) -> Iterator[tuple[Triple, Term, Term]]:
        is_own = self.graph.addresses.is_own
        for link in self.links:
            subject, _, value = link
            if leads_elsewhere(subject, value, self.graph):
                is_turned = is_own(value) and not is_own(subject)
                yield (link, value, subject) if is_turned else (link, subject, value)
