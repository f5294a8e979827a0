"""The roof: settings, addresses and the command line put the house together. No news here."""
