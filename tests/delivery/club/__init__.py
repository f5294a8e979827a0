"""A newsroom with members, for tests: its pages thank whoever supports it."""
