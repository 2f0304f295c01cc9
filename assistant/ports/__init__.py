"""What the use cases need of the outside world, each as a Protocol. `wiring.py` says which class fills which.

Here are those of a ticket's way to its note; those of the jobs (export, import, routing, contacts, metrics) are modules
of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from assistant.ports.helpdesk import Helpdesk, TicketChange
from assistant.ports.knowledge import Knowledge
from assistant.ports.llm import Answer, Embedder, LanguageModel
from assistant.ports.messenger import Messenger
from assistant.ports.queue import JobQueue
from assistant.ports.store import Lock, Pending, Spend, Store, Switches

Clock = Callable[[], datetime]
"""Now, aware UTC."""

__all__ = [
    "Answer",
    "Clock",
    "Embedder",
    "Helpdesk",
    "JobQueue",
    "Knowledge",
    "LanguageModel",
    "Lock",
    "Messenger",
    "Pending",
    "Spend",
    "Store",
    "Switches",
    "TicketChange",
]
