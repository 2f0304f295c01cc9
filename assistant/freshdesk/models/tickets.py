"""Tickets and what they carry (freshdesk-api 4 and 5)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from assistant.freshdesk.models.base import (
    Attachments,
    CustomFields,
    Flag,
    Ids,
    MaybeTime,
    Model,
    Text,
    Texts,
    Time,
    empty_as_none,
    null_as,
)
from assistant.freshdesk.models.people import Company, Contact


class Stats(Model):
    """When what happened to a ticket; the first three are the documented ones."""

    first_responded_at: MaybeTime = None
    resolved_at: MaybeTime = None
    closed_at: MaybeTime = None
    agent_responded_at: MaybeTime = None
    requester_responded_at: MaybeTime = None
    status_updated_at: MaybeTime = None
    reopened_at: MaybeTime = None
    pending_since: MaybeTime = None


class Conversation(Model):
    """One entry of the thread.

    What a POST answers is smaller than what the list gives: no `source`, and the addressees in `replied_to` or
    `notified_to` instead of `to_emails` (freshdesk-api 5.2).
    """

    id: int
    ticket_id: int | None = None
    user_id: int | None = None
    body: Text = ""
    body_text: Text = ""
    incoming: Flag = False
    private: Flag = False
    source: int | None = None
    category: int | None = None
    support_email: str | None = None
    from_email: str | None = None
    to_emails: Texts = []
    cc_emails: Texts = []
    bcc_emails: Texts = []
    replied_to: Texts = []
    notified_to: Texts = []
    structured_body: Any = None
    email_failure_count: int | None = None
    outgoing_failures: Any = None
    thread_id: int | str | None = None
    thread_message_id: int | str | None = None
    automation_id: int | None = None
    automation_type_id: int | None = None
    auto_response: Flag = False
    source_additional_info: Any = None
    has_quoted_text: Flag = False
    deleted: Flag = False
    attachments: Attachments = []
    cloud_files: Annotated[list[Any], null_as(list)] = []
    last_edited_at: MaybeTime = None
    last_edited_user_id: int | None = None
    created_at: Time
    updated_at: MaybeTime = None


class Ticket(Model):
    """A ticket. `conversations`, `requester`, `company` and `stats` are None unless they were asked for.

    Due times are None in the answer to `create`, and those from before in the answer to `update` (freshdesk-api 4.3).

    `company` and `requester` are also None when the ticket has none. `description` is empty in lists without
    `include=("description",)`.
    """

    id: int
    subject: Text = ""
    description: Text = ""
    description_text: Text = ""
    structured_description: Any = None
    type: str | None = None
    status: int
    priority: int | None = None
    source: int | None = None
    requester_id: int | None = None
    responder_id: int | None = None
    group_id: int | None = None
    internal_agent_id: int | None = None
    internal_group_id: int | None = None
    company_id: int | None = None
    product_id: int | None = None
    email_config_id: int | None = None
    support_email: str | None = None
    to_emails: Texts = []
    cc_emails: Texts = []
    fwd_emails: Texts = []
    reply_cc_emails: Texts = []
    ticket_cc_emails: Texts = []
    ticket_bcc_emails: Texts = []
    tags: Texts = []
    custom_fields: CustomFields = {}
    spam: Flag = False
    deleted: Flag = False
    archived: Flag = False
    is_escalated: Flag = False
    fr_escalated: Flag = False
    nr_escalated: Flag = False
    due_by: MaybeTime = None
    fr_due_by: MaybeTime = None
    nr_due_by: MaybeTime = None
    association_type: int | None = None
    associated_tickets_list: Ids = []
    associated_tickets_count: int | None = None
    attachments: Attachments = []
    created_at: Time
    updated_at: Time
    conversations: list[Conversation] | None = None
    requester: Annotated[Contact | None, BeforeValidator(empty_as_none)] = None
    company: Annotated[Company | None, BeforeValidator(empty_as_none)] = None
    stats: Annotated[Stats | None, BeforeValidator(empty_as_none)] = None


class Summary(Model):
    """The box below a ticket's description (freshdesk-api 5.6)."""

    id: int
    ticket_id: int | None = None
    user_id: int | None = None
    body: Text = ""
    body_text: Text = ""
    attachments: Attachments = []
    cloud_files: Annotated[list[Any], null_as(list)] = []
    last_edited_at: MaybeTime = None
    last_edited_user_id: int | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None
