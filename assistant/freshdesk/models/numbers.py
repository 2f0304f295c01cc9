"""The numbers that every account knows (freshdesk-api 4.2, 5.1, 6.7, 6.9). It may add its own: never convert."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """The statuses that every account has; higher ones are the account's own."""

    OPEN = 2
    PENDING = 3
    RESOLVED = 4
    CLOSED = 5


DONE = frozenset({Status.RESOLVED, Status.CLOSED})
"""What nobody waits for any more."""


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


class Association(IntEnum):
    """What a ticket is to those it is tied to (freshdesk-api 4.2)."""

    PARENT = 1
    CHILD = 2
    TRACKER = 3
    RELATED = 4


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


class FolderVisibility(IntEnum):
    """Who may read a solution folder (freshdesk-api 6.7)."""

    ALL = 1
    LOGGED_IN = 2
    AGENTS = 3
    COMPANIES = 4
    BOTS = 5
    CONTACT_SEGMENTS = 6
    COMPANY_SEGMENTS = 7


class ArticleStatus(IntEnum):
    DRAFT = 1
    PUBLISHED = 2


class Rating(IntEnum):
    """The scale of satisfaction; classic surveys have 1 happy, 2 neutral, 3 unhappy (freshdesk-api 6.9)."""

    EXTREMELY_HAPPY = 103
    VERY_HAPPY = 102
    HAPPY = 101
    NEUTRAL = 100
    UNHAPPY = -101
    VERY_UNHAPPY = -102
    EXTREMELY_UNHAPPY = -103


class AutomationType(IntEnum):
    """When a rule runs (freshdesk-api 9.1)."""

    CREATION = 1
    HOURLY = 3
    UPDATES = 4
