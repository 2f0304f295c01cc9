"""A client for Freshdesk's REST API v2: `Freshdesk` is the door, `models` what it returns, `errors` what it raises."""

from assistant.freshdesk.call import Answer
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.credits import CreditPool, Credits
from assistant.freshdesk.errors import FreshdeskError
from assistant.freshdesk.pagination import Page

__all__ = ["Answer", "CreditPool", "Credits", "Freshdesk", "FreshdeskError", "Page"]
