"""Measure how large the tree is, and how far one must read: `python -m tests.house.measure [TREE]`.

TREE is the folder that holds `publisher/`, this one without it. Goals stand in brackets.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from tests.house.runs import Run, measure_runs
from tests.house.tree import Tree, read_tree

BUILD_FILES: Final = 45
BUILD_DEPTH: Final = 13
REQUEST_FILES: Final = 14
MODULE_LINES: Final = 300
_LISTED: Final = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tree", nargs="?", type=Path, default=Path(__file__).parents[2])
    parser.add_argument("--static", action="store_true", help="run nothing, only read the tree")
    options = parser.parse_args()
    tree = options.tree.resolve()
    lines = _tree_lines(read_tree(tree))
    if not options.static:
        runs = measure_runs(tree)
        lines += _run_lines("build", runs.build, f"[{BUILD_FILES} files, depth {BUILD_DEPTH}]")
        lines += _run_lines("request", runs.request, f"[{REQUEST_FILES} files]")
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _tree_lines(tree: Tree) -> list[str]:
    lengths = [lines for lines, _ in tree.functions]
    return [
        f"modules: {len(tree.modules)}, lines: {tree.lines}",
        f"functions: {len(lengths)}",
        f"  lines of the median: {median(lengths):g}",
        f"  lines of the 90th percentile: {quantiles(lengths, n=10)[-1]:g}",
        f"  lines of the longest: {lengths[0]}",
        "longest functions:",
        *_listed(tree.functions),
        f"largest modules [{MODULE_LINES} lines]:",
        *_listed(tree.modules),
        f"public names with two or more meanings: {len(tree.shared_names)} [0]",
        *(f"  {name}: {', '.join(where)}" for name, where in tree.shared_names.items()),
    ]


def _listed(counted: Sequence[tuple[int, str]]) -> list[str]:
    return [f"  {lines:5} {what}" for lines, what in counted[:_LISTED]]


def _run_lines(name: str, run: Run, goals: str) -> list[str]:
    return [
        f"{name}: {len(run.files)} files, depth {run.depth} {goals}",
        *(f"  {file}" for file in run.files),
        f"{name}, the deepest calls:",
        *(f"  {place}" for place in run.stack),
    ]


if __name__ == "__main__":
    main()
