"""The types of parameters as JSON Schema: exactly what `parameters.typed_term` accepts.

https://json-schema.org/draft/2020-12/json-schema-validation
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from publisher import limits

_LARGEST: Final = 10**18 - 1


def _text(pattern: str, *, longest: int = limits.PARAMETER_CHARACTERS) -> Mapping[str, object]:
    return MappingProxyType({"type": "string", "maxLength": longest, "pattern": f"^(?:{pattern})$"})


SCHEMAS: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "iri": {
            "type": "string",
            "format": "iri-reference",
            "minLength": 1,
            "maxLength": limits.PARAMETER_CHARACTERS,
        },
        "string": _text("[^\\u0000]*"),
        "integer": {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST},
        "decimal": _text(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})", longest=38),
        "boolean": {"type": "string", "enum": ["true", "false", "1", "0"]},
        "date": {"type": "string", "format": "date", "minLength": 10, "maxLength": 10},
        "gYear": _text("-?(?:[1-9][0-9]{3,8}|0[0-9]{3})", longest=10),
        "gYearMonth": _text("[0-9]{4}-(?:0[1-9]|1[0-2])", longest=7),
        "language": _text("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}", longest=80),
    }
)
