"""What a person's text says about people: found, put aside while a model reads it, or taken out for good."""

from assistant.core.privacy.credentials import secrets
from assistant.core.privacy.kinds import Span, find
from assistant.core.privacy.scrub import scrub

__all__ = ["Span", "find", "scrub", "secrets"]
