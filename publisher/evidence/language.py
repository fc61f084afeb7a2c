"""The words of a language that the checks know: one file of `languages/` each."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

_FOLDER: Final = files("publisher.evidence").joinpath("languages")


# Compared by identity, because each language is read once.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """Words of a language, in lower case. docs/how-to/add-a-language.md says what each is for."""

    articles: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    """Words that tell no name from another."""
    possessives: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    connectives: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    minuses: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    compounds: bool = False
    """Whether a number is written as one word of several: `zweiundzwanzig`."""
    names_are_capitalised: bool = False
    """Whether a word with a capital inside a sentence is part of a name."""
    months: Mapping[str, int]
    numbers: Mapping[str, Fraction]
    scales: Mapping[str, int]

    @property
    def openers(self) -> frozenset[str]:
        """The words that may come before a name."""
        return self.articles | self.titles


def language_of(tag: str) -> Language:
    """Return the language of a tag such as `en-GB`.

    Without a tag it is all languages together, so that no word is missed; a language without a file
    has no words, and only digits and the text itself can be compared.
    """
    return _language(tag.lower().replace("_", "-").partition("-")[0])


@lru_cache(maxsize=64)
def _language(name: str) -> Language:
    if not name:
        return _merged(_read(name) for name in sorted(_names()))
    return _read(name) if name in _names() else _merged([])


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(file.name.removesuffix(".toml") for file in _FOLDER.iterdir())


@lru_cache(maxsize=64)
def _read(name: str) -> Language:
    table = tomllib.loads(_FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    months = {
        word.casefold(): number
        for number, words in enumerate(table.pop("months"), start=1)
        for word in words
    }
    numbers = _by_word(table.pop("numbers"))
    scales = {word: int(value) for word, value in _by_word(table.pop("scales")).items()}
    return Language(
        months=MappingProxyType(months),
        numbers=MappingProxyType(numbers),
        scales=MappingProxyType(scales),
        **{name: _value(value) for name, value in table.items()},
    )


def _by_word(words: Mapping[str, Iterable[str]]) -> dict[str, Fraction]:
    return {word.casefold(): Fraction(value) for value, many in words.items() for word in many}


def _value(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, bool) else frozenset(word.casefold() for word in value)


def _merged(languages: Iterable[Language]) -> Language:
    among = tuple(languages)
    merged: dict[str, Any] = {}
    for field_ in fields(Language):
        values = [getattr(language, field_.name) for language in among]
        if field_.name in {"months", "numbers", "scales"}:
            merged[field_.name] = MappingProxyType(
                {k: v for words in values for k, v in words.items()}
            )
        elif field_.name in {"compounds", "names_are_capitalised"}:
            # A capital says something of a word only if it does so in every language.
            merged[field_.name] = bool(values) and (any if field_.name == "compounds" else all)(
                values
            )
        else:
            merged[field_.name] = frozenset[str]().union(*values)
    return Language(**merged)
