"""Doors of the newsroom for readers."""
