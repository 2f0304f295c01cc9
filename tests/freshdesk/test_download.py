"""Attachments over the wire: without the key, within bounds, from known hosts alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.address import may_hold_files
from assistant.freshdesk.errors import BadAnswer, ConnectionFailed, TimedOut
from assistant.freshdesk.models import Attachment

from .server import Reply, Server


def download(server: Server, url: str = "", *, largest: int = 1000, seconds: float = 2.0) -> bytes:
    attachment = Attachment(id=1, name="a.txt", attachment_url=url or f"{server.url}/attachments/1?token=secret")
    return Freshdesk(server.url, "the-key").download(attachment, largest=largest, seconds=seconds)


def test_a_file_is_fetched_without_the_key(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also none from a .netrc, which the HTTP library would read."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    server.says(Reply(body=b"content"))

    assert download(server) == b"content"
    assert "authorization" not in server.asked[0].headers


def test_a_file_that_is_too_large_is_not_read_to_its_end(server: Server) -> None:
    server.says(Reply(body=b"x" * 2000))
    with pytest.raises(BadAnswer, match="too large") as caught:
        download(server)
    assert "secret" not in str(caught.value)


def test_a_packed_file_is_not_unpacked(server: Server) -> None:
    server.says(Reply(body=b"\x1f\x8bpacked", headers={"Content-Encoding": "gzip"}))
    assert download(server) == b"\x1f\x8bpacked"


def test_a_file_that_drips_ends_with_its_time(server: Server) -> None:
    server.says(Reply(body=b"x" * 300, drip=0.01))
    with pytest.raises(TimedOut):
        download(server, seconds=0.3)


def test_a_link_that_has_ended_is_said(server: Server) -> None:
    server.says(Reply(status=403, body=b"<Error/>"))
    with pytest.raises(BadAnswer) as caught:
        download(server)
    assert caught.value.status == 403


def test_a_link_on_the_same_account_may_lead_on(server: Server) -> None:
    server.says(Reply(status=302, headers={"Location": "/attachments/2"}), Reply(body=b"content"))
    assert download(server) == b"content"
    assert server.asked[1].path == "/attachments/2"


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest", "https://evil.example/x", "file:///etc/passwd"])
def test_a_link_that_leads_to_a_strange_host_is_not_followed(server: Server, target: str) -> None:
    server.says(Reply(status=302, headers={"Location": target}))
    with pytest.raises(BadAnswer, match="host"):
        download(server)
    with pytest.raises(BadAnswer, match="host"):
        download(server, target)


def test_links_without_end_are_left(server: Server) -> None:
    server.says(Reply(status=302, headers={"Location": "/attachments/1"}))
    with pytest.raises(BadAnswer):
        download(server)
    assert len(server.asked) == 3


def test_a_broken_connection_is_said(server: Server) -> None:
    server.says(Reply(body=b"x" * 300, cut=200))
    with pytest.raises(ConnectionFailed):
        download(server)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://s3.amazonaws.com/cdn.freshdesk.com/data/1?X-Amz-Signature=a", True),
        ("https://attachment.freshdesk.com/inline/attachment?token=a", True),
        ("https://acme.freshdesk.com/attachments/1", True),
        ("http://s3.amazonaws.com/x", False),
        ("https://s3.amazonaws.com.evil.example/x", False),
        ("https://evil-amazonaws.com/x", False),
        ("https://user@s3.amazonaws.com/x", False),
        ("https://s3.amazonaws.com:8443/x", False),
        ("https://127.0.0.1/x", False),
        ("https://[bad/x", False),
        ("", False),
    ],
)
def test_files_come_from_freshdesks_stores_alone(url: str, allowed: bool) -> None:
    assert may_hold_files(url, "https://acme.freshdesk.com") is allowed
