"""Settings: base, and what differs for the demo, for tests and in production."""
