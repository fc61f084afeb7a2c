"""A project and its configuration: read once, never changed."""

from publisher.project.project import LANGUAGE, Profile, Project, Severity
from publisher.project.settings import KEYS, read_project
from publisher.project.values import CONFIGURATION, ProjectError

__all__ = [
    "CONFIGURATION",
    "KEYS",
    "LANGUAGE",
    "Profile",
    "Project",
    "ProjectError",
    "Severity",
    "read_project",
]
