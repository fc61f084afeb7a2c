"""Build the site of watched files again, in a process of its own: `python -m` and a JSON object.

The base of the site is the address at which it is served. It must not become the base of relative
IRIs, so this is no call of `publisher build`, which has one option for both.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from publisher.commands.build import build
from publisher.commands.check import line
from publisher.commands.finding_groups import group_findings
from publisher.commands.paths import project_of
from publisher.errors import PublisherError
from publisher.findings import Severity
from publisher.project import Project


def rebuild_command(project: Project) -> tuple[str, ...]:
    """Return the command that builds the site of a project's inputs; `--out SITE` must follow."""
    call = {
        "paths": [str(path.resolve()) for path in project.inputs],
        "contexts": {iri: str(path.resolve()) for iri, path in project.contexts.items()},
        "input_base": project.input_base,
        "base": project.base,
    }
    return (sys.executable, "-m", "publisher.commands.rebuild", json.dumps(call))


def rebuild(call: Mapping[str, Any], *, out: Path) -> list[str]:
    """Build the site at `out`, and return a line for each error and each warning.

    Raises PublisherError.
    """
    given = project_of(
        [Path(path) for path in call["paths"]],
        base=call["input_base"] or None,
        contexts={iri: Path(path) for iri, path in call["contexts"].items()},
    )
    report = build(replace(given.project, base=call["base"]), out=out, is_draft=True)
    shown = [each for each in group_findings(report.findings) if each.severity != Severity.NOTE]
    return [line(finding) for finding in shown]


def rebuild_as_called() -> int:
    """Build as the arguments say: the call, and the site's path behind `--out`."""
    _, call, _, out, *_ = sys.argv
    try:
        lines = rebuild(json.loads(call), out=Path(out))
    except PublisherError as error:
        lines = [f"publisher: error: {error}"]
    sys.stdout.write("".join(f"{each}\n" for each in lines))
    return bool(lines)


if __name__ == "__main__":
    sys.exit(rebuild_as_called())
