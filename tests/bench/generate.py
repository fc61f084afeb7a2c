"""A project of any size, from a seed: `python -m tests.bench.generate DIR --pages N --seed 1`.

N counts the resources with files of their own: entities, sources and claims. Each entity has eight
triples, of which two are quoted: a quarter of what is asserted. A tenth of the pages are claims; a
twentieth name the hub.
"""

import argparse
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.schema import CLASSES, HUB, PREFIXES, SETTINGS, Class, ontology, queries, shapes

PAGES_PER_SOURCE: Final = 200
FEWEST_PAGES: Final = 40
_SYLLABLES: Final = (
    "ba",
    "den",
    "kor",
    "li",
    "mar",
    "no",
    "ra",
    "sel",
    "tu",
    "vin",
    "zo",
    "ə",
    "şa",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    number: int
    path: str
    name: str
    of: Class


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A source's share of the project: its text, and the facts that quote it."""

    text: str
    facts: str


def generate(folder: Path, *, pages: int, seed: int = 1) -> None:
    """Write the project into a folder that is not there or is empty.

    Raises FileExistsError where it is not empty, ValueError where `pages` is too small for each
    class to have a member.
    """
    if pages < FEWEST_PAGES:
        raise ValueError(f"pages is {pages}; expected at least {FEWEST_PAGES}")
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    for part in ("ontology", "shapes", "queries", "data/sources"):
        (folder / part).mkdir(parents=True)
    for name, text in _files(pages, random.Random(seed)):  # noqa: S311 (no secret)
        (folder / name).write_bytes(text.encode())


def _files(pages: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "pyproject.toml", SETTINGS
    yield from ontology()
    yield from shapes()
    yield from queries()
    sources = max(pages // PAGES_PER_SOURCE, 1)
    claims = pages // 10
    entities = _entities(pages - sources - claims, chance)
    members = _members(entities, pages // 20)
    for number in range(sources):
        slug = f"part-{number + 1:04}"
        part = _part(
            slug,
            entities[number::sources],
            everything=entities,
            members=members,
            claims=range(number, claims, sources),
            chance=chance,
        )
        yield f"data/sources/{slug}.txt", part.text
        yield f"data/sources/{slug}.ttl", _source(slug, part.text, publisher=entities[1])
        yield f"data/{slug}.ttl", part.facts


def _entities(count: int, chance: random.Random) -> tuple[Entity, ...]:
    found = []
    for number in range(count):
        of = CLASSES[number % len(CLASSES)]
        word = "".join(chance.choices(_SYLLABLES, k=3)).capitalize()
        path = f"{of.kind}/{of.kind}-{number}"
        if of.name == "Network" and number < len(CLASSES):
            path, word = HUB, "Hub"
        # The number makes each name, and so each quotation, unique.
        found.append(Entity(number=number, path=path, name=f"{word} {of.name} {number}", of=of))
    return tuple(found)


def _members(entities: Sequence[Entity], count: int) -> frozenset[int]:
    """The numbers of those that belong to the hub, spread over all."""
    able = [one.number for one in entities if one.path != HUB]
    return frozenset(able[at * len(able) // count] for at in range(count))


def _part(
    slug: str,
    entities: Sequence[Entity],
    *,
    everything: Sequence[Entity],
    members: frozenset[int],
    claims: range,
    chance: random.Random,
) -> Part:
    hub = next(one for one in everything if one.path == HUB)
    sentences: list[str] = []
    facts = [PREFIXES, f"[] a ev:File ; ev:source <source/{slug}> .\n"]
    for one in entities:
        said, fact = _entity(one, _target(one, everything, chance), chance)
        if one.number in members:
            words = f"{one.name} belongs to {hub.name}"
            said.append(words)
            fact = f"{fact} ;\n  :memberOf <{HUB}> {_quoted(words)}"
        sentences.append(f"{', and '.join(said)}.")
        facts.append(f"{fact} .\n")
    for number in claims:
        claimant, subject, value = chance.sample(everything, 3)
        said_claim, claim = _claim(number, claimant, subject, value)
        sentences.append(said_claim)
        facts.append(claim)
    return Part(text=_text(slug, sentences), facts="\n".join(facts))


def _target(one: Entity, everything: Sequence[Entity], chance: random.Random) -> Entity:
    """Any entity of the class that the link leads to."""
    first = next(at for at, of in enumerate(CLASSES) if of.name == one.of.range)
    return everything[chance.randrange(first, len(everything), len(CLASSES))]


def _entity(one: Entity, target: Entity, chance: random.Random) -> tuple[list[str], str]:
    """The words that a source says of an entity, and its triples: eight, of which two quoted."""
    year = chance.randint(1900, 2020)
    since, link = (
        f"{one.name} has been there since {year}",
        f"{one.name} {one.of.words} {target.name}",
    )
    elsewhere = f"https://elsewhere.example/{one.number}"
    # A link needs its origin and date: the note gives them, and names the link.
    fact = f"""\
<{one.path}> a :{one.of.name} ;
  rdfs:label "{one.name}"@en , "{one.of.name} № {one.number}"@az ;
  skos:altLabel "{one.name[:3].upper()}-{one.number}"@en ;
  :since "{year}"^^xsd:gYear {_quoted(since)} ;
  :{one.of.link} <{target.path}> {_quoted(link)} ;
  skos:exactMatch <{elsewhere}> ;
  skos:editorialNote "Made for measuring, as the link to {elsewhere} is; date unknown."@en"""
    return [since, link], fact


def _quoted(words: str) -> str:
    return f'{{| ev:quote "{words}" |}}'


def _claim(number: int, claimant: Entity, subject: Entity, value: Entity) -> tuple[str, str]:
    # The number of the claim: the same three may meet twice.
    who = f"In statement {number} {claimant.name} said that"
    what = f"in case {number} {subject.name} opposes {value.name}"
    claim = f"""\
<claim/claim-{number}> a ev:Claim ;
  ev:about <{subject.path}> ;
  ev:voice ev:said ;
  ev:claimant <{claimant.path}> {_quoted(who)} ;
  ev:quote "{what}" ;
  ev:content << <{subject.path}> :opposes <{value.path}> >> .
"""
    return f"{who} {what}.", claim


def _text(slug: str, sentences: Sequence[str]) -> str:
    """The heading, then paragraphs of ten sentences."""
    paragraphs = [" ".join(sentences[at : at + 10]) for at in range(0, len(sentences), 10)]
    return "\n\n".join((_heading(slug), *paragraphs)) + "\n"


def _heading(slug: str) -> str:
    return f"Account {slug}"


def _source(slug: str, text: str, *, publisher: Entity) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"""\
{PREFIXES}
<source/{slug}> a ev:Source ;
  rdfs:label "{_heading(slug)}"@en ;
  dcterms:title "{_heading(slug)}"@en ;
  dcterms:publisher <{publisher.path}> ;
  dcterms:language "en" ;
  schema:url <https://elsewhere.example/{slug}> ;
  schema:sha256 "{digest}" ;
  ev:heading "{_heading(slug)}" .
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.generate", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--pages", type=int, default=2_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generate(options.folder, pages=options.pages, seed=options.seed)


if __name__ == "__main__":
    main()
