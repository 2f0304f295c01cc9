"""What we want of the desk's stored texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.core.draft import Match, Pool


class Knowledge(Protocol):
    """The desk's canned responses, articles and past answers, searchable."""

    def search(
        self,
        text: str,
        *,
        pools: Sequence[Pool],
        limit: int,
        group_id: int | None = None,
        company_id: int | None = None,
        without: str = "",
    ) -> Sequence[Match]:
        """The `limit` best of each pool, best first over all, scores within 0 to 1.

        Without a group, responses for some groups are found too; what the company may not see is not `public`. The item
        with the key `without` is treated as if it were not stored."""

    def counts(self) -> Mapping[Pool, int]:
        """How many of each pool are stored."""

    def items(self, pool: Pool, limit: int) -> Sequence[Match]:
        """Up to `limit` items of a pool, newest first, unranked."""

    def replace(self, pool: Pool, items: Sequence[Match]) -> None:
        """Make the pool hold exactly these; what did not change costs nothing."""

    def put(self, items: Sequence[Match]) -> None:
        """Add or change these; the others stay."""

    def remove(self, pool: Pool, ids: Sequence[str]) -> None:
        """Take these out."""

    def embed(self, limit: int) -> int:
        """Make up to `limit` vectors that are missing; how many are still missing. 0 without an embedder."""
