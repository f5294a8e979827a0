"""Wagtail's name for it, in place of Wagtail's own, which stops at the first that is not ready."""

from broadsheet.articles.management.commands.publish_due import Command

__all__ = ["Command"]
