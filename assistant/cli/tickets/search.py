"""`tickets search`: by Freshdesk's own query language."""

from __future__ import annotations

import click

from assistant.cli.output import Form, form_options, limit_option


@click.command()
@click.argument("query")
@limit_option()
@form_options
def search(query: str, limit: int, form: Form) -> None:
    """Find tickets: 'status:2 AND priority:3', "tag:'vip' OR created_at:>'2026-01-31'".

    Fields: status, priority, agent_id, group_id, type, tag, created_at, updated_at, due_by, fr_due_by and your own as
    cf_name. Numbers, true, false and null stand bare, texts and days (YYYY-MM-DD) in single quotes; :> is at least, :<
    at most; AND, OR and parentheses join. The search is some minutes late and knows no texts: see knowledge search.
    """
    from assistant.cli.helpdesk import labels_of, the_helpdesk
    from assistant.cli.output import as_given, show
    from assistant.cli.tickets.columns import columns

    with the_helpdesk() as api:
        found = api.tickets.search(query, limit=limit + 1)
        show(found, columns(labels_of(api)), form, as_given, limit=limit)
