"""Bring the contacts of a file into the helpdesk: create who is new, change what differs, leave the rest alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from assistant.core.contact_rows import BadRow, Wanted, changes, needs_view, new_contact
from assistant.errors import NotFound, PermanentError, Refused, Rejected, TemporaryError, Unsure
from assistant.freshdesk.models import Contact
from assistant.ports.contact_book import ContactBook, Known, Taken

Action = Literal["created", "updated", "unchanged", "skipped", "failed"]
OUTAGE = 3
"""So many rows in a row that Freshdesk gave no answer to are an outage, not the rows' fault."""

WORDS = {
    "missing_field": "is required",
    "invalid_value": "has a value that Freshdesk does not take",
    "duplicate_value": "belongs to somebody else",
    "datatype_mismatch": "has a value of another kind than Freshdesk wants",
    "invalid_field": "is not known to Freshdesk",
    "readonly_field": "cannot be changed",
    "inaccessible_field": "may not be set by this key",
}


@dataclass(frozen=True)
class Options:
    """`limit`: most contacts to write in this run. With `dry_run` nothing is written, and the actions are what would
    be done."""

    create_companies: bool = False
    dry_run: bool = False
    limit: int | None = None


@dataclass(frozen=True)
class RowResult:
    """What became of one row. `email` is as the file has it; `where` names the field or column at fault."""

    number: int
    email: str = field(repr=False)
    action: Action
    contact_id: int | None = None
    where: str = ""
    why: str = ""


@dataclass
class Summary:
    """How many rows came to which end. `complete`: the file was read to its end."""

    counts: Counter[str] = field(default_factory=Counter)
    companies: int = 0
    complete: bool = True

    @property
    def all_fine(self) -> bool:
        return not self.counts["skipped"] and not self.counts["failed"]


def sync_contacts(
    rows: Iterable[Wanted | BadRow], *, contacts: ContactBook, options: Options, report: Callable[[RowResult], None]
) -> Summary:
    """Each row once, in order, told to `report` as it is done. May be stopped at any time and run again: what is
    there already is not written a second time.

    Raises LockedOut, NoAccess, and TemporaryError when Freshdesk gives no answer for several rows on end."""
    run = _Run(contacts, options)
    for result in run.results(rows):
        run.summary.counts[result.action] += 1
        report(result)
    return run.summary


class _Run:
    def __init__(self, contacts: ContactBook, options: Options) -> None:
        self.contacts, self.options = contacts, options
        self.summary = Summary()
        self._seen: dict[int, int] = {}
        self._new_companies: dict[str, int] = {}
        self._lost = 0

    def results(self, rows: Iterable[Wanted | BadRow]) -> Iterator[RowResult]:
        for row in rows:
            if self._is_full():
                self.summary.complete = False
                return
            if isinstance(row, BadRow):
                yield RowResult(row.number, row.shown, "skipped", where=row.field, why=row.why)
                continue
            first = self._seen.setdefault(hash(row.email or f"#{row.external_id}"), row.number)
            if first != row.number:
                yield RowResult(row.number, row.shown, "skipped", where="email", why=f"the same as in row {first}")
                continue
            yield self._patiently(row)

    def _is_full(self) -> bool:
        counts, limit = self.summary.counts, self.options.limit
        return limit is not None and counts["created"] + counts["updated"] >= limit

    def _patiently(self, row: Wanted) -> RowResult:
        """A second try after a write that may or may not have landed: both ends of it are seen by looking again."""
        try:
            result = self._row(row, fresh=False)
        except (Unsure, Refused):
            try:
                result = self._row(row, fresh=True)
            except (Unsure, Refused) as error:
                self._lost += 1
                if self._lost >= OUTAGE:
                    raise TemporaryError(str(error), retry_after=error.retry_after) from None
                return RowResult(row.number, row.shown, "failed", why="Freshdesk gave no answer; run it again")
        self._lost = 0
        return result

    def _row(self, row: Wanted, *, fresh: bool) -> RowResult:
        try:
            company_id = self._company(row)
            known = self.contacts.find(row.email, row.external_id, fresh=fresh)
            return self._create(row, company_id) if known is None else self._change(row, known, company_id)
        except Rejected as error:
            return RowResult(row.number, row.shown, "failed", None, *_told(error))
        except NotFound:
            return RowResult(row.number, row.shown, "failed", why="the contact was deleted or blocked meanwhile")
        except _NoCompany:
            why = "there is no company of that name; make it, or let --create-companies do so"
            return RowResult(row.number, row.shown, "failed", where="company", why=why)

    def _company(self, row: Wanted) -> int | None:
        if not row.company:
            return None
        found = self.contacts.company(row.company)
        if found is None and not self.options.create_companies:
            raise _NoCompany
        if found is None and self.options.dry_run:
            self._new_companies.setdefault(row.company.casefold(), -len(self._new_companies) - 1)
            self.summary.companies = len(self._new_companies)
            return self._new_companies[row.company.casefold()]
        if found is None:
            found = self.contacts.create_company(row.company)
            self.summary.companies += 1
        return found

    def _create(self, row: Wanted, company_id: int | None) -> RowResult:
        if self.options.dry_run:
            return RowResult(row.number, row.shown, "created")
        try:
            made = self.contacts.create(new_contact(row, company_id))
        except Taken as taken:
            return self._taken(row, taken, company_id)
        return RowResult(row.number, row.shown, "created", made.id)

    def _taken(self, row: Wanted, taken: Taken, company_id: int | None) -> RowResult:
        """Somebody has the address whom no list shows: as a second address, in the trash, as an agent."""
        if taken.known is None or taken.field not in ("email", "other_emails"):
            why = (
                "it belongs to an agent or to a contact that the key may not see"
                if taken.field == "email"
                else "another contact has it"
            )
            return RowResult(row.number, row.shown, "failed", where=taken.field, why=why)
        return self._change(row, taken.known, company_id)

    def _change(self, row: Wanted, known: Known, company_id: int | None) -> RowResult:
        number = known.contact.id
        if known.state:
            why = f"the contact is {known.state} in Freshdesk: {_CURE[known.state]}"
            return RowResult(row.number, row.shown, "failed", number, "email", why)
        contact = self._whole(row, known.contact)
        made = changes(contact, row, company_id)
        if not made:
            return RowResult(row.number, row.shown, "unchanged", number)
        if self.options.dry_run:
            return RowResult(row.number, row.shown, "updated", number, why=_names(made))
        try:
            self.contacts.update(number, made)
        except Taken as taken:
            return RowResult(row.number, row.shown, "failed", number, taken.field, "another contact has it")
        return RowResult(row.number, row.shown, "updated", number, why=_names(made))

    def _whole(self, row: Wanted, contact: Contact) -> Contact:
        return self.contacts.view(contact.id) if needs_view(row) else contact


_CURE = {"deleted": "restore it there first", "blocked": "unblock it there first"}


class _NoCompany(PermanentError):
    """The row names a company that is not there."""


def _names(made: dict[str, object]) -> str:
    custom = made.get("custom_fields")
    return ", ".join(
        [*(name for name in made if name != "custom_fields"), *(custom if isinstance(custom, dict) else ())]
    )


def _told(error: Rejected) -> tuple[str, str]:
    """The fields at fault, and what is wrong with the first of them."""
    if not error.fields:
        return "", "Freshdesk refused the row"
    code = error.fields[0][1]
    return ", ".join(name for name, _ in error.fields), WORDS.get(code, code)
