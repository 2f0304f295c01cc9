"""What happens on the wire: time, size, redirects, broken connections. On real sockets."""

from __future__ import annotations

import multiprocessing
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import trustme

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.call import Call
from assistant.freshdesk.errors import BadAnswer, ConnectionFailed, FreshdeskError, TimedOut
from assistant.freshdesk.transport import Transport

from .server import Reply, Server

ME = Call("GET", "/agents/me")
NOTE = Call("POST", "/tickets/{ticket_id}/notes", {"ticket_id": 4107}, {"q": "ana@example.org"}, {"body": "secret"})


@pytest.fixture
def transport(server: Server) -> Transport:
    return Transport(server.url, "the-key", total_timeout=0.4)


def failure(transport: Transport, call: Call = NOTE) -> FreshdeskError:
    began = time.monotonic()
    with pytest.raises(FreshdeskError) as caught:
        transport.send(call)
    assert time.monotonic() - began < 1.5, "the deadline did not hold"
    return caught.value


@pytest.fixture
def mute() -> Iterator[str]:
    """The host and port of a server that accepts connections and never says a word."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        yield f"127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.parametrize(
    "headers",
    [{}, {"Connection": "close"}, {"Content-Length": "", "Connection": "close"}],
    ids=["kept", "last", "open"],
)
@pytest.mark.parametrize("drip_head", [False, True])
def test_an_answer_that_drips_ends_with_the_total_time(
    server: Server, transport: Transport, headers: dict[str, str], drip_head: bool
) -> None:
    """Also one whose end is the end of the connection: what was read by then must not pass for the whole."""
    server.says(Reply(value="x" * 300, drip=0.004, drip_head=drip_head, headers=headers, close=True))

    error = failure(transport)

    assert TimedOut is type(error)
    assert error.may_have_landed is True


def test_an_answer_that_drips_over_tls_ends_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    server = Server(context)
    server.says(Reply(value={"id": 1}), Reply(value="x" * 300, drip=0.004))
    transport = Transport(server.url, "k", total_timeout=0.4)

    assert transport.send(ME).status == 200
    assert TimedOut is type(failure(transport, ME))
    server.close()


def test_a_certificate_of_a_stranger_is_refused_before_the_key_is_sent() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = Server(context)
    server.says(Reply(value={}))

    error = failure(Transport(server.url, "k"))
    server.close()

    assert ConnectionFailed is type(error)
    assert error.may_have_landed is False
    assert server.asked == []


def test_a_server_that_says_nothing_ends_with_the_total_time(mute: str) -> None:
    assert TimedOut is type(failure(Transport(f"http://{mute}", "k", total_timeout=0.3)))


def test_tls_that_never_begins_ends_with_the_total_time_and_nothing_was_sent(mute: str) -> None:
    error = failure(Transport(f"https://{mute}", "k", total_timeout=0.3))

    assert TimedOut is type(error)
    assert error.may_have_landed is False


def test_a_pause_between_two_reads_has_its_own_limit(server: Server) -> None:
    server.says(Reply(value={}, hang=1))

    assert TimedOut is type(failure(Transport(server.url, "k", timeout=(1, 0.1), total_timeout=5)))


def test_a_refused_connection_means_that_nothing_landed() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]

    error = failure(Transport(f"http://127.0.0.1:{port}", "k"))

    assert ConnectionFailed is type(error)
    assert error.may_have_landed is False


def test_a_name_that_does_not_exist_means_that_nothing_landed() -> None:
    error = failure(Transport("https://no-such-desk.invalid", "k", total_timeout=1))

    assert isinstance(error, ConnectionFailed | TimedOut)
    assert error.may_have_landed is False


@pytest.mark.parametrize("cut", [0, 10, 120])
def test_a_write_whose_connection_is_reset_may_have_landed(server: Server, transport: Transport, cut: int) -> None:
    server.says(Reply(201, value="x" * 900, cut=cut))

    error = failure(transport)

    assert ConnectionFailed is type(error)
    assert error.may_have_landed is True


def test_a_body_that_is_shorter_than_announced_is_no_answer(server: Server, transport: Transport) -> None:
    server.says(Reply(value={"id": 1}, headers={"Content-Length": "900"}, close=True))

    assert ConnectionFailed is type(failure(transport, ME))


def test_a_broken_connection_is_not_used_again(server: Server, transport: Transport) -> None:
    server.says(Reply(value="x" * 900, cut=150), Reply(value={"id": 1}))
    failure(transport, ME)

    assert transport.send(ME).status == 200


def test_an_answer_that_is_too_large_is_not_read_to_its_end(server: Server) -> None:
    server.says(Reply(value="x" * 300_000))

    error = failure(Transport(server.url, "k", largest=100_000))

    assert BadAnswer is type(error)
    assert error.may_have_landed is True


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(
    connect: Callable[..., Freshdesk], server: Server
) -> None:
    other = Server()
    other.says(Reply(value={"id": 1}))
    server.says(Reply(302, headers={"Location": f"{other.url}/api/v2/agents/me"}))

    with pytest.raises(BadAnswer, match="redirect"):
        connect().agents.me()
    other.close()

    assert other.asked == []


def test_messages_of_broken_connections_hold_neither_key_nor_query_nor_body(
    server: Server, transport: Transport
) -> None:
    server.says(Reply(cut=0))

    error = failure(transport)

    assert [word for word in ("the-key", "ana@", "secret") if word in str(error)] == []
    assert error.__suppress_context__


def test_connections_are_kept_open_for_reads(server: Server, transport: Transport) -> None:
    server.says(Reply(value={"id": 1}))

    for _ in range(3):
        transport.send(ME)

    assert len({each.port for each in server.asked}) == 1


def test_a_write_does_not_ride_on_a_connection_that_rested(server: Server) -> None:
    """A server that closes it at that moment would leave everybody in doubt whether the note was posted."""
    server.says(Reply(value={"id": 1}))
    rested = Transport(server.url, "k", rested=0)

    rested.send(ME)
    rested.send(NOTE)

    assert len({each.port for each in server.asked}) == 2


def test_cookies_are_not_kept(server: Server, transport: Transport) -> None:
    server.says(Reply(value={}, headers={"Set-Cookie": "session=1; Path=/"}))

    transport.send(ME)
    transport.send(ME)

    assert "cookie" not in server.asked[1].headers


def test_threads_do_not_share_connections(server: Server, transport: Transport) -> None:
    server.says(Reply(value={}, hang=0.05))

    with ThreadPoolExecutor(4) as pool:
        assert {200} == {answer.status for answer in pool.map(transport.send, [ME] * 4)}

    assert len({each.port for each in server.asked}) == 4


def test_a_proxy_is_not_asked_for_a_loopback_address(
    server: Server, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.says(Reply(value={}))

    assert transport.send(ME).status == 200


def test_many_calls_take_one_thread_for_their_deadlines(server: Server, transport: Transport) -> None:
    server.says(Reply(value={}))
    for _ in range(20):
        transport.send(ME)

    assert 1 == sum(thread.name == "deadlines" for thread in threading.enumerate())


def test_a_short_deadline_holds_beside_a_long_one(server: Server) -> None:
    server.says(Reply(value="x" * 300, drip=0.01, close=True))
    with ThreadPoolExecutor(2) as pool:
        long = pool.submit(Transport(server.url, "k", total_timeout=30).send, ME)
        assert TimedOut is type(failure(Transport(server.url, "k", total_timeout=0.3), ME))
        assert 200 == long.result().status


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_forked_process_has_deadlines_of_its_own(server: Server, transport: Transport) -> None:
    """RQ forks for each job: threads of the parent are not in the child."""
    server.says(Reply(value={}), Reply(value="x" * 3000, drip=0.01, close=True))
    transport.send(ME)

    child = multiprocessing.get_context("fork").Process(target=_ends_in_time, args=(transport,))
    child.start()
    child.join(10)

    assert 0 == child.exitcode


def _ends_in_time(transport: Transport) -> None:
    assert TimedOut is type(failure(transport, ME))
