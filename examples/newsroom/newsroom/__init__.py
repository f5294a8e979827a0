"""The Tide Gazette."""
