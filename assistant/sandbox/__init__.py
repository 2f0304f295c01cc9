"""A stand-in for Freshdesk to run against, with a scripted model and a slash-command sink.

It shares no code with the clients: what it knows of Freshdesk comes from the API reference alone.
"""

from __future__ import annotations

from assistant.sandbox.certificates import NoTlsError
from assistant.sandbox.rows import SeedError
from assistant.sandbox.sandbox import Sandbox, serve

__all__ = ["NoTlsError", "Sandbox", "SeedError", "serve"]
