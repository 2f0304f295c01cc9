"""How an account may be written."""

from __future__ import annotations

import pytest

from assistant.freshdesk import Freshdesk


@pytest.mark.parametrize(
    ("account", "base"),
    [
        ("kettle", "https://kettle.freshdesk.com"),
        (" Kettle ", "https://kettle.freshdesk.com"),
        ("kettle.freshdesk.com", "https://kettle.freshdesk.com"),
        ("kettle.freshdesk.com/", "https://kettle.freshdesk.com"),
        ("https://kettle.freshdesk.com", "https://kettle.freshdesk.com"),
        ("https://desk.example:8443", "https://desk.example:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000/", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_account_may_be_written_in_these_ways(account: str, base: str) -> None:
    assert base == Freshdesk(account, "k").base_url


@pytest.mark.parametrize(
    "account",
    [
        "",
        "http://kettle.freshdesk.com",
        "http://127.0.0.1.evil.example",
        "ftp://kettle.freshdesk.com",
        "https://key@kettle.freshdesk.com",
        "https://kettle.freshdesk.com/api/v2",
        "https://kettle.freshdesk.com?x=1",
        "https://kettle.freshdesk.com:port",
        "https://",
    ],
)
def test_any_other_address_is_refused(account: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Freshdesk(account, "k")


@pytest.mark.parametrize("key", ["", "   ", "Zl4Gpü", "Zl4Gp\n"])
def test_what_cannot_be_a_key_is_refused_without_repeating_it(key: str) -> None:
    with pytest.raises(ValueError, match="API key") as caught:
        Freshdesk("kettle", key)

    assert not key.strip() or key.strip() not in str(caught.value).split()
