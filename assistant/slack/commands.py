"""What a person typed after the slash command. Pure; never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_TEXT = 2000
MAX_INSTRUCTION = 500

_TICKET = re.compile(r"(?:#|[A-Za-z]{1,10}-)?([0-9]{1,19})")
_URL = re.compile(r"<?https?://[^\s<>|]{1,300}/tickets/([0-9]{1,19})(?:[/?#][^\s<>|]{0,300})?(?:\|[^\s<>]{0,300})?>?")


@dataclass(frozen=True)
class Show:
    """Give me this ticket's draft."""

    ticket: int


@dataclass(frozen=True)
class DraftAgain:
    """Write this ticket's draft anew; the instruction may be empty."""

    ticket: int
    instruction: str


@dataclass(frozen=True)
class Help:
    """Say what can be typed."""


@dataclass(frozen=True)
class Mistake:
    """It cannot be understood; the message says what to type instead."""

    message: str


Command = Show | DraftAgain | Help | Mistake


def parse(text: str) -> Command:
    """`4107`, `#4107`, a ticket's address, `draft 4107 shorter, in French`, `help` or nothing."""
    if len(text) > MAX_TEXT:
        return Mistake(f"That is longer than {MAX_TEXT} characters.")
    words = "".join(char if char.isprintable() else " " for char in text).split()
    match [word.lower() for word in words[:1]]:
        case [] | ["help"]:
            return Help()
        case ["draft"]:
            return _draft(words[1:])
        case _:
            return _show(words)


def _show(words: list[str]) -> Command:
    ticket = _ticket(words[0])
    if ticket is None:
        return Mistake("I do not know that. Give a ticket's number, or type help.")
    if len(words) > 1:
        return Mistake(f"To have the draft written anew, type draft first: draft {ticket} and what to change.")
    return Show(ticket)


def _draft(words: list[str]) -> Command:
    ticket = _ticket(words[0]) if words else None
    if ticket is None:
        return Mistake("Which ticket? Type draft, its number and what to change: draft 4107 shorter, in French")
    instruction = " ".join(words[1:])
    if len(instruction) > MAX_INSTRUCTION:
        return Mistake(f"Say what to change in at most {MAX_INSTRUCTION} characters.")
    return DraftAgain(ticket, instruction)


def _ticket(word: str) -> int | None:
    """The number in `4107`, `#4107`, `INC-4107` or a ticket's address, 1 to 2^63-1."""
    found = _TICKET.fullmatch(word.rstrip(":,.")) or _URL.fullmatch(word)
    number = int(found[1]) if found else 0
    return number if 0 < number < 2**63 else None
