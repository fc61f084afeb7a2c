"""Check the values of settings, and say what was expected."""

from collections.abc import Sequence
from typing import Final

from publisher.errors import PublisherError
from publisher.nearest import did_you_mean
from publisher.terms import NOT_XML
from publisher.well_formed import address_fault, is_language_tag

CONFIGURATION: Final = "pyproject.toml"
_SHOWN: Final = frozenset({"title", "description", "publisher"})


class ProjectError(PublisherError):
    """The folder is not a project, or its configuration is wrong."""


def checked_text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ProjectError(f"{CONFIGURATION}: {key} is not a text; write it in quotes")
    # The others have checks of their own, with better messages.
    bad = NOT_XML.search(value) if key in _SHOWN else None
    if bad:
        code = f"U+{ord(bad.group()):04X}"
        raise ProjectError(f"{CONFIGURATION}: {key} has {code}, which no page can show; remove it")
    return value


def seconds_of(value: object) -> float:
    # True is a number for Python.
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf"):
        return float(value)
    raise ProjectError(f"{CONFIGURATION}: deadline {value!r} is not a number of seconds; write 10")


def choice_of(key: str, value: object, choices: Sequence[str]) -> str:
    """Return a value that is one of a few words."""
    if isinstance(value, str) and value in choices:
        return value
    words = " or ".join(f'"{choice}"' for choice in choices)
    hint = did_you_mean(value, choices, otherwise="") if isinstance(value, str) else ""
    raise ProjectError(f"{CONFIGURATION}: {key} {value!r} is not {words}{hint}")


def base_of(base: str) -> str:
    fault = address_fault(base)
    if not fault and ("?" in base or "#" in base):
        fault = "it has a query or a fragment"
    if not fault and not base.endswith("/"):
        fault = 'it does not end in "/"'
    if fault:
        raise ProjectError(
            f'base {shown(base)} is not a web address that ends in "/": {fault}; '
            'write it as "https://…/"'
        )
    return base


def check_license(license_: str) -> None:
    fault = address_fault(license_) if license_ else ""
    if fault:
        raise ProjectError(
            f"{CONFIGURATION}: license {shown(license_)} is not the address of a licence: "
            f"{fault}; "
            'write it as "https://creativecommons.org/licenses/by/4.0/"'
        )


def check_language(language: str) -> None:
    if not is_language_tag(language):
        raise ProjectError(
            f"{CONFIGURATION}: language {shown(language)} is not a language tag; "
            'write it as "en" or "en-GB"'
        )


def shown(text: str) -> str:
    """Return a text for a message: in one line, and without what moves a terminal's cursor."""
    return ascii(text) if not text.isprintable() else repr(text)
