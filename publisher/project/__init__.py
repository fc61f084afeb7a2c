"""A project and its configuration: read once, never changed."""

from publisher.project.project import LANGUAGE, Profile, Project, Severity
from publisher.project.settings import CONFIGURATION, KEYS, ProjectError, read_project

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
