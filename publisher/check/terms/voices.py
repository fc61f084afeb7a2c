"""The voice of a claim is a concept, of the tool's scheme or of one of the project's."""

from collections.abc import Iterator

from publisher.check.predicate_index import PredicateIndex
from publisher.check.terms.definitions import correct_name
from publisher.dataset import Dataset
from publisher.findings import Finding
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
    """Yield retired and unknown voices, and voices of the project that are in no scheme.

    `vocabulary`: the tool's own terms (`ev:`).
    """
    graph = index.graph
    used = {voice for voice in index.triples_of(EV_VOICE).values if is_iri(voice)}
    of_tool = {
        subject
        for subject in vocabulary.subjects()
        if EV_VOICES in vocabulary.objects(subject, SKOS_IN_SCHEME)
    }
    retired = {s for s in vocabulary.retired if SKOS_CONCEPT in vocabulary.objects(s, RDF_TYPE)}
    for voice in sorted(used & retired):
        yield Finding(
            code="voice-retired",
            message=f"{_shown(voice, graph)} is retired, because it is the wording of one source",
            hint="describe a voice of your own in ontology/voices.ttl, in the words of your source",
            about=(ANY, EV_VOICE, voice),
        )
    concepts = index.instances_below([SKOS_CONCEPT])
    for voice in sorted(used - of_tool - retired):
        if voice not in concepts:
            if not _is_undescribed(voice, graph):
                yield _unknown(voice, concepts | of_tool, graph)
        elif not _has_scheme(voice, index):
            yield Finding(
                code="voice-without-scheme",
                message=f"the voice {_shown(voice, graph)} is in no concept scheme",
                hint="add skos:inScheme <voices>, and describe <voices> as a skos:ConceptScheme",
                about=(voice, ANY, ANY),
            )


def _is_undescribed(voice: Term, graph: Dataset) -> bool:
    """Return whether a voice is used and not described, which is a finding of its own."""
    return graph.addresses.is_own(voice) and voice not in graph.subjects()


def _unknown(voice: Term, concepts: set[Term], graph: Dataset) -> Finding:
    shown = _shown(voice, graph)
    near = nearest(shown, sorted(_shown(concept, graph) for concept in concepts))
    return Finding(
        code="voice-unknown",
        message=f"{shown} is not a voice, because it is not described as a skos:Concept",
        hint=correct_name(near, "describe it in ontology/voices.ttl"),
        about=(ANY, EV_VOICE, voice),
    )


def _has_scheme(voice: Term, index: PredicateIndex) -> bool:
    return (
        any(index.triples_of(p).values_of(voice) for p in (SKOS_IN_SCHEME, SKOS_TOP_CONCEPT_OF))
        or voice in index.triples_of(SKOS_HAS_TOP_CONCEPT).values
    )


def _shown(term: Term, graph: Dataset) -> str:
    return bare(term).replace(EV_NAMESPACE, "ev:").removeprefix(graph.base)
