"""A project and its configuration: read once, never changed."""

from publisher.project.project import LANGUAGE, Profile, Project, SeveritySetting
from publisher.project.settings import KEYS, read_project
from publisher.project.values import CONFIGURATION, ProjectError

__all__ = [
    "CONFIGURATION",
    "KEYS",
    "LANGUAGE",
    "Profile",
    "Project",
    "ProjectError",
    "SeveritySetting",
    "read_project",
]
