"""Broadsheet: a newsroom platform. Open journalism, paid for by its readers."""

__version__ = "0.1.0.dev0"
