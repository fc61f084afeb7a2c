"""`publisher links check`: what is wrong with the links to the same things elsewhere."""

from publisher.check import LINK_CHECKS, CheckInput, run_checks
from publisher.commands.check import placed
from publisher.findings import Report
from publisher.load import load
from publisher.project import Project


def check_links(project: Project) -> Report:
    """Return the findings of the links alone, and the errors of files that could not be read."""
    loaded = load(project)
    given = CheckInput(
        graph=loaded.graph,
        vocabulary=loaded.vocabulary,
        shapes=(),
        queries=(),
        language=project.language,
        policy=loaded.policy,
    )
    unread = [finding for finding in loaded.findings if finding.is_error]
    findings = run_checks(given, names=LINK_CHECKS)
    return Report(findings=placed(project, (*unread, *findings)))
