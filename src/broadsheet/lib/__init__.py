"""The foundation: helpers that know no news. Not a Django app; no models."""
