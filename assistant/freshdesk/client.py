"""The door: `Freshdesk("acme", api_key)`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Self

from assistant.freshdesk.address import base_url
from assistant.freshdesk.cache import Cache
from assistant.freshdesk.call import Answer
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.credits import CreditPool, Credits
from assistant.freshdesk.models import Attachment
from assistant.freshdesk.raw import Raw
from assistant.freshdesk.resources.account import Accounts, BusinessCalendars, Products, Settings, TicketFields
from assistant.freshdesk.resources.admin_fields import AdminTicketFields, TicketForms
from assistant.freshdesk.resources.agents import Agents
from assistant.freshdesk.resources.archived_tickets import ArchivedTickets
from assistant.freshdesk.resources.attachments import Attachments
from assistant.freshdesk.resources.automations import Automations, ScenarioAutomations
from assistant.freshdesk.resources.canned_responses import CannedResponses
from assistant.freshdesk.resources.companies import Companies
from assistant.freshdesk.resources.contacts import Contacts
from assistant.freshdesk.resources.conversations import Conversations
from assistant.freshdesk.resources.custom_objects import CustomObjects
from assistant.freshdesk.resources.discussions import Discussions
from assistant.freshdesk.resources.fields import CompanyFields, ContactFields
from assistant.freshdesk.resources.groups import Groups, Roles, Skills
from assistant.freshdesk.resources.jobs import Jobs
from assistant.freshdesk.resources.mailboxes import EmailConfigs, Mailboxes
from assistant.freshdesk.resources.sla_policies import SlaPolicies
from assistant.freshdesk.resources.solutions import Solutions
from assistant.freshdesk.resources.summaries import Summaries
from assistant.freshdesk.resources.surveys import SatisfactionRatings, Surveys
from assistant.freshdesk.resources.tickets import Tickets
from assistant.freshdesk.resources.time_entries import TimeEntries
from assistant.freshdesk.retry import Retry
from assistant.freshdesk.static import Static
from assistant.freshdesk.transport import Transport


class Freshdesk:
    """One account, as the agent who owns the key. Safe for threads; each thread has its own connections.

    `account`: "acme", "acme.freshdesk.com" or "https://host[:port]". `timeout`: seconds to connect to one address and
    between two reads; `total_timeout`: for one exchange from name lookup to last byte. `wait`: whether rate limits are
    waited for, unless a method says otherwise. `on_answer` hears of each attempt, on the calling thread.
    Raises ValueError for an address that is not understood and for what cannot be a key.
    """

    def __init__(
        self,
        account: str,
        api_key: str,
        *,
        timeout: tuple[float, float] = (5.0, 10.0),
        total_timeout: float = 10.0,
        credits: CreditPool | None = None,
        retry: Retry | None = None,
        wait: bool = True,
        on_answer: Callable[[Answer], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not (api_key.isascii() and api_key.isprintable() and api_key.strip()):
            raise ValueError("the API key is empty or has characters that no key has; copy it again from your profile")
        self.base_url = base_url(account)
        self.credits: CreditPool = credits or Credits(clock=clock, sleep=sleep)
        self._transport = Transport(self.base_url, api_key, timeout=timeout, total_timeout=total_timeout)
        caller = Caller(self.base_url, self._transport, self.credits, retry or Retry(), wait, on_answer, clock, sleep)
        self.cache = Cache(clock)
        self.raw = Raw(caller)
        self.tickets = Tickets(caller, self.cache)
        self.archived_tickets = ArchivedTickets(caller)
        self.conversations = Conversations(caller)
        self.summaries = Summaries(caller)
        self.attachments = Attachments(caller)
        self.contact_fields = ContactFields(caller, self.cache)
        self.company_fields = CompanyFields(caller, self.cache)
        self.contacts = Contacts(caller, self.contact_fields.check, self.contact_fields.definitions)
        self.companies = Companies(caller, self.company_fields.check, self.company_fields.definitions)
        self.agents = Agents(caller)
        self.groups = Groups(caller)
        self.roles = Roles(caller)
        self.skills = Skills(caller)
        self.jobs = Jobs(caller)
        self.canned_responses = CannedResponses(caller, self.cache)
        self.solutions = Solutions(caller)
        self.discussions = Discussions(caller)
        self.custom_objects = CustomObjects(caller)
        self.ticket_fields = TicketFields(caller)
        self.admin_ticket_fields = AdminTicketFields(caller, self.cache)
        self.ticket_forms = TicketForms(caller)
        self.settings = Settings(caller)
        self.account = Accounts(caller)
        self.mailboxes = Mailboxes(caller)
        self.email_configs = EmailConfigs(caller)
        self.products = Products(caller)
        self.business_hours = BusinessCalendars(caller)
        self.static = Static(
            self.cache,
            self.agents,
            self.groups,
            self.ticket_fields,
            self.canned_responses,
            products=self.products,
            mailboxes=self.mailboxes,
            email_configs=self.email_configs,
            hours=self.business_hours,
        )
        self.sla_policies = SlaPolicies(caller)
        self.automations = Automations(caller)
        self.scenario_automations = ScenarioAutomations(caller)
        self.surveys = Surveys(caller)
        self.satisfaction_ratings = SatisfactionRatings(caller)
        self.time_entries = TimeEntries(caller)

    def download(self, attachment: Attachment | str, *, largest: int, seconds: float = 10.0) -> bytes:
        """The content of an attachment, or of an export by its `download_url`, without the key; costs no credit.

        Raises BadAnswer for a file of more than `largest` bytes, a link that has ended (then read its owner again) or
        that leads to a strange host; ConnectionFailed, TimedOut."""
        url = attachment if isinstance(attachment, str) else attachment.attachment_url or ""
        return self._transport.download(url, largest=largest, seconds=seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close this thread's connections; those of other threads close with them."""
        self._transport.close()
