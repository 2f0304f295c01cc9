"""What a person's text says about people: found, put aside while a model reads it, or taken out for good."""

from assistant.core.privacy.credentials import secrets
from assistant.core.privacy.kinds import Span, find
from assistant.core.privacy.names import without_names
from assistant.core.privacy.protect import protect, tainted, without_secrets
from assistant.core.privacy.scrub import scrub
from assistant.core.privacy.vault import Vault

__all__ = ["Span", "Vault", "find", "protect", "scrub", "secrets", "tainted", "without_names", "without_secrets"]
