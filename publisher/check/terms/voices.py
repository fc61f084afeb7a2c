"""A claim's voice is a concept, of the tool's scheme or of one of the project's."""

from collections.abc import Iterator

from publisher.check.predicate_index import PredicateIndex
from publisher.dataset import Dataset
from publisher.findings import Finding, Severity
from publisher.model import ANY, Term
from publisher.nearest import nearest
from publisher.terms import bare, is_iri
from publisher.vocabulary import (
    EV_NAMESPACE,
    EV_VOICE,
    EV_VOICES,
    RDF_TYPE,
    SKOS_CONCEPT,
    SKOS_HAS_TOP_CONCEPT,
    SKOS_IN_SCHEME,
    SKOS_TOP_CONCEPT_OF,
)


def check_voices(index: PredicateIndex, vocabulary: Dataset) -> Iterator[Finding]:
    voices = {voice for voice in index.triples_of(EV_VOICE).values if is_iri(voice)}
    ours = {s for s in vocabulary.subjects() if EV_VOICES in vocabulary.objects(s, SKOS_IN_SCHEME)}
    retired = {s for s in vocabulary.retired if SKOS_CONCEPT in vocabulary.objects(s, RDF_TYPE)}
    for voice in sorted(voices & retired):
        yield Finding(
            code="voice-retired",
            message=f"{_shown(voice, index.graph)} is retired: it is the wording of one source",
            hint="describe a voice of your own in ontology/voices.ttl, in the source's words",
            severity=Severity.WARNING,
            about=(ANY, EV_VOICE, voice),
        )
    concepts = index.instances_below([SKOS_CONCEPT])
    for voice in sorted(voices - ours - retired):
        if voice not in concepts:
            if not _is_undescribed(voice, index.graph):
                yield _unknown(voice, concepts | ours, index.graph)
        elif not _has_scheme(voice, index):
            yield Finding(
                code="voice-without-scheme",
                message=f"the voice {_shown(voice, index.graph)} is of no scheme",
                hint="add skos:inScheme <voices>, and describe <voices> as a skos:ConceptScheme",
                severity=Severity.WARNING,
                about=(voice, ANY, ANY),
            )


def _is_undescribed(voice: Term, graph: Dataset) -> bool:
    """Whether it is named and never described, which is a finding of its own."""
    return voice.startswith(f"<{graph.base}") and voice not in graph.subjects()


def _unknown(voice: Term, concepts: set[Term], graph: Dataset) -> Finding:
    shown = _shown(voice, graph)
    names = sorted(_shown(one, graph) for one in concepts)
    near = nearest(shown, names)
    return Finding(
        code="voice-unknown",
        message=f"{shown} is no voice: it is not described as a skos:Concept",
        hint=f"nearest is {near}" if near else "describe it in ontology/voices.ttl",
        about=(ANY, EV_VOICE, voice),
    )


def _has_scheme(voice: Term, index: PredicateIndex) -> bool:
    return (
        any(index.triples_of(one).values_of(voice) for one in (SKOS_IN_SCHEME, SKOS_TOP_CONCEPT_OF))
        or voice in index.triples_of(SKOS_HAS_TOP_CONCEPT).values
    )


def _shown(term: Term, graph: Dataset) -> str:
    return bare(term).replace(EV_NAMESPACE, "ev:").removeprefix(graph.base)
