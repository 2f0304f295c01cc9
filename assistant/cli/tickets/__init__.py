"""`tickets ...`: what support engineers script by hand. A module per command."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.cli import LazyGroup

COMMANDS: Mapping[str, tuple[str, str]] = {
    "export": ("assistant.cli.tickets.export:export", "All tickets, to a file or another program."),
    "import": ("assistant.cli.tickets.import_:import_", "Move the tickets of an export into another desk."),
    "legend": ("assistant.cli.tickets.legend:legend", "What the numbers of an export stand for."),
    "list": ("assistant.cli.tickets.listing:tickets_list", "Tickets by status, agent, group, requester and more."),
    "metrics": ("assistant.cli.tickets.metrics:metrics", "How many, how fast, how well."),
    "route": ("assistant.cli.tickets.route:route", "Assign, tag and prioritise by the rules of a file."),
    "search": ("assistant.cli.tickets.search:search", "Tickets by Freshdesk's query language."),
    "show": ("assistant.cli.tickets.show:show", "One ticket with its whole thread."),
    "update": ("assistant.cli.tickets.update:update", "The same change to all tickets that a query finds."),
}
"""Name -> where it is, and its line in the help."""

tickets = LazyGroup(name="tickets", lazy=COMMANDS, help="Tickets of the helpdesk: read, export, measure, change.")
