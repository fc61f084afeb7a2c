"""What stands in a tree: its functions, modules and public names, read without running it."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The counts of a tree.

    `functions`: (lines, module:name), the longest first. `modules`: (lines, module), likewise.
    `shared_names`: each public name that several modules define, and their names.
    """

    functions: tuple[tuple[int, str], ...]
    modules: tuple[tuple[int, str], ...]
    shared_names: Mapping[str, tuple[str, ...]]

    @property
    def lines(self) -> int:
        return sum(lines for lines, _ in self.modules)


def read_tree(tree: Path) -> Tree:
    """Read the modules of `tree/publisher`."""
    package = tree / "publisher"
    functions: list[tuple[int, str]] = []
    modules: list[tuple[int, str]] = []
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        module = str(path.relative_to(package))
        modules.append((len(text.splitlines()), module))
        parsed = ast.parse(text)
        functions += [(_length(node), f"{module}:{node.name}") for node in _functions(parsed)]
        for name in sorted(set(_public_names(parsed.body))):
            places[name].append(module)
    return Tree(
        functions=tuple(sorted(functions, reverse=True)),
        modules=tuple(sorted(modules, reverse=True)),
        shared_names={
            name: tuple(where) for name, where in sorted(places.items()) if len(where) > 1
        },
    )


def _functions(parsed: ast.Module) -> Iterator[Function]:
    for node in ast.walk(parsed):
        if isinstance(node, Function):
            yield node


def _length(function: Function) -> int:
    """Return the lines from `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _public_names(statements: Iterable[ast.stmt]) -> Iterator[str]:
    """Yield the functions, classes and constants that a module defines at its top."""
    for statement in statements:
        for name in _defined(statement):
            if not name.startswith("_"):
                yield name


def _defined(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield statement.name
        case ast.Assign():
            for target in statement.targets:
                yield from _targets(target)
        case ast.AnnAssign():
            yield from _targets(statement.target)
        case ast.If():
            yield from _public_names([*statement.body, *statement.orelse])
        case ast.Try():
            yield from _public_names(statement.body)
        case _:
            pass


def _targets(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name():
            yield target.id
        case ast.Tuple() | ast.List():
            for element in target.elts:
                yield from _targets(element)
        case _:
            pass
