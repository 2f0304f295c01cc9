"""Use cases on fakes."""
