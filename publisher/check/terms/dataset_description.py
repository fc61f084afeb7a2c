"""What the description of the dataset lacks, of what portals recommend."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from publisher.findings import Finding, Place
from publisher.project import CONFIGURATION

_RECOMMENDED: Final = MappingProxyType(
    {
        "description": "a sentence on what it holds",
        "publisher": "who publishes it",
        "license": "what may be done with it",
        "contact": "whom to ask",
        "keywords": "words to find it by",
        "themes": "codes such as GOVE",
        "spatial": "the place that it is about",
        "temporal": "the time that it is about",
        "issued": "when it was published first",
        "modified": "when it changed last",
        "access_rights": "PUBLIC, if everybody may have it",
    }
)
"""What DCAT-AP recommends, or the European portal gives points for; and what it says."""


def check_dataset_description(said: Mapping[str, object], line: int) -> Iterator[Finding]:
    """Yield a finding if something is missing. `said`: what is known, by setting."""
    missing = [name for name in _RECOMMENDED if not said.get(name)]
    if missing:
        words = ", ".join(f"{name} ({_RECOMMENDED[name]})" for name in missing)
        yield Finding(
            code="dataset-incomplete",
            message=f"portals recommend what the description of the dataset lacks: {words}",
            hint="add what is true; what is not known is better left out than made up",
            place=Place(file=CONFIGURATION, line=line),
        )
