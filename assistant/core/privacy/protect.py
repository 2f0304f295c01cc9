"""A context fit for a model's eyes: placeholders for what says who the customer is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from assistant.core.context import Context, Entry
from assistant.core.draft import Match
from assistant.core.privacy.credentials import secrets
from assistant.core.privacy.letters import in_letters
from assistant.core.privacy.names import known
from assistant.core.privacy.vault import Vault

_MOST_NAMES = 40


def without_secrets(context: Context) -> Context:
    """The same context with every secret gone from what people wrote, for good; the desk's own texts stay."""
    return _changed(context, secrets)


def protect(context: Context, read: Collection[str] | None = None) -> tuple[Context, Vault]:
    """The same context with placeholders for names, addresses and numbers of people, and what they stand for.

    Of its matches it has those with the keys `read` alone, where that is given: the others need no placeholders.

    Secrets are gone from it for good. Order numbers, dates and amounts stay, and so does what the desk says of itself
    in its own texts."""
    vault = Vault(_people(context), [context.company], _public(context))
    written = [entry for entry in context.entries if entry.who != "note"]
    seen = _changed(replace(context, entries=tuple(written), custom_fields=()), vault.hide)
    seen = replace(
        seen, custom_fields=tuple((label, _field(label, value, vault)) for label, value in context.custom_fields)
    )
    # a model does not read private notes: what stands in them alone must have no way back
    notes = iter([_entry(entry, vault.hide_closed) for entry in context.entries if entry.who == "note"])
    shown = iter(seen.entries)
    entries = tuple(next(notes if entry.who == "note" else shown) for entry in context.entries)
    matches = tuple(_match(match, vault) for match in context.matches if read is None or match.key in read)
    return replace(seen, entries=entries, matches=matches), vault


def _changed(context: Context, change: Callable[[str], str]) -> Context:
    """The context with all that people wrote changed; the desk and its texts as they are."""
    return replace(
        context,
        subject=change(context.subject),
        requester_name=change(context.requester_name),
        requester_email=change(context.requester_email),
        company=change(context.company),
        assigned_agent=change(context.assigned_agent),
        entries=tuple(_entry(entry, change) for entry in context.entries),
        custom_fields=tuple((label, change(value)) for label, value in context.custom_fields),
        attachments=tuple(map(change, context.attachments)),
        files=tuple(replace(file, name=change(file.name), text=change(file.text)) for file in context.files),
        earlier=tuple(replace(one, summary=change(one.summary)) for one in context.earlier),
        instruction=change(context.instruction),
        previous=change(context.previous),
        remarks=tuple(map(change, context.remarks)),
    )


def tainted(text: str, values: Iterable[str]) -> list[str]:
    """Which of these values stand in the text, case and spacing apart: for tests that nothing came out."""
    plain = "".join(text.casefold().split())
    return [value for value in values if "".join(value.casefold().split()) in plain]


def _entry(entry: Entry, hide: Callable[[str], str]) -> Entry:
    return replace(entry, name=hide(entry.name), text=hide(entry.text))


def _field(label: str, value: str, vault: Vault) -> str:
    """A field's value as its label makes it understood: digits are a phone number where the label says so."""
    hidden = vault.hide(f"{label}: {value}")
    return hidden.removeprefix(f"{label}: ") if hidden.startswith(f"{label}: ") else vault.hide(value)


def _match(match: Match, vault: Vault) -> Match:
    """A past ticket was another customer's; a text of the desk is changed only where it speaks of this one."""
    hide = vault.hide if match.pool == "past" else vault.hide_known
    return replace(
        match, title=hide(match.title), text=hide(match.text), passage=hide(match.passage), answer=hide(match.answer)
    )


def _public(context: Context) -> str:
    """What the desk tells everybody."""
    desk = context.desk
    texts = [f"{match.title}\n{match.text}" for match in context.matches if match.pool != "past"]
    return "\n".join([desk.name, desk.portal_url, desk.signature, *(mail for _, mail in desk.mailboxes), *texts])


def _people(context: Context) -> list[str]:
    """Names of who asks, who wrote, who answers; of the last only those that the desk does not tell everybody."""
    asking = [context.requester_name, *(entry.name for entry in context.entries if entry.who == "customer")]
    answering = [context.assigned_agent, *(entry.name for entry in context.entries if entry.who in ("agent", "note"))]
    signed = [text[start:end] for text in _letters(context) for start, end in in_letters(text)]
    public = _public(context)
    found = dict.fromkeys([*asking, *(name for name in [*answering, *signed] if not _stands_in(name, public))])
    return [name for name in found if name.casefold() != context.desk.name.casefold()][:_MOST_NAMES]


def _letters(context: Context) -> list[str]:
    return [entry.text for entry in context.entries if entry.who == "customer"]


def _stands_in(name: str, public: str) -> bool:
    pattern = known([name])
    return bool(pattern and pattern.search(public))
