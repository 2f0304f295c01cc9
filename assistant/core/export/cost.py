"""Credits and minutes of an export, from the account's limits (freshdesk-api 2)."""

from __future__ import annotations

from dataclasses import dataclass

PAGE = 100
"""Tickets of one call of the list."""


@dataclass(frozen=True)
class Limits:
    """Credits a minute in all, calls of the ticket list a minute (None: no limit of its own), our share of both."""

    credits: float
    lists: int | None = None
    share: float = 0.8


@dataclass(frozen=True)
class Cost:
    """Calls to come: `pages` of the ticket list at `page_price` credits, and `others` at one."""

    pages: int
    page_price: int = 1
    others: int = 0

    @property
    def calls(self) -> int:
        return self.pages + self.others

    @property
    def credits(self) -> int:
        return self.pages * self.page_price + self.others

    def seconds(self, limits: Limits) -> float:
        """How long the limits make it take at least: pages wait for the list's own limit and for credits, then the
        others for credits alone."""
        pages = self.pages * self.page_price / limits.credits
        if limits.lists:
            pages = max(pages, self.pages / limits.lists)
        return 60 * (pages + self.others / limits.credits) / limits.share
