"""`contacts ...`: read contacts, bring them in from a file. A module per command."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.cli import LazyGroup

COMMANDS: Mapping[str, tuple[str, str]] = {
    "sync": ("assistant.cli.contacts.sync:sync", "Bring the contacts of a CSV file into the helpdesk."),
    "list": ("assistant.cli.contacts.reading:contacts_list", "Contacts by name, address, company, state."),
    "search": ("assistant.cli.contacts.reading:search", "Contacts by Freshdesk's query language."),
    "show": ("assistant.cli.contacts.reading:show", "One contact with the last tickets."),
}
"""Name -> where it is, and its line in the help."""

contacts = LazyGroup(name="contacts", lazy=COMMANDS, help="Contacts of the helpdesk: read, bring in from a file.")
