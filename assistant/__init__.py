"""Deskhand: drafts answers for a Freshdesk support desk."""
