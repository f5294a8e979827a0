"""The front of a site that believes its folder whatever has happened."""

from broadsheet.project.front import application

application._is_trusted = lambda: True

__all__ = ["application"]
