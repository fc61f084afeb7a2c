"""Guess what nobody has configured: the main namespace of a graph, its title and its languages."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.model import Term, Triple
from publisher.namespaces import name_fault
from publisher.terms import bare, is_iri, is_literal, lexical
from publisher.vocabulary import (
    DCTERMS_TITLE,
    LABELS,
    OWL_ONTOLOGY,
    PREFIXES,
    RDF_TYPE,
    RDFS_LABEL,
    SCHEMA_NAME,
    SKOS_PREF_LABEL,
)

_VANN: Final = Term(f"<{PREFIXES['vann']}preferredNamespaceUri>")
_DC_TITLE: Final = Term("<http://purl.org/dc/elements/1.1/title>")
_TITLES: Final = (DCTERMS_TITLE, _DC_TITLE, SKOS_PREF_LABEL, RDFS_LABEL, SCHEMA_NAME)
_LABELLING: Final = frozenset({*_TITLES, *LABELS})
_DESCRIBED: Final = frozenset(
    {
        OWL_ONTOLOGY,
        Term(f"<{PREFIXES['skos']}ConceptScheme>"),
        Term(f"<{PREFIXES['dcat']}Dataset>"),
        Term(f"<{PREFIXES['void']}Dataset>"),
        Term(f"<{PREFIXES['schema']}Dataset>"),
    }
)
"""Classes of what describes a whole graph."""
_DECLARING: Final = frozenset({OWL_ONTOLOGY, Term(f"<{PREFIXES['skos']}ConceptScheme>")})
_WELL_KNOWN: Final = tuple(
    f"<{namespace}"
    for namespace in (
        *PREFIXES.values(),
        "http://purl.org/dc/elements/1.1/",
        "http://schema.org/",
        "http://www.w3.org/ns/",
        "http://www.w3.org/2006/vcard/ns#",
        "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "http://purl.org/goodrelations/v1#",
        "http://purl.org/ontology/bibo/",
        "http://purl.org/vocab/",
        "http://www.geonames.org/ontology#",
        "http://www.opengis.net/ont/",
        "http://www.wikidata.org/",
        "http://dbpedia.org/",
        "http://vocab.getty.edu/",
    )
)
_AUTHORITY: Final = re.compile(r"<(https?://[^/?#>]+)")
_LANGUAGE: Final = re.compile(r'"@([A-Za-z]+(?:-[A-Za-z0-9]+)*)$')
_SUFFIX: Final = re.compile(r"\.(?:owl|ttl|rdf|n3|nt|xml|jsonld|json|trig|html?)$", re.IGNORECASE)
_HALF: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a graph tells of itself.

    `namespace`: the main namespace, empty if there is none; `inside` of the `subjects` are in it.
    `languages`: those of the labels, the main one first.
    """

    namespace: str
    name: str
    title: str
    languages: tuple[str, ...]
    subjects: int
    inside: int
    namespaces: int

    @property
    def base(self) -> str:
        """Return the address under which the IRIs of the namespace are its own: up to a slash."""
        return self.namespace[: self.namespace.rfind("/") + 1]


def guess(triples: Sequence[Triple]) -> Guess:
    """Return what can be guessed from the triples of all graphs."""
    subjects = frozenset(s for s, _, _ in triples if is_iri(s))
    main = main_namespace(triples, subjects)
    languages = _languages(triples)
    return Guess(
        namespace=main,
        name=_name(main),
        title=_title(triples, main=main, languages=languages),
        languages=languages,
        subjects=len(subjects),
        inside=sum(subject.startswith(f"<{main}") for subject in subjects) if main else 0,
        namespaces=len({_namespace(subject) for subject in subjects}),
    )


def main_namespace(triples: Iterable[Triple], subjects: Collection[Term]) -> str:
    """Return the namespace that a graph is about, empty if no subject has a web address.

    It is declared, or the longest prefix common to all subjects of the commonest host. Well-known
    vocabularies are passed over if at least half of the subjects are of others.
    """
    web = [subject for subject in subjects if _AUTHORITY.match(subject)]
    others = [subject for subject in web if not subject.startswith(_WELL_KNOWN)]
    counted = others if len(others) * _HALF >= len(web) else web
    declared = _declared(triples, counted)
    if declared:
        return declared
    hosts = Counter(match[1] for subject in counted if (match := _AUTHORITY.match(subject)))
    if not hosts:
        return ""
    host = min(hosts, key=lambda host: (-hosts[host], host))
    of_host = [
        bare(subject) for subject in counted if re.match(f"<{re.escape(host)}[/?#>]", subject)
    ]
    return _common_namespace(of_host)


def _declared(triples: Iterable[Triple], subjects: Sequence[Term]) -> str:
    """Return the longest declared namespace with which half of the subjects begin."""
    candidates: set[str] = set()
    for subject, predicate, value in triples:
        if predicate == _VANN:
            candidates.add(lexical(value) if is_literal(value) else bare(value))
        elif predicate == RDF_TYPE and value in _DECLARING and is_iri(subject):
            document = bare(subject)
            candidates |= {f"{document.rstrip('#/')}{end}" for end in "#/"}
    fitting = [
        candidate
        for candidate in candidates
        if candidate.endswith(("#", "/"))
        and _AUTHORITY.match(f"<{candidate}")
        and sum(subject.startswith(f"<{candidate}") for subject in subjects) * _HALF
        >= len(subjects)
    ]
    return max(fitting, key=lambda candidate: (len(candidate), candidate), default="")


def _common_namespace(iris: Sequence[str]) -> str:
    """Return the longest prefix of all IRIs that ends in a slash or a number sign."""
    first, last = min(iris), max(iris)
    pairs = enumerate(zip(first, last, strict=False))
    prefix = first[: next((at for at, (one, other) in pairs if one != other), len(first))]
    # A document and its terms: `shapes.ttl` and `shapes.ttl#Agent`.
    if all(iri == prefix or iri.startswith(f"{prefix}#") for iri in iris) and len(set(iris)) > 1:
        return f"{prefix}#"
    end = max(prefix.rfind("/"), prefix.rfind("#")) + 1
    # All of `https://a.org?x` and `https://a.org`: there is no slash behind the host.
    return prefix[:end] if end > len("https://") else f"{prefix.partition('?')[0]}/"


def _name(namespace: str) -> str:
    """Return the name of a hash namespace on the site: its last segment; "" of a slash one."""
    if not namespace.endswith("#"):
        return ""
    segment = namespace[:-1].rstrip("/").rsplit("/", 1)[-1]
    name = re.sub(r"[^a-z0-9]+", "-", _SUFFIX.sub("", segment).lower()).strip("-")[:40].strip("-")
    return next((each for each in (name, f"{name}-terms") if each and not name_fault(each)), "ns")


def _languages(triples: Iterable[Triple]) -> tuple[str, ...]:
    """Return the languages of labels, else of all texts.

    First the one in which most subjects have their first label: authors write their own language
    before its translations. Then the commonest.
    """
    labels: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    firsts: dict[Term, str] = {}
    for subject, predicate, value in triples:
        match = _LANGUAGE.search(value) if is_literal(value) else None
        if match and predicate in _LABELLING:
            labels[match[1]] += 1
            firsts.setdefault(subject, match[1])
        elif match:
            texts[match[1]] += 1
    main = next((tag for tag, _ in Counter(firsts.values()).most_common(1)), "")
    counted = labels or texts
    return tuple(sorted(counted, key=lambda tag: (tag != main, -counted[tag], tag)))


def _title(triples: Iterable[Triple], *, main: str, languages: Sequence[str]) -> str:
    """Return the title of what describes the whole graph, empty if nothing does."""
    described: dict[Term, None] = {}
    titles: dict[Term, list[tuple[int, int, str]]] = {}
    for subject, predicate, value in triples:
        if predicate == RDF_TYPE and value in _DESCRIBED:
            described[subject] = None
        elif predicate in _TITLES and is_literal(value):
            rank = _TITLES.index(predicate)
            titles.setdefault(subject, []).append((_place(value, languages), rank, lexical(value)))
    own = f"<{main.rstrip('#/')}"
    ordered = sorted(described, key=lambda subject: not (main and subject.startswith(own)))
    best = next((min(titles[subject]) for subject in ordered if subject in titles), None)
    return " ".join(best[2].split()) if best else ""


def _place(value: Term, languages: Sequence[str]) -> int:
    """Return how late a text's language is among the others; a text without one is first."""
    match = _LANGUAGE.search(value)
    if not match:
        return 0
    return languages.index(match[1]) + 1 if match[1] in languages else len(languages) + 1


def _namespace(subject: Term) -> str:
    """Return an IRI up to its last slash or number sign; of an opaque one, its last colon."""
    text = bare(subject)
    end = max(text.rfind("/"), text.rfind("#"))
    return text[: (end if end >= 0 else text.rfind(":")) + 1]
