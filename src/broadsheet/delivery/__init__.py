"""The press: how pages leave the house. Knows addresses and bytes, not news."""
