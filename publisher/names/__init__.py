"""Names: how people write them, and what they mean.

`build_index` makes a file of a release, and `NameIndex` finds candidates in it.
"""

from publisher.names.building import NAMES_FILE, build_index, write_index
from publisher.names.entity import Candidate, Entity
from publisher.names.index import NameIndex
from publisher.names.listing import listed_names
from publisher.names.store import NamesError

__all__ = [
    "NAMES_FILE",
    "Candidate",
    "Entity",
    "NameIndex",
    "NamesError",
    "build_index",
    "listed_names",
    "write_index",
]
