"""What a catalogue is made of: the dataset with its files, its parts, and what belongs to it."""

from dataclasses import dataclass

from publisher.description import SiteFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogFile:
    """A file to download. `path`: from the site's root, such as `dumps/all.ttl.gz`."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogContents:
    """What the catalogue of a site lists.

    `summary`: a sentence on the graph, for one that nobody has described. `files`: those of the
    dataset and of its parts. `ontology`: the files of the page that explains the terms, if there is
    one, `shapes` those of the shapes, `tables` those of all statements as a table.
    `ontology_title`: what the page of the terms is called.
    """

    frame: SiteFrame
    summary: str
    files: tuple[CatalogFile, ...]
    ontology: tuple[CatalogFile, ...] = ()
    ontology_title: str = ""
    shapes: tuple[CatalogFile, ...] = ()
    tables: tuple[CatalogFile, ...] = ()
    query_count: int = 0

    @property
    def description(self) -> str:
        """Return what the dataset says of itself, or else what its graph holds."""
        return self.frame.description or self.summary
