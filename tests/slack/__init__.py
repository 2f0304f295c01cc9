"""Slash commands: what is read, what is shown, and how it is delivered."""
