"""Deskhand: drafts answers for a Freshdesk support desk."""

__version__ = "0.1.0"
