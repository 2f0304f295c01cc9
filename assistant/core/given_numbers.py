"""The numbers that customers give: of an order, a parcel, a device, an account. No dates, phone numbers or amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core import facts

NUMBER = re.compile(r"(?<![\w@./+-])(?:#\d{3,}|[A-Za-z]{0,4}-?\d(?=[\w-]*\d)[\w-]{4,24})(?![\w@])")
"""A number as shops give them."""
_NUMBERS = {
    "order": (
        r"order|purchase|bestell\w*|auftrags\w*|commande|pedido|encomenda|ordine|zamówieni\w*|注文"
        r"|invoice|bill|receipt|rechnung\w*|beleg\w*|facture|factura|fatura|fattura|factuur|請求"
        r"|tracking|parcel|shipment|sendung\w*|paket\w*|suivi|colis|seguimiento|spedizione|pakket|追跡"
    ),
    "device": r"serial|imei|device|serien\w*|geräte\w*|série|serie|toestel|シリアル",
    "person": r"customer|account|member\w*|kunden\w*|konto\w*|client|cliente|klant\w*|お客様",
}
_NUMBER_WORD = re.compile(
    r"number|\bno\.|\bid\b|\bcode\b|\bref\w*|nummer|\bnr\b|numéro|\bn[°º]|número|numero|番号", re.IGNORECASE
)
_KINDS = {name: re.compile(words, re.IGNORECASE) for name, words in _NUMBERS.items()}
_BEFORE = 40
"""Characters before a number in which it is said what it is the number of."""


def is_number(label: str) -> bool:
    """Whether a field, or a question, is about a number of something."""
    return bool(_NUMBER_WORD.search(label))


def given(text: str) -> Iterator[tuple[str, set[str]]]:
    """Each number in a text as it stands there, with what it is said to be the number of; nothing if that is open."""
    others = [words for words, _ in (*facts.date_facts(text), *facts.phones(text), *facts.amounts(text))]
    for found in NUMBER.finditer(text):
        if not any(found[0] in other for other in others):
            yield found[0], kinds(text[max(0, found.start() - _BEFORE) : found.start()].rpartition("\n")[2])


def kinds(words: str) -> set[str]:
    """What words speak of the number of."""
    return {name for name, pattern in _KINDS.items() if pattern.search(words)}


def fits(wanted: set[str], said: set[str]) -> bool:
    """Whether a number may be the wanted one: one of unknown kind may be any."""
    return not wanted or not said or bool(wanted & said)


def only_one(label: str, text: str) -> str:
    """The number in a text that a field asks for; empty where there is none, or a doubt."""
    found = {number.lstrip("#") for number, said in given(text) if fits(kinds(label), said)}
    return found.pop() if is_number(label) and len(found) == 1 else ""
