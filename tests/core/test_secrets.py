"""Secrets go for good; numbers of orders and parcels stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.privacy import secrets

MIXED = "Zk3jd82hdkQ93jd7ahq0"
"""What a key looks like; put together here, so that no scanner takes a test for a leak."""


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("my password is hunter2, please", "hunter2"),
        ("Passwort: geheim123", "geheim123"),
        ("mot de passe : soleil42", "soleil42"),
        ("la contraseña es girasol7", "girasol7"),
        ("mijn wachtwoord is tulp99", "tulp99"),
        ("The PIN is 4471.", "4471"),
        ("your code is 123456", "123456"),
        ("123456 is your verification code", "123456"),
        ("Ihr Bestätigungscode lautet 998877", "998877"),
        ("AKIA" + "IOSFODNN7EXAMPLE", "IOSFODNN7EXAMPLE"),
        ("xoxb" + "-1234567890-abcdefghij", "1234567890-abcdefghij"),
        ("ghp" + "_abcdefghijklmnopqrstuvwxyz0123456789", "abcdefghijklmnopqrstuvwxyz0123456789"),
        ("sk_live" + "_abcdefghijklmnop1234", "abcdefghijklmnop1234"),
        ("sk-" + "proj-abcdefghijklmnop1234", "abcdefghijklmnop1234"),
        ("eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "c2lnbmF0dXJl"),
        (f"api_key={MIXED}", MIXED),
        (f"Authorization: Bearer {MIXED}", MIXED),
        ("https://maja:geheim@shop.example/files", "geheim"),
        (f"https://shop.example/reset?token={MIXED}", MIXED),
        (f"-----BEGIN RSA PRIVATE KEY-----\n{MIXED * 3}\n{MIXED * 3}\n-----END RSA PRIVATE KEY-----\nBye", MIXED),
        (f"-----BEGIN PRIVATE KEY-----\n{MIXED * 3}\nBye", MIXED),
    ],
)
def test_a_secret_is_taken_out(text: str, secret: str) -> None:
    assert secret not in secrets(text)
    assert "[secret removed]" in secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "my order LH-20931 and invoice 2026-000123",
        "tracking number 00340434161094042557 or 1Z999AA10123456784",
        "serial number SN-8842-1177-03",
        "reference 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "my password is not working, the reset mail never came",
        "my passcode was declined",
        "Das Passwort ist falsch",
        "the pin is bent",
        "the discount code WELCOME10 is refused",
        "key features: quiet, light, made to last",
        "the token of our thanks is in the parcel",
    ],
)
def test_a_ticket_without_secrets_stays_as_it_is(text: str) -> None:
    assert text == secrets(text)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_taking_secrets_out_twice_changes_nothing_more(text: str) -> None:
    assert secrets(text) == secrets(secrets(text))
