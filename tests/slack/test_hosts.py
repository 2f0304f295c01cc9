"""Response URLs: only hosts that were named."""

from __future__ import annotations

import pytest

from assistant.slack.hosts import is_allowed

SLACK = ("hooks.slack.com",)


@pytest.mark.parametrize(
    "url",
    ["https://hooks.slack.com/commands/T1/2/x", "https://HOOKS.slack.com/x", "https://hooks.slack.com:443/x", "https://hooks.slack.com"],
)  # fmt: skip
def test_slacks_host_is_allowed(url: str) -> None:
    assert is_allowed(url, SLACK)


@pytest.mark.parametrize(
    "url",
    ["", "http://hooks.slack.com/x", "https://hooks.slack.com.evil.example/x", "https://evil.example/hooks.slack.com",
     "//hooks.slack.com/x",
     "https://hooks.slack.com@evil.example/x", "https://evil.example\\@hooks.slack.com/x", "https://hooks.slack.com\\.evil.example/x",
     "https://evil.example#@hooks.slack.com/", "https://hooks.slack.com:8443/x", "https://hooks.slack.com./x", "https://hooks.slack.com\t/x",
     "https://hooks.slack.com/\r\nx", "https://x.hooks.slack.com/", "ftp://hooks.slack.com/x", "http://127.0.0.1/x", "http://localhost/x",
     "http://169.254.169.254/latest", "https://hooks.slack.com/" + "x" * 2000, "https://hooks.slack.com/\u2028", "https://hooks.ſlack.com/"],
)  # fmt: skip
def test_nothing_else_is(url: str) -> None:
    assert not is_allowed(url, SLACK)


def test_this_machine_is_allowed_by_http_once_it_is_named() -> None:
    hosts = (*SLACK, "127.0.0.1", "[::1]", "localhost:8065")
    assert is_allowed("http://127.0.0.1:4000/slack/response/1", hosts)
    assert is_allowed("http://[::1]:4000/x", hosts)
    assert is_allowed("http://localhost:8065/x", hosts)
    assert not is_allowed("http://localhost:8066/x", hosts)
    assert not is_allowed("http://127.0.0.2:4000/x", hosts)


def test_another_host_may_be_named_with_its_port_but_not_by_http() -> None:
    hosts = ("chat.acme.example:8443",)
    assert is_allowed("https://chat.acme.example:8443/x", hosts)
    assert not is_allowed("http://chat.acme.example:8443/x", hosts)
    assert not is_allowed("https://chat.acme.example/x", hosts)
