"""Forward a ticket, and reply to a forward (freshdesk-api 5.2)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import checks, errors, mail_out
from assistant.sandbox.answers import created, json_body, the_desk
from assistant.sandbox.api.conversations import mailbox
from assistant.sandbox.api.find import live
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON

blueprint = Blueprint("forwards", __name__, url_prefix="/tickets/<int:ticket_id>")

REQUIRED = ("body", "to_emails")


@blueprint.post("/forward")
def forward(ticket_id: int) -> Response:
    """The answer is the whole object, as the list gives it."""
    desk, body = the_desk(), json_body()
    ticket = live(desk.tickets, ticket_id)
    lists = dict.fromkeys(("to_emails", "cc_emails", "bcc_emails"), Rule("emails"))
    flags = dict.fromkeys(("include_quoted_text", "include_original_attachments"), Rule("bool"))
    texts = {"body": Rule(), "from_email": Rule()}
    checks.check(body, {**texts, **lists, **flags, "agent_id": Rule("int", list(desk.agents))}, REQUIRED)
    sender = mailbox(desk, body.get("from_email"))
    more = {
        **{name: body.get(name) or [] for name in lists},
        "has_quoted_text": body.get("include_quoted_text") is not False,
        "attachments": [] if body.get("include_original_attachments") is False else mail_out.copies(desk, ticket),
    }
    check_addressees(body)
    author = body.get("agent_id") or desk.me["id"]
    return created(mail_out.forward(desk, ticket, author, body["body"], sender, **more), "conversations")


@blueprint.post("/reply_to_forward")
def reply_to_forward(ticket_id: int) -> Response:
    desk, body = the_desk(), json_body()
    ticket = live(desk.tickets, ticket_id)
    rules = {"body": Rule(), "to_emails": Rule("emails"), "user_id": Rule("int", list(desk.agents))}
    checks.check(body, rules, REQUIRED)
    check_addressees(body)
    author = body.get("user_id") or desk.me["id"]
    entry = mail_out.reply_to_forward(desk, ticket, author, body["body"], body["to_emails"])
    return created(entry, "conversations")


def check_addressees(body: JSON) -> None:
    """Raises Refused 400 when there are none."""
    if not body["to_emails"]:
        raise errors.invalid("to_emails", "It should not be blank")
