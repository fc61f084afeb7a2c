"""Find what was probably meant by a name that does not exist."""

from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

LIKENESS: Final = 60.0
"""Of 100. Names that are less alike have nothing to do with each other."""
_SHORTEST: Final = 4
"""The fewest letters of a name with a wrong one: shorter names are more likely other names."""


def nearest(
    name: str, names: Sequence[str], *, likeness: float = LIKENESS, ignore_case: bool = False
) -> str:
    """Return the name that is most like `name`, the first of several; empty if none is like it.

    >>> nearest("recomendedBy", ["memberOf", "recommendedBy"])
    'recommendedBy'
    """
    match = process.extractOne(
        name,
        names,
        scorer=fuzz.ratio,
        processor=str.lower if ignore_case else None,
        score_cutoff=likeness,
    )
    return match[0] if match else ""


def all_nearest(
    name: str, names: Sequence[str], *, limit: int, likeness: float = LIKENESS
) -> list[str]:
    """Return at most `limit` names that are like `name`, the most alike first."""
    matches = process.extract(name, names, scorer=fuzz.ratio, limit=limit, score_cutoff=likeness)
    return [match for match, _, _ in matches]


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return the end of a message about an unknown name: the nearest one, or `otherwise`.

    >>> did_you_mean("licence", ["license", "title"])
    '; did you mean license?'
    """
    near = nearest(name, sorted(names), ignore_case=True)
    return f"; did you mean {near}?" if near else otherwise


def misspelt(name: str, names: Sequence[str]) -> str:
    """Return the name of which `name` is a misspelling; empty if it is of none.

    One letter is wrong, missing or too many, or two neighbours changed places.
    """
    match = process.extractOne(name, names, scorer=OSA.distance, score_cutoff=1)
    return match[0] if match and len(name) >= _SHORTEST else ""
