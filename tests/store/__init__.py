"""The store, on real Postgres; the fake is held to the same sentences."""
