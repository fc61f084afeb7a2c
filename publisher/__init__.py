"""A publisher of linked data in which every statement shows its source.

The public functions and types are those of `publisher.api`, offered here by name:

    from publisher import build, check, read_project
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.api import (
        Citation,
        Citations,
        Difference,
        DiffError,
        Finding,
        Place,
        Project,
        ProjectError,
        PublicationError,
        PublisherError,
        QueryError,
        Report,
        Severity,
        SourceCoverage,
        build,
        check,
        cite,
        coverage,
        diff,
        query,
        read_project,
    )

__all__ = (
    "Citation",
    "Citations",
    "DiffError",
    "Difference",
    "Finding",
    "Place",
    "Project",
    "ProjectError",
    "PublicationError",
    "PublisherError",
    "QueryError",
    "Report",
    "Severity",
    "SourceCoverage",
    "__version__",
    "build",
    "check",
    "cite",
    "coverage",
    "diff",
    "query",
    "read_project",
)
__version__ = "0.2.0"

_PUBLIC = frozenset(__all__) - {"__version__"}


class _Package(ModuleType):
    """Load the public functions when one is first used, and keep `check` a function.

    docs/explanation/decisions/0008-python-api.md says why. `publisher.check` is also a package,
    which `from publisher.check import …` reaches.
    """

    def __getattr__(self, name: str) -> object:
        if name not in _PUBLIC:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module("publisher.api"), name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_PUBLIC})

    def __setattr__(self, name: str, value: object) -> None:
        # The import system sets each sub-package as an attribute of its package once it is loaded.
        if name not in _PUBLIC or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


# https://docs.python.org/3/reference/datamodel.html#customizing-module-attribute-access
sys.modules[__name__].__class__ = _Package
