"""Find the passage of a text that fits some words best, with more weight on rare words.

By letters alone "Within the framework" would be the nearest to "joined the network".
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import regex
from rapidfuzz import fuzz, process

from publisher.evidence.borders import UNSPACED

_WORD: Final = regex.compile(
    rf"{UNSPACED}\p{{M}}*|[[\p{{L}}\p{{N}}\p{{M}}]--{UNSPACED}]+", regex.VERSION1
)
_NEAR: Final = 72
"""How like each other two words must be, in percent, to count as the same."""
_ENOUGH: Final = 0.45
"""The share of the words' weight that a passage must have."""
_GAP: Final = 0.12
"""What a word too many or too few costs, as a share of the weight of the rarest word."""
_ANCHORS: Final = 2_000
"""How many places of words are tried, rare words first."""
_ALIGNED: Final = 20
"""How many regions are aligned word by word."""
_REACH: Final = 8
_FORMS: Final = 4
"""How many words of the text a misspelt word may stand for."""

_Region: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Match:
    """Words `first` to `last` of the text against `wanted_first` to `wanted_last` of the quote."""

    score: float = 0.0
    weight: float = 0.0
    first: int = 0
    last: int = 0
    wanted_first: int = 0
    wanted_last: int = 0


_NONE: Final = _Match()


@dataclass(kw_only=True)
class WordIndex:
    """The words of a text, in order and case-folded. `sentences`: the words that begin one."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    sentences: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, *, sentences: Iterable[int]) -> "WordIndex":
        """Return the words of a text; `sentences`: the offsets at which one begins, sorted."""
        words = cls()
        for at, match in enumerate(_WORD.finditer(text)):
            form = match.group().casefold()
            words.starts.append(match.start())
            words.ends.append(match.end())
            words.forms.append(form)
            words.places.setdefault(form, []).append(at)
        words.sentences = [bisect_right(words.starts, at - 1) for at in sentences]
        return words

    def best_passage(self, wanted: str) -> tuple[int, int, float] | None:
        """Return start, end and fit (up to 1) of the passage that fits best; None if none is near.

        A passage stands in one sentence.
        """
        wanted_forms = [match.group().casefold() for match in _WORD.finditer(wanted)]
        likes = [self._likes(form) for form in wanted_forms]
        weights = [self._weight(like) for like in likes]
        regions = self._regions(likes, weights)
        best = max((self._aligned(region, likes, weights) for region in regions), default=_NONE)
        if not best.weight or best.weight < _ENOUGH * sum(weights):
            return None
        # Other words may be in the place of wanted ones at the beginning and the end.
        low, high = self._sentence(best.first)
        first = max(low, best.first - best.wanted_first)
        last = min(high - 1, best.last + len(wanted_forms) - 1 - best.wanted_last)
        return self.starts[first], self.ends[last], best.weight / sum(weights)

    def _likes(self, form: str) -> dict[str, float]:
        """Return the forms of the text that are like a word, and how like each is, up to 1."""
        if form in self.places:
            return {form: 1.0}
        matches = process.extract(
            form, self.places.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_FORMS
        )
        return {near: score / 100 for near, score, *_ in matches}

    def _weight(self, likes: dict[str, float]) -> float:
        number = sum(len(self.places[form]) for form in likes)
        return math.log(1 + len(self.forms) / max(number, 1))

    def _regions(
        self, likes: Sequence[dict[str, float]], weights: Sequence[float]
    ) -> list[_Region]:
        """Return the ranges of words, each in one sentence, that have most of the wanted words."""
        anchors: set[int] = set()
        for _, like in sorted(zip(weights, likes, strict=True), key=lambda pair: -pair[0]):
            for form in like:
                anchors.update(self.places[form][: _ANCHORS - len(anchors)])
        merged: list[_Region] = []
        for at in sorted(anchors):
            low, high = self._sentence(at)
            reach = len(likes) + _REACH
            start, end = max(low, at - reach), min(high, at + reach + 1)
            if merged and low <= start < merged[-1][1]:
                start = merged.pop()[0]
            merged.append((start, end))
        rated = [(-self._common(region, likes, weights), region) for region in merged]
        return [region for _, region in sorted(rated)[:_ALIGNED]]

    def _common(
        self, region: _Region, likes: Sequence[dict[str, float]], weights: Sequence[float]
    ) -> float:
        forms = set(self.forms[slice(*region)])
        return sum(
            weight * max((like for form, like in word_likes.items() if form in forms), default=0.0)
            for word_likes, weight in zip(likes, weights, strict=True)
        )

    def _sentence(self, word: int) -> _Region:
        at = bisect_right(self.sentences, word)
        low = self.sentences[at - 1] if at else 0
        return low, self.sentences[at] if at < len(self.sentences) else len(self.forms)

    def _aligned(
        self, region: _Region, likes: Sequence[dict[str, float]], weights: Sequence[float]
    ) -> _Match:
        """Return the best local alignment: Smith and Waterman, by words."""
        gap = _GAP * max(weights)
        start, end = region
        best, above = _NONE, [_NONE] * (end - start + 1)
        for wanted, (word_likes, weight) in enumerate(zip(likes, weights, strict=True)):
            row = [_NONE]
            for at in range(start, end):
                before = above[at - start]
                like = word_likes.get(self.forms[at], 0.0)
                cell = max(
                    _less(before, gap), _less(row[-1], gap), _less(above[at - start + 1], gap)
                )
                if like:
                    cell = max(cell, _more(before, like * weight, at=at, wanted=wanted))
                row.append(cell)
                best = max(best, cell)
            above = row
        return best


def _less(match: _Match, gap: float) -> _Match:
    if match.score <= gap:
        return _NONE
    return _Match(
        score=match.score - gap,
        weight=match.weight,
        first=match.first,
        last=match.last,
        wanted_first=match.wanted_first,
        wanted_last=match.wanted_last,
    )


def _more(match: _Match, weight: float, *, at: int, wanted: int) -> _Match:
    is_new = not match.weight
    return _Match(
        score=match.score + weight,
        weight=match.weight + weight,
        first=at if is_new else match.first,
        last=at,
        wanted_first=wanted if is_new else match.wanted_first,
        wanted_last=wanted,
    )
