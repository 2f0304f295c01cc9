"""`tickets ...`: what support engineers script by hand. A module per command."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.cli import LazyGroup

COMMANDS: Mapping[str, tuple[str, str]] = {}
"""Name -> where it is, and its line in the help."""

tickets = LazyGroup(name="tickets", lazy=COMMANDS, help="Tickets of the helpdesk: read, export, measure, change.")
