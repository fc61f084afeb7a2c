"""Which entities and names of a graph are in the index."""

from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.describe.named import named_entities
from publisher.names import Entity
from tests.describe.graphs import BASE, dataset_of
