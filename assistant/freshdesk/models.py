"""What Freshdesk returns, typed (freshdesk-api 4 to 6).

Unknown fields are kept, known ones may be null or left out, times become aware UTC whatever offset they had, and
statuses, sources and kinds are plain numbers: an account may add its own, so compare them with the enums here
but never convert.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from assistant.freshdesk.choices import Choice as Choice
from assistant.freshdesk.choices import parse_choices


class Status(IntEnum):
    """The statuses that every account has; higher ones are the account's own."""

    OPEN = 2
    PENDING = 3
    RESOLVED = 4
    CLOSED = 5


class Priority(IntEnum):
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    URGENT = 4


class Source(IntEnum):
    """Where a ticket came from (freshdesk-api 4.2)."""

    EMAIL = 1
    PORTAL = 2
    PHONE = 3
    FORUM = 4
    TWITTER = 5
    FACEBOOK = 6
    CHAT = 7
    MOBIHELP = 8
    FEEDBACK_WIDGET = 9
    OUTBOUND_EMAIL = 10
    ECOMMERCE = 11
    BOT = 12
    WHATSAPP = 13


class ConversationSource(IntEnum):
    """What a conversation is (freshdesk-api 5.1)."""

    REPLY = 0
    NOTE = 2
    TWEET = 5
    SURVEY = 6
    FACEBOOK_POST = 7
    FORWARD = 8
    PHONE = 9
    MOBIHELP = 10
    ECOMMERCE = 11


def _utc(value: Any) -> Any:
    """An aware UTC time; None for an empty text. A time without a zone is UTC (freshdesk-api 1)."""
    if value is None or value == "":
        return None
    when = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def _or(default: Any) -> BeforeValidator:
    """Reads null as `default`, for fields whose null means nothing more than empty."""
    return BeforeValidator(lambda value: default() if value is None else value)


def _or_none(value: Any) -> Any:
    """Reads an embed that is {} as none (freshdesk-api 4.5)."""
    return value or None


Time = Annotated[datetime, BeforeValidator(_utc)]
MaybeTime = Annotated[datetime | None, BeforeValidator(_utc)]
Text = Annotated[str, _or(str)]
Flag = Annotated[bool, _or(bool)]
Texts = Annotated[list[str], _or(list)]
Ids = Annotated[list[int], _or(list)]
CustomFields = Annotated[dict[str, Any], _or(dict)]


class Model(BaseModel):
    """The base of all: what we do not know is kept, in `model_extra`."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)


class Attachment(Model):
    """A file. `attachment_url` is a signed link that soon ends: fetch its owner again instead of storing it."""

    id: int
    name: Text = ""
    content_type: str | None = None
    size: int | None = Field(None, validation_alias=AliasChoices("size", "file_size"))
    attachment_url: str | None = None
    thumb_url: str | None = None


Attachments = Annotated[list[Attachment], _or(list)]


class Contact(Model):
    """A contact, or the requester embedded in a ticket, of which only name and addresses are given."""

    id: int
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    mobile: str | None = None
    active: bool | None = None
    deleted: Flag = False
    address: str | None = None
    job_title: str | None = None
    description: str | None = None
    language: str | None = None
    time_zone: str | None = None
    company_id: int | None = None
    unique_external_id: str | None = None
    other_emails: Texts = []
    tags: Texts = []
    custom_fields: CustomFields = {}
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class Company(Model):
    """A company, or the one embedded in a ticket, of which only the name is given."""

    id: int
    name: str | None = None
    description: str | None = None
    note: str | None = None
    domains: Texts = []
    health_score: str | None = None
    account_tier: str | None = None
    renewal_date: MaybeTime = None
    industry: str | None = None
    custom_fields: CustomFields = {}
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


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
    """One entry of the thread. What a POST answers is smaller than what the list gives: no `source` (5.2)."""

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
    automation_id: int | None = None
    auto_response: Flag = False
    attachments: Attachments = []
    last_edited_at: MaybeTime = None
    last_edited_user_id: int | None = None
    created_at: Time
    updated_at: MaybeTime = None


class Ticket(Model):
    """A ticket. `conversations`, `requester`, `company` and `stats` are None unless they were asked for.

    `company` and `requester` are also None when the ticket has none. `description` is empty in lists without
    `include=("description",)`.
    """

    id: int
    subject: Text = ""
    description: Text = ""
    description_text: Text = ""
    type: str | None = None
    status: int
    priority: int | None = None
    source: int | None = None
    requester_id: int | None = None
    responder_id: int | None = None
    group_id: int | None = None
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
    is_escalated: Flag = False
    fr_escalated: Flag = False
    due_by: MaybeTime = None
    fr_due_by: MaybeTime = None
    nr_due_by: MaybeTime = None
    association_type: int | None = None
    associated_tickets_list: Ids = []
    attachments: Attachments = []
    created_at: Time
    updated_at: Time
    conversations: list[Conversation] | None = None
    requester: Annotated[Contact | None, BeforeValidator(_or_none)] = None
    company: Annotated[Company | None, BeforeValidator(_or_none)] = None
    stats: Annotated[Stats | None, BeforeValidator(_or_none)] = None


class AgentContact(Model):
    """The person behind an agent."""

    name: str | None = None
    email: str | None = None
    active: bool | None = None
    language: str | None = None
    time_zone: str | None = None
    job_title: str | None = None
    phone: str | None = None
    mobile: str | None = None


class Agent(Model):
    """An agent. `id` is the `user_id` of what they write. `ticket_scope`: 1 all tickets, 2 group, 3 own only."""

    id: int
    type: str | None = None
    occasional: Flag = False
    ticket_scope: int | None = None
    signature: str | None = None
    available: bool | None = None
    group_ids: Ids = []
    role_ids: Ids = []
    contact: Annotated[AgentContact, _or(AgentContact)] = AgentContact()
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class Group(Model):
    """A group of agents; `agent_ids` only when it was fetched alone."""

    id: int
    name: Text = ""
    description: str | None = None
    agent_ids: Ids = []


class Product(Model):
    """A product or brand."""

    id: int
    name: Text = ""
    description: str | None = None


class CannedResponse(Model):
    """A canned response with its placeholders unfilled. `visibility`: 0 all agents, 1 personal, 2 `group_ids`."""

    id: int
    title: Text = ""
    folder_id: int | None = None
    content: Text = ""
    content_html: Text = ""
    visibility: int | None = None
    group_ids: Ids = []
    attachments: Attachments = []
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class CannedResponseFolder(Model):
    """A folder of canned responses; `personal` ones belong to the key's agent."""

    id: int
    name: Text = ""
    personal: Flag = False
    responses_count: int | None = None


class SolutionCategory(Model):
    """The top level of the knowledge base."""

    id: int
    name: Text = ""
    description: str | None = None
    visible_in_portals: Ids = []


class FolderVisibility(IntEnum):
    """Who may read a solution folder (freshdesk-api 6.7)."""

    ALL = 1
    LOGGED_IN = 2
    AGENTS = 3
    COMPANIES = 4
    BOTS = 5
    CONTACT_SEGMENTS = 6
    COMPANY_SEGMENTS = 7


class SolutionFolder(Model):
    """A folder of articles; `visibility` as in `FolderVisibility`."""

    id: int
    name: Text = ""
    description: str | None = None
    visibility: int | None = None
    category_id: int | None = None
    parent_folder_id: int | None = None
    company_ids: Ids = []
    articles_count: int | None = None
    sub_folders_count: int | None = None


class ArticleStatus(IntEnum):
    DRAFT = 1
    PUBLISHED = 2


class SolutionArticle(Model):
    """A solution article; quote it to customers only when its status is published and its folder lets them."""

    id: int
    title: Text = ""
    description: Text = ""
    description_text: Text = ""
    status: int | None = None
    type: int | None = None
    agent_id: int | None = None
    category_id: int | None = None
    folder_id: int | None = None
    tags: Texts = []
    attachments: Attachments = []
    thumbs_up: int | None = None
    thumbs_down: int | None = None
    hits: int | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class TicketField(Model):
    """A field of the ticket form, its choices in one form whatever shape they came in (freshdesk-api 6.8)."""

    id: int
    name: Text = ""
    label: Text = ""
    type: Text = ""
    description: str | None = None
    position: int | None = None
    required_for_agents: Flag = False
    required_for_closure: Flag = False
    raw_choices: Any = Field(None, validation_alias=AliasChoices("choices", "raw_choices"))

    @property
    def choices(self) -> tuple[Choice, ...]:
        return parse_choices(self.type, self.raw_choices)


class HelpdeskSettings(Model):
    """The account's languages, as codes."""

    primary_language: str | None = None
    supported_languages: Texts = []
    portal_languages: Texts = []


class Mailbox(Model):
    """A mailbox of the newer family, `/email/mailboxes`."""

    id: int
    name: str | None = None
    support_email: str | None = None
    group_id: int | None = None
    product_id: int | None = None
    default_reply_email: Flag = False
    active: Flag = False


class EmailConfig(Model):
    """A mailbox of the older family; a ticket's `email_config_id` names one. `reply_email` is what to send from."""

    id: int
    name: str | None = None
    to_email: str | None = None
    reply_email: str | None = None
    group_id: int | None = None
    product_id: int | None = None
    primary_role: Flag = False
    active: Flag = False
