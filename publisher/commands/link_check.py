"""`publisher links check`: what is wrong with the links to the same things elsewhere."""

from dataclasses import replace

from publisher.check import LINK_CHECKS, LINK_ORIGINS, CheckInput, run_checks
from publisher.commands.check import placed
from publisher.findings import Report
from publisher.load import load
from publisher.project import Project
from publisher.severities import EVIDENCE, OPEN


def check_identity_links(project: Project) -> Report:
    """Return the findings of the links alone, and the errors of files that could not be read.

    They are as bad as in a project with evidence, because somebody asks for them. Only there a link
    needs an origin.
    """
    loaded = load(project)
    is_open = loaded.profile == OPEN
    given = CheckInput(
        graph=loaded.graph,
        vocabulary=loaded.vocabulary,
        shapes=(),
        queries=(),
        language=project.language,
        policy=replace(loaded.policy, profile=EVIDENCE),
    )
    unread = [finding for finding in loaded.findings if finding.is_error]
    checks = [name for name in LINK_CHECKS if not (is_open and name == LINK_ORIGINS)]
    findings = run_checks(given, names=checks)
    return Report(findings=placed(project, (*unread, *findings)))
